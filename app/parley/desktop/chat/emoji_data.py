"""The emoji that are offered: read once from `resources/emoji`, found by their English or Chinese name."""

import json
from dataclasses import dataclass
from functools import cache

from parley.foundation import resources


@dataclass(frozen=True, slots=True)
class Emoji:
    """One sign with its names."""

    sign: str
    english: str
    chinese: str


@dataclass(frozen=True, slots=True)
class EmojiGroup:
    """Signs that stand together."""

    key: str
    emoji: tuple[Emoji, ...]


@cache
def emoji_groups() -> tuple[EmojiGroup, ...]:
    """All groups in the order they are shown."""
    raw = json.loads(resources.path("emoji", "emoji.json").read_text("utf-8"))
    return tuple(
        EmojiGroup(group["group"], tuple(Emoji(*entry) for entry in group["emoji"])) for group in raw
    )


@cache
def known_emoji() -> dict[str, Emoji]:
    """Every offered sign."""
    return {one.sign: one for group in emoji_groups() for one in group.emoji}


def find_emoji(query: str) -> tuple[Emoji, ...]:
    """The signs whose names hold every word of the query."""
    words = query.casefold().split()
    return tuple(
        one
        for one in known_emoji().values()
        if all(word in one.english or word in one.chinese or word == one.sign for word in words)
    )


def parse_recent(text: str) -> tuple[str, ...]:
    """The recently used signs as the setting keeps them; strange ones are left out."""
    return tuple(sign for sign in text.split(" ") if sign in known_emoji())


def with_recent(recent: tuple[str, ...], sign: str, limit: int = 18) -> tuple[str, ...]:
    """The recently used signs after this one was used."""
    return (sign, *(one for one in recent if one != sign))[:limit]
