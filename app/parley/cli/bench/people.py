"""The shop a run is measured on, written by the relay's own actions before the relay starts.

Customers write to the shop's people, so who waits, automatic replies and opting out are on the way of each message.
"""

import base64
import os
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TypeVar

import msgspec

from parley.cli.bench.figures import Shape
from parley.cli.bench.plan import Fetch, Group, Job, said
from parley.domain.errors import ParleyError
from parley.domain.people import AccountKind
from parley.foundation.clock import Clock
from parley.foundation.ids import new_id
from parley.protocol.rest_invites import CreateInvite
from parley.relay.actions import accounts, conversations, invites, messages
from parley.relay.actions.accounts import Newcomer
from parley.relay.actions.actor import Actor
from parley.relay.actions.devices import NewDevice
from parley.relay.queries.heads import heads
from parley.relay.queries.shop import find_shop
from parley.relay.storage.database import Database, Transaction
from parley.relay.tokens import new_token, token_hash

T = TypeVar("T")

_USES = 1_000


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """How many there are of everything. The figures of the README are those of the defaults."""

    pairs: int = 50
    rooms: int = 10
    room_members: int = 30
    sockets: int = 2_000
    missed: int = 5_000
    conversations: int = 2_000
    changed: int = 5


class BenchFailed(ParleyError):
    """The bench can't go on; the text says why."""


class Someone(msgspec.Struct, frozen=True):
    """An account with one device. `opening` is the chat with the colleague who invited them."""

    actor: Actor
    token: str
    opening: str


async def prepare(database: Database, clock: Clock, shape: Shape, scale: Scale) -> Job:
    """Fills an empty database for a shape. Raises BenchFailed when it isn't empty."""
    if await database.read(find_shop) is not None:
        raise BenchFailed("There is a shop in this database already; the bench needs an empty one.")
    town = _Town(database, clock)
    await town.open_shop()
    match shape:
        case Shape.DIRECT:
            groups = await town.pairs(scale.pairs)
            return Job(shape=shape, url="", seconds=0.0, groups=groups)
        case Shape.ROOM:
            groups = tuple([await town.room(scale.room_members) for _ in range(scale.rooms)])
            return Job(shape=shape, url="", seconds=0.0, groups=groups)
        case Shape.IDLE:
            people = await town.customers(town.owner, scale.sockets)
            return Job(shape=shape, url="", seconds=0.0, idle=tuple(one.token for one in people))
        case Shape.RETURN:
            fetch = await town.missed_messages(scale.missed)
        case Shape.RESUME:
            fetch = await town.many_conversations(scale.conversations, scale.changed)
    return Job(shape=shape, url="", seconds=0.0, fetch=fetch)


class _Town:
    """The people as they join."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._now = clock.now() - timedelta(hours=1)
        self.owner: Someone

    async def open_shop(self) -> None:
        code = await self._database.write(lambda tx: invites.create_owner_invite(tx, self._tick()))
        self.owner = await self._database.write(lambda tx: self._join(tx, code, AccountKind.OWNER))

    async def pairs(self, count: int) -> tuple[Group, ...]:
        """Customers and the colleagues who invited them; in every second pair the colleague writes."""
        groups = []
        for number in range(count):
            colleague = (await self._invite(self.owner, AccountKind.STAFF, 1))[0]
            customer = (await self.customers(colleague, 1))[0]
            writer, reader = (customer, colleague) if number % 2 else (colleague, customer)
            groups.append(Group(conversation=customer.opening, writer=writer.token, readers=(reader.token,)))
        return tuple(groups)

    async def room(self, members: int) -> Group:
        """A colleague who writes, and customers who read."""
        host = (await self._invite(self.owner, AccountKind.STAFF, 1))[0]
        guests = await self.customers(host, members - 1)
        invited = tuple(guest.actor.account for guest in guests)
        room = await self._act(host, conversations.create_room, "Tea", invited)

        async def join(tx: Transaction) -> None:
            for guest in guests:
                await conversations.join_room(tx, guest.actor, room, self._tick())

        await self._database.write(join)
        return Group(conversation=room, writer=host.token, readers=tuple(guest.token for guest in guests))

    async def missed_messages(self, count: int) -> Fetch:
        """What a customer wrote while a colleague was away."""
        colleague = (await self._invite(self.owner, AccountKind.STAFF, 1))[0]
        customer = (await self.customers(colleague, 1))[0]
        cursors = await self._cursors(colleague)
        await self._say(customer, (customer.opening,) * count)
        return Fetch(token=colleague.token, cursors=cursors, expected=count)

    async def many_conversations(self, count: int, changed: int) -> Fetch:
        """The owner with many customers, some of whom wrote."""
        people = await self.customers(self.owner, count)
        cursors = await self._cursors(self.owner)
        for one in people[:changed]:
            await self._say(one, (one.opening,))
        return Fetch(token=self.owner.token, cursors=cursors, expected=changed)

    async def customers(self, host: Someone, count: int) -> list[Someone]:
        return await self._invite(host, AccountKind.CUSTOMER, count)

    async def _invite(self, host: Someone, kind: AccountKind, count: int) -> list[Someone]:
        people: list[Someone] = []
        while len(people) < count:
            uses = min(_USES, count - len(people))
            inviter = self.owner if kind.is_staff else host
            _, code = await self._act(inviter, invites.create_invite, CreateInvite(kind=kind, uses=uses))

            async def join_all(tx: Transaction, code: str = code, uses: int = uses) -> list[Someone]:
                return [await self._join(tx, code, kind) for _ in range(uses)]

            people += await self._database.write(join_all)
        return people

    async def _join(self, tx: Transaction, code: str, kind: AccountKind) -> Someone:
        token, now = new_token(), self._tick()
        key = base64.b64encode(os.urandom(32)).decode()
        newcomer = Newcomer(
            code=code,
            display_name="Bench",
            password_hash="nobody signs in by password",
            device=NewDevice(name="bench", public_key=key, token_hash=token_hash(token)),
            handle=f"b{new_id().replace('-', '')[:24]}",
            shop_name="Bench" if kind is AccountKind.OWNER else "",
        )
        parts = await accounts.join(tx, newcomer, now)
        return Someone(Actor(parts.account, parts.device, kind), token, parts.opening or "")

    async def _say(self, who: Someone, where: tuple[str, ...]) -> None:
        async def say_all(tx: Transaction) -> None:
            for conversation in where:
                await messages.send_message(tx, who.actor, said(conversation), self._tick())

        await self._database.write(say_all)

    async def _cursors(self, who: Someone) -> dict[str, tuple[int, int]]:
        found = await self._database.read(lambda tx: heads(tx, who.actor.account, {}))
        return {log: (head.seq, head.marks_version) for log, head in found.logs.items()}

    async def _act(self, who: Someone, action: Callable[..., Awaitable[T]], *args: object) -> T:
        return await self._database.write(lambda tx: action(tx, who.actor, *args, self._tick()))

    def _tick(self) -> datetime:
        self._now += timedelta(milliseconds=1)
        return self._now
