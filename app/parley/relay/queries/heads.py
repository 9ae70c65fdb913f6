"""How far the logs go that an account sees: the answer to Resume.

One statement reads where every log stands; marks and unread counts are read only for those that differ from the
client's cursors, so that a resume with thousands of quiet conversations costs what the few busy ones cost.
"""

import msgspec

from parley.domain.events import LogKind
from parley.protocol.frames import Head
from parley.relay.queries.logs import VisibleLog, visible_logs
from parley.relay.queries.marks import MarksSeen, marks_seen, unread_counts
from parley.relay.storage.database import Transaction


class HeadsFound(msgspec.Struct, frozen=True):
    """The parts of `Heads` that come from the database."""

    logs: dict[str, Head]
    gone: tuple[str, ...]


async def heads(tx: Transaction, account: str, cursors: dict[str, tuple[int, int]]) -> HeadsFound:
    """The logs whose head or marks moved since the cursors (seq, marks version), and those no longer to be seen."""
    visible = await visible_logs(tx, account)
    moved = [log for log in visible if _has_moved(log, cursors.get(log.log))]
    talks = [log.log for log in moved if log.kind is LogKind.CONVERSATION]
    seen = await marks_seen(tx, account, [log.log for log in moved if _shows_marks(log)])
    unread = await unread_counts(tx, account, talks)
    found = {log.log: _head(log, seen.get(log.log), unread.get(log.log, 0)) for log in moved}
    gone = cursors.keys() - {log.log for log in visible}
    return HeadsFound(
        {log: head for log, head in found.items() if _is_news(head, cursors.get(log))},
        tuple(sorted(gone)),
    )


def _shows_marks(log: VisibleLog) -> bool:
    """Who has left learns nothing more of what the others read."""
    return log.kind is LogKind.CONVERSATION and log.is_open


def _has_moved(log: VisibleLog, cursor: tuple[int, int] | None) -> bool:
    if cursor is None or cursor[0] != log.seq:
        return True
    return _shows_marks(log) and cursor[1] != log.marks_version


def _is_news(head: Head, cursor: tuple[int, int] | None) -> bool:
    """Moves of somebody who blocks the viewer count in the log's version, but not in what the viewer sees."""
    return cursor is None or cursor[0] != head.seq or head.marks_version > cursor[1]


def _head(log: VisibleLog, seen: MarksSeen | None, unread: int) -> Head:
    seen = seen or MarksSeen()
    return Head(
        kind=log.kind,
        from_seq=log.from_seq,
        seq=log.seq,
        marks_version=seen.version,
        marks=seen.marks,
        unread=unread,
        joined_seq=log.joined_seq,
    )
