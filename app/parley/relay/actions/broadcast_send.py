"""Sending a message to many, one recipient a transaction.

The message and the mark that it was sent are stored together, and the message's id follows from the broadcast and the
recipient: whatever dies, nobody gets it twice and nobody is left out. Locks are taken in one order: the two accounts'
logs, the broadcast, the conversation.
"""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

import msgspec

from parley.domain import events
from parley.domain.broadcast import (
    Broadcast,
    BroadcastState,
    Language,
    Result,
    Why,
    compose,
    language_of,
    why_not,
)
from parley.domain.errors import Refusal
from parley.domain.events import MessageCreated
from parley.domain.message import Origin, Part, check_parts
from parley.foundation.clock import from_milliseconds, to_milliseconds
from parley.foundation.ids import derived_id
from parley.protocol.codec import encode
from parley.relay.actions import logs
from parley.relay.actions.actor import Actor
from parley.relay.actions.conversations import open_direct
from parley.relay.actions.marks import find_read_mark, mark_own_message
from parley.relay.queries import people, seats
from parley.relay.queries.broadcasts import Found, Job, find_job, find_people, next_recipient, rules_of
from parley.relay.queries.shop import find_shop
from parley.relay.storage.database import Transaction

_TOLD_STEPS = 10
"""How often the sender's log tells how far it is: it is kept for ever, so not for each recipient."""
_replace = msgspec.structs.replace


class Outcome(msgspec.Struct, frozen=True):
    """What became of one recipient."""

    result: Result
    why: Why | None = None
    conversation: str | None = None


async def send_next(tx: Transaction, broadcast: str, now: datetime) -> bool:
    """One recipient's turn; whether somebody may be left."""
    job, turn = await find_job(tx, broadcast), await next_recipient(tx, broadcast)
    if job is None:
        return False
    await logs.lock_all(
        tx, (job.account, turn[1]) if turn and await _is_known(tx, turn[1]) else (job.account,)
    )
    job = await find_job(tx, broadcast, locks=True)
    if job is None or job.value.state is not BroadcastState.RUNNING:
        return False
    sender = await people.get_person(tx, job.account)
    actor = Actor(job.account, job.device, sender.kind)
    if sender.is_disabled or not sender.kind.is_staff:
        await do_cancel(tx, actor, job, now)
        return False
    if turn != await next_recipient(tx, broadcast):
        return True  # another node was faster
    if turn is not None:
        outcome = await _send_to(tx, actor, job, turn[1], now)
        job = await _note(tx, job, turn[0], outcome, now)
    return await _go_on(tx, actor, job, turn[0] if turn else None, now)


async def note_trouble(tx: Transaction, broadcast: str, now: datetime) -> None:
    """The turn of the next one failed by our own mistake: go on with the others."""
    job = await find_job(tx, broadcast)
    if job is None:
        return
    await logs.lock(tx, job.account)
    job, turn = await find_job(tx, broadcast, locks=True), await next_recipient(tx, broadcast)
    if job is None or turn is None or job.value.state is not BroadcastState.RUNNING:
        return
    sender = await people.get_person(tx, job.account)
    job = await _note(tx, job, turn[0], Outcome(Result.FAILED, Why.TROUBLE), now)
    await _go_on(tx, Actor(job.account, job.device, sender.kind), job, turn[0], now)


async def do_cancel(tx: Transaction, actor: Actor, job: Job, now: datetime) -> Broadcast:
    """Ends it, nobody asked; its row is locked."""
    at = to_milliseconds(now)
    await tx.execute(
        "UPDATE broadcast_recipient SET result = $2, why = $3, at = $4 WHERE broadcast = $1 AND result = 'waiting'",
        job.value.id,
        Result.SKIPPED,
        Why.CANCELLED,
        at,
    )
    left = job.value.total - job.value.done
    value = _replace(
        job.value,
        state=BroadcastState.CANCELLED,
        skipped=job.value.skipped + left,
        ended_at=from_milliseconds(at),
    )
    await save(tx, value)
    await tell(tx, actor, value, now)
    return value


async def save(tx: Transaction, value: Broadcast) -> None:
    """State and counts as they are now."""
    await tx.execute(
        "UPDATE broadcast SET state = $2, sent = $3, skipped = $4, failed = $5, ended_at = $6 WHERE id = $1",
        value.id,
        value.state,
        value.sent,
        value.skipped,
        value.failed,
        None if value.ended_at is None else to_milliseconds(value.ended_at),
    )


