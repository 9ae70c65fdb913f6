"""What this device tells the server: queued messages, wishes, read marks, settings,
uses of phrases.

All of it is durable here first and keyed by what it is about, so that a restart, a lost connection or a new sign-in
only delays it. Drafts wait until typing pauses, uses of phrases are
gathered.
"""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any
from urllib.parse import quote

import apsw
import msgspec

from parley.client import desk_wishes, outbox, phrase_uses
from parley.client.changes import ConversationsChanged
from parley.client.core import Core
from parley.client.errors import ClientError
from parley.client.storage import pending, states
from parley.client.wishes import Wish
from parley.domain.conversation import Preferences
from parley.domain.errors import Refusal, TooMany
from parley.domain.state import AccountState
from parley.protocol.frames import MarkRead
from parley.protocol.rest import SettingValue

_log = logging.getLogger("parley.client")
_replace = msgspec.structs.replace
_DRAFT_SECONDS = 1.5
_AGAIN_SECONDS = 3.0
_USES_SECONDS = 20.0


class Pusher:
    """Lives as long as the session; works while there is a link."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._tasks: set[asyncio.Task[None]] = set()
        self._timers: dict[str, asyncio.Handle] = {}
        self._uses_wait = False
        self._is_pushing = False
        self._hurries = False

    @property
    def is_settled(self) -> bool:
        """Whether the server knows, or has refused, everything."""
        core = self._core
        return (
            core.outbox.is_settled
            and not core.wishes
            and not core.desk_wishes
            and not core.settings
            and not phrase_uses.waits(core)
        )

    def connected(self) -> None:
        """A link is ready: messages and read marks go out."""
        for conversation, seq in self._core.reads.items():
            self._core.send(MarkRead(conversation=conversation, seq=seq))
        self.push_messages()

    def disconnected(self) -> None:
        """The link is gone."""
        self._core.outbox = outbox.disconnected(self._core.outbox)

    def push_messages(self) -> None:
        """Sends what is due of the outbox."""
        core = self._core
        if core.link is None or core.link.is_closed:
            return
        now = core.clock.monotonic()
        core.outbox, frames = outbox.due(core.outbox, now)
        for frame in frames:
            core.send(frame)
        if core.outbox.paused_until > now:
            self._later("outbox", core.outbox.paused_until - now, self.push_messages)

    def push_wishes(self, *, hurries: bool = False) -> None:
        """Sends wishes and settings; drafts at once only when it `hurries`.

        Only once caught up: preferences go as a whole, and must hold what other devices wished meanwhile.
        """
        self._hurries = self._hurries or hurries
        if self._core.is_online and not self._is_pushing:
            self._is_pushing = True
            self.spawn(self._push_all())

    def draft_changed(self) -> None:
        """A draft was written: it goes out when typing pauses."""
        self._later("draft", _DRAFT_SECONDS, lambda: self.push_wishes(hurries=True))

    def phrase_used(self) -> None:
        """A phrase was used: uses go out together, a while later."""
        if not self._uses_wait:
            self._uses_wait = True
            self._later("uses", _USES_SECONDS, self._push_uses)

    async def wish(self, conversation: str, wish: Wish) -> None:
        """Notes a wish durably, shows it, and sends it when there is a connection."""
        core = self._core
        old = core.wishes.get(conversation)
        wish = old.and_then(wish) if old else wish
        if wish.applied_to(core.preferences(conversation)) == core.preferences(conversation) and old is None:
            return
        core.wishes[conversation] = wish
        await core.write(lambda db: pending.put(db, pending.PREFERENCES, conversation, wish))
        core.announce([ConversationsChanged(core.own, (conversation,))])
        if wish.is_draft_alone:
            self.draft_changed()
        else:
            self.push_wishes()

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs something beside; it is cancelled with the session."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    async def stop(self) -> None:
        """Ends everything that runs."""
        for timer in self._timers.values():
            timer.cancel()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("work beside the session failed", exc_info=error)

    def _push_uses(self) -> None:
        self._uses_wait = False
        self.push_wishes(hurries=True)

    def _later(self, name: str, seconds: float, action: Any) -> None:
        if name in self._timers:
            self._timers[name].cancel()
        self._timers[name] = asyncio.get_running_loop().call_later(seconds, action)

    async def _push_all(self) -> None:
        try:
            while self._core.is_online and (work := self._next()):
                await work
        except TooMany as error:
            self._later("wishes", error.retry_after, self.push_wishes)
        except ClientError as error:
            _log.info("a wish waits: %s", error)
            self._later("wishes", _AGAIN_SECONDS, self.push_wishes)
        finally:
            self._is_pushing = False
            self._core.check_waiting()

    def _next(self) -> Coroutine[Any, Any, None] | None:
        core = self._core
        for name, value in core.settings.items():
            return self._push_setting(name, value)
        for conversation, desk_wish in core.desk_wishes.items():
            return desk_wishes.push(core, conversation, desk_wish)
        for conversation, wish in core.wishes.items():
            if self._hurries or not wish.is_draft_alone:
                return self._push_wish(conversation, wish)
        if self._hurries and phrase_uses.waits(core):
            return phrase_uses.push(core)
        self._hurries = False
        return None

    async def _push_wish(self, conversation: str, wish: Wish) -> None:
        core = self._core
        wanted = core.preferences(conversation)
        try:
            await core.rest.call("PUT", f"/conversations/{conversation}/preferences", body=wanted)
        except TooMany:
            raise
        except Refusal as refusal:
            _log.info("a wish was refused: %s", refusal.code)
            await self._granted(conversation, wish, None)
            return
        await self._granted(conversation, wish, wanted)

    async def _granted(self, conversation: str, wish: Wish, now_known: Preferences | None) -> None:
        """The server knows: the event says the same a moment later, until then the state is set here."""
        core = self._core
        async with core.turn:
            current = core.wishes.get(conversation)
            left = current.without(wish) if current else None
            state = _with_preferences(core.state, conversation, now_known)
            await core.write(lambda db: _save_wish(db, conversation, left, core.state, state))
            core.state = state
            # While that was written, the next wish may have come.
            current = core.wishes.pop(conversation, None)
            left = current.without(wish) if current else None
            if left is not None:
                core.wishes[conversation] = left

    async def _push_setting(self, name: str, value: str | None) -> None:
        core = self._core
        path = f"/me/settings/{quote(name, safe='')}"
        try:
            if value is None:
                await core.rest.call("DELETE", path)
            else:
                await core.rest.call("PUT", path, body=SettingValue(value=value))
        except TooMany:
            raise
        except Refusal as refusal:
            _log.info("a setting was refused: %s", refusal.code)
        async with core.turn:
            await core.write(lambda db: pending.remove(db, pending.SETTING, name))
            if core.settings.get(name) == value:
                core.settings.pop(name, None)
                core.state = _with_setting(core.state, name, value)


def _with_preferences(state: AccountState, conversation: str, known: Preferences | None) -> AccountState:
    entry = state.conversations.get(conversation)
    if entry is None or known is None:
        return state
    entries = {**state.conversations, conversation: _replace(entry, preferences=known)}
    return _replace(state, conversations=entries)


def _with_setting(state: AccountState, name: str, value: str | None) -> AccountState:
    settings = {key: known for key, known in state.settings.items() if key != name}
    return _replace(state, settings=settings if value is None else {**settings, name: value})


def _save_wish(
    db: apsw.Connection, conversation: str, left: Wish | None, old: AccountState, new: AccountState
) -> None:
    if left is None:
        pending.remove(db, pending.PREFERENCES, conversation)
    else:
        pending.put(db, pending.PREFERENCES, conversation, left)
    states.save(db, states.ACCOUNT, old, new)
