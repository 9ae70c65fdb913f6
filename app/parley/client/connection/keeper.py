"""Keeps a session connected: connects, resumes, takes in, notices silence, and tries again for ever.

offline --start--> connecting --Welcome, Resume, caught up--> online --lost--> offline --pause--> connecting
4401 ends in signed_out, 4426 in update_needed: only a new sign-in or a new version goes on from there
"""

import asyncio
import contextlib
import importlib
import logging
import random
from collections.abc import Callable
from typing import TYPE_CHECKING

from parley import __version__
from parley.client import phrase_uses, sync
from parley.client.catch_up import CatchUp
from parley.client.changes import ConnectionChanged, PresenceChanged, TypingChanged
from parley.client.connection.backoff import pause_after
from parley.client.connection.trust import Trust
from parley.client.core import Core
from parley.client.errors import ClientError, Offline, SignedOut, TimedOut, UpdateNeeded
from parley.client.intake import Intake
from parley.client.invitation import ServerAddress, other_server
from parley.client.pusher import Pusher
from parley.client.rows import ConnectionState
from parley.client.wishes import Wish
from parley.domain.errors import Refusal
from parley.domain.presence import Status
from parley.foundation.clock import to_milliseconds
from parley.protocol import frames
from parley.protocol.codec import decode_relay_frame

if TYPE_CHECKING:
    from parley.client.connection.link import Link

_END_AGAIN_SECONDS = 1.0
_log = logging.getLogger("parley.client")
_PING_SECONDS = 15.0
_SILENCE_SECONDS = 30.0
_WELCOME_SECONDS = 10.0


class _Lost(Exception):
    """The link ended."""


