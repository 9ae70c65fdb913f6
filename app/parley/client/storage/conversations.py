"""Records of conversations, one row each; all are read at start and then live in memory."""

import apsw
import msgspec

from parley.client.records import Record
from parley.domain.negotiation_state import Negotiation
from parley.protocol.codec import encode

_decoder = msgspec.json.Decoder(Record)
_negotiation_decoder = msgspec.json.Decoder(Negotiation)
_replace = msgspec.structs.replace


def load(db: apsw.Connection) -> dict[str, Record]:
    """All records by conversation."""
    found = db.execute("SELECT value FROM conversation")
    records = {record.id: record for record in (_decoder.decode(value) for (value,) in found)}
    for log, value in db.execute("SELECT log, value FROM negotiation"):
        if log in records:
            records[log] = _replace(records[log], negotiation=_negotiation_decoder.decode(value))
    return records


def save(db: apsw.Connection, record: Record) -> None:
    """New or changed."""
    bare = _replace(record, negotiation=Negotiation())
    db.execute("INSERT OR REPLACE INTO conversation VALUES (?, ?, ?)", (record.id, record.seq, encode(bare)))
    _save_negotiation(db, record)


def remove(db: apsw.Connection, conversation: str) -> None:
    """No longer to be seen."""
    db.execute("DELETE FROM conversation WHERE id = ?", (conversation,))
    db.execute("DELETE FROM negotiation WHERE log = ?", (conversation,))


def _save_negotiation(db: apsw.Connection, record: Record) -> None:
    """Rewrites it only where it moved: a chat may have hundreds of offers, and each message saves the record."""
    kept = db.execute("SELECT seq FROM negotiation WHERE log = ?", (record.id,)).fetchall()
    if kept == [(record.negotiation_seq,)] or (not kept and not record.negotiation.sides):
        return
    db.execute(
        "INSERT OR REPLACE INTO negotiation VALUES (?, ?, ?)",
        (record.id, record.negotiation_seq, encode(record.negotiation)),
    )
