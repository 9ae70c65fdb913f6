"""Parts that stand beside each other, and below each other where there is no room: large text, narrow windows."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget


class FoldingRow(QWidget):
    """A row of its parts; a column as soon as the row would be cut."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8) -> None:
        super().__init__(parent)
        self._parts: list[QWidget] = []
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)

    def add(self, part: QWidget, stretch: int = 0, *, top: bool = False) -> None:
        """One more part."""
        self._parts.append(part)
        self._box.addWidget(part, stretch, Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag(0))

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        hint = self._box.minimumSize()
        return QSize(max((part.minimumSizeHint().width() for part in self._parts), default=0), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        wanted = sum(part.sizeHint().width() for part in self._parts)
        wanted += self._box.spacing() * (len(self._parts) - 1)
        fits = wanted <= event.size().width()
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if direction != self._box.direction():
            self._box.setDirection(direction)
            self.updateGeometry()
        super().resizeEvent(event)
