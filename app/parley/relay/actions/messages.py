"""Saying something: the hot path of the relay."""

from datetime import datetime
from hashlib import sha256

from parley.domain.access import (
    Person,
    no_such_conversation,
)
from parley.domain.errors import Conflict, NotFound, Refusal
from parley.domain.events import Event, MessageCreated
from parley.domain.message import Origin, check_parts
from parley.domain.presence import Status
from parley.domain.waiting import can_wait
from parley.foundation.clock import from_milliseconds, to_milliseconds
from parley.protocol.codec import encode
from parley.protocol.frames import Acked, SendMessage
from parley.relay.actions import auto_reply, desk, logs, opt_outs
from parley.relay.actions.actor import Actor
from parley.relay.actions.marks import mark_own_message
from parley.relay.actions.standing import Sent, Standing, find_standing
from parley.relay.checks import check_id
from parley.relay.queries import seats
from parley.relay.queries.auto_reply import LiveStatus
from parley.relay.storage.database import Transaction


def nobody_live(_: str) -> Status:
    """Nobody is connected, as far as is known."""
    return Status.OFFLINE


async def send_message(
    tx: Transaction, actor: Actor, frame: SendMessage, now: datetime, live: LiveStatus = nobody_live
) -> Acked:
    """Stores a message once per (account, client_message_id), however often it comes (G2).

    What answers it automatically is stored in the same transaction; `live` says how people are. Raises Refusal, NotFound, Forbidden, or Conflict when the id was used for something else.
    """
    check_id(frame.client_message_id, field="client_message_id")
    if frame.origin not in (Origin.HUMAN, Origin.SCHEDULED):
        raise Refusal("origin_invalid", "Only the server sends such messages.", field="origin")
    body_hash = sha256(encode((frame.conversation, frame.parts, frame.origin))).digest()
    if not tx.is_alone:
        await _lock(tx, frame.conversation)
    standing, sent = await find_standing(tx, actor, frame.conversation, frame.client_message_id)
    if sent is not None:
        return _sent_before(frame, body_hash, sent)
    check_parts(frame.parts)
    peer = standing.check_may_write(actor)
    body = MessageCreated(client_message_id=frame.client_message_id, parts=frame.parts, origin=frame.origin)
    audience = standing.pair(actor) or await seats.members(tx, frame.conversation)
    event = await logs.append(tx, frame.conversation, actor, body, audience, now)
    await tx.execute(
        "INSERT INTO sent (account, client_message_id, body_hash, log_id, seq, at) VALUES ($1, $2, $3, $4, $5, $6)",
        actor.account,
        frame.client_message_id,
        body_hash,
        frame.conversation,
        event.seq,
        to_milliseconds(event.at),
    )
    await mark_own_message(tx, actor.account, frame.conversation, event.seq, standing.read_seq)
    if peer is not None:
        await _after(tx, actor, event, body, peer, standing, live)
    return _acked(frame, event.seq, event.at)


async def _lock(tx: Transaction, conversation: str) -> None:
    try:
        await logs.lock(tx, conversation)
    except NotFound:
        raise no_such_conversation() from None


def _sent_before(frame: SendMessage, body_hash: bytes, sent: Sent) -> Acked:
    if sent.body_hash != body_hash:
        raise Conflict(
            "message_id_reused", "This id was used for another message already.", field="client_message_id"
        )
    return _acked(frame, sent.seq, from_milliseconds(sent.at_ms))


def _acked(frame: SendMessage, seq: int, at: datetime) -> Acked:
    return Acked(client_message_id=frame.client_message_id, conversation=frame.conversation, seq=seq, at=at)


async def _after(
    tx: Transaction,
    actor: Actor,
    event: Event,
    said: MessageCreated,
    peer: Person,
    standing: Standing,
    live: LiveStatus,
) -> None:
    """What follows between two people: who waits, opting out, automatic replies. Only what applies costs a statement."""
    is_human = said.origin is Origin.HUMAN
    if can_wait(peer.kind, actor.kind):
        await desk.note_asked(tx, peer.account, event.log, actor.account, event.seq)
    elif can_wait(actor.kind, peer.kind) and is_human and not standing.is_answered:
        await desk.note_answered(tx, actor.account, event.log, peer.account, event.seq)
    if is_human and not await opt_outs.hear(tx, actor, event, said, peer):
        if standing.has_pending:
            await auto_reply.end_pending(tx, actor.account, event.log)
        if standing.has_rules:
            await auto_reply.after_message(tx, actor, event, said, peer, live)
