"""The negotiation: who may offer, counter, accept, and what comes of it. One pure state machine.

    decide(state, act, by, now) -> bodies of events      the relay's authority; raises Refusal
    apply(state, body, at)      -> the next state        relay and clients alike
    refusal_of(state, act, by, now) -> Refusal | None    the client's guide: the same rules

A negotiation has **sides**, one buyer and one or more sellers; each side has people with roles. What a seller and the
buyer say to each other by offers is that seller's **thread**. An offer names **lots**; a lot is awarded once (a
divisible one until nothing of it is left), and awarding one ends the offers of others that still want it.

    open → countered | awaiting confirmation → accepted | rejected | withdrawn | expired | superseded

End states never change. Binding acts are decided by the time of the log (`now`, which the relay takes as the later of
its clock and the log's last event, DESIGN G14), whether or not the event of an expiry was written by then.
"""

from datetime import UTC, datetime
from decimal import Decimal

import msgspec

from parley.domain.errors import Conflict, Forbidden, NotFound, Refusal
from parley.domain.money import DecimalText, canonical, check_amount
from parley.domain.negotiation_state import (
    MandateDeclared,
    Negotiation,
    NegotiationBody,
    Offer,
    OfferAccepted,
    OfferConfirmed,
    OfferEnded,
    OfferMade,
    Side,
    SideKind,
    SideRole,
    Status,
    VoteCast,
    VoteRule,
    status_at,
)
from parley.domain.offer import Terms, check_name_id, check_terms, check_words, terms_hash

OPEN_LIMIT = 500
"""Offers and counters of one negotiation that nobody has answered yet."""
REASON_LIMIT = 300
YEARS_LIMIT = 10
COMPANY_LIMIT = 120


class _Act(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="type"):
    pass


class MakeOffer(_Act, frozen=True, kw_only=True):
    """A new offer, a counter to the other side's (`answers`), or a better one in place of one's own.

    `thread` is the seller's side it is about; in a direct chat there is only one, and it may be left out.
    """

    offer: str
    terms: Terms
    thread: str = ""
    valid_until: datetime | None = None
    answers: str | None = None


class Accept(_Act, frozen=True, kw_only=True):
    """Takes an offer as it is: `terms_hash` is that of the terms one saw. `quantity` for a part of a divisible one."""

    offer: str
    terms_hash: str
    quantity: DecimalText | None = None


class Confirm(_Act, frozen=True, kw_only=True):
    """The offering side's OK to an acceptance of an offer that needed it."""

    offer: str


class Reject(_Act, frozen=True, kw_only=True):
    """No, by the side that was offered; or, while one's own OK is awaited, by the side that offered."""

    offer: str
    reason: str = ""


class Withdraw(_Act, frozen=True, kw_only=True):
    """Takes one's own offer back."""

    offer: str


class Vote(_Act, frozen=True, kw_only=True):
    """For or against accepting an offer of the other side."""

    offer: str
    is_for: bool


class DeclareMandate(_Act, frozen=True, kw_only=True):
    """I may conclude for this company."""

    company: str


Act = MakeOffer | Accept | Confirm | Reject | Withdraw | Vote | DeclareMandate


def decide(state: Negotiation, act: Act, by: str, now: datetime) -> tuple[NegotiationBody, ...]:
    """What an act brings about. Raises NotFound, Forbidden, Conflict or Refusal, with the reason in a sentence."""
    side = _check_may_act(state, by, act)
    match act:
        case MakeOffer():
            return _make(state, act, by, side, now)
        case Accept():
            return _accept(state, act, by, side, now)
        case Confirm():
            return _confirm(state, _own_offer(state, act.offer, side), by, now)
        case Reject():
            return _reject(state, act, by, side, now)
        case Withdraw():
            return _withdraw(_own_offer(state, act.offer, side), by, now)
        case Vote():
            offer = _others_offer(state, act.offer, side)
            _check_open(state, offer, now)
            return (VoteCast(offer=offer.id, by=by, is_for=act.is_for),)
        case DeclareMandate():
            company = check_words(act.company.strip(), "company", COMPANY_LIMIT)
            if not company:
                raise Refusal("company_missing", "Say for which company you conclude.", field="company")
            return (MandateDeclared(by=by, company=company),)


