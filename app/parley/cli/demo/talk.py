"""How people talk: they read, think, type and send, each conversation at its own pace, from one seed.

A person who is taken over in a window speaks for themselves: the script leaves out their lines and waits a while
for what they write, then goes on with the others.
"""

import asyncio
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from parley.cli.demo.cast import Line
from parley.cli.demo.shop import Player
from parley.client.changes import Change, TimelineAppended
from parley.client.rows import TimelineKind, TimelineRow

_WAIT_FOR_PERSON_SECONDS = 45.0


@dataclass(frozen=True)
class Pace:
    """`line_seconds` is what a line takes on average, thinking and typing."""

    line_seconds: float
    waits_for_person: bool = False


@dataclass(frozen=True)
class Sent:
    """A message that the demo sent."""

    conversation: str
    key: str
    sender: str


@dataclass
class Stage:
    """Who plays, who was taken over, and what was sent so far. No line is begun after `ends_at` (loop time)."""

    players: dict[str, Player]
    ends_at: float | None = None
    taken_over: set[str] = field(default_factory=set)
    sent: list[Sent] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    own_words: dict[str, asyncio.Event] = field(default_factory=dict)

    def watch_for_takeover(self, handle: str) -> Callable[[], None]:
        """Notice when somebody writes by themselves, on another device; the answer ends the watching."""
        player = self.players[handle]

        def listen(change: Change) -> None:
            if isinstance(change, TimelineAppended) and any(self._is_by_hand(row) for row in change.rows):
                self.taken_over.add(handle)
                self._spoke(change.conversation).set()

        return player.session.subscribe(listen)

    async def hold(self, conversation: str, lines: Sequence[Line], pace: Pace, dice: random.Random) -> None:
        """Say the lines in order."""
        for line in lines:
            if self.ends_at is not None and asyncio.get_running_loop().time() > self.ends_at:
                return
            think = pace.line_seconds * dice.uniform(0.6, 1.4)
            if line.by in self.taken_over:
                await self._wait_for_person(conversation, pace)
                continue
            await self._say(conversation, line, think)

    async def keep_answering(
        self,
        conversation: str,
        between: Sequence[str],
        answers: Sequence[str],
        pace: Pace,
        dice: random.Random,
    ) -> None:
        """For ever: whenever the person who took one of the two over writes, the other one answers politely."""
        while True:
            spoke = self._spoke(conversation)
            spoke.clear()
            await spoke.wait()
            others = [handle for handle in between if handle not in self.taken_over]
            if others:
                line = Line(by=others[0], say=dice.choice(answers))
                await self._say(conversation, line, pace.line_seconds * dice.uniform(0.6, 1.4))

    async def read_all(self, handles: Iterable[str], conversations: Iterable[str]) -> None:
        """These people read what was written to them."""
        for conversation in conversations:
            for handle in handles:
                await self.players[handle].session.conversations.mark_read(conversation)

    async def _say(self, conversation: str, line: Line, think: float) -> None:
        session = self.players[line.by].session
        await asyncio.sleep(think * 0.4)
        await session.conversations.mark_read(conversation)
        session.messages.set_typing(conversation, True)
        await asyncio.sleep(think * 0.6)
        session.messages.set_typing(conversation, False)
        key = await session.messages.send(conversation, line.say)
        self.keys.add(key)
        self.sent.append(Sent(conversation, key, line.by))

    async def _wait_for_person(self, conversation: str, pace: Pace) -> None:
        if not pace.waits_for_person:
            return
        spoke = self._spoke(conversation)
        spoke.clear()
        try:
            await asyncio.wait_for(spoke.wait(), _WAIT_FOR_PERSON_SECONDS)
        except TimeoutError:
            return

    def _is_by_hand(self, row: TimelineRow) -> bool:
        # What this device sends is announced before it has a number; what another one sent comes with it.
        is_message = row.is_own and row.kind is TimelineKind.MESSAGE
        return is_message and row.seq is not None and row.key not in self.keys

    def _spoke(self, conversation: str) -> asyncio.Event:
        return self.own_words.setdefault(conversation, asyncio.Event())
