"""One signed-in account: the root that its parts hang on."""

from collections.abc import Callable

from parley.client.avatars import Avatars
from parley.client.changes import Change
from parley.client.contacts import Contacts
from parley.client.conversations import Conversations
from parley.client.invitation import ServerAddress
from parley.client.me import Me
from parley.client.messages import Messages
from parley.client.presence import PresenceBook
from parley.client.rows import ConnectionState
from parley.client.shop import Shop


class Session:
    """One account on one server. Made by AccountBook; everything runs on one asyncio loop."""

    account: str
    handle: str
    shop_name: str
    relay: str
    address: ServerAddress
    conversations: Conversations
    messages: Messages
    contacts: Contacts
    presence: PresenceBook
    me: Me
    shop: Shop
    avatars: Avatars

    @property
    def state(self) -> ConnectionState:
        """How the session stands to its server."""
        raise NotImplementedError

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Calls `listener` with every change from now on; the answer ends that."""
        raise NotImplementedError

    async def start(self) -> None:
        """Connects in the background and reconnects for ever, with growing, jittered pauses."""
        raise NotImplementedError

    async def stop(self) -> None:
        """Disconnects and closes the store; what was queued stays queued."""
        raise NotImplementedError

    async def wait_online(self, timeout: float = 10) -> None:
        """Returns once connected and caught up with the heads. Raises TimedOut, SignedOut or UpdateNeeded."""
        raise NotImplementedError

    async def settle(self) -> None:
        """Returns once everything queued was acknowledged or failed."""
        raise NotImplementedError