def refusal_of(state: Negotiation, act: Act, by: str, now: datetime) -> Refusal | None:
    """Why an act isn't possible now; None if it is. What a button says when it can't be pressed."""
    try:
        decide(state, act, by, now)
    except Refusal as refusal:
        return refusal
    return None


def expire(state: Negotiation, now: datetime) -> tuple[OfferEnded, ...]:
    """The events that are due for offers whose time is over. Exactly one node of a relay writes them."""
    return tuple(
        OfferEnded(offer=offer.id, status=Status.EXPIRED)
        for offer in state.offers.values()
        if not offer.status.is_end and offer.is_late(now)
    )


def votes_short(state: Negotiation, offer: Offer) -> int:
    """How many votes the side that was offered still lacks; 0: its principal may accept."""
    side = _answering_side(state, offer)
    yes = sum(offer.votes.get(account, False) for account in side.principals)
    match side.vote:
        case VoteRule.NONE:
            return 0
        case VoteRule.QUORUM:
            return max(0, min(side.quorum, len(side.principals)) - yes)
        case VoteRule.UNANIMOUS:
            return len(side.principals) - yes


def _check_may_act(state: Negotiation, by: str, act: Act) -> Side:
    side = state.side_of(by)
    if side is None:
        raise Forbidden("not_negotiating", "You are on no side of this negotiation.")
    if state.is_closed:
        raise Conflict("negotiation_closed", "This negotiation is closed.")
    if side.people[by] is not SideRole.PRINCIPAL:
        raise Forbidden(
            "not_deciding", "You don't decide for your side.", next_step=f"Ask who decides for {side.name}."
        )
    needs_mandate = isinstance(act, MakeOffer | Accept | Confirm)
    if needs_mandate and by not in state.mandates:
        raise Forbidden(
            "no_mandate",
            "You haven't said yet for which company you conclude.",
            next_step="Say so once; it is recorded.",
        )
    return side


def _make(
    state: Negotiation, act: MakeOffer, by: str, side: Side, now: datetime
) -> tuple[NegotiationBody, ...]:
    check_name_id(act.offer, "offer")
    if act.offer in state.offers:
        raise Conflict("offer_exists", "An offer with this id stands already.", field="offer")
    if sum(not offer.status.is_end for offer in state.offers.values()) >= OPEN_LIMIT:
        raise Conflict("too_many_offers", f"At most {OPEN_LIMIT} offers can be open at once.")
    thread = state.sides.get(act.thread)
    if thread is None or thread.kind is not SideKind.SELLER:
        raise NotFound("no_such_side", "There is no such seller here.", field="thread")
    if side.kind is SideKind.SELLER and side.id != thread.id:
        raise Forbidden("not_your_thread", "You offer for your own side only.", field="thread")
    terms = check_terms(act.terms)
    valid_until = _check_valid_until(act, now)
    taken = sorted(lot for lot in terms.lots if lot in state.awards)
    if taken:
        raise Conflict("lot_awarded", "This has been agreed with somebody already.", field="lines")
    if act.answers is not None:
        _check_may_answer(state, act, side, now)
    others = (offer for offer in _open_of(state, act.thread, now) if offer.id != act.answers)
    if any(offer.terms.lots & terms.lots for offer in others):
        raise Conflict(
            "answer_needed",
            "There is an open offer about this.",
            field="answers",
            next_step="Answer it, or replace your own.",
        )
    offer = Offer(
        id=act.offer,
        thread=act.thread,
        side=side.id,
        by=by,
        terms=terms,
        terms_hash=terms_hash(terms),
        made_at=now,
        valid_until=valid_until,
        answers=act.answers,
    )
    return (OfferMade(offer=offer),)


