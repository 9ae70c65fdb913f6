"""Marks and unread counts, as one viewer may see them.

A person who blocks the viewer seems to stand still: the viewer gets the marks as they were at the block, and a version
that doesn't count that person's later moves.
"""

import msgspec

from parley.domain.conversation import Marks
from parley.relay.storage.database import Transaction

CHUNK = 500


class MarksSeen(msgspec.Struct, frozen=True):
    """The marks of the members of one log and the version they make."""

    version: int = 0
    marks: tuple[Marks, ...] = ()


async def marks_seen(tx: Transaction, viewer: str, logs: list[str]) -> dict[str, MarksSeen]:
    """Per log that has any; one statement for up to CHUNK logs."""
    seen: dict[str, MarksSeen] = {}
    for start in range(0, len(logs), CHUNK):
        some = logs[start : start + CHUNK]
        rows = await tx.fetch(
            "SELECT m.log_id, m.party,"
            " CASE WHEN b.owner IS NULL THEN m.delivered_seq ELSE f.delivered_seq END,"
            " CASE WHEN b.owner IS NULL THEN m.read_seq ELSE f.read_seq END,"
            " CASE WHEN b.owner IS NULL THEN m.marks_version ELSE f.marks_version END"
            " FROM mark m LEFT JOIN block b ON b.owner = m.party AND b.account = $1"
            " LEFT JOIN mark_frozen f ON f.viewer = $1 AND f.log_id = m.log_id AND f.party = m.party"
            " JOIN seat s ON s.conversation = m.log_id AND s.party = m.party AND s.until_seq IS NULL"
            f" WHERE m.log_id IN ({places(len(some), 2)}) ORDER BY m.log_id, m.party",
            viewer,
            *some,
        )
        for log, party, delivered_seq, read_seq, version in rows:
            if version is None:
                continue
            old = seen.get(log, MarksSeen())
            mark = Marks(account=party, delivered_seq=delivered_seq, read_seq=read_seq)
            seen[log] = MarksSeen(max(old.version, version), (*old.marks, mark))
    return seen


async def unread_counts(tx: Transaction, account: str, logs: list[str]) -> dict[str, int]:
    """Messages by others after the own read mark and one's joining; logs without any are left out."""
    counts: dict[str, int] = {}
    for start in range(0, len(logs), CHUNK):
        some = logs[start : start + CHUNK]
        rows = await tx.fetch(
            "SELECT s.conversation, count(*) FROM seat s"
            " LEFT JOIN mark m ON m.log_id = s.conversation AND m.party = s.party"
            " JOIN event e ON e.log_id = s.conversation AND e.type = 'MessageCreated' AND e.party <> s.party"
            " AND e.seq >= s.from_seq AND e.seq >= s.joined_seq AND e.seq > coalesce(m.read_seq, 0)"
            " AND (s.until_seq IS NULL OR e.seq <= s.until_seq)"
            f" WHERE s.party = $1 AND s.from_seq > 0 AND s.conversation IN ({places(len(some), 2)})"
            " GROUP BY s.conversation",
            account,
            *some,
        )
        counts.update((row[0], row[1]) for row in rows)
    return counts


def places(count: int, first: int) -> str:
    """`$first, ...` for an IN list."""
    return ", ".join(f"${i}" for i in range(first, first + count))
