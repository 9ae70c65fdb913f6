"""For the owner: who waits at which colleague. Read-only; no word of what was said."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parley.client.changes import Change, ConnectionChanged
from parley.client.rows import ConnectionState
from parley.desktop.i18n import translate
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.tokens import TextStyle
from parley.desktop.tasks import Tasks
from parley.desktop.waiting.waiting_words import level_ink_name, waited_words
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.card import Panel
from parley.desktop.widgets.labels import ElidedLabel, Hairline, TextLabel
from parley.desktop.widgets.popover import Popover
from parley.domain.waiting import Wait
from parley.protocol.rest_desk import TeamWait, TeamWaiting

if TYPE_CHECKING:
    from parley.client.session import Session

_ASK_MS = 15_000
_SHOWN = 12
_WIDTH = 300


class TeamStrip(Panel):
    """A line under the list: how many wait at colleagues; a click names them. Asks while it shows."""

    def __init__(self, session: "Session", tasks: Tasks, parent: QWidget) -> None:
        super().__init__("surface", parent, name="desk.team")
        self._session = session
        self._tasks = tasks
        self._waits: tuple[TeamWait, ...] = ()
        self._is_known = False
        self._button = Button("", self, kind=ButtonKind.QUIET, size=ButtonSize.SMALL, name="desk.team.open")
        self._button.clicked.connect(self._open)
        keeps_room = self._button.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)
        self._button.setSizePolicy(keeps_room)
        self._timer = QTimer(self)
        self._timer.setInterval(_ASK_MS)
        self._timer.timeout.connect(self.ask)
        line = QHBoxLayout()
        line.setContentsMargins(8, 6, 8, 6)
        line.addWidget(self._button)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(parent=self))
        column.addLayout(line)
        self._leave = session.subscribe(self._on_change)
        self.destroyed.connect(lambda: self._leave())
        self.retranslate()

    @property
    def waits(self) -> tuple[TeamWait, ...]:
        """Who waits at colleagues, the longest first."""
        return self._waits

    def ask(self) -> None:
        """Ask the server who waits."""
        if self._session.state is ConnectionState.ONLINE:
            asking = self._session.desk.team()
            self._tasks.run(asking, owner=self, on_done=self._take, on_error=lambda _error: None)

    def retranslate(self) -> None:
        """Read the texts again."""
        count = len(self._waits)
        words = _("At colleagues: {count} waiting", count=count) if count else _("Nobody waits at colleagues")
        self._button.set_text(words)
        self._button.setEnabled(bool(count))
        # Until the server has answered, "nobody" would be a guess.
        self._button.setVisible(self._is_known)

    def _on_change(self, change: Change) -> None:
        if isinstance(change, ConnectionChanged) and self.isVisible():
            self.ask()

    def _take(self, team: TeamWaiting) -> None:
        self._is_known = True
        self._waits = tuple(wait for wait in team.waits if wait.account != self._session.account)
        self.retranslate()

    def _open(self) -> None:
        popover = Popover(self, padding=12, name="desk.team.popover")
        popover.column.addWidget(TextLabel(_("Waiting at colleagues"), popover, style=TextStyle.BODY_STRONG))
        for wait in self._waits[:_SHOWN]:
            popover.column.addWidget(self._line(wait, popover))
        if len(self._waits) > _SHOWN:
            more = _("and {count} more", count=len(self._waits) - _SHOWN)
            popover.column.addWidget(TextLabel(more, popover, style=TextStyle.SECOND, ink="ink3"))
        popover.setFixedWidth(_WIDTH)
        popover.closed.connect(popover.deleteLater)
        popover.open_at(self._button, above=True)

    def _line(self, wait: TeamWait, parent: QWidget) -> QWidget:
        desk = self._session.desk
        as_wait = Wait(since_seq=0, since=wait.since, last_seq=0)
        words = waited_words(desk.waited(as_wait))
        colleague = self._session.contacts.name_of(wait.account)
        line = QWidget(parent)
        line.setAccessibleName(f"{wait.customer_name}, {colleague}, {words}")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(8)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(ElidedLabel(wait.customer_name, line))
        names.addWidget(
            ElidedLabel(_("with {name}", name=colleague), line, style=TextStyle.SECOND, ink="ink2")
        )
        row.addLayout(names, 1)
        ink = level_ink_name(desk.level(as_wait))
        row.addWidget(TextLabel(words, line, style=TextStyle.SECOND, ink=ink))
        return line

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        self.ask()
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_timer"):
            self.retranslate()
        super().changeEvent(event)


def _(text: str, **values: object) -> str:
    return translate("Waiting", text, **values)
