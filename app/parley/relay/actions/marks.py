"""Delivered and read marks: cumulative, per member, beside the log (G8).

A mark move bumps the log's `marks_version` and is published as `MarksMoved` to the members who may see the person
live. A member's own message also moves their marks to it. The message says so itself, so only when that skips messages
of others are the marks published as well.
"""

from collections.abc import Iterable

import msgspec

from parley.domain.access import may_read
from parley.domain.conversation import Marks
from parley.protocol.codec import encode
from parley.protocol.frames import MarksMoved
from parley.relay.actions import logs
from parley.relay.queries import seats
from parley.relay.storage.database import Publication, Transaction


class MarkMove(msgspec.Struct, frozen=True):
    """How far an account has come in a conversation, after coalescing."""

    account: str
    conversation: str
    delivered_seq: int = 0
    read_seq: int = 0


async def move_marks(tx: Transaction, batch: Iterable[MarkMove]) -> tuple[MarksMoved, ...]:
    """Moves marks forward; what may not be seen or moves nothing is left out. Publishes what it returns."""
    moved: list[MarksMoved] = []
    for move in sorted(batch, key=lambda m: (m.conversation, m.account)):
        seat = await seats.find_seat(tx, move.account, move.conversation)
        if seat is None or not seat.is_member:
            continue
        head = await logs.lock(tx, move.conversation)
        delivered = max(move.delivered_seq, move.read_seq)
        furthest = min(delivered, head), min(move.read_seq, head)
        if furthest[0] < 1 or not may_read(seat, furthest[0]):
            continue
        frame = await _move(tx, move.account, move.conversation, *furthest)
        if frame is not None:
            moved.append(frame)
    return tuple(moved)


async def mark_own_message(
    tx: Transaction, account: str, conversation: str, seq: int, read_seq: int | None
) -> None:
    """Whoever says something has seen what was said before; `read_seq` is how far they had come."""
    if read_seq == seq - 1:
        await tx.execute(
            "UPDATE mark SET delivered_seq = $3, read_seq = $3 WHERE log_id = $1 AND party = $2",
            conversation,
            account,
            seq,
        )
        return
    await _move(tx, account, conversation, seq, seq)


async def find_read_mark(tx: Transaction, account: str, conversation: str) -> int | None:
    """How far somebody has read; None where nothing is noted yet. A query."""
    row = await tx.fetch_one(
        "SELECT read_seq FROM mark WHERE log_id = $1 AND party = $2", conversation, account
    )
    return None if row is None else int(row[0])


async def take_over_marks(tx: Transaction, conversation: str, keeper: str, heir: str) -> None:
    """What one has read, the other needn't: they go on from there."""
    row = await tx.fetch_one(
        "SELECT delivered_seq, read_seq FROM mark WHERE log_id = $1 AND party = $2", conversation, keeper
    )
    if row is not None:
        await _move(tx, heir, conversation, row[0], row[1])


async def _move(
    tx: Transaction, account: str, conversation: str, delivered_seq: int, read_seq: int
) -> MarksMoved | None:
    row = await tx.fetch_one(
        "SELECT delivered_seq, read_seq FROM mark WHERE log_id = $1 AND party = $2", conversation, account
    )
    old = Marks(account=account, delivered_seq=row[0], read_seq=row[1]) if row else Marks(account=account)
    new = old.merged(Marks(account=account, delivered_seq=delivered_seq, read_seq=read_seq))
    if new == old:
        return None
    version = await _next_version(tx, conversation)
    await tx.execute(
        "INSERT INTO mark (log_id, party, delivered_seq, read_seq, marks_version) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (log_id, party) DO UPDATE SET delivered_seq = excluded.delivered_seq,"
        " read_seq = excluded.read_seq, marks_version = excluded.marks_version",
        conversation,
        account,
        new.delivered_seq,
        new.read_seq,
        version,
    )
    frame = MarksMoved(conversation=conversation, marks_version=version, marks=(new,))
    audience = await seats.members_who_see_live(tx, conversation, account)
    tx.publish(Publication(audience, encode(frame)))
    return frame


async def _next_version(tx: Transaction, conversation: str) -> int:
    row = await tx.fetch_one(
        "UPDATE log SET marks_version = marks_version + 1 WHERE id = $1 RETURNING marks_version", conversation
    )
    assert row is not None
    return int(row[0])


async def freeze_marks(tx: Transaction, viewer: str, subject: str) -> None:
    """What a blocked viewer saw of the blocker's marks is what they go on seeing."""
    await tx.execute(
        "INSERT INTO mark_frozen (viewer, log_id, party, delivered_seq, read_seq, marks_version)"
        " SELECT $1, m.log_id, m.party, m.delivered_seq, m.read_seq, m.marks_version FROM mark m"
        " JOIN seat s ON s.conversation = m.log_id AND s.party = $1 WHERE m.party = $2"
        " ON CONFLICT (viewer, log_id, party) DO NOTHING",
        viewer,
        subject,
    )


async def thaw_marks(tx: Transaction, viewer: str, subject: str) -> None:
    """After a block is lifted the viewer gets the marks as they are now."""
    await tx.execute("DELETE FROM mark_frozen WHERE viewer = $1 AND party = $2", viewer, subject)
    rows = await tx.fetch(
        "SELECT m.log_id, m.delivered_seq, m.read_seq FROM mark m"
        " JOIN seat s ON s.conversation = m.log_id AND s.party = $1 AND s.until_seq IS NULL AND s.from_seq > 0"
        " JOIN seat t ON t.conversation = m.log_id AND t.party = m.party AND t.until_seq IS NULL"
        " WHERE m.party = $2 ORDER BY m.log_id",
        viewer,
        subject,
    )
    for log, delivered_seq, read_seq in rows:
        version = await _next_version(tx, log)
        await tx.execute(
            "UPDATE mark SET marks_version = $3 WHERE log_id = $1 AND party = $2", log, subject, version
        )
        marks = Marks(account=subject, delivered_seq=delivered_seq, read_seq=read_seq)
        frame = MarksMoved(conversation=log, marks_version=version, marks=(marks,))
        audience = await seats.members_who_see_live(tx, log, subject)
        tx.publish(Publication(audience, encode(frame)))
