"""Tags: coloured words that people are sorted by, and found by.

There are two sets: one's own (everybody has one) and the shop's (all who work there see and change it; nobody else
ever learns of it). A person may carry tags of both. The shop's are for people outside: colleagues would read
what is said about them. A set has no two tags of the same name, whatever their case or width.
"""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from parley.domain.ownership import Owner
from parley.domain.people import check_name
from parley.domain.phrase import fold

TAG_NAME_LIMIT = 16
TAGS_LIMIT = 200
"""In one set."""
TAGS_PER_PERSON = 20
"""Of one set."""
POSITION_LIMIT = 1_000_000


class TagColour(StrEnum):
    """What a tag is painted in; each theme has its own pair for it."""

    GREEN = "green"
    BLUE = "blue"
    VIOLET = "violet"
    GOLD = "gold"
    RED = "red"
    GREY = "grey"


class PersonTag(msgspec.Struct, frozen=True, kw_only=True):
    """A word to tag people with. Tags are shown by ascending `position`."""

    id: str
    owner: Owner
    name: str
    colour: TagColour
    position: int


def check_tag_name(name: str) -> str:
    """The name in its stored form, without the # some put before it. Raises Refusal."""
    return check_name(name.strip().lstrip("#＃"), field="name", limit=TAG_NAME_LIMIT)


def find_tag(tags: Iterable[PersonTag], name: str) -> PersonTag | None:
    """The tag of that name."""
    wanted = fold(" ".join(name.strip().lstrip("#＃").split()))
    return next((tag for tag in tags if fold(tag.name) == wanted), None)


def complete(tags: Iterable[PersonTag], typed: str) -> list[PersonTag]:
    """Tags to offer for what was typed so far: those that begin with it first, then those that hold it."""
    wanted = fold(typed.strip().lstrip("#＃"))
    found = [tag for tag in tags if wanted in fold(tag.name)]
    return sorted(found, key=lambda tag: (not fold(tag.name).startswith(wanted), *order_of(tag)))


def order_of(tag: PersonTag) -> tuple[bool, int, str, str]:
    """The shop's first, then one's own, each in their order."""
    return (tag.owner is not Owner.SHOP, tag.position, tag.name, tag.id)


def next_colour(tags: Iterable[PersonTag]) -> TagColour:
    """The colour that is used least, so that new tags tell themselves apart."""
    used = [tag.colour for tag in tags]
    return min(TagColour, key=used.count)
