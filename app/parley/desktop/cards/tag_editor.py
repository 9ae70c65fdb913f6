"""The tags of a contact card: chips with menus, and a field to add more."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from parley.desktop.cards.tag_chip import TagChip, tag_colours
from parley.desktop.cards.tag_field import TagField
from parley.desktop.cards.words import _, colour_word
from parley.desktop.contacts.small_dialogs import ask_line, ask_sure
from parley.desktop.style.icons import Icon, menu_icon
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import TextStyle
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import IconButton
from parley.desktop.widgets.flow import flow
from parley.desktop.widgets.labels import SectionLabel, TextLabel
from parley.domain.ownership import Owner
from parley.domain.tag import PersonTag, TagColour

if TYPE_CHECKING:
    from parley.client.session import Session


class TagEditor(QWidget):
    """Shows the tags of one person and follows `refresh`."""

    def __init__(
        self, session: "Session", tasks: Tasks, person: str, room: Callable[[], int], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._person, self._room = session, tasks, person, room
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._plus = IconButton(
            Icon.PLUS, _("Add a tag"), self, checkable=True, size=24, icon_size=16, name="card.tags.add"
        )
        head = QHBoxLayout()
        head.addWidget(SectionLabel(_("Tags"), self), 1)
        head.addWidget(self._plus)
        self._column.addLayout(head)
        self._chips = QWidget(self)
        self._column.addWidget(self._chips)
        owners = tuple(o for o in (Owner.SHOP, Owner.PERSON) if session.tags.may_keep(person, o))
        self._field = TagField(
            lambda typed: session.tags.complete(typed, person), self._carried, owners, self
        )
        self._field.hide()
        self._column.addWidget(self._field)
        self._plus.toggled.connect(self._toggle)
        self._field.left.connect(lambda: self._plus.setChecked(False))
        self._field.chosen.connect(lambda tag: self._run(session.tags.add(person, tag)))
        self._field.made.connect(lambda word, owner: self._run(session.tags.add_word(person, word, owner)))
        self.refresh()

    def refresh(self) -> None:
        """Show the tags as they are now."""
        tags = self._carried()
        focused = QApplication.focusWidget()
        if focused is not None and self._chips.isAncestorOf(focused):
            # The chip goes; the keyboard stays at the tags.
            self._plus.setFocus(Qt.FocusReason.OtherFocusReason)
        chips = QWidget(self)
        self._column.replaceWidget(self._chips, chips)
        self._chips.hide()
        self._chips.deleteLater()
        self._chips = chips
        column = QVBoxLayout(chips)
        column.setContentsMargins(0, 0, 0, 0)
        if tags:
            column.addLayout(flow([self._chip(tag, chips) for tag in tags], self._room()))
        else:
            column.addWidget(TextLabel(_("None yet"), chips, style=TextStyle.SECOND, ink="ink3"))
        chips.show()
        self._field.offer_again()

    def _carried(self) -> list[PersonTag]:
        return self._session.tags.of(self._person)

    def _chip(self, tag: PersonTag, parent: QWidget) -> TagChip:
        chip = TagChip(tag, parent)
        chip.clicked.connect(lambda: self._open_menu(chip, tag))
        chip.take_off_wanted.connect(lambda: self._take_off(tag))
        return chip

    def _toggle(self, on: bool) -> None:
        self._field.setVisible(on)
        if on:
            self._field.begin()
        else:
            self._plus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_off(self, tag: PersonTag) -> None:
        self._run(self._session.tags.take_off(self._person, tag.id))

    def _open_menu(self, chip: QWidget, tag: PersonTag) -> None:
        menu = QMenu(self)
        menu.setObjectName("card.tags.menu")
        self._add(menu, "take_off", Icon.CLOSE, _("Take off"), lambda: self._take_off(tag))
        menu.addSeparator()
        self._add(menu, "rename", Icon.EDIT, _("Rename…"), lambda: self._ask_rename(tag))
        colours = menu.addMenu(_("Colour"))
        for colour in TagColour:
            action = colours.addAction(colour_word(colour))
            action.setObjectName(f"card.tags.menu.colour_{colour}")
            action.setIcon(menu_icon(Icon.TAG, tokens_of(self), tag_colours(colour, tokens_of(self))[0]))
            action.setCheckable(True)
            action.setChecked(colour is tag.colour)
            action.triggered.connect(
                lambda _on=False, key=colour: self._run(self._session.tags.change(tag.id, colour=key))
            )
        self._add(menu, "remove", Icon.TRASH, _("Delete the tag…"), lambda: self._ask_remove(tag))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 4)))

    def _ask_rename(self, tag: PersonTag) -> None:
        ask_line(
            self.window(),
            _("Rename tag"),
            _("Name of the tag"),
            tag.name,
            lambda name: self._run(self._session.tags.change(tag.id, name=name)),
            name="card.tags.rename",
        )

    def _ask_remove(self, tag: PersonTag) -> None:
        count = len(self._session.tags.people(tag.id))
        ask_sure(
            self.window(),
            _("Delete the tag “{name}”?", name=tag.name),
            _("{count} people carry it. They lose it; the people themselves stay.", count=count),
            _("Delete"),
            lambda: self._run(self._session.tags.remove(tag.id)),
            name="card.tags.remove",
        )

    def _add(self, menu: QMenu, name: str, icon: Icon, text: str, act: Callable[[], object]) -> None:
        action = menu.addAction(menu_icon(icon, tokens_of(self)), text)
        action.setObjectName(f"card.tags.menu.{name}")
        action.triggered.connect(lambda _on=False: act())

    def _run(self, work: Coroutine[Any, Any, Any]) -> None:
        self._tasks.run(work, owner=self)
