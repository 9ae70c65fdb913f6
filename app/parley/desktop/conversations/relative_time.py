"""The time of a list's row: 10:36 today, Yesterday / 昨天, Wed / 周三, then the date."""

from datetime import datetime, tzinfo

from parley.desktop.i18n import CHINESE, translate


def _(text: str, **values: object) -> str:
    return translate("Conversations", text, **values)


def short_time(at: datetime, now: datetime, language: str, zone: tzinfo | None = None) -> str:
    """`at` as a few signs, seen at `now`; both aware. `zone` is the person's own, the system's when None."""
    here, today = at.astimezone(zone), now.astimezone(zone)
    days = (today.date() - here.date()).days
    if days <= 0:
        # A clock that runs ahead must not say "Tomorrow".
        return f"{here:%H:%M}"
    if days == 1:
        return _("Yesterday")
    if days < 7:
        return _weekday(here.weekday())
    if here.year == today.year:
        return f"{here:%m-%d}" if language == CHINESE else f"{here.day} {_MONTHS[here.month - 1]}"
    return f"{here:%Y-%m-%d}"


def _weekday(number: int) -> str:
    words = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return words[number]


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Only English names months in lists; Chinese writes them as figures."""
