"""What one may do in a negotiation now, found without the server: the same rules, over what this client holds.

What only the server knows (whether the other one blocks, or was closed) it may still refuse.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from parley.domain.access import Person, Relation, Seat, check_may_negotiate, check_may_write_to
from parley.domain.errors import Refusal
from parley.domain.money import Money
from parley.domain.negotiation import Accept, Act, Confirm, MakeOffer, Reject, Withdraw, votes_short
from parley.domain.negotiation_direct import Parties, find_refusal, find_sides
from parley.domain.negotiation_state import Negotiation, Offer, Side, SideKind, Status, status_at
from parley.domain.offer import Term, changed_terms

_replace = msgspec.structs.replace
_PROBE = "probe"
"""The id of an offer that is only tried, never made."""


class OfferAct(StrEnum):
    """What can be done about an offer."""

    ACCEPT = "accept"
    COUNTER = "counter"
    """By the side that offered: replace it by a better one."""
    CONFIRM = "confirm"
    REJECT = "reject"
    WITHDRAW = "withdraw"


class Turn(StrEnum):
    """Who has to do something."""

    MINE = "mine"
    THEIRS = "theirs"
    NOBODY = "nobody"


class OfferRow(msgspec.Struct, frozen=True, kw_only=True):
    """An offer as it stands now. `changed` is what it changes of the one it answers.

    `left` is how long it is still valid, None without an end and for ended ones. `may` has every act, with the reason
    why it isn't possible now, or None if it is.
    """

    account: str
    conversation: str
    id: str
    by: str
    by_name: str
    is_own: bool
    offer: Offer
    status: Status
    total: Money
    left: timedelta | None
    changed: frozenset[Term]
    votes_short: int
    may: dict[OfferAct, Refusal | None]


class NegotiationRow(msgspec.Struct, frozen=True, kw_only=True):
    """The negotiation of a direct chat, its offers in the order they were made.

    `is_seller` is None while it isn't clear who sells. `company` is for whom one said that one concludes. `turn`
    is about `turn_offer`, the newest one that waits for somebody.
    """

    account: str
    conversation: str
    is_seller: bool | None
    company: str | None
    offers: tuple[OfferRow, ...]
    turn: Turn
    turn_offer: str | None


class View(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of a direct chat and its two, one's own party first."""

    conversation: str
    state: Negotiation
    seat: Seat
    parties: Parties
    relation: Relation
    now: datetime

    @property
    def own(self) -> str:
        """One's own account."""
        return self.parties[0].account


def refusal_of(view: View, act: Act, seller: str | None = None) -> Refusal | None:
    """Why an act isn't possible now; None if it is, as far as one can know."""
    own, peer = view.parties
    try:
        check_may_negotiate(view.seat, own.kind, peer.kind)
        if not isinstance(act, Withdraw | Reject):
            viewer, subject = (Person(account=party.account, kind=party.kind) for party in view.parties)
            check_may_write_to(viewer, subject, view.relation)
    except Refusal as refusal:
        return refusal
    return find_refusal(view.state, view.parties, act, own.account, seller, view.now)


def negotiation_row(view: View, name_of: Callable[[str], str]) -> NegotiationRow:
    """All that a screen shows of it."""
    side = _own_side(view)
    offers = tuple(_offer_row(view, offer, side, name_of) for offer in view.state.offers.values())
    turn, about = _turn(offers)
    return NegotiationRow(
        account=view.own,
        conversation=view.conversation,
        is_seller=None if side is None else side.kind is SideKind.SELLER,
        company=view.state.mandates.get(view.own),
        offers=offers,
        turn=turn,
        turn_offer=about,
    )


def _offer_row(view: View, offer: Offer, side: Side | None, name_of: Callable[[str], str]) -> OfferRow:
    status = status_at(offer, view.now)
    before = view.state.offers.get(offer.answers or "")
    has_end = not status.is_end and offer.valid_until is not None
    return OfferRow(
        account=view.own,
        conversation=view.conversation,
        id=offer.id,
        by=offer.by,
        by_name=name_of(offer.by),
        is_own=side is not None and offer.side == side.id,
        offer=offer,
        status=status,
        total=offer.terms.total,
        left=offer.valid_until - view.now if has_end and offer.valid_until else None,
        changed=changed_terms(before.terms, offer.terms) if before else frozenset(),
        votes_short=0 if status.is_end else votes_short(view.state, offer),
        may={kind: refusal_of(view, act) for kind, act in _tries(offer).items()},
    )


def _tries(offer: Offer) -> dict[OfferAct, Act]:
    same = _replace(offer.terms, is_kept=False)
    return {
        OfferAct.ACCEPT: Accept(offer=offer.id, terms_hash=offer.terms_hash),
        OfferAct.COUNTER: MakeOffer(offer=_PROBE, thread=offer.thread, terms=same, answers=offer.id),
        OfferAct.CONFIRM: Confirm(offer=offer.id),
        OfferAct.REJECT: Reject(offer=offer.id),
        OfferAct.WITHDRAW: Withdraw(offer=offer.id),
    }


def _turn(offers: tuple[OfferRow, ...]) -> tuple[Turn, str | None]:
    """An open offer waits for the side it was made to, an accepted one that needs an OK for the side that made it."""
    waiting = [row for row in offers if not row.status.is_end]
    if not waiting:
        return Turn.NOBODY, None
    mine = [row for row in waiting if row.is_own == (row.status is Status.AWAITING)]
    return (Turn.MINE, mine[-1].id) if mine else (Turn.THEIRS, waiting[-1].id)


def _own_side(view: View) -> Side | None:
    try:
        sides = find_sides(view.state, view.parties, None, view.now)
    except Refusal:
        return None
    return next((side for side in sides if view.own in side.people), None)
