"""Acts of a negotiation: decided under the lock of the conversation's log, written as events in the same transaction."""

from datetime import datetime
from hashlib import sha256

import msgspec

from parley.domain.access import Person, check_may_negotiate, no_such_conversation
from parley.domain.errors import Conflict, NotFound, Refusal
from parley.domain.negotiation import (
    Accept,
    Act,
    Confirm,
    DeclareMandate,
    MakeOffer,
    Reject,
    Withdraw,
    expire,
)
from parley.domain.negotiation_direct import Party, decide_direct, statement_of
from parley.domain.negotiation_state import (
    Negotiation,
    NegotiationBody,
    Offer,
    OfferAccepted,
    OfferConfirmed,
    OfferMade,
    apply,
)
from parley.domain.people import AccountKind
from parley.domain.signing import Signed, is_signed, statement_bytes
from parley.foundation.clock import from_milliseconds, to_milliseconds
from parley.protocol.codec import encode
from parley.protocol.rest_negotiation import ActCommand, ActDone
from parley.relay.actions import logs
from parley.relay.actions.actor import Actor
from parley.relay.actions.may_write import check_may_write
from parley.relay.checks import check_id
from parley.relay.queries import people, seats
from parley.relay.queries.negotiation import open_negotiation_of
from parley.relay.queries.shop import find_shop
from parley.relay.storage.database import OffersExpire, Transaction

_replace = msgspec.structs.replace


async def do_act(
    tx: Transaction, actor: Actor, conversation: str, command: ActCommand, now: datetime
) -> ActDone:
    """Decides and writes an act once per (account, client_act_id), however often it comes (G2).

    Raises NotFound, Forbidden, Refusal, or Conflict: it contradicts what was done, or the id was used for another act.
    """
    check_id(command.client_act_id, field="client_act_id")
    at = await _lock(tx, conversation, now)
    body_hash = sha256(encode((conversation, command.act, command.seller))).digest()
    known = await _find_done(tx, actor, command, conversation, body_hash)
    if known is not None:
        return known
    peer = await _check_access(tx, actor, conversation, command.act)
    state = await open_negotiation_of(tx, conversation, *_named(command.act))
    signed = await _check_signed(tx, actor, conversation, command, state)
    parties = (await _party(tx, actor.person), await _party(tx, peer))
    bodies = decide_direct(state, parties, command.act, actor.account, command.seller, at)
    seqs = await _write(tx, conversation, actor, state, _with_signature(bodies, signed), at)
    await tx.execute(
        "INSERT INTO acted (account, client_act_id, body_hash, log_id, first_seq, last_seq, at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        actor.account,
        command.client_act_id,
        body_hash,
        conversation,
        seqs[0],
        seqs[-1],
        to_milliseconds(at),
    )
    return _done(command, conversation, seqs[0], seqs[-1], at)


async def expire_offers(tx: Transaction, conversation: str, now: datetime) -> int:
    """Writes that offers of a log have expired: each once, whoever comes first. Answers how many."""
    at = await logs.lock_for_decision(tx, conversation, now)
    state = await open_negotiation_of(tx, conversation)
    bodies = expire(state, at)
    for body in bodies:
        # It ends by itself: in the name of whoever it bound, by no device of theirs.
        actor = Actor(state.offers[body.offer].by, "", AccountKind.CUSTOMER)
        await _write(tx, conversation, actor, state, (body,), at)
        state = apply(state, body, at)
    return len(bodies)


async def _lock(tx: Transaction, conversation: str, now: datetime) -> datetime:
    try:
        return await logs.lock_for_decision(tx, conversation, now)
    except NotFound:
        raise no_such_conversation() from None


async def _find_done(
    tx: Transaction, actor: Actor, command: ActCommand, conversation: str, body_hash: bytes
) -> ActDone | None:
    row = await tx.fetch_one(
        "SELECT body_hash, first_seq, last_seq, at FROM acted WHERE account = $1 AND client_act_id = $2",
        actor.account,
        command.client_act_id,
    )
    if row is None:
        return None
    if bytes(row[0]) != body_hash:
        raise Conflict("act_id_reused", "This id was used for another act already.", field="client_act_id")
    return _done(command, conversation, row[1], row[2], from_milliseconds(row[3]))


def _named(act: Act) -> tuple[str, ...]:
    """The offers an act speaks of."""
    match act:
        case DeclareMandate():
            return ()
        case MakeOffer(offer=offer, answers=str(answers)):
            return offer, answers
        case _:
            return (act.offer,)


