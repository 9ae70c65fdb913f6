"""A person's page in the centre: who they are, one's own remark and groups for them, and what one can do."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from parley.client.changes import CardsChanged, Change, PeopleChanged, PresenceChanged
from parley.client.rows import PersonRow
from parley.desktop.cards.tag_chip import tag_inks
from parley.desktop.contacts.contact_acts import ContactActs
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.contacts.status_words import dot_of, word_of
from parley.desktop.failures import sentence_of
from parley.desktop.i18n import translate
from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.tokens import TextStyle
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.avatar import AvatarWidget
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.card import Card, Panel
from parley.desktop.widgets.chips import Chip
from parley.desktop.widgets.empty_state import EmptyState
from parley.desktop.widgets.labels import ElidedLabel, Hairline, TextLabel
from parley.desktop.widgets.tag import Tag
from parley.domain.people import AccountKind, ContactState, Profile

if TYPE_CHECKING:
    from parley.client.session import Session

_WIDTH = 520
_AVATAR = 80
_LABEL = 96
_ONE_LINE = 40
_NOTES = 3


class PersonPage(Panel):
    """Shows one person at a time; follows what changes about them.

    Signals: `message_requested` (person); `add_requested` (profile) for somebody who isn't a contact.
    """

    message_requested = Signal(str)
    add_requested = Signal(object)

    def __init__(
        self,
        session: "Session",
        tasks: Tasks,
        pictures: Pictures | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("bg", parent, name="contacts.person")
        self._session = session
        self._tasks = tasks
        self._pictures = pictures or Pictures(session, tasks, self)
        self._acts = ContactActs(session, tasks, self)
        self._person = ""
        self._fetched: Profile | None = None
        self._body: QWidget | None = None
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
        self._avatar: str | None = None
        self._pictures.arrived.connect(self._on_picture)
        self._leave = session.subscribe(self._on_change)
        self.destroyed.connect(lambda: self._leave())
        self._build()

    @property
    def person(self) -> str:
        """Whose page it is; empty for nobody's."""
        return self._person

    def show_person(self, person: str) -> None:
        """Show somebody; people one doesn't know yet are asked for on the server."""
        self._person = person
        self._fetched = None
        self._build()
        if person and self._session.contacts.person(person) is None:
            fetching = self._session.contacts.fetch_person(person)
            self._tasks.run(
                fetching, owner=self, on_done=lambda found: self._take(person, found), on_error=self._tell
            )

    def _take(self, person: str, profile: Profile) -> None:
        if person == self._person:
            self._fetched = profile
            self._build()

    def _tell(self, error: BaseException) -> None:
        self._show(EmptyState(Icon.USER, sentence_of(error), "", (), name="contacts.person.failed"))

    def _on_change(self, change: Change) -> None:
        match change:
            case PresenceChanged(people=people) if self._person in people:
                self._build()
            case PeopleChanged(people=people) if not people or self._person in people:
                self._build()
            case CardsChanged() if self._person:
                self._build()

    def _on_picture(self, sha256: str) -> None:
        if sha256 == self._avatar:
            self._build()

    def _build(self) -> None:
        row = self._session.contacts.person(self._person) if self._person else None
        profile = row.profile if row is not None else self._fetched
        self._avatar = profile.avatar if profile is not None else None
        if profile is None:
            title = _("Choose somebody on the left") if not self._person else ""
            self._show(EmptyState(Icon.PEOPLE, title, "", (), name="contacts.person.empty"))
            return
        body = QWidget()
        card = Card(body, padding=28, name="contacts.person.card")
        card.setMaximumWidth(_WIDTH)
        card.column.setSpacing(20)
        card.column.addLayout(self._head(profile, row, card))
        if profile.signature:
            signature = _("“{words}”", words=profile.signature)
            card.column.addWidget(TextLabel(signature, card, ink="ink2", wrap=True))
        card.column.addWidget(Hairline(parent=card))
        card.column.addLayout(self._facts(profile, row, card))
        card.column.addWidget(Hairline(parent=card))
        card.column.addLayout(self._buttons(profile, row, card))
        outer = QVBoxLayout(body)
        outer.setContentsMargins(24, 40, 24, 40)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 1000)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)
        self._show(body)

    def _show(self, body: QWidget) -> None:
        # The ground is the page's own, not the scroll area's.
        body.setAutoFillBackground(False)
        position = self._area.verticalScrollBar().value()
        focused = QApplication.focusWidget()
        name = focused.objectName() if focused is not None and self._area.isAncestorOf(focused) else ""
        self._area.setWidget(body)
        body.setAutoFillBackground(False)
        self._area.verticalScrollBar().setValue(position)
        again = body.findChild(QWidget, name) if name else None
        if again is not None:
            # Somebody's presence must not take the keyboard away.
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self, profile: Profile, row: PersonRow | None, card: Card) -> QHBoxLayout:
        name = row.name if row is not None else profile.display_name
        status = self._session.presence.of(profile.account)
        avatar = AvatarWidget(name, profile.account, card, size=_AVATAR, object_name="contacts.person.avatar")
        avatar.set_picture(self._pictures.of(profile.avatar))
        avatar.set_dot(dot_of(status), word_of(status))
        names = QVBoxLayout()
        names.setSpacing(4)
        names.addStretch(1)
        names.addWidget(ElidedLabel(name, card, style=TextStyle.HEADLINE, name="contacts.person.name"))
        about = " · ".join(part for part in (profile.company, profile.role) if part)
        if about:
            names.addWidget(ElidedLabel(about, card, ink="ink2"))
        names.addLayout(self._state_line(profile, word_of(status), card))
        names.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(20)
        head.addWidget(avatar)
        head.addLayout(names, 1)
        return head

    def _state_line(self, profile: Profile, status: str, card: Card) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(TextLabel(status, card, style=TextStyle.SECOND, ink="ink3"))
        line.addWidget(Tag(kind_word(profile.kind), card))
        line.addStretch(1)
        return line

    def _facts(self, profile: Profile, row: PersonRow | None, card: Card) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.setColumnMinimumWidth(0, _LABEL)
        grid.setColumnStretch(1, 1)
        facts: list[tuple[str, QWidget]] = []
        if row is not None and row.remark:
            facts.append((_("Name"), TextLabel(profile.display_name, card)))
        facts.append((_("Sign-in name"), TextLabel(f"@{profile.handle}", card)))
        if profile.phone:
            facts.append((_("Phone"), TextLabel(profile.phone, card)))
        if profile.region:
            facts.append((_("Region"), TextLabel(profile.region, card)))
        if profile.product_words:
            facts.append((_("Trades in"), _words(profile.product_words, card)))
        if row is not None and row.state is ContactState.ACCEPTED:
            facts.append((_("Remark"), self._remark(row, card)))
            facts.append((_("Groups"), self._groups(row, card)))
        facts += self._kept(row, card) if row is not None else []
        if row is not None and row.message and row.state is ContactState.ASKS:
            facts.append((_("Their line"), TextLabel(row.message, card, wrap=True)))
        for place, (label, widget) in enumerate(facts):
            # Beside its one line, or at the top of several.
            is_tall = widget.sizeHint().height() > _ONE_LINE
            side = Qt.AlignmentFlag.AlignTop if is_tall else Qt.AlignmentFlag.AlignVCenter
            grid.addWidget(TextLabel(label, card, ink="ink3"), place, 0, side)
            grid.addWidget(widget, place, 1)
        return grid

    def _remark(self, row: PersonRow, card: Card) -> QWidget:
        holder = QWidget(card)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(ElidedLabel(row.remark or _("None yet"), holder, ink="ink" if row.remark else "ink3"))
        edit = Button(
            _("Edit"), holder, kind=ButtonKind.LINK, size=ButtonSize.SMALL, name="contacts.person.remark"
        )
        edit.setAccessibleName(_("Edit the remark"))
        edit.clicked.connect(lambda: self._acts.ask_remark(row))
        line.addWidget(edit)
        line.addStretch(1)
        return holder

    def _kept(self, row: PersonRow, card: Card) -> list[tuple[str, QWidget]]:
        """What stands on the card beside the chat, to read; it is written there."""
        kept: list[tuple[str, QWidget]] = []
        if row.tags:
            tags = []
            for tag in row.tags:
                ink, ground = tag_inks(tag.colour)
                tags.append(Tag(tag.name, card, ink=ink, ground=ground))
            kept.append((_("Tags"), _stacked(tags, card, name="contacts.person.tags")))
        notes = [note for note in self._session.notes.of(row.person) if not note.is_removed]
        if notes:
            words = "\n".join(note.text for note in notes[:_NOTES])
            if len(notes) > _NOTES:
                words += "\n" + _("and {count} more", count=len(notes) - _NOTES)
            kept.append((_("Notes"), TextLabel(words, card, wrap=True, name="contacts.person.notes")))
        return kept

    def _groups(self, row: PersonRow, card: Card) -> QWidget:
        holder = QWidget(card)
        flow = QVBoxLayout(holder)
        flow.setContentsMargins(0, 0, 0, 0)
        flow.setSpacing(6)
        chips: list[QWidget] = []
        for group in self._session.contacts.groups():
            chip = Chip(group.name, holder, name=f"contacts.person.group.{group.id}")
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.setChecked(group.id in row.groups)
            chip.clicked.connect(lambda _checked=False, key=group.id: self._acts.toggle_group(row, key))
            chips.append(chip)
        new = Chip(_("New group…"), holder, checkable=False, name="contacts.person.new_group")
        new.clicked.connect(lambda: self._acts.ask_new_group(row))
        for line in _lines([*chips, new]):
            flow.addLayout(line)
        return holder

    def _buttons(self, profile: Profile, row: PersonRow | None, card: Card) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        state = row.state if row is not None else None
        person = profile.account

        def add(
            text: str, kind: ButtonKind, name: str, act: Callable[[], None], icon: Icon | None = None
        ) -> None:
            button = Button(text, card, kind=kind, icon=icon, name=f"contacts.person.{name}")
            button.clicked.connect(lambda _checked=False: act())
            line.addWidget(button)

        if state is ContactState.ASKS:
            add(_("Accept"), ButtonKind.PRIMARY, "accept", lambda: self._acts.accept(person))
            add(_("Decline"), ButtonKind.SECONDARY, "decline", lambda: self._acts.decline(person))
        if row is None or not row.is_blocked:
            kind = ButtonKind.SECONDARY if state is ContactState.ASKS else ButtonKind.PRIMARY
            add(_("Message"), kind, "message", lambda: self.message_requested.emit(person), Icon.CHAT)
        if state is None and (row is None or not (row.is_colleague or row.is_blocked)):
            add(_("Add contact"), ButtonKind.SECONDARY, "add", lambda: self.add_requested.emit(profile))
        if state is ContactState.REQUESTED:
            line.addWidget(TextLabel(_("Request sent"), card, ink="ink3"))
        line.addStretch(1)
        if row is not None and row.is_blocked:
            add(_("Unblock"), ButtonKind.SECONDARY, "unblock", lambda: self._acts.unblock(person))
        elif row is not None and not row.is_colleague:
            add(_("Block…"), ButtonKind.QUIET, "block", lambda: self._acts.ask_block(row))
        if row is not None and state is ContactState.ACCEPTED:
            add(_("Remove…"), ButtonKind.QUIET, "remove", lambda: self._acts.ask_remove(row))
        return line

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_leave"):
            self._build()
        super().changeEvent(event)


