"""What is asked when one goes away for the first time: shall customers get an answer?"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimeZone, Signal
from PySide6.QtWidgets import QWidget

from parley.desktop.auto_reply.words import _, usual_words
from parley.desktop.failures import sentence_of
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.fields import TextArea
from parley.desktop.widgets.labels import TextLabel

if TYPE_CHECKING:
    from parley.client.session import Session

ASKED = "away_asked"


class AwayQuestion(Dialog):
    """Asks once; closing it changes nothing. `leaves`: one is about to go. What can't be stored stays on the screen, with the reason.

    Signals: `answered` when one may go, with or without an automatic reply.
    """

    answered = Signal()

    def __init__(self, session: "Session", tasks: Tasks, owner: QWidget, *, leaves: bool = False) -> None:
        super().__init__(owner, _("Set your away reply"), width=440, name="away_question")
        self._session = session
        self._tasks = tasks
        self.words = TextArea(_("Customers who write will get:"), self, rows=3, name="away_question.words")
        self.words.set_text(usual_words())
        self.column.addWidget(self.words)
        note = _("Once per customer every 30 minutes. Needs the shop's server to be on.")
        self.column.addWidget(TextLabel(note, self, ink="ink2", wrap=True))
        self._on = self.add_ok_cancel(_("Turn on"), _("Without a reply") if leaves else _("Cancel"))
        if leaves:
            without = self._buttons[0]
            without.clicked.disconnect(self.reject)
            without.clicked.connect(self._go_without)
        self.words.changed.connect(lambda text: self._on.setEnabled(bool(text.strip())))

    def accept(self) -> None:
        self._on.setEnabled(False)
        self._tasks.run(
            self._session.auto_reply.turn_on_away(self.words.text(), system_zone()),
            owner=self,
            on_done=lambda _book: self._go(),
            on_error=self._refused,
        )

    def _go_without(self) -> None:
        self._tasks.run(
            self._session.me.set_setting(ASKED, "1"), owner=self, on_done=lambda _none: self._go()
        )

    def _go(self) -> None:
        super().accept()
        self.answered.emit()

    def _refused(self, error: BaseException) -> None:
        self._on.setEnabled(True)
        self.words.set_error(sentence_of(error))


def system_zone() -> str:
    """This computer's time zone by its IANA name."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return name or "UTC"