async def tell(tx: Transaction, actor: Actor, value: Broadcast, now: datetime) -> None:
    """The sender's devices learn how far it is."""
    await logs.append_private(tx, actor.account, actor, events.BroadcastChanged(broadcast=value), now)


async def values_for(
    tx: Transaction,
    sender: str,
    shop: str,
    customer: str,
    given: Mapping[str, str],
    zone: str,
    now: datetime,
) -> dict[str, str]:
    """What the variables of a text stand for, for one recipient. A query."""
    local = now.astimezone(ZoneInfo(zone))
    return {
        **given,
        "customer": customer,
        "shop": shop,
        "me": (await people.get_profile(tx, sender)).display_name,
        "date": f"{local:%Y-%m-%d}",
        "time": f"{local:%H:%M}",
    }


def footer_of(found: Found, chosen: Language) -> Language:
    """The footer's language for one recipient."""
    return language_of(found.language, chosen)


async def _send_to(tx: Transaction, actor: Actor, job: Job, account: str, now: datetime) -> Outcome:
    """Decides, then writes; what is refused has written nothing."""
    shop = await find_shop(tx)
    rules = await rules_of(tx, job.shop)
    zone = rules.zone or job.value.zone
    found = (await find_people(tx, actor.person, job.shop, (account,), zone, now))[0]
    why = why_not(found.candidate, rules)
    if why is not None:
        return Outcome(Result.SKIPPED, why)
    name = shop.name if shop else ""
    values = await values_for(tx, actor.account, name, found.name, job.value.given, zone, now)
    try:
        parts = compose(job.value.text, values, footer_of(found, job.value.language))
        check_parts(parts)
    except Refusal:
        return Outcome(Result.FAILED, Why.UNFILLED)
    conversation = await open_direct(tx, actor, account, now)
    await logs.lock(tx, conversation)
    await _say(tx, actor, conversation, derived_id(job.value.id, account), parts, now)
    await tx.execute(
        "INSERT INTO broadcast_sent (shop, account, at, conversation) VALUES ($1, $2, $3, $4)",
        job.shop,
        account,
        to_milliseconds(now),
        conversation,
    )
    return Outcome(Result.SENT, conversation=conversation)


async def _say(
    tx: Transaction, actor: Actor, conversation: str, message: str, parts: tuple[Part, ...], now: datetime
) -> None:
    body = MessageCreated(client_message_id=message, parts=parts, origin=Origin.BROADCAST)
    event = await logs.append(tx, conversation, actor, body, await seats.members(tx, conversation), now)
    await tx.execute(
        "INSERT INTO sent (account, client_message_id, body_hash, log_id, seq, at) VALUES ($1, $2, $3, $4, $5, $6)",
        actor.account,
        message,
        sha256(encode((conversation, parts, body.origin))).digest(),
        conversation,
        event.seq,
        to_milliseconds(event.at),
    )
    read_seq = await find_read_mark(tx, actor.account, conversation)
    await mark_own_message(tx, actor.account, conversation, event.seq, read_seq)


async def _note(tx: Transaction, job: Job, position: int, outcome: Outcome, now: datetime) -> Job:
    await tx.execute(
        "UPDATE broadcast_recipient SET result = $3, why = $4, conversation = $5, at = $6"
        " WHERE broadcast = $1 AND position = $2",
        job.value.id,
        position,
        outcome.result,
        outcome.why or "",
        outcome.conversation,
        to_milliseconds(now),
    )
    count = outcome.result.value
    value = _replace(job.value, **{count: getattr(job.value, count) + 1})
    return _replace(job, value=value)


async def _go_on(tx: Transaction, actor: Actor, job: Job, position: int | None, now: datetime) -> bool:
    """Keeps the counts; the last one ends it."""
    value, is_last = job.value, job.value.done >= job.value.total or position is None
    if is_last:
        ended = from_milliseconds(to_milliseconds(now))
        value = _replace(value, state=BroadcastState.FINISHED, ended_at=ended)
    await save(tx, value)
    step = value.done * _TOLD_STEPS // value.total
    if is_last or step != (value.done - 1) * _TOLD_STEPS // value.total:
        await tell(tx, actor, value, now)
    return not is_last


async def _is_known(tx: Transaction, account: str) -> bool:
    return await people.find_person(tx, account) is not None
