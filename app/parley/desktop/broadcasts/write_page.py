"""The first step: the words, what variables stand for, and how one customer will read it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from parley.desktop.broadcasts.words import _
from parley.desktop.i18n import CHINESE, active_language
from parley.desktop.phrases.words import name_of_variable
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.card import Card
from parley.desktop.widgets.chips import Chip
from parley.desktop.widgets.fields import TextArea, TextField
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.segmented import SegmentedControl
from parley.domain.broadcast import FOOTERS, TEXT_LIMIT, Language
from parley.domain.phrase_text import ALIASES, NAMES

if TYPE_CHECKING:
    from parley.client.session import Session

_CHINESE_NAMES = {name: alias for alias, name in ALIASES.items()}


class WritePage(QWidget):
    """Keeps what was written while one looks at who gets it.

    Signals: `changed` when the words, a value or the language are others.
    """

    changed = Signal()

    def __init__(self, session: "Session", parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._values: dict[str, TextField] = {}
        self.text = TextArea(
            _("What do you want to say?"),
            self,
            placeholder=_("For example: {customer}, our spring tea has arrived."),
            rows=6,
            name="broadcast.text",
        )
        self._chips = [self._variable_chip(name) for name in NAMES]
        self._asked = QVBoxLayout()
        self._asked.setSpacing(8)
        chosen = Language.CHINESE if active_language() == CHINESE else Language.ENGLISH
        self.language = SegmentedControl(
            [(str(Language.CHINESE), "中文"), (str(Language.ENGLISH), "English")],
            self,
            label=_("Language of the last line"),
            name="broadcast.language",
        )
        self.language.set_current(str(chosen))
        self._sample = TextLabel("", self, style=TextStyle.BUBBLE, wrap=True, name="broadcast.sample")
        self._sample_title = TextLabel("", self, style=TextStyle.SECOND, ink="ink2")
        self._arrange()
        self.text.changed.connect(lambda _text: self._on_words())
        self.language.chosen.connect(lambda _key: self._on_values())
        self._on_words()

    @property
    def words(self) -> str:
        """What was written."""
        return self.text.text().strip()

    @property
    def given(self) -> dict[str, str]:
        """What was filled in for variables nobody else knows."""
        return {name: field.text().strip() for name, field in self._values.items() if field.text().strip()}

    @property
    def footer_language(self) -> Language:
        """For people who never chose one."""
        return Language(self.language.current)

    def check(self) -> bool:
        """Whether one may go on; what is missing is said and gets the keyboard."""
        if not self.words:
            self.text.set_error(_("Please write something."))
            self.text.edit.setFocus()
            return False
        if len(self.words) > TEXT_LIMIT:
            self.text.set_error(_("At most 2,000 characters go into one message to many."))
            self.text.edit.setFocus()
            return False
        for field in self._values.values():
            if not field.text().strip():
                field.set_error(_("Please fill this in."))
                field.edit.setFocus()
                return False
        return True

    def _variable_chip(self, name: str) -> Chip:
        chip = Chip(name_of_variable(name), self, checkable=False, name=f"broadcast.insert.{name}")
        chip.clicked.connect(lambda: self._insert(name))
        return chip

    def _insert(self, name: str) -> None:
        written = _CHINESE_NAMES[name] if active_language() == CHINESE else name
        self.text.edit.insertPlainText(f"{{{written}}}")
        self.text.edit.setFocus()

    def _arrange(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(6)
        chips.addWidget(TextLabel(_("Insert"), self, style=TextStyle.SECOND, ink="ink2"))
        for chip in self._chips:
            chips.addWidget(chip)
        chips.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(TextLabel(_("Language of the last line"), self, style=TextStyle.SECOND, ink="ink2"))
        self.language.setFixedWidth(180)
        foot.addWidget(self.language)
        foot.addStretch(1)
        bubble = Card(self, padding=14)
        bubble.column.addWidget(self._sample)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 2, 12, 2)
        column.setSpacing(10)
        column.addWidget(self.text)
        column.addLayout(chips)
        column.addLayout(self._asked)
        column.addLayout(foot)
        column.addSpacing(2)
        column.addWidget(self._sample_title)
        column.addWidget(bubble)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _on_words(self) -> None:
        wanted = self._session.broadcasts.missing(self.words, {})
        for name in [known for known in self._values if known not in wanted]:
            field = self._values.pop(name)
            self._asked.removeWidget(field)
            field.hide()
            field.deleteLater()
        for name in wanted:
            if name not in self._values:
                label = _("What stands for {variable}?", variable=f"{{{name}}}")
                field = TextField(label, self, name=f"broadcast.value.{name}")
                field.changed.connect(lambda _text: self._on_values())
                self._values[name] = field
                self._asked.addWidget(field)
        self._on_values()

    def _on_values(self) -> None:
        reader = next(iter(self._session.broadcasts.customers()), "")
        name = self._session.contacts.name_of(reader) if reader else ""
        self._sample_title.setText(
            _("How {name} will read it", name=name) if name else _("How a customer will read it")
        )
        filled = self._session.broadcasts.fill(self.words, reader, self.given)
        text = "".join(
            piece.text if not piece.is_missing else f"{{{piece.variable}}}" for piece in filled.pieces
        )
        self._sample.setText(f"{text or '…'}\n\n{FOOTERS[self.footer_language]}")
        self.changed.emit()
