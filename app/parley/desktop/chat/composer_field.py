"""The text field of the composer: grows from one line to eight, and knows when an input method is composing.

A composition lives in the preedit. While there is one, and in the turn in which it is committed, Enter belongs to
the input method and never sends: some methods commit and let the key through.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QSizePolicy, QWidget

from parley.desktop.style.theme import is_restyle, tokens_of
from parley.desktop.style.tokens import TextStyle

LINES_SHOWN = 8


class ComposerField(QPlainTextEdit):
    """Plain text, whatever is pasted.

    Signals: `submitted` when the send key is pressed; `resized` when it wants another height; `left` when it loses
    the focus; `focus_changed`; `page_wanted(-1 or 1)` when a page key has nothing to scroll here; `writing_changed`
    when text, cursor or composition did.

    `key_filter` sees each key first, Tab too; True means that it was for something that stands over the field.
    """

    submitted = Signal()
    resized = Signal()
    left = Signal()
    page_wanted = Signal(int)
    focus_changed = Signal()
    writing_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chat.composer.field")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(True)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.sends_with_enter = True
        self.key_filter: Callable[[QKeyEvent], bool] | None = None
        self._preedit = ""
        self._has_just_committed = False
        self._dress()
        self.textChanged.connect(self._fit)
        self.textChanged.connect(self.writing_changed)
        self.cursorPositionChanged.connect(self.writing_changed)
        self._fit()

    @property
    def is_composing(self) -> bool:
        """Whether an input method holds letters that aren't text yet."""
        return bool(self._preedit)

    @property
    def is_busy(self) -> bool:
        """Whether Enter and the figures belong to an input method: it composes, or did in this very turn."""
        return self.is_composing or self._has_just_committed

    @property
    def preedit(self) -> str:
        """What an input method holds, at the cursor."""
        return self._preedit

    def index(self) -> int:
        """Where the cursor is, in characters."""
        return from_units(self.toPlainText(), self.textCursor().position())

    def end_composing(self) -> None:
        """Give up what an input method holds: something takes its place."""
        if self.is_composing:
            QGuiApplication.inputMethod().reset()
            QApplication.sendEvent(self, QInputMethodEvent("", []))

    def cursor_at(self, start: int, end: int) -> QTextCursor:
        """A cursor with these characters selected."""
        text = self.toPlainText()
        cursor = self.textCursor()
        cursor.setPosition(to_units(text, start))
        cursor.setPosition(to_units(text, end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _fit(self) -> None:
        most = LINES_SHOWN * self.fontMetrics().lineSpacing()
        text = self._text_height(most)
        is_over = text > most
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if is_over else policy.ScrollBarAlwaysOff)
        height = min(text, most) + 2
        if height != self.height():
            self.setFixedHeight(height)
            self.resized.emit()

    def _text_height(self, enough: float) -> int:
        # Summed up: lines with Chinese or emoji are taller than the font says.
        height = 0.0
        block = self.document().firstBlock()
        while block.isValid() and height <= enough:
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return max(self.fontMetrics().lineSpacing(), round(height))

    def _dress(self) -> None:
        tokens = tokens_of(self)
        self.setFont(tokens.font(TextStyle.BUBBLE))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, tokens.ink)
        palette.setColor(QPalette.ColorRole.PlaceholderText, tokens.ink3)
        self.setPalette(palette)
        self._fit()

    def _is_send_key(self, event: QKeyEvent) -> bool:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.sends_with_enter:
            return held == Qt.KeyboardModifier.NoModifier
        return held in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.MetaModifier)

    # Qt overrides

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        was_composing = self.is_composing
        self._preedit = event.preeditString()
        if was_composing and event.commitString():
            self._has_just_committed = True
            QTimer.singleShot(0, self, self._commit_is_over)
        super().inputMethodEvent(event)
        self.writing_changed.emit()

    def _commit_is_over(self) -> None:
        self._has_just_committed = False

    def event(self, event: QEvent) -> bool:
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        # Here, because Tab never comes as far as keyPressEvent.
        if is_key and self.key_filter is not None and self.key_filter(event):  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and (self.is_composing or self._has_just_committed):
            event.accept()
            return
        if self._is_send_key(event):
            if not event.isAutoRepeat():
                self.submitted.emit()
            event.accept()
            return
        if is_enter:
            # Without this Ctrl+Enter would do nothing and Shift+Enter would make a line separator.
            self.textCursor().insertText("\n")
            self.ensureCursorVisible()
            event.accept()
            return
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not event.modifiers():
            bar = self.verticalScrollBar()
            if bar.maximum() == bar.minimum():
                self.page_wanted.emit(-1 if event.key() == Qt.Key.Key_PageUp else 1)
                return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text().replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
        self.textCursor().insertText(text)
        self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._preedit = ""
        super().focusOutEvent(event)
        self.focus_changed.emit()
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        if is_restyle(event) and hasattr(self, "_preedit"):
            self._dress()
        super().changeEvent(event)


def to_units(text: str, index: int) -> int:
    """Qt counts UTF-16 units: an emoji is two."""
    return index + sum(1 for c in text[:index] if c > "\uffff")


def from_units(text: str, units: int) -> int:
    """The other way round."""
    if text.isascii():
        return units
    for index, c in enumerate(text):
        if units <= 0:
            return index
        units -= 2 if c > "\uffff" else 1
    return len(text)
