"""A segmented control: two to four views of which one shows."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from parley.desktop.style.paint import focus_ring, rounded
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import Radius, TextStyle, Tokens
from parley.desktop.widgets.chips import ChoiceRow
from parley.desktop.widgets.painted_button import PaintedButton

_INSET = 3


class SegmentedControl(ChoiceRow):
    """Equal segments on a sunken ground; `chosen` tells the key a person picked."""

    def __init__(
        self,
        items: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        label: str = "",
        name: str = "",
    ) -> None:
        super().__init__(parent, name)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        row.setSpacing(4)
        for key, text in items:
            segment = _Segment(text, self, name=f"{name}_{key}")
            self._adopt(key, segment)
            row.addWidget(segment, 1)
        self.set_current(items[0][0])

    def set_text(self, key: str, text: str) -> None:
        """Another text on one segment. Raises KeyError for an unknown key."""
        self._buttons[key].setText(text)
        self._buttons[key].setAccessibleName(text)
        self._buttons[key].updateGeometry()

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, self.rect(), Radius.FIELD, tokens_of(self).sunken)
        painter.end()


class _Segment(PaintedButton):
    def __init__(self, text: str, parent: QWidget, *, name: str) -> None:
        super().__init__(text, parent, name=name)
        self.setText(text)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wanted_size(self, tokens: Tokens) -> QSize:
        width = QFontMetrics(tokens.font(TextStyle.SECOND_STRONG)).horizontalAdvance(self.text())
        return QSize(width + 24, tokens.scaled(26))

    def paint(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        ink = tokens.ink2
        if self.isChecked():
            ink = tokens.ink
            if not tokens.is_dark:
                rounded(painter, rect.translated(0, 0.5), 6, tokens.pressed)
            rounded(
                painter, rect.adjusted(0, 0, 0, -0.5), 6, tokens.other if tokens.is_dark else tokens.surface
            )
        elif self.is_hovered:
            ink = tokens.ink
            rounded(painter, rect, 6, tokens.hover)
        if not self.isEnabled():
            ink = tokens.ink_disabled
        painter.setFont(tokens.font(TextStyle.SECOND_STRONG if self.isChecked() else TextStyle.SECOND))
        painter.setPen(ink)
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(rect.width()) - 8
        )
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        if self.shows_focus:
            focus_ring(painter, rect, 6, tokens)
