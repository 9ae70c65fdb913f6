"""Asks which square of a picture becomes the avatar."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSlider, QWidget

from parley.desktop.i18n import translate
from parley.desktop.profile.crop import MAX_ZOOM
from parley.desktop.profile.crop_view import CropView
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.labels import TextLabel

_STEPS = 100


def _(text: str, **values: object) -> str:
    return translate("Settings", text, **values)


class CropDialog(Dialog):
    """The picture, a zoom, and one button.

    Signals: `cropped` with the PNG of the chosen square.
    """

    cropped = Signal(bytes)

    def __init__(self, owner: QWidget, image: QImage) -> None:
        super().__init__(owner, _("Choose the part to show"), width=380, name="crop")
        self.view = CropView(image, self, name="crop.view")
        self.view.setAccessibleName(_("Drag the picture; arrow keys move it, + and - zoom"))
        self._zoom = QSlider(Qt.Orientation.Horizontal, self)
        self._zoom.setObjectName("crop.zoom")
        self._zoom.setAccessibleName(_("Zoom"))
        self._zoom.setRange(0, _STEPS)
        self._zoom.valueChanged.connect(lambda value: self.view.set_zoom(MAX_ZOOM ** (value / _STEPS)))
        self.view.zoomed.connect(self._follow)
        hint = TextLabel(
            _("Drag the picture; turn the wheel to zoom."), self, style=TextStyle.SECOND, ink="ink2"
        )
        self.column.addWidget(self.view, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(self._zoom)
        self.column.addWidget(hint, 0, Qt.AlignmentFlag.AlignHCenter)
        self.add_ok_cancel(_("Use it"), _("Cancel"))
        self.accepted.connect(lambda: self.cropped.emit(self.view.png()))

    def _follow(self, zoom: float) -> None:

        self._zoom.blockSignals(True)
        self._zoom.setValue(round(math.log(zoom, MAX_ZOOM) * _STEPS))
        self._zoom.blockSignals(False)
