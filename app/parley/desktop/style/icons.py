"""Parley's own icons: one family on a 24 px grid, 1.6 stroke, round ends, coloured from tokens.

The files in `resources/icons` draw with `currentColor`, which is replaced before rendering. Pictures are made for
the exact size and pixel ratio asked for, so they are sharp at any scale, and kept in a bounded cache.
"""

from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from parley.desktop.style.tokens import Size, Tokens
from parley.foundation import resources


class Icon(StrEnum):
    """Every icon there is; the value is its file's name."""

    ARROW_DOWN = "arrow-down"
    ARROW_UP = "arrow-up"
    ARROW_LEFT = "arrow-left"
    ARROW_RIGHT = "arrow-right"
    BELL = "bell"
    BELL_OFF = "bell-off"
    BLOCK = "block"
    BOLT = "bolt"
    CHAT = "chat"
    CHECK = "check"
    CHECK_DOUBLE = "check-double"
    CHEVRON_DOWN = "chevron-down"
    CHEVRON_LEFT = "chevron-left"
    CHEVRON_RIGHT = "chevron-right"
    CHEVRON_UP = "chevron-up"
    CLIP = "clip"
    CLOCK = "clock"
    CLOSE = "close"
    CLOUD_OFF = "cloud-off"
    COPY = "copy"
    CROP = "crop"
    CROWN = "crown"
    DEAL = "deal"
    DEVICE = "device"
    DOOR = "door"
    DOWNLOAD = "download"
    EDIT = "edit"
    EYE = "eye"
    EYE_OFF = "eye-off"
    FILTER = "filter"
    FLAG = "flag"
    FOLDER = "folder"
    GEAR = "gear"
    GLOBE = "globe"
    HEADSET = "headset"
    HOME = "home"
    INFO = "info"
    KEY = "key"
    KEYBOARD = "keyboard"
    LINK = "link"
    LOCK = "lock"
    LOGOUT = "logout"
    MAIL = "mail"
    MIC = "mic"
    MINUS = "minus"
    MOON = "moon"
    MORE = "more"
    PANEL = "panel"
    PEOPLE = "people"
    PICTURE = "picture"
    PIN = "pin"
    PIN_OFF = "pin-off"
    PLUS = "plus"
    QR = "qr"
    QUOTE = "quote"
    RETRY = "retry"
    ROBOT = "robot"
    SEARCH = "search"
    SEND = "send"
    SERVER = "server"
    SHIELD = "shield"
    SHOP = "shop"
    SMILE = "smile"
    SOUND = "sound"
    SOUND_OFF = "sound-off"
    STAR = "star"
    SUN = "sun"
    TAG = "tag"
    TEXT_SIZE = "text-size"
    TRASH = "trash"
    USER = "user"
    USER_PLUS = "user-plus"
    USERS_PLUS = "users-plus"
    VOTE = "vote"
    WARNING = "warning"


class TrayState(StrEnum):
    """What the tray shows; the value is the file's suffix."""

    NORMAL = "tray"
    UNREAD = "tray-unread"
    OFFLINE = "tray-offline"


def paint_icon(painter: QPainter, icon: Icon, rect: QRectF, colour: QColor) -> None:
    """Paint an icon centred in `rect`, as large as fits, in one colour."""
    side = min(rect.width(), rect.height())
    # The transform, not the device: a widget drawn into a picture keeps its own screen's ratio.
    image = icon_image(icon, colour, round(side), painter.deviceTransform().m11() or 1.0)
    box = QRectF(0, 0, round(side), round(side))
    box.moveCenter(rect.center())
    # On whole pixels: a picture drawn between two of them is blurred.
    box.moveTo(round(box.x()), round(box.y()))
    painter.drawImage(box, image)


def icon_image(icon: Icon, colour: QColor, size: int, ratio: float = 1.0) -> QImage:
    """The icon as a picture of `size` device-independent pixels for a screen of the given pixel ratio."""
    return _image(str(icon), colour.rgba(), size, ratio)


def icon_pixmap(icon: Icon, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """The same as a pixmap, for labels and drag pictures."""
    return QPixmap.fromImage(icon_image(icon, colour, size, ratio))


def menu_icon(icon: Icon, tokens: Tokens, colour: QColor | None = None) -> QIcon:
    """A QIcon for menus and actions, in second ink or the given colour, greyed when disabled."""
    made = QIcon()
    for ratio in (1.0, 2.0, 3.0):
        made.addPixmap(icon_pixmap(icon, colour or tokens.ink2, Size.ICON_SMALL, ratio))
        made.addPixmap(icon_pixmap(icon, tokens.ink_disabled, Size.ICON_SMALL, ratio), QIcon.Mode.Disabled)
    return made


def app_icon() -> QIcon:
    """The window and taskbar icon."""
    return _drawn("parley.svg", (16, 20, 24, 32, 40, 48, 64, 128, 256, 512))


def tray_icon(state: TrayState = TrayState.NORMAL) -> QIcon:
    """The tray icon in one of its states."""
    return _drawn(f"parley-{state}.svg", (16, 20, 22, 24, 32, 44, 48, 64))


def _drawn(name: str, sizes: tuple[int, ...]) -> QIcon:
    made = QIcon()
    renderer = QSvgRenderer(str(resources.path("icons", name)))
    for side in sizes:
        made.addPixmap(QPixmap.fromImage(_render(renderer, QSize(side, side))))
    return made


# Images, not pixmaps: a cached pixmap would outlive the application and warn at exit.
@lru_cache(maxsize=1024)
def _image(name: str, rgba: int, size: int, ratio: float) -> QImage:
    side = max(1, round(size * ratio))
    image = _render(_renderer(name, QColor.fromRgba(rgba).name()), QSize(side, side))
    alpha = QColor.fromRgba(rgba).alphaF()
    if alpha < 1:
        image = _faded(image, alpha)
    image.setDevicePixelRatio(ratio)
    return image


def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text("utf-8")


def _render(renderer: QSvgRenderer, size: QSize) -> QImage:
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image


def _faded(image: QImage, alpha: float) -> QImage:
    faded = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    faded.fill(Qt.GlobalColor.transparent)
    painter = QPainter(faded)
    painter.setOpacity(alpha)
    painter.drawImage(0, 0, image)
    painter.end()
    return faded