def kind_word(kind: AccountKind) -> str:
    """What an account is to the shop."""
    match kind:
        case AccountKind.OWNER:
            return _("Owner")
        case AccountKind.STAFF:
            return _("Colleague")
        case AccountKind.PARTNER:
            return _("Partner")
        case _:
            return _("Customer")


def _words(words: tuple[str, ...], parent: QWidget) -> QWidget:
    return _stacked([Tag(word, parent, ink="ink2", ground="sunken") for word in words], parent)


def _stacked(tags: Sequence[QWidget], parent: QWidget, *, name: str = "") -> QWidget:
    holder = QWidget(parent)
    holder.setObjectName(name)
    holder.setAccessibleName(", ".join(tag.accessibleName() for tag in tags))
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    for line in _lines(tags):
        column.addLayout(line)
    return holder


def _lines(widgets: Sequence[QWidget], room: int = _WIDTH - _LABEL - 88) -> list[QHBoxLayout]:
    """Widgets in as many lines as they need."""
    lines: list[QHBoxLayout] = []
    left = -1
    for widget in widgets:
        width = widget.sizeHint().width()
        if left < width:
            line = QHBoxLayout()
            line.setSpacing(6)
            line.addStretch(1)
            lines.append(line)
            left = room
        lines[-1].insertWidget(lines[-1].count() - 1, widget)
        left -= width + 6
    return lines


def _(text: str, **values: object) -> str:
    return translate("Contacts", text, **values)
