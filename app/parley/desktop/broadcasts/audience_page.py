"""The second step: who gets it, and for everybody who doesn't, why."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from parley.client.rows import PersonRow
from parley.desktop.broadcasts.people_list import PeopleList, PersonLine
from parley.desktop.broadcasts.words import _, trouble_of, why_word
from parley.desktop.chat.people_picker import PeoplePicker
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.style.tokens import TextStyle
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.chips import Chip
from parley.desktop.widgets.labels import Hairline, TextLabel
from parley.desktop.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from parley.client.session import Session
    from parley.protocol.rest_broadcasts import BroadcastPreview

_ASK_MS = 250
_CHIP_LINE = 460


class AudiencePage(QWidget):
    """All customers, groups and tags, or people picked by hand.

    Signals: `asked` when who gets it has to be looked up anew, `counted` with how many get it (-1: not known).
    """

    asked = Signal()
    counted = Signal(int)

    def __init__(self, session: "Session", tasks: Tasks, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._pictures = pictures
        self.kind = SegmentedControl(
            [("all", _("All customers")), ("groups", _("Groups and tags")), ("people", _("Pick people"))],
            self,
            label=_("Who gets it"),
            name="broadcast.who",
        )
        self._chips: dict[str, Chip] = {}
        self._named: list[tuple[str, str]] | None = None
        self._groups = QWidget(self)
        QVBoxLayout(self._groups).setContentsMargins(0, 4, 0, 4)
        self.picker = PeoplePicker(_people_to_pick(session), pictures, self, name="broadcast.people")
        self._choices = QStackedWidget(self)
        self._choices.addWidget(QWidget())
        self._choices.addWidget(self._groups)
        self._choices.addWidget(self.picker)
        self._total = TextLabel("", self, style=TextStyle.BODY_STRONG, name="broadcast.count")
        self.list = PeopleList(pictures, self, name="broadcast.preview")
        self.list.setAccessibleName(_("Who gets it"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_ASK_MS)
        self._timer.timeout.connect(self.asked)
        self._arrange()
        self.kind.chosen.connect(lambda _key: self._on_kind())
        self.reload()
        self._on_kind()

    @property
    def takes_all(self) -> bool:
        """Whether all customers get it."""
        return self.kind.current == "all"

    @property
    def people(self) -> list[str]:
        """Who was chosen; all customers are the server's to know."""
        match self.kind.current:
            case "groups":
                return self._tagged()
            case "people":
                return list(self.picker.picked)
        return []

    def reload(self) -> None:
        """Groups and tags as they are now; what is chosen stays."""
        named = [(f"g:{group.id}", group.name) for group in self._session.contacts.groups()]
        named += [(f"t:{tag.id}", f"# {tag.name}") for tag in self._session.tags.all()]
        if named != self._named:
            self._named = named
            self._fill_groups(named)
        if not self.picker.picked:
            self._renew_picker()

    def show_preview(self, preview: "BroadcastPreview") -> None:
        """What the server says."""
        lines = [
            PersonLine(
                entry.account,
                entry.name or _("Somebody who left"),
                why_word(entry.why) if entry.why else _("gets it"),
                "amber" if entry.why else "accent",
                self._avatar_of(entry.account),
            )
            for entry in sorted(preview.people, key=lambda entry: entry.why is None)
        ]
        gets = sum(1 for entry in preview.people if entry.why is None)
        others = len(preview.people) - gets
        text = _("1 person gets it") if gets == 1 else _("{count} people get it", count=gets)
        if others:
            text += " · " + (_("1 doesn't") if others == 1 else _("{count} don't", count=others))
        self._show(text, lines)
        self.counted.emit(gets)

    def show_trouble(self, error: BaseException) -> None:
        """Nobody knows at the moment."""
        self._show(trouble_of(error), [])
        self.counted.emit(-1)

    def _show(self, text: str, lines: list[PersonLine]) -> None:
        self._total.setText(text)
        self.list.lines.set_lines(lines)

    def _tagged(self) -> list[str]:
        chosen = [key for key, chip in self._chips.items() if chip.isChecked()]
        found = self._session.broadcasts.in_groups([key[2:] for key in chosen if key.startswith("g:")])
        for key in chosen:
            if key.startswith("t:"):
                found += self._session.tags.people(key[2:])
        return list(dict.fromkeys(found))

    def _renew_picker(self) -> None:
        old = self.picker
        self.picker = PeoplePicker(
            _people_to_pick(self._session), self._pictures, self, name="broadcast.people"
        )
        self.picker.picked_changed.connect(self._on_choice)
        self._choices.insertWidget(self._choices.indexOf(old), self.picker)
        self._choices.removeWidget(old)
        old.hide()
        old.deleteLater()

    def _fill_groups(self, named: list[tuple[str, str]]) -> None:
        chosen = {key for key, chip in self._chips.items() if chip.isChecked()}
        column = self._groups.layout()
        assert isinstance(column, QVBoxLayout)
        for old in self._groups.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.hide()
            old.deleteLater()
        while column.count():
            column.takeAt(0)
        column.setSpacing(8)
        self._chips = {}
        if not named:
            words = _("No groups or tags yet. Make some in the contact list and on contact cards.")
            column.addWidget(TextLabel(words, self._groups, ink="ink2", wrap=True))
            return
        line, used = QHBoxLayout(), 0
        for key, text in named:
            chip = Chip(text, self._groups, name=f"broadcast.group.{key[2:]}")
            chip.setChecked(key in chosen)
            chip.toggled.connect(lambda _on: self._on_choice())
            self._chips[key] = chip
            width = chip.sizeHint().width() + 8
            if used and used + width > _CHIP_LINE:
                line.addStretch(1)
                column.addLayout(line)
                line, used = QHBoxLayout(), 0
            line.setSpacing(8)
            line.addWidget(chip)
            used += width
        line.addStretch(1)
        column.addLayout(line)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.kind)
        column.addWidget(self._choices)
        column.addWidget(Hairline(parent=self))
        column.addWidget(self._total)
        column.addWidget(self.list, 1)
        self._total.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

    def _on_kind(self) -> None:
        place = {"all": 0, "groups": 1, "people": 2}[self.kind.current]
        self._choices.setCurrentIndex(place)
        self._choices.setVisible(place > 0)
        tall = (self._groups if place == 1 else self.picker).sizeHint().height()
        self._choices.setMaximumHeight(tall if place else 0)
        self._on_choice()

    def _on_choice(self) -> None:
        if not self.takes_all and not self.people:
            self._timer.stop()
            self._show(_("Nobody chosen yet"), [])
            self.counted.emit(0)
            return
        self.counted.emit(-1)
        self._timer.start()

    def _avatar_of(self, person: str) -> str | None:
        row = self._session.contacts.person(person)
        return row.profile.avatar if row is not None else None


def _people_to_pick(session: "Session") -> list[PersonRow]:
    """Contacts, and the customers one knows beside them."""
    people = [row for row in session.contacts.all() if not row.is_colleague and not row.is_blocked]
    known = {row.person for row in people}
    others = [session.contacts.person(person) for person in session.broadcasts.customers()]
    return people + [row for row in others if row is not None and row.person not in known]