class Keeper:
    """One session's connection. `run` is a task of the session."""

    def __init__(
        self,
        core: Core,
        address: ServerAddress,
        trust: Trust,
        pusher: Pusher,
        *,
        relay: str = "",
        on_welcome: Callable[[tuple[str, ...]], None] = lambda _urls: None,
    ) -> None:
        """`relay` is the fingerprint of the only server to talk to; `on_welcome` hears the URLs it names."""
        self._core = core
        self._relay = relay
        self._on_welcome = on_welcome
        self._urls = list(address.urls)
        self._trust = trust
        self._pusher = pusher
        self._nudge = asyncio.Event()
        self._intake: Intake | None = None
        self._snapshots: set[str] = set()
        self._is_resumed = False
        self._is_ending = False
        self._was_online = False
        self.chosen: Status | None = None
        self.is_idle = False

    async def run(self) -> None:
        """Ends only when signed out, when an update is needed, or when cancelled."""
        failures = 0
        while True:
            self._become(ConnectionState.CONNECTING)
            # Here and not in the pause: who asks for a try while one is failing wants another.
            self._nudge.clear()
            reason = await self._live_once()
            if self._core.connection in (ConnectionState.SIGNED_OUT, ConnectionState.UPDATE_NEEDED):
                return
            failures = 1 if self._was_online else failures + 1
            self._become(ConnectionState.OFFLINE, reason)
            await self._pause(pause_after(failures, random.random))

    async def end(self, running: asyncio.Task[None]) -> None:
        """Cancels the task of `run`, and returns once it has ended."""
        self._is_ending = True
        # Asked again: a cancellation that comes together with an answer can be lost (before Python 3.12).
        while not running.done():
            running.cancel()
            await asyncio.wait([running], timeout=_END_AGAIN_SECONDS)
        await asyncio.gather(running, return_exceptions=True)
        self._is_ending = False
        self._become(ConnectionState.OFFLINE)

    def follow(self, address: ServerAddress) -> None:
        """The server is (also) there: the address's URLs are tried first, in their order, then those known before."""
        now = self._urls[0]
        self._urls = list(dict.fromkeys((*address.urls, *self._urls)))
        if self._core.is_online:
            # The one that works stays first until it fails.
            self._urls.sort(key=lambda url: url != now)

    def retry_now(self) -> None:
        """Ends the pause before the next try, also one that only begins when this try fails."""
        self._nudge.set()

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            # Not wait_for: cancelled at once, it leaves a coroutine that nobody awaits.
            async with asyncio.timeout(seconds):
                await self._nudge.wait()

    async def _live_once(self) -> str:
        """One connection from beginning to end. Answers why it ended, as a stable code."""
        self._was_online = False
        tried = self._urls[0]
        try:
            await self._connect_and_live()
        except SignedOut:
            self._become(ConnectionState.SIGNED_OUT, "signed_out")
        except UpdateNeeded:
            self._become(ConnectionState.UPDATE_NEEDED, "update_needed")
        except (ClientError, Refusal) as error:
            _log.info("not connected: %s", error)
            if self._urls[0] == tried:
                # Else the session was led elsewhere meanwhile, and goes there next.
                self._urls.append(self._urls.pop(0))
            return error.code
        except Exception:
            _log.exception("the connection failed in a way it shouldn't")
        return "offline"

    async def _connect_and_live(self) -> None:
        # picows takes 100 ms to import: not before the first window, and not on the loop.
        await asyncio.to_thread(importlib.import_module, "parley.client.connection.link")
        from parley.client.connection.link import open_link

        url = self._urls[0]
        link = await open_link(url, await self._trust.context_for(url))
        self._core.rest.base_url = url
        try:
            link.send(
                frames.Hello(versions=(frames.PROTOCOL_VERSION,), token=self._core.rest.token, client=_NAME)
            )
            welcome, early = await self._welcomed(link)
            if self._relay and welcome.relay != self._relay:
                raise other_server()
            self._on_welcome(welcome.urls)
            await self._live(link, welcome, early)
        finally:
            link.close()
            self._unlink()

    async def _welcomed(self, link: "Link") -> tuple[frames.Welcome, list[bytes]]:
        try:
            await asyncio.wait_for(link.arrived.wait(), _WELCOME_SECONDS)
        except TimeoutError as error:
            raise TimedOut() from error
        raw = link.take()
        if not raw:
            raise _why_closed(link)
        first = decode_relay_frame(raw[0])
        if isinstance(first, frames.Welcome):
            return first, raw[1:]
        while not link.is_closed:
            await link.arrived.wait()
            link.take()
        raise _why_closed(link)

    async def _live(self, link: "Link", welcome: frames.Welcome, first: list[bytes]) -> None:
        core, catch_up = self._core, CatchUp(self._core)
        self._is_resumed = False
        self._snapshots.clear()
        self._intake = catch_up.intake = Intake(
            core,
            wants_snapshot=lambda log: self._want_snapshot(group, catch_up, log),
            outbox_moved=self._pusher.push_messages,
            surfaced=self._surface,
        )
        core.link = link
        core.clock_offset_ms = to_milliseconds(welcome.server_time) - to_milliseconds(core.clock.now())
        core.chosen = welcome.status if self.chosen is None else self.chosen
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._take_in(link, first))
                group.create_task(self._beat(link))
                await catch_up.begin(welcome)
                self._resume(link)
                self._pusher.connected()
                await self._until_caught_up()
                catch_up.mark_delivered()
                await catch_up.prefetch()
                await phrase_uses.refresh(core)
        except BaseExceptionGroup as errors:
            if self._is_ending:
                raise asyncio.CancelledError from None  # a link that breaks just now mustn't outshout the end
            _forget_cancel()
            cause = _first(errors)
            raise (_why_closed(link) if isinstance(cause, _Lost) else cause) from None

    def _resume(self, link: "Link") -> None:
        core = self._core
        logs = {core.meta.account_log: (core.meta.account_seq, 0)}
        if core.meta.shop_log:
            logs[core.meta.shop_log] = (core.meta.shop_seq, 0)
        latest = sorted(
            core.records.values(), key=lambda r: r.last_message.at.timestamp() if r.last_message else 0
        )
        logs |= {record.id: (record.seq, record.marks_version) for record in reversed(latest)}
        link.send(frames.Resume(cursors=sync.cursors(logs)))
        self._is_resumed = True
        self.tell_presence()

    def tell_presence(self) -> None:
        """Says what was chosen here, and whether somebody is at this device."""
        if self.chosen is not None or self.is_idle:
            self._core.send(frames.SetPresence(status=self.chosen, is_idle=self.is_idle))

    async def _take_in(self, link: "Link", first: list[bytes]) -> None:
        assert self._intake is not None
        waiting = first
        while True:
            if waiting:
                await self._intake.take(_decoded(waiting))
                self._check_caught_up()
            elif link.is_closed:
                raise _Lost
            else:
                await link.arrived.wait()
            waiting = link.take()

    async def _beat(self, link: "Link") -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(_PING_SECONDS)
            if loop.time() - link.received_at > _SILENCE_SECONDS:
                link.close(is_stuck=True)
                raise TimedOut()
            link.send(frames.Ping(ref="beat"))

    # Catching up

    def _want_snapshot(self, group: asyncio.TaskGroup, catch_up: CatchUp, log: str) -> None:
        if log not in self._snapshots:
            self._snapshots.add(log)
            group.create_task(self._adopt(catch_up, log))

    async def _adopt(self, catch_up: CatchUp, log: str) -> None:
        try:
            await catch_up.adopt(log)
        except Refusal as refusal:
            _log.info("log %s isn't shown: %s", log, refusal.code)
        self._snapshots.discard(log)
        if self._intake is not None:
            self._intake.ask_for_gaps([log])
        self._check_caught_up()

    async def _until_caught_up(self) -> None:
        while not await self._core.until(lambda: self._core.is_online, timeout=60):
            _log.info("still catching up")

    def _check_caught_up(self) -> None:
        intake, core = self._intake, self._core
        if core.is_online or core.link is None or intake is None or not self._is_resumed:
            return
        if intake.is_caught_up and not self._snapshots:
            self._was_online = True
            self._become(ConnectionState.ONLINE)
            self._pusher.push_wishes()

    def _surface(self, conversation: str) -> None:
        if self._core.preferences(conversation).is_hidden:
            self._pusher.spawn(self._pusher.wish(conversation, Wish(is_hidden=False)))

    # State

    def _become(self, state: ConnectionState, reason: str = "") -> None:
        core = self._core
        if core.connection is not state:
            core.connection = state
            core.announce([ConnectionChanged(core.own, state, reason)])

    def _unlink(self) -> None:
        """Nothing is known of the others without a connection."""
        core = self._core
        core.link = None
        core.drop_questions()
        self._pusher.disconnected()
        people, core.presence = tuple(core.presence), {}
        writing = [conversation for conversation, people in core.typing.items() if people]
        for timers in core.typing.values():
            for timer in timers.values():
                timer.cancel()
        core.typing.clear()
        changes = [TypingChanged(core.own, conversation, ()) for conversation in writing]
        core.announce([*([PresenceChanged(core.own, people)] if people else []), *changes])


def _forget_cancel() -> None:
    """Until Python 3.13 a TaskGroup whose task fails while it waits for the others leaves its own cancel counted."""
    task = asyncio.current_task()
    while task is not None and task.cancelling():
        task.uncancel()


def _decoded(raw: list[bytes]) -> list[frames.RelayFrame]:
    found = []
    for data in raw:
        try:
            found.append(decode_relay_frame(data))
        except Refusal as refusal:
            _log.warning("a frame can't be read: %s", refusal)
    return found


def _why_closed(link: "Link") -> ClientError:
    if link.close_code == frames.CLOSE_SIGNED_OUT:
        return SignedOut()
    if link.close_code == frames.CLOSE_UPDATE_NEEDED:
        return UpdateNeeded()
    return Offline()


def _first(errors: BaseExceptionGroup[BaseException]) -> BaseException:
    found: BaseException = errors
    while isinstance(found, BaseExceptionGroup):
        weighty = [e for e in found.exceptions if not isinstance(e, _Lost | Offline | TimedOut)]
        found = weighty[0] if weighty else found.exceptions[0]
    return found


_NAME = f"parley {__version__}"
