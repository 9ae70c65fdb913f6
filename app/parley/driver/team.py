"""A shop with people at their desktops, for tests that need more than one.

The shop is opened and invitations are made through the client, because that is quick; everybody then comes in through
their own windows, as people do.
"""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from parley.driver.clock import SettableClock
from parley.driver.processes import Relay

if TYPE_CHECKING:
    from parley.client.session import Session
    from parley.driver.sync.desktop import Desktop

T = TypeVar("T")

PASSWORD = "correct horse 8"


class Launch(Protocol):
    """Starts a desktop on a fresh profile."""

    def __call__(self, name: str = "desktop", /, **options: Any) -> "Desktop":
        """`name` is the profile folder's."""
        ...


class Team:
    """`owner()`, `colleague("李娜")`, `customer("王建军", company="...")`: each returns a desktop that is signed in.

    `clock` is everybody's: `team.clock.advance(minutes=40)`.
    """

    def __init__(
        self,
        relay: Relay,
        folder: Path,
        launch: Launch,
        *,
        shop: str = "云岭茶行",
        owner_name: str = "陈明",
        owner_handle: str = "chen",
        clock: SettableClock | None = None,
    ) -> None:
        self.clock = clock or SettableClock(folder / "clock")
        self.relay = relay
        self.shop = shop
        self.owner_name = owner_name
        self.owner_handle = owner_handle
        self._office = folder / "office"
        self._launch = launch
        self._is_open = False
        self._count = 0

    def open_shop(self) -> None:
        """Uses the owner's invitation, once, if nobody has come in yet. Do it before the clock is set past its end."""
        if self._is_open:
            return

        async def join() -> None:
            book, invitation = self._book(), _invitation(self.relay.owner_invite)
            session, _ = await book.join(
                invitation,
                display_name=self.owner_name,
                password=PASSWORD,
                handle=self.owner_handle,
                shop_name=self.shop,
            )
            await session.stop()

        _run(join())
        self._is_open = True

    def owner(self, **options: Any) -> "Desktop":
        """The owner's desktop, signed in with name and password."""
        self.open_shop()
        desktop = self._launch("owner", **options)
        desktop.welcome.sign_in(self.relay.url, self.owner_handle, PASSWORD)
        # The shop's own room is there once what the server keeps of the owner is.
        desktop.wait("conversations.list#0", "row", timeout_ms=30_000)
        return desktop

    def colleague(self, name: str, **options: Any) -> "Desktop":
        """Somebody of the shop."""
        return self.invited(name, "staff", **options)

    def customer(self, name: str, *, company: str = "", **options: Any) -> "Desktop":
        """Somebody who buys here."""
        return self.invited(name, "customer", company=company, **options)

    def invited(self, name: str, kind: str, *, company: str = "", **options: Any) -> "Desktop":
        """Somebody who comes by an invitation: `staff`, `customer` or `partner`."""
        link = self.invite(kind)
        self._count += 1
        desktop = self._launch(f"{kind}{self._count}", **options)
        desktop.welcome.accept_invitation(link, name=name, password=PASSWORD, company=company)
        return desktop

    def invite(self, kind: str = "customer") -> str:
        """The link of an invitation for one person."""
        from parley.domain.people import AccountKind

        self.open_shop()

        async def make(session: "Session") -> str:
            return (await session.shop.create_invite(AccountKind(kind))).link

        return self._in_office(make)

    def _in_office(self, act: Callable[["Session"], Coroutine[Any, Any, T]]) -> T:
        async def work() -> T:
            book = self._book()
            session = await book.open(book.accounts()[0].account)
            await session.start()
            try:
                await session.wait_online()
                return await act(session)
            finally:
                await session.stop()

        return _run(work())

    def _book(self) -> Any:
        from parley.client.accounts import AccountBook
        from parley.client.credentials import FileCredentials

        return AccountBook(self._office, credentials=FileCredentials(self._office))


def _invitation(link: str) -> Any:
    from parley.client.invitation import Invitation

    return Invitation.parse(link)


def _run(work: Coroutine[Any, Any, T]) -> T:
    """In a thread of its own, so that it also works inside a test that is a coroutine."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
