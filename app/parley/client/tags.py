"""Tags on people: read from memory, changed on the server.

    tag = await session.tags.add_word(person, "VIP", Owner.SHOP)
    session.tags.people(tag)          # everybody who carries it

Everything that moves is announced as `CardsChanged`.
"""

from parley.client import cards
from parley.client.core import Core
from parley.domain import tag as rules
from parley.domain.errors import NotFound
from parley.domain.ownership import Owner
from parley.domain.tag import PersonTag, TagColour
from parley.foundation.ids import new_id
from parley.protocol.rest_card import TagsCarried, TagValue


class Tags:
    """Both sets. `Owner.PERSON` is one's own, `Owner.SHOP` the shop's, which only its staff have."""

    def __init__(self, core: Core) -> None:
        self._core = core

    # Reading: at once, from memory

    def all(self, owner: Owner | None = None) -> list[PersonTag]:
        """The tags of one set, or of both (the shop's first), in their order."""
        found = [tag for each in Owner if owner in (None, each) for tag in self._set(each).values()]
        return sorted(found, key=rules.order_of)

    def get(self, tag: str) -> PersonTag | None:
        """One of them."""
        return self._set(Owner.PERSON).get(tag) or self._set(Owner.SHOP).get(tag)

    def of(self, person: str) -> list[PersonTag]:
        """What somebody carries, the shop's first."""
        return cards.tags_of(self._core, person)

    def people(self, tag: str) -> list[str]:
        """Everybody who carries a tag, by account."""
        found = self.get(tag)
        if found is None:
            return []
        carried = self._state(found.owner).tagged
        return sorted(person for person, tags in carried.items() if tag in tags)

    def complete(self, typed: str, person: str) -> list[PersonTag]:
        """Tags to offer for what was typed; those the person carries are left out."""
        carried = {tag.id for tag in self.of(person)}
        open_to = [tag for tag in self.all() if self.may_keep(person, tag.owner) and tag.id not in carried]
        return rules.complete(open_to, typed)

    def may_keep(self, person: str, owner: Owner) -> bool:
        """Whether one may tag and note somebody as that owner."""
        return cards.may_keep(self._core, person, owner)

    # Changing: on the server

    async def create(self, name: str, owner: Owner = Owner.PERSON, colour: TagColour | None = None) -> str:
        """A new tag at the end of its set; its id. Without a colour it gets the one used least.

        Raises Refusal, Conflict `tag_name_taken`, Offline.
        """
        known = self.all(owner)
        last = max((tag.position for tag in known), default=-1)
        value = TagValue(
            owner=owner, name=name, colour=colour or rules.next_colour(self.all()), position=last + 1
        )
        return (await self._put(new_id(), value)).id

    async def change(self, tag: str, *, name: str | None = None, colour: TagColour | None = None) -> None:
        """Another name or colour."""
        old = self._get(tag)
        value = TagValue(
            owner=old.owner, name=name or old.name, colour=colour or old.colour, position=old.position
        )
        await self._put(tag, value)

    async def remove(self, tag: str) -> None:
        """Removes a tag, from everybody too."""
        await self._core.check_online().call("DELETE", f"/tags/{tag}")
        await self._core.until(lambda: self.get(tag) is None)

    async def add(self, person: str, tag: str) -> None:
        """Gives somebody a tag."""
        await self._carry("PUT", person, tag)

    async def add_word(self, person: str, word: str, owner: Owner) -> str:
        """Gives somebody the tag of that name, which is made if there is none; its id."""
        found = rules.find_tag(self.all(owner), word)
        tag = found.id if found else await self.create(word, owner)
        await self.add(person, tag)
        return tag

    async def take_off(self, person: str, tag: str) -> None:
        """Takes a tag off somebody."""
        await self._carry("DELETE", person, tag)

    async def _put(self, tag: str, value: TagValue) -> PersonTag:
        stored = await self._core.check_online().send("PUT", f"/tags/{tag}", PersonTag, value)
        await self._core.until(lambda: self._set(stored.owner).get(stored.id) == stored)
        return stored

    async def _carry(self, method: str, person: str, tag: str) -> None:
        rest = self._core.check_online()
        told = await rest.send(method, f"/people/{person}/tags/{tag}", TagsCarried)
        await self._core.until(lambda: self._state(told.owner).tagged.get(person, ()) == told.tags)

    def _state(self, owner: Owner) -> cards.CardState:
        return cards.state_of(self._core, owner)

    def _set(self, owner: Owner) -> dict[str, PersonTag]:
        return self._state(owner).tags

    def _get(self, tag: str) -> PersonTag:
        found = self.get(tag)
        if found is None:
            raise NotFound("no_such_tag", "There is no such tag.", field="tag")
        return found
