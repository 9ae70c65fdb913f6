"""What hangs on the pointer while somebody or something is dragged: small, beside it, so that the target stays in view."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from parley.desktop.style.paint import rounded
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import Size, TextStyle
from parley.desktop.widgets.avatar import paint_avatar

_WIDEST = 220
_PAD = 8


def drag_chip(widget: QWidget, name: str, key: str, picture: QPixmap | None = None) -> QPixmap:
    """An avatar and a name, as sharp as the screen `widget` is on."""
    tokens = tokens_of(widget)
    side = Size.AVATAR_TINY
    metrics = QFontMetricsF(tokens.font(TextStyle.BODY_STRONG))
    text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, tokens.scaled(_WIDEST))
    width = 3 * _PAD + side + metrics.horizontalAdvance(text) + 4
    height = tokens.scaled(36)
    ratio = widget.devicePixelRatioF()
    chip = QPixmap(round(width * ratio), round(height * ratio))
    chip.setDevicePixelRatio(ratio)
    chip.fill(Qt.GlobalColor.transparent)
    painter = QPainter(chip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(0.5, 0.5, width - 1, height - 1)
    rounded(painter, box, 8, tokens.raised, tokens.accent)
    avatar = QRectF(QPointF(_PAD, (height - side) / 2), QPointF(_PAD + side, (height + side) / 2))
    paint_avatar(painter, avatar, name=name, key=key, tokens=tokens, picture=picture)
    painter.setFont(tokens.font(TextStyle.BODY_STRONG))
    painter.setPen(tokens.ink)
    painter.drawText(box.adjusted(2 * _PAD + side, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
    painter.end()
    return chip
