"""A place on the dark rail at the left."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from parley.desktop.style.icons import Icon, paint_icon
from parley.desktop.style.paint import rounded
from parley.desktop.style.tokens import Radius, Size, TextStyle, Tokens
from parley.desktop.widgets.badge import badge_text, paint_badge
from parley.desktop.widgets.painted_button import PaintedButton

_SMALLEST_LABEL = 9


class RailButton(PaintedButton):
    """52 by 52: an icon over a small label, with a badge; checked while its place shows."""

    def __init__(
        self,
        icon: Icon,
        label: str,
        parent: QWidget | None = None,
        *,
        checkable: bool = True,
        shortcut_hint: str = "",
        name: str = "",
    ) -> None:
        super().__init__(label, parent, name=name)
        self._shortcut_hint = shortcut_hint
        self.set_label(label)
        self.setCheckable(checkable)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._icon = icon
        self._badge = ""

    def set_label(self, label: str) -> None:
        """Say another label."""
        self.setText(label)
        self.setAccessibleName(label)
        self.setToolTip(f"{label} ({self._shortcut_hint})" if self._shortcut_hint else label)

    def set_badge(self, count: int) -> None:
        """Show a count at the corner; nought shows none."""
        self._badge = badge_text(count) if count > 0 else ""
        self.setAccessibleDescription(self._badge)
        self.update()

    def wanted_size(self, tokens: Tokens) -> QSize:
        # The rail is as wide as it is: the label's size grows the height only.
        return QSize(Size.RAIL_BUTTON + 4, max(Size.RAIL_BUTTON, tokens.scaled(14) + 38))

    def paint(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        box = rect.adjusted(2, 0, -2, 0)
        ink = tokens.rail_ink
        if self.isChecked():
            rounded(painter, box, Radius.CARD, tokens.rail_on)
            ink = tokens.rail_on_ink
        elif self.is_hovered or self.isDown():
            rounded(painter, box, Radius.CARD, tokens.rail_hover)
            ink = tokens.rail_on_ink
        line = tokens.scaled(14)
        top = round((box.height() - Size.ICON - 1 - line) / 2)
        icon_box = QRectF(box.center().x() - Size.ICON / 2, top, Size.ICON, Size.ICON)
        paint_icon(painter, self._icon, icon_box, ink)
        label_box = QRectF(box.x() - 2, top + Size.ICON + 1, box.width() + 4, line)
        painter.setFont(_fitting(tokens.font(TextStyle.LABEL), self.text(), label_box.width()))
        painter.setPen(ink)
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(label_box.width())
        )
        painter.drawText(label_box, Qt.AlignmentFlag.AlignCenter, text)
        if self._badge:
            # As large as ever: grown with the text it would cover the icon.
            plain = replace(tokens, text_scale=1.0)
            paint_badge(painter, QPointF(rect.right(), 0), self._badge, plain, ring=tokens.rail)
        if self.shows_focus:
            rounded(painter, box, Radius.CARD, None, tokens.rail_on_ink, 2)


def _fitting(font: QFont, text: str, room: float) -> QFont:
    """The rail stays narrow: a word that large text would cut is written as large as it fits."""
    width = QFontMetricsF(font).horizontalAdvance(text)
    if width > room > 0:
        font = QFont(font)
        font.setPixelSize(max(_SMALLEST_LABEL, int(font.pixelSize() * room / width)))
    return font
