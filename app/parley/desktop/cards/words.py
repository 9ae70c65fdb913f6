"""The texts of contact cards: tags, notes, and what the clocks show elsewhere."""

from datetime import datetime, tzinfo

from parley.desktop.i18n import translate
from parley.domain.local_time import LocalTime
from parley.domain.ownership import Owner
from parley.domain.tag import TagColour


def _(text: str, **values: object) -> str:
    return translate("Card", text, **values)


def colour_word(colour: TagColour) -> str:
    """What a colour is called."""
    match colour:
        case TagColour.GREEN:
            return _("Green")
        case TagColour.BLUE:
            return _("Blue")
        case TagColour.VIOLET:
            return _("Violet")
        case TagColour.GOLD:
            return _("Gold")
        case TagColour.RED:
            return _("Red")
        case TagColour.GREY:
            return _("Grey")


def owner_word(owner: Owner) -> str:
    """Whose a tag or note is."""
    return _("the shop's") if owner is Owner.SHOP else _("mine")


def when_text(moment: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """10:31 of today, else the day too; `zone` is that of the computer unless given."""
    at, today = moment.astimezone(zone), now.astimezone(zone)
    if at.date() == today.date():
        return f"{at:%H:%M}"
    return f"{at:%m-%d %H:%M}" if at.year == today.year else f"{at:%Y-%m-%d %H:%M}"


def local_time_text(local: LocalTime) -> str:
    """14:05 · Berlin, 7 h behind."""
    hours, minutes = divmod(abs(local.ahead_minutes), 60)
    span = (
        _("{hours} h {minutes} min", hours=hours, minutes=minutes) if minutes else _("{hours} h", hours=hours)
    )
    clock = f"{local.at:%H:%M}"
    if local.ahead_minutes > 0:
        return _("{clock} · {city}, {span} ahead", clock=clock, city=local.city, span=span)
    return _("{clock} · {city}, {span} behind", clock=clock, city=local.city, span=span)
