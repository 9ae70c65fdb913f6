"""A person's or a room's picture: a rounded square with an initial on a stable colour, or a photo."""

import zlib
from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from parley.desktop.style.fonts import families
from parley.desktop.style.paint import focus_ring, rounded
from parley.desktop.style.theme import is_restyle, tokens_of
from parley.desktop.style.tokens import Size, Tokens


class Dot(Enum):
    """The presence dot. Shapes differ, not only colours: filled, crescent, ring, hollow."""

    NONE = "none"
    ONLINE = "online"
    AWAY = "away"
    BUSY = "busy"
    OFFLINE = "offline"


def initial_of(name: str) -> str:
    """The sign that stands for a name: its first letter in upper case, or its first Chinese character."""
    for sign in name.strip():
        if sign.isalnum():
            return sign.upper()
    return "?"


def avatar_colour(key: str, tokens: Tokens) -> QColor:
    """The same colour for the same key, on every machine and in every run."""
    return tokens.avatars[zlib.crc32(key.encode()) % len(tokens.avatars)]


def avatar_radius(side: float) -> float:
    """12 at 40 px, and in proportion."""
    return side * 0.3


def paint_avatar(
    painter: QPainter,
    rect: QRectF,
    *,
    name: str,
    key: str,
    tokens: Tokens,
    picture: QPixmap | None = None,
    dot: Dot = Dot.NONE,
    ground: QColor | None = None,
) -> None:
    """Paint an avatar into a square. `key` picks the colour; `ground` is the colour behind it, for the dot's rim."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = avatar_radius(rect.width())
    if picture is not None and not picture.isNull():
        _paint_picture(painter, rect, radius, picture)
    else:
        rounded(painter, rect, radius, avatar_colour(key, tokens))
        painter.setFont(_initial_font(rect.width()))
        painter.setPen(tokens.avatar_ink)
        _paint_centred(painter, rect, initial_of(name))
    if dot is not Dot.NONE:
        paint_dot(painter, dot_rect(rect), dot, tokens, ground or tokens.surface)
    painter.restore()


def dot_rect(rect: QRectF) -> QRectF:
    """Where the presence dot of an avatar in `rect` goes, its rim included."""
    side = 14.0 if rect.width() >= 36 else 11.0
    if rect.width() >= 52:
        side = 16.0
    return QRectF(rect.right() - side + 3, rect.bottom() - side + 3, side, side)


def paint_dot(painter: QPainter, rect: QRectF, dot: Dot, tokens: Tokens, ground: QColor) -> None:
    """Paint a presence dot into `rect` with a rim in the ground's colour."""
    rounded(painter, rect, rect.width() / 2, ground)
    inner = rect.adjusted(2, 2, -2, -2)
    radius = inner.width() / 2
    if dot is Dot.ONLINE:
        rounded(painter, inner, radius, tokens.online)
    elif dot is Dot.AWAY:
        rounded(painter, inner, radius, tokens.away)
        _paint_hands(painter, inner, ground)
    elif dot is Dot.BUSY:
        rounded(painter, inner, radius, None, tokens.busy, max(2.0, inner.width() * 0.26))
    else:
        rounded(painter, inner, radius, None, tokens.offline, 1.5)


class AvatarWidget(QWidget):
    """An avatar as a widget. With `clickable` it takes the focus and presses like a button.

    Signals: `clicked` on a click, Space or Enter, if clickable.
    """

    clicked = Signal()

    def __init__(
        self,
        name: str = "",
        key: str = "",
        parent: QWidget | None = None,
        *,
        size: int = Size.AVATAR,
        clickable: bool = False,
        object_name: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._side = size
        self._picture: QPixmap | None = None
        self._dot = Dot.NONE
        self._ground: str | None = None
        self._clickable = clickable
        if clickable:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_person(name, key)

    def set_person(self, name: str, key: str, picture: QPixmap | None = None) -> None:
        """Show this person or room."""
        self._name, self._key, self._picture = name, key, picture
        self.setAccessibleName(name)
        self.update()

    def set_picture(self, picture: QPixmap | None) -> None:
        """Show a picture instead of the initial, or the initial again."""
        self._picture = picture
        self.update()

    def set_dot(self, dot: Dot, description: str = "") -> None:
        """Show a presence dot; `description` says it in words to screen readers and as a tool tip."""
        self._dot = dot
        self.setAccessibleDescription(description)
        self.setToolTip(description)
        self.update()

    def set_ground(self, token: str) -> None:
        """The token of the ground behind it ("rail", "surface" ...), for the rim of the dot."""
        self._ground = token
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        # Room for the dot, which stands out by 3 px.
        return QSize(self._side + 4, self._side + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        box = QRectF(2, 2, self._side, self._side)
        box.moveCenter(QRectF(self.rect()).center())
        ground: QColor | None = getattr(tokens, self._ground) if self._ground else None
        paint_avatar(
            painter,
            box,
            name=self._name,
            key=self._key,
            tokens=tokens,
            picture=self._picture,
            dot=self._dot,
            ground=ground,
        )
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            focus_ring(painter, box.adjusted(-2, -2, 2, 2), avatar_radius(self._side) + 2, tokens)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._clickable and event.button() == Qt.MouseButton.LeftButton:
            if self.rect().contains(event.position().toPoint()):
                self.clicked.emit()
            return
        super().mouseReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._clickable:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._clickable and event.key() in keys and not event.isAutoRepeat():
            self.clicked.emit()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if is_restyle(event):
            self.update()
        super().changeEvent(event)


def _initial_font(side: float) -> QFont:
    font = QFont(list(families()))
    font.setPixelSize(max(8, round(side * 0.4)))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _paint_centred(painter: QPainter, rect: QRectF, text: str) -> None:
    # Centred on the sign's own ink: line metrics leave capitals and Chinese signs at different heights.
    metrics = QFontMetricsF(painter.font(), painter.device())
    ink = metrics.tightBoundingRect(text)
    x = rect.center().x() - ink.center().x()
    y = rect.center().y() - ink.center().y()
    painter.drawText(QPointF(x, y), text)


def _paint_picture(painter: QPainter, rect: QRectF, radius: float, picture: QPixmap) -> None:
    side = min(picture.width(), picture.height())
    shift_x, shift_y = (picture.width() - side) / 2, (picture.height() - side) / 2
    scale = rect.width() / side
    transform = QTransform.fromTranslate(rect.x(), rect.y())
    transform.scale(scale, scale)
    transform.translate(-shift_x, -shift_y)
    plain = QPixmap(picture)
    plain.setDevicePixelRatio(1.0)
    brush = QBrush(plain)
    brush.setTransform(transform)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    # A brush, not a clip: clip edges aren't smooth.
    painter.drawRoundedRect(rect, radius, radius)


def _paint_hands(painter: QPainter, rect: QRectF, ink: QColor) -> None:
    pen = QPen(ink, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    centre = rect.center()
    reach = rect.width() * 0.24
    painter.drawLine(centre, QPointF(centre.x(), centre.y() - reach))
    painter.drawLine(centre, QPointF(centre.x() + reach * 0.9, centre.y() + reach * 0.4))
