"""Events of conversation logs: rows by (log, seq), and the runs that say which seqs are here."""

from collections.abc import Iterable, Sequence
from typing import Any

import apsw

from parley.client.sync import Range, merge
from parley.domain.events import Event, MessageCreated
from parley.protocol.codec import decode_kept_event, encode


def add(db: apsw.Connection, log: str, events: Sequence[Event]) -> None:
    """Stores a run of events without a hole. Storing an event again changes nothing."""
    if not events:
        return
    rows = [(log, e.seq, e.id, e.party, int(isinstance(e.body, MessageCreated)), encode(e)) for e in events]
    db.executemany("INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?, ?, ?)", rows)
    add_run(db, log, (events[0].seq, events[-1].seq))


def add_run(db: apsw.Connection, log: str, run: Range) -> None:
    """Notes that a run is here. Touching runs become one."""
    touching = db.execute(
        "DELETE FROM run WHERE log = ? AND from_seq <= ? AND to_seq >= ? RETURNING from_seq, to_seq",
        (log, run[1] + 1, run[0] - 1),
    ).fetchall()
    for low, high in merge(_ranges(touching), run):
        db.execute("INSERT INTO run VALUES (?, ?, ?)", (log, low, high))


def runs(db: apsw.Connection, log: str) -> list[Range]:
    """The runs of a log, oldest first."""
    found = db.execute("SELECT from_seq, to_seq FROM run WHERE log = ? ORDER BY from_seq", (log,))
    return _ranges(found)


def between(db: apsw.Connection, log: str, from_seq: int, to_seq: int) -> list[Event]:
    """The stored events of from_seq..to_seq, in order."""
    sql = "SELECT payload FROM event WHERE log = ? AND seq BETWEEN ? AND ? ORDER BY seq"
    return [decode_kept_event(payload) for (payload,) in db.execute(sql, (log, from_seq, to_seq))]


def own_messages(
    db: apsw.Connection, log: str, own: str, from_seq: int, to_seq: int, limit: int
) -> list[Event]:
    """The newest `limit` stored messages of one's own in from_seq..to_seq, oldest first."""
    sql = (
        "SELECT payload FROM event WHERE log = ? AND seq BETWEEN ? AND ? AND party = ? AND is_message "
        "ORDER BY seq DESC LIMIT ?"
    )
    found = db.execute(sql, (log, from_seq, to_seq, own, limit)).fetchall()
    return [decode_kept_event(payload) for (payload,) in reversed(found)]


def count_unread(db: apsw.Connection, log: str, own: str, after_seq: int) -> int:
    """Stored messages by others after a seq."""
    sql = "SELECT count(*) FROM event WHERE log = ? AND seq > ? AND is_message AND party <> ?"
    count: Any = db.execute(sql, (log, after_seq, own)).fetchall()[0][0]
    return int(count)


def event_id(db: apsw.Connection, log: str, seq: int) -> str | None:
    """The id of a stored event, or None."""
    found = db.execute("SELECT id FROM event WHERE log = ? AND seq = ?", (log, seq)).fetchall()
    return str(found[0][0]) if found else None


def seqs(db: apsw.Connection, log: str, to_seq: int) -> list[int]:
    """All stored seqs up to one, in order."""
    found: Iterable[Any] = db.execute(
        "SELECT seq FROM event WHERE log = ? AND seq <= ? ORDER BY seq", (log, to_seq)
    )
    return [int(seq) for (seq,) in found]


def cut(db: apsw.Connection, log: str, above_seq: int) -> list[Event]:
    """Takes out all events above a seq, and answers them in order."""
    taken = between(db, log, above_seq + 1, 2**62)
    db.execute("DELETE FROM event WHERE log = ? AND seq > ?", (log, above_seq))
    db.execute("DELETE FROM run WHERE log = ? AND from_seq > ?", (log, above_seq))
    db.execute("UPDATE run SET to_seq = ? WHERE log = ? AND to_seq > ?", (above_seq, log, above_seq))
    return taken


def forget(db: apsw.Connection, log: str) -> None:
    """Takes out all of a log."""
    for table in ("event", "run", "stranded"):
        db.execute(f"DELETE FROM {table} WHERE log = ?", (log,))


def strand(db: apsw.Connection, log: str, after_seq: int, events: Sequence[Event]) -> None:
    """Keeps events that the server no longer has, behind the last one it shares with us."""
    rows = [(log, after_seq, event.id, encode(event)) for event in events]
    db.executemany("INSERT INTO stranded (log, after_seq, id, payload) VALUES (?, ?, ?, ?)", rows)


def stranded(db: apsw.Connection, log: str, from_seq: int, to_seq: int) -> list[tuple[int, Event]]:
    """Stranded events that stand behind one of from_seq..to_seq, as (after_seq, event)."""
    sql = "SELECT after_seq, payload FROM stranded WHERE log = ? AND after_seq BETWEEN ? AND ? ORDER BY place"
    found: Iterable[Any] = db.execute(sql, (log, from_seq, to_seq))
    return [(int(after), decode_kept_event(payload)) for after, payload in found]


def _ranges(rows: Iterable[Any]) -> list[Range]:
    return [(int(low), int(high)) for low, high in rows]
