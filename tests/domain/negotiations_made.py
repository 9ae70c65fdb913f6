"""A buyer and three sellers, for the tests of the negotiation."""

from datetime import UTC, datetime, timedelta

from parley.domain.money import Quantity
from parley.domain.negotiation import Act, DeclareMandate, decide, expire
from parley.domain.negotiation_state import (
    Negotiation,
    NegotiationBody,
    Offer,
    Side,
    SideKind,
    SideRole,
    SidesSet,
    VoteRule,
    apply,
)
from parley.domain.offer import OfferLine, Terms, terms_hash

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
BUYER = Side(
    id="fuli",
    kind=SideKind.BUYER,
    name="福礼礼品",
    people={"wang": SideRole.PRINCIPAL, "xu": SideRole.PRINCIPAL, "he": SideRole.ADVISER},
)
WUYI = Side(id="wuyi", kind=SideKind.SELLER, name="武夷茶厂", people={"lin": SideRole.PRINCIPAL})
ZHENGYAN = Side(id="zhengyan", kind=SideKind.SELLER, name="正岩", people={"zhou": SideRole.PRINCIPAL})
YUNLING = Side(
    id="yunling",
    kind=SideKind.SELLER,
    name="云岭茶行",
    people={"chen": SideRole.PRINCIPAL, "lina": SideRole.ADVISER, "zhao": SideRole.OBSERVER},
)
SIDES = (BUYER, WUYI, ZHENGYAN, YUNLING)
PEOPLE = tuple(account for side in SIDES for account in side.people)


def terms(
    price: str = "252", quantity: str = "500", lots: tuple[str, ...] = ("tea",), **more: object
) -> Terms:
    """An offer of tea, the same for each lot."""
    lines = tuple(
        OfferLine(lot=lot, goods=f"大红袍 {lot}", quantity=Quantity(quantity, "斤"), price=price)
        for lot in lots
    )
    return Terms(lines=lines, currency="CNY", **more)  # type: ignore[arg-type]


class Table:
    """A negotiation that goes on by acts; every event it took is kept, with its time."""

    def __init__(self, *sides: Side, has_mandates: bool = True) -> None:
        self.now = START
        self.state = Negotiation()
        self.events: list[tuple[NegotiationBody, datetime]] = []
        self.take(SidesSet(sides=sides or SIDES))
        if has_mandates:
            for side in sides or SIDES:
                for account in side.principals:
                    self.act(account, DeclareMandate(company=side.name))

    def act(self, by: str, act: Act) -> tuple[NegotiationBody, ...]:
        """What `decide` says, applied."""
        bodies = decide(self.state, act, by, self.now)
        for body in bodies:
            self.take(body)
        return bodies

    def take(self, body: NegotiationBody) -> None:
        """An event."""
        self.events.append((body, self.now))
        self.state = apply(self.state, body, self.now)

    def wait(self, seconds: float, *, writes_expiry: bool = True) -> None:
        """Time passes; a node writes what expired, or is late with that."""
        self.now += timedelta(seconds=seconds)
        if writes_expiry:
            for body in expire(self.state, self.now):
                self.take(body)

    def offer(self, name: str) -> Offer:
        """An offer as it stands."""
        return self.state.offers[name]


def hash_of(table: Table, offer: str) -> str:
    """What an acceptance of it names."""
    return terms_hash(table.offer(offer).terms)


def voting(side: Side, vote: VoteRule, quorum: int = 0) -> Side:
    """The same side with a rule for votes."""
    return Side(id=side.id, kind=side.kind, name=side.name, people=side.people, vote=vote, quorum=quorum)
