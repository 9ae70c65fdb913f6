"""Who plays in the demo and what they say: read from `resources/dialogue`."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from parley.domain.people import AccountKind
from parley.foundation import resources


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in the demo. The shop's own people leave `company` empty: it is the shop."""

    handle: str
    name: str
    kind: AccountKind
    company: str
    role: str
    region: str
    product_words: tuple[str, ...]
    signature: str


class AddressBook(msgspec.Struct, frozen=True, kw_only=True):
    """Whom `of` has as contacts: (handle, number of the group, remark). Group names by language."""

    of: str
    groups: dict[str, tuple[str, ...]]
    people: tuple[tuple[str, int, str], ...]


class Cast(msgspec.Struct, frozen=True, kw_only=True):
    """The shop's name by language, its people (the owner first), and who knows whom."""

    shop: dict[str, str]
    people: tuple[Person, ...]
    contacts: tuple[AddressBook, ...]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One message: who says what."""

    by: str
    say: str


class Dialogue(msgspec.Struct, frozen=True, kw_only=True):
    """What two people say to each other."""

    between: tuple[str, str]
    lines: tuple[Line, ...]


class RoomTalk(msgspec.Struct, frozen=True, kw_only=True):
    """A room, its title by language, who opens it, who else is in it, and what is said."""

    title: dict[str, str]
    owner: str
    members: tuple[str, ...]
    lines: tuple[Line, ...]


class Script(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is said: one dialogue for each pair, and one room.

    `courtesies`, by language, answer a person who took somebody over and goes on after the script.
    """

    dialogues: tuple[Dialogue, ...]
    room: RoomTalk
    courtesies: dict[str, tuple[str, ...]]


class _Trade(msgspec.Struct, frozen=True):
    dialogues: tuple[Dialogue, ...]
    room: RoomTalk
    courtesies: dict[str, tuple[str, ...]]


class _Corpus(msgspec.Struct, frozen=True):
    dialogues: tuple[Dialogue, ...]


def load_cast() -> Cast:
    """The people. Raises ResourceMissing for a damaged installation."""
    return msgspec.json.decode(_read("cast.json"), type=Cast)


def load_script() -> Script:
    """The corpus's small talk first, then business, as people do."""
    trade = msgspec.json.decode(_read("trade.json"), type=_Trade)
    corpus = msgspec.json.decode(_read("chatterbot.json"), type=_Corpus)
    dialogues = tuple(_merged([*corpus.dialogues, *trade.dialogues]))
    return Script(dialogues=dialogues, room=trade.room, courtesies=trade.courtesies)


def avatar_of(handle: str) -> bytes:
    """A person's portrait as PNG."""
    return resources.path("avatars", f"{handle}.png").read_bytes()


def _merged(dialogues: list[Dialogue]) -> Iterator[Dialogue]:
    by_pair: dict[frozenset[str], list[Dialogue]] = {}
    for dialogue in dialogues:
        by_pair.setdefault(frozenset(dialogue.between), []).append(dialogue)
    for parts in by_pair.values():
        lines = tuple(line for part in parts for line in part.lines)
        yield Dialogue(between=parts[-1].between, lines=lines)


def _read(name: str) -> bytes:
    file: Path = resources.path("dialogue", name)
    return file.read_bytes()
