"""Paints one laid-out row from tokens. The painter's origin is the row's upper left corner."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPixmap,
    QTextCharFormat,
    QTextLayout,
)

from parley.desktop.chat.timeline_layout import MARGIN, Meta, RowLayout
from parley.desktop.chat.timeline_text import Link
from parley.desktop.chat.words import _
from parley.desktop.style.icons import Icon, paint_icon
from parley.desktop.style.paint import focus_ring
from parley.desktop.style.tokens import Radius, TextStyle, Tokens
from parley.desktop.widgets.avatar import paint_avatar

PictureOf = Callable[[str | None], QPixmap | None]
"""The picture of an avatar's hash, if it is at hand."""


@dataclass(frozen=True, slots=True)
class RowState:
    """What of a row's look isn't in its layout."""

    selected: tuple[int, int] | None = None
    hovered_link: Link | None = None
    hovered_action: str = ""
    is_focused: bool = False


def paint_row(
    painter: QPainter, layout: RowLayout, state: RowState, tokens: Tokens, picture_of: PictureOf
) -> None:
    """Paint a row of either kind."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_above(painter, layout, tokens)
    if layout.is_message:
        _paint_message(painter, layout, state, tokens, picture_of)
    else:
        painter.setPen(tokens.ink3)
        if layout.text is not None:
            layout.text.draw(painter, layout.text_at)
    if state.is_focused:
        ring = layout.bubble or layout.text_rect().adjusted(-8, -2, 8, 2)
        focus_ring(painter, ring.adjusted(-2, -2, 2, 2), Radius.BUBBLE + 2, tokens)


def bubble_path(rect: QRectF, *, tail_left: bool, tail_right: bool) -> QPainterPath:
    """A bubble's outline: radius 14, the small corner at the bottom of a group's last one."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(rect, Radius.BUBBLE, Radius.BUBBLE)
    for wanted, x in ((tail_left, rect.left()), (tail_right, rect.right() - Radius.BUBBLE)):
        if wanted:
            corner = QRectF(x, rect.bottom() - Radius.BUBBLE, Radius.BUBBLE, Radius.BUBBLE)
            path.addRoundedRect(corner, Radius.BUBBLE_TAIL, Radius.BUBBLE_TAIL)
    return path.simplified()


def _paint_above(painter: QPainter, layout: RowLayout, tokens: Tokens) -> None:
    if layout.day:
        painter.setFont(tokens.font(TextStyle.TIME))
        painter.setPen(tokens.ink3)
        painter.drawText(layout.day_rect, Qt.AlignmentFlag.AlignCenter, layout.day)
    if layout.unread:
        _paint_unread(painter, layout, tokens)


def _paint_unread(painter: QPainter, layout: RowLayout, tokens: Tokens) -> None:
    rect = layout.unread_rect
    font = tokens.font(TextStyle.TIME_STRONG)
    painter.setFont(font)
    painter.setPen(tokens.accent)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, layout.unread)
    half = QFontMetricsF(font).horizontalAdvance(layout.unread) / 2 + 10
    faint = QColor(tokens.accent)
    faint.setAlphaF(0.4)
    y = round(rect.center().y())
    middle = rect.center().x()
    painter.fillRect(QRectF(rect.left(), y, middle - half - rect.left(), 1), faint)
    painter.fillRect(QRectF(middle + half, y, rect.right() - middle - half, 1), faint)


def _paint_message(
    painter: QPainter, layout: RowLayout, state: RowState, tokens: Tokens, picture_of: PictureOf
) -> None:
    row = layout.row
    if layout.avatar is not None:
        paint_avatar(
            painter,
            layout.avatar,
            name=row.sender_name,
            key=row.sender,
            tokens=tokens,
            picture=picture_of(row.sender_avatar),
        )
    if layout.name:
        _paint_name(painter, layout, tokens)
    if layout.bubble is not None:
        _paint_bubble(painter, layout, tokens)
    if layout.auto:
        _paint_auto(painter, layout, tokens)
    _paint_text(painter, layout, state, tokens)
    if layout.meta is not None:
        _paint_meta(painter, layout.meta, tokens)
    if layout.failure:
        _paint_failure(painter, layout, state, tokens)


def _paint_name(painter: QPainter, layout: RowLayout, tokens: Tokens) -> None:
    rect = QRectF(layout.name_rect)
    font = tokens.font(TextStyle.SECOND_STRONG)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(tokens.ink2)
    name = metrics.elidedText(layout.name, Qt.TextElideMode.ElideRight, rect.width() * 0.6)
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, name)
    if not layout.company:
        return
    rect.setLeft(rect.left() + metrics.horizontalAdvance(name) + 6)
    painter.setFont(tokens.font(TextStyle.TIME))
    painter.setPen(tokens.ink3)
    company = QFontMetricsF(painter.font()).elidedText(
        layout.company, Qt.TextElideMode.ElideRight, rect.width()
    )
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, company)


