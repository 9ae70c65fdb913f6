"""Watches the events of a desktop and notes what a person does, by the same ids and rows that the driver speaks of.

A press is noted when the button goes down, before it has any effect; what is typed when the person turns to something
else, as the text that stands in the field then. Moving the pointer, scrolling and where the cursor stands aren't noted.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import (
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from parley.driver.control_wire import ControlError, Target
from parley.driver.finder import find_widget
from parley.driver.items import RowSource, plain_text, source_of
from parley.driver.nodes import is_field, path_of, public_id
from parley.driver.record.noted import Noted

_KIND = QEvent.Type
_HEARD = {
    _KIND.MouseButtonPress,
    _KIND.MouseButtonRelease,
    _KIND.MouseButtonDblClick,
    _KIND.ShortcutOverride,
    _KIND.KeyPress,
    _KIND.InputMethod,
    _KIND.Drop,
}
_KEY = Qt.Key
_ALONE = {
    _KEY.Key_Shift,
    _KEY.Key_Control,
    _KEY.Key_Alt,
    _KEY.Key_AltGr,
    _KEY.Key_Meta,
    _KEY.Key_CapsLock,
    _KEY.Key_NumLock,
}
_EDITING = {
    _KEY.Key_Backspace,
    _KEY.Key_Delete,
    _KEY.Key_Left,
    _KEY.Key_Right,
    _KEY.Key_Home,
    _KEY.Key_End,
}
_EDITING_WITH_CTRL = {*_EDITING, _KEY.Key_A, _KEY.Key_X, _KEY.Key_Y, _KEY.Key_Z}
_COMMAND = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class Recorder(QObject):
    """Notes from `start` to `stop`. `began` is called at the first thing that is noted, before it has an effect."""

    def __init__(self, app: QApplication, began: Callable[[], None] = lambda: None) -> None:
        super().__init__(app)
        self._app = app
        self._began = began
        self._noted: list[Noted] = []
        self._field: QWidget | None = None
        self._before = ""
        self._pressed = ("", QPoint())
        self._last: tuple[object, ...] = ()

    def start(self) -> None:
        """Watches from now on."""
        self._app.installEventFilter(self)

    def stop(self) -> list[Noted]:
        """What was noted; nothing more is."""
        self._app.removeEventFilter(self)
        self._end_typing()
        return self._noted

    def _note(self, noted: Noted) -> None:
        self._end_typing()
        self._add(noted)

    def _add(self, noted: Noted) -> None:
        if not self._noted:
            self._began()
        self._noted.append(noted)

    # Mouse

    def _on_press(self, widget: QWidget, event: QMouseEvent) -> None:
        if isinstance(widget, QMenu):
            return
        place = _place(widget, event.position().toPoint())
        self._pressed = (place, event.globalPosition().toPoint())
        if not place:
            self._end_typing()
        elif event.button() == Qt.MouseButton.RightButton:
            self._note(Noted(op="right_click", target=place))
        elif event.button() == Qt.MouseButton.LeftButton:
            self._end_typing()
            if (box := _box_around(widget)) is not None and self._is_last("click", place.split("[")[0]):
                self._noted.pop()
            self._add(Noted(op="click", target=place, words=_words(widget, box)))

    def _on_double_click(self, widget: QWidget, event: QMouseEvent) -> None:
        place = _place(widget, event.position().toPoint())
        if place and event.button() == Qt.MouseButton.LeftButton:
            if self._is_last("click", place):
                self._noted.pop()
            self._note(Noted(op="double_click", target=place))

    def _on_release(self, widget: QWidget, event: QMouseEvent) -> None:
        if isinstance(widget, QMenu):
            self._choose(widget, widget.actionAt(event.position().toPoint()))
            return
        place, at = self._pressed
        here = event.globalPosition().toPoint()
        under = QApplication.widgetAt(here)
        far = (here - at).manhattanLength() >= QApplication.startDragDistance()
        if not far or under is None or not self._is_last("click", place):
            return
        to = _place(under, under.mapFromGlobal(here))
        if to and to != place:
            self._noted[-1] = Noted(op="drag", target=place, to=to)

    def _choose(self, menu: QMenu, action: object) -> None:
        from PySide6.QtGui import QAction

        if not isinstance(action, QAction) or action.menu() is not None or not action.isEnabled():
            return
        self._end_typing()
        words = [_word_of(action)]
        around = menu.parentWidget()
        while isinstance(around, QMenu):
            words.insert(0, _word_of(menu.menuAction()))
            menu, around = around, around.parentWidget()
        target, opens = "", ""
        if self._noted and self._noted[-1].op in ("click", "right_click"):
            opener = self._noted.pop()
            target, opens = opener.target, opener.op
        self._add(Noted(op="menu", target=target, opens=opens, choose=tuple(words)))

    def _on_drop(self, widget: QWidget, event: QDropEvent) -> None:
        place = _place(widget, event.position().toPoint())
        if not place:
            return
        if event.source() is not None:
            start, _ = self._pressed
            if self._is_last("click", start):
                self._noted.pop()
            self._note(Noted(op="drag", target=start, to=place))
            return
        text, files = _carried(event.mimeData())
        if text or files:
            self._note(Noted(op="drop", target=place, text=text, files=files))

    def _is_last(self, op: str, target: str) -> bool:
        return bool(self._noted) and (self._noted[-1].op, self._noted[-1].target) == (op, target)

    # Keyboard

    def _on_key(self, focus: QWidget, event: QKeyEvent) -> None:
        key, held = _KEY(event.key()), event.modifiers() & _COMMAND
        if key in _ALONE or QApplication.activePopupWidget() is not None:
            return
        if key in (_KEY.Key_Tab, _KEY.Key_Backtab) and not held:
            self._note_tab_that_stays(focus, event)
        elif is_field(focus) and not focus.property("readOnly") and _is_editing(focus, event):
            self._begin_typing(focus)
        elif is_field(focus) and event.matches(QKeySequence.StandardKey.Paste):
            self._on_paste(focus)
        elif isinstance(focus, QAbstractButton) and key is _KEY.Key_Space and not held:
            self._note(Noted(op="click", target=_id_of(focus), words=_words(focus, None)))
        else:
            self._note(
                Noted(op="key", key=_name_of(event), target="" if held else self._place_of_keys(focus))
            )

    def _on_menu_key(self, menu: QMenu, event: QKeyEvent) -> None:
        if event.key() in (_KEY.Key_Return, _KEY.Key_Enter, _KEY.Key_Space):
            self._choose(menu, menu.activeAction())
        elif event.key() == _KEY.Key_Escape:
            self._note(Noted(op="key", key="Esc"))

    def _note_tab_that_stays(self, focus: QWidget, event: QKeyEvent) -> None:
        """Tab only leads to another control, unless something else was made of it."""
        name = _name_of(event)

        def look() -> None:
            if isValid(focus) and QApplication.focusWidget() is focus:
                self._note(Noted(op="key", key=name))

        QTimer.singleShot(0, self, look)

    def _place_of_keys(self, focus: QWidget) -> str:
        """A field has the focus already, because something was typed there or it took it by itself."""
        return "" if is_field(focus) else _id_of(focus)

    def _on_paste(self, field: QWidget) -> None:
        board = QGuiApplication.clipboard().mimeData()
        text, files = _carried(board)
        if text or files:
            self._note(Noted(op="paste", target=_id_of(field), text=text, files=files))

    def _begin_typing(self, field: QWidget) -> None:
        if self._field is not field:
            self._end_typing()
            self._field, self._before = field, _content(field)

    def _end_typing(self) -> None:
        field, self._field = self._field, None
        if field is None or not isValid(field):
            return
        if _is_password(field):
            self._add(Noted(op="type", target=_id_of(field), is_secret=True))
        elif (text := _content(field)) != self._before:
            self._add(Noted(op="type", target=_id_of(field), text=text, was=self._before))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _HEARD and isinstance(watched, QWidget):
            self._hear(watched, event)
        return False

    def _hear(self, widget: QWidget, event: QEvent) -> None:
        kind = event.type()
        if isinstance(event, QMouseEvent):
            # What a control doesn't take goes on to those around it.
            mark = (kind, event.timestamp(), event.globalPosition().toPoint().toTuple())
            if mark == self._last:
                return
            self._last = mark
        if kind == _KIND.MouseButtonPress:
            self._on_press(widget, event)  # type: ignore[arg-type]
        elif kind == _KIND.MouseButtonDblClick:
            self._on_double_click(widget, event)  # type: ignore[arg-type]
        elif kind == _KIND.MouseButtonRelease:
            self._on_release(widget, event)  # type: ignore[arg-type]
        elif kind == _KIND.ShortcutOverride and widget is QApplication.focusWidget():
            self._on_key(widget, event)  # type: ignore[arg-type]
        elif kind == _KIND.KeyPress and isinstance(widget, QMenu):
            self._on_menu_key(widget, event)  # type: ignore[arg-type]
        elif kind == _KIND.InputMethod and is_field(widget):
            if isinstance(event, QInputMethodEvent) and event.commitString():
                self._begin_typing(widget)
        elif kind == _KIND.Drop:
            self._on_drop(widget, event)  # type: ignore[arg-type]


def _place(widget: QWidget, point: QPoint) -> str:
    """The target one presses there: a row, or the control; "" for what can't be acted on."""
    box = _box_around(widget)
    if box is not None:
        view = box.view()
        row = view.indexAt(view.viewport().mapFrom(widget, point)).row()
        return f"{_id_of(box)}[text={box.itemText(row)}]" if row >= 0 else ""
    at: QWidget | None = widget
    while at is not None:
        owner = _owner(at)
        source = None if isinstance(owner, QComboBox) else source_of(owner)
        if source is not None and public_id(owner):
            return _row_at(owner, source, source.surface.mapFrom(widget, point)) or _id_of(owner)
        if _takes_presses(owner):
            return _id_of(owner)
        at = owner.parentWidget() if not owner.isWindow() else None
    return ""


