"""Asks for what a phrase doesn't know: one field a variable, Tab between them, Enter puts them in."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from parley.desktop.phrases.words import _, name_of_variable
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.fields import TextField
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.popover import Popover

_WIDTH = 300


class VariableForm(Popover):
    """A small panel over the composer; Escape leaves the variables in the text, tinted.

    Signals: `filled(values)` once nothing is empty.
    """

    filled = Signal(object)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, padding=16, name="chat.phrases.fill")
        self._fields: dict[str, TextField] = {}
        self._is_sending = False
        self._title = TextLabel("", self, style=TextStyle.BODY_STRONG, wrap=True)
        self._title.setMinimumWidth(_WIDTH)
        self._done = Button(
            "", self, kind=ButtonKind.PRIMARY, size=ButtonSize.SMALL, name="chat.phrases.fill.ok"
        )
        self._done.clicked.connect(self._finish)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._done)
        self.column.setSpacing(10)
        self.column.addWidget(self._title)
        self.column.addLayout(row)

    def ask(
        self, anchor: QWidget, variables: Sequence[str], known: Mapping[str, str], *, sending: bool
    ) -> None:
        """Open it for these variables; `sending` says what happens after it."""
        if self.is_open:
            self.close_panel()
        self._is_sending = sending
        for old in self._fields.values():
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._fields = {}
        for place, variable in enumerate(variables, 1):
            field = TextField(name_of_variable(variable), self, name=f"chat.phrases.fill.{variable}")
            field.set_text(known.get(variable, ""))
            field.submitted.connect(self._go_on)
            self._fields[variable] = field
            self.column.insertWidget(place, field)
        self.retranslate()
        first = next(
            (f for f in self._fields.values() if not f.text().strip()), next(iter(self._fields.values()))
        )
        self.open_at(anchor, above=True, focus=first.edit)

    def retranslate(self) -> None:
        """Read the texts again."""
        self._title.setText(_("Fill in before it is sent"))
        self.setAccessibleName(self._title.text())
        self._done.set_text(_("Fill in and send") if self._is_sending else _("Fill in"))
        for variable, field in self._fields.items():
            field.set_label(name_of_variable(variable))

    def _go_on(self) -> None:
        empty = self._first_empty()
        if empty is None:
            self._finish()
        else:
            empty.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _first_empty(self) -> TextField | None:
        return next((field for field in self._fields.values() if not field.text().strip()), None)

    def _finish(self) -> None:
        empty = self._first_empty()
        if empty is not None:
            empty.set_error(_("Please fill this in."))
            empty.edit.setFocus(Qt.FocusReason.TabFocusReason)
            self._place()
            return
        values = {variable: field.text().strip() for variable, field in self._fields.items()}
        self.close_panel()
        self.filled.emit(values)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # the field itself hears it
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_done"):
            self.retranslate()
        super().changeEvent(event)
