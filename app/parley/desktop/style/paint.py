"""Small strokes shared by the style, the widgets and the delegates."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from parley.desktop.style.tokens import Tokens


def rounded(
    painter: QPainter,
    rect: QRectF | QRect,
    radius: float,
    fill: QColor | None = None,
    line: QColor | None = None,
    width: float = 1.0,
) -> None:
    """A rounded rectangle; the line lies inside `rect`, so that it's crisp at whole pixel ratios."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(rect)
    if line is not None:
        box.adjust(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(line, width))
        radius = max(0.0, radius - width / 2)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, radius, radius)


def focus_ring(painter: QPainter, rect: QRectF | QRect, radius: float, tokens: Tokens) -> None:
    """The one mark of keyboard focus: an accent line of 2 px just inside `rect`."""
    rounded(painter, rect, radius, None, tokens.accent, 2.0)


def soft_shadow(painter: QPainter, rect: QRectF, radius: float, tokens: Tokens, reach: int = 16) -> None:
    """A soft shadow around `rect`, fading to nothing over `reach` px; the caller leaves that much room."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    layer = QColor(tokens.shadow)
    # Stacked outlines, each fainter than the one inside it, add up to a quadratic fade. Hung a little lower:
    # light comes from above.
    drop = reach / 6
    for spread in range(reach, 0, -1):
        layer.setAlphaF(tokens.shadow.alphaF() * 2 * (1 - (spread - 0.5) / reach) / reach)
        painter.setBrush(layer)
        box = rect.adjusted(-spread, -spread, spread, spread).translated(0, drop)
        painter.drawRoundedRect(box, radius + spread, radius + spread)


def hairline(painter: QPainter, start: QPointF, end: QPointF, colour: QColor) -> None:
    """A line one device pixel thin, on whole pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    pen = QPen(colour, 1)
    painter.setPen(pen)
    painter.drawLine(start, end)


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """`share` of the second colour over the first; alpha is mixed too."""
    keep = 1.0 - share
    return QColor.fromRgbF(
        first.redF() * keep + second.redF() * share,
        first.greenF() * keep + second.greenF() * share,
        first.blueF() * keep + second.blueF() * share,
        first.alphaF() * keep + second.alphaF() * share,
    )


def over(ground: QColor, veil: QColor) -> QColor:
    """The opaque colour seen when a translucent veil lies on an opaque ground."""
    opaque = QColor(veil)
    opaque.setAlphaF(1.0)
    return mixed(ground, opaque, veil.alphaF())


def rounded_path(rect: QRectF, radius: float) -> QPainterPath:
    """The outline of a rounded rectangle, for clipping."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path


def chevron(painter: QPainter, centre: QPointF, size: float, colour: QColor, *, turned: int = 0) -> None:
    """A small open arrow; `turned` degrees clockwise from pointing down."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.translate(centre)
    painter.rotate(turned)
    half = size / 2
    path = QPainterPath(QPointF(-half, -half / 2))
    path.lineTo(0, half / 2)
    path.lineTo(half, -half / 2)
    painter.drawPath(path)
    painter.restore()


def tick(painter: QPainter, rect: QRectF, colour: QColor, width: float = 1.8) -> None:
    """A check mark filling the middle of `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y, w, h = rect.x(), rect.y(), rect.width(), rect.height()
    path = QPainterPath(QPointF(x + w * 0.26, y + h * 0.52))
    path.lineTo(x + w * 0.43, y + h * 0.69)
    path.lineTo(x + w * 0.74, y + h * 0.34)
    painter.drawPath(path)
