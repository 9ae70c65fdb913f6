"""Offers on two nodes that share a PostgreSQL database and whose own clocks differ by minutes."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from parley.domain.errors import Refusal
from parley.domain.money import Quantity
from parley.domain.negotiation import Accept, Act, DeclareMandate, MakeOffer
from parley.domain.negotiation_direct import statement_of
from parley.domain.negotiation_state import OfferAccepted, OfferEnded
from parley.domain.offer import OfferLine, Terms, terms_hash
from parley.domain.signing import sign, statement_bytes
from parley.foundation.clock import SystemClock
from parley.foundation.ids import new_id
from parley.protocol.rest_negotiation import ActCommand
from parley.relay.actions.negotiation import do_act
from parley.relay.database_clock import DatabaseClock
from parley.relay.expiry import Expiries
from parley.relay.queries.negotiation import negotiation_of
from parley.relay.storage.database import Database
from parley.relay.storage.opening import open_database
from relay.postgres_server import PostgresServer
from relay.world import World

LINE = OfferLine(lot="tea", goods="大红袍", quantity=Quantity("500", "斤"), price="252")
TERMS = Terms(lines=(LINE,), currency="CNY")
ACCEPT = Accept(offer="o1", terms_hash=terms_hash(TERMS))
LONG_AGO = timedelta(minutes=20)


class WrongClock(SystemClock):
    """A computer's clock that is off."""

    def __init__(self, off_by: timedelta) -> None:
        self._off_by = off_by

    def now(self) -> datetime:
        return super().now() + self._off_by


class Node:
    """One relay: its own connections to the database, its own idea of the time."""

    def __init__(self, database: Database, off_by: timedelta) -> None:
        self.database = database
        self.own = WrongClock(off_by)
        self.clock = DatabaseClock(self.own, database)
        self.expiries = Expiries(database, self.clock)

    async def act(
        self, world: World, who: str, talk: str, act: Act, ago: timedelta = timedelta()
    ) -> str | None:
        """The code of the refusal, or None."""
        now = self.clock.now() - ago
        act_id, signature = new_id(), ""
        if isinstance(act, Accept):
            statement = statement_of(act, talk, act_id, await world.ask(negotiation_of, talk))
            assert statement is not None
            signature = sign(world.device_keys[who], statement_bytes(statement))
        command = ActCommand(client_act_id=act_id, act=act, signature=signature)
        try:
            await self.database.write(lambda tx: do_act(tx, world.people[who], talk, command, now))
        except Refusal as refusal:
            return refusal.code
        return None


@pytest.fixture
async def nodes(postgres: PostgresServer) -> AsyncIterator[tuple[World, Node, Node]]:
    name = await postgres.create()
    databases = [await open_database(postgres.url(name)) for _ in range(2)]
    world = World(databases[0])
    await world.populate()
    ahead, behind = Node(databases[0], timedelta(minutes=7)), Node(databases[1], timedelta(minutes=-5))
    for node in (ahead, behind):
        await node.clock.measure()
    yield world, ahead, behind
    for database in databases:
        await database.close()
    await postgres.drop(name)


async def begin(world: World, node: Node) -> str:
    talk = await world.direct("li", "wang")
    for who in ("li", "wang"):
        assert await node.act(world, who, talk, DeclareMandate(company=who), LONG_AGO) is None
    return talk


async def test_both_go_by_the_time_of_the_database(nodes: tuple[World, Node, Node]) -> None:
    _, ahead, behind = nodes
    assert abs(ahead.clock.now() - behind.clock.now()) < timedelta(seconds=1)
    assert ahead.own.now() - behind.own.now() > timedelta(minutes=11)
    assert ahead.clock.now().microsecond % 1000 == 0


async def test_none_in_time_is_refused_by_a_node_that_is_ahead(nodes: tuple[World, Node, Node]) -> None:
    """By its own clock the node would call it late."""
    world, ahead, behind = nodes
    talk = await begin(world, ahead)
    made = MakeOffer(offer="o1", terms=TERMS, valid_until=behind.clock.now() + timedelta(minutes=2))
    assert await behind.act(world, "li", talk, made) is None
    await ahead.expiries.write_due()
    assert await ahead.act(world, "wang", talk, ACCEPT) is None


async def test_no_late_one_is_accepted_by_a_node_that_is_behind(nodes: tuple[World, Node, Node]) -> None:
    """By its own clock it was in time."""
    world, ahead, behind = nodes
    talk = await begin(world, ahead)
    made = MakeOffer(offer="o1", terms=TERMS, valid_until=ahead.clock.now() - timedelta(minutes=2))
    assert await ahead.act(world, "li", talk, made, LONG_AGO) is None
    assert await behind.act(world, "wang", talk, ACCEPT) == "offer_expired"


async def test_two_nodes_write_one_expiry_and_take_one_of_two_acceptances(
    nodes: tuple[World, Node, Node],
) -> None:
    world, ahead, behind = nodes
    talk = await begin(world, ahead)
    over = MakeOffer(offer="o0", terms=TERMS, valid_until=ahead.clock.now() - timedelta(minutes=2))
    assert await ahead.act(world, "li", talk, over, LONG_AGO) is None
    await asyncio.gather(*(node.expiries.write_due() for node in (ahead, behind)))
    assert await ahead.act(world, "li", talk, MakeOffer(offer="o1", terms=TERMS)) is None
    codes = await asyncio.gather(*(node.act(world, "wang", talk, ACCEPT) for node in (ahead, behind)))
    assert set(codes) == {None, "offer_accepted"}
    bodies = await world.bodies("wang", talk)
    assert sum(isinstance(body, OfferEnded) for body in bodies) == 1
    assert sum(isinstance(body, OfferAccepted) for body in bodies) == 1
