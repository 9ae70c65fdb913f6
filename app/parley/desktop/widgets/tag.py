"""A short word in a soft colour."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from parley.desktop.style.paint import rounded
from parley.desktop.style.theme import is_restyle, tokens_of
from parley.desktop.style.tokens import Radius, TextStyle, Tokens


def tag_size(text: str, tokens: Tokens) -> QSize:
    """The size of a tag with this text."""
    width = QFontMetrics(tokens.font(TextStyle.TIME_STRONG)).horizontalAdvance(text)
    return QSize(width + 12, tokens.scaled(18))


def paint_tag(
    painter: QPainter, rect: QRectF, text: str, tokens: Tokens, *, ink: QColor, ground: QColor
) -> None:
    """Paint a tag into `rect`."""
    painter.save()
    rounded(painter, rect, Radius.MARK, ground)
    painter.setFont(tokens.figures(TextStyle.TIME_STRONG))
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class Tag(QWidget):
    """A short word in a soft colour: a role, a state, a time waited."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        ink: str = "accent",
        ground: str = "accent_soft",
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._text, self._ink, self._ground = text, ink, ground
        self.setAccessibleName(text)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return tag_size(self._text, tokens_of(self))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self)
        paint_tag(
            painter,
            QRectF(self.rect()),
            self._text,
            tokens,
            ink=getattr(tokens, self._ink),
            ground=getattr(tokens, self._ground),
        )
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if is_restyle(event):
            self.updateGeometry()
        super().changeEvent(event)
