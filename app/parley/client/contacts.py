"""People one knows: contacts, requests, groups, remarks, blocks."""

from collections.abc import Callable, Sequence

from parley.client import resolve
from parley.client.core import Core
from parley.client.rows import PersonRow
from parley.domain.people import Contact, ContactGroup, ContactState, Profile
from parley.foundation.ids import new_id
from parley.protocol.rest_contacts import AskContact, ContactChange, GroupValue

_FOUND = 50


class Contacts:
    """The contact list."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def all(self) -> list[PersonRow]:
        """Accepted contacts and colleagues."""
        contacts = self._core.state.contacts.values()
        accounts = [c.account for c in contacts if c.state is ContactState.ACCEPTED]
        accounts += [a for a in self._core.shop.staff if a != self._core.own and a not in set(accounts)]
        return self._rows(accounts)

    def requests(self) -> list[PersonRow]:
        """Those who ask to become contacts, newest first."""
        asking = [c for c in self._core.state.contacts.values() if c.state is ContactState.ASKS]
        return self._rows([c.account for c in sorted(asking, key=lambda c: c.since, reverse=True)])

    def groups(self) -> list[ContactGroup]:
        """One's own groups, in their order."""
        return sorted(self._core.state.groups.values(), key=lambda g: (g.position, g.name, g.id))

    def person(self, account: str) -> PersonRow | None:
        """Somebody one knows, or None."""
        return resolve.person_row(self._core, account)

    def name_of(self, account: str) -> str:
        """The remark or display name, or an empty text."""
        return resolve.name_of(self._core, account)

    def blocked(self) -> list[PersonRow]:
        """Whom one blocked."""
        return self._rows(sorted(self._core.state.blocks))

    async def search(self, query: str) -> list[Profile]:
        """People on the server, by handle, name, company, product word or pinyin."""
        return await self._core.check_online().get("/people", list[Profile], query=query, limit=_FOUND)

    async def fetch_person(self, account: str) -> Profile:
        """A profile from the server."""
        return await self._core.check_online().get(f"/people/{account}", Profile)

    async def ask(self, account: str, message: str = "", remark: str = "") -> None:
        """Asks somebody to become a contact."""
        body = AskContact(account=account, message=message, remark=remark)
        await self._contact("POST", "/contacts", body)

    async def accept(self, account: str) -> None:
        """Accepts a request."""
        await self._contact("POST", f"/contacts/{account}/accept")

    async def decline(self, account: str) -> None:
        """Declines a request."""
        await self._do("POST", f"/contacts/{account}/decline", lambda: not self._has_contact(account))

    async def remove(self, account: str) -> None:
        """Takes somebody off the list, or takes back a request."""
        await self._do("DELETE", f"/contacts/{account}", lambda: not self._has_contact(account))

    async def set_remark(self, account: str, remark: str) -> None:
        """One's own name for somebody."""
        await self._contact("PATCH", f"/contacts/{account}", ContactChange(remark=remark))

    async def set_groups(self, account: str, groups: Sequence[str]) -> None:
        """Which of one's own groups somebody is in."""
        await self._contact("PATCH", f"/contacts/{account}", ContactChange(groups=tuple(groups)))

    async def create_group(self, name: str) -> str:
        """A new group at the end."""
        group = new_id()
        last = max((g.position for g in self._core.state.groups.values()), default=-1)
        await self._put_group(group, name, last + 1)
        return group

    async def rename_group(self, group: str, name: str) -> None:
        """Renames a group."""
        await self._put_group(group, name, self._core.state.groups[group].position)

    async def move_group(self, group: str, position: int) -> None:
        """Moves a group to the place `position`, counted from 0; those behind it make room."""
        ordered = [g for g in self.groups() if g.id != group]
        ordered.insert(max(0, position), self._core.state.groups[group])
        for place, each in enumerate(ordered):
            if each.position != place:
                await self._put_group(each.id, each.name, place)

    async def remove_group(self, group: str) -> None:
        """Removes a group; its contacts stay."""
        await self._do("DELETE", f"/groups/{group}", lambda: group not in self._core.state.groups)

    async def block(self, account: str) -> None:
        """Blocks somebody; they don't learn of it."""
        await self._do("PUT", f"/blocks/{account}", lambda: account in self._core.state.blocks)

    async def unblock(self, account: str) -> None:
        """Lifts a block."""
        await self._do("DELETE", f"/blocks/{account}", lambda: account not in self._core.state.blocks)

    def _rows(self, accounts: Sequence[str]) -> list[PersonRow]:
        rows = (resolve.person_row(self._core, account) for account in accounts)
        return [row for row in rows if row is not None]

    def _has_contact(self, account: str) -> bool:
        return account in self._core.state.contacts

    async def _contact(self, method: str, path: str, body: object = None) -> None:
        core = self._core
        contact = await core.check_online().send(method, path, Contact, body)
        await core.until(lambda: core.state.contacts.get(contact.account) == contact)

    async def _put_group(self, group: str, name: str, position: int) -> None:
        core = self._core
        body = GroupValue(name=name, position=position)
        value = await core.check_online().send("PUT", f"/groups/{group}", ContactGroup, body)
        await core.until(lambda: core.state.groups.get(group) == value)

    async def _do(self, method: str, path: str, is_seen: Callable[[], bool]) -> None:
        await self._core.check_online().call(method, path)
        await self._core.until(is_seen)
