"""The relay and the client's guide agree on every allowed and every refused act, whatever was played before."""

import asyncio
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.client.negotiation_guide import OfferAct, View, negotiation_row, refusal_of
from parley.domain.access import Relation
from parley.domain.errors import Refusal
from parley.domain.money import Quantity
from parley.domain.negotiation import Accept, Act, Confirm, DeclareMandate, MakeOffer, Reject, Vote, Withdraw
from parley.domain.negotiation_direct import Party
from parley.domain.negotiation_state import Negotiation, NegotiationBody, apply
from parley.domain.offer import OfferLine, Terms, terms_hash
from parley.relay.actions import blocks, conversations
from parley.relay.actions.negotiation import expire_offers
from parley.relay.queries.negotiation import negotiation_of
from parley.relay.queries.seats import find_seat
from parley.relay.storage.opening import open_database, sqlite_url
from relay.postgres_server import PostgresServer
from relay.world import World, all_events

PAIRS = (("li", "wang"), ("li", "lin"), ("wang", "anna"), ("chen", "li"))
KINDS = (
    "mandate",
    "offer",
    "offer",
    "counter",
    "counter",
    "accept",
    "accept",
    "confirm",
    "reject",
    "withdraw",
)


class Step(NamedTuple):
    """What one of the two tries; numbers choose among what there is."""

    is_first: bool
    kind: str
    which: int
    lot: str
    form: int
    valid_s: int | None
    quantity: str | None
    names_seller: bool
    wait_s: int


STEPS = st.lists(
    st.builds(
        Step,
        is_first=st.booleans(),
        kind=st.sampled_from((*KINDS, "vote", "block", "expire")),
        which=st.integers(0, 2),
        lot=st.sampled_from(("tea", "boxes")),
        form=st.integers(0, 7),
        valid_s=st.sampled_from((None, None, 3, 20, -1)),
        quantity=st.sampled_from((None, None, "100", "500", "600")),
        names_seller=st.booleans(),
        wait_s=st.integers(0, 6),
    ),
    min_size=6,
    max_size=24,
)


def terms_of(step: Step) -> Terms:
    line = OfferLine(lot=step.lot, goods="大红袍", quantity=Quantity("500", "斤"), price=str(240 + step.form))
    return Terms(
        lines=(line,),
        currency="CNY",
        needs_our_ok=step.form in (1, 2),
        is_divisible=step.form in (2, 3),
        is_kept=step.form == 4,
    )


def act_of(step: Step, number: int, state: Negotiation, now_plus: object) -> Act:
    offers = list(state.offers.values())
    chosen = offers[-1 - step.which % len(offers)] if offers else None
    name = chosen.id if chosen else "none"
    match step.kind:
        case "offer" | "counter":
            answers = name if step.kind == "counter" else None
            return MakeOffer(offer=f"o{number}", terms=terms_of(step), valid_until=now_plus, answers=answers)  # type: ignore[arg-type]
        case "accept":
            digest = chosen.terms_hash if chosen and step.form else terms_hash(terms_of(step))
            return Accept(offer=name, terms_hash=digest, quantity=step.quantity)
        case "confirm":
            return Confirm(offer=name)
        case "reject":
            return Reject(offer=name, reason="太贵" * (step.form * 30))
        case "withdraw":
            return Withdraw(offer=name)
        case "vote":
            return Vote(offer=name, is_for=True)
        case _:
            return DeclareMandate(company="" if step.form == 7 else "云岭茶行")


async def view_of(world: World, who: str, other: str, talk: str, is_blocker: bool) -> View:
    """What a client holds that has heard every event: nothing of the relay's tables but who the two are."""
    state = Negotiation()
    for event in await world.database.read(lambda tx: all_events(tx, world.id(who), talk)):
        if isinstance(event.body, NegotiationBody):
            state = apply(state, event.body, event.at)
    seat = await world.ask(find_seat, world.id(who), talk)
    assert seat is not None
    parties = tuple(
        Party(account=world.id(name), kind=world.people[name].kind, name=name) for name in (who, other)
    )
    return View(
        conversation=talk,
        state=state,
        seat=seat,
        parties=(parties[0], parties[1]),
        relation=Relation(shares_conversation=True, viewer_blocks=is_blocker),
        now=world.clock.now(),
    )


async def play(url: str, pair: tuple[str, str], steps: list[Step]) -> dict[str, int]:
    database = await open_database(url)
    found: dict[str, int] = {}
    blockers: set[str] = set()
    try:
        world = World(database)
        await world.populate()
        room = await world.room("chen", *(who for who in ("wang", "anna") if who in pair))
        if pair == ("wang", "anna"):
            for who in pair:
                await world.act(who, conversations.join_room, room)
        talk = await world.direct(*pair)
        for number, step in enumerate(steps):
            await one(world, pair, talk, step, number, found, blockers)
        await world.verify()
    finally:
        await database.close()
    return found


