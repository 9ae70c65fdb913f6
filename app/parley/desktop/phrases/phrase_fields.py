"""The fields of a phrase, wherever one is written: words, variables to put in, code, folder, whose it is."""

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from parley.desktop.i18n import CHINESE, active_language
from parley.desktop.phrases.words import _, name_of_variable, trouble_of
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.chips import Chip
from parley.desktop.widgets.fields import TextArea, TextField
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.segmented import SegmentedControl
from parley.domain.ownership import Owner
from parley.domain.phrase import CODE_LIMIT
from parley.domain.phrase_text import ALIASES, NAMES

if TYPE_CHECKING:
    from parley.client.session import Session


class PhraseDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the fields."""

    text: str = ""
    code: str = ""
    folder: str | None = None
    owner: Owner = Owner.PERSON


class PhraseFields(QWidget):
    """Shows a draft and gives back what became of it.

    Signals: `changed` on every change a person or a suggestion makes.
    """

    changed = Signal()

    def __init__(
        self, session: "Session", parent: QWidget, *, name: str, rows: int = 4, is_narrow: bool = False
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._suggests = False
        self.text = TextArea("", self, rows=rows, name=f"{name}.text")
        self._chips = [
            (variable, Chip("", self, checkable=False, name=f"{name}.variable.{variable}"))
            for variable in NAMES
        ]
        self.code = TextField("", self, name=f"{name}.code")
        self.code.edit.setMaxLength(CODE_LIMIT + 1)
        self._folder_label = TextLabel("", self, style=TextStyle.SECOND_STRONG, ink="ink2")
        self.folder = QComboBox(self)
        self.folder.setObjectName(f"{name}.folder")
        self._owner_label = TextLabel("", self, style=TextStyle.SECOND_STRONG, ink="ink2")
        self.owner = SegmentedControl(
            [(str(Owner.SHOP), ""), (str(Owner.PERSON), "")], self, name=f"{name}.owner"
        )
        self._trouble = TextLabel(
            "", self, style=TextStyle.SECOND, ink="red", wrap=True, name=f"{name}.error"
        )
        self._trouble.hide()
        self._arrange(is_narrow)
        self._connect()
        self.retranslate()

    def show_draft(self, draft: PhraseDraft, *, suggest_code: bool = False) -> None:
        """Show it; with `suggest_code` a free code is offered and follows the words until one writes another."""
        may_share = self._session.phrases.may_edit(Owner.SHOP) or draft.owner is Owner.SHOP
        self._suggests = False
        self.owner.set_current(str(draft.owner))
        self.owner.setVisible(may_share)
        self._owner_label.setVisible(may_share)
        self.text.set_text(draft.text)
        self.code.set_text(draft.code)
        self.fill_folders(draft.folder)
        self.show_error(None)
        self._suggests = suggest_code
        self._suggest()

    def draft(self) -> PhraseDraft:
        """What stands there now."""
        return PhraseDraft(
            text=self.text.text(),
            code=self.code.text(),
            folder=self.folder.currentData() or None,
            owner=self.chosen_owner,
        )

    @property
    def chosen_owner(self) -> Owner:
        """Whose it is to be."""
        return Owner(self.owner.current)

    def set_read_only(self, read_only: bool) -> None:
        """To be read and copied only."""
        self.text.edit.setReadOnly(read_only)
        self.code.set_read_only(read_only)
        self.folder.setEnabled(not read_only)
        self.owner.setEnabled(not read_only)
        for _variable, chip in self._chips:
            chip.setVisible(not read_only)

    def fill_folders(self, chosen: str | None) -> None:
        """The folders of the library that is chosen."""
        folders = self._session.phrases.folders(self.chosen_owner)
        self.folder.blockSignals(True)
        self.folder.clear()
        self.folder.addItem(_("No folder"), "")
        for folder in folders:
            self.folder.addItem(folder.name, folder.id)
        self.folder.setCurrentIndex(max(0, self.folder.findData(chosen or "")))
        self.folder.blockSignals(False)
        self.folder.setVisible(bool(folders))
        self._folder_label.setVisible(bool(folders))

    def show_error(self, error: BaseException | None) -> None:
        """Say it at the field it is about; None takes it away."""
        field = getattr(error, "field", "") if error is not None else ""
        sentence = trouble_of(error) if error is not None else ""
        self.code.set_error(sentence if field == "code" else "")
        self.text.set_error(sentence if field == "parts" else "")
        self._trouble.setText("" if field in ("code", "parts") else sentence)
        self._trouble.setVisible(bool(self._trouble.text()))

    def retranslate(self) -> None:
        """Read the texts again."""
        self.text.set_label(_("Words"))
        self.code.set_label(_("Code"))
        self.code.set_hint(_("Type / and the code in a chat to find it."))
        self._folder_label.setText(_("Folder"))
        self.folder.setAccessibleName(_("Folder"))
        self._owner_label.setText(_("For whom"))
        self.owner.setAccessibleName(_("For whom"))
        self.owner.set_text(str(Owner.SHOP), _("All colleagues"))
        self.owner.set_text(str(Owner.PERSON), _("Only me"))
        for variable, chip in self._chips:
            chip.set_label(name_of_variable(variable))
            chip.setToolTip(
                _("Put “{name}” in: it is filled in for each chat", name=name_of_variable(variable))
            )
        if self.folder.count():
            self.folder.setItemText(0, _("No folder"))

    def _arrange(self, is_narrow: bool) -> None:
        chips = QVBoxLayout()
        chips.setSpacing(4)
        every = [chip for _variable, chip in self._chips]
        for some in [every[:3], every[3:]] if is_narrow else [every]:
            line = QHBoxLayout()
            line.setSpacing(4)
            for chip in some:
                line.addWidget(chip)
            line.addStretch(1)
            chips.addLayout(line)
        folder = QVBoxLayout()
        folder.setSpacing(6)
        folder.addWidget(self._folder_label)
        folder.addWidget(self.folder)
        owner = QVBoxLayout()
        owner.setSpacing(6)
        owner.addWidget(self._owner_label)
        owner.addWidget(self.owner)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self.text)
        words.addLayout(chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for part in (words, owner, folder):
            column.addLayout(part)
        column.insertWidget(1, self.code)
        column.addWidget(self._trouble)

    def _connect(self) -> None:
        self.text.changed.connect(lambda _text: self._on_words())
        self.code.changed.connect(lambda _text: self.changed.emit())
        self.code.edited.connect(lambda text: self._set_suggests(not text))
        self.folder.currentIndexChanged.connect(lambda _row: self.changed.emit())
        self.owner.chosen.connect(lambda _key: self._on_owner())
        for variable, chip in self._chips:
            chip.clicked.connect(lambda _on=False, variable=variable: self._put(variable))

    def _put(self, variable: str) -> None:
        names = {name: alias for alias, name in ALIASES.items()}
        word = names[variable] if active_language() == CHINESE else variable
        self.text.edit.insertPlainText(f"{{{word}}}")
        self.text.edit.setFocus()

    def _on_words(self) -> None:
        self._suggest()
        self.changed.emit()

    def _on_owner(self) -> None:
        self.fill_folders(None)
        self._suggest()
        self.changed.emit()

    def _set_suggests(self, suggests: bool) -> None:
        # Once somebody wrote a code of their own it is theirs.
        self._suggests = self._suggests and suggests

    def _suggest(self) -> None:
        if self._suggests:
            self.code.set_text(self._session.phrases.suggest_code(self.text.text(), self.chosen_owner))

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_trouble"):
            self.retranslate()
        super().changeEvent(event)
