"""One user of the swarm: a headless client, what a script lets it do, and what the ledger hears of it."""

import asyncio
import random
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from parley.cli.swarm.ledger import Ledger
from parley.client.accounts import AccountBook
from parley.client.changes import (
    Change,
    ConnectionChanged,
    ConversationsChanged,
    MembersChanged,
    TimelineAppended,
    TimelineUpdated,
)
from parley.client.errors import TimedOut
from parley.client.rows import ConnectionState, TimelineKind, TimelineRow
from parley.client.session import Session
from parley.domain.people import AccountKind

_HEARD_LIMIT = 1_000
_ONLINE_SECONDS = 30.0
_SEEN_SECONDS = 15.0
_LONGEST_THOUGHT = 4.0


@dataclass(frozen=True)
class Heard:
    """A message by somebody else."""

    conversation: str
    sender: str
    text: str


class User:
    """`number` counts from 0. `dice` is a random generator of this user's own, made from the run's seed.

    `session` is the whole client (see parley.client.session); whatever a script does with it is measured too.
    """

    def __init__(
        self,
        number: int,
        name: str,
        kind: AccountKind,
        book: AccountBook,
        session: Session,
        ledger: Ledger,
        dice: random.Random,
        think_seconds: float,
    ) -> None:
        self.number = number
        self.name = name
        self.kind = kind
        self.account = session.account
        self.session = session
        self.dice = dice
        self._book = book
        self._ledger = ledger
        self._think_seconds = think_seconds
        self._heard: deque[Heard] = deque(maxlen=_HEARD_LIMIT)
        self._moved = asyncio.Event()
        self._members: dict[str, frozenset[str]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_away = False
        self._was_online = False
        session.subscribe(self._listen)

    # For scripts

    async def think(self, seconds: float | None = None) -> None:
        """Pauses for a random time with this mean (the run's, if left out), as people do."""
        mean = self._think_seconds if seconds is None else seconds
        if mean > 0:
            await asyncio.sleep(min(self.dice.expovariate(1 / mean), _LONGEST_THOUGHT * mean))

    async def open_chat(self, other: "User") -> str:
        """The direct conversation with another user; its id."""
        return await self.session.conversations.open_direct(other.account)

    async def open_room(self, title: str, others: "Sequence[User]") -> str:
        """A room that all the others have joined; its id. Customers can't open one."""
        room = await self.session.conversations.create_room(title, [other.account for other in others])
        for other in others:
            await other.until(lambda other=other: other.session.conversations.get(room) is not None)  # type: ignore[misc]
            row = other.session.conversations.get(room)
            if row is not None and row.is_invitation:
                await other.session.conversations.join(room)
        return room

    async def say(self, conversation: str, text: str) -> str:
        """Writes a message; it is queued when this returns its key."""
        return await self.session.messages.send(conversation, text)

    async def hear(self, seconds: float) -> Heard | None:
        """The oldest message by somebody else that wasn't heard yet; waits so long for one, else None."""
        try:
            await self.until(lambda: bool(self._heard), seconds)
        except TimedOut:
            return None
        return self._heard.popleft()

    async def read(self, conversation: str) -> None:
        """Marks everything in a conversation as read."""
        await self.session.conversations.mark_read(conversation)

    async def away(self, seconds: float) -> None:
        """Closes Parley, and opens it again after so many seconds."""
        since = asyncio.get_running_loop().time()
        self._is_away = True
        try:
            await self.session.stop()
            await asyncio.sleep(seconds)
        finally:
            await asyncio.shield(self._come_back(since))

    async def until(self, is_so: Callable[[], bool], seconds: float = _SEEN_SECONDS) -> None:
        """Returns once something holds, looking after every change of this user's session. Raises TimedOut."""
        try:
            async with asyncio.timeout(seconds):
                while not is_so():
                    self._moved.clear()
                    await self._moved.wait()
        except TimeoutError as error:
            raise TimedOut() from error

    # For the run

    @property
    def is_online(self) -> bool:
        """Whether the client is connected and has caught up."""
        return self.session.state is ConnectionState.ONLINE

    async def go_online(self) -> None:
        """Connects. Raises TimedOut, SignedOut or UpdateNeeded."""
        await self.session.start()
        await self.session.wait_online(_ONLINE_SECONDS)

    async def close(self) -> None:
        """Ends the client."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.session.stop()

    async def _come_back(self, since: float) -> None:
        self.session = await self._book.open(self.account)
        self._members.clear()
        self.session.subscribe(self._listen)
        self._was_online = False
        await self.go_online()
        self._is_away = False
        self._ledger.was_away(self.account, since, asyncio.get_running_loop().time())

    # What the ledger hears

    def _listen(self, change: Change) -> None:
        match change:
            case TimelineAppended():
                for row in change.rows:
                    if row.kind is TimelineKind.MESSAGE:
                        self._on_appended(row)
            case TimelineUpdated():
                for row in change.rows:
                    self._on_updated(row)
            case MembersChanged():
                self._members.pop(change.conversation, None)
            case ConversationsChanged():
                for conversation in change.removed:
                    self._members.pop(conversation, None)
            case ConnectionChanged(state=ConnectionState.ONLINE):
                self._ledger.reconnects += self._was_online
                self._was_online = True
        self._moved.set()

    def _on_appended(self, row: TimelineRow) -> None:
        now = asyncio.get_running_loop().time()
        if row.is_own:
            if row.seq is None:
                self._ledger.sent(row.key, row.conversation, self.account, now)
                self._expect(row.key, row.conversation)
            return
        if row.seq is not None:
            self._ledger.arrived(row.key, row.conversation, self.account, row.seq, now)
        self._heard.append(Heard(row.conversation, row.sender, "\n".join(part.text for part in row.parts)))

    def _on_updated(self, row: TimelineRow) -> None:
        if not row.is_own:
            return
        if row.seq is not None:
            self._ledger.acknowledged(row.key, asyncio.get_running_loop().time())
        elif row.failure is not None:
            self._ledger.failed(row.key, row.failure)

    def _expect(self, key: str, conversation: str) -> None:
        known = self._members.get(conversation)
        if known is not None:
            self._ledger.expect(key, known)
            return
        task = asyncio.get_running_loop().create_task(self._look_who_is_in(key, conversation))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _look_who_is_in(self, key: str, conversation: str) -> None:
        rows = await self.session.conversations.members(conversation)
        members = frozenset(row.person for row in rows if not row.is_invited)
        self._members[conversation] = members
        self._ledger.expect(key, members)
