"""Writing a note, and reading what it said before."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from parley.client.rows import NoteRow
from parley.desktop.cards.words import _, when_text
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.fields import TextArea
from parley.desktop.widgets.labels import Hairline, TextLabel
from parley.domain.errors import Refusal
from parley.domain.note import check_note

_HISTORY_HEIGHT = 320


def ask_note(owner: QWidget, title: str, text: str, answer: Callable[[str], None]) -> Dialog:
    """Ask for a note's words; `answer` gets them when the person says Save."""
    dialog = Dialog(owner, title, width=420, name="card.note")
    area = TextArea(
        "", dialog, placeholder=_("Prices agreed, habits, what to remember…"), rows=5, name="card.note.text"
    )
    area.edit.setAccessibleName(title)
    area.set_text(text)
    dialog.column.addWidget(area)
    save = dialog.add_ok_cancel(_("Save"), _("Cancel"))

    def check(words: str) -> None:
        try:
            save.setEnabled(check_note(words) != text)
        except Refusal as refusal:
            save.setEnabled(False)
            if refusal.code == "text_too_long":
                area.set_error(_("This is too long for one note."))

    area.changed.connect(check)
    check(text)
    shortcut = QShortcut(QKeySequence("Ctrl+Return"), dialog)
    shortcut.activated.connect(save.click)
    dialog.accepted.connect(lambda: answer(area.text()))
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    area.setFocus()
    return dialog


def show_history(owner: QWidget, row: NoteRow, now: datetime) -> Dialog:
    """All the texts of a note, the newest first."""
    dialog = Dialog(owner, _("What this note said"), width=420, name="card.history")
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 8, 0)
    column.setSpacing(12)
    texts = [(row.text, row.by_name, row.is_own, row.at)]
    texts += [(text.text, text.by_name, text.is_own, text.at) for text in row.earlier]
    for place, (words, name, is_own, at) in enumerate(texts):
        if place:
            column.addWidget(Hairline(parent=body))
        who = _("You") if is_own else name or _("A former colleague")
        by = _("{who} · {when}", who=who, when=when_text(at, now))
        column.addWidget(TextLabel(by, body, style=TextStyle.TIME, ink="ink3"))
        text = TextLabel(words, body, ink="ink" if not place else "ink2", wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(text)
    column.addStretch(1)
    area = QScrollArea(dialog)
    area.setObjectName("card.history.texts")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(body)
    body.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    area.setFixedHeight(min(_HISTORY_HEIGHT, max(120, body.sizeHint().height())))
    dialog.column.addWidget(area)
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    return dialog
