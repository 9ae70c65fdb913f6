"""What each op of the control socket does: an `Act` is planned when its target is ready, taken step by step, told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QWidget

from parley.driver import control_wire as wire
from parley.driver import hand, keyboard_hand
from parley.driver.carry import carry, drop_on
from parley.driver.control_wire import ControlError, Request, Target
from parley.driver.finder import Found, bring_into_view, find, find_ready, find_widget, is_shown, spot_of
from parley.driver.items import RowSource, source_of
from parley.driver.nodes import describe, focus_proxy, is_field, nearest_id, text_of, tree_of
from parley.driver.script import Step
from parley.driver.surroundings import Surroundings, front_windows

_MENU_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Act:
    """`plan` finds the target and returns the steps; `result` is called after them and returns what to answer.

    Both may raise ControlError; if it is a passing one, the server tries again until the request's time is up.
    """

    result: Callable[[], Any]
    plan: Callable[[], Sequence[Step]] | None = None


def act_of(request: Request, around: Surroundings) -> Act:
    """The act that a request asks for."""
    make = _ACTS[type(request)]
    return make(request, around)


def _nothing() -> dict[str, Any]:
    return {}


def _ready(target: Target) -> Found:
    return bring_into_view(find_ready(target))


def _click(request: wire.Click, _around: Surroundings) -> Act:
    def plan() -> Sequence[Step]:
        if request.by == "keyboard":
            return keyboard_hand.press_by_key(find_ready(request.place()))
        found = _ready(request.place())
        if found.row is not None and isinstance(found.widget, QComboBox):
            return _choose_in_box(found, found.widget)
        return hand.press(found, request.at, button=hand.LEFT, held=hand.modifiers_of(request.modifiers))

    return Act(_nothing, plan)


def _choose_in_box(found: Found, box: QComboBox) -> list[Step]:
    def choose() -> list[Step]:
        view = box.view()
        source = RowSource(view.viewport(), lambda: iter(source_of(view).rows()))  # type: ignore[union-attr]
        row = source.find(found.target)
        return hand.press(
            bring_into_view(Found(found.target, view, source, row)), None, button=hand.LEFT, held=hand.PLAIN
        )

    opened = hand.press(Found(found.target, box), None, button=hand.LEFT, held=hand.PLAIN)
    return [*opened, choose]


def _double_click(request: wire.DoubleClick, _around: Surroundings) -> Act:
    def plan() -> Sequence[Step]:
        if request.by == "keyboard":
            return keyboard_hand.press_twice_by_key(find_ready(request.place()))
        return hand.press_twice(
            _ready(request.place()), request.at, held=hand.modifiers_of(request.modifiers)
        )

    return Act(_nothing, plan)


def _right_click(request: wire.RightClick, _around: Surroundings) -> Act:
    def plan() -> Sequence[Step]:
        if request.by == "keyboard":
            return keyboard_hand.menu_by_key(find_ready(request.place()))
        found = _ready(request.place())
        return hand.press(found, request.at, button=hand.RIGHT, held=hand.modifiers_of(request.modifiers))

    return Act(_nothing, plan)


def _hover(request: wire.Hover, _around: Surroundings) -> Act:
    return Act(_nothing, lambda: hand.point(_ready(request.place()), request.at))


def _scroll(request: wire.Scroll, _around: Surroundings) -> Act:
    if not 0 < abs(request.dx) + abs(request.dy) <= 1_000:
        raise ControlError("bad_request", "`scroll` takes `dy` and `dx` in notches, 1 to 1000")
    return Act(_nothing, lambda: hand.turn_wheel(_ready(request.place()), request.dx, request.dy))


def _type(request: wire.Type, _around: Surroundings) -> Act:
    strange = [letter for letter in request.text if ord(letter) < 32 and letter not in "\n\t"]
    if strange:
        raise ControlError(
            "bad_request", f"No key makes {strange[0]!r}; Enter is \\n, Tab is \\t, others go by `key`"
        )
    wipe = hand.strike(["Ctrl+A", "Delete"]) if request.clear else []

    def plan() -> Sequence[Step]:
        return [*_take_focus(request.place(), request.by), *wipe, lambda: hand.write(request.text)]

    return Act(_nothing, plan)


def _ime(request: wire.Ime, _around: Surroundings) -> Act:
    if request.preedit is None and request.commit is None:
        raise ControlError("bad_request", "`ime` takes `preedit`, `commit` or both")

    def plan() -> Sequence[Step]:
        return [*_take_focus(request.place(), request.by), *hand.compose(request.preedit, request.commit)]

    return Act(_nothing, plan)


def _key(request: wire.Key, _around: Surroundings) -> Act:
    if not 0 < request.count <= 1_000:
        raise ControlError("bad_request", "`count` lies between 1 and 1000")
    names = [request.keys] if isinstance(request.keys, str) else request.keys
    struck = hand.strike(names) * request.count
    return Act(_nothing, lambda: [*_take_focus(request.place(), request.by), *struck])


def _paste(request: wire.Paste, _around: Surroundings) -> Act:
    mime = hand.mime_of(request.text, request.files, request.image)

    def plan() -> Sequence[Step]:
        return [
            *_take_focus(request.place(), request.by),
            lambda: hand.fill_clipboard(mime),
            *hand.strike(["Ctrl+V"]),
        ]

    return Act(_nothing, plan)


def _take_focus(target: Target | None, by: wire.Hand) -> list[Step]:
    """A field is clicked, as a person does; anything else is reached with Tab, so that nothing is pressed."""
    if target is None:
        return []
    found = find_ready(target)
    focus = QApplication.focusWidget()
    if focus is not None and (focus is found.widget or found.widget.isAncestorOf(focus)):
        return []
    field = focus_proxy(found.widget) or found.widget
    if by == "keyboard" or not is_field(field):
        return [lambda: keyboard_hand.reach(found)]
    seen = bring_into_view(Found(found.target, field))
    clicked = hand.press(seen, None, button=hand.LEFT, held=hand.PLAIN)
    return [*clicked, lambda: _check_focus(field, str(target))]


def _check_focus(field: QWidget, name: str) -> None:
    focus = QApplication.focusWidget()
    if focus is None or not (focus is field or field.isAncestorOf(focus)):
        raise ControlError("refused", f"`{name}` didn't take the focus; `{nearest_id(focus)}` has it")


def _drop(request: wire.Drop, _around: Surroundings) -> Act:
    mime = hand.mime_of(request.text, request.files, request.image)
    return Act(_nothing, lambda: drop_on(_ready(request.place()), mime, request.at))


def _drag(request: wire.Drag, _around: Surroundings) -> Act:
    def plan() -> Sequence[Step]:
        start = spot_of(_ready(request.place()), request.at)
        return carry(start, spot_of(_ready(wire.as_target(request.to)), request.to_at))

    return Act(_nothing, plan)


def _menu(request: wire.Menu, _around: Surroundings) -> Act:
    words = (request.choose,) if isinstance(request.choose, str) else request.choose
    if not words:
        raise ControlError("bad_request", "`choose` names at least one entry")

    def plan() -> Sequence[Step]:
        picks: list[Step] = [_picker(word, request.by) for word in words]
        place = request.place()
        if place is None:
            return picks
        found = find_ready(place)
        if request.by == "keyboard":
            by_menu_key = request.open == "right_click"
            opened = keyboard_hand.menu_by_key(found) if by_menu_key else keyboard_hand.press_by_key(found)
        else:
            button = hand.RIGHT if request.open == "right_click" else hand.LEFT
            opened = hand.press(bring_into_view(found), None, button=button, held=hand.PLAIN)
        return [*opened, *picks]

    return Act(_nothing, plan)


def _picker(word: str, by: wire.Hand) -> Step:
    return lambda: _pick(word, by, monotonic() + _MENU_SECONDS)


def _pick(word: str, by: wire.Hand, until: float) -> Sequence[Step]:
    menu = QApplication.activePopupWidget()
    if not isinstance(menu, QMenu) or not menu.isVisible():
        if monotonic() > until:
            raise ControlError("not_found", f"No menu opened that could offer “{word}”")
        # The menu may be made in answer to something that takes a moment.
        return [lambda: _pick(word, by, until)]
    source = source_of(menu)
    assert source is not None
    row = next((one for one in source.rows() if word in (one.key, one.text)), None)
    target = Target(name=nearest_id(menu), row=row.row) if row is not None else Target(name="menu", text=word)
    found = Found(target, menu, source, row or source.find(target))
    assert found.row is not None
    if not found.row.is_enabled:
        raise ControlError("disabled", f"“{word}” is disabled in the menu")
    if by == "keyboard":
        return [lambda: keyboard_hand.reach(found), *hand.strike(["Return"])]
    return hand.press(found, None, button=hand.LEFT, held=hand.PLAIN)


def _get(request: wire.Get, _around: Surroundings) -> Act:
    def result() -> dict[str, Any]:
        found = find(request.place())
        if found.row is not None:
            return found.row.as_json()
        source = source_of(found.widget)
        counted = {"row_count": source.count()} if source is not None else {}
        return describe(found.widget) | counted

    return Act(result)


def _tree(request: wire.Tree, _around: Surroundings) -> Act:
    def result() -> dict[str, Any]:
        place = request.place()
        roots = [find_widget(place)] if place is not None else front_windows(hidden=request.full)
        depth = max(0, min(request.depth, 200))
        return {"windows": [node for root in roots for node in tree_of(root, depth=depth, full=request.full)]}

    return Act(result)


def _rows(request: wire.Rows, _around: Surroundings) -> Act:
    def result() -> dict[str, Any]:
        place = request.place()
        widget = find_widget(place)
        source = source_of(widget)
        if source is None:
            raise ControlError("no_rows", f"`{place}` is a {type(widget).__name__} and has no rows")
        rows = source.rows(max(0, request.limit))
        return {"count": source.count(), "rows": [row.as_json() for row in rows]}

    return Act(result)


def _wait(request: wire.Wait, _around: Surroundings) -> Act:
    if request.until == "text" and request.text is None:
        raise ControlError("bad_request", "Waiting for a text takes `text`")
    if request.until == "count" and request.count is None:
        raise ControlError("bad_request", "Waiting for a number of rows takes `count`")
    if request.until == "state" and not request.states:
        raise ControlError("bad_request", "Waiting for a state takes `states`")
    if request.until == "row" and not request.place().is_row:
        raise ControlError("bad_request", "Waiting for a row takes a target with a row, as in list[text=...]")
    return Act(lambda: _check_hidden(request) if request.until == "hidden" else _check_so(request))


def _check_hidden(request: wire.Wait) -> dict[str, Any]:
    if not is_shown(request.place()):
        return {}
    try:
        found = find(request.place())
    except ControlError as gone:
        if gone.code in ("not_found", "no_row"):
            return {}
        raise
    if found.widget.isVisible():
        raise _not_yet(request, "it is still there")
    return {}


def _check_so(request: wire.Wait) -> dict[str, Any]:
    try:
        found = find(request.place())
    except ControlError as several:
        if several.code == "ambiguous" and request.until == "row":
            return {}
        raise
    widget = found.widget
    if not widget.isVisible():
        raise _not_yet(request, "it is hidden")
    node = found.row.as_json() if found.row is not None else describe(widget)
    if request.until == "text":
        _check_words(request, node, widget, is_row=found.row is not None)
    elif request.until == "count":
        source = source_of(widget)
        count = source.count() if source is not None else 0
        if count != request.count:
            raise _not_yet(request, f"it has {count} rows")
    elif request.until == "state":
        if node.get("state", "") not in request.states:
            raise _not_yet(request, f"it is “{node.get('state', '')}”")
    elif request.until not in ("visible", "row") and not _is_so(request.until, node, widget):
        raise _not_yet(request, "it isn't")
    return node


def _is_so(until: str, node: dict[str, Any], widget: QWidget) -> bool:
    if until in ("enabled", "disabled"):
        return bool(node.get("enabled", True)) is (until == "enabled")
    if until in ("checked", "unchecked"):
        return bool(node.get("checked", False)) is (until == "checked")
    focus = QApplication.focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))


def _check_words(request: wire.Wait, node: dict[str, Any], widget: QWidget, *, is_row: bool) -> None:
    fields = ("text", "spoken", "name", "description", "placeholder", "title")
    words = "\n".join(str(node[field]) for field in fields if field in node)
    shown = words if is_row else f"{words}\n{text_of(widget)}"
    if request.text is None or request.text not in shown:
        raise _not_yet(request, f"it says “{words[:200]}”")


def _not_yet(request: wire.Wait, instead: str) -> ControlError:
    wanted = {
        "text": f"to say “{request.text}”",
        "count": f"to have {request.count} rows",
        "state": f"to be {' or '.join(request.states)}",
    }
    words = wanted.get(request.until, f"to be {request.until}")
    return ControlError(
        "not_yet", f"`{request.place()}` was waited for {words}, but {instead}", is_passing=True
    )


def _clipboard(request: wire.Clipboard, around: Surroundings) -> Act:
    return Act(lambda: around.clipboard(request.text))


def _tray(request: wire.Tray, around: Surroundings) -> Act:
    return Act(lambda: around.tray(request.act, request.choose))


def _notifications(request: wire.Notifications, around: Surroundings) -> Act:
    return Act(lambda: around.notifications(clear=request.clear))


def _screenshot(request: wire.Screenshot, around: Surroundings) -> Act:
    def result() -> dict[str, Any]:
        place = request.place()
        found = find(place) if place is not None else None
        return around.screenshot(found, request.path)

    return Act(result)


def _state(_request: wire.State, around: Surroundings) -> Act:
    return Act(around.state)


def _quit(_request: wire.Quit, around: Surroundings) -> Act:
    return Act(around.quit_soon)


_ACTS: dict[type[Request], Callable[[Any, Surroundings], Act]] = {
    wire.Tree: _tree,
    wire.Get: _get,
    wire.Click: _click,
    wire.DoubleClick: _double_click,
    wire.RightClick: _right_click,
    wire.Hover: _hover,
    wire.Type: _type,
    wire.Ime: _ime,
    wire.Key: _key,
    wire.Paste: _paste,
    wire.Drop: _drop,
    wire.Drag: _drag,
    wire.Menu: _menu,
    wire.Scroll: _scroll,
    wire.Wait: _wait,
    wire.Rows: _rows,
    wire.Clipboard: _clipboard,
    wire.Tray: _tray,
    wire.Notifications: _notifications,
    wire.Screenshot: _screenshot,
    wire.State: _state,
    wire.Quit: _quit,
}
