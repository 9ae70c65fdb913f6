"""The seller's desk: what one has done about a customer, and how one wants to be told.

What stands at a desk is private to the colleague who sits there, lies in the account's log, and never reaches a
customer. `domain.waiting` makes of it, and of what was said, who waits since when.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from parley.domain.courtesy import COURTESY_LIMIT, DEFAULT_COURTESIES, WORDS_LIMIT, courtesies_of
from parley.domain.errors import Refusal

FLAGS = 5
"""Flags have numbers, 1 to this; 0 is none."""
SNOOZE_LIMIT = timedelta(days=366)
FLAG_WORD_LIMIT = 12

AMBER_SETTING = "desk.amber_seconds"
RED_SETTING = "desk.red_seconds"
COURTESY_SETTING = "desk.courtesies"
FLAG_SETTING = "desk.flags"
"""Names of settings that follow the account. Courtesies are lines, flags JSON; `desk_settings` reads them all."""


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """What one has done about a customer, in one's direct conversation with them.

    Messages up to `done_seq` need no answer. Until `snoozed_until` the customer doesn't wait, unless they write again:
    `snoozed_seq` is the newest message there was when one snoozed. `flag` is 0 to FLAGS.
    """

    done_seq: int = 0
    snoozed_until: datetime | None = None
    snoozed_seq: int = 0
    flag: int = 0


class FlagColour(StrEnum):
    """Colours a flag may have; each flag has its word besides."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    VIOLET = "violet"


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """What a flag means to one. An empty word stands for the flag's name in one's own language."""

    word: str = ""
    colour: FlagColour


DEFAULT_FLAGS = tuple(Flag(colour=colour) for colour in FlagColour)


class DeskSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How one wants to be told of waiting customers."""

    amber_seconds: int = 100
    red_seconds: int = 180
    courtesies: tuple[str, ...] = DEFAULT_COURTESIES
    flags: tuple[Flag, ...] = DEFAULT_FLAGS

    @property
    def courtesy_letters(self) -> frozenset[str]:
        """The courtesies as `is_courtesy` takes them."""
        return courtesies_of(self.courtesies)


def check_desk(desk: Desk, now: datetime) -> None:
    """Raises Refusal for a desk state that can't be."""
    if min(desk.done_seq, desk.snoozed_seq) < 0 or max(desk.done_seq, desk.snoozed_seq) >= 1 << 62:
        raise Refusal("seq_invalid", "There is no such place in a conversation.", field="done_seq")
    if not 0 <= desk.flag <= FLAGS:
        raise Refusal("flag_invalid", f"Flags have the numbers 1 to {FLAGS}; 0 is none.", field="flag")
    until = desk.snoozed_until
    if until is not None and (until.tzinfo is None or until > now + SNOOZE_LIMIT):
        raise Refusal("snooze_invalid", "A customer is put off for a year at most.", field="snoozed_until")


def desk_settings(settings: Mapping[str, str]) -> DeskSettings:
    """The settings as they follow the account; what can't be read counts as not set."""
    amber = _seconds(settings.get(AMBER_SETTING), 100)
    return DeskSettings(
        amber_seconds=amber,
        red_seconds=max(amber, _seconds(settings.get(RED_SETTING), 180)),
        courtesies=_courtesies(settings.get(COURTESY_SETTING)),
        flags=_flags(settings.get(FLAG_SETTING)),
    )


def courtesies_as_setting(words: tuple[str, ...]) -> str:
    """The value of COURTESY_SETTING: each word once, and no more than fit."""
    kept = dict.fromkeys(" ".join(word.split())[:WORDS_LIMIT] for word in words if word.strip())
    return "\n".join(list(kept)[:COURTESY_LIMIT])


def flags_as_setting(flags: tuple[Flag, ...]) -> str:
    """The value of FLAG_SETTING."""
    return msgspec.json.encode(flags).decode()


def _seconds(value: str | None, default: int) -> int:
    if value is None or not value.isascii() or not value.isdigit():
        return default
    return min(max(int(value[:9]), 1), 86_400)


def _courtesies(value: str | None) -> tuple[str, ...]:
    if value is None:
        return DEFAULT_COURTESIES
    return tuple(filter(None, (line.strip() for line in value.splitlines())))[:COURTESY_LIMIT]


def _flags(value: str | None) -> tuple[Flag, ...]:
    try:
        found = msgspec.json.decode(value or "[]", type=tuple[Flag, ...])
    except (msgspec.MsgspecError, UnicodeError):
        found = ()
    cut = tuple(msgspec.structs.replace(flag, word=flag.word.strip()[:FLAG_WORD_LIMIT]) for flag in found)
    return (*cut, *DEFAULT_FLAGS[len(cut) :])[:FLAGS]
