"""What a narrow list says when it has nothing to show: a line, a sentence, one action."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.labels import TextLabel


class ListNote(QWidget):
    """As wide as the list it stands in.

    Signals: `action` when the button is pressed.
    """

    action = Signal()

    def __init__(self, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = TextLabel("", self, style=TextStyle.BODY_STRONG, ink="ink2", wrap=True)
        self._sentence = TextLabel("", self, style=TextStyle.SECOND, ink="ink3", wrap=True)
        self._action = Button("", self, kind=ButtonKind.SOFT, size=ButtonSize.NORMAL, name=f"{name}.action")
        self._action.clicked.connect(self.action)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 56, 24, 24)
        column.setSpacing(6)
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(10)
        column.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def say(self, title: str, sentence: str = "", action: str = "") -> None:
        """Show these words; empty ones are left out."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._action.set_text(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(f"{title} {sentence}".strip())
