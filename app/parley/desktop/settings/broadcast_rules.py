"""How often one customer may get a message to many: one row in the owner's settings of the shop."""

from typing import TYPE_CHECKING

from parley.desktop.failures import sentence_of
from parley.desktop.i18n import translate
from parley.desktop.platform.time_zone import system_zone
from parley.desktop.settings.section import Group
from parley.desktop.style.icons import Icon
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.toast import show_toast
from parley.domain.broadcast import BroadcastRules

if TYPE_CHECKING:
    from parley.client.session import Session

_CHOICES = (1, 2, 3, 5)


def _(text: str, **values: object) -> str:
    return translate("Settings", text, **values)


def add_broadcast_rules(group: Group, session: "Session", tasks: Tasks) -> None:
    """Kept at once; the day is that of this computer's clocks unless the shop has a zone already."""
    rules = session.broadcasts.rules()
    choices = sorted({*_CHOICES, rules.per_day})

    def keep(per_day: str) -> None:
        zone = session.broadcasts.rules().zone or system_zone()
        tasks.run(
            session.broadcasts.set_rules(BroadcastRules(per_day=int(per_day), zone=zone)),
            owner=group,
            on_error=lambda error: show_toast(group.window(), sentence_of(error), Icon.WARNING),
        )

    group.add_list(
        _("Messages to many"),
        _("How many one customer gets a day at most, from all of you together."),
        [(str(one), _("{count} a day", count=one)) for one in choices],
        str(rules.per_day),
        keep,
        "settings.shop.per_day",
    )
