"""What the parts of a session share: the values in memory, the store, the connection, the listeners.

Memory is only ever changed after the store: compute the next values, write them in one transaction, install them,
announce. Whoever computes from a record, a log's state or a mark holds `turn` for that while, so that no step is
computed from values another one is about to replace. The outbox and the wishes change by key and need no turn.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import apsw
import msgspec

from parley.client.changes import Change
from parley.client.connection.rest import Rest
from parley.client.errors import Offline, SignedOut, TimedOut, UpdateNeeded
from parley.client.outbox import Outbox
from parley.client.phrase_habits import PhraseHabits
from parley.client.records import Record
from parley.client.rows import ConnectionState
from parley.client.storage import conversations, meta, outbox, pending, states
from parley.client.storage.database import Database
from parley.client.wishes import Wish
from parley.domain.conversation import Preferences
from parley.domain.events import Event
from parley.domain.hours import WorkingHours
from parley.domain.presence import Status
from parley.domain.state import AccountState, ConversationEntry, ShopState
from parley.foundation.clock import Clock
from parley.foundation.ids import new_id
from parley.protocol.frames import Events, FetchEvents
from parley.protocol.rest_phrases import PhrasesUsed

if TYPE_CHECKING:
    from parley.client.connection.link import Link
    from parley.client.desk_wishes import DeskWish

T = TypeVar("T")
_log = logging.getLogger("parley.client")
_ANSWER_SECONDS = 15.0
_SEEN_SECONDS = 5.0


class Core:
    """One account's values. `own` is the account's id, which is also its party."""

    def __init__(self, own: str, database: Database, rest: Rest, clock: Clock) -> None:
        self.own = own
        self.database = database
        self.rest = rest
        self.clock = clock
        self.turn = asyncio.Lock()
        self.connection = ConnectionState.OFFLINE
        self.link: Link | None = None
        self.meta = meta.Meta()
        self.state = AccountState()
        self.shop = ShopState()
        self.records: dict[str, Record] = {}
        self.outbox = Outbox()
        self.wishes: dict[str, Wish] = {}
        self.desk_wishes: dict[str, DeskWish] = {}
        self.reads: dict[str, int] = {}
        self.settings: dict[str, str | None] = {}
        self.phrase_uses: dict[str, int] = {}
        self.phrase_batch: PhrasesUsed | None = None
        self.habits = PhraseHabits()
        self.presence: dict[str, Status] = {}
        self.chosen = Status.ONLINE
        self.typing: dict[str, dict[str, asyncio.TimerHandle]] = {}
        self.questions: dict[str, asyncio.Future[Events]] = {}
        self.clock_offset_ms = 0
        self.team_title = ""
        self._listeners: list[Callable[[Change], None]] = []
        self._waiting: list[tuple[Callable[[], bool], asyncio.Future[None]]] = []

    async def load(self) -> None:
        """Fills memory from the store."""
        loaded = await self.database.read(_load)
        self.meta, self.state, self.shop, self.records, items, self.wishes, self.reads, self.settings = loaded
        self.outbox = Outbox(items=items)
        self.desk_wishes = await self.database.read(_load_desk)
        self.habits, self.phrase_uses, self.phrase_batch = await self.database.read(_load_habits)

    # Listeners

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Calls `listener` with every change; the answer ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def announce(self, changes: Iterable[Change]) -> None:
        """Tells the listeners, in order. One that fails doesn't keep the others from hearing."""
        for change in changes:
            for listener in tuple(self._listeners):
                try:
                    listener(change)
                except Exception:
                    _log.exception("a listener failed")
        self.check_waiting()

    def check_waiting(self) -> None:
        """Wakes those whose condition has come true."""
        for condition, future in self._waiting:
            if not future.done() and condition():
                future.set_result(None)

    async def until(self, condition: Callable[[], bool], timeout: float = _SEEN_SECONDS) -> bool:
        """Waits until a condition over the values holds; False if it doesn't in that time."""
        if condition():
            return True
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        entry = (condition, future)
        self._waiting.append(entry)
        try:
            # Not wait_for: before Python 3.12 it loses a cancellation that comes together with the answer.
            async with asyncio.timeout(timeout):
                await future
        except TimeoutError:
            return condition()
        finally:
            self._waiting.remove(entry)
        return True

    # The server

    @property
    def is_online(self) -> bool:
        """Whether there is a connection that has caught up."""
        return self.connection is ConnectionState.ONLINE

    def check_online(self) -> Rest:
        """The REST side. Raises Offline, SignedOut or UpdateNeeded."""
        if self.connection is ConnectionState.SIGNED_OUT:
            raise SignedOut()
        if self.connection is ConnectionState.UPDATE_NEEDED:
            raise UpdateNeeded()
        if self.connection is ConnectionState.OFFLINE:
            raise Offline()
        return self.rest

    def send(self, frame: object) -> None:
        """Hands a frame to the connection, if there is one."""
        if self.link is not None:
            self.link.send(frame)

    async def ask(self, log: str, from_seq: int, to_seq: int) -> tuple[Event, ...]:
        """Events of a log from the server; fewer than asked is fine. Raises Offline, TimedOut or Refusal."""
        if self.link is None or self.link.is_closed:
            raise Offline()
        ref = new_id()
        future: asyncio.Future[Events] = asyncio.get_running_loop().create_future()
        self.questions[ref] = future
        self.link.send(FetchEvents(ref=ref, log=log, from_seq=from_seq, to_seq=to_seq))
        try:
            return (await asyncio.wait_for(future, _ANSWER_SECONDS)).events
        except TimeoutError as error:
            raise TimedOut() from error
        finally:
            self.questions.pop(ref, None)

    async def ask_all(self, log: str, from_seq: int, to_seq: int) -> list[Event]:
        """All events of from_seq..to_seq that the server shows."""
        found: list[Event] = []
        while from_seq <= to_seq:
            events = await self.ask(log, from_seq, to_seq)
            if not events:
                break
            found += events
            from_seq = events[-1].seq + 1
        return found

    def drop_questions(self) -> None:
        """The connection is gone: nobody will answer."""
        for future in self.questions.values():
            if not future.done():
                future.set_exception(Offline())

    # Values

    def now(self) -> datetime:
        """The server's time, as far as it is known: what this computer's clock says may be hours off."""
        return self.clock.now() + timedelta(milliseconds=self.clock_offset_ms)

    def entry(self, conversation: str) -> ConversationEntry | None:
        """One's own seat in a conversation."""
        return self.state.conversations.get(conversation)

    @property
    def hours(self) -> WorkingHours | None:
        """When one is there: one's own hours, else the shop's. None: always."""
        return self.state.hours or self.shop.hours

    def preferences(self, conversation: str) -> Preferences:
        """One's wishes for a conversation, with those the server doesn't know yet."""
        entry = self.entry(conversation)
        known = entry.preferences if entry else Preferences()
        wish = self.wishes.get(conversation)
        return wish.applied_to(known) if wish else known

    async def write(self, job: Callable[[apsw.Connection], T]) -> T:
        """A transaction of the store."""
        return await self.database.write(job)


def _load(db: apsw.Connection) -> tuple[Any, ...]:
    wishes = pending.load(db, pending.PREFERENCES)
    return (
        meta.load(db),
        states.load_account(db),
        states.load_shop(db),
        conversations.load(db),
        outbox.load(db),
        {key: msgspec.convert(value, Wish) for key, value in wishes.items()},
        pending.load(db, pending.READ),
        pending.load(db, pending.SETTING),
    )


def _load_desk(db: apsw.Connection) -> "dict[str, DeskWish]":
    from parley.client.desk_wishes import load

    return load(db)


def _load_habits(db: apsw.Connection) -> tuple[PhraseHabits, dict[str, int], PhrasesUsed | None]:
    uses = msgspec.convert(pending.load(db, pending.PHRASE_USE), dict[str, int])
    batches = msgspec.convert(pending.load(db, pending.PHRASE_BATCH), dict[str, PhrasesUsed])
    return states.load_habits(db), uses, next(iter(batches.values()), None)
