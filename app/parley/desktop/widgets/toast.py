"""A quiet message at the foot of a window that goes away by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from parley.desktop.style.icons import Icon, paint_icon
from parley.desktop.style.paint import rounded
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import Radius, Size, TextStyle, Tokens
from parley.desktop.widgets.painted_button import PaintedButton

_SHOWN_MS = 3200
_OFFERED_MS = 8000
_MARGIN = 32
_NAME = "toast"

ToastAction = tuple[str, Callable[[], object]]


def show_toast(
    window: QWidget, text: str, icon: Icon | None = Icon.CHECK, *, action: ToastAction | None = None
) -> "Toast":
    """Say something in passing at the foot of the window; it replaces the toast before it.

    `action` offers one step, as (words, what it does); the toast then stays longer and takes clicks.
    """
    for old in window.findChildren(Toast, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.dismiss()
    toast = Toast(window, text, icon, action)
    toast.show()
    toast.raise_()
    return toast


class Toast(QWidget):
    """The message; made by `show_toast`. The pointer passes through it, unless it offers something to do."""

    def __init__(
        self, window: QWidget, text: str, icon: Icon | None, action: ToastAction | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName(_NAME)
        self.setAccessibleName(text)
        self._button: _Action | None = None
        if action is None:
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        else:
            self._button = _Action(action[0], self)
            self._button.clicked.connect(self.dismiss)
            self._button.clicked.connect(lambda: action[1]())
        self._text = text
        self._icon = icon
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self._timer.start(_SHOWN_MS if action is None else _OFFERED_MS)
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
        if self._button is not None:
            side = self._button.sizeHint()
            self._button.setGeometry(width - side.width() - 8, 0, side.width(), size.height())

    # Qt overrides

    def sizeHint(self) -> QSize:
        tokens = tokens_of(self)
        width = QFontMetrics(tokens.font(TextStyle.BODY)).horizontalAdvance(self._text) + 32
        if self._icon is not None:
            width += tokens.scaled(Size.ICON_SMALL) + 8
        if self._button is not None:
            width += self._button.sizeHint().width()
        return QSize(width, tokens.scaled(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        rounded(painter, self.rect(), Radius.CARD, tokens.tooltip)
        taken = self._button.width() + 8 if self._button is not None else 16
        room = QRectF(self.rect()).adjusted(16, 0, -taken, 0)
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


class _Action(PaintedButton):
    """The one step a toast offers."""

    def __init__(self, text: str, toast: Toast) -> None:
        super().__init__(text, toast, name=f"{_NAME}.action")
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def wanted_size(self, tokens: Tokens) -> QSize:
        width = QFontMetrics(tokens.font(TextStyle.BODY_STRONG)).horizontalAdvance(self.text())
        return QSize(width + 24, tokens.scaled(40))

    def paint(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        if self.is_hovered or self.shows_focus:
            line = QRectF(rect.x() + 12, rect.center().y() + 9, rect.width() - 24, 1)
            painter.fillRect(line, tokens.tooltip_ink)
        painter.setFont(tokens.font(TextStyle.BODY_STRONG))
        painter.setPen(tokens.tooltip_ink)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())
