"""A turning arc while something is under way."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from parley.desktop.style.theme import is_restyle, tokens_of

_TICK_MS = 33
_STEP_DEGREES = 14


class Spinner(QWidget):
    """Turns while it's visible; with motion off it shows the arc at rest."""

    def __init__(
        self,
        label: str = "",
        parent: QWidget | None = None,
        *,
        size: int = 20,
        ink: str = "accent",
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFixedSize(QSize(size, size))
        self._ink = ink
        self._angle = 90
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._turn)

    @property
    def is_turning(self) -> bool:
        """Whether it moves."""
        return self._timer.isActive()

    def _turn(self) -> None:
        self._angle = (self._angle - _STEP_DEGREES) % 360
        self.update()

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = max(2.0, self.width() / 9)
        box = QRectF(self.rect()).adjusted(width, width, -width, -width)
        painter.setPen(QPen(tokens.line, width))
        painter.drawEllipse(box)
        arc = QPen(getattr(tokens, self._ink), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(arc)
        # Qt counts arcs in sixteenths of a degree.
        painter.drawArc(box, self._angle * 16, 100 * 16)
        painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        if tokens_of(self).motion:
            self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if is_restyle(event) and hasattr(self, "_timer"):
            if not tokens_of(self).motion:
                self._timer.stop()
            elif self.isVisible():
                self._timer.start()
        super().changeEvent(event)
