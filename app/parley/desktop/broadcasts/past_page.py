"""What was said to many before: newest first, a click shows what became of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from parley.desktop.broadcasts.words import _, count_words, said_words, state_words
from parley.desktop.settings.section import ListRow
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.labels import Hairline

if TYPE_CHECKING:
    from parley.client.session import Session

_EXCERPT = 60


class PastPage(QWidget):
    """The list.

    Signals: `opened` with a broadcast.
    """

    opened = Signal(str)

    def __init__(self, session: "Session", parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)
        self.refresh()

    def refresh(self) -> None:
        """As it is now."""
        inside = QWidget()
        inside.setAutoFillBackground(False)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(0)
        for place, broadcast in enumerate(self._session.broadcasts.all()):
            if place:
                column.addWidget(Hairline(parent=inside))
            line = " ".join(said_words(broadcast).split())
            title = line if len(line) <= _EXCERPT else f"{line[:_EXCERPT]}…"
            state, _ink = state_words(broadcast)
            when = f"{broadcast.started_at.astimezone():%m-%d %H:%M}"
            look = Button(
                _("Results"),
                inside,
                kind=ButtonKind.SECONDARY,
                size=ButtonSize.SMALL,
                name=f"broadcast.past.{broadcast.id}",
            )
            look.setAccessibleName(_("Results of “{words}”", words=title))
            look.clicked.connect(lambda _on=False, broadcast=broadcast.id: self.opened.emit(broadcast))
            sentence = f"{when} · {state} · {count_words(broadcast)}"
            column.addWidget(ListRow(title, sentence, inside, controls=(look,)))
        column.addStretch(1)
        self._area.setWidget(inside)
