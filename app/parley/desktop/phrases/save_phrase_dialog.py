"""Keeps words as a phrase: asked from a message's menu, and once after an answer that was given again."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from parley.desktop.phrases.phrase_fields import PhraseDraft, PhraseFields
from parley.desktop.phrases.words import _
from parley.desktop.style.icons import Icon
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.toast import show_toast
from parley.domain.ownership import Owner
from parley.domain.phrase import check_code

if TYPE_CHECKING:
    from parley.client.session import Session


class SavePhraseDialog(Dialog):
    """Asks for code, folder and library, and saves. What can't be saved stays, with the reason."""

    def __init__(self, session: "Session", tasks: Tasks, owner: QWidget, draft: PhraseDraft) -> None:
        super().__init__(owner, _("Save as phrase"), width=440, name="phrases.save")
        self._session = session
        self._tasks = tasks
        self._window = owner.window()
        self.fields = PhraseFields(session, self, name="phrases.save", rows=4)
        self.fields.show_draft(draft, suggest_code=not draft.code)
        self.column.addWidget(self.fields)
        self._save = self.add_ok_cancel(_("Save"), _("Cancel"))
        self.fields.changed.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        self._save.setEnabled(bool(self.fields.text.text().strip()))

    # Qt overrides

    def open(self) -> None:
        super().open()
        self.fields.code.edit.selectAll()
        self.fields.code.setFocus()

    def accept(self) -> None:
        draft = self.fields.draft()
        self._save.setEnabled(False)
        saving = self._session.phrases.create(
            draft.text, code=draft.code, folder=draft.folder, owner=draft.owner
        )
        self._tasks.run(
            saving, owner=self, on_done=lambda _id: self._saved(draft.code), on_error=self._refused
        )

    def _saved(self, written: str) -> None:
        code = check_code(written)
        words = _("Saved. Next time type /{code}", code=code) if code else _("Saved to your phrases")
        super().accept()
        show_toast(self._window, words, Icon.CHECK)

    def _refused(self, error: BaseException) -> None:
        self._save.setEnabled(True)
        self.fields.show_error(error)


def open_save_dialog(
    session: "Session", tasks: Tasks, owner: QWidget, text: str, *, folder: str | None = None
) -> SavePhraseDialog:
    """Ask about a text as it stands in a phrase; for all colleagues, if one may write their phrases."""
    library = Owner.SHOP if session.phrases.may_edit(Owner.SHOP) else Owner.PERSON
    draft = PhraseDraft(text=text, owner=library, folder=folder)
    dialog = SavePhraseDialog(session, tasks, owner, draft)
    dialog.open()
    return dialog
