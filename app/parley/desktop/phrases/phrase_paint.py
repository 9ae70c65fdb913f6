"""How a phrase is painted in lists: its code, its words with variables in colour."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from parley.desktop.phrases.words import Tinted
from parley.desktop.style.paint import rounded
from parley.desktop.style.tokens import Radius, TextStyle, Tokens


def paint_tinted(
    painter: QPainter,
    box: QRectF,
    pieces: Sequence[Tinted],
    tokens: Tokens,
    *,
    style: TextStyle = TextStyle.BODY,
    strong: TextStyle = TextStyle.BODY_STRONG,
    ink: QColor | None = None,
) -> None:
    """One line of text in pieces, ending in … where there's no room."""
    x, right = box.x(), box.right()
    for text, colour in pieces:
        font = tokens.font(strong if colour else style)
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(text)
        shown = text
        if x + width > right:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, right - x))
        painter.setFont(font)
        painter.setPen(getattr(tokens, colour) if colour else (ink or tokens.ink))
        painter.drawText(
            QRectF(x, box.y(), right - x + 1, box.height()), Qt.AlignmentFlag.AlignVCenter, shown
        )
        x += width
        if shown != text or x >= right:
            return


def paint_code(painter: QPainter, box: QRectF, code: str, tokens: Tokens) -> None:
    """/fh"""
    font = tokens.font(TextStyle.SECOND_STRONG)
    painter.setFont(font)
    painter.setPen(tokens.accent)
    shown = QFontMetricsF(font).elidedText(f"/{code}", Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown if code else "")


def paint_key(painter: QPainter, box: QRectF, key: str, tokens: Tokens) -> None:
    """A small key cap."""
    rounded(painter, box, Radius.TAG, tokens.surface, tokens.line)
    painter.setFont(tokens.figures(TextStyle.TIME))
    painter.setPen(tokens.ink3)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
