"""A shop and its people on a real database, for tests that speak of Chen Ming instead of rows.

`verify` is the promise of DESIGN section 3: for every log and everybody who sees it, the events add up to the fresh
snapshot, what was pushed live is what history tells, and no seq is missing or seen by who may not.
"""

import base64
import os
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import msgspec
from msgspec import UNSET

from parley.domain.conversation import ConversationKind
from parley.domain.courtesy import words_of
from parley.domain.desk import Desk
from parley.domain.events import Event, MessageCreated
from parley.domain.message import text_part
from parley.domain.negotiation import Accept, Act, Confirm
from parley.domain.negotiation_direct import statement_of
from parley.domain.negotiation_state import Negotiation, NegotiationBody, apply
from parley.domain.people import AccountKind
from parley.domain.signing import public_key_of, sign, statement_bytes
from parley.domain.state import (
    AccountState,
    ConversationEntry,
    ConversationState,
    ShopState,
    apply_account,
    apply_conversation,
    apply_shop,
)
from parley.domain.waiting import Said, Unanswered, can_wait, find_wait, hear
from parley.foundation.clock import ManualClock
from parley.foundation.ids import new_id
from parley.protocol.codec import decode_event
from parley.protocol.frames import Acked, SendMessage
from parley.protocol.rest_conversations import ConversationSnapshot
from parley.protocol.rest_invites import CreateInvite
from parley.protocol.rest_negotiation import ActCommand, ActDone
from parley.relay.actions import accounts, conversations, invites, messages, negotiation
from parley.relay.actions.accounts import Newcomer, SignedInParts
from parley.relay.actions.actor import Actor
from parley.relay.actions.devices import NewDevice
from parley.relay.queries import history, people, shop, snapshots
from parley.relay.queries.desk import find_desk
from parley.relay.queries.negotiation import negotiation_of
from parley.relay.storage.database import Database, Ended, Notice, Publication, Transaction

T = TypeVar("T")

PEOPLE = (
    ("chen", "陈明", AccountKind.OWNER),
    ("li", "李娜", AccountKind.STAFF),
    ("zhao", "Zhao Wei", AccountKind.STAFF),
    ("lin", "林茶厂", AccountKind.PARTNER),
    ("wang", "王建军", AccountKind.CUSTOMER),
    ("anna", "Anna Smith", AccountKind.CUSTOMER),
)


