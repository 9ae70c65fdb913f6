"""What a negotiation's events add up to: sides, offers, awards. The rules that make the events are in `negotiation`.

States may be partial: a seller's client holds the events of its own thread only, and finds the same for what it sees.
"""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

import msgspec

from parley.domain.money import DecimalText, canonical
from parley.domain.offer import Terms
from parley.domain.signing import Signed


class SideKind(StrEnum):
    """Who pays, and who delivers."""

    BUYER = "buyer"
    SELLER = "seller"


class SideRole(StrEnum):
    """What somebody may do for their side: 拍板人, 参谋; 主持 and 旁听 belong to the whole room."""

    PRINCIPAL = "principal"
    ADVISER = "adviser"
    CHAIR = "chair"
    OBSERVER = "observer"


class VoteRule(StrEnum):
    """What a side needs before its principal may accept."""

    NONE = "none"
    QUORUM = "quorum"
    UNANIMOUS = "unanimous"


class Status(StrEnum):
    """How an offer stands."""

    OPEN = "open"
    AWAITING = "awaiting"
    COUNTERED = "countered"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"

    @property
    def is_end(self) -> bool:
        """Whether nothing can happen to it any more."""
        return self not in (Status.OPEN, Status.AWAITING)


class _Value(msgspec.Struct, frozen=True, kw_only=True):
    pass


class Side(_Value, frozen=True, kw_only=True):
    """A side by its name; `people` are roles by account. `quorum` counts with VoteRule.QUORUM."""

    id: str
    kind: SideKind
    name: str
    people: dict[str, SideRole]
    vote: VoteRule = VoteRule.NONE
    quorum: int = 0

    @property
    def principals(self) -> frozenset[str]:
        """Who decides."""
        return frozenset(account for account, role in self.people.items() if role is SideRole.PRINCIPAL)


class Offer(_Value, frozen=True, kw_only=True):
    """An offer or a counter. `thread` is the seller's side it belongs to; `answers` the offer it takes the place of."""

    id: str
    thread: str
    side: str
    by: str
    terms: Terms
    terms_hash: str
    made_at: datetime
    valid_until: datetime | None
    answers: str | None = None
    status: Status = Status.OPEN
    ended_at: datetime | None = None
    accepted_by: str | None = None
    accepted: DecimalText | None = None
    """The quantity accepted so far of a divisible offer; the whole of others."""
    reason: str = ""
    votes: dict[str, bool] = {}
    """What people of the other side voted, by account."""

    @property
    def left(self) -> Decimal:
        """What of a divisible offer can still be accepted."""
        return self.terms.lines[0].quantity.value - Decimal(self.accepted or "0")

    def is_late(self, now: datetime) -> bool:
        """Whether its time is over. The last moment still counts."""
        return self.valid_until is not None and now > self.valid_until


class Negotiation(_Value, frozen=True, kw_only=True):
    """Everything that was decided, as far as one sees it."""

    sides: dict[str, Side] = {}
    offers: dict[str, Offer] = {}
    awards: dict[str, str] = {}
    """The offer that won each lot; a divisible lot stays without one until nothing of it is left."""
    mandates: dict[str, str] = {}
    """For which company an account said that it may conclude."""
    is_closed: bool = False

    def side_of(self, account: str) -> Side | None:
        """The side somebody is on."""
        return next((side for side in self.sides.values() if account in side.people), None)


# Events


class _Body(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="type"):
    pass


class SidesSet(_Body, frozen=True, kw_only=True):
    """Who negotiates with whom; in a direct chat this follows by itself."""

    sides: tuple[Side, ...]


class OfferMade(_Body, frozen=True, kw_only=True):
    """A new offer stands. What it answers ended with it."""

    offer: Offer


class OfferAccepted(_Body, frozen=True, kw_only=True):
    """Accepted, wholly or in part; `awaits`: the offering side has to confirm first."""

    offer: str
    by: str
    quantity: DecimalText | None = None
    awaits: bool = False
    signed: Signed | None = None


class OfferConfirmed(_Body, frozen=True, kw_only=True):
    """The OK that was awaited."""

    offer: str
    by: str
    signed: Signed | None = None


