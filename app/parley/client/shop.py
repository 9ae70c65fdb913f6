"""The shop one works for: staff, invitations, accounts. Customers get empty values."""

from parley.domain.people import AccountKind, Profile
from parley.protocol.rest import CreatedInvite, Invite


class Shop:
    """The shop, as its staff see it."""

    @property
    def name(self) -> str:
        """The shop's name."""
        raise NotImplementedError

    def staff(self) -> dict[str, AccountKind]:
        """The shop's people."""
        raise NotImplementedError

    async def create_invite(self, kind: AccountKind, uses: int = 1, valid_days: int = 7) -> CreatedInvite:
        """A new invitation."""
        raise NotImplementedError

    async def invites(self) -> list[Invite]:
        """The shop's invitations."""
        raise NotImplementedError

    async def revoke_invite(self, invite: str) -> None:
        """Makes an invitation void."""
        raise NotImplementedError

    async def accounts(self) -> list[Profile]:
        """All accounts (owner)."""
        raise NotImplementedError

    async def reset_password(self, account: str) -> str:
        """A password to pass on (owner); all devices of the account are signed out."""
        raise NotImplementedError

    async def set_disabled(self, account: str, on: bool) -> None:
        """Closes or reopens an account (owner)."""
        raise NotImplementedError

    async def rename(self, name: str) -> None:
        """Gives the shop a new name (owner)."""
        raise NotImplementedError
