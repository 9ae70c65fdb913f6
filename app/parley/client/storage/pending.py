"""What this device changed and the server doesn't know yet: wishes for conversations, desks, read marks, settings,
uses of phrases."""

import apsw
import msgspec

from parley.protocol.codec import encode

PREFERENCES = "preferences"
READ = "read"
SETTING = "setting"
DESK = "desk"
PHRASE_USE = "phrase_use"
PHRASE_BATCH = "phrase_batch"


def load(db: apsw.Connection, kind: str) -> dict[str, object]:
    """All of one kind, by conversation or setting."""
    found = db.execute("SELECT key, value FROM pending WHERE kind = ?", (kind,))
    return {key: msgspec.json.decode(value) for key, value in found}


def put(db: apsw.Connection, kind: str, key: str, value: object) -> None:
    """New or changed."""
    db.execute("INSERT OR REPLACE INTO pending VALUES (?, ?, ?)", (kind, key, encode(value)))


def remove(db: apsw.Connection, kind: str, key: str) -> None:
    """The server knows."""
    db.execute("DELETE FROM pending WHERE kind = ? AND key = ?", (kind, key))
