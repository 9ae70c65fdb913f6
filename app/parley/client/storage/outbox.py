"""What waits to be sent, in order; keyed by account, so it outlives tokens and devices."""

import apsw
import msgspec

from parley.client.outbox import OutboxItem
from parley.protocol.codec import encode

_decoder = msgspec.json.Decoder(OutboxItem)


def load(db: apsw.Connection) -> dict[str, OutboxItem]:
    """All items by key, in the order they were queued."""
    items = [_decoder.decode(value) for (value,) in db.execute("SELECT value FROM outbox ORDER BY position")]
    return {item.key: item for item in items}


def put(db: apsw.Connection, item: OutboxItem) -> None:
    """Adds an item at the end, or rewrites the one with its key where it stands."""
    sql = (
        "INSERT INTO outbox (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
    )
    db.execute(sql, (item.key, encode(item)))


def remove(db: apsw.Connection, key: str) -> None:
    """Forgets an item."""
    db.execute("DELETE FROM outbox WHERE key = ?", (key,))