def _owner(widget: QWidget) -> QWidget:
    """A view for its viewport."""
    parent = widget.parentWidget()
    is_viewport = isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget
    return parent if is_viewport and parent is not None else widget


def _takes_presses(widget: QWidget) -> bool:
    if is_field(widget):
        return bool(_id_of(widget))
    wants_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    return bool(public_id(widget)) and (isinstance(widget, QAbstractButton) or wants_focus)


def _row_at(owner: QWidget, source: RowSource, point: QPoint) -> str:
    for row in source.rows():
        if row.rect is not None and row.rect.contains(point):
            name = _id_of(owner)
            if row.text and _finds(source, Target(name=name, text=row.text), row.row):
                return f"{name}[text={_quoted(row.text)}]"
            if row.key and _finds(source, Target(name=name, key=row.key), row.row):
                return f"{name}[key={_quoted(row.key)}]"
            return f"{name}#{row.row}"
    return ""


def _finds(source: RowSource, target: Target, row: int) -> bool:
    try:
        return source.find(target).row == row
    except ControlError:
        return False


def _quoted(value: str) -> str:
    import json

    return json.dumps(value, ensure_ascii=False) if value[0] == '"' or "\n" in value else value


def _id_of(widget: QWidget) -> str:
    """The id by which the driver finds it; with those around it if another control has it, too."""
    at: QWidget | None = widget
    while at is not None and not public_id(at):
        at = at.parentWidget() if not at.isWindow() else None
    if at is None:
        return ""
    parent = at.parentWidget()
    if parent is not None and public_id(at) == f"{public_id(parent)}_input":
        at = parent
    try:
        return public_id(at) if find_widget(Target(name=public_id(at))) is at else path_of(at)
    except ControlError:
        return path_of(at)


