"""How tabs look: their widths, and the painting of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPixmap

from parley.desktop.style.icons import Icon, paint_icon
from parley.desktop.style.paint import focus_ring, rounded
from parley.desktop.style.tokens import Size, TextStyle, Tokens
from parley.desktop.widgets.avatar import paint_avatar
from parley.desktop.widgets.badge import badge_size, badge_text, paint_badge

_PAD = 12
_WIDEST = 220
_NARROWEST = 116
_CLOSE = 18


@dataclass(frozen=True, slots=True)
class TabFace:
    """What one tab shows."""

    key: str
    title: str
    avatar_key: str
    picture: QPixmap | None
    unread: int
    is_muted: bool
    is_kept: bool


@dataclass(frozen=True, slots=True)
class TabLook:
    """The state a tab is painted in."""

    is_current: bool
    is_hovered: bool
    is_close_hovered: bool
    has_focus: bool

    @property
    def has_close(self) -> bool:
        """Others show their cross under the pointer only, over the end of the title."""
        return self.is_current or self.is_hovered


def natural_width(face: TabFace, tokens: Tokens, *, is_current: bool) -> float:
    """How wide a tab would like to be."""
    font = _font(tokens, is_current=is_current, is_kept=face.is_kept)
    text = QFontMetricsF(font).horizontalAdvance(face.title)
    width = _PAD + Size.AVATAR_TINY + 8 + text + _PAD + 6
    if is_current:
        width += _CLOSE
    if face.unread:
        width += badge_size(badge_text(face.unread), tokens).width() + 4
    return min(float(tokens.scaled(_WIDEST)), round(width))


def squeezed(natural: Sequence[float], room: float, tokens: Tokens) -> list[float]:
    """Natural widths, squeezed alike down to the narrowest when there are many."""
    if sum(natural) <= room or not natural:
        return list(natural)
    narrowest = tokens.scaled(_NARROWEST)
    share = room / len(natural)
    for _round in range(3):
        # What short tabs don't need goes to the long ones.
        spare = sum(max(0.0, share - width) for width in natural)
        longer = [width for width in natural if width > share]
        if not longer:
            break
        share += spare / len(longer) / 2
    limit = max(float(narrowest), share)
    widths = [min(width, limit) for width in natural]
    while sum(widths) > room and limit > narrowest:
        limit = max(float(narrowest), limit - 4)
        widths = [min(width, limit) for width in natural]
    return widths


def close_box(box: QRectF) -> QRectF:
    """Where the cross of a tab is."""
    return QRectF(box.right() - _PAD - _CLOSE + 6, box.center().y() - _CLOSE / 2, _CLOSE, _CLOSE)


def paint_tab(painter: QPainter, face: TabFace, box: QRectF, tokens: Tokens, look: TabLook) -> None:
    """Avatar, title, unread count, cross."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(box)
    if look.is_current:
        # Its foot lies below the strip's edge, so that it grows out of the head.
        rounded(painter, box.adjusted(0, 0, 0, 12), 8, tokens.surface, tokens.line)
    elif look.is_hovered:
        rounded(painter, box.adjusted(0, 0, 0, -4), 8, tokens.hover)
    side = Size.AVATAR_TINY
    avatar = QRectF(box.left() + _PAD, box.center().y() - side / 2, side, side)
    paint_avatar(painter, avatar, name=face.title, key=face.avatar_key, tokens=tokens, picture=face.picture)
    right = _paint_end(painter, face, box, tokens, look)
    words = QRectF(avatar.right() + 8, box.top(), right - avatar.right() - 14, box.height())
    font = _font(tokens, is_current=look.is_current, is_kept=face.is_kept)
    painter.setFont(font)
    painter.setPen(tokens.ink if look.is_current else tokens.ink2)
    text = QFontMetricsF(font).elidedText(face.title, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
    painter.restore()
    if look.is_current and look.has_focus:
        focus_ring(painter, box.adjusted(3, 3, -3, -3), 6, tokens)


def paint_overflow(painter: QPainter, box: QRectF, unread: int, tokens: Tokens, *, is_hovered: bool) -> None:
    """The arrow to the tabs without room, with how much is unread there."""
    if is_hovered:
        rounded(painter, box, 8, tokens.hover)
    side = 16
    icon = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
    if unread:
        icon.moveLeft(box.left() + 2)
        text = badge_text(unread)
        top = box.center().y() - badge_size(text, tokens).height() / 2
        paint_badge(painter, QPointF(box.right(), top), text, tokens)
    paint_icon(painter, Icon.CHEVRON_DOWN, icon, tokens.ink2)


def _font(tokens: Tokens, *, is_current: bool, is_kept: bool) -> QFont:
    style = TextStyle.BODY_STRONG if is_current else TextStyle.BODY
    return tokens.font(style, italic=not is_kept)


def _paint_end(painter: QPainter, face: TabFace, box: QRectF, tokens: Tokens, look: TabLook) -> float:
    right = box.right() - _PAD + 6
    if look.has_close:
        close = close_box(box)
        if look.is_close_hovered:
            rounded(painter, close, 5, tokens.pressed)
        paint_icon(painter, Icon.CLOSE, close.adjusted(2, 2, -2, -2), tokens.ink3)
        right = close.left() - 4
    if face.unread:
        text = badge_text(face.unread)
        top = box.center().y() - badge_size(text, tokens).height() / 2
        right = paint_badge(painter, QPointF(right, top), text, tokens, muted=face.is_muted).left()
    return right