class OfferEnded(_Body, frozen=True, kw_only=True):
    """Rejected, withdrawn, expired. `by` is empty when nobody did it: its time was over, or the lot went elsewhere."""

    offer: str
    status: Status
    by: str = ""
    reason: str = ""


class VoteCast(_Body, frozen=True, kw_only=True):
    """Somebody voted, or changed their vote."""

    offer: str
    by: str
    is_for: bool


class MandateDeclared(_Body, frozen=True, kw_only=True):
    """Somebody said for whom they may conclude."""

    by: str
    company: str


class NegotiationClosed(_Body, frozen=True, kw_only=True):
    """No more acts."""


NegotiationBody = (
    SidesSet
    | OfferMade
    | OfferAccepted
    | OfferConfirmed
    | OfferEnded
    | VoteCast
    | MandateDeclared
    | NegotiationClosed
)


def apply(state: Negotiation, body: NegotiationBody, at: datetime) -> Negotiation:
    """The state after an event. Whatever `decide` and `expire` give can be applied; end states never change.

    What is about an offer that isn't known changes nothing: a newer program may have made it (G15).
    """
    if isinstance(body, OfferAccepted | OfferConfirmed | OfferEnded | VoteCast) and (
        body.offer not in state.offers
    ):
        return state
    match body:
        case SidesSet(sides=sides):
            return _with(state, sides={side.id: side for side in sides})
        case OfferMade(offer=offer):
            return _made(state, offer, at)
        case OfferAccepted():
            return _accepted(state, body, at)
        case OfferConfirmed():
            return _awarded(_end(state, body.offer, Status.ACCEPTED, at), body.offer)
        case OfferEnded():
            return _end(state, body.offer, body.status, at, body.reason)
        case VoteCast():
            offer = state.offers[body.offer]
            return _put(state, _with(offer, votes={**offer.votes, body.by: body.is_for}))
        case MandateDeclared():
            return _with(state, mandates={**state.mandates, body.by: body.company})
        case NegotiationClosed():
            return _with(state, is_closed=True)


def status_at(offer: Offer, now: datetime) -> Status:
    """How an offer stands by the clock, whether or not its expiry was written yet."""
    return Status.EXPIRED if not offer.status.is_end and offer.is_late(now) else offer.status


def _made(state: Negotiation, offer: Offer, at: datetime) -> Negotiation:
    before = state.offers.get(offer.answers or "")
    if before is not None:
        status = Status.SUPERSEDED if before.side == offer.side else Status.COUNTERED
        state = _end(state, before.id, status, at)
    return _put(state, offer)


def _accepted(state: Negotiation, body: OfferAccepted, at: datetime) -> Negotiation:
    offer = state.offers[body.offer]
    if body.awaits:
        accepted = body.quantity if offer.terms.is_divisible else None
        return _put(
            state, _with(offer, status=Status.AWAITING, accepted_by=body.by, reason="", accepted=accepted)
        )
    if offer.terms.is_divisible and body.quantity is not None:
        taken = Decimal(offer.accepted or "0") + Decimal(body.quantity)
        offer = _with(offer, accepted=canonical(taken), accepted_by=body.by, votes={})
        state = _put(state, offer)
        if offer.left > 0:
            return state
        return _awarded(_end(state, offer.id, Status.ACCEPTED, at), offer.id)
    state = _put(state, _with(offer, accepted_by=body.by))
    return _awarded(_end(state, offer.id, Status.ACCEPTED, at), offer.id)


def _awarded(state: Negotiation, offer: str) -> Negotiation:
    lots = dict.fromkeys(state.offers[offer].terms.lots, offer)
    return _with(state, awards={**state.awards, **lots})


def _end(state: Negotiation, offer: str, status: Status, at: datetime, reason: str = "") -> Negotiation:
    found = state.offers.get(offer)
    if found is None or found.status.is_end:
        return state
    return _put(state, _with(found, status=status, ended_at=at, reason=reason))


def _put(state: Negotiation, offer: Offer) -> Negotiation:
    return _with(state, offers={**state.offers, offer.id: offer})


_with = msgspec.structs.replace
