"""How far a message to many has come: sent, skipped and failed, each in its colour."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from parley.desktop.style.theme import tokens_of
from parley.domain.broadcast import Broadcast

_HEIGHT = 8


class ProgressBar(QWidget):
    """A thin bar; the words beside it say the same."""

    def __init__(self, parent: QWidget, *, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._shares: tuple[tuple[float, str], ...] = ()

    def show_broadcast(self, broadcast: Broadcast) -> None:
        """As it is now."""
        total = max(1, broadcast.total)
        self._shares = (
            (broadcast.sent / total, "accent"),
            (broadcast.skipped / total, "amber"),
            (broadcast.failed / total, "red"),
        )
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(120, tokens_of(self).scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, whole = tokens_of(self), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QPainterPath()
        track.addRoundedRect(whole, whole.height() / 2, whole.height() / 2)
        painter.setClipPath(track)
        painter.fillRect(whole, tokens.line)
        left = whole.left()
        for share, ink in self._shares:
            width = whole.width() * share
            painter.fillRect(QRectF(left, whole.top(), width, whole.height()), getattr(tokens, ink))
            left += width
        painter.end()
