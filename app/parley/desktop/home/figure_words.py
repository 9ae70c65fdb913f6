"""The four figures of Home: what they are called, and how their values are written."""

from datetime import date
from enum import StrEnum

from parley.desktop.i18n import CHINESE, active_language, translate
from parley.domain.statistics import Figures


def _(text: str, **values: object) -> str:
    return translate("Home", text, **values)


class Measure(StrEnum):
    """A figure that is shown as a card, and day by day."""

    CUSTOMERS = "customers"
    FIRST_REPLY = "first_reply"
    AVERAGE_REPLY = "average_reply"
    IN_TIME = "in_time"


NOTHING = "–"


def name_of(measure: Measure) -> str:
    """What the figure is called."""
    match measure:
        case Measure.CUSTOMERS:
            return _("Customers today")
        case Measure.FIRST_REPLY:
            return _("First reply")
        case Measure.AVERAGE_REPLY:
            return _("Average reply")
        case Measure.IN_TIME:
            return _("Answered in 3 min")


def meaning_of(measure: Measure) -> str:
    """What exactly it counts, for the tool tip."""
    match measure:
        case Measure.CUSTOMERS:
            return _("How many different customers wrote")
        case Measure.FIRST_REPLY:
            return _("From each customer's first question of the day to the first answer by hand; a mean")
        case Measure.AVERAGE_REPLY:
            return _("From a question to the first answer by hand; the mean of all rounds")
        case Measure.IN_TIME:
            return _(
                "Of the questions answered, or waiting for longer, how many were answered within 3 minutes"
            )


def value_of(figures: Figures, measure: Measure) -> float | None:
    """The number behind the words; seconds for times, 0 to 1 for shares."""
    match measure:
        case Measure.CUSTOMERS:
            return figures.customers
        case Measure.FIRST_REPLY:
            return figures.first_reply_s
        case Measure.AVERAGE_REPLY:
            return figures.average_reply_s
        case Measure.IN_TIME:
            return figures.in_time_share


def words_of(value: float | None, measure: Measure) -> str:
    """The value as it is read."""
    if value is None:
        return NOTHING
    if measure is Measure.CUSTOMERS:
        return str(int(value))
    if measure is Measure.IN_TIME:
        return f"{int(value * 100 + 0.5)} %"
    return duration(int(value))


def duration(seconds: int) -> str:
    """Seconds as < 1 s, 45 s, 2 min 5 s, 1 h 12 min."""
    if seconds < 1:
        return _("< 1 s")
    if seconds < 60:
        return _("{s} s", s=seconds)
    if seconds < 3600:
        minutes, rest = divmod(seconds, 60)
        return _("{m} min {s} s", m=minutes, s=rest) if rest else _("{m} min", m=minutes)
    hours, rest = divmod(seconds // 60, 60)
    return _("{h} h {m} min", h=hours, m=rest) if rest else _("{h} h", h=hours)


def day_words(day: date, *, weekday: bool = True) -> str:
    """Fri 20 Nov, 11月20日 周五."""
    if active_language() == CHINESE:
        words = f"{day.month}月{day.day}日"
        return f"{words} {_weekdays()[day.weekday()]}" if weekday else words
    words = f"{day.day} {_MONTHS[day.month - 1]}"
    return f"{_weekdays()[day.weekday()]} {words}" if weekday else words


def _weekdays() -> tuple[str, ...]:
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Only English names months here; Chinese writes them as figures."""
