"""What is tinted in the composer: words that were filled in (accent), and variables that still wait (amber)."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from parley.desktop.chat.composer_field import ComposerField
from parley.desktop.style.theme import tokens_of
from parley.domain.phrase_text import Slot


class ComposerTints(QObject):
    """Follows the words through later edits; what is deleted is forgotten.

    `find` says which variables wait in a text.
    """

    def __init__(self, field: ComposerField) -> None:
        super().__init__(field)
        self._field = field
        self._filled: list[QTextCursor] = []
        self.find: Callable[[str], Sequence[Slot]] = _none
        field.textChanged.connect(self.refresh)

    def add_filled(self, start: int, end: int) -> None:
        """These characters were filled in."""
        cursor = self._field.cursor_at(start, end)
        # What is typed behind them is one's own again.
        cursor.setKeepPositionOnInsert(True)
        self._filled.append(cursor)
        self.refresh()

    def refresh(self) -> None:
        """Tint anew."""
        tokens = tokens_of(self._field)
        self._filled = [cursor for cursor in self._filled if cursor.hasSelection()]
        text = self._field.toPlainText()
        shown = [_tinted(cursor, tokens.accent, tokens.accent_soft) for cursor in self._filled]
        shown += [
            _tinted(self._field.cursor_at(slot.start, slot.end), tokens.amber, tokens.amber_soft)
            for slot in self.find(text)
        ]
        if shown or self._field.extraSelections():
            self._field.setExtraSelections(shown)


def _tinted(cursor: QTextCursor, ink: QColor, ground: QColor) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    style = QTextCharFormat()
    style.setForeground(ink)
    style.setBackground(ground)
    selection.cursor = cursor
    selection.format = style
    return selection


def _none(_text: str) -> Sequence[Slot]:
    return ()
