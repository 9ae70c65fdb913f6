"""A quiet message at the foot of a window that goes away by itself."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from parley.desktop.style.icons import Icon, paint_icon
from parley.desktop.style.paint import rounded
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import Radius, Size, TextStyle

_SHOWN_MS = 3200
_MARGIN = 32
_NAME = "toast"


def show_toast(window: QWidget, text: str, icon: Icon | None = Icon.CHECK) -> "Toast":
    """Say something in passing at the foot of the window; it replaces the toast before it."""
    for old in window.findChildren(Toast, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.dismiss()
    toast = Toast(window, text, icon)
    toast.show()
    toast.raise_()
    return toast


class Toast(QWidget):
    """The message; made by `show_toast`. The pointer passes through it."""

    def __init__(self, window: QWidget, text: str, icon: Icon | None) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName(_NAME)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = text
        self._icon = icon
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self._timer.start(_SHOWN_MS)
        window.installEventFilter(self)
        self._place()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def dismiss(self) -> None:
        """Take it away at once."""
        self._timer.stop()
        self.hide()
        self.deleteLater()

    def _place(self) -> None:
        size = self.sizeHint()
        room = self._window.rect()
        width = min(size.width(), room.width() - 2 * _MARGIN)
        x = (room.width() - width) // 2
        self.setGeometry(x, room.height() - size.height() - _MARGIN, width, size.height())

    # Qt overrides

    def sizeHint(self) -> QSize:
        tokens = tokens_of(self)
        width = QFontMetrics(tokens.font(TextStyle.BODY)).horizontalAdvance(self._text) + 32
        if self._icon is not None:
            width += tokens.scaled(Size.ICON_SMALL) + 8
        return QSize(width, tokens.scaled(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        rounded(painter, self.rect(), Radius.CARD, tokens.tooltip)
        room = QRectF(self.rect()).adjusted(16, 0, -16, 0)
        if self._icon is not None:
            side = tokens.scaled(Size.ICON_SMALL)
            box = QRectF(room.x(), round(room.center().y() - side / 2), side, side)
            paint_icon(painter, self._icon, box, tokens.tooltip_ink)
            room.setLeft(room.left() + side + 8)
        painter.setFont(tokens.font(TextStyle.BODY))
        painter.setPen(tokens.tooltip_ink)
        shown = painter.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideRight, int(room.width()) + 1
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        return False