def _check_valid_until(act: MakeOffer, now: datetime) -> datetime | None:
    """In UTC and whole milliseconds, as the relay keeps times."""
    until = act.valid_until
    if until is None:
        if act.terms.is_kept:
            raise Refusal(
                "kept_without_end",
                "An offer that won't be withdrawn needs an end.",
                field="valid_until",
                next_step="Say until when it is valid.",
            )
        return None
    if until.tzinfo is None or not now.year - 1 <= until.year <= now.year + YEARS_LIMIT:
        raise Refusal(
            "time_invalid", f"An offer is valid for {YEARS_LIMIT} years at most.", field="valid_until"
        )
    until = until.astimezone(UTC)
    until = until.replace(microsecond=until.microsecond // 1000 * 1000)
    if until <= now:
        raise Refusal("already_over", "This time is over already.", field="valid_until")
    return until


def _check_may_answer(state: Negotiation, act: MakeOffer, side: Side, now: datetime) -> None:
    before = _find(state, act.answers or "")
    if before.thread != act.thread:
        raise NotFound("no_such_offer", "There is no such offer here.", field="answers")
    _check_open(state, before, now)
    if before.status is Status.AWAITING:
        raise Conflict(
            "awaits_confirmation", "This offer was accepted and awaits confirmation.", field="answers"
        )
    if before.side == side.id and before.terms.is_kept:
        raise Conflict("offer_kept", "You promised to keep this offer while it is valid.", field="answers")
    if not before.terms.lots & act.terms.lots:
        raise Refusal("other_goods", "A counter is about the same goods.", field="lines")


def _accept(
    state: Negotiation, act: Accept, by: str, side: Side, now: datetime
) -> tuple[NegotiationBody, ...]:
    offer = _others_offer(state, act.offer, side)
    _check_open(state, offer, now)
    if offer.status is Status.AWAITING:
        raise Conflict(
            "awaits_confirmation", "Your side accepted this; it awaits confirmation.", field="offer"
        )
    if act.terms_hash != offer.terms_hash:
        raise Conflict(
            "terms_differ",
            "These aren't the terms of that offer.",
            field="terms_hash",
            next_step="Look at the offer again.",
        )
    short = votes_short(state, offer)
    if short:
        raise Conflict("votes_short", f"{short} vote{'s' if short > 1 else ''} short.", field="offer")
    quantity = _accepted_quantity(offer, act.quantity)
    accepted = OfferAccepted(offer=offer.id, by=by, quantity=quantity, awaits=offer.terms.needs_our_ok)
    if offer.terms.needs_our_ok:
        return (accepted,)
    return (accepted, *_losers(state, offer, Decimal(quantity) if quantity else offer.left))


def _accepted_quantity(offer: Offer, wanted: DecimalText | None) -> DecimalText | None:
    """None: the whole of an offer that isn't divisible."""
    if not offer.terms.is_divisible:
        if wanted is not None and wanted != offer.terms.lines[0].quantity.amount:
            raise Refusal("not_divisible", "This offer is for the whole quantity.", field="quantity")
        return None
    if wanted is None:
        return canonical(offer.left)
    quantity = Decimal(check_amount(wanted, "quantity", may_be_zero=False))
    if quantity > offer.left:
        raise Refusal("too_much", f"Only {canonical(offer.left)} are left.", field="quantity")
    if quantity < min(Decimal(offer.terms.minimum), offer.left):
        raise Refusal("too_little", f"At least {offer.terms.minimum} have to be taken.", field="quantity")
    return canonical(quantity)


def _confirm(state: Negotiation, offer: Offer, by: str, now: datetime) -> tuple[NegotiationBody, ...]:
    _check_open(state, offer, now)
    if offer.status is not Status.AWAITING:
        raise Conflict("not_accepted", "Nobody has accepted this offer yet.", field="offer")
    return (OfferConfirmed(offer=offer.id, by=by), *_losers(state, offer, offer.left))


def _reject(
    state: Negotiation, act: Reject, by: str, side: Side, now: datetime
) -> tuple[NegotiationBody, ...]:
    offer = _find(state, act.offer)
    _check_sees(offer, side)
    _check_open(state, offer, now)
    is_own = offer.side == side.id
    if is_own and offer.status is not Status.AWAITING:
        raise Forbidden("own_offer", "This is your own offer.", field="offer", next_step="Withdraw it.")
    if not is_own and offer.status is Status.AWAITING:
        raise Conflict(
            "awaits_confirmation", "Your side accepted this; it awaits confirmation.", field="offer"
        )
    reason = check_words(act.reason, "reason", REASON_LIMIT)
    return (OfferEnded(offer=offer.id, status=Status.REJECTED, by=by, reason=reason),)


def _withdraw(offer: Offer, by: str, now: datetime) -> tuple[NegotiationBody, ...]:
    _check_open_offer(offer, now)
    if offer.terms.is_kept:
        raise Conflict("offer_kept", "You promised to keep this offer while it is valid.", field="offer")
    return (OfferEnded(offer=offer.id, status=Status.WITHDRAWN, by=by),)


def _losers(state: Negotiation, winner: Offer, taken: Decimal) -> tuple[OfferEnded, ...]:
    """The other offers that want what is gone now. They aren't told who won, nor for how much."""
    if winner.terms.is_divisible and taken < winner.left:
        return ()
    return tuple(
        OfferEnded(offer=other.id, status=Status.REJECTED)
        for other in state.offers.values()
        if other.id != winner.id and not other.status.is_end and other.terms.lots & winner.terms.lots
    )


def _open_of(state: Negotiation, thread: str, now: datetime) -> list[Offer]:
    return [o for o in state.offers.values() if o.thread == thread and not status_at(o, now).is_end]


def _find(state: Negotiation, offer: str) -> Offer:
    found = state.offers.get(offer)
    if found is None:
        raise NotFound("no_such_offer", "There is no such offer here.", field="offer")
    return found


def _check_sees(offer: Offer, side: Side) -> None:
    """A seller knows of its own thread only."""
    if side.kind is SideKind.SELLER and offer.thread != side.id:
        raise NotFound("no_such_offer", "There is no such offer here.", field="offer")


def _own_offer(state: Negotiation, offer: str, side: Side) -> Offer:
    found = _find(state, offer)
    _check_sees(found, side)
    if found.side != side.id:
        raise Forbidden("not_your_offer", "This is the other side's offer.", field="offer")
    return found


def _others_offer(state: Negotiation, offer: str, side: Side) -> Offer:
    found = _find(state, offer)
    _check_sees(found, side)
    if found.side == side.id:
        raise Forbidden("own_offer", "This is your own offer.", field="offer")
    return found


def _check_open(state: Negotiation, offer: Offer, now: datetime) -> None:
    _check_open_offer(offer, now)
    if any(state.awards.get(lot, offer.id) != offer.id for lot in offer.terms.lots):
        raise Conflict("lot_awarded", "This has been agreed with somebody already.", field="offer")


def _check_open_offer(offer: Offer, now: datetime) -> None:
    status = status_at(offer, now)
    if status.is_end:
        raise _ended(status)


def _ended(status: Status) -> Conflict:
    match status:
        case Status.COUNTERED:
            return Conflict("offer_countered", "This offer was answered by a counter.", field="offer")
        case Status.ACCEPTED:
            return Conflict("offer_accepted", "This offer was accepted already.", field="offer")
        case Status.REJECTED:
            return Conflict("offer_rejected", "This offer was rejected.", field="offer")
        case Status.WITHDRAWN:
            return Conflict("offer_withdrawn", "This offer was withdrawn.", field="offer")
        case Status.EXPIRED:
            return Conflict("offer_expired", "This offer's time is over.", field="offer")
        case _:
            return Conflict("offer_superseded", "A newer offer took this one's place.", field="offer")


def _answering_side(state: Negotiation, offer: Offer) -> Side:
    """The side an offer was made to: the seller of its thread, or the buyer."""
    if offer.side != offer.thread:
        return state.sides[offer.thread]
    return next(side for side in state.sides.values() if side.kind is SideKind.BUYER)
