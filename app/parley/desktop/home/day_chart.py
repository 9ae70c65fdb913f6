"""A small chart with a bar for each day. Left and right choose a day; a screen reader hears each."""

from collections.abc import Sequence
from datetime import date

import msgspec
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from parley.desktop.home.figure_words import day_words
from parley.desktop.style.paint import focus_ring, hairline, mixed, rounded
from parley.desktop.style.theme import is_restyle, tokens_of
from parley.desktop.style.tokens import Radius, TextStyle, Tokens

_HEIGHT = 168
_LABELS = 22
_WIDEST_BAR = 28


class Bar(msgspec.Struct, frozen=True):
    """A day, its value (None: nothing to show), and the value in words."""

    day: date
    value: float | None
    words: str


class DayChart(QWidget):
    """Bars from the oldest day to today. `top` is what a full bar stands for, None: the largest value.

    Signals: `chosen` with the index of the day under the pointer or chosen by key.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bars: tuple[Bar, ...] = ()
        self._top: float | None = None
        self._current = -1

    @property
    def current(self) -> int:
        """The index of the day that is marked."""
        return self._current

    def set_bars(self, bars: Sequence[Bar], title: str, top: float | None = None) -> None:
        """Other days or another figure; the newest day is marked."""
        keeps = len(bars) == len(self._bars)
        self._bars, self._top = tuple(bars), top
        if not keeps or not 0 <= self._current < len(bars):
            self._current = len(bars) - 1
        self.setAccessibleName(title)
        self.setAccessibleDescription("; ".join(f"{day_words(bar.day)}: {bar.words}" for bar in self._bars))
        self.update()
        self._tell()

    def _mark(self, index: int) -> None:
        if 0 <= index < len(self._bars) and index != self._current:
            self._current = index
            self.update()
            self._tell()

    def _tell(self) -> None:
        if 0 <= self._current < len(self._bars):
            self.chosen.emit(self._current)

    def _slot(self) -> float:
        return self.width() / max(1, len(self._bars))

    def _paint_bar(self, painter: QPainter, index: int, tokens: Tokens, floor: float) -> None:
        bar, slot = self._bars[index], self._slot()
        top = self._top or max((one.value or 0 for one in self._bars), default=0) or 1
        width = min(_WIDEST_BAR, slot * 0.6)
        left = slot * index + (slot - width) / 2
        if not bar.value:
            return
        height = max(2.0, (floor - 8) * min(1.0, bar.value / top))
        quiet = mixed(tokens.accent_soft, tokens.accent, 0.25)
        colour = tokens.accent if index == self._current else quiet
        rounded(painter, QRectF(left, floor - height, width, height), min(4, width / 3, height / 2), colour)

    def _paint_label(self, painter: QPainter, index: int, tokens: Tokens, floor: float) -> None:
        bar, slot = self._bars[index], self._slot()
        words = str(bar.day.day) if bar.day.day != 1 and index else day_words(bar.day, weekday=False)
        step = max(1, round(tokens.scaled(24) / slot + 0.49))
        if (len(self._bars) - 1 - index) % step and index != self._current:
            return
        painter.setFont(tokens.figures(TextStyle.LABEL))
        painter.setPen(tokens.accent if index == self._current else tokens.ink3)
        width = max(slot, painter.fontMetrics().horizontalAdvance(words) + 4)
        left = min(max(0.0, slot * index + (slot - width) / 2), self.width() - width)
        painter.drawText(QRectF(left, floor + 4, width, _LABELS), Qt.AlignmentFlag.AlignHCenter, words)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(320, tokens_of(self).scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, tokens_of(self).scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        floor = self.height() - tokens.scaled(_LABELS)
        for index in range(len(self._bars)):
            self._paint_bar(painter, index, tokens, floor)
        hairline(
            painter,
            QRectF(0, floor, 0, 0).topLeft(),
            QRectF(self.width(), floor, 0, 0).topLeft(),
            tokens.line,
        )
        for index in range(len(self._bars)):
            self._paint_label(painter, index, tokens, floor)
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            focus_ring(painter, self.rect(), Radius.FIELD, tokens)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mark(int(event.position().x() / self._slot()))

    def leaveEvent(self, event: QEvent) -> None:
        self._mark(len(self._bars) - 1)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_Left: self._current - 1,
            Qt.Key.Key_Right: self._current + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._bars) - 1,
        }
        wanted = keys.get(Qt.Key(event.key()))
        if wanted is None:
            super().keyPressEvent(event)
        else:
            self._mark(wanted)

    def changeEvent(self, event: QEvent) -> None:
        if is_restyle(event):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)
