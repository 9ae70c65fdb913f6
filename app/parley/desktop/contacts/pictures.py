"""Avatars of one session as pixmaps: decoded once, kept in a bounded cache, fetched in the background."""

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from parley.desktop.tasks import Tasks

if TYPE_CHECKING:
    from parley.client.session import Session

_KEPT = 400
_SIDE = 192
"""Sharp for the largest avatar at 200 %; a list of 400 then takes about 55 MB at most."""


class Pictures(QObject):
    """Answers at once with what is there and fetches the rest.

    Signals: `arrived` with the SHA-256 of a picture that can be painted from now on.
    """

    arrived = Signal(str)

    def __init__(self, session: "Session", tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._asked: set[str] = set()

    def of(self, sha256: str | None) -> QPixmap | None:
        """The picture, or None where there is none (yet)."""
        if not sha256:
            return None
        found = self._kept.get(sha256)
        if found is not None:
            self._kept.move_to_end(sha256)
            return found
        data = self._session.avatars.cached(sha256)
        if data:
            return self._keep(sha256, data)
        self._ask(sha256)
        return None

    def _ask(self, sha256: str) -> None:
        if sha256 in self._asked:
            return
        self._asked.add(sha256)
        self._tasks.run(self._fetch(sha256), owner=self, on_error=lambda _error: self._asked.discard(sha256))

    async def _fetch(self, sha256: str) -> None:
        data = await self._session.avatars.fetch(sha256)
        if data and self._keep(sha256, data) is not None:
            self.arrived.emit(sha256)

    def _keep(self, sha256: str, data: bytes) -> QPixmap | None:
        image = QImage.fromData(data)
        if image.isNull():
            return None
        if max(image.width(), image.height()) > _SIDE:
            image = _smaller(image)
        self._kept[sha256] = QPixmap.fromImage(image)
        while len(self._kept) > _KEPT:
            self._asked.discard(self._kept.popitem(last=False)[0])
        return self._kept[sha256]


def _smaller(image: QImage) -> QImage:
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(_SIDE, _SIDE, keep, smooth)
