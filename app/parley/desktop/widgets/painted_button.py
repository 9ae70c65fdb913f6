"""The base of every button that paints itself."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from parley.desktop.style.theme import is_restyle, tokens_of
from parley.desktop.style.tokens import Tokens

_ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})


class PaintedButton(QAbstractButton):
    """Tracks hover and visible focus, and hands painting to `paint`.

    A click doesn't take the keyboard focus (the composer keeps it); Tab reaches it, Space and Enter press it.
    """

    def __init__(self, label: str, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._is_hovered = False

    @property
    def tokens(self) -> Tokens:
        """The tokens in force."""
        return tokens_of(self)

    @property
    def is_hovered(self) -> bool:
        """Whether the pointer is over it and it can be pressed."""
        return self._is_hovered and self.isEnabled()

    @property
    def shows_focus(self) -> bool:
        """Whether to draw the focus ring: after keyboard use only."""
        return self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)

    def wanted_size(self, tokens: Tokens) -> QSize:
        """The size it wants; override."""
        raise NotImplementedError

    def paint(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint it; override."""
        raise NotImplementedError

    # Qt overrides

    def sizeHint(self) -> QSize:
        return self.wanted_size(self.tokens)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, QRectF(self.rect()), self.tokens)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._is_hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._is_hovered = False
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        if event.key() in _ARROWS and self.group() is None:
            # Qt would move the focus to a neighbour; a row of choices wants to move the choice. In a button group
            # Qt moves the choice itself, and arrows are the only way to those that Tab passes over.
            event.ignore()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if is_restyle(event):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)
