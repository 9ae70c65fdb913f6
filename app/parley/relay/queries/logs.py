"""Which logs an account may see, and how far."""

import msgspec

from parley.domain.events import LogKind
from parley.relay.storage.database import Transaction

_VISIBLE = (
    "SELECT l.id, l.kind, 1 AS from_seq, l.head_seq, l.marks_version, 1 AS is_open, 0 AS joined_seq"
    " FROM log l WHERE l.id = $1{one}"
    " UNION ALL SELECT l.id, l.kind, 1, l.head_seq, l.marks_version, 1, 0"
    " FROM staff f JOIN log l ON l.id = f.shop WHERE f.account = $1{one}"
    " UNION ALL SELECT l.id, l.kind, s.from_seq,"
    " CASE WHEN s.until_seq IS NULL THEN l.head_seq ELSE s.until_seq END, l.marks_version,"
    " CASE WHEN s.until_seq IS NULL THEN 1 ELSE 0 END, CASE WHEN s.handed_seq > s.joined_seq THEN s.handed_seq ELSE s.joined_seq END"
    " FROM seat s JOIN log l ON l.id = s.conversation WHERE s.party = $1 AND s.from_seq > 0{one}"
)


class VisibleLog(msgspec.Struct, frozen=True):
    """The run from_seq..seq of a log that an account may see; `is_open` while it goes on.

    `joined_seq` is the account's joining; 0 where there is none.
    """

    log: str
    kind: LogKind
    from_seq: int
    seq: int
    marks_version: int
    is_open: bool
    joined_seq: int


async def visible_logs(tx: Transaction, account: str) -> list[VisibleLog]:
    """Every log the account sees: its own, its shop's, and those of its conversations."""
    rows = await tx.fetch(_VISIBLE.format(one=""), account)
    return [VisibleLog(r[0], LogKind(r[1]), r[2], r[3], r[4], bool(r[5]), r[6]) for r in rows]


async def find_visible_log(tx: Transaction, account: str, log: str) -> VisibleLog | None:
    """One of them, or None for a log the account may not know of."""
    r = await tx.fetch_one(_VISIBLE.format(one=" AND l.id = $2"), account, log)
    return None if r is None else VisibleLog(r[0], LogKind(r[1]), r[2], r[3], r[4], bool(r[5]), r[6])
