"""The notes of a contact card: the shop's and one's own, with who wrote them and what they said before."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from parley.client.rows import NoteRow
from parley.desktop.cards.note_dialogs import ask_note, show_history
from parley.desktop.cards.words import _, when_text
from parley.desktop.contacts.small_dialogs import ask_sure
from parley.desktop.style.icons import Icon, menu_icon
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import TextStyle
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import IconButton
from parley.desktop.widgets.card import Card
from parley.desktop.widgets.labels import ElidedLabel, SectionLabel, TextLabel
from parley.desktop.widgets.segmented import SegmentedControl
from parley.domain.ownership import Owner

if TYPE_CHECKING:
    from parley.client.session import Session


class NoteList(QWidget):
    """Shows the notes about one person and follows `refresh`."""

    def __init__(self, session: "Session", tasks: Tasks, person: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._person = session, tasks, person
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        plus = IconButton(Icon.PLUS, _("Write a note"), self, size=24, icon_size=16, name="card.notes.add")
        plus.clicked.connect(self._ask_new)
        head = QHBoxLayout()
        head.addWidget(SectionLabel(_("Notes"), self), 1)
        head.addWidget(plus)
        self._column.addLayout(head)
        self._whose = SegmentedControl(
            [(Owner.SHOP, _("The shop's")), (Owner.PERSON, _("Mine"))],
            self,
            label=_("Whose notes"),
            name="card.notes.whose",
        )
        self._whose.setVisible(session.tags.may_keep(person, Owner.SHOP))
        if self._whose.isHidden():
            self._whose.set_current(Owner.PERSON)
        self._whose.chosen.connect(lambda _key: self.refresh())
        self._column.addWidget(self._whose)
        self._body = QWidget(self)
        self._column.addWidget(self._body)
        self.refresh()

    def refresh(self) -> None:
        """Show the notes as they are now."""
        body = QWidget(self)
        self._column.replaceWidget(self._body, body)
        self._body.hide()
        self._body.deleteLater()
        self._body = body
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        rows = self._session.notes.of(self._person, self._owner)
        body.setObjectName("card.notes.list")
        body.setAccessibleName("\n".join(row.text for row in rows if not row.is_removed))
        for row in rows:
            column.addWidget(self._gone(row, body) if row.is_removed else self._card(row, body))
        if not rows:
            is_shop = self._owner is Owner.SHOP
            words = _("What colleagues should know") if is_shop else _("Only you see these")
            column.addWidget(TextLabel(words, body, style=TextStyle.SECOND, ink="ink3", wrap=True))
        body.show()

    @property
    def _owner(self) -> Owner:
        return Owner(self._whose.current)

    def _card(self, row: NoteRow, parent: QWidget) -> Card:
        card = Card(parent, padding=10, radius=8, name=f"card.notes.note.{row.id}")
        card.column.setSpacing(4)
        words = TextLabel(row.text, card, style=TextStyle.SECOND, ink="ink", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.column.addWidget(words)
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(ElidedLabel(self._by(row), card, style=TextStyle.TIME, ink="ink3"), 1)
        more = IconButton(
            Icon.MORE,
            _("What to do with this note"),
            card,
            size=22,
            icon_size=14,
            name=f"card.notes.more.{row.id}",
        )
        more.clicked.connect(lambda: self._open_menu(more, row))
        foot.addWidget(more)
        card.column.addLayout(foot)
        return card

    def _by(self, row: NoteRow) -> str:
        who = _("You") if row.is_own else row.by_name or _("A former colleague")
        when = when_text(row.at, self._session.clock.now())
        if row.earlier:
            return _("{who} · {when} · changed", who=who, when=when)
        return _("{who} · {when}", who=who, when=when)

    def _gone(self, row: NoteRow, parent: QWidget) -> QWidget:
        when = when_text(row.at, self._session.clock.now())
        words = (
            _("You removed a note · {when}", when=when)
            if row.is_own
            else _("{who} removed a note · {when}", who=row.by_name or _("A former colleague"), when=when)
        )
        return ElidedLabel(words, parent, style=TextStyle.TIME, ink="ink3", name=f"card.notes.gone.{row.id}")

    def _open_menu(self, button: QWidget, row: NoteRow) -> None:
        menu = QMenu(self)
        menu.setObjectName("card.notes.menu")

        def add(name: str, icon: Icon, text: str, act: Callable[[], object]) -> None:
            action = menu.addAction(menu_icon(icon, tokens_of(self)), text)
            action.setObjectName(f"card.notes.menu.{name}")
            action.triggered.connect(lambda _on=False: act())

        add("edit", Icon.EDIT, _("Edit…"), lambda: self._ask_change(row))
        if row.earlier:
            add("history", Icon.CLOCK, _("History…"), lambda: self._show_history(row))
        add("remove", Icon.TRASH, _("Remove…"), lambda: self._ask_remove(row))
        menu.aboutToHide.connect(menu.deleteLater)
        corner = QPoint(button.width() - menu.sizeHint().width(), button.height() + 4)
        menu.popup(button.mapToGlobal(corner))

    def _ask_new(self) -> None:
        owner = self._owner
        title = _("Note for colleagues") if owner is Owner.SHOP else _("Note for yourself")
        ask_note(
            self.window(),
            title,
            "",
            lambda text: self._run(self._session.notes.write(self._person, text, owner)),
        )

    def _ask_change(self, row: NoteRow) -> None:
        ask_note(
            self.window(),
            _("Edit the note"),
            row.text,
            lambda text: self._run(self._session.notes.change(row.id, text)),
        )

    def _show_history(self, row: NoteRow) -> None:
        show_history(self.window(), row, self._session.clock.now())

    def _ask_remove(self, row: NoteRow) -> None:
        ask_sure(
            self.window(),
            _("Remove this note?"),
            _("Its words are gone from every card. That you removed it stays."),
            _("Remove"),
            lambda: self._run(self._session.notes.remove(row.id)),
            name="card.notes.remove",
        )

    def _run(self, work: Coroutine[Any, Any, Any]) -> None:
        self._tasks.run(work, owner=self)
