"""One's own picture in the settings: a picture file that is dropped on it is taken."""

from PySide6.QtCore import QMimeData, QRectF, QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from parley.desktop.style.paint import focus_ring
from parley.desktop.style.theme import tokens_of
from parley.desktop.widgets.avatar import AvatarWidget, avatar_radius

_RING = 4


class PictureTarget(AvatarWidget):
    """An avatar with a ring while a file is held over it.

    Signals: `dropped` with the path of the file.
    """

    dropped = Signal(str)

    def __init__(self, name: str, key: str, parent: QWidget, *, size: int, object_name: str) -> None:
        super().__init__(name, key, parent, size=size, object_name=object_name)
        self.setAcceptDrops(True)
        self._is_over = False

    def _set_over(self, is_over: bool) -> None:
        self._is_over = is_over
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(_RING, _RING)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_of(event.mimeData()):
            event.acceptProposedAction()
            self._set_over(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        event.acceptProposedAction()
        self.dropped.emit(_file_of(event.mimeData()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_over:
            return
        painter = QPainter(self)
        focus_ring(painter, QRectF(self.rect()), avatar_radius(self.width()), tokens_of(self))
        painter.end()


def _file_of(mime: QMimeData) -> str:
    """The first file carried that lies on this computer; "" for anything else."""
    return next((url.toLocalFile() for url in mime.urls() if url.isLocalFile()), "")
