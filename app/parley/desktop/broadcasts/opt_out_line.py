"""On the contact card: that somebody wants no more messages to many, by whose word, and the way back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from parley.desktop.broadcasts.words import _, trouble_of
from parley.desktop.contacts.small_dialogs import ask_line
from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.tokens import TextStyle
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.toast import show_toast
from parley.domain.broadcast import OptOut

if TYPE_CHECKING:
    from parley.client.session import Session


class OptOutLine(QWidget):
    """Make it only for somebody who has opted out."""

    def __init__(
        self, session: "Session", tasks: Tasks, person: str, opt_out: OptOut, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._person = person
        text = TextLabel(
            self._words(opt_out),
            self,
            style=TextStyle.SECOND,
            ink="amber",
            wrap=True,
            name="chat.person.opt_out",
        )
        back = Button(
            _("Let them get these again…"),
            self,
            kind=ButtonKind.LINK,
            size=ButtonSize.SMALL,
            name="chat.person.opt_in",
        )
        back.clicked.connect(self._ask_reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(text)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)

    def _words(self, opt_out: OptOut) -> str:
        day = opt_out.at.astimezone().date().isoformat()
        if opt_out.by == self._person:
            return _("Opted out of messages to many on {day}.", day=day)
        name = self._session.contacts.name_of(opt_out.by) or _("A colleague")
        return _("Wants no messages to many: written down by {name} on {day}.", name=name, day=day)

    def _ask_reason(self) -> None:
        ask_line(
            self,
            _("Send them messages to many again?"),
            _("Why? For example: asked for it on the phone"),
            "",
            self._let_back,
            name="chat.person.opt_in_reason",
        )

    def _let_back(self, reason: str) -> None:
        self._tasks.run(
            self._session.broadcasts.set_opt_out(self._person, False, reason),
            owner=self,
            on_error=lambda error: show_toast(self.window(), trouble_of(error), Icon.WARNING),
        )
