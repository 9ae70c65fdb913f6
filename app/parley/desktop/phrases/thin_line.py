"""One thin line above the composer: it offers something and goes away by itself or with Esc."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from parley.desktop.i18n import translate
from parley.desktop.style.icons import Icon, paint_icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.buttons import Button, IconButton
from parley.desktop.widgets.labels import ElidedLabel

_HEIGHT = 36


class ThinLine(QWidget):
    """An icon, words, one button, and a way out.

    Signals: `taken` with the button or a click on the words; `dismissed` with the cross.
    """

    taken = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget, *, icon: Icon = Icon.BOLT, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._icon = icon
        self._words = ElidedLabel("", self, style=TextStyle.SECOND, ink="ink2", name=f"{name}.words")
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._take = Button("", self, kind=ButtonKind.SOFT, size=ButtonSize.SMALL, name=f"{name}.take")
        self._take.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._take.clicked.connect(self.taken)
        self._close = IconButton(Icon.CLOSE, "", self, size=28, icon_size=14, name=f"{name}.dismiss")
        self._close.clicked.connect(self.dismissed)
        line = QHBoxLayout(self)
        line.setContentsMargins(44, 4, 16, 4)
        line.setSpacing(8)
        line.addWidget(self._words, 1)
        line.addWidget(self._take)
        line.addWidget(self._close)
        self.setFixedHeight(tokens_of(self).scaled(_HEIGHT))
        self.retranslate()
        self.hide()

    def set_texts(self, words: str, take: str) -> None:
        """What it says, and what its button does."""
        self._words.setText(words)
        self._take.set_text(take)
        self.setAccessibleName(words)

    def retranslate(self) -> None:
        """Read the texts again."""
        self._close.set_label(translate("Phrases", "Dismiss"))

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.surface)
        side = 16
        box = QRectF(20, round((self.height() - side) / 2), side, side)
        paint_icon(painter, self._icon, box, tokens.accent)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.taken.emit()

    def changeEvent(self, event: QEvent) -> None:
        if hasattr(self, "_close"):
            if event.type() == QEvent.Type.LanguageChange:
                self.retranslate()
            self.setFixedHeight(tokens_of(self).scaled(_HEIGHT))
        super().changeEvent(event)
