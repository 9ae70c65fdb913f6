"""Records of conversations, one row each; all are read at start and then live in memory."""

import apsw
import msgspec

from parley.client.records import Record
from parley.protocol.codec import encode

_decoder = msgspec.json.Decoder(Record)


def load(db: apsw.Connection) -> dict[str, Record]:
    """All records by conversation."""
    found = db.execute("SELECT value FROM conversation")
    records = [_decoder.decode(value) for (value,) in found]
    return {record.id: record for record in records}


def save(db: apsw.Connection, record: Record) -> None:
    """New or changed."""
    db.execute(
        "INSERT OR REPLACE INTO conversation VALUES (?, ?, ?)", (record.id, record.seq, encode(record))
    )


def remove(db: apsw.Connection, conversation: str) -> None:
    """No longer to be seen."""
    db.execute("DELETE FROM conversation WHERE id = ?", (conversation,))
