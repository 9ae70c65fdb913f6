"""Until when somebody can be put off: in a while, this afternoon, tomorrow, or a time of one's own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from parley.desktop.i18n import translate
from parley.desktop.widgets.dialog import Dialog

_AFTERNOON, _EVENING, _MORNING = time(14), time(18), time(9)
_DAYS_AHEAD = 14


@dataclass(frozen=True, slots=True)
class SnoozeChoice:
    """One entry: a key for its name, words, and the moment."""

    key: str
    words: str
    until: datetime


def snooze_choices(now: datetime, zone: tzinfo | None = None) -> list[SnoozeChoice]:
    """What fits this time of day; `zone` is the person's own, the system's when None."""
    here = now.astimezone(zone)
    found = [
        SnoozeChoice("15min", _("For 15 minutes"), now + timedelta(minutes=15)),
        SnoozeChoice("1h", _("For 1 hour"), now + timedelta(hours=1)),
    ]
    if here.time() < time(13, 30):
        found.append(
            SnoozeChoice("afternoon", _("Until this afternoon 14:00"), _at(here, 0, _AFTERNOON, zone))
        )
    elif here.time() < time(17, 30):
        found.append(SnoozeChoice("evening", _("Until this evening 18:00"), _at(here, 0, _EVENING, zone)))
    found.append(SnoozeChoice("tomorrow", _("Until tomorrow 9:00"), _at(here, 1, _MORNING, zone)))
    return found


class SnoozeDialog(Dialog):
    """Asks for a day and a time. `until` is what was chosen."""

    def __init__(self, owner: QWidget, now: datetime, chosen: Callable[[datetime], None]) -> None:
        super().__init__(owner, _("Snooze until"), name="desk.snooze")
        self._here = now.astimezone()
        self._now = now
        self.day = self._box("desk.snooze.day", _("Day"))
        for ahead in range(_DAYS_AHEAD):
            date = (self._here + timedelta(days=ahead)).date()
            words = {0: _("Today"), 1: _("Tomorrow")}.get(ahead, f"{date:%m-%d}")
            self.day.addItem(words, ahead)
        self.time = self._box("desk.snooze.time", _("Time"))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.day, 1)
        line.addWidget(self.time, 1)
        self.column.addLayout(line)
        self.day.currentIndexChanged.connect(lambda _index: self._fill_times())
        self._fill_times()
        self.add_ok_cancel(_("Snooze"), _("Cancel"))
        self.accepted.connect(lambda: chosen(self.until))
        self.finished.connect(lambda _result: self.deleteLater())

    @property
    def until(self) -> datetime:
        """The moment chosen."""
        hours, minutes = map(int, self.time.currentText().split(":"))
        return _at(self._here, self.day.currentData(), time(hours, minutes), None)

    def _box(self, name: str, label: str) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setAccessibleName(label)
        return box

    def _fill_times(self) -> None:
        """Every half hour that is still to come; nine in the morning first of another day."""
        ahead = self.day.currentData()
        times = [time(hour, minute) for hour in range(24) for minute in (0, 30)]
        left = [at for at in times if _at(self._here, ahead, at, None) > self._now]
        if not left:
            self.day.setCurrentIndex(1)
            return
        self.time.clear()
        self.time.addItems([f"{at:%H:%M}" for at in left])
        if ahead:
            self.time.setCurrentText("09:00")


def _at(here: datetime, days: int, at: time, zone: tzinfo | None) -> datetime:
    """A time of the clock on a day from today, as an aware moment."""
    date = here.date() + timedelta(days=days)
    naive = datetime.combine(date, at)
    return naive.replace(tzinfo=zone) if zone is not None else naive.astimezone()


def _(text: str, **values: object) -> str:
    return translate("Waiting", text, **values)