def _box_around(widget: QWidget) -> QComboBox | None:
    """The box whose list this is a part of."""
    owner = _owner(widget)
    frame = owner.parentWidget() if isinstance(owner, QAbstractItemView) else None
    box = frame.parentWidget() if frame is not None else None
    return box if isinstance(box, QComboBox) and frame is not None and frame.isWindow() else None


def _words(widget: QWidget, box: QComboBox | None) -> str:
    at: QWidget | None = None if box is not None else _owner(widget)
    while at is not None and not public_id(at):
        at = at.parentWidget()
    return at.accessibleName() if at is not None else ""


def _is_editing(field: QWidget, event: QKeyEvent) -> bool:
    """Whether a key only changes the text or moves in it: what comes of it is noted as text."""
    key, held = _KEY(event.key()), event.modifiers() & _COMMAND
    if held:
        return held == Qt.KeyboardModifier.ControlModifier and key in _EDITING_WITH_CTRL
    if key in (_KEY.Key_Return, _KEY.Key_Enter):
        has_lines = bool(field.inputMethodHints() & Qt.InputMethodHint.ImhMultiLine)
        return has_lines and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return key in _EDITING or (event.text().isprintable() and bool(event.text()))


def _is_password(field: QWidget) -> bool:
    return isinstance(field, QLineEdit) and field.echoMode() != QLineEdit.EchoMode.Normal


def _content(field: QWidget) -> str:
    if _is_password(field):
        return ""
    if isinstance(field, QLineEdit):
        return field.text()
    return field.toPlainText() if isinstance(field, QPlainTextEdit | QTextEdit) else ""


def _carried(mime: QMimeData) -> tuple[str, tuple[str, ...]]:
    files = tuple(str(Path(url.toLocalFile())) for url in mime.urls() if url.isLocalFile())
    return ("" if files else mime.text()), files


def _word_of(action: object) -> str:
    from PySide6.QtGui import QAction

    assert isinstance(action, QAction)
    return action.objectName() or plain_text(action.text())


def _name_of(event: QKeyEvent) -> str:
    return QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
