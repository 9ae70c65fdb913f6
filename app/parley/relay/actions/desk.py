"""The seller's desk: what one has done about a customer, and the count of who waits, kept on the way of each message."""

from datetime import datetime

import msgspec

from parley.domain import events
from parley.domain.access import check_may_keep_desk
from parley.domain.desk import Desk, check_desk
from parley.domain.message import Origin
from parley.foundation.clock import from_milliseconds, to_milliseconds
from parley.protocol.codec import decode_event
from parley.relay.actions import logs
from parley.relay.actions.actor import Actor
from parley.relay.queries import people
from parley.relay.queries.desk import find_desk
from parley.relay.queries.seats import find_seat, peer_of
from parley.relay.storage.database import Transaction


async def set_desk(tx: Transaction, actor: Actor, conversation: str, wish: Desk, now: datetime) -> Desk:
    """The desk state as it holds from now on; the last write wins. Raises NotFound, Forbidden, Refusal."""
    seat = await find_seat(tx, actor.account, conversation)
    peer = await people.find_person(tx, await peer_of(tx, actor.account, conversation) or "")
    check_may_keep_desk(actor.person, seat, peer)
    check_desk(wish, now)
    await logs.lock(tx, actor.account)
    desk = await _as_it_is_kept(tx, conversation, wish)
    if desk == await find_desk(tx, actor.account, conversation):
        return desk
    await tx.execute(
        "INSERT INTO desk (account, conversation, done_seq, snoozed_until, snoozed_seq, flag)"
        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (account, conversation) DO UPDATE SET"
        " done_seq = excluded.done_seq, snoozed_until = excluded.snoozed_until,"
        " snoozed_seq = excluded.snoozed_seq, flag = excluded.flag",
        actor.account,
        conversation,
        desk.done_seq,
        None if desk.snoozed_until is None else to_milliseconds(desk.snoozed_until),
        desk.snoozed_seq,
        desk.flag,
    )
    body = events.DeskChanged(conversation=conversation, desk=desk)
    await logs.append_private(tx, actor.account, actor, body, now)
    return desk


async def note_asked(tx: Transaction, account: str, conversation: str, customer: str, seq: int) -> None:
    """A customer wrote to one of the shop's people."""
    await tx.execute(
        "INSERT INTO waiting (account, conversation, customer, asked_seq, answered_seq) VALUES ($1, $2, $3, $4, 0)"
        " ON CONFLICT (account, conversation) DO UPDATE SET asked_seq = excluded.asked_seq",
        account,
        conversation,
        customer,
        seq,
    )


async def note_answered(tx: Transaction, account: str, conversation: str, customer: str, seq: int) -> None:
    """One of the shop's people answered a customer by hand."""
    await tx.execute(
        "INSERT INTO waiting (account, conversation, customer, asked_seq, answered_seq) VALUES ($1, $2, $3, 0, $4)"
        " ON CONFLICT (account, conversation) DO UPDATE SET answered_seq = excluded.answered_seq",
        account,
        conversation,
        customer,
        seq,
    )


async def take_over_waiting(tx: Transaction, conversation: str, keeper: str, heir: str) -> None:
    """Who waited at the one waits at the other now; the answers given so far were the shop's."""
    await tx.execute("DELETE FROM waiting WHERE account = $1 AND conversation = $2", heir, conversation)
    await tx.execute(
        "UPDATE waiting SET account = $3 WHERE account = $1 AND conversation = $2", keeper, conversation, heir
    )


async def recount_waiting(tx: Transaction, account: str) -> None:
    """Somebody has another kind: who waits at whom follows from what was said before, too."""
    await tx.execute("DELETE FROM waiting WHERE account = $1 OR customer = $1", account)
    rows = await tx.fetch(
        "SELECT s.party, s.conversation, s.peer FROM seat s JOIN account a ON a.id = s.party"
        " JOIN account c ON c.id = s.peer WHERE (s.party = $1 OR s.peer = $1) AND s.from_seq > 0"
        " AND s.until_seq IS NULL"
        " AND a.kind IN ('owner', 'staff') AND c.kind = 'customer'",
        account,
    )
    for keeper, conversation, customer in rows:
        answered = await _last_answer(tx, customer, conversation)
        await note_answered(tx, keeper, conversation, customer, answered)
        row = await tx.fetch_one(
            "SELECT max(seq) FROM event WHERE log_id = $1 AND type = 'MessageCreated' AND party = $2",
            conversation,
            customer,
        )
        if row is not None and row[0] is not None:
            await note_asked(tx, keeper, conversation, customer, row[0])


async def _last_answer(tx: Transaction, customer: str, conversation: str) -> int:
    """The newest message by hand, or 0; automatic ones before it are passed by page."""
    before = 1 << 62
    while True:
        rows = await tx.fetch(
            "SELECT seq, payload FROM event WHERE log_id = $1 AND type = 'MessageCreated' AND party <> $2"
            " AND seq < $3 ORDER BY seq DESC LIMIT 50",
            conversation,
            customer,
            before,
        )
        for seq, payload in rows:
            body = decode_event(bytes(payload)).body
            if isinstance(body, events.MessageCreated) and body.origin is Origin.HUMAN:
                return int(seq)
        if not rows:
            return 0
        before = rows[-1][0]


async def _as_it_is_kept(tx: Transaction, conversation: str, wish: Desk) -> Desk:
    """No further than the conversation goes, times in milliseconds."""
    row = await tx.fetch_one("SELECT head_seq FROM log WHERE id = $1", conversation)
    head = 0 if row is None else int(row[0])
    until = wish.snoozed_until
    return msgspec.structs.replace(
        wish,
        done_seq=min(wish.done_seq, head),
        snoozed_seq=min(wish.snoozed_seq, head),
        snoozed_until=None if until is None else from_milliseconds(to_milliseconds(until)),
    )
