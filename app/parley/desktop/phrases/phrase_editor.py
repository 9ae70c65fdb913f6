"""The right side of the phrases' page: one phrase to read and change. What is written is never lost by a click."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parley.client.rows import PhraseRow
from parley.desktop.phrases.phrase_fields import PhraseDraft, PhraseFields
from parley.desktop.phrases.words import _, use_text
from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.tokens import TextStyle
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.labels import TextLabel
from parley.domain.ownership import Owner

if TYPE_CHECKING:
    from parley.client.session import Session


class PhraseEditor(QWidget):
    """Edits a phrase, or writes a new one.

    Signals: `saved(phrase)`; `delete_wanted(phrase)`; `cancelled` when a new one isn't wanted after all.
    """

    saved = Signal(str)
    delete_wanted = Signal(str)
    cancelled = Signal()

    def __init__(
        self,
        session: "Session",
        tasks: Tasks,
        parent: QWidget,
        *,
        name: str,
        rows: int = 6,
        is_narrow: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._session = session
        self._tasks = tasks
        self._phrase = ""
        self._shown = PhraseDraft()
        self._is_saving = False
        self.fields = PhraseFields(session, self, name=name, rows=rows, is_narrow=is_narrow)
        self._about = TextLabel("", self, style=TextStyle.SECOND, ink="ink3", wrap=True, name=f"{name}.about")
        self._save = Button("", self, kind=ButtonKind.PRIMARY, size=ButtonSize.SMALL, name=f"{name}.save")
        self._undo = Button("", self, size=ButtonSize.SMALL, name=f"{name}.cancel")
        self._delete = Button(
            "", self, kind=ButtonKind.QUIET, size=ButtonSize.SMALL, icon=Icon.TRASH, name=f"{name}.delete"
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._delete)
        row.addStretch(1)
        row.addWidget(self._undo)
        row.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.fields)
        column.addWidget(self._about)
        column.addLayout(row)
        column.addStretch(1)
        self._save.clicked.connect(lambda: self.save())
        self._undo.clicked.connect(self._take_back)
        self._delete.clicked.connect(lambda: self.delete_wanted.emit(self._phrase))
        self.fields.changed.connect(self._on_changed)
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)
        self.retranslate()

    @property
    def phrase(self) -> str:
        """The phrase that is edited; "" for a new one."""
        return self._phrase

    @property
    def is_changed(self) -> bool:
        """Whether something would be lost."""
        return self.fields.draft() != self._shown

    @property
    def has_words(self) -> bool:
        """Whether there is something to save."""
        return self.is_changed and bool(self.fields.text.text().strip())

    def forget(self) -> None:
        """Edit nothing."""
        self._phrase = ""
        self.fields.show_draft(PhraseDraft())
        self._shown = self.fields.draft()

    def show_phrase(self, row: PhraseRow) -> None:
        """Edit this one."""
        self._phrase = row.id
        self._show(
            PhraseDraft(text=row.text, code=row.code, folder=row.folder, owner=row.owner), row.may_edit
        )
        self.show_about(row)

    def show_about(self, row: PhraseRow) -> None:
        """What is told about it below the fields."""
        parts = [use_text(row.use_count)]
        if row.changed_by_name:
            parts.append(_("last changed by {who}", who=row.changed_by_name))
        if not row.may_edit:
            parts = [*parts, _("Only the owner changes the shop's phrases.")]
        self._about.setText(" · ".join(parts))
        self._about.show()

    def show_new(self, owner: Owner, folder: str | None) -> None:
        """Write a new one."""
        self._phrase = ""
        self._about.hide()
        self._show(PhraseDraft(owner=owner, folder=folder), True)
        self.fields.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save what was changed, then go on; what can't be saved stays, with the reason."""
        draft = self.fields.draft()
        if not self.is_changed:
            if then is not None:
                then()
            return
        if self._is_saving:
            return
        self._is_saving = True
        self._on_changed()
        self._tasks.run(
            self._write(draft),
            owner=self,
            on_done=lambda phrase: self._on_saved(phrase, then),
            on_error=self._on_refused,
        )

    def retranslate(self) -> None:
        """Read the texts again."""
        self._save.set_text(_("Save"))
        self._delete.set_text(_("Delete"))
        self._undo.set_text(_("Cancel"))
        self.setAccessibleName(_("Phrase"))
        row = self._session.phrases.get(self._phrase) if self._phrase else None
        if row is not None:
            self.show_about(row)

    async def _write(self, draft: PhraseDraft) -> str:
        phrases = self._session.phrases
        if not self._phrase:
            return await phrases.create(draft.text, code=draft.code, folder=draft.folder, owner=draft.owner)
        await phrases.change(
            self._phrase, words=draft.text, code=draft.code, folder=draft.folder, owner=draft.owner
        )
        return self._phrase

    def _show(self, draft: PhraseDraft, may_edit: bool) -> None:
        self.fields.show_draft(draft, suggest_code=not self._phrase)
        self._shown = self.fields.draft()
        self._delete.setVisible(bool(self._phrase) and may_edit)
        self.fields.set_read_only(not may_edit)
        self._save.setVisible(may_edit)
        self._on_changed()

    def _take_back(self) -> None:
        row = self._session.phrases.get(self._phrase) if self._phrase else None
        if row is not None:
            self.show_phrase(row)
        self.cancelled.emit()

    def _on_changed(self) -> None:
        has_words = bool(self.fields.text.text().strip())
        self._save.setEnabled(self.is_changed and has_words and not self._is_saving)
        self._undo.setVisible(self.is_changed or not self._phrase)

    def _on_saved(self, phrase: str, then: Callable[[], object] | None) -> None:
        self._is_saving = False
        self._phrase = phrase
        self._shown = self.fields.draft()
        row = self._session.phrases.get(phrase)
        if row is not None and then is None:
            self.show_phrase(row)
        self._on_changed()
        if then is not None:
            then()
        else:
            self.saved.emit(phrase)

    def _on_refused(self, error: BaseException) -> None:
        self._is_saving = False
        self._on_changed()
        self.fields.show_error(error)

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_delete"):
            self.retranslate()
        super().changeEvent(event)