class World:
    """People by their handles, a clock moved by hand, and every notice the database told."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = ManualClock()
        self.people: dict[str, Actor] = {}
        self.notices: list[Notice] = []
        self.signed_in: dict[str, SignedInParts] = {}
        self.device_keys: dict[str, bytes] = {}
        database.on_committed(self.notices.extend)

    async def populate(self) -> None:
        """Opens the shop and lets everybody join."""
        code = await self.database.write(lambda tx: invites.create_owner_invite(tx, self.clock.now()))
        for handle, name, kind in PEOPLE:
            if kind is not AccountKind.OWNER:
                code = await self.invite(kind)
            await self.join(handle, name, kind, code)

    async def invite(self, kind: AccountKind, by: str = "chen") -> str:
        """The code of a new invitation."""
        _, code = await self.act(by, invites.create_invite, CreateInvite(kind=kind))
        return str(code)

    async def join(self, handle: str, name: str, kind: AccountKind, code: str) -> SignedInParts:
        """Somebody new."""
        newcomer = Newcomer(
            code=code,
            display_name=name,
            password_hash=f"hash of {handle}",
            device=self.new_device(handle),
            handle=handle,
            shop_name="云岭茶行" if kind is AccountKind.OWNER else "",
        )
        parts = await self.database.write(lambda tx: accounts.join(tx, newcomer, self.clock.now()))
        self.people[handle] = Actor(parts.account, parts.device, kind)
        self.signed_in[handle] = parts
        self.clock.advance(1)
        return parts

    async def act(self, who: str, action: Callable[..., Awaitable[T]], *args: Any) -> T:
        """An action `f(tx, actor, *args, now)` by one of the people."""
        actor = self.people[who]
        now = self.clock.now()
        self.clock.advance(1)
        return await self.database.write(lambda tx: action(tx, actor, *args, now))

    async def ask(self, query: Callable[..., Awaitable[T]], *args: Any) -> T:
        """A query `f(tx, *args)`."""
        return await self.database.read(lambda tx: query(tx, *args))

    async def say(self, who: str, conversation: str, text: str, message_id: str = "") -> Acked:
        """A message."""
        frame = SendMessage(
            client_message_id=message_id or new_id(), conversation=conversation, parts=(text_part(text),)
        )
        return await self.act(who, messages.send_message, frame)

    async def direct(self, who: str, other: str) -> str:
        """The direct conversation of two people."""
        return await self.act(who, conversations.open_direct, self.id(other))

    def new_device(self, who: str, name: str = "Laptop") -> NewDevice:
        """A device of somebody, by whose key they sign from now on."""
        key = self.device_keys[who] = os.urandom(32)
        return NewDevice(name=name, public_key=public_key_of(key), token_hash=new_id())

    async def deal(
        self, who: str, conversation: str, act: Act, act_id: str = "", seller: str | None = None
    ) -> ActDone:
        """An act of a negotiation, signed where it has to be."""
        act_id = act_id or new_id()
        state = await self.ask(negotiation_of, conversation)
        signature = ""
        if isinstance(act, Accept | Confirm):
            statement = statement_of(act, conversation, act_id, state)
            signature = sign(self.device_keys[who], statement_bytes(statement)) if statement else ""
        command = ActCommand(
            client_act_id=act_id, act=act, seller=self.id(seller) if seller else None, signature=signature
        )
        return await self.act(who, negotiation.do_act, conversation, command)

    async def room(self, who: str, *others: str, title: str = "春茶") -> str:
        """A room; the others are invited."""
        return await self.act(who, conversations.create_room, title, tuple(self.id(o) for o in others))

    def id(self, who: str) -> str:
        """An account id."""
        return self.people[who].account

    def ended(self) -> list[Ended]:
        """Who lost the right to be connected."""
        return [notice for notice in self.notices if isinstance(notice, Ended)]

    async def bodies(self, who: str, log: str) -> list[Any]:
        """What somebody sees of a log."""
        return [
            event.body for event in await self.database.read(lambda tx: all_events(tx, self.id(who), log))
        ]

    async def verify(self) -> None:
        """Snapshot + events = fresh snapshot, for everybody and every log; live = history."""
        for who in self.people:
            await self.database.read(lambda tx, who=who: self._verify_person(tx, who))  # type: ignore[misc]
        await self.database.read(self._verify_logs)

    async def _verify_person(self, tx: Transaction, who: str) -> None:
        account = self.id(who)
        snapshot = await snapshots.account_snapshot(tx, account)
        events = await all_events(tx, account, account)
        state = AccountState()
        for event in events:
            state = apply_account(state, event.body)
        assert state == snapshot.state, f"the account log of {who}"
        assert snapshot.seq == len(events)
        assert self._pushed(account, account) == events, f"what {who} was pushed"
        staff_of = await shop.find_shop_of(tx, account)
        if staff_of is not None:
            await self._verify_shop(tx, account, staff_of)
        for entry in snapshot.state.conversations.values():
            if entry.from_seq > 0:
                await self._verify_conversation(tx, account, state, entry)
        await self._verify_page(tx, account)

    async def _verify_shop(self, tx: Transaction, account: str, log: str) -> None:
        state = ShopState()
        for event in await all_events(tx, account, log):
            state = apply_shop(state, event.body)
        assert state == (await snapshots.shop_snapshot(tx, account, log)).state

    async def _verify_conversation(
        self, tx: Transaction, account: str, mine: AccountState, entry: ConversationEntry
    ) -> None:
        conversation = entry.conversation
        snapshot = await snapshots.conversation_snapshot(tx, account, conversation)
        rows = await tx.fetch(
            "SELECT payload FROM event WHERE log_id = $1 AND seq <= $2 ORDER BY seq",
            conversation,
            snapshot.seq,
        )
        state = ConversationState()
        for row in rows:
            state = apply_conversation(state, decode_event(bytes(row[0])).body)
        assert state == snapshot.state
        if snapshot.state.kind is ConversationKind.DIRECT:
            assert len(state.members) == 2
        seen = await all_events(tx, account, conversation)
        deal = Negotiation()
        for event in seen:
            if isinstance(event.body, NegotiationBody):
                deal = apply(deal, event.body, event.at)
        assert deal == (Negotiation() if snapshot.negotiation is UNSET else snapshot.negotiation)
        assert [event.seq for event in seen] == list(range(snapshot.from_seq, snapshot.seq + 1))
        speakers = {event.party for event in seen if isinstance(event.body, MessageCreated)}
        assert speakers <= {account, *mine.people}, "somebody speaks whom one doesn't know"
        news_from = max(entry.from_seq, entry.joined_seq)
        pushed = [e for e in self._pushed(account, conversation) if e.seq >= news_from]
        assert pushed == [event for event in seen if event.seq >= news_from]
        await self._verify_waiting(tx, account, snapshot, seen)

    async def _verify_waiting(
        self, tx: Transaction, account: str, snapshot: ConversationSnapshot, seen: list[Event]
    ) -> None:
        """Whoever hears all messages finds the same wait as who gets the snapshot; others get none of it."""
        kinds = dict(await tx.fetch("SELECT id, kind FROM account"))
        others = [AccountKind(kinds[m]) for m in snapshot.state.members if m != account]
        is_direct = snapshot.state.kind is ConversationKind.DIRECT and account in snapshot.state.members
        if not is_direct or not can_wait(AccountKind(kinds[account]), others[0]):
            assert snapshot.unanswered is UNSET
            return
        desk = await find_desk(tx, account, snapshot.log) or Desk()
        folded = Unanswered()
        for event in seen:
            if isinstance(event.body, MessageCreated):
                said = Said(event.seq, event.at, words_of(event.body.parts))
                is_answer = event.party != next(m for m in snapshot.state.members if m != account)
                folded = hear(folded, said, is_own=is_answer, origin=event.body.origin)
        fresh = Unanswered() if snapshot.unanswered is UNSET else snapshot.unanswered
        assert find_wait(folded, desk, ()) == find_wait(fresh, desk, ())

    async def _verify_page(self, tx: Transaction, account: str) -> None:
        whole = await snapshots.conversation_page(tx, account, None, 200)
        for snapshot in whole.conversations:
            assert snapshot == await snapshots.conversation_snapshot(tx, account, snapshot.log)

    async def _verify_logs(self, tx: Transaction) -> None:
        for log, head in await tx.fetch("SELECT id, head_seq FROM log"):
            rows = await tx.fetch("SELECT seq, at FROM event WHERE log_id = $1 ORDER BY seq", log)
            assert [row[0] for row in rows] == list(range(1, head + 1))
            assert [row[1] for row in rows] == sorted(row[1] for row in rows)

    def _pushed(self, account: str, log: str) -> list[Event]:
        found: list[Event] = []
        for notice in self.notices:
            if isinstance(notice, Publication) and account in notice.audience:
                frame = notice.own_frame if notice.own_party == account else notice.frame
                event = decode_event(frame) if b'"type":"Event"' in frame[:20] else None
                if event is not None and event.log == log:
                    found.append(event)
        return found


def new_device(name: str = "Laptop") -> NewDevice:
    """A device nobody has seen."""
    return NewDevice(name=name, public_key=new_public_key(), token_hash=new_id())


def new_public_key() -> str:
    """The base64 of a key that stands for an Ed25519 one; only its length can be checked."""
    return base64.b64encode(os.urandom(32)).decode()


async def all_events(tx: Transaction, account: str, log: str) -> list[Event]:
    """The whole log as an account sees it, page by page."""
    events: list[Event] = []
    first = 1
    while True:
        page = await history.event_page(tx, account, log, from_seq=first, limit=500)
        events += [decode_event(bytes(raw)) for raw in page.events]
        if not page.events or events[-1].seq == page.head_seq:
            return events
        first = events[-1].seq + 1


async def profile_as_seen(tx: Transaction, viewer: Actor, account: str) -> Any:
    """What GET /people/{account} answers."""
    return msgspec.to_builtins(await people.profile_seen_by(tx, viewer.person, account))
