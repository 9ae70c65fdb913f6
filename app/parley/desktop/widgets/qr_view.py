"""A QR code, painted from its modules."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from parley.desktop.style.paint import rounded
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import Radius

_QUIET_MODULES = 4


class QrView(QWidget):
    """Dark modules on white in both themes, for cameras, with the quiet zone the standard asks for."""

    def __init__(
        self,
        label: str,
        modules: Sequence[Sequence[bool]] = (),
        parent: QWidget | None = None,
        *,
        size: int = 200,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._side = size
        self._modules: Sequence[Sequence[bool]] = modules

    def set_modules(self, modules: Sequence[Sequence[bool]]) -> None:
        """Show another code: rows of booleans, true is dark, without the quiet zone."""
        self._modules = modules
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, self.rect(), Radius.CARD, QColor(Qt.GlobalColor.white), tokens_of(self).line)
        count = len(self._modules)
        if count:
            # Whole device pixels a module: uneven ones confuse readers.
            ratio = self.devicePixelRatioF()
            module = max(1, int(self._side * ratio / (count + 2 * _QUIET_MODULES))) / ratio
            start = (self._side - module * count) / 2
            start = round(start * ratio) / ratio
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            dark = QColor("#101614")
            for y, row in enumerate(self._modules):
                for x, is_dark in enumerate(row):
                    if is_dark:
                        box = QRectF(start + x * module, start + y * module, module, module)
                        painter.fillRect(box, dark)
        painter.end()
