"""What one does about a customer, from wherever: done with a way back, put off, flagged. The same entries everywhere."""

from collections.abc import Callable, Coroutine
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from parley.client.rows import ConversationRow
from parley.desktop.i18n import translate
from parley.desktop.style.icons import Icon, menu_icon
from parley.desktop.style.theme import tokens_of
from parley.desktop.tasks import Tasks
from parley.desktop.waiting.snooze import SnoozeDialog, snooze_choices
from parley.desktop.waiting.waiting_words import flag_inks, flag_word, until_words
from parley.desktop.widgets.toast import show_toast
from parley.domain.desk import FLAGS

if TYPE_CHECKING:
    from parley.client.session import Session

DONE_KEY = "Ctrl+E"
FLAG_KEYS = tuple(f"Ctrl+Alt+{number}" for number in range(1, FLAGS + 1))


class DeskActs:
    """`name` makes the names of menu entries."""

    def __init__(self, session: "Session", tasks: Tasks, owner: QWidget, name: Callable[[str], str]) -> None:
        self._session = session
        self._tasks = tasks
        self._owner = owner
        self._name = name
        self._before: dict[str, int] = {}

    def toggle_done(self, conversation: str) -> None:
        """Done; the same key takes it back."""
        row = self._row(conversation)
        if row is None:
            return
        if row.wait is not None:
            self.set_done(conversation)
        elif conversation in self._before:
            self.undo_done(conversation)
        else:
            show_toast(self._owner.window(), _("{name} isn't waiting.", name=row.title), Icon.INFO)

    def set_done(self, conversation: str) -> None:
        """Needs no answer any more; a toast offers the way back."""
        row = self._row(conversation)
        if row is None:
            return
        self._tasks.run(
            self._done(conversation), owner=self._owner, on_done=lambda _none: self._say_done(row)
        )

    def undo_done(self, conversation: str) -> None:
        """Waits again."""
        before = self._before.pop(conversation, None)
        if before is not None:
            self._run(self._session.desk.undo_done(conversation, before))

    def snooze(self, conversation: str, until: datetime | None) -> None:
        """Put off, or back in the list."""
        row = self._row(conversation)
        self._run(self._session.desk.snooze(conversation, until))
        if row is not None and until is not None:
            words = until_words(until, self._session.desk.now())
            show_toast(self._owner.window(), _("{name} is snoozed {until}.", name=row.title, until=words))

    def toggle_flag(self, conversation: str, flag: int) -> None:
        """Puts a flag on, or takes it off if it is that one."""
        row = self._row(conversation)
        if row is not None and row.is_customer:
            self._run(self._session.desk.set_flag(conversation, 0 if row.flag == flag else flag))

    def open_snooze(self, conversation: str, button: QWidget) -> None:
        """Ask until when."""
        row = self._row(conversation)
        if row is not None:
            menu = QMenu(self._owner)
            menu.setObjectName(self._name("snooze_times"))
            self._add_times(menu, row)
            _open_below(menu, button)

    def open_flags(self, conversation: str, button: QWidget) -> None:
        """Ask which flag."""
        row = self._row(conversation)
        if row is not None:
            menu = QMenu(self._owner)
            menu.setObjectName(self._name("flags"))
            self._add_flags(menu, row)
            _open_below(menu, button)

    def add_entries(self, menu: QMenu, row: ConversationRow) -> None:
        """Done, put off, flag: for customers."""
        if not row.is_customer:
            return
        tokens = tokens_of(self._owner)
        if row.wait is not None:
            done = self._entry(menu, "done", _("Done"), lambda: self.set_done(row.id))
            done.setIcon(menu_icon(Icon.CHECK, tokens))
            times = menu.addMenu(menu_icon(Icon.CLOCK, tokens), _("Snooze"))
            times.menuAction().setObjectName(self._name("snooze"))
            self._add_times(times, row)
        flags = menu.addMenu(menu_icon(Icon.FLAG, tokens), _("Flag"))
        flags.menuAction().setObjectName(self._name("flag"))
        self._add_flags(flags, row)
        menu.addSeparator()

    async def _done(self, conversation: str) -> None:
        self._before[conversation] = await self._session.desk.set_done(conversation)
        await self._session.conversations.mark_read(conversation)

    def _say_done(self, row: ConversationRow) -> None:
        show_toast(
            self._owner.window(),
            _("{name} is done.", name=row.title),
            Icon.CHECK,
            action=(_("Undo"), lambda: self.undo_done(row.id)),
        )

    def _add_times(self, menu: QMenu, row: ConversationRow) -> None:
        now = self._session.desk.now()
        if row.wait is not None and row.wait.is_snoozed(now):
            self._entry(menu, "wake", _("Back to the waiting"), lambda: self.snooze(row.id, None))
            menu.addSeparator()
        for choice in snooze_choices(now):
            act = partial(self.snooze, row.id, choice.until)
            self._entry(menu, f"snooze_{choice.key}", choice.words, act)
        self._entry(menu, "snooze_pick", _("Until…"), lambda: self._pick_time(row.id))

    def _pick_time(self, conversation: str) -> None:
        now = self._session.desk.now()
        SnoozeDialog(self._owner, now, lambda until: self.snooze(conversation, until)).open()

    def _add_flags(self, menu: QMenu, row: ConversationRow) -> None:
        settings, tokens = self._session.desk.settings, tokens_of(self._owner)
        for number in range(1, FLAGS + 1):
            act = partial(self.toggle_flag, row.id, number)
            action = self._entry(menu, f"flag_{number}", flag_word(number, settings), act)
            icon = Icon.CHECK if row.flag == number else Icon.FLAG
            action.setIcon(menu_icon(icon, tokens, flag_inks(number, settings, tokens)[0]))
            action.setText(f"{action.text()}\t{FLAG_KEYS[number - 1]}")
        if row.flag:
            menu.addSeparator()
            self._entry(menu, "flag_none", _("No flag"), lambda: self.toggle_flag(row.id, row.flag))

    def _entry(self, menu: QMenu, name: str, text: str, act: Callable[[], object]) -> QAction:
        action = menu.addAction(text)
        action.setObjectName(self._name(name))
        action.triggered.connect(lambda _checked=False: act())
        return action

    def _row(self, conversation: str) -> ConversationRow | None:
        return self._session.conversations.get(conversation)

    def _run(self, work: Coroutine[Any, Any, Any]) -> None:
        self._tasks.run(work, owner=self._owner)


def _open_below(menu: QMenu, button: QWidget) -> None:
    menu.aboutToHide.connect(menu.deleteLater)
    corner = QPoint(button.width() - menu.sizeHint().width(), button.height() + 4)
    menu.popup(button.mapToGlobal(corner))


def _(text: str, **values: object) -> str:
    return translate("Waiting", text, **values)