async def _check_access(tx: Transaction, actor: Actor, conversation: str, act: Act) -> Person:
    """The other one of the chat."""
    seat = await seats.find_seat(tx, actor.account, conversation)
    peer = await people.find_person(tx, await seats.peer_of(tx, actor.account, conversation) or "")
    check_may_negotiate(seat, actor.kind, peer.kind if peer else None)
    if not isinstance(act, Withdraw | Reject):
        await check_may_write(tx, actor, conversation)
    assert peer is not None
    return peer


async def _check_signed(
    tx: Transaction, actor: Actor, conversation: str, command: ActCommand, state: Negotiation
) -> Signed | None:
    """The signature of an act that concludes; None for other acts. Raises Refusal."""
    act = command.act
    if not isinstance(act, Accept | Confirm):
        return None
    statement = statement_of(act, conversation, command.client_act_id, state)
    if statement is None:
        return None  # what isn't there is refused by the rules
    row = await tx.fetch_one("SELECT public_key FROM device WHERE id = $1", actor.device)
    key = "" if row is None else str(row[0])
    if not is_signed(key, statement_bytes(statement), command.signature):
        raise Refusal(
            "signature_invalid",
            "This isn't signed with this device's key.",
            field="signature",
            next_step="Look at the offer again, or sign in anew on this device.",
        )
    return Signed(
        key=key,
        client_act_id=command.client_act_id,
        signature=command.signature,
        quantity=statement.quantity,
    )


def _with_signature(
    bodies: tuple[NegotiationBody, ...], signed: Signed | None
) -> tuple[NegotiationBody, ...]:
    return tuple(
        _replace(body, signed=signed) if isinstance(body, OfferAccepted | OfferConfirmed) else body
        for body in bodies
    )


async def _party(tx: Transaction, person: Person) -> Party:
    profile = await people.get_profile(tx, person.account)
    name = profile.company or profile.display_name
    shop = await find_shop(tx) if person.kind.is_staff else None
    return Party(account=person.account, kind=person.kind, name=shop.name if shop else name)


async def _write(
    tx: Transaction,
    conversation: str,
    actor: Actor,
    state: Negotiation,
    bodies: tuple[NegotiationBody, ...],
    at: datetime,
) -> list[int]:
    """Appends the events and keeps what they add up to; their seqs."""
    audience = await seats.members(tx, conversation)
    before, seqs = state, []
    for body in bodies:
        event = await logs.append(tx, conversation, actor, body, audience, at)
        state = apply(state, body, event.at)
        seqs.append(event.seq)
    await _save(tx, conversation, before, state)
    if any(isinstance(body, OfferMade) and body.offer.valid_until is not None for body in bodies):
        tx.publish(OffersExpire())
    return seqs


async def _save(tx: Transaction, conversation: str, before: Negotiation, after: Negotiation) -> None:
    """Rewrites what moved: the frame of the negotiation, and the offers that are new or changed."""
    frame = _replace(after, offers={})
    if frame != _replace(before, offers={}) or not before.sides:
        await tx.execute(
            "INSERT INTO negotiation (log_id, value) VALUES ($1, $2)"
            " ON CONFLICT (log_id) DO UPDATE SET value = excluded.value",
            conversation,
            encode(frame).decode(),
        )
    for name, offer in after.offers.items():
        if offer is not before.offers.get(name):
            await _save_offer(tx, conversation, offer)


async def _save_offer(tx: Transaction, conversation: str, offer: Offer) -> None:
    is_open = not offer.status.is_end
    await tx.execute(
        "INSERT INTO offer (log_id, id, position, value, is_open, expires_at) VALUES ($1, $2,"
        " (SELECT coalesce(max(position), 0) + 1 FROM offer WHERE log_id = $1), $3, $4, $5)"
        " ON CONFLICT (log_id, id) DO UPDATE SET value = excluded.value, is_open = excluded.is_open,"
        " expires_at = excluded.expires_at",
        conversation,
        offer.id,
        encode(offer).decode(),
        int(is_open),
        to_milliseconds(offer.valid_until) if is_open and offer.valid_until is not None else None,
    )


def _done(command: ActCommand, conversation: str, first_seq: int, last_seq: int, at: datetime) -> ActDone:
    return ActDone(
        client_act_id=command.client_act_id,
        conversation=conversation,
        first_seq=first_seq,
        last_seq=last_seq,
        at=at,
    )
