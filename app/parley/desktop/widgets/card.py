"""A framed panel on the surface."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from parley.desktop.style.paint import rounded
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import Radius


class Card(QWidget):
    """A rounded frame around related things; fill its `column`."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        padding: int = 16,
        radius: int = Radius.CARD,
        ground: str = "surface",
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._radius = radius
        self._ground = ground
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(padding, padding, padding, padding)
        self.column.setSpacing(12)

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        rounded(painter, self.rect(), self._radius, getattr(tokens, self._ground), tokens.line)
        painter.end()


class Panel(QWidget):
    """A plain area in one colour token: the ground of a list, a header, a side panel."""

    def __init__(self, ground: str = "surface", parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._ground = ground

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), getattr(tokens_of(self), self._ground))
        painter.end()
