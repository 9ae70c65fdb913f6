"""A shop with its people on a real relay, made by invitation, each in a profile of their own."""

from pathlib import Path

from parley.client.accounts import AccountBook
from parley.client.credentials import FileCredentials
from parley.client.invitation import Invitation, ServerAddress
from parley.client.session import Session
from parley.domain.people import AccountKind

PASSWORD = "correct horse 8"


class Team:
    """Everyone's sessions are started and online when they are answered."""

    def __init__(self, folder: Path, url: str, owner_invite: str, *, tag: str = "") -> None:
        """A shop that is open already has no `owner_invite`; `tag` then tells this team's handles apart."""
        self._folder = folder
        self._tag = tag
        self.address = ServerAddress(url)
        self._owner_invite = owner_invite
        self.books: dict[str, AccountBook] = {}
        self.sessions: list[Session] = []
        self.owner: Session

    async def open_shop(self, name: str = "云岭茶行") -> Session:
        """The owner."""
        if not self._owner_invite:
            self.owner = await self.started(await self.book("chen").sign_in(self.address, "chen", PASSWORD))
            return self.owner
        invitation = Invitation.parse(self._owner_invite)
        self.owner = await self._join(invitation, "chen", "陈明", shop_name=name)
        return self.owner

    async def join(self, handle: str, display_name: str, kind: AccountKind = AccountKind.STAFF) -> Session:
        """Somebody new, invited by the owner; `handle` also names the profile folder."""
        made = await self.owner.shop.create_invite(kind)
        return await self._join(Invitation.parse(made.link), handle, display_name, tag=self._tag)

    async def another_device(self, session: Session, name: str = "second") -> Session:
        """The same account, signed in on another computer."""
        book = self.book(f"{session.handle}-{name}")
        return await self.started(await book.sign_in(self.address, session.handle, PASSWORD))

    def book(self, profile: str) -> AccountBook:
        """A profile folder, headless: its secrets lie in a file."""
        if profile not in self.books:
            folder = self.folder(profile)
            self.books[profile] = AccountBook(folder, credentials=FileCredentials(folder))
        return self.books[profile]

    def folder(self, profile: str) -> Path:
        """Where a profile lies."""
        return self._folder / profile

    async def started(self, session: Session) -> Session:
        """Started and online; stopped at the end of the test."""
        if session not in self.sessions:
            self.sessions.append(session)
        await session.start()
        await session.wait_online()
        return session

    async def close(self) -> None:
        """Everyone leaves."""
        for session in self.sessions:
            await session.stop()

    async def _join(
        self, invitation: Invitation, handle: str, display_name: str, shop_name: str = "", tag: str = ""
    ) -> Session:
        session, _ = await self.book(handle).join(
            invitation,
            display_name=display_name,
            password=PASSWORD,
            handle=handle + tag,
            shop_name=shop_name,
        )
        return await self.started(session)
