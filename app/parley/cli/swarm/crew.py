"""Gathers the users: everybody joins by invitation with a profile of their own, and goes online."""

import asyncio
import random
import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from parley.cli.swarm.errors import SwarmFailed
from parley.cli.swarm.ledger import Ledger
from parley.cli.swarm.options import SwarmOptions
from parley.cli.swarm.user import User
from parley.client.accounts import AccountBook
from parley.client.credentials import FileCredentials
from parley.client.invitation import Invitation, ServerAddress, check_url, is_loopback
from parley.client.session import Session
from parley.domain.errors import TooMany
from parley.domain.people import AccountKind

T = TypeVar("T")
_AT_ONCE = 6
_SHOP = "Swarm"


def allowed_invitation(link: str, relay: str, *, owns_server: bool) -> Invitation:
    """An invitation with the addresses a swarm may go to: this computer's, unless the server is the tester's own.

    `relay` takes the place of the addresses in the link. Raises SwarmFailed or Refusal.
    """
    invitation = Invitation.parse(link)
    urls = (check_url(relay),) if relay else invitation.address.urls
    allowed = urls if owns_server else tuple(url for url in urls if is_loopback(url))
    if not allowed:
        raise SwarmFailed(
            f"{urls[0]} is not on this computer. A swarm is a load test: run it against a server of your own only, "
            "and say so with --i-own-this-server."
        )
    address = ServerAddress(allowed[0], invitation.address.cert_sha256, allowed[1:])
    return msgspec.structs.replace(invitation, address=address)


class Crew:
    """Builds the users of one run. `tell` is called with how many are there."""

    def __init__(
        self, options: SwarmOptions, folder: Path, ledger: Ledger, tell: Callable[[int], None]
    ) -> None:
        self._options = options
        self._folder = folder
        self._ledger = ledger
        self._tell = tell
        self._run = secrets.token_hex(3)
        self._password = secrets.token_urlsafe(12)
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._dice = random.Random(options.seed)
        self._seeds = [self._dice.getrandbits(64) for _ in range(options.users)]
        self.users: list[User] = []

    async def gather(self, invitations: list[Invitation]) -> list[User]:
        """Everybody, online. What was built so far is in `users` also when this fails. Raises ParleyError."""
        book = AccountBook(self._folder / "look", credentials=FileCredentials(self._folder / "look"))
        kinds = [(await self._patiently(lambda i=i: book.look_up(i))).kind for i in invitations]  # type: ignore[misc]
        places = [(invitations[n % len(kinds)], kinds[n % len(kinds)]) for n in range(self._options.users)]
        if kinds[0] is AccountKind.OWNER:
            owner = await self._add(0, *places[0])
            places = [places[0], *await self._invited_by(owner)]
            rest = range(1, len(places))
        else:
            rest = range(len(places))
        await asyncio.gather(*(self._add(number, *places[number]) for number in rest))
        self.users.sort(key=lambda user: user.number)
        return self.users

    async def close(self) -> None:
        """Ends every client."""
        await asyncio.gather(*(user.close() for user in self.users))

    async def _invited_by(self, owner: User) -> list[tuple[Invitation, AccountKind]]:
        colleagues = self._options.staff - 1
        customers = self._options.users - 1 - colleagues
        places: list[tuple[Invitation, AccountKind]] = []
        for kind, count in ((AccountKind.STAFF, colleagues), (AccountKind.CUSTOMER, customers)):
            if count:
                link = (await owner.session.shop.create_invite(kind, uses=count)).link
                invitation = allowed_invitation(
                    link, self._options.relay, owns_server=self._options.owns_server
                )
                places += [(invitation, kind)] * count
        return places

    async def _add(self, number: int, invitation: Invitation, kind: AccountKind) -> User:
        async with self._slots:
            name = f"Swarm {number:03d}"
            profile = self._folder / f"user-{number:03d}"
            book = AccountBook(profile, credentials=FileCredentials(profile))
            session = await self._patiently(lambda: self._join(book, invitation, kind, number, name))
            dice = random.Random(self._seeds[number])
            user = User(number, name, kind, book, session, self._ledger, dice, self._options.think_seconds)
            self.users.append(user)
            await user.go_online()
            self._tell(len(self.users))
            return user

    async def _join(
        self, book: AccountBook, invitation: Invitation, kind: AccountKind, number: int, name: str
    ) -> Session:
        session, _ = await book.join(
            invitation,
            display_name=name,
            password=self._password,
            handle=f"swarm-{self._run}-{number}",
            shop_name=_SHOP if kind is AccountKind.OWNER else "",
        )
        return session

    async def _patiently(self, ask: Callable[[], Awaitable[T]]) -> T:
        """Obeys the server's rate limits: they are counted, and tried again when they allow it."""
        while True:
            try:
                return await ask()
            except TooMany as error:
                self._ledger.errors[error.code] += 1
                await asyncio.sleep(error.retry_after)
