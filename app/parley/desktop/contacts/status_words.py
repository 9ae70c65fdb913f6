"""How presence is shown: a dot with a shape of its own, and a word."""

from parley.desktop.i18n import translate
from parley.desktop.widgets.avatar import Dot
from parley.domain.presence import Status

_DOTS = {
    Status.ONLINE: Dot.ONLINE,
    Status.AWAY: Dot.AWAY,
    Status.BUSY: Dot.BUSY,
    Status.INVISIBLE: Dot.OFFLINE,
    Status.OFFLINE: Dot.NONE,
}


def dot_of(status: Status) -> Dot:
    """The dot of a status; people who aren't there have none."""
    return _DOTS[status]


def word_of(status: Status) -> str:
    """The status in the active language."""
    match status:
        case Status.ONLINE:
            return _("Online")
        case Status.AWAY:
            return _("Away")
        case Status.BUSY:
            return _("Busy")
        case Status.INVISIBLE:
            return _("Invisible")
        case _:
            return _("Offline")


def is_there(status: Status) -> bool:
    """Whether the person counts as online in 「客户 (12/48)」."""
    return status not in (Status.OFFLINE, Status.INVISIBLE)


def _(text: str, **values: object) -> str:
    return translate("Contacts", text, **values)
