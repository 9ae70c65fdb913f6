"""The REST shapes of tags and notes about people. The routes are listed in `rest.py`."""

import msgspec

from parley.domain.ownership import Owner
from parley.domain.tag import TagColour


class TagValue(msgspec.Struct, frozen=True, kw_only=True):
    """A tag's name, colour and place, and whose it is; that never changes."""

    owner: Owner
    name: str
    colour: TagColour
    position: int


class TagsCarried(msgspec.Struct, frozen=True, kw_only=True):
    """The tags of one owner that a person carries now, in the order of their ids."""

    person: str
    owner: Owner
    tags: tuple[str, ...]


class NoteValue(msgspec.Struct, frozen=True, kw_only=True):
    """What a note says, and whose it is; that never changes."""

    owner: Owner
    text: str
