"""Who is there: presence of others and one's own."""

from parley.client.changes import PresenceChanged
from parley.client.connection.keeper import Keeper
from parley.client.core import Core
from parley.domain.presence import Status
from parley.protocol.frames import SetPresence


class PresenceBook:
    """Presence; everyone is offline while we are."""

    def __init__(self, core: Core, keeper: Keeper) -> None:
        self._core = core
        self._keeper = keeper

    def of(self, account: str) -> Status:
        """How somebody is."""
        if account == self._core.own:
            return self.own() if self._core.is_online else Status.OFFLINE
        return self._core.presence.get(account, Status.OFFLINE)

    def own(self) -> Status:
        """What one chose."""
        return self._core.chosen

    def set(self, status: Status) -> None:
        """Chooses a status; told to the server now or at the next connection."""
        self._core.chosen = self._keeper.chosen = status
        self._keeper.tell_presence()
        self._core.announce([PresenceChanged(self._core.own, (self._core.own,))])

    def set_idle(self, idle: bool) -> None:
        """Whether nobody is at this device."""
        if idle != self._keeper.is_idle:
            self._keeper.is_idle = idle
            self._core.send(SetPresence(is_idle=idle))
