"""The accounts known on this computer: joining, signing in, opening from the store, forgetting."""

from pathlib import Path

import msgspec

from parley.client.credentials import CredentialStore
from parley.client.invitation import Invitation, ServerAddress
from parley.client.session import Session
from parley.protocol.rest import InviteInfo, SignedIn


class KnownAccount(msgspec.Struct, frozen=True, kw_only=True):
    """An account that was signed in on this computer; `avatar` is a SHA-256 or None."""

    account: str
    handle: str
    display_name: str
    shop_name: str
    address: ServerAddress
    relay: str
    avatar: str | None = None
    stays_signed_in: bool = True


class AccountBook:
    """The accounts of one profile folder. Only one process uses a profile at a time."""

    def __init__(self, profile: Path, *, credentials: CredentialStore | None = None) -> None:
        self._profile = profile
        self._credentials = credentials

    def accounts(self) -> list[KnownAccount]:
        """Those that stay signed in, newest sign-in first."""
        raise NotImplementedError

    def warning(self) -> str | None:
        """ "no_keyring" when secrets lie in a file that only file permissions protect."""
        raise NotImplementedError

    async def look_up(self, invitation: Invitation) -> InviteInfo:
        """What an invitation says. Tries all its addresses. Raises Refusal or ClientError."""
        raise NotImplementedError

    async def join(
        self,
        invitation: Invitation,
        *,
        display_name: str,
        password: str,
        handle: str = "",
        company: str = "",
        shop_name: str = "",
        stay_signed_in: bool = True,
    ) -> tuple[Session, SignedIn]:
        """Makes an account by invitation. The session isn't started yet."""
        raise NotImplementedError

    async def sign_in(
        self, address: ServerAddress, handle: str, password: str, *, stay_signed_in: bool = True
    ) -> Session:
        """Signs this computer in; a store, outbox and drafts that are still here are taken up again."""
        raise NotImplementedError

    async def recover(
        self, address: ServerAddress, handle: str, recovery_code: str, new_password: str
    ) -> Session:
        """Signs in with the recovery code, which is spent by it."""
        raise NotImplementedError

    async def open(self, account: str) -> Session:
        """The session of a known account, from its store; works without a connection."""
        raise NotImplementedError

    async def forget(self, account: str) -> None:
        """Signs out on the server (best effort) and deletes the store and the secrets."""
        raise NotImplementedError