def _paint_bubble(painter: QPainter, layout: RowLayout, tokens: Tokens) -> None:
    assert layout.bubble is not None
    is_own, is_last = layout.row.is_own, layout.placing.is_last
    tails = {"tail_left": is_last and not is_own, "tail_right": is_last and is_own}
    painter.setPen(Qt.PenStyle.NoPen)
    if not tokens.is_dark:
        soft = QColor(tokens.shadow)
        soft.setAlphaF(0.07)
        painter.fillPath(bubble_path(layout.bubble.translated(0, 1), **tails), soft)
    painter.fillPath(bubble_path(layout.bubble, **tails), tokens.own if is_own else tokens.other)


def _paint_auto(painter: QPainter, layout: RowLayout, tokens: Tokens) -> None:
    rect = layout.auto_rect
    side = tokens.scaled(13)
    paint_icon(painter, Icon.ROBOT, QRectF(rect.x(), rect.y() + 1, side, side), tokens.ink3)
    painter.setFont(tokens.font(TextStyle.TIME))
    painter.setPen(tokens.ink3)
    painter.drawText(rect.adjusted(tokens.scaled(17), 0, 20, 0), Qt.AlignmentFlag.AlignVCenter, layout.auto)


def _paint_text(painter: QPainter, layout: RowLayout, state: RowState, tokens: Tokens) -> None:
    if layout.text is None:
        return
    ranges = []
    if state.hovered_link is not None:
        under = QTextCharFormat()
        under.setFontUnderline(True)
        under.setForeground(tokens.accent)
        ranges.append(_range(state.hovered_link.start, state.hovered_link.end, under))
    if state.selected is not None:
        chosen = QTextCharFormat()
        chosen.setBackground(_selection_on(layout, tokens))
        chosen.setForeground(tokens.ink)
        ranges.append(_range(*state.selected, chosen))
    painter.setPen(tokens.ink)
    layout.text.draw(painter, layout.text_at, ranges)


def _selection_on(layout: RowLayout, tokens: Tokens) -> QColor:
    # The usual selection colour is too near to the own bubble's.
    colour = QColor(tokens.accent)
    colour.setAlphaF(0.34 if layout.row.is_own else 0.26)
    return colour


def _range(start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    part = QTextLayout.FormatRange()
    part.start, part.length, part.format = start, end - start, look
    return part


def _paint_meta(painter: QPainter, meta: Meta, tokens: Tokens) -> None:
    font = tokens.figures(TextStyle.TIME)
    painter.setFont(font)
    painter.setPen(tokens.ink3)
    rect = QRectF(meta.rect)
    painter.drawText(rect.adjusted(0, 0, 8, 0), Qt.AlignmentFlag.AlignVCenter, meta.time)
    rect.setLeft(rect.left() + QFontMetricsF(font).horizontalAdvance(meta.time) + tokens.scaled(4))
    ink: QColor = getattr(tokens, meta.ink)
    if meta.word:
        painter.setPen(ink)
        painter.drawText(rect.adjusted(0, 0, 8, 0), Qt.AlignmentFlag.AlignVCenter, meta.word)
    elif meta.icon is not None:
        paint_icon(painter, meta.icon, rect, ink)


def _paint_failure(painter: QPainter, layout: RowLayout, state: RowState, tokens: Tokens) -> None:
    rect = layout.failure_rect
    side = tokens.scaled(14)
    icon = QRectF(rect.x(), rect.center().y() - side / 2, side, side)
    paint_icon(painter, Icon.WARNING, icon, tokens.red)
    font = tokens.font(TextStyle.TIME)
    painter.setFont(font)
    painter.setPen(tokens.red)
    words = rect.adjusted(tokens.scaled(18), 0, 2, 0)
    text = QFontMetricsF(font).elidedText(layout.failure, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
    for name, box, label in (
        ("retry", layout.retry_rect, _("Send again")),
        ("discard", layout.discard_rect, _("Discard")),
    ):
        strong = tokens.font(TextStyle.TIME_STRONG)
        strong.setUnderline(state.hovered_action == name)
        painter.setFont(strong)
        painter.setPen(tokens.accent if name == "retry" else tokens.ink2)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label)


def paint_typing(painter: QPainter, text: str, bottom: float, tokens: Tokens) -> None:
    """The line below the last message: who is writing."""
    painter.setFont(tokens.font(TextStyle.TIME))
    painter.setPen(tokens.ink3)
    painter.drawText(QPointF(MARGIN + 40, bottom - 10), text)
