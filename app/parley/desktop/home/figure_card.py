"""A figure of today as a card; pressed, the chart shows it day by day."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from parley.desktop.home.figure_words import NOTHING
from parley.desktop.style.paint import focus_ring, rounded
from parley.desktop.style.tokens import Radius, TextStyle, Tokens
from parley.desktop.widgets.painted_button import PaintedButton

_PADDING = 16
_NARROWEST = 132


class FigureCard(PaintedButton):
    """The figure's name, its value, and what it is compared with."""

    def __init__(self, parent: QWidget, *, name: str) -> None:
        super().__init__("", parent, name=name)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title, self._value, self._second = "", NOTHING, ""

    def set_texts(self, title: str, value: str, second: str, meaning: str) -> None:
        """What it says; `meaning` is the tool tip."""
        self._title, self._value, self._second = title, value, second
        self.setText(value)
        self.setAccessibleName(f"{title}: {value}")
        self.setAccessibleDescription(second)
        self.setToolTip(meaning)
        self.updateGeometry()
        self.update()

    def wanted_size(self, tokens: Tokens) -> QSize:
        width = QFontMetrics(tokens.figures(TextStyle.DISPLAY)).horizontalAdvance(self._value)
        return QSize(max(tokens.scaled(_NARROWEST), width + 2 * _PADDING), tokens.scaled(104))

    def paint(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        line = tokens.accent if self.isChecked() else tokens.line_strong if self.is_hovered else tokens.line
        rounded(painter, rect, Radius.CARD, tokens.surface, line, 1.5 if self.isChecked() else 1.0)
        box = rect.adjusted(_PADDING, 14, -_PADDING, -14)
        self._line(
            painter, box, TextStyle.SECOND_STRONG, "accent" if self.isChecked() else "ink2", self._title, 0
        )
        painter.setFont(tokens.figures(TextStyle.DISPLAY))
        painter.setPen(tokens.ink if self._value != NOTHING else tokens.ink3)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._value)
        self._line(painter, box, TextStyle.TIME, "ink3", self._second, 1)
        if self.shows_focus:
            focus_ring(painter, rect, Radius.CARD, tokens)

    def _line(
        self, painter: QPainter, box: QRectF, style: TextStyle, ink: str, text: str, at_bottom: int
    ) -> None:
        painter.setFont(self.tokens.font(style))
        painter.setPen(getattr(self.tokens, ink))
        side = Qt.AlignmentFlag.AlignBottom if at_bottom else Qt.AlignmentFlag.AlignTop
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, side | Qt.AlignmentFlag.AlignLeft, shown)
