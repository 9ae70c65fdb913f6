"""One message to many: how far it is, what became of each, and what one can still do about it."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from parley.desktop.broadcasts.people_list import PeopleList, PersonLine
from parley.desktop.broadcasts.progress_bar import ProgressBar
from parley.desktop.broadcasts.words import _, count_words, result_words, said_words, state_words
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.i18n import active_language
from parley.desktop.style.icons import Icon
from parley.desktop.style.tokens import TextStyle
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.card import Card
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.toast import show_toast
from parley.domain.broadcast import Broadcast

if TYPE_CHECKING:
    from parley.client.session import Session
    from parley.protocol.rest_broadcasts import RecipientResult

_LOOK_MS = 700
_EXCERPT = 240


class ProgressPage(QWidget):
    """Follows one broadcast."""

    def __init__(self, session: "Session", tasks: Tasks, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._results: list[RecipientResult] = []
        self.broadcast = ""
        self._text = TextLabel("", self, style=TextStyle.BODY, wrap=True, name="broadcast.said")
        self._state = TextLabel("", self, style=TextStyle.BODY_STRONG, name="broadcast.state")
        self._when = TextLabel("", self, style=TextStyle.SECOND, ink="ink3")
        self._counts = TextLabel(
            "", self, style=TextStyle.SECOND, ink="ink2", figures=True, name="broadcast.counts"
        )
        self._bar = ProgressBar(self, name="broadcast.bar")
        self.list = PeopleList(pictures, self, name="broadcast.results")
        self.list.setAccessibleName(_("What became of each"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._arrange()

    @property
    def value(self) -> Broadcast | None:
        """The broadcast as it is now."""
        return self._session.broadcasts.get(self.broadcast)

    def show_broadcast(self, broadcast: str) -> None:
        """Follow this one."""
        if broadcast != self.broadcast:
            self._results = []
            self.list.lines.set_lines([])
        self.broadcast = broadcast
        self.refresh()
        self._look()

    def refresh(self) -> None:
        """It has come further."""
        value = self.value
        if value is None:
            return
        said = said_words(value)
        self._text.setText(said if len(said) <= _EXCERPT else f"{said[:_EXCERPT]}…")
        words, ink = state_words(value)
        self._state.setText(words)
        self._state.set_ink(ink)
        self._when.setText(_local(value.started_at))
        self._counts.setText(count_words(value))
        self._bar.show_broadcast(value)
        self._bar.setAccessibleName(count_words(value))
        if not self._timer.isActive():
            self._timer.start()

    def ask_export(self) -> None:
        """Ask where to write the results."""
        dialog = QFileDialog(self, _("Export results"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("Tables (*.csv)"))
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(_("Results.csv"))
        dialog.fileSelected.connect(self.write)
        dialog.open()

    def write(self, file: str) -> None:
        """Write them there; what fails is said."""
        try:
            exported = self._session.broadcasts.export_csv(self._results, active_language())
            Path(file).write_bytes(exported)
        except OSError:
            words = _("This file can't be written. Please choose another place.")
            show_toast(self.window(), words, Icon.WARNING)
        else:
            show_toast(
                self.window(), _("Results of {count} people saved", count=len(self._results)), Icon.CHECK
            )

    def _look(self) -> None:
        self._timer.stop()
        reading = self._session.broadcasts.results(self.broadcast)
        # Without a connection the counts still stand; the list comes with it.
        self._tasks.run(reading, owner=self, on_done=self._show_results, on_error=lambda _error: None)

    def _show_results(self, results: "list[RecipientResult]") -> None:
        self._results = results
        lines = []
        for one in results:
            words, ink = result_words(one.result, one.why)
            row = self._session.contacts.person(one.account)
            avatar = row.profile.avatar if row is not None else None
            lines.append(PersonLine(one.account, one.name or _("Somebody who left"), words, ink, avatar))
        self.list.lines.set_lines(lines)

    def _arrange(self) -> None:
        card = Card(self, padding=14)
        card.column.addWidget(self._text)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._state)
        head.addWidget(self._when)
        head.addStretch(1)
        head.addWidget(self._counts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(card)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self.list, 1)


def _local(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"
