"""Describes widgets for a tester: the words one sees and hears, and the state one could know by looking."""

from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QTabBar,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from parley.driver.items import plain_text, source_of

_LONGEST_TEXT = 4_000
_ROWS_IN_TREE = 60
_HIDDEN_TEXT = "•••"

_ROLES: tuple[tuple[type, str], ...] = (
    (QRadioButton, "radio"),
    (QCheckBox, "checkbox"),
    (QAbstractButton, "button"),
    (QLineEdit, "field"),
    (QPlainTextEdit, "field"),
    (QTextEdit, "field"),
    (QComboBox, "choice"),
    (QAbstractSpinBox, "number"),
    (QAbstractSlider, "slider"),
    (QProgressBar, "progress"),
    (QTabBar, "tabs"),
    (QMenu, "menu"),
    (QDialog, "dialog"),
    (QGroupBox, "group"),
    (QLabel, "label"),
)


def describe(widget: QWidget) -> dict[str, Any]:
    """One widget without its children. What is empty or usual is left out."""
    name = widget.accessibleName()
    node: dict[str, Any] = {"id": public_id(widget), "class": type(widget).__name__, "role": role_of(widget)}
    node["name"] = name
    node["text"] = text_of(widget)
    node["description"] = widget.accessibleDescription()
    node["placeholder"] = _called(widget, "placeholderText")
    node["tooltip"] = widget.toolTip() if widget.toolTip() != name else ""
    shown = {key: value for key, value in node.items() if value}
    if is_field(widget):
        shown["text"] = node["text"]
    return shown | _state(widget)


def tree_of(widget: QWidget, *, depth: int, full: bool) -> list[dict[str, Any]]:
    """A widget with what is inside it. Without `full`, boxes that only arrange others give way to their content."""
    if depth < 0 or not isValid(widget) or (not full and not widget.isVisible()):
        return []
    inside = [node for child in _children(widget) for node in tree_of(child, depth=depth - 1, full=full)]
    if not full and not _is_worth_showing(widget):
        return inside
    node = describe(widget)
    source = source_of(widget)
    if source is not None:
        rows = source.rows(_ROWS_IN_TREE)
        node["row_count"] = len(rows) if len(rows) < _ROWS_IN_TREE else source.count()
        node["rows"] = [row.as_json() for row in rows]
    if inside:
        node["children"] = inside
    return [node]


def public_id(widget: QWidget) -> str:
    """The widget's id; Qt's own inner names are none."""
    name = widget.objectName()
    return "" if name.startswith("qt_") else name


def path_of(widget: QWidget) -> str:
    """The ids from the window down to the widget: what one writes to name it among namesakes."""
    names = []
    at: QWidget | None = widget
    while at is not None:
        if public_id(at):
            names.append(public_id(at))
        at = at.parentWidget()
    return "/".join(reversed(names))


def nearest_id(widget: QWidget | None) -> str:
    """The id of the widget or of the nearest one around it; its class if none has one."""
    at = widget
    while at is not None:
        if public_id(at):
            return public_id(at)
        at = at.parentWidget()
    return type(widget).__name__ if widget is not None else ""


def role_of(widget: QWidget) -> str:
    """What kind of control it is, in a word; empty for others."""
    for kind, role in _ROLES:
        if isinstance(widget, kind):
            return "switch" if role == "button" and type(widget).__name__ == "Switch" else role
    if widget.isWindow():
        return "window"
    return "list" if source_of(widget) is not None else ""


def is_field(widget: QWidget) -> bool:
    """Whether one types into it."""
    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit)


def text_of(widget: QWidget) -> str:
    """The words it shows. A password never leaves the field."""
    if isinstance(widget, QLineEdit):
        is_open = widget.echoMode() == QLineEdit.EchoMode.Normal
        return widget.text() if is_open else _HIDDEN_TEXT * bool(widget.text())
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.toPlainText()[:_LONGEST_TEXT]
    if isinstance(widget, QAbstractButton | QLabel):
        return plain_text(widget.text())
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QProgressBar | QAbstractSpinBox):
        return widget.text()
    field = focus_proxy(widget)
    if field is not None and is_field(field) and widget.isAncestorOf(field):
        return text_of(field)
    return (_called(widget, "title") or _called(widget, "text"))[:_LONGEST_TEXT]


def focus_proxy(widget: QWidget) -> QWidget | None:
    """The widget that takes the focus for this one.

    Asked only of classes made in Python: PySide files the answer under the asked widget's wrapper, and when that one
    was made for the question alone, the answer (a list, for its viewport) becomes unusable with it.
    """
    return None if type(widget).__module__.startswith("PySide6") else widget.focusProxy()


def rect_in_window(widget: QWidget) -> QRect:
    """Where it lies in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _state(widget: QWidget) -> dict[str, Any]:
    rect = rect_in_window(widget)
    state: dict[str, Any] = {"rect": [rect.x(), rect.y(), rect.width(), rect.height()]}
    if not widget.isVisible():
        state["visible"] = False
    if not widget.isEnabled():
        state["enabled"] = False
    if QApplication.focusWidget() is widget:
        state["focused"] = True
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        state["checked"] = widget.isChecked()
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit) and widget.isReadOnly():
        state["read_only"] = True
    error = getattr(widget, "error", "")
    if isinstance(error, str) and error:
        state["error"] = error
    if widget.isWindow() and widget.windowTitle():
        state["title"] = widget.windowTitle()
    return state


def _is_worth_showing(widget: QWidget) -> bool:
    if widget.isWindow() or public_id(widget) or widget.accessibleName():
        return True
    return role_of(widget) not in ("", "list") and bool(text_of(widget))


def _children(widget: QWidget) -> list[QWidget]:
    inside = [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]
    return sorted(inside, key=lambda child: (child.y(), child.x()))


def _called(widget: QWidget, name: str) -> str:
    """The value of a property or of a method without arguments, if it is text."""
    value: Any = getattr(widget, name, None)
    try:
        value = value() if callable(value) else value
    except TypeError:
        return ""
    return value if isinstance(value, str) else ""
