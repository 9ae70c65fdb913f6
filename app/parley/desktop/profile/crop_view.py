"""Shows a picture with the square that becomes the avatar; drag, wheel, arrow keys, + and -."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from parley.desktop.profile.crop import Crop, whole
from parley.desktop.style.theme import tokens_of
from parley.desktop.widgets.avatar import avatar_radius

AVATAR_PIXELS = 512
_SIDE = 280
_PIXEL_LIMIT = 40_000_000


class CropView(QWidget):
    """The picture behind a rounded square window.

    Signals: `zoomed` with the zoom in force, 1 to 8.
    """

    zoomed = Signal(float)

    def __init__(self, image: QImage, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._image = image
        self._crop = whole(image.width(), image.height())
        self._grip: QPointF | None = None

    @property
    def crop(self) -> Crop:
        """The square chosen now."""
        return self._crop

    def set_zoom(self, zoom: float) -> None:
        """Come nearer or go back, around the same centre."""
        self._set(self._crop.zoomed(zoom))

    def png(self) -> bytes:
        """The chosen square as a PNG."""
        crop = self._crop
        side = max(1, round(crop.side))
        cut = self._image.copy(round(crop.left), round(crop.top), side, side)
        mode = Qt.TransformationMode.SmoothTransformation
        wanted = min(side, AVATAR_PIXELS)
        return png_of(cut.scaled(QSize(wanted, wanted), Qt.AspectRatioMode.IgnoreAspectRatio, mode))

    def _set(self, crop: Crop) -> None:
        if crop == self._crop:
            return
        zoom_moved = crop.zoom != self._crop.zoom
        self._crop = crop
        self.update()
        if zoom_moved:
            self.zoomed.emit(crop.zoom)

    def _scale(self) -> float:
        return self._window().width() / self._crop.side

    def _window(self) -> QRectF:
        box = QRectF(0, 0, 216, 216)
        box.moveCenter(QRectF(self.rect()).center())
        return box

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        window, scale, crop = self._window(), self._scale(), self._crop
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()), 12, 12)
        painter.setClipPath(ground)
        painter.fillRect(self.rect(), tokens.sunken)
        place = QRectF(
            window.x() - crop.left * scale,
            window.y() - crop.top * scale,
            crop.width * scale,
            crop.height * scale,
        )
        painter.drawImage(place, self._image)
        radius = avatar_radius(window.width())
        hole = QPainterPath()
        hole.addRoundedRect(window, radius, radius)
        painter.fillPath(ground.subtracted(hole), tokens.scrim)
        rim = tokens.accent if self.hasFocus() else tokens.avatar_ink
        painter.setPen(QPen(rim, 2))
        painter.drawRoundedRect(window, radius, radius)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            step = self._grip - event.position()
            self._grip = event.position()
            self._set(self._crop.moved(step.x() / self._scale(), step.y() / self._scale()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.set_zoom(self._crop.zoom * (1.0015 ** event.angleDelta().y()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = self._crop.side / 20
        moves = {
            Qt.Key.Key_Left: (-step, 0.0),
            Qt.Key.Key_Right: (step, 0.0),
            Qt.Key.Key_Up: (0.0, -step),
            Qt.Key.Key_Down: (0.0, step),
        }
        zooms = {Qt.Key.Key_Plus: 1.15, Qt.Key.Key_Equal: 1.15, Qt.Key.Key_Minus: 1 / 1.15}
        key = Qt.Key(event.key())
        if key in moves:
            self._set(self._crop.moved(*moves[key]))
        elif key in zooms:
            self.set_zoom(self._crop.zoom * zooms[key])
        else:
            super().keyPressEvent(event)


def read_picture(file: str) -> QImage | None:
    """A picture from a file, turned upright; None when it can't be read or is far too large."""
    reader = QImageReader(file)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() * size.height() > _PIXEL_LIMIT:
        return None
    image = reader.read()
    return None if image.isNull() else image


def png_of(image: QImage) -> bytes:
    """A picture as PNG bytes."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return bytes(data.data())
