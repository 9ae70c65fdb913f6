"""The dark panel beside the first pages: what Parley is, in three lines."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from parley.desktop.i18n import translate
from parley.desktop.style.icons import Icon, app_icon, paint_icon
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.labels import TextLabel

_LOGO = 52


def _(text: str, **values: object) -> str:
    return translate("SignIn", text, **values)


class BrandPanel(QWidget):
    """Logo, name and three promises on the colour of the rail."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sign_in.brand")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._name = TextLabel("", self, style=TextStyle.HEADLINE, ink="rail_on_ink")
        self._promises = [_Promise(icon, self) for icon in (Icon.SHIELD, Icon.LINK, Icon.CLOUD_OFF)]
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 40, 40, 40)
        column.setSpacing(0)
        logo = QLabel(self)
        logo.setPixmap(app_icon().pixmap(QSize(_LOGO, _LOGO), self.devicePixelRatioF()))
        column.addWidget(logo)
        column.addSpacing(14)
        column.addWidget(self._name)
        column.addStretch(1)
        for promise in self._promises:
            column.addWidget(promise)
            column.addSpacing(18)
        self.retranslate()

    def retranslate(self) -> None:
        """Read the texts again."""
        self._name.setText(_("Parley"))
        texts = (
            _("Your messages lie on your shop's own server, with nobody in between."),
            _("Colleagues and customers join with one link."),
            _("Nothing you write is lost, even without a connection."),
        )
        for promise, text in zip(self._promises, texts, strict=True):
            promise.text.setText(text)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(320, 400)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), tokens.rail)
        self._paint_bubbles(painter)
        painter.end()

    def _paint_bubbles(self, painter: QPainter) -> None:
        """Two faint bubbles of a talk that leaves the picture at the right."""
        painter.setPen(Qt.PenStyle.NoPen)
        faint = QColor(255, 255, 255, 11)
        painter.setBrush(faint)
        middle = self.height() * 0.42
        if middle + 120 > self._promises[0].y():
            return
        painter.drawRoundedRect(QRectF(40, middle - 74, 168, 52), 18, 18)
        painter.drawRoundedRect(QRectF(120, middle - 10, 300, 52), 18, 18)
        painter.drawRoundedRect(QRectF(40, middle + 54, 116, 52), 18, 18)
        painter.setBrush(QColor(255, 255, 255, 22))
        for step in range(3):
            painter.drawEllipse(QPointF(82 + step * 16, middle + 80), 3.5, 3.5)


class _Promise(QWidget):
    def __init__(self, icon: Icon, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = TextLabel("", self, style=TextStyle.BODY, ink="rail_ink", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(_Mark(icon, self), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)


class _Mark(QWidget):
    def __init__(self, icon: Icon, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFixedSize(QSize(20, 20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, self._icon, QRectF(self.rect()), tokens_of(self).rail_ink)
        painter.end()
