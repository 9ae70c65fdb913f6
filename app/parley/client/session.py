"""One signed-in account: the root that its parts hang on."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime

from parley.client.auto_reply import AutoReplies
from parley.client.avatars import Avatars
from parley.client.broadcasts import Broadcasts
from parley.client.changes import Change, ConversationsChanged
from parley.client.connection.keeper import Keeper
from parley.client.connection.rest import Rest
from parley.client.connection.trust import Trust
from parley.client.contacts import Contacts
from parley.client.conversations import Conversations
from parley.client.core import Core
from parley.client.desk import SellersDesk
from parley.client.errors import SignedOut, TimedOut, UpdateNeeded
from parley.client.invitation import ServerAddress
from parley.client.me import Me
from parley.client.messages import Messages
from parley.client.negotiation import Negotiations
from parley.client.notes import Notes
from parley.client.phrases import Phrases
from parley.client.presence import PresenceBook
from parley.client.pusher import Pusher
from parley.client.rows import ConnectionState
from parley.client.shop import Shop
from parley.client.statistics import Statistics
from parley.client.storage.database import Database
from parley.client.tags import Tags
from parley.foundation.clock import Clock


class Session:
    """One account on one server. Made by AccountBook; everything runs on one asyncio loop."""

    def __init__(
        self,
        *,
        account: str,
        handle: str,
        display_name: str,
        shop_name: str,
        relay: str,
        address: ServerAddress,
        token: str,
        device_key: bytes,
        database: Database,
        clock: Clock,
        on_stopped: Callable[["Session"], Awaitable[None]],
        on_moved: Callable[["Session"], None] = lambda _session: None,
    ) -> None:
        """`on_moved` is called when `address` has changed."""
        self.account = account
        self.handle = handle
        self.relay = relay
        self.address = address
        self.clock = clock
        self._shop_name = shop_name
        self._trust = Trust(address.cert_sha256)
        self._rest = Rest(address.url, self._trust, token=token)
        self._core = Core(account, database, self._rest, clock)
        self._pusher = Pusher(self._core)
        self._keeper = Keeper(
            self._core, address, self._trust, self._pusher, relay=relay, on_welcome=self._learn
        )
        self._task: asyncio.Task[None] | None = None
        self._on_stopped = on_stopped
        self._on_moved = on_moved
        self.conversations = Conversations(self._core, self._pusher)
        self.messages = Messages(self._core, self._pusher)
        self.contacts = Contacts(self._core)
        self.presence = PresenceBook(self._core, self._keeper)
        self.me = Me(self._core, self._pusher, handle, display_name)
        self.shop = Shop(self._core)
        self.phrases = Phrases(self._core, self._pusher, lambda: self.shop_name)
        self.statistics = Statistics(self._core)
        self.tags = Tags(self._core)
        self.notes = Notes(self._core)
        self.desk = SellersDesk(self._core, self._pusher)
        self.auto_reply = AutoReplies(self._core)
        self.broadcasts = Broadcasts(self._core, lambda: self.shop_name)
        self.avatars = Avatars(self._core)
        self.negotiation = Negotiations(self._core, device_key)

    @property
    def state(self) -> ConnectionState:
        """How the session stands to its server."""
        return self._core.connection

    @property
    def shop_name(self) -> str:
        """The shop's name; customers know it from their invitation."""
        return self._core.shop.name or self._shop_name

    def now(self) -> datetime:
        """The server's time, as far as it is known."""
        return self._core.now()

    @property
    def clock_offset_ms(self) -> int:
        """How far the server's clock is ahead of this computer's."""
        return self._core.clock_offset_ms

    @property
    def is_settled(self) -> bool:
        """Whether nothing waits to be told to the server."""
        return self._pusher.is_settled

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Calls `listener` with every change from now on; the answer ends that."""
        return self._core.subscribe(listener)

    def name_team_room(self, words: str) -> None:
        """What the room of the shop's own people is called as long as it has no title; `{count}` is how many they are.

        The client has no language of its own, so whoever shows the rows says this.
        """
        core = self._core
        if words != core.team_title:
            core.team_title = words
            core.announce([ConversationsChanged(self.account, tuple(core.records))])

    async def load(self) -> None:
        """Fills memory from the store; AccountBook has done so."""
        await self._core.load()

    async def start(self) -> None:
        """Connects in the background and reconnects for ever, with growing, jittered pauses."""
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._keeper.run())

    def follow(self, urls: Iterable[str]) -> None:
        """The server of this account is found under these URLs now: they are tried first, at once."""
        self._move(self.address.with_urls(urls))
        self._keeper.follow(self.address)
        self._keeper.retry_now()

    def _learn(self, urls: tuple[str, ...]) -> None:
        """What the server says of itself stands behind the address by which it was reached."""
        self._move(self.address.with_urls((self._rest.base_url, *urls)))

    def _move(self, address: ServerAddress) -> None:
        if address != self.address:
            self.address = address
            self._on_moved(self)

    def retry_now(self) -> None:
        """Tries to connect at once instead of waiting for the next try."""
        self._keeper.retry_now()

    async def renew(self, token: str, device_key: bytes) -> None:
        """Signed in anew on this computer: goes on with another token and key, same store, same outbox."""
        self._rest.token = token
        self.negotiation.device_key = device_key
        was_running = self._task is not None
        await self._disconnect()
        if was_running:
            await self.start()

    async def stop(self) -> None:
        """Disconnects and closes the store; what was queued stays queued."""
        await self._disconnect()
        await self._pusher.stop()
        await self._rest.close()
        await self._core.database.close()
        await self._on_stopped(self)

    async def wait_online(self, timeout: float = 10) -> None:
        """Returns once connected and caught up with the heads. Raises TimedOut, SignedOut or UpdateNeeded."""
        ends = (ConnectionState.ONLINE, ConnectionState.SIGNED_OUT, ConnectionState.UPDATE_NEEDED)
        await self._core.until(lambda: self.state in ends, timeout)
        if self.state is ConnectionState.SIGNED_OUT:
            raise SignedOut()
        if self.state is ConnectionState.UPDATE_NEEDED:
            raise UpdateNeeded()
        if self.state is not ConnectionState.ONLINE:
            raise TimedOut()

    async def settle(self) -> None:
        """Returns once everything queued was acknowledged or failed. Raises SignedOut or UpdateNeeded."""
        self._pusher.push_wishes(hurries=True)
        ends = (ConnectionState.SIGNED_OUT, ConnectionState.UPDATE_NEEDED)
        while not self.is_settled:
            await self._core.until(lambda: self.is_settled or self.state in ends, timeout=1)
            if self.state is ConnectionState.SIGNED_OUT:
                raise SignedOut()
            if self.state is ConnectionState.UPDATE_NEEDED:
                raise UpdateNeeded()
            self._pusher.push_wishes(hurries=True)

    async def _disconnect(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            await self._keeper.end(task)
