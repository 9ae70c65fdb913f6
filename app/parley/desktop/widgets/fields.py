"""Fields with a label above, a hint or an error below."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from parley.desktop.i18n import translate
from parley.desktop.style.draw_fields import ERROR_PROPERTY
from parley.desktop.style.icons import Icon, paint_icon
from parley.desktop.style.theme import is_restyle, tokens_of
from parley.desktop.style.tokens import Size, TextStyle
from parley.desktop.widgets.buttons import IconButton
from parley.desktop.widgets.labels import TextLabel


class _LabelledField(QWidget):
    """What one-line and multi-line fields share: the label, and the line below."""

    def __init__(self, label: str, hint: str, parent: QWidget | None, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._hint = hint
        self._error = ""
        self._label = TextLabel(label, self, style=TextStyle.SECOND_STRONG, ink="ink2")
        self._label.setVisible(bool(label))
        self._mark = _ErrorMark(self)
        self._note = TextLabel(hint, self, style=TextStyle.SECOND, ink="ink3", wrap=True)
        wide = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        wide.setHeightForWidth(True)  # else a hint of one line takes the room of two
        self._note.setSizePolicy(wide)
        self._note_row = QHBoxLayout()
        self._note_row.setSpacing(6)
        self._note_row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._note_row.addWidget(self._note, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self._label)
        self._show_note()

    @property
    def error(self) -> str:
        """The error shown; empty if none."""
        return self._error

    def set_label(self, label: str) -> None:
        """Another label above."""
        self._label.setText(label)
        self._label.setVisible(bool(label))
        self._input().setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        """Another hint below, shown while there's no error."""
        self._hint = hint
        self._show_note()

    def set_error(self, error: str) -> None:
        """Say what is wrong, in red with an icon; empty text takes it away."""
        self._error = error
        self._show_note()
        field = self._input()
        field.setProperty(ERROR_PROPERTY, bool(error))
        field.setAccessibleDescription(error or self._hint)
        field.update()

    def _show_note(self) -> None:
        note = self._error or self._hint
        self._note.setText(note)
        self._note.set_ink("red" if self._error else "ink3")
        self._note.setVisible(bool(note))
        self._mark.setVisible(bool(self._error))

    def _input(self) -> QWidget:
        raise NotImplementedError

    def _finish(self, label: str, field: QWidget, name: str) -> None:
        field.setObjectName(f"{name}_input" if name else "")
        field.setAccessibleName(label)
        field.setAccessibleDescription(self._hint)
        self._label.setBuddy(field)
        self.setFocusProxy(field)
        self._column.addWidget(field)
        self._column.addLayout(self._note_row)


class TextField(_LabelledField):
    """A one-line field. With `password` the text is hidden and an eye shows it.

    Signals: `changed` with the text on every change; `edited` on a person's change only; `submitted` on Enter.
    """

    changed = Signal(str)
    edited = Signal(str)
    submitted = Signal()

    def __init__(
        self,
        label: str = "",
        parent: QWidget | None = None,
        *,
        hint: str = "",
        placeholder: str = "",
        password: bool = False,
        name: str = "",
    ) -> None:
        super().__init__(label, hint, parent, name)
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText(placeholder)
        self.edit.textChanged.connect(self._on_changed)
        self.edit.textEdited.connect(self.edited)
        self.edit.returnPressed.connect(self.submitted)
        self._eye: IconButton | None = None
        if password:
            self._add_eye(name)
        self._finish(label, self.edit, name)

    def text(self) -> str:
        """What the field holds."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Put a text in."""
        self.edit.setText(text)

    def set_read_only(self, read_only: bool) -> None:
        """Let it be copied but not changed."""
        self.edit.setReadOnly(read_only)

    def _on_changed(self, text: str) -> None:
        if self._error:
            self.set_error("")
        self.changed.emit(text)

    def _add_eye(self, name: str) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        eye_name = f"{name}_eye" if name else ""
        self._eye = IconButton(
            Icon.EYE,
            _eye_label(False),
            self.edit,
            checkable=True,
            size=28,
            icon_size=18,
            name=eye_name,
        )
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self._eye.toggled.connect(self._show_password)
        row = QHBoxLayout(self.edit)
        row.setContentsMargins(0, 0, 4, 0)
        row.addStretch(1)
        row.addWidget(self._eye)
        self.edit.setTextMargins(0, 0, 32, 0)

    def _show_password(self, shown: bool) -> None:
        assert self._eye is not None
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.set_icon(Icon.EYE_OFF if shown else Icon.EYE, _eye_label(shown))

    def _input(self) -> QWidget:
        return self.edit

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and getattr(self, "_eye", None) is not None:
            assert self._eye is not None
            self._eye.set_label(_eye_label(self._eye.isChecked()))
        super().changeEvent(event)


class TextArea(_LabelledField):
    """A field of several lines. Tab leaves it.

    Signals: `changed` with the text on every change.
    """

    changed = Signal(str)

    def __init__(
        self,
        label: str = "",
        parent: QWidget | None = None,
        *,
        hint: str = "",
        placeholder: str = "",
        rows: int = 3,
        name: str = "",
    ) -> None:
        super().__init__(label, hint, parent, name)
        self._rows = rows
        self.edit = _AreaEdit(self)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setTabChangesFocus(True)
        self.edit.textChanged.connect(self._on_changed)
        self._finish(label, self.edit, name)
        self._fit()

    def text(self) -> str:
        """What the field holds."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Put a text in."""
        self.edit.setPlainText(text)

    def _on_changed(self) -> None:
        if self._error:
            self.set_error("")
        self.changed.emit(self.text())

    def _fit(self) -> None:
        line = self.edit.fontMetrics().lineSpacing()
        self.edit.setFixedHeight(self._rows * line + 22)

    def _input(self) -> QWidget:
        return self.edit

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if is_restyle(event) and hasattr(self, "edit"):
            self._fit()
        super().changeEvent(event)


class _AreaEdit(QPlainTextEdit):
    """Repaints its frame with the focus: Qt repaints the text only."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.document().setDocumentMargin(8)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class _ErrorMark(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = tokens_of(self).scaled(Size.ICON_SMALL)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, Icon.WARNING, self.rect().toRectF(), tokens_of(self).red)
        painter.end()


def _eye_label(is_shown: bool) -> str:
    return translate("Widgets", "Hide password") if is_shown else translate("Widgets", "Show password")