async def one(
    world: World,
    pair: tuple[str, str],
    talk: str,
    step: Step,
    number: int,
    found: dict[str, int],
    blockers: set[str],
) -> None:
    who, other = pair if step.is_first else pair[::-1]
    world.clock.advance(step.wait_s)
    if step.kind == "block":
        # Whether the other one blocks only the server knows, so the blocker's own view is compared.
        if step.form == 0 and not blockers:
            await world.act(who, blocks.block, world.id(other))
            blockers.add(who)
        return
    if step.kind == "expire":
        now = world.clock.now()
        await world.database.write(lambda tx: expire_offers(tx, talk, now))
        return
    if blockers - {who}:
        return
    state = await world.ask(negotiation_of, talk)
    until = None if step.valid_s is None else world.clock.now() + timedelta(seconds=step.valid_s)
    act = act_of(step, number, state, until)
    seller = pair[step.which % 2] if step.names_seller else None
    view = await view_of(world, who, other, talk, who in blockers)
    assert view.state == state
    expected = refusal_of(view, act, world.id(seller) if seller else None)
    buttons = negotiation_row(view, str)
    try:
        await world.deal(who, talk, act, seller=seller)
        code = None
    except Refusal as refusal:
        code = refusal.code
    assert code == (expected.code if expected else None), f"{step} by {who}"
    if isinstance(act, Withdraw) and act.offer in state.offers and seller is None:
        shown = next(row for row in buttons.offers if row.id == act.offer).may[OfferAct.WITHDRAW]
        assert code == (shown.code if shown else None)
    found[code or f"{step.kind} done"] = found.get(code or f"{step.kind} done", 0) + 1


@settings(max_examples=25)
@given(st.sampled_from(PAIRS), STEPS)
def test_relay_and_client_agree_on_every_decision(pair: tuple[str, str], steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory(prefix="parley-deal-") as folder:
        asyncio.run(play(sqlite_url(Path(folder) / "relay.db"), pair, steps))


def test_they_agree_on_postgresql(postgres: PostgresServer) -> None:
    @settings(max_examples=6)
    @given(st.sampled_from(PAIRS[:2]), STEPS)
    def agree(pair: tuple[str, str], steps: list[Step]) -> None:
        async def on_postgres() -> None:
            name = await postgres.create()
            try:
                await play(postgres.url(name), pair, steps)
            finally:
                await postgres.drop(name)

        asyncio.run(on_postgres())

    agree()


def test_the_plays_reach_deals() -> None:
    """Two who only ever were refused would agree as well."""
    base = Step(True, "mandate", 0, "tea", 0, None, None, True, 1)
    steps = [
        base,
        base._replace(is_first=False, names_seller=False),
        base._replace(kind="offer", form=1, names_seller=False),
        base._replace(kind="accept", form=1, is_first=False, names_seller=False),
        base._replace(kind="confirm", names_seller=False),
        base._replace(kind="offer", lot="boxes", form=3, valid_s=20, names_seller=False),
        base._replace(kind="accept", form=3, quantity="100", is_first=False, names_seller=False),
        base._replace(kind="accept", form=3, quantity="500", is_first=False, names_seller=False),
        base._replace(kind="accept", form=3, is_first=False, names_seller=False, wait_s=30),
        base._replace(kind="offer", lot="boxes", names_seller=False),
        base._replace(kind="block", is_first=False),
        base._replace(kind="accept", form=1, is_first=False, names_seller=False),
        base._replace(kind="reject", is_first=False, names_seller=False),
    ]
    with tempfile.TemporaryDirectory(prefix="parley-deal-") as folder:
        found = asyncio.run(play(sqlite_url(Path(folder) / "relay.db"), ("li", "wang"), steps))
    done = {"mandate done": 2, "offer done": 3, "accept done": 2, "confirm done": 1, "reject done": 1}
    assert found == {**done, "too_much": 1, "offer_expired": 1, "you_block_them": 1}


@pytest.mark.slow
@pytest.mark.timeout(1_800)
@settings(max_examples=1_000)
@given(st.sampled_from(PAIRS), STEPS)
def test_they_agree_at_length(pair: tuple[str, str], steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory(prefix="parley-deal-") as folder:
        asyncio.run(play(sqlite_url(Path(folder) / "relay.db"), pair, steps))
