"""Who is there, as each may see it. In memory: a relay that restarts learns it anew from its sockets.

    sockets come, go, fall idle          set_idle, connected, disconnected
    a person chooses a status            choose (kept by the caller beyond the last socket)
    blocks, contacts, memberships move   relations_changed

What changed is collected for COALESCE_SECONDS and then told to those who may see it, each in one frame. What each was
told is remembered, so whoever may no longer see a person (a block, the end of a membership) is told "offline", as if
that person had left. One task does all the telling, so a block that comes while it reads who may see whom is told
after, never lost.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping

import structlog

from parley.domain.presence import Status, as_seen_by_others, combine
from parley.protocol.codec import encode
from parley.protocol.frames import PresenceChanged
from parley.relay.gateway.connection import Connection
from parley.relay.gateway.framing import frame_text
from parley.relay.gateway.sockets import Sockets
from parley.relay.storage.database import DatabaseUnavailable

COALESCE_SECONDS = 0.15
RETRY_SECONDS = 1.0

log = structlog.get_logger(__name__)

Relations = Callable[[Iterable[str]], Awaitable[Mapping[str, Iterable[str]]]]
"""For each of these accounts: the accounts on the other end."""


class Presence:
    """`watchers` names who may see an account live, `watched` whom an account may see live."""

    def __init__(self, sockets: Sockets, *, watchers: Relations, watched: Relations) -> None:
        self._sockets = sockets
        self._watchers = watchers
        self._watched = watched
        self._idle: dict[str, dict[Connection, bool]] = {}
        self._chosen: dict[str, Status] = {}
        self._told: dict[str, dict[str, Status]] = {}
        self._own_told: dict[str, Status] = {}
        self._moved: set[str] = set()
        self._wake = asyncio.Event()
        self.telling = asyncio.Lock()
        """Held while somebody is told; whoever tells presence another way (`seen_by`) holds it too."""

    # What happened

    def connected(self, account: str, connection: Connection, chosen: Status) -> None:
        """A welcomed socket. `chosen` counts unless the account chose since."""
        self._idle.setdefault(account, {})[connection] = False
        self._chosen.setdefault(account, chosen)
        self._touch(account)

    def disconnected(self, account: str, connection: Connection) -> None:
        """A socket is gone."""
        devices = self._idle.get(account)
        if devices is None or connection not in devices:
            return
        del devices[connection]
        if not devices:
            del self._idle[account]
            self._chosen.pop(account, None)
        self._touch(account)

    def set_idle(self, account: str, connection: Connection, is_idle: bool) -> None:
        """Whether somebody is at that device."""
        devices = self._idle.get(account)
        if devices is not None and devices.get(connection, is_idle) is not is_idle:
            devices[connection] = is_idle
            self._touch(account)

    def choose(self, account: str, status: Status) -> None:
        """The person's choice, for all devices."""
        if account in self._idle and self._chosen.get(account) is not status:
            self._chosen[account] = status
            self._touch(account)

    def relations_changed(self, accounts: tuple[str, ...]) -> None:
        """Who may see these has changed."""
        for account in accounts:
            self._touch(account)

    # What it comes to

    def own_status(self, account: str) -> Status:
        """As its owner sees it. Transactions ask from the database's thread: it copies, and holds nothing."""
        devices = self._idle.get(account)
        return combine(self._chosen.get(account, Status.ONLINE), devices.values() if devices else ())

    def status(self, account: str) -> Status:
        """As those see it who may."""
        return as_seen_by_others(self.own_status(account))

    async def seen_by(self, account: str) -> dict[str, Status]:
        """Everyone this account may see who isn't offline, and its own status. Call it holding `telling`."""
        watched = (await self._watched([account])).get(account, ())
        seen = {other: self.status(other) for other in watched if other in self._idle and other != account}
        seen = {other: status for other, status in seen.items() if status is not Status.OFFLINE}
        for other, status in seen.items():
            self._told.setdefault(other, {})[account] = status
        if account in self._idle:
            seen[account] = self.own_status(account)
        return seen

    async def run(self) -> None:
        """Tells what changed, until cancelled."""
        while True:
            await self._wake.wait()
            await asyncio.sleep(COALESCE_SECONDS)
            self._wake.clear()
            moved, self._moved = self._moved, set()
            try:
                async with self.telling:
                    await self._tell(moved)
            except Exception as error:
                # Most likely the database is away: nothing is forgotten, only later.
                is_away = isinstance(error, DatabaseUnavailable)
                log.warning("presence_delayed", reason=str(error), exc_info=not is_away)
                self._moved |= moved
                self._wake.set()
                await asyncio.sleep(RETRY_SECONDS)

    def _touch(self, account: str) -> None:
        self._moved.add(account)
        self._wake.set()

    async def _tell(self, accounts: set[str]) -> None:
        self._tell_own(accounts)
        present = {account for account in accounts if self.status(account) is not Status.OFFLINE}
        watchers = await self._watchers(present) if present else {}
        news: dict[str, dict[str, Status]] = {}
        for account in accounts:
            for viewer, status in self._news_of(account, watchers.get(account, ())).items():
                news.setdefault(viewer, {})[account] = status
        for viewer, people in news.items():
            self._send(viewer, people)

    def _news_of(self, account: str, watchers: Iterable[str]) -> dict[str, Status]:
        """What each viewer hasn't been told yet; those who may no longer see the account are told "offline"."""
        status = self.status(account)
        told = self._told.get(account, {})
        seeing: dict[str, Status] = {}
        if status is not Status.OFFLINE:
            seeing = {v: status for v in watchers if v in self._idle and v != account}
        if seeing:
            self._told[account] = seeing
        else:
            self._told.pop(account, None)
        gone = {viewer: Status.OFFLINE for viewer in told if viewer not in seeing}
        return gone | {viewer: status for viewer in seeing if told.get(viewer) is not status}

    def _tell_own(self, accounts: set[str]) -> None:
        for account in accounts:
            status = self.own_status(account)
            if status is Status.OFFLINE:
                self._own_told.pop(account, None)
            elif status is not self._own_told.get(account):
                self._own_told[account] = status
                self._send(account, {account: status})

    def _send(self, account: str, people: dict[str, Status]) -> None:
        sockets = list(self._sockets.of(account))
        if sockets:
            framed = frame_text(encode(PresenceChanged(people=people)))
            for connection in sockets:
                connection.send_framed(framed)
