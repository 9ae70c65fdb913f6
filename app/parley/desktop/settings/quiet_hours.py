"""Quiet hours in the settings: a switch, from when to when, and whether customers may break through."""

from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QTimeZone

from parley.desktop.i18n import translate
from parley.desktop.settings.section import Group
from parley.desktop.tasks import Tasks
from parley.domain.errors import Refusal
from parley.domain.quiet_hours import (
    SETTING,
    QuietHours,
    check_quiet_hours,
    read_quiet_hours,
    write_quiet_hours,
)

if TYPE_CHECKING:
    from parley.client.session import Session

_TIMES = [(text, text) for hour in range(24) for text in (f"{hour:02}:00", f"{hour:02}:30")]


def _(text: str, **values: object) -> str:
    return translate("Settings", text, **values)


class QuietHoursRows:
    """Fills a group; every choice is kept at once and follows the account to its other devices."""

    def __init__(self, group: Group, session: "Session", tasks: Tasks) -> None:
        self._session = session
        self._tasks = tasks
        self._group = group
        self._hours = hours = read_quiet_hours(session.me.setting(SETTING))
        group.add_switch(
            _("Quiet hours"),
            _("No sound and no notifications in this time. Messages arrive all the same."),
            hours.is_on,
            self._turn,
            "settings.general.quiet",
        )
        self._starts = group.add_list(
            _("Quiet from"),
            "",
            _with(hours.starts),
            hours.starts,
            lambda at: self._keep(starts=at),
            "settings.general.quiet_from",
        )
        self._ends = group.add_list(
            _("Quiet until"),
            _("By the clocks of this computer's time zone."),
            _with(hours.ends),
            hours.ends,
            lambda at: self._keep(ends=at),
            "settings.general.quiet_until",
        )
        self._through = group.add_switch(
            _("Customers may break through"),
            _("A customer's message is still announced, so that nobody waits all night unseen."),
            hours.lets_customers_through,
            lambda on: self._keep(lets_customers_through=on),
            "settings.general.quiet_customers",
        )
        self._show()

    def _turn(self, on: bool) -> None:
        self._keep(is_on=on)
        self._show()

    def _show(self) -> None:
        for control in (self._starts, self._ends, self._through):
            control.setEnabled(self._hours.is_on)

    def _keep(self, **changed: Any) -> None:
        self._hours = _placed(msgspec.structs.replace(self._hours, **changed))
        setting = write_quiet_hours(self._hours)
        self._tasks.run(self._session.me.set_setting(SETTING, setting), owner=self._group)


def _placed(hours: QuietHours) -> QuietHours:
    """By the clocks of this computer, if its zone is one that has a name."""
    zone = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    try:
        return check_quiet_hours(msgspec.structs.replace(hours, zone=zone))
    except Refusal:
        return hours


def _with(time: str) -> list[tuple[str, str]]:
    """Every half hour, and the time that was chosen elsewhere."""
    return sorted({*_TIMES, (time, time)})
