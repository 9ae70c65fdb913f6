"""The panel at the right of a conversation: 288 px, its content scrolls."""

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from parley.desktop.style.theme import is_restyle, tokens_of
from parley.desktop.style.tokens import Size
from parley.desktop.widgets.card import Panel
from parley.desktop.widgets.labels import Hairline

EDGE = 16


class SidePanel(Panel):
    """A hairline at its left, and a column that is built anew when what it shows changes."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__("surface", parent, name=name)
        self._is_stale = False
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(Hairline(Qt.Orientation.Vertical, self))
        line.addWidget(self._area, 1)

    @property
    def body(self) -> QWidget | None:
        """What is shown."""
        return self._area.widget()

    def room(self) -> int:
        """The width that content has."""
        return tokens_of(self).scaled(Size.SIDE_PANEL) - 2 * EDGE - 12

    def new_body(self) -> tuple[QWidget, QVBoxLayout]:
        """An empty body and its column; give it to `show_body` when it's filled."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(EDGE, 20, EDGE, 20)
        column.setSpacing(16)
        return body, column

    def show_body(self, body: QWidget) -> None:
        """Show a body instead of the last one; one stays where one had scrolled to."""
        position = self._area.verticalScrollBar().value()
        old = self._area.takeWidget()
        if old is not None:
            # Later: what led here may be a button of the old body.
            old.hide()
            old.setParent(self)
            old.deleteLater()
        self._area.setWidget(body)
        # The ground is the panel's own.
        body.setAutoFillBackground(False)
        self._area.verticalScrollBar().setValue(position)

    def rebuild(self) -> None:
        """Build the body; override."""
        raise NotImplementedError

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if hasattr(self, "_is_stale") and (event.type() == QEvent.Type.LanguageChange or is_restyle(event)):
            # Later, and only if it's looked at: the whole window hears of a new look while it is being walked over.
            self._is_stale = True
            if self.isVisible():
                QTimer.singleShot(0, self, self._freshen)
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._freshen()
        super().showEvent(event)

    def _freshen(self) -> None:
        if self._is_stale and self.isVisibleTo(self.window()):
            self._is_stale = False
            self.rebuild()
