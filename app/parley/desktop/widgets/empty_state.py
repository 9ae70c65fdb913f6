"""What an empty area says: why it's empty, and what to do next."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parley.desktop.style.icons import Icon, paint_icon
from parley.desktop.style.kinds import ButtonKind
from parley.desktop.style.paint import rounded
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.labels import TextLabel

_TEXT_WIDTH = 360


class EmptyState(QWidget):
    """An icon, a title, a sentence, and up to three actions given as (key, text, kind).

    Signals: `chosen` with the key of the action pressed.
    """

    chosen = Signal(str)

    def __init__(
        self,
        icon: Icon,
        title: str,
        sentence: str = "",
        actions: Sequence[tuple[str, str, ButtonKind]] = (),
        parent: QWidget | None = None,
        *,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._medal = _Medal(icon, self)
        self._title = TextLabel(title, self, style=TextStyle.TITLE)
        self._sentence = TextLabel(sentence, self, ink="ink2", wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._made: list[Button] = []
        self._arrange()
        self.set_actions(actions)
        self.set_texts(title, sentence)

    def set_texts(self, title: str, sentence: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.setAccessibleName(title)

    def set_icon(self, icon: Icon) -> None:
        """Show another icon."""
        self._medal.set_icon(icon)

    def set_actions(self, actions: Sequence[tuple[str, str, ButtonKind]]) -> None:
        """Offer these actions."""
        for old in self._made:
            self._buttons.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._made = []
        for index, (key, text, kind) in enumerate(actions):
            button = Button(text, self, kind=kind, name=f"{self.objectName()}_{key}")
            button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._made.append(button)
            # Between the two stretches that keep the row in the middle.
            self._buttons.insertWidget(index + 1, button)

    def _arrange(self) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        self._title.setAlignment(centre)
        self._sentence.setAlignment(centre)
        self._sentence.setFixedWidth(_TEXT_WIDTH)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(self._medal, 0, centre)
        column.addSpacing(16)
        column.addWidget(self._title, 0, centre)
        column.addSpacing(6)
        # Not aligned but between stretches: only so does its wrapped height count.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._sentence)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addSpacing(20)
        column.addLayout(self._buttons)
        column.addStretch(3)


class _Medal(QWidget):
    """The icon on a soft round ground."""

    def __init__(self, icon: Icon, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFixedSize(QSize(64, 64))

    def set_icon(self, icon: Icon) -> None:
        self._icon = icon
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        rounded(painter, self.rect(), 20, tokens.accent_soft)
        box = QRectF(0, 0, 30, 30)
        box.moveCenter(QRectF(self.rect()).center())
        paint_icon(painter, self._icon, box, tokens.accent)
        painter.end()
