"""A switch, and the row of a settings page that holds one control."""

from PySide6.QtCore import QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from parley.desktop.style.paint import focus_ring, mixed, rounded
from parley.desktop.style.tokens import Motion, TextStyle, Tokens
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.painted_button import PaintedButton

_WIDTH, _HEIGHT, _KNOB = 40, 22, 16


class Switch(PaintedButton):
    """On or off, in force at once. `toggled` and `clicked` as with every button."""

    def __init__(
        self, label: str, parent: QWidget | None = None, *, checked: bool = False, name: str = ""
    ) -> None:
        super().__init__(label, parent, name=name)
        self.setCheckable(True)
        self.setChecked(checked)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._share = 1.0 if checked else 0.0
        self._slide = QVariantAnimation(self)
        self._slide.setDuration(Motion.SHORT_MS)
        self._slide.valueChanged.connect(self._move)
        self.toggled.connect(self._start)

    def wanted_size(self, tokens: Tokens) -> QSize:
        return QSize(tokens.scaled(_WIDTH) + 4, tokens.scaled(_HEIGHT) + 4)

    def paint(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        body = rect.adjusted(2, 2, -2, -2)
        radius = body.height() / 2
        off = tokens.line_strong
        ground = mixed(off, tokens.accent_hover if self.is_hovered else tokens.accent, self._share)
        knob_colour = mixed(tokens.surface, tokens.accent_ink, self._share)
        if not self.isEnabled():
            ground, knob_colour = tokens.line, tokens.ink_disabled
        rounded(painter, body, radius, ground)
        side = tokens.scaled(_KNOB)
        gap = (body.height() - side) / 2
        x = body.x() + gap + self._share * (body.width() - side - 2 * gap)
        rounded(painter, QRectF(x, body.y() + gap, side, side), side / 2, knob_colour)
        if self.shows_focus:
            focus_ring(painter, rect, radius + 2, tokens)

    def _start(self, checked: bool) -> None:
        target = 1.0 if checked else 0.0
        self._slide.stop()
        if not self.tokens.motion or not self.isVisible():
            self._move(target)
            return
        self._slide.setStartValue(self._share)
        self._slide.setEndValue(target)
        self._slide.start()

    def _move(self, share: float) -> None:
        self._share = float(share)
        self.update()


class SettingRow(QWidget):
    """A title and a sentence on the left, one control on the right."""

    def __init__(
        self, title: str, sentence: str, control: QWidget, parent: QWidget | None = None, *, name: str = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.title = TextLabel(title, self, style=TextStyle.BODY, wrap=True)
        self.sentence = TextLabel(sentence, self, style=TextStyle.SECOND, ink="ink2", wrap=True)
        self.sentence.setVisible(bool(sentence))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.title)
        texts.addWidget(self.sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(16)
        row.addLayout(texts, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        if not control.accessibleName():
            control.setAccessibleName(title)
        control.setAccessibleDescription(sentence)
