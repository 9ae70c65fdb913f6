"""A count in a red pill: unread messages, open turns."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from parley.desktop.style.paint import rounded
from parley.desktop.style.theme import is_restyle, tokens_of
from parley.desktop.style.tokens import Size, TextStyle, Tokens


def badge_text(count: int) -> str:
    """What a badge says: at most three signs."""
    return "99+" if count > 99 else str(count)


def badge_size(text: str, tokens: Tokens) -> QSize:
    """The size of a badge with this text."""
    height = tokens.scaled(Size.BADGE)
    width = QFontMetricsF(tokens.font(TextStyle.TIME_STRONG)).horizontalAdvance(text)
    return QSize(max(height, round(width) + 10), height)


def paint_badge(
    painter: QPainter,
    top_right: QPointF,
    text: str,
    tokens: Tokens,
    *,
    muted: bool = False,
    ring: QColor | None = None,
) -> QRectF:
    """Paint a badge whose upper right corner is at `top_right`; returns where it is.

    `muted` is the grey of a muted conversation; `ring` is the ground's colour, to set it off from a picture.
    """
    size = badge_size(text, tokens)
    box = QRectF(top_right.x() - size.width(), top_right.y(), size.width(), size.height())
    painter.save()
    if ring is not None:
        rounded(painter, box.adjusted(-2, -2, 2, 2), size.height() / 2 + 2, ring)
    rounded(painter, box, size.height() / 2, tokens.line if muted else tokens.red)
    painter.setFont(tokens.figures(TextStyle.TIME_STRONG))
    painter.setPen(tokens.ink2 if muted else tokens.red_ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return box


class Badge(QWidget):
    """A badge of its own; hidden while the count is nought."""

    def __init__(
        self, count: int = 0, parent: QWidget | None = None, *, muted: bool = False, name: str = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._count = 0
        self._muted = muted
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(count)

    @property
    def count(self) -> int:
        """What it counts."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show this count; nought hides the badge."""
        self._count = max(0, count)
        self.setAccessibleName(str(self._count))
        self.setVisible(self._count > 0)
        self.updateGeometry()
        self.update()

    def set_muted(self, muted: bool) -> None:
        """Grey instead of red."""
        self._muted = muted
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return badge_size(badge_text(self._count), tokens_of(self))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        corner = QPointF(self.width(), 0)
        paint_badge(painter, corner, badge_text(self._count), tokens_of(self), muted=self._muted)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if is_restyle(event):
            self.updateGeometry()
        super().changeEvent(event)
