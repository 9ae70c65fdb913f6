"""Say it to many: write, see who gets it, send, and follow it; and what was said before.

past ──► write ──► who ──► progress
  ▲────────────────────────────┘
"""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from parley.client.changes import BroadcastsChanged, Change
from parley.desktop.broadcasts.audience_page import AudiencePage
from parley.desktop.broadcasts.past_page import PastPage
from parley.desktop.broadcasts.progress_page import ProgressPage
from parley.desktop.broadcasts.words import _, trouble_of
from parley.desktop.broadcasts.write_page import WritePage
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.contacts.small_dialogs import ask_sure
from parley.desktop.platform.time_zone import system_zone
from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonKind
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.toast import show_toast
from parley.domain.broadcast import BroadcastState
from parley.foundation.ids import new_id

if TYPE_CHECKING:
    from parley.client.session import Session
    from parley.protocol.rest_broadcasts import BroadcastWish

_WIDTH, _HEIGHT = 560, 470


class BroadcastDialog(Dialog):
    """The whole way, in one panel over the window."""

    def __init__(self, session: "Session", tasks: Tasks, pictures: Pictures, owner: QWidget) -> None:
        super().__init__(owner, _("Say it to many"), width=_WIDTH, name="broadcast")
        self._session = session
        self._tasks = tasks
        self._id = new_id()
        self._gets = -1
        self.past = PastPage(session, self)
        self.write = WritePage(session, self)
        self.who = AudiencePage(session, tasks, pictures, self)
        self.progress = ProgressPage(session, tasks, pictures, self)
        self._pages = _Pages(self)
        for page in (self.past, self.write, self.who, self.progress):
            self._pages.addWidget(page)
        self.column.addWidget(self._pages)
        self._buttons_of: dict[QWidget, list[Button]] = {}
        self._make_buttons()
        self._connect()
        self._show(self.past if session.broadcasts.all() else self.write)

    def show_broadcast(self, broadcast: str) -> None:
        """What became of this one."""
        self.progress.show_broadcast(broadcast)
        self._show(self.progress)

    def _make_buttons(self) -> None:
        self._new = self._button(self.past, _("New message to many"), "new", ButtonKind.PRIMARY)
        self._earlier = self._button(self.write, _("Earlier ones"), "earlier", ButtonKind.QUIET)
        self._next = self._button(self.write, _("Next: who gets it"), "next", ButtonKind.PRIMARY)
        self._back = self._button(self.who, _("Back"), "back", ButtonKind.SECONDARY)
        self._send = self._button(self.who, _("Send"), "send", ButtonKind.PRIMARY)
        self._all = self._button(self.progress, _("All messages to many"), "all", ButtonKind.QUIET)
        self._export = self._button(self.progress, _("Export…"), "export", ButtonKind.SECONDARY)
        self._remove = self._button(self.progress, _("Delete…"), "delete", ButtonKind.SECONDARY)
        self._cancel = self._button(self.progress, _("Cancel sending…"), "cancel", ButtonKind.SECONDARY)
        self._pause = self._button(self.progress, _("Pause"), "pause", ButtonKind.PRIMARY)
        self._resume = self._button(self.progress, _("Go on"), "resume", ButtonKind.PRIMARY)

    def _button(self, page: QWidget, text: str, name: str, kind: ButtonKind) -> Button:
        button = self.add_button(text, kind=kind, name=f"broadcast.{name}")
        self._buttons_of.setdefault(page, []).append(button)
        return button

    def _connect(self) -> None:
        session = self._session.broadcasts
        self.past.opened.connect(self.show_broadcast)
        self.who.asked.connect(self._ask_preview)
        self.who.counted.connect(self._on_counted)
        self.write.changed.connect(self._forget_id)
        self._new.clicked.connect(lambda: self._show(self.write))
        self._earlier.clicked.connect(lambda: self._show(self.past))
        self._next.clicked.connect(self._go_on)
        self._back.clicked.connect(lambda: self._show(self.write))
        self._send.clicked.connect(self._start)
        self._all.clicked.connect(lambda: self._show(self.past))
        self._export.clicked.connect(self.progress.ask_export)
        self._pause.clicked.connect(lambda: self._run(session.pause(self.progress.broadcast)))
        self._resume.clicked.connect(lambda: self._run(session.resume(self.progress.broadcast)))
        self._cancel.clicked.connect(self._ask_cancel)
        self._remove.clicked.connect(self._ask_remove)
        leave = self._session.subscribe(self._on_change)
        self.finished.connect(lambda _result: leave())

    def _show(self, page: QWidget) -> None:
        titles = {
            self.past: _("Said to many"),
            self.write: _("Say it to many"),
            self.who: _("Who gets it?"),
            self.progress: _("Said to many"),
        }
        self.set_title(titles[page])
        if page is self.past:
            self.past.refresh()
        self._pages.setCurrentWidget(page)
        for other, buttons in self._buttons_of.items():
            for button in buttons:
                button.setVisible(other is page)
        self._earlier.setVisible(page is self.write and bool(self._session.broadcasts.all()))
        self._show_acts()
        if page is self.write:
            self.write.text.edit.setFocus()
        self.fit()

    def _show_acts(self) -> None:
        value = self.progress.value
        if self._pages.currentWidget() is not self.progress or value is None:
            return
        self._cancel.setVisible(not value.state.is_over)
        self._pause.setVisible(value.state is BroadcastState.RUNNING)
        self._resume.setVisible(value.state is BroadcastState.PAUSED)
        self._remove.setVisible(value.state.is_over)

    def _go_on(self) -> None:
        if self.write.check():
            self.who.reload()
            self._show(self.who)
            # Nothing goes out before one has seen who gets it.
            self._on_counted(-1)
            self._ask_preview()

    def _wish(self) -> "BroadcastWish":
        return self._session.broadcasts.wish(
            self.write.words,
            self.who.people,
            all_customers=self.who.takes_all,
            language=self.write.footer_language,
            zone=system_zone() or "UTC",
            given=self.write.given,
        )

    def _ask_preview(self) -> None:
        if self._pages.currentWidget() is not self.who or not (self.who.takes_all or self.who.people):
            return
        wish = self._wish()

        def tell(show: Callable[[Any], None]) -> Callable[[Any], None]:
            # Whoever has chosen others since must not be told, and offered to send to, how many it was before.
            return lambda answer: show(answer) if self._wish() == wish else None

        self._tasks.run(
            self._session.broadcasts.preview(wish),
            owner=self,
            on_done=tell(self.who.show_preview),
            on_error=tell(self.who.show_trouble),
        )

    def _on_counted(self, count: int) -> None:
        self._gets = count
        self._forget_id()
        self._send.setEnabled(count > 0)
        self._send.set_text(_("Send to {count}", count=count) if count > 0 else _("Send"))

    def _forget_id(self) -> None:
        """Other words or other people are another broadcast."""
        self._id = new_id()

    def _start(self) -> None:
        self._send.setEnabled(False)
        starting = self._session.broadcasts.start(self._wish(), self._id)
        self._tasks.run(starting, owner=self, on_done=self._started, on_error=self._failed)

    def _started(self, broadcast: str) -> None:
        self._forget_id()
        self.write.text.set_text("")
        self.show_broadcast(broadcast)

    def _failed(self, error: BaseException) -> None:
        """The id stays: sending again is the same one."""
        self._send.setEnabled(True)
        show_toast(self.window(), trouble_of(error), Icon.WARNING)

    def _ask_cancel(self) -> None:
        ask_sure(
            self,
            _("Cancel sending?"),
            _("Who has it keeps it; nobody else gets it."),
            _("Cancel sending"),
            lambda: self._run(self._session.broadcasts.cancel(self.progress.broadcast)),
            name="broadcast.sure_cancel",
        )

    def _ask_remove(self) -> None:
        ask_sure(
            self,
            _("Delete this result?"),
            _("The messages stay in the chats."),
            _("Delete"),
            lambda: self._run(self._session.broadcasts.remove(self.progress.broadcast)),
            name="broadcast.sure_delete",
        )

    def _run(self, work: Coroutine[Any, Any, Any]) -> None:
        self._tasks.run(
            work,
            owner=self,
            on_error=lambda error: show_toast(self.window(), trouble_of(error), Icon.WARNING),
        )

    def _on_change(self, change: Change) -> None:
        if not isinstance(change, BroadcastsChanged):
            return
        page = self._pages.currentWidget()
        if page is self.progress and self.progress.value is None:
            self._show(self.past)
        elif page is self.progress:
            self.progress.refresh()
            self._show_acts()
        elif page is self.past:
            self.past.refresh()


class _Pages(QStackedWidget):
    """As tall as the tallest page needs, less in a low window: each page scrolls by itself."""

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH - 48, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 200)

    def hasHeightForWidth(self) -> bool:
        return False
