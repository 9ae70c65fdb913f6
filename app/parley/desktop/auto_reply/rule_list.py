"""The rules of a book, the most important first: moved by drag, by Alt+↑ and Alt+↓, or by the arrows."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parley.desktop.auto_reply.words import _, rule_title
from parley.desktop.style.icons import Icon
from parley.desktop.style.paint import focus_ring
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import Radius, TextStyle
from parley.desktop.widgets.buttons import IconButton
from parley.desktop.widgets.labels import ElidedLabel, Hairline, TextLabel
from parley.desktop.widgets.switch import Switch
from parley.domain.auto_reply import Rule

_DRAG_STARTS = 6


class RuleList(QWidget):
    """Shows rules; what a person wants is told, nothing is changed here.

    Signals: `moved` with a rule's place and its new place, `edited` and `removed` with a place, `switched` with a
    place and whether it is on.
    """

    moved = Signal(int, int)
    edited = Signal(int)
    removed = Signal(int)
    switched = Signal(int, bool)

    def __init__(self, parent: QWidget, *, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(_("Rules"))
        self._rows: list[RuleRow] = []
        self._drop = -1
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def set_rules(self, rules: Sequence[Rule], *, may_edit: bool) -> None:
        """Show these."""
        focused = next((row.place for row in self._rows if row.hasFocus()), -1)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = []
        for place, rule in enumerate(rules):
            if place:
                self._column.addWidget(Hairline(parent=self))
            row = RuleRow(rule, place, len(rules), self, may_edit=may_edit)
            row.moved.connect(self._move)
            row.edited.connect(self.edited)
            row.removed.connect(self.removed)
            row.switched.connect(self.switched)
            row.dragged.connect(self._drag)
            row.dropped.connect(self._drop_row)
            self._rows.append(row)
            self._column.addWidget(row)
        if 0 <= focused < len(self._rows):
            self._rows[focused].setFocus()

    def _move(self, place: int, step: int) -> None:
        target = place + step
        if 0 <= target < len(self._rows):
            self._rows[target].setFocus()
            self.moved.emit(place, target)

    def _drag(self, y: float) -> None:
        self._drop = sum(row.geometry().center().y() < y for row in self._rows)
        self.update()

    def _drop_row(self, place: int) -> None:
        target, self._drop = self._drop, -1
        self.update()
        target -= target > place
        if target not in (-1, place):
            self.moved.emit(place, target)

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._drop < 0 or not self._rows:
            return
        rows = self._rows
        y = rows[self._drop].y() if self._drop < len(rows) else rows[-1].geometry().bottom() + 1
        painter = QPainter(self)
        painter.fillRect(0, max(0, y - 1), self.width(), 2, tokens_of(self).accent)
        painter.end()


class RuleRow(QWidget):
    """One rule."""

    moved = Signal(int, int)
    edited = Signal(int)
    removed = Signal(int)
    switched = Signal(int, bool)
    dragged = Signal(float)
    dropped = Signal(int)

    def __init__(self, rule: Rule, place: int, count: int, parent: QWidget, *, may_edit: bool) -> None:
        name = f"settings.auto_reply.rule.{rule.id}"
        super().__init__(parent)
        self.place = place
        self._may_edit = may_edit
        self._pressed: QPointF | None = None
        self._is_dragged = False
        title = rule_title(rule)
        self.setObjectName(name)
        self.setAccessibleName(f"{place + 1}. {title}: {rule.text}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        figure = TextLabel(str(place + 1), self, style=TextStyle.BODY_STRONG, ink="accent", figures=True)
        figure.setFixedWidth(20)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(ElidedLabel(title, self, style=TextStyle.BODY_STRONG))
        texts.addWidget(ElidedLabel(" ".join(rule.text.split()), self, style=TextStyle.SECOND, ink="ink2"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(4)
        row.addWidget(figure)
        row.addLayout(texts, 1)
        row.addSpacing(8)
        switch = Switch(_("On: {rule}", rule=title), self, checked=rule.is_on, name=f"{name}.on")
        switch.setEnabled(may_edit)
        switch.toggled.connect(lambda on: self.switched.emit(self.place, on))
        row.addWidget(switch, 0, Qt.AlignmentFlag.AlignVCenter)
        if may_edit:
            self._add_buttons(row, name, count)

    def _add_buttons(self, row: QHBoxLayout, name: str, count: int) -> None:
        place = self.place
        acts = (
            (Icon.ARROW_UP, _("Move up"), "up", place > 0, lambda: self.moved.emit(place, -1)),
            (Icon.ARROW_DOWN, _("Move down"), "down", place < count - 1, lambda: self.moved.emit(place, 1)),
            (Icon.EDIT, _("Edit"), "edit", True, lambda: self.edited.emit(place)),
            (Icon.TRASH, _("Remove"), "remove", True, lambda: self.removed.emit(place)),
        )
        for icon, words, key, is_possible, act in acts:
            button = IconButton(icon, words, self, size=28, icon_size=16, name=f"{name}.{key}")
            button.setEnabled(is_possible)
            button.clicked.connect(lambda _on=False, act=act: act())
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        # Elsewhere in the window these keys go from one conversation to the next.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _step_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _step_of(event)
        if self._may_edit and step:
            self.moved.emit(self.place, step)
        elif self._may_edit and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edited.emit(self.place)
        elif self._may_edit and event.key() == Qt.Key.Key_Delete:
            self.removed.emit(self.place)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._may_edit and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        if abs(event.position().y() - self._pressed.y()) >= _DRAG_STARTS:
            self._is_dragged = True
        if self._is_dragged:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(self.y() + event.position().y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        was_dragged, self._is_dragged, self._pressed = self._is_dragged, False, None
        self.unsetCursor()
        if was_dragged:
            self.dropped.emit(self.place)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        if self._may_edit:
            self.edited.emit(self.place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            focus_ring(painter, self.rect().adjusted(1, 1, -1, -1), Radius.BUTTON, tokens_of(self))
            painter.end()


def _step_of(event: QKeyEvent) -> int:
    """Alt+↑ is -1, Alt+↓ is 1, all else 0."""
    if not event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
