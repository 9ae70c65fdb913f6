"""People one knows: contacts, requests, groups, remarks, blocks."""

from collections.abc import Sequence

from parley.client.rows import PersonRow
from parley.domain.people import ContactGroup, Profile


class Contacts:
    """The contact list."""

    def all(self) -> list[PersonRow]:
        """Accepted contacts and colleagues."""
        raise NotImplementedError

    def requests(self) -> list[PersonRow]:
        """Those who ask to become contacts."""
        raise NotImplementedError

    def groups(self) -> list[ContactGroup]:
        """One's own groups, in their order."""
        raise NotImplementedError

    def person(self, account: str) -> PersonRow | None:
        """Somebody one knows, or None."""
        raise NotImplementedError

    def name_of(self, account: str) -> str:
        """The remark or display name, or an empty text."""
        raise NotImplementedError

    def blocked(self) -> list[PersonRow]:
        """Whom one blocked."""
        raise NotImplementedError

    async def search(self, query: str) -> list[Profile]:
        """People on the server, by handle, name, company, product word or pinyin."""
        raise NotImplementedError

    async def fetch_person(self, account: str) -> Profile:
        """A profile from the server."""
        raise NotImplementedError

    async def ask(self, account: str, message: str = "", remark: str = "") -> None:
        """Asks somebody to become a contact."""
        raise NotImplementedError

    async def accept(self, account: str) -> None:
        """Accepts a request."""
        raise NotImplementedError

    async def decline(self, account: str) -> None:
        """Declines a request."""
        raise NotImplementedError

    async def remove(self, account: str) -> None:
        """Takes somebody off the list, or takes back a request."""
        raise NotImplementedError

    async def set_remark(self, account: str, remark: str) -> None:
        """One's own name for somebody."""
        raise NotImplementedError

    async def set_groups(self, account: str, groups: Sequence[str]) -> None:
        """Which of one's own groups somebody is in."""
        raise NotImplementedError

    async def create_group(self, name: str) -> str:
        """A new group at the end."""
        raise NotImplementedError

    async def rename_group(self, group: str, name: str) -> None:
        """Renames a group."""
        raise NotImplementedError

    async def move_group(self, group: str, position: int) -> None:
        """Moves a group to the place `position`, counted from 0."""
        raise NotImplementedError

    async def remove_group(self, group: str) -> None:
        """Removes a group; its contacts stay."""
        raise NotImplementedError

    async def block(self, account: str) -> None:
        """Blocks somebody; they don't learn of it."""
        raise NotImplementedError

    async def unblock(self, account: str) -> None:
        """Lifts a block."""
        raise NotImplementedError
