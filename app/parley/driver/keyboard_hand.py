"""The same acts without a mouse: Tab to the control, arrows to the row, then Space, Enter or the menu key.

Nothing sets the focus from outside: if Tab doesn't get there, a person without a mouse doesn't either, and the
request says where Tab went.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QMenu, QTabBar, QWidget

from parley.driver.control_wire import ControlError
from parley.driver.finder import Found
from parley.driver.hand import ask_menu_by_key, focus_window, strike
from parley.driver.items import Row, RowSource, source_of
from parley.driver.nodes import focus_proxy, nearest_id
from parley.driver.script import Step

_LONGEST_WALK = 300


def press_by_key(found: Found) -> list[Step]:
    """What a click does."""
    return [lambda: reach(found), lambda: _press(found)]


def press_twice_by_key(found: Found) -> list[Step]:
    """What a double click does: Ctrl+Enter on a row (open and keep), Enter elsewhere."""
    keys = ["Ctrl+Return"] if found.row is not None else ["Return"]
    return [lambda: reach(found), lambda: strike(keys)]


def menu_by_key(found: Found) -> list[Step]:
    """What a right click does."""
    return [lambda: reach(found), *ask_menu_by_key()]


def reach(found: Found) -> list[Step]:
    """Tab until the control has the focus, then arrows to the row."""
    if isinstance(found.widget, QMenu):
        return _walk_to_row(found)
    if found.row is None:
        return _tab_to(found.widget, [])
    return [lambda: _tab_to(found.widget, []), lambda: _walk_to_row(found)]


def _press(found: Found) -> list[Step]:
    if found.row is not None or isinstance(found.widget, QMenu):
        if isinstance(found.widget, QTabBar | QComboBox):
            return []
        is_ticked = found.row is not None and found.row.is_checked is not None
        return strike(["Space" if is_ticked and not isinstance(found.widget, QMenu) else "Return"])
    focus = QApplication.focusWidget()
    if isinstance(focus, QAbstractButton) and focus.autoExclusive() and focus.isChecked():
        # An arrow that moves to a choice has chosen it.
        return []
    if isinstance(focus, QAbstractButton | QComboBox):
        return strike(["Space"])
    # A click in a field or a list puts the focus there; the focus is there now.
    return [] if _takes_text(focus) or source_of(found.widget) is not None else strike(["Return"])


def _takes_text(widget: QWidget | None) -> bool:
    return widget is not None and widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def _tab_to(widget: QWidget, passed: list[QWidget]) -> list[Step]:
    focus = QApplication.focusWidget()
    if focus is not None and _is_at(widget, focus):
        return []
    came_round = focus is not None and any(focus is one for one in passed)
    if came_round or len(passed) > _LONGEST_WALK:
        beside = _choice_beside(widget, passed)
        if beside is not None:
            return [lambda: _tab_to(beside, []), lambda: _arrow_to(widget, _LONGEST_WALK, before=None)]
        names = list(dict.fromkeys(nearest_id(one) for one in passed))
        name = nearest_id(widget)
        message = f"`{name}` can't be reached with the keyboard; Tab went to {', '.join(names)}"
        raise ControlError("not_reachable", message, passed=names)
    further = passed if focus is None else [*passed, focus]
    if focus is None and passed == [] and QApplication.activeWindow() is None:
        focus_window()
    return [*strike(["Tab"]), lambda: _tab_on(widget, further)]


def _tab_on(widget: QWidget, passed: list[QWidget]) -> list[Step]:
    if QApplication.focusWidget() is None:
        raise ControlError(
            "not_reachable", f"`{nearest_id(widget)}` can't be reached: Tab moves no focus here"
        )
    return _tab_to(widget, passed)


def _choice_beside(widget: QWidget, passed: list[QWidget]) -> QWidget | None:
    """Tab reaches one of several choices (the chosen one); arrows reach the others."""
    if not isinstance(widget, QAbstractButton) or not widget.isCheckable():
        return None
    alike = (
        one for one in passed if type(one) is type(widget) and one.parentWidget() is widget.parentWidget()
    )
    return next(alike, None)


def _arrow_to(widget: QWidget, left: int, before: QWidget | None) -> list[Step]:
    focus = QApplication.focusWidget()
    if focus is None or focus is before or left == 0:
        name = nearest_id(widget)
        raise ControlError(
            "not_reachable", f"`{name}` can't be reached with Tab, nor with arrows from beside it"
        )
    if focus is widget:
        return []
    way = widget.geometry().center() - focus.geometry().center()
    if abs(way.x()) > abs(way.y()):
        key = "Right" if way.x() > 0 else "Left"
    else:
        key = "Down" if way.y() > 0 else "Up"
    return [*strike([key]), lambda: _arrow_to(widget, left - 1, before=focus)]


def _is_at(widget: QWidget, focus: QWidget) -> bool:
    proxy: QWidget | None = widget
    while proxy is not None:
        if proxy is focus:
            return True
        proxy = focus_proxy(proxy)
    # An item view's viewport, a field in its frame.
    return widget.isAncestorOf(focus)


def _walk_to_row(found: Found) -> list[Step]:
    assert found.source is not None
    assert found.row is not None
    return _step_to_row(found, found.source, _LONGEST_WALK, before=None)


def _step_to_row(found: Found, source: RowSource, left: int, before: int | None) -> list[Step]:
    rows = source.rows()
    current = next((row.row for row in rows if row.is_current), None)
    wanted = source.find(found.target).row
    if current == wanted:
        return []
    if left == 0 or (before is not None and current == before):
        at = f"stays at row {current}" if current is not None else "has no current row"
        message = f"`{found.target}` can't be reached with the arrow keys: `{found.target.name}` {at}"
        raise ControlError("not_reachable", message)
    forward, back = ("Right", "Left") if _lie_side_by_side(rows) else ("Down", "Up")
    key = back if current is not None and wanted < current else forward
    return [*strike([key]), lambda: _step_to_row(found, source, left - 1, before=current)]


def _lie_side_by_side(rows: list[Row]) -> bool:
    boxes = [row.rect for row in rows if row.rect is not None]
    return len(boxes) > 1 and boxes[0].y() == boxes[1].y()
