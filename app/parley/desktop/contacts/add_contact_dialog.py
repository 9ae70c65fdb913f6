"""Find people on the shop's server and ask them to become contacts."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from parley.desktop.contacts.pictures import Pictures
from parley.desktop.failures import sentence_of
from parley.desktop.i18n import translate
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.tokens import Size, TextStyle
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.avatar import AvatarWidget
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.fields import TextArea, TextField
from parley.desktop.widgets.labels import ElidedLabel, TextLabel
from parley.desktop.widgets.search_field import SearchField
from parley.domain.people import ContactState, Profile

if TYPE_CHECKING:
    from parley.client.session import Session

_SEARCH_MS = 250
_RESULTS_HEIGHT = 320
_MESSAGE_LIMIT = 120


class AddContactDialog(Dialog):
    """Two steps: look for somebody; say a line to them.

    Signals: `message_requested` (person) for somebody who is a contact already.
    """

    message_requested = Signal(str)

    def __init__(
        self, owner: QWidget, session: "Session", tasks: Tasks, pictures: Pictures, query: str = ""
    ) -> None:
        super().__init__(owner, _("Add contact"), width=440, name="contacts.add")
        self._session = session
        self._tasks = tasks
        self._pictures = pictures
        self._found: list[Profile] = []
        self._chosen: Profile | None = None
        self._asked = ""
        self.search = SearchField(_("Name, shop, goods or sign-in name"), self, name="contacts.add.search")
        self.note = TextLabel(
            "", self, style=TextStyle.SECOND, ink="ink3", wrap=True, name="contacts.add.note"
        )
        self._pages = QStackedWidget(self)
        self.message = TextArea(_("A line to them"), self, rows=3, name="contacts.add.message")
        self.remark = TextField(
            _("Your name for them"),
            self,
            placeholder=_("Optional, only you see it"),
            name="contacts.add.remark",
        )
        self._who = QHBoxLayout()
        self._results = QScrollArea(self)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(_SEARCH_MS)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.search_now)
        self.search.textChanged.connect(lambda _text: self._timer.start())
        self.search.returnPressed.connect(self.search_now)
        self.finished.connect(lambda _result: self.deleteLater())
        pictures.arrived.connect(self._on_picture)
        self._say_hint()
        if query:
            self.search.setText(query)
            self.search_now()

    def focus_search(self) -> None:
        """Put the keyboard where one types."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def search_now(self) -> None:
        """Ask the server for what stands in the box."""
        self._timer.stop()
        query = self.search.text().strip()
        if not query:
            self._found = []
            self._asked = ""
            self._say_hint()
            self._show_results()
            return
        if query == self._asked:
            return
        self._asked = query
        self.note.setText(_("Searching…"))
        self._tasks.run(
            self._session.contacts.search(query),
            owner=self,
            on_done=lambda found: self._take(query, found),
            on_error=self._tell,
        )

    def choose(self, profile: Profile) -> None:
        """Go on to the line for this person."""
        self._chosen = profile
        self._fill_who(profile)
        me = self._session.me.profile
        name = f"{me.company} {me.display_name}".strip()
        self.message.set_text(_("Hello, I am {name}.", name=name))
        self._pages.setCurrentIndex(1)
        self._back.setVisible(True)
        self._send.setVisible(True)
        self.fit()
        self.message.edit.moveCursor(QTextCursor.MoveOperation.End)
        self.message.setFocus()

    def send(self) -> None:
        """Send the request."""
        if self._chosen is None:
            return
        text = " ".join(self.message.text().split())[:_MESSAGE_LIMIT]
        asking = self._session.contacts.ask(self._chosen.account, text, self.remark.text().strip())
        self._send.setEnabled(False)
        self._tasks.run(asking, owner=self, on_done=lambda _result: self._sent(), on_error=self._tell)

    def _lay_out(self) -> None:
        self._results.setFrameShape(QFrame.Shape.NoFrame)
        self._results.setWidgetResizable(True)
        self._results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._results.setFixedHeight(_RESULTS_HEIGHT)
        self._results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        first, second = QWidget(self), QWidget(self)
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.note)
        column.addWidget(self._results, 1)
        form = QVBoxLayout(second)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(16)
        form.addLayout(self._who)
        form.addWidget(self.message)
        form.addWidget(self.remark)
        form.addStretch(1)
        self._pages.addWidget(first)
        self._pages.addWidget(second)
        self.column.addWidget(self._pages)
        self._back = self.add_button(_("Back"), name="contacts.add.back")
        self._back.clicked.connect(self._go_back)
        send_name = "contacts.add.send"
        self._send = self.add_button(_("Send request"), kind=ButtonKind.PRIMARY, name=send_name)
        self._send.clicked.connect(self.send)
        self._back.hide()
        self._send.hide()

    def _go_back(self) -> None:
        self._pages.setCurrentIndex(0)
        self._back.hide()
        self._send.hide()
        self.fit()
        self.focus_search()

    def _sent(self) -> None:
        self._send.setEnabled(True)
        self._go_back()
        self.note.setText(_("Request sent. They become a contact when they accept."))
        self._show_results()

    def _take(self, query: str, found: list[Profile]) -> None:
        if query != self._asked:
            return
        self._found = [profile for profile in found if profile.account != self._session.account]
        count = len(self._found)
        self.note.setText(
            _("{count} found", count=count) if count else _("Nobody found for “{words}”.", words=query)
        )
        self._show_results()

    def _tell(self, error: BaseException) -> None:
        self._asked = ""
        self._send.setEnabled(True)
        if self._pages.currentIndex() == 1:
            self.message.set_error(sentence_of(error))
            self.fit()
        else:
            self.note.setText(sentence_of(error))

    def _on_picture(self, sha256: str) -> None:
        if any(profile.avatar == sha256 for profile in self._found):
            self._show_results()

    def _say_hint(self) -> None:
        self.note.setText(_("Pinyin works too: “wjj” finds 王建军."))

    def _show_results(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        for profile in self._found:
            column.addLayout(self._result(profile, body))
        column.addStretch(1)
        self._results.setWidget(body)

    def _result(self, profile: Profile, parent: QWidget) -> QHBoxLayout:
        line = self._person_line(profile, parent)
        row = self._session.contacts.person(profile.account)
        state = row.state if row is not None else None
        is_known = row is not None and (row.is_colleague or state is ContactState.ACCEPTED)
        if is_known:
            self._add_act(line, parent, profile, _("Message"), "message", ButtonKind.SECONDARY)
        elif state is ContactState.REQUESTED:
            line.addWidget(TextLabel(_("Request sent"), parent, style=TextStyle.SECOND, ink="ink3"))
        elif state is ContactState.ASKS:
            self._add_act(line, parent, profile, _("Accept"), "accept", ButtonKind.PRIMARY)
        else:
            self._add_act(line, parent, profile, _("Add"), "ask", ButtonKind.PRIMARY)
        return line

    def _add_act(
        self, line: QHBoxLayout, parent: QWidget, profile: Profile, text: str, act: str, kind: ButtonKind
    ) -> None:
        name = f"contacts.add.{act}.{profile.handle}"
        button = Button(text, parent, kind=kind, size=ButtonSize.SMALL, name=name)
        button.setAccessibleName(f"{text}: {profile.display_name}")
        acts = {"message": self._write_to, "accept": self._accept, "ask": self.choose}
        button.clicked.connect(lambda _checked=False: acts[act](profile))
        line.addWidget(button)

    def _write_to(self, profile: Profile) -> None:
        self.message_requested.emit(profile.account)
        self.accept()

    def _accept(self, profile: Profile) -> None:
        accepting = self._session.contacts.accept(profile.account)
        self._tasks.run(
            accepting, owner=self, on_done=lambda _result: self._show_results(), on_error=self._tell
        )

    def _person_line(self, profile: Profile, parent: QWidget) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(0, 6, 0, 6)
        line.setSpacing(12)
        avatar = AvatarWidget(profile.display_name, profile.account, parent, size=Size.AVATAR)
        avatar.set_picture(self._pictures.of(profile.avatar))
        names = QVBoxLayout()
        names.setSpacing(2)
        about = " · ".join(part for part in (profile.company, profile.role, profile.region) if part)
        names.addWidget(ElidedLabel(profile.display_name, parent, style=TextStyle.NAME))
        shown = about or f"@{profile.handle}"
        names.addWidget(ElidedLabel(shown, parent, style=TextStyle.SECOND, ink="ink2"))
        line.addWidget(avatar)
        line.addLayout(names, 1)
        return line

    def _fill_who(self, profile: Profile) -> None:
        while (item := self._who.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        holder = QWidget(self)
        holder.setLayout(self._person_line(profile, holder))
        self._who.addWidget(holder, 1)


def _(text: str, **values: object) -> str:
    return translate("Contacts", text, **values)
