"""The send button: its right end chooses the key that sends."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from parley.desktop.chat.words import _
from parley.desktop.style.paint import chevron, focus_ring, rounded
from parley.desktop.style.tokens import Radius, Size, TextStyle, Tokens
from parley.desktop.widgets.painted_button import PaintedButton

_MENU_WIDTH = 26


class SendButton(PaintedButton):
    """Sends on a click; `menu_wanted` on a click at its right end or Alt+Down."""

    menu_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent, name="chat.composer.send")
        self._is_on_menu = False
        self._can_send = False

    def set_can_send(self, can_send: bool) -> None:
        """Whether there is something to send; the menu can be opened all the same."""
        self._can_send = can_send
        self.update()

    def retranslate(self, key: str) -> None:
        """Read the texts again; `key` is the one that sends."""
        self.setText(_("Send"))
        self.setAccessibleName(_("Send"))
        self.setToolTip(_("Send ({key})", key=key))
        self.updateGeometry()
        self.update()

    def wanted_size(self, tokens: Tokens) -> QSize:
        text = QFontMetricsF(tokens.font(TextStyle.BODY_STRONG)).horizontalAdvance(self.text())
        return QSize(round(text) + tokens.scaled(14 + 8 + _MENU_WIDTH), tokens.scaled(Size.BUTTON))

    def paint(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        ground, ink = (tokens.accent, tokens.accent_ink) if self._can_send else (tokens.sunken, tokens.ink3)
        if self._can_send and (self.is_hovered or self.isDown()):
            ground = tokens.accent_pressed if self.isDown() else tokens.accent_hover
        rounded(painter, rect, Radius.BUTTON, ground)
        menu = tokens.scaled(_MENU_WIDTH)
        painter.setFont(tokens.font(TextStyle.BODY_STRONG))
        painter.setPen(ink)
        words = rect.adjusted(tokens.scaled(14), 0, -menu, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        faint = QColor(ink)
        faint.setAlphaF(0.28)
        painter.fillRect(QRectF(round(rect.right() - menu), rect.top() + 8, 1, rect.height() - 16), faint)
        centre = QPointF(rect.right() - menu / 2, rect.center().y())
        chevron(painter, centre, tokens.scaled(8), ink)
        if self.shows_focus:
            focus_ring(painter, rect.adjusted(-1, -1, 1, 1), Radius.BUTTON, tokens)

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_on_menu = event.position().x() > self.width() - self.tokens.scaled(_MENU_WIDTH)
        if self._is_on_menu and event.button() == Qt.MouseButton.LeftButton:
            self.menu_wanted.emit()
            event.accept()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.menu_wanted.emit()
            return
        super().keyPressEvent(event)
