"""The colleagues' figures over the period, for the owner."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QWidget

from parley.desktop.home.figure_words import Measure, name_of, value_of, words_of
from parley.desktop.i18n import translate
from parley.desktop.style.tokens import Size, TextStyle
from parley.desktop.widgets.avatar import AvatarWidget
from parley.desktop.widgets.labels import ElidedLabel, Hairline, TextLabel
from parley.domain.statistics import Figures

_HEAD_SPACE = 8
_MEASURES = (Measure.FIRST_REPLY, Measure.AVERAGE_REPLY, Measure.IN_TIME)


def _(text: str, **values: object) -> str:
    return translate("Home", text, **values)


class ColleagueLine(msgspec.Struct, frozen=True):
    """A line of the table."""

    account: str
    name: str
    figures: Figures
    picture: QPixmap | None = None


class ColleagueTable(QWidget):
    """A heading, then a line for each colleague."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("home.colleagues")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)

    def set_lines(self, lines: Sequence[ColleagueLine]) -> None:
        """Other figures, in the order given."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        heads = (_("Customers"), _("Rounds"), *(name_of(measure) for measure in _MEASURES), _("Waiting"))
        first = TextLabel(_("Colleague"), self, style=TextStyle.TIME, ink="ink3")
        first.setContentsMargins(0, 0, 0, _HEAD_SPACE)
        self._grid.addWidget(first, 0, 0, 1, 2)
        for column, head in enumerate(heads, start=2):
            self._figure(0, column, head, "ink3", TextStyle.TIME)
        for number, line in enumerate(lines):
            self._add(2 * number + 1, line)
        self.setAccessibleName(_("Colleagues"))
        self.setAccessibleDescription("; ".join(_spoken(line) for line in lines))

    def _add(self, row: int, line: ColleagueLine) -> None:
        rule = Hairline(parent=self)
        self._grid.addWidget(rule, row, 0, 1, 8)
        avatar = AvatarWidget(line.name, line.account, self, size=Size.AVATAR_SMALL)
        if line.picture is not None:
            avatar.set_picture(line.picture)
        self._grid.setRowMinimumHeight(row + 1, 48)
        self._grid.addWidget(avatar, row + 1, 0)
        self._grid.addWidget(ElidedLabel(line.name, self, style=TextStyle.BODY_STRONG), row + 1, 1)
        for column, words in enumerate(_cells(line.figures), start=2):
            waits = column == 7 and line.figures.waiting
            self._figure(row + 1, column, words, "amber" if waits else "ink", TextStyle.BODY)

    def _figure(self, row: int, column: int, words: str, ink: str, style: TextStyle) -> None:
        label = TextLabel(words, self, style=style, ink=ink, figures=True)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if row == 0:
            label.setContentsMargins(0, 0, 0, _HEAD_SPACE)
        self._grid.addWidget(label, row, column)


def _cells(figures: Figures) -> tuple[str, ...]:
    measured = (words_of(value_of(figures, measure), measure) for measure in _MEASURES)
    return (str(figures.customers), str(figures.rounds), *measured, str(figures.waiting))


def _spoken(line: ColleagueLine) -> str:
    measured = (f"{name_of(one)} {words_of(value_of(line.figures, one), one)}" for one in _MEASURES)
    return f"{line.name}: {', '.join(measured)}"
