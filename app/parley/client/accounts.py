"""The accounts known on this computer: joining, signing in, opening from the store, forgetting.

A profile folder holds `accounts.json` (what the sign-in window shows), `stores/ACCOUNT.db` (encrypted), and perhaps
`credentials.json`. The key of a store is durable before the store is written. A store whose key is missing or wrong
is set aside under another name, never deleted.
"""

import asyncio
import base64
import os
import platform
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from parley.client.changes import Change, SelfChanged
from parley.client.connection.rest import Rest
from parley.client.connection.trust import Trust
from parley.client.credentials import Credentials, CredentialStore, SystemCredentials, write_private
from parley.client.errors import ClientError, Offline, SignedOut, TimedOut
from parley.client.invitation import Invitation, ServerAddress, check_url, other_server
from parley.client.session import Session
from parley.client.storage.database import Database, StoreUnreadable
from parley.domain.errors import Refusal
from parley.foundation.clock import Clock, SystemClock
from parley.protocol.rest import DeviceIntro, Join, Recover, RelayInfo, SignedIn, SignIn
from parley.protocol.rest_invites import InviteInfo

T = TypeVar("T")
_PASSING = ".passing.db"
"""How stores end that are forgotten when the session stops."""


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

    def __init__(
        self, profile: Path, *, credentials: CredentialStore | None = None, clock: Clock | None = None
    ) -> None:
        self._profile = profile
        self._stores = profile / "stores"
        self._credentials = credentials or SystemCredentials(profile)
        self._clock = clock or SystemClock()
        self._open: dict[str, Session] = {}
        self._passing: dict[str, Credentials] = {}
        for left in self._stores.glob(f"*{_PASSING}*"):
            left.unlink()  # a session that was to be forgotten ended without saying so

    def accounts(self) -> list[KnownAccount]:
        """Those that stay signed in, newest sign-in first."""
        try:
            return msgspec.json.decode(
                (self._profile / "accounts.json").read_bytes(), type=list[KnownAccount]
            )
        except (FileNotFoundError, msgspec.DecodeError):
            return []

    def warning(self) -> str | None:
        """ "no_keyring" when secrets lie in a file that only file permissions protect."""
        return self._credentials.warning()

    async def look_up(self, invitation: Invitation) -> InviteInfo:
        """What an invitation says. Tries all its addresses. Raises Refusal or ClientError."""

        async def ask(rest: Rest) -> InviteInfo:
            return await rest.get(f"/invites/{invitation.code}", InviteInfo)

        info, _ = await self._anywhere(invitation.address, ask)
        return info

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

        async def ask(rest: Rest, device: DeviceIntro) -> SignedIn:
            body = Join(
                code=invitation.code,
                display_name=display_name,
                password=password,
                device=device,
                handle=handle,
                company=company,
                shop_name=shop_name,
            )
            return await rest.send("POST", "/accounts", SignedIn, body)

        return await self._enter(invitation.address, ask, stay_signed_in, relay=invitation.relay)

    async def sign_in(
        self, address: ServerAddress, handle: str, password: str, *, stay_signed_in: bool = True
    ) -> Session:
        """Signs this computer in; a store, outbox and drafts that are still here are taken up again.

        If the account's session is open (signed out by the server), it goes on and is what is answered.
        """

        async def ask(rest: Rest, device: DeviceIntro) -> SignedIn:
            body = SignIn(handle=handle, password=password, device=device)
            return await rest.send("POST", "/sessions", SignedIn, body)

        session, _ = await self._enter(address, ask, stay_signed_in)
        return session

    async def recover(
        self, address: ServerAddress, handle: str, recovery_code: str, new_password: str
    ) -> Session:
        """Signs in with the recovery code, which is spent by it."""

        async def ask(rest: Rest, device: DeviceIntro) -> SignedIn:
            body = Recover(
                handle=handle, recovery_code=recovery_code, new_password=new_password, device=device
            )
            return await rest.send("POST", "/recovery", SignedIn, body)

        session, _ = await self._enter(address, ask, True)
        return session

    async def open(self, account: str) -> Session:
        """The session of a known account, from its store; works without a connection.

        Raises SignedOut if its key is gone, StoreUnreadable if the store is damaged; then sign in again.
        """
        if account in self._open:
            return self._open[account]
        known = next((k for k in self.accounts() if k.account == account), None)
        credentials = await asyncio.to_thread(self._credentials.load, account) if known else None
        if known is None or credentials is None:
            self._set_aside(self._store_path(account, stays=True))
            raise SignedOut()
        return await self._build(known, credentials)

    async def forget(self, account: str) -> None:
        """Signs out on the server (best effort) and deletes the store and the secrets."""
        session = self._open.get(account)
        known = next((k for k in self.accounts() if k.account == account), None)
        credentials = self._passing.get(account) or await asyncio.to_thread(self._credentials.load, account)
        address = session.address if session else known.address if known else None
        if session is not None:
            await session.stop()
        if credentials is not None and address is not None:
            await self._sign_out(address, credentials.token)
        for path in (self._store_path(account, stays=True), self._store_path(account, stays=False)):
            _delete(path)
        await asyncio.to_thread(self._credentials.remove, account)
        self._save([k for k in self.accounts() if k.account != account])

    def follow(self, relay: str, urls: Sequence[str]) -> None:
        """The server with this fingerprint is found under these URLs now; accounts on others are left alone."""
        for known in self.accounts():
            if relay and known.relay == relay:
                self._set_address(known.account, known.address.with_urls(urls))
        for session in self._open.values():
            if relay and session.relay == relay:
                session.follow(urls)

    # Entering

    async def _enter(
        self,
        address: ServerAddress,
        ask: Callable[[Rest, DeviceIntro], Awaitable[SignedIn]],
        stays: bool,
        *,
        relay: str = "",
    ) -> tuple[Session, SignedIn]:
        device_key, public_key = await asyncio.to_thread(_new_device_key)
        device = DeviceIntro(name=platform.node() or "computer", public_key=public_key)

        async def enter(rest: Rest) -> tuple[RelayInfo, SignedIn]:
            info = await rest.get("/relay", RelayInfo)
            if relay and info.relay != relay:
                raise other_server()
            signed_in = await ask(rest, device)
            return (await rest.get("/relay", RelayInfo) if not info.is_set_up else info), signed_in

        (info, signed_in), address = await self._anywhere(address, enter)
        known = KnownAccount(
            account=signed_in.account,
            handle=signed_in.profile.handle,
            display_name=signed_in.profile.display_name,
            shop_name=info.shop_name,
            address=address,
            relay=signed_in.relay,
            avatar=signed_in.profile.avatar,
            stays_signed_in=stays,
        )
        session = await self._settle_in(known, signed_in, device_key)
        session.me.know(signed_in.profile)
        return session, signed_in

    async def _settle_in(self, known: KnownAccount, signed_in: SignedIn, device_key: bytes) -> Session:
        account = known.account
        old = self._passing.get(account) or await asyncio.to_thread(self._credentials.load, account)
        credentials = Credentials(
            account=account,
            device=signed_in.device,
            token=signed_in.token,
            store_key=old.store_key if old else os.urandom(32),
            device_key=device_key,
        )
        if known.stays_signed_in:
            await asyncio.to_thread(self._credentials.save, credentials)
            self._save([known, *(k for k in self.accounts() if k.account != account)])
        else:
            self._passing[account] = credentials
        session = self._open.get(account)
        if session is not None:
            await session.renew(credentials.token, credentials.device_key)
            return session
        if old is None:
            self._set_aside(self._store_path(account, stays=known.stays_signed_in))
        try:
            return await self._build(known, credentials)
        except StoreUnreadable:
            return await self._build(known, credentials)

    async def _build(self, known: KnownAccount, credentials: Credentials) -> Session:
        path = self._store_path(known.account, stays=known.stays_signed_in)
        try:
            database = await Database.open(path, credentials.store_key)
        except StoreUnreadable:
            self._set_aside(path)
            raise
        session = Session(
            account=known.account,
            handle=known.handle,
            display_name=known.display_name,
            shop_name=known.shop_name,
            relay=known.relay,
            address=known.address,
            token=credentials.token,
            device_key=credentials.device_key,
            database=database,
            clock=self._clock,
            on_stopped=self._stopped,
            on_moved=self._keep_address,
        )
        await session.load()
        self._open[known.account] = session
        if known.stays_signed_in:
            session.subscribe(self._keep_names)
        return session

    async def _stopped(self, session: Session) -> None:
        self._open.pop(session.account, None)
        if self._passing.pop(session.account, None) is not None:
            _delete(self._store_path(session.account, stays=False))

    def _keep_address(self, session: Session) -> None:
        self._set_address(session.account, session.address)

    def _set_address(self, account: str, address: ServerAddress) -> None:
        known = self.accounts()
        moved = [msgspec.structs.replace(k, address=address) if k.account == account else k for k in known]
        if moved != known:
            self._save(moved)

    def _keep_names(self, change: Change) -> None:
        """What the sign-in window shows of an account follows its profile."""
        session = self._open.get(change.account)
        if session is None or not isinstance(change, SelfChanged):
            return
        profile = session.me.profile
        known = self.accounts()
        renamed = [
            msgspec.structs.replace(
                k,
                handle=profile.handle,
                display_name=profile.display_name,
                avatar=profile.avatar,
                shop_name=session.shop_name,
            )
            if k.account == change.account
            else k
            for k in known
        ]
        if renamed != known:
            self._save(renamed)

    # The server

    async def _anywhere(
        self, address: ServerAddress, ask: Callable[[Rest], Awaitable[T]]
    ) -> tuple[T, ServerAddress]:
        """The first answer of any of the addresses, and the address with the one that answered in front."""
        trust = Trust(address.cert_sha256)
        trouble: ClientError = Offline()
        for url in map(check_url, address.urls):
            rest = Rest(url, trust)
            try:
                answer = await ask(rest)
            except (Offline, TimedOut) as error:
                trouble = error
                continue
            finally:
                await rest.close()
            others = tuple(other for other in address.urls if other != url)
            return answer, ServerAddress(url, address.cert_sha256, others)
        raise trouble

    async def _sign_out(self, address: ServerAddress, token: str) -> None:
        async def leave(rest: Rest) -> None:
            rest.token = token
            await rest.call("DELETE", "/sessions/current")

        try:
            await self._anywhere(address, leave)
        except (ClientError, Refusal):
            return  # the device can be revoked from another one

    # Files

    def _store_path(self, account: str, *, stays: bool) -> Path:
        return self._stores / (f"{account}.db" if stays else f"{account}{_PASSING}")

    def _set_aside(self, path: Path) -> None:
        if not path.exists():
            return
        date = self._clock.now().strftime("%Y%m%d-%H%M%S-%f")
        for part in ("", "-wal", "-shm"):
            file = path.with_name(path.name + part)
            if file.exists():
                file.rename(path.with_name(f"{path.name}.set-aside-{date}{part}"))

    def _save(self, known: list[KnownAccount]) -> None:
        write_private(self._profile / "accounts.json", msgspec.json.encode(known))


def _delete(path: Path) -> None:
    for part in ("", "-wal", "-shm"):
        path.with_name(path.name + part).unlink(missing_ok=True)


def _new_device_key() -> tuple[bytes, str]:
    """A new Ed25519 key: raw private bytes, and the public half in base64."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    return key.private_bytes_raw(), base64.b64encode(key.public_key().public_bytes_raw()).decode()
