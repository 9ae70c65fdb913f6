"""How one is told of waiting customers: when amber, when red, what needs no answer, what the flags mean."""

from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from parley.desktop.i18n import translate
from parley.desktop.settings.section import Section
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.tasks import Tasks
from parley.desktop.waiting.waiting_words import colour_word, flag_word
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.fields import TextArea, TextField
from parley.domain.desk import (
    AMBER_SETTING,
    COURTESY_SETTING,
    DEFAULT_FLAGS,
    FLAG_SETTING,
    FLAG_WORD_LIMIT,
    FLAGS,
    RED_SETTING,
    DeskSettings,
    FlagColour,
    courtesies_as_setting,
    flags_as_setting,
)

if TYPE_CHECKING:
    from parley.client.session import Session

_AMBER = (30, 60, 100, 180, 300, 600)
_RED = (60, 120, 180, 300, 600, 1_800)


def _(text: str, **values: object) -> str:
    return translate("Settings", text, **values)


class DeskSection(Section):
    """Every choice is kept at once, and follows the account to its other devices."""

    def __init__(self, session: "Session", tasks: Tasks) -> None:
        super().__init__("desk", _("Desk"))
        self._session = session
        self._tasks = tasks
        self._settings = session.desk.settings
        self._add_levels()
        self._add_courtesies()
        self._add_flags()

    def _add_levels(self) -> None:
        group = self.add_group(_("Waiting customers"))
        amber, red = self._settings.amber_seconds, self._settings.red_seconds
        group.add_list(
            _("Amber after"),
            _("A customer who waits this long is shown in amber."),
            _times(_AMBER, amber),
            str(amber),
            lambda seconds: self._keep(AMBER_SETTING, seconds),
            "settings.desk.amber",
        )
        group.add_list(
            _("Red after"),
            _("And this long in red. Time in which the shop is closed doesn't count."),
            _times(_RED, red),
            str(red),
            lambda seconds: self._keep(RED_SETTING, seconds),
            "settings.desk.red",
        )

    def _add_courtesies(self) -> None:
        group = self.add_group(_("What may need no reply"))
        self._courtesies = TextArea(
            _("Courtesies"),
            group,
            hint=_("One a line. A message of nothing but these doesn't count as waiting."),
            rows=6,
            name="settings.desk.courtesies",
        )
        self._courtesies.set_text("\n".join(self._settings.courtesies))
        save = Button(_("Save"), group, size=ButtonSize.SMALL, name="settings.desk.courtesies.save")
        save.clicked.connect(self._save_courtesies)
        usual = Button(
            _("Back to the usual ones"),
            group,
            kind=ButtonKind.QUIET,
            size=ButtonSize.SMALL,
            name="settings.desk.courtesies.usual",
        )
        usual.clicked.connect(self._usual_courtesies)
        group.add_row(_padded(self._courtesies, group))
        group.add_row(_line((save, usual), group))

    def _add_flags(self) -> None:
        group = self.add_group(_("Flags"))
        for number in range(1, FLAGS + 1):
            flag = self._settings.flags[number - 1]
            word = TextField("", group, name=f"settings.desk.flag_{number}")
            word.set_text(flag_word(number, self._settings))
            word.edit.setMaxLength(FLAG_WORD_LIMIT)
            word.edit.setAccessibleName(_("Word of flag {number}", number=number))
            word.edit.editingFinished.connect(lambda n=number, field=word: self._set_word(n, field.text()))
            colour = QComboBox(group)
            colour.setObjectName(f"settings.desk.flag_{number}.colour")
            colour.setAccessibleName(_("Colour of flag {number}", number=number))
            for one in FlagColour:
                colour.addItem(colour_word(one), str(one))
            colour.setCurrentIndex(colour.findData(str(flag.colour)))
            colour.currentIndexChanged.connect(
                lambda _i, n=number, box=colour: self._set_flag(n, colour=FlagColour(box.currentData()))
            )
            group.add_row(_line((word, colour), group, stretch=False))
        group.add_text(
            _("Ctrl+Alt+1 to Ctrl+Alt+5 put a flag on the customer you talk with, or take it off.")
        )

    def _save_courtesies(self) -> None:
        words = tuple(self._courtesies.text().replace("，", "\n").replace(",", "\n").splitlines())
        self._keep(COURTESY_SETTING, courtesies_as_setting(words))

    def _usual_courtesies(self) -> None:
        self._courtesies.set_text("\n".join(DeskSettings().courtesies))
        self._keep(COURTESY_SETTING, None)

    def _set_word(self, number: int, word: str) -> None:
        # A word that says what the flag says by itself stays in the language of whoever reads it.
        usual = flag_word(number, DeskSettings(flags=DEFAULT_FLAGS))
        self._set_flag(number, word="" if word.strip() == usual else word.strip())

    def _set_flag(self, number: int, **changed: Any) -> None:
        flags = list(self._session.desk.settings.flags)
        flags[number - 1] = msgspec.structs.replace(flags[number - 1], **changed)
        if tuple(flags) != self._session.desk.settings.flags:
            self._keep(FLAG_SETTING, flags_as_setting(tuple(flags)))

    def _keep(self, name: str, value: str | None) -> None:
        self._tasks.run(self._session.me.set_setting(name, value), owner=self)


def _times(offered: tuple[int, ...], current: int) -> list[tuple[str, str]]:
    return [(str(seconds), _time_words(seconds)) for seconds in sorted({*offered, current})]


def _time_words(seconds: int) -> str:
    if seconds % 60 == 0:
        return _("{count} min", count=seconds // 60)
    return _("{count} s", count=seconds)


def _padded(widget: QWidget, parent: QWidget) -> QWidget:
    return _line((widget,), parent, stretch=False)


def _line(widgets: tuple[QWidget, ...], parent: QWidget, *, stretch: bool = True) -> QWidget:
    holder = QWidget(parent)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 8, 0, 8)
    row.setSpacing(8)
    for index, widget in enumerate(widgets):
        row.addWidget(widget, 0 if stretch or index else 1)
    if stretch:
        row.addStretch(1)
    return holder
