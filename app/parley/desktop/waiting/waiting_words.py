"""The words of the desk: how long somebody has waited, what a flag means, until when somebody is put off."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from PySide6.QtGui import QColor

from parley.desktop.i18n import translate
from parley.desktop.style.tokens import Tokens
from parley.desktop.waiting.waiting_list import WaitLine
from parley.domain.desk import DeskSettings, FlagColour
from parley.domain.waiting import Level


@dataclass(frozen=True, slots=True)
class FlagMark:
    """What a row shows of its flag."""

    word: str
    colour: FlagColour


def waited_words(waited: timedelta) -> str:
    """How long, in the one unit that matters: 8 s, 4 min, 2 h, 3 d."""
    seconds = int(waited.total_seconds())
    if seconds < 60:
        return _("waiting {count} s", count=seconds)
    if seconds < 3_600:
        return _("waiting {count} min", count=seconds // 60)
    if seconds < 86_400:
        return _("waiting {count} h", count=seconds // 3_600)
    return _("waiting {count} d", count=seconds // 86_400)


def line_words(line: WaitLine) -> str:
    """What a row says in place of its time."""
    if line.seconds is None:
        return _("may need no reply")
    return waited_words(timedelta(seconds=line.seconds))


def level_ink(level: Level, tokens: Tokens) -> QColor:
    """The colour of a wait; the words say it too."""
    inks = {Level.CALM: tokens.ink2, Level.AMBER: tokens.amber, Level.RED: tokens.red}
    return inks[level]


def level_ink_name(level: Level) -> str:
    """The same, as the name of a colour token."""
    return {Level.CALM: "ink2", Level.AMBER: "amber", Level.RED: "red"}[level]


def flag_word(number: int, settings: DeskSettings) -> str:
    """What flag 1 to 5 means to this person."""
    words = (_("Urgent"), _("To pay"), _("To ship"), _("After-sales"), _("Regular"))
    return settings.flags[number - 1].word or words[number - 1]


def flag_inks(number: int, settings: DeskSettings, tokens: Tokens) -> tuple[QColor, QColor]:
    """(ink, ground) of a flag."""
    return colour_inks(settings.flags[number - 1].colour, tokens)


def colour_inks(colour: FlagColour, tokens: Tokens) -> tuple[QColor, QColor]:
    """(ink, ground) of a flag's colour."""
    return {
        FlagColour.RED: (tokens.red, tokens.red_soft),
        FlagColour.AMBER: (tokens.amber, tokens.amber_soft),
        FlagColour.GREEN: (tokens.accent, tokens.accent_soft),
        FlagColour.BLUE: (tokens.blue, tokens.blue_soft),
        FlagColour.VIOLET: (tokens.violet, tokens.violet_soft),
    }[colour]


def colour_word(colour: FlagColour) -> str:
    """A colour's name."""
    return {
        FlagColour.RED: _("Red"),
        FlagColour.AMBER: _("Amber"),
        FlagColour.GREEN: _("Green"),
        FlagColour.BLUE: _("Blue"),
        FlagColour.VIOLET: _("Violet"),
    }[colour]


def until_words(until: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """When somebody who was put off comes back; `zone` is the person's own, the system's when None."""
    here, today = until.astimezone(zone), now.astimezone(zone)
    days = (here.date() - today.date()).days
    if days <= 0:
        return _("until {time}", time=f"{here:%H:%M}")
    if days == 1:
        return _("until tomorrow {time}", time=f"{here:%H:%M}")
    return _("until {time}", time=f"{here:%m-%d %H:%M}")


def _(text: str, **values: object) -> str:
    return translate("Waiting", text, **values)
