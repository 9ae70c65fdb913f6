"""A negotiation in a direct chat: the two who talk are its two sides, without any set-up.

A shop's people sell to customers; between others the first act says who sells. Side ids are the accounts of those who
began; when a colleague takes the customer over, the side stays and its person changes. While no offer is open the two
may change places, because a supplier of today may be a buyer of tomorrow.

    decide_direct(state, parties, act, by, seller, now) -> bodies of events, the relay and the client's guide alike
"""

from datetime import datetime

import msgspec

from parley.domain.errors import Conflict, Refusal
from parley.domain.negotiation import Accept, Act, Confirm, MakeOffer, decide
from parley.domain.negotiation_state import (
    Negotiation,
    NegotiationBody,
    Side,
    SideKind,
    SideRole,
    SidesSet,
    apply,
    status_at,
)
from parley.domain.people import AccountKind
from parley.domain.signing import SignedKind, Statement

_replace = msgspec.structs.replace


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two; `name` is the shop's, the company's or the person's."""

    account: str
    kind: AccountKind
    name: str


Parties = tuple[Party, Party]


def decide_direct(
    state: Negotiation, parties: Parties, act: Act, by: str, seller: str | None, now: datetime
) -> tuple[NegotiationBody, ...]:
    """What an act brings about, with the sides set before it where they have to be. Raises Refusal."""
    sides = find_sides(state, parties, seller, now)
    first: tuple[NegotiationBody, ...] = ()
    if sides != tuple(state.sides.values()):
        first = (SidesSet(sides=sides),)
        state = apply(state, first[0], now)
    if isinstance(act, MakeOffer) and not act.thread:
        act = _replace(act, thread=_seller_of(sides).id)
    return (*first, *decide(state, act, by, now))


def find_refusal(
    state: Negotiation, parties: Parties, act: Act, by: str, seller: str | None, now: datetime
) -> Refusal | None:
    """Why an act isn't possible now; None if it is."""
    try:
        decide_direct(state, parties, act, by, seller, now)
    except Refusal as refusal:
        return refusal
    return None


def find_sides(state: Negotiation, parties: Parties, seller: str | None, now: datetime) -> tuple[Side, ...]:
    """The sides as the next act needs them. `seller` is an account. Raises Refusal, Conflict."""
    if seller is not None and seller not in (party.account for party in parties):
        raise Refusal("seller_unclear", "One of the two has to be the seller.", field="seller")
    if not state.sides:
        sells = seller or _implied_seller(parties)
        return tuple(_side(party, sells == party.account) for party in parties)
    sides = with_heir(tuple(state.sides.values()), tuple(party.account for party in parties))
    if seller is None or seller in _seller_of(sides).people:
        return sides
    if any(not status_at(offer, now).is_end for offer in state.offers.values()):
        raise Conflict(
            "offers_open",
            "As long as offers are open, who sells stays the same.",
            field="seller",
            next_step="Answer or withdraw them first.",
        )
    return tuple(
        _replace(side, kind=SideKind.BUYER if side.kind is SideKind.SELLER else SideKind.SELLER)
        for side in sides
    )


def with_heir(sides: tuple[Side, ...], accounts: tuple[str, ...]) -> tuple[Side, ...]:
    """The sides after the chat went to a colleague: who left decides no more, who came does."""
    seated = {account for side in sides for account in side.people}
    new = {account: SideRole.PRINCIPAL for account in accounts if account not in seated}
    return tuple(side if side.people.keys() & set(accounts) else _replace(side, people=new) for side in sides)


def statement_of(
    act: Accept | Confirm, conversation: str, client_act_id: str, state: Negotiation
) -> Statement | None:
    """What has to be signed for this act; None when there is no such offer."""
    offer = state.offers.get(act.offer)
    if offer is None:
        return None
    if isinstance(act, Accept):
        kind, terms_hash, quantity = SignedKind.ACCEPT, act.terms_hash, act.quantity
    else:
        kind, terms_hash, quantity = SignedKind.CONFIRM, offer.terms_hash, None
    return Statement(
        kind=kind,
        conversation=conversation,
        client_act_id=client_act_id,
        offer=offer.id,
        terms_hash=terms_hash,
        quantity=quantity,
    )


def _implied_seller(parties: Parties) -> str:
    for one, other in (parties, parties[::-1]):
        if one.kind.is_staff and other.kind is AccountKind.CUSTOMER:
            return one.account
    raise Refusal(
        "seller_unclear", "It has to be clear who sells.", field="seller", next_step="Say who sells."
    )


def _side(party: Party, sells: bool) -> Side:
    return Side(
        id=party.account,
        kind=SideKind.SELLER if sells else SideKind.BUYER,
        name=party.name,
        people={party.account: SideRole.PRINCIPAL},
    )


def _seller_of(sides: tuple[Side, ...]) -> Side:
    return next(side for side in sides if side.kind is SideKind.SELLER)
