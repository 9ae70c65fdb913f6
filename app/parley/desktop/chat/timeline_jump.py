"""The buttons over the timeline: down to the newest message, up to the first unread one."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from parley.desktop.chat.words import _, new_text, unread_text
from parley.desktop.style.icons import Icon, paint_icon
from parley.desktop.style.paint import focus_ring, rounded
from parley.desktop.style.tokens import TextStyle, Tokens
from parley.desktop.widgets.painted_button import PaintedButton

_RIM = 3


class JumpButton(PaintedButton):
    """A round button; a pill while there is a number to tell."""

    arrow = Icon.ARROW_DOWN
    shortcut_hint = "End"

    def __init__(self, parent: QWidget, *, name: str = "chat.timeline.jump") -> None:
        super().__init__("", parent, name=name)
        self._count = 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_count(self, count: int) -> None:
        """How many messages lie there."""
        if count != self._count:
            self._count = count
            self.retranslate()

    def retranslate(self) -> None:
        """Read the texts again."""
        label = self.words(self._count)
        self.setAccessibleName(label)
        self.setToolTip(f"{label} ({self.shortcut_hint})")
        self.updateGeometry()
        self.update()

    def words(self, count: int) -> str:
        """What it says; `count` may be nought."""
        return new_text(count) if count else _("Go to the newest message")

    def wanted_size(self, tokens: Tokens) -> QSize:
        height = tokens.scaled(32) + 2 * _RIM
        if not self._count:
            return QSize(height, height)
        text = QFontMetricsF(tokens.font(TextStyle.SECOND_STRONG)).horizontalAdvance(self.accessibleName())
        return QSize(round(text) + tokens.scaled(46) + 2 * _RIM, height)

    def paint(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        box = rect.adjusted(_RIM, _RIM, -_RIM, -_RIM)
        radius = box.height() / 2
        soft = tokens.shadow
        rounded(painter, box.translated(0, 1).adjusted(-1, -1, 1, 1), radius + 1, soft)
        filled = bool(self._count)
        ground = tokens.accent if filled else tokens.raised
        if self.is_hovered and filled:
            ground = tokens.accent_hover
        rounded(painter, box, radius, ground, None if filled else tokens.line)
        ink = tokens.accent_ink if filled else (tokens.ink if self.is_hovered else tokens.ink2)
        side = tokens.scaled(16)
        icon = QRectF(box.left() + (tokens.scaled(12) if filled else (box.width() - side) / 2), 0, side, side)
        icon.moveTop(box.center().y() - side / 2)
        paint_icon(painter, self.arrow, icon, ink)
        if filled:
            painter.setFont(tokens.font(TextStyle.SECOND_STRONG))
            painter.setPen(ink)
            words = box.adjusted(tokens.scaled(34), 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.accessibleName())
        if self.shows_focus:
            focus_ring(painter, rect, rect.height() / 2, tokens)


class UnreadButton(JumpButton):
    """Up to the first unread message that one hasn't seen."""

    arrow = Icon.ARROW_UP
    shortcut_hint = "Alt+Home"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, name="chat.timeline.unread")

    def words(self, count: int) -> str:
        return unread_text(count)
