"""Who is there: presence of others and one's own."""

from parley.domain.presence import Status


class PresenceBook:
    """Presence; everyone is offline while we are."""

    def of(self, account: str) -> Status:
        """How somebody is."""
        raise NotImplementedError

    def own(self) -> Status:
        """What one chose."""
        raise NotImplementedError

    def set(self, status: Status) -> None:
        """Chooses a status; told to the server now or at the next connection."""
        raise NotImplementedError

    def set_idle(self, idle: bool) -> None:
        """Whether nobody is at this device."""
        raise NotImplementedError
