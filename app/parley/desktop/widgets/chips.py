"""Chips: a row of rounded choices of which one holds."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from parley.desktop.style.paint import focus_ring, rounded
from parley.desktop.style.tokens import Size, TextStyle, Tokens
from parley.desktop.widgets.painted_button import PaintedButton

_PADDING = 10


class Chip(PaintedButton):
    """One rounded choice; `count` stands behind the text."""

    def __init__(
        self,
        text: str,
        parent: QWidget | None = None,
        *,
        count: int = 0,
        checkable: bool = True,
        name: str = "",
    ) -> None:
        super().__init__(text, parent, name=name)
        self.setCheckable(checkable)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._label = text
        self._count = 0
        self.set_count(count)

    def set_label(self, text: str) -> None:
        """Another text; the count stays."""
        self._label = text
        self.set_count(self._count)

    def set_count(self, count: int) -> None:
        """Show a count behind the text; nought shows none."""
        self._count = count
        self.setText(f"{self._label} {count}" if count > 0 else self._label)
        self.setAccessibleName(self.text())
        self.updateGeometry()

    def wanted_size(self, tokens: Tokens) -> QSize:
        # As wide as its bold form, so that choosing one doesn't push the others.
        width = QFontMetrics(tokens.font(TextStyle.SECOND_STRONG)).horizontalAdvance(self.text())
        return QSize(width + 2 * _PADDING, tokens.scaled(Size.CHIP))

    def paint(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        ground, ink = tokens.sunken, tokens.ink2
        if self.isChecked():
            ground, ink = tokens.accent_soft, tokens.accent
        elif self.is_hovered or self.isDown():
            ground, ink = tokens.line, tokens.ink
        if not self.isEnabled():
            ink = tokens.ink_disabled
        rounded(painter, rect, rect.height() / 2, ground)
        painter.setFont(tokens.font(TextStyle.SECOND_STRONG if self.isChecked() else TextStyle.SECOND))
        painter.setPen(ink)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.shows_focus:
            focus_ring(painter, rect, rect.height() / 2, tokens)


class ChoiceRow(QWidget):
    """The keyboard and choice rules shared by chip rows and segmented controls: one holds, arrows move it.

    Signals: `chosen` with the key, when a person picks another.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._buttons: dict[str, PaintedButton] = {}
        self._current = ""

    @property
    def current(self) -> str:
        """The key that holds; empty if there are no choices."""
        return self._current

    def set_current(self, key: str) -> None:
        """Choose without a signal. Raises KeyError for an unknown key."""
        chosen = self._buttons[key]
        self._current = key
        for button in self._buttons.values():
            button.setChecked(button is chosen)
            # Tab enters at the choice that holds; arrows move on from there.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if button is chosen else Qt.FocusPolicy.NoFocus)

    def button(self, key: str) -> PaintedButton:
        """The button of a choice. Raises KeyError for an unknown key."""
        return self._buttons[key]

    def _adopt(self, key: str, button: PaintedButton) -> None:
        self._buttons[key] = button
        button.clicked.connect(lambda: self._pick(key))

    def _pick(self, key: str) -> None:
        changed = key != self._current
        self.set_current(key)
        if changed:
            self.chosen.emit(key)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        keys = list(self._buttons)
        if step is None or self._current not in keys:
            super().keyPressEvent(event)
            return
        key = keys[(keys.index(self._current) + step) % len(keys)]
        self._pick(key)
        # The reason that keeps the focus ring: Tab's does so only while Qt handles that key.
        self._buttons[key].setFocus(Qt.FocusReason.ShortcutFocusReason)


class ChipRow(ChoiceRow):
    """A row of chips of which one holds: the filter above a list."""

    def __init__(
        self,
        items: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
        *,
        label: str = "",
        name: str = "",
    ) -> None:
        super().__init__(parent, name)
        self.setAccessibleName(label)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addStretch(1)
        self.set_items(items)

    def set_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Offer these (key, text); the choice stays if it's still there, else the first holds."""
        for old in self._buttons.values():
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = {}
        for index, (key, text) in enumerate(items):
            chip = Chip(text, self, name=f"{self.objectName()}_{key}")
            self._adopt(key, chip)
            self._row.insertWidget(index, chip)
        if items:
            self.set_current(self._current if self._current in self._buttons else items[0][0])

    def set_count(self, key: str, count: int) -> None:
        """Show a count on one chip; nought shows none. Raises KeyError for an unknown key."""
        chip = self._buttons[key]
        assert isinstance(chip, Chip)
        chip.set_count(count)
