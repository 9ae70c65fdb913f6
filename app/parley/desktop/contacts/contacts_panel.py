"""The left column of "People": filter, requests, the tree of groups, and what one can do there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from parley.client.changes import CardsChanged, Change, PeopleChanged, PresenceChanged, SelfChanged
from parley.desktop.cards.tag_chip import tag_colours
from parley.desktop.contacts.add_contact_dialog import AddContactDialog
from parley.desktop.contacts.contact_acts import ContactActs
from parley.desktop.contacts.contact_entry import GroupEntry, PersonEntry
from parley.desktop.contacts.contact_menus import group_menu, person_menu
from parley.desktop.contacts.contact_model import ContactModel
from parley.desktop.contacts.contact_tree_view import ContactTreeView
from parley.desktop.contacts.list_note import ListNote
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.contacts.request_list import RequestList
from parley.desktop.conversations.conversation_entry import words_of
from parley.desktop.i18n import translate
from parley.desktop.style.icons import Icon, menu_icon
from parley.desktop.style.kinds import ButtonKind
from parley.desktop.style.theme import tokens_of
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import Button, IconButton
from parley.desktop.widgets.card import Panel
from parley.desktop.widgets.search_field import SearchField

if TYPE_CHECKING:
    from parley.client.session import Session

_FILTER_MS = 80


class ContactsPanel(Panel):
    """The contacts of one session.

    Signals: `message_requested` (person) from a double click or the menu; `person_opened` (person) from a click.
    """

    message_requested = Signal(str)
    person_opened = Signal(str)

    def __init__(
        self,
        session: "Session",
        tasks: Tasks,
        pictures: Pictures | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("surface", parent, name="contacts.panel")
        self._session = session
        self._tasks = tasks
        self._pictures = pictures or Pictures(session, tasks, self)
        self._acts = ContactActs(session, tasks, self)
        self.model = ContactModel(self, clock=session.clock)
        self.search = SearchField("", self, shortcut_hint="Ctrl K", name="contacts.search")
        self._plus = IconButton(Icon.USER_PLUS, "", self, name="contacts.plus")
        self._by_tag = IconButton(Icon.TAG, "", self, name="contacts.by_tag")
        self._everyone = Button(
            "", self, kind=ButtonKind.SOFT, icon=Icon.SEARCH, name="contacts.search_everyone"
        )
        self.requests = RequestList(self._pictures, self)
        self.view = ContactTreeView(self.model, self._pictures, self)
        self._note = ListNote(self, name="contacts.empty")
        self._debounce = QTimer(self)
        self._debounce.setInterval(_FILTER_MS)
        self._debounce.setSingleShot(True)
        self._arrange()
        self._connect()
        self._load()
        self.retranslate()
        self._leave = session.subscribe(self._on_change)
        self.destroyed.connect(lambda: self._leave())

    def set_current(self, person: str | None) -> None:
        """Mark the person whose page is open; None for none."""
        self.view.set_selected(person or "")

    def focus_search(self) -> None:
        """Put the keyboard into the filter box (Ctrl+K)."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def open_add_contact(self, query: str = "") -> AddContactDialog:
        """Look for people on the server."""
        dialog = AddContactDialog(self, self._session, self._tasks, self._pictures, query)
        dialog.message_requested.connect(self.message_requested)
        dialog.open()
        dialog.focus_search()
        return dialog

    def apply_filter(self) -> None:
        """Take what stands in the filter box now."""
        self._debounce.stop()
        text = self.search.text().strip()
        self.model.set_words(words_of(text))
        self.view.set_filtered(bool(text))
        self._everyone.setVisible(bool(text))
        self._everyone.set_text(_("Search everyone for “{words}”", words=text[:20]))
        self._show_note()

    def retranslate(self) -> None:
        """Read all texts in the active language."""
        prompt = _("Search contacts")
        self.search.setPlaceholderText(prompt)
        self.search.setAccessibleName(prompt)
        self._plus.set_icon(Icon.USER_PLUS, _("Add contact or group"))
        self._by_tag.set_icon(Icon.TAG, _("Show those with a tag"))
        self.view.setAccessibleName(_("Contacts"))
        self.requests.retranslate()
        self.apply_filter()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(16, 16, 12, 10)
        top.setSpacing(4)
        top.addWidget(self.search, 1)
        top.addWidget(self._by_tag)
        top.addWidget(self._plus)
        everyone = QHBoxLayout()
        everyone.setContentsMargins(16, 0, 16, 0)
        everyone.addWidget(self._everyone)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(everyone)
        column.addWidget(self.requests)
        column.addLayout(self._stack, 1)

    def _connect(self) -> None:
        self._debounce.timeout.connect(self.apply_filter)
        self.search.textChanged.connect(lambda _text: self._debounce.start())
        self._everyone.clicked.connect(lambda: self.open_add_contact(self.search.text().strip()))
        self._plus.clicked.connect(self._open_plus)
        self._by_tag.clicked.connect(self._open_tags)
        self.requests.accepted.connect(self._acts.accept)
        self.requests.declined.connect(self._acts.decline)
        self.requests.opened.connect(self._open_person)
        self.view.person_chosen.connect(self._open_person)
        self.view.message_wanted.connect(self.message_requested)
        self.view.menu_wanted.connect(self._open_menu)
        self.model.dropped.connect(self._acts.move)
        self._note.action.connect(lambda: self.open_add_contact(self.search.text().strip()))

    def _load(self) -> None:
        contacts = self._session.contacts
        people = [row for row in contacts.all() if not row.is_blocked and row.person != self._session.account]
        statuses = {row.person: self._session.presence.of(row.person) for row in people}
        self.model.set_people(contacts.groups(), people, statuses)
        self.requests.set_rows(contacts.requests())
        self._by_tag.setVisible(bool(self._session.tags.all()))
        self._show_note()

    def _on_change(self, change: Change) -> None:
        match change:
            case PresenceChanged(people=people):
                self.model.set_statuses({person: self._session.presence.of(person) for person in people})
            case PeopleChanged() | SelfChanged() | CardsChanged(people=()):
                self._load()

    def _open_person(self, person: str) -> None:
        self.set_current(person)
        self.person_opened.emit(person)

    def _open_plus(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add = menu.addAction(menu_icon(Icon.USER_PLUS, tokens_of(self)), _("Add contact"))
        add.setObjectName("contacts.plus.contact")
        add.triggered.connect(lambda _checked=False: self.open_add_contact())
        group = menu.addAction(menu_icon(Icon.FOLDER, tokens_of(self)), _("New group…"))
        group.setObjectName("contacts.plus.group")
        group.triggered.connect(lambda _checked=False: self._acts.ask_new_group())
        menu.popup(self._plus.mapToGlobal(self._plus.rect().bottomLeft() + QPoint(0, 4)))

    def _open_tags(self) -> None:
        """What is chosen stands in the filter box, as if it were typed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for tag in self._session.tags.all():
            count = len(self._session.tags.people(tag.id))
            icon = menu_icon(Icon.TAG, tokens_of(self), tag_colours(tag.colour, tokens_of(self))[0])
            action = menu.addAction(icon, _("{name} ({count})", name=tag.name, count=count))
            action.setObjectName(f"contacts.by_tag.{tag.id}")
            action.triggered.connect(lambda _checked=False, name=tag.name: self._show_tagged(name))
        menu.popup(self._by_tag.mapToGlobal(self._by_tag.rect().bottomLeft() + QPoint(0, 4)))

    def _show_tagged(self, name: str) -> None:
        self.search.setText(f"#{name}")
        self.apply_filter()

    def _open_menu(self, entry: PersonEntry | GroupEntry, position: QPoint) -> None:
        if isinstance(entry, GroupEntry):
            menu = group_menu(entry, self._acts, self)
        else:
            row = entry.row
            menu = person_menu(
                row,
                self._session.contacts.groups(),
                self._acts,
                self,
                message=lambda: self.message_requested.emit(row.person),
                show=lambda: self._open_person(row.person),
            )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(position)

    def _show_note(self) -> None:
        is_empty = self.model.rowCount() == 0
        if is_empty and self.search.text().strip():
            self._note.say(_("Nothing found"), _("None of your contacts goes by that name."))
        elif is_empty:
            self._note.say(_("No contacts yet"), _("Colleagues appear here by themselves."), _("Add contact"))
        self._stack.setCurrentWidget(self._note if is_empty else self.view)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.model.index(0, 0))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_note"):
            self.retranslate()
        super().changeEvent(event)


def _(text: str, **values: object) -> str:
    return translate("Contacts", text, **values)
