"""Writes working hours: the time zone, the shifts of each day, holidays, extra working days."""

from collections.abc import Callable
from typing import TypeVar
from zoneinfo import available_timezones

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QHBoxLayout, QWidget

from parley.desktop.auto_reply.hours_text import (
    read_extra_days,
    read_holidays,
    read_shifts,
    write_extra_days,
    write_holidays,
    write_shifts,
)
from parley.desktop.auto_reply.words import _
from parley.desktop.failures import sentence_of
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.fields import TextArea, TextField
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.scrolled_body import ScrolledBody
from parley.domain.errors import Refusal
from parley.domain.hours import WorkingHours, check_hours

T = TypeVar("T")


class HoursDialog(Dialog):
    """What is written is told, and stored by whoever opened this; `refuse` shows why it couldn't be.

    Signals: `written` with the hours, or None when there shall be none.
    """

    written = Signal(object)

    def __init__(self, hours: WorkingHours, owner: QWidget, *, is_set: bool) -> None:
        super().__init__(owner, _("Working hours"), width=560, name="hours")
        self._form = ScrolledBody(self)
        self.column.addWidget(self._form, 1)
        self._add_zone(hours.zone)
        self.days: list[TextField] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for index in range(7):
            name = QLocale().standaloneDayName(index + 1)
            grid.addWidget(TextLabel(name, self, style=TextStyle.BODY), index, 0)
            field = TextField("", self, placeholder=_("closed"), name=f"hours.day{index + 1}")
            field.edit.setAccessibleName(name)
            field.set_text(write_shifts(hours.week[index]))
            grid.addWidget(field, index, 1)
            self.days.append(field)
        copy = Button(
            _("Monday's for Tuesday to Friday"),
            self,
            kind=ButtonKind.SECONDARY,
            size=ButtonSize.SMALL,
            name="hours.copy",
        )
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        self._form.column.addLayout(grid)
        self._form.column.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.holidays = TextArea(
            _("Holidays, one a line"),
            self,
            placeholder=_("2026-10-01 - 2026-10-07 National Day"),
            rows=3,
            name="hours.holidays",
        )
        self.holidays.set_text(write_holidays(hours.holidays))
        self.extra = TextArea(
            _("Extra working days, one a line"),
            self,
            placeholder=_("2026-10-10 9:00-18:00 make-up day"),
            rows=2,
            name="hours.extra",
        )
        self.extra.set_text(write_extra_days(hours.extra_days))
        self._form.column.addWidget(self.holidays)
        self._form.column.addWidget(self.extra)
        if is_set:
            none = self.add_button(_("No working hours"), name="hours.none")
            none.clicked.connect(lambda: self.written.emit(None))
        self._save = self.add_ok_cancel(_("Save"), _("Cancel"))

    def hours(self) -> WorkingHours:
        """As they are written now. Raises Refusal and marks the field."""
        week = tuple(self._read(field, read_shifts) for field in self.days)
        holidays = self._read(self.holidays, read_holidays)
        extra = self._read(self.extra, read_extra_days)
        hours = WorkingHours(
            zone=self.zone.currentText().strip(), week=week, holidays=holidays, extra_days=extra
        )
        try:
            return check_hours(hours)
        except Refusal as refusal:
            self._field_of(refusal.field or "").set_error(sentence_of(refusal))
            raise

    def refuse(self, error: BaseException) -> None:
        """They couldn't be stored."""
        self._save.setEnabled(True)
        self.extra.set_error(sentence_of(error))

    def close_written(self) -> None:
        """They were stored."""
        super().accept()

    def _add_zone(self, zone: str) -> None:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(TextLabel(_("Time zone"), holder, style=TextStyle.BODY), 1)
        self.zone = QComboBox(holder)
        self.zone.setObjectName("hours.zone")
        self.zone.setAccessibleName(_("Time zone"))
        self.zone.setMinimumWidth(230)
        self.zone.setEditable(True)
        editor = self.zone.lineEdit()
        assert editor is not None
        editor.setTextMargins(8, 0, 0, 0)
        self.zone.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.zone.addItems(
            sorted(name for name in available_timezones() if "/" in name and name[:3] != "Etc")
        )
        completer = self.zone.completer()
        assert completer is not None
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.zone.setCurrentText(zone)
        row.addWidget(self.zone)
        self._form.column.addWidget(holder)

    def _copy(self) -> None:
        for field in self.days[1:5]:
            field.set_text(self.days[0].text())

    def _read(self, field: TextField | TextArea, read: Callable[[str], T]) -> T:
        try:
            return read(field.text())
        except Refusal as refusal:
            field.set_error(sentence_of(refusal))
            raise

    def _field_of(self, field: str) -> TextField | TextArea:
        if field.startswith("week["):
            return self.days[int(field[5])]
        return self.extra if field.startswith("extra") else self.holidays

    # Qt overrides

    def accept(self) -> None:
        try:
            hours = self.hours()
        except Refusal:
            self._form.updateGeometry()
            self.fit()
            return
        self._save.setEnabled(False)
        self.written.emit(hours)
