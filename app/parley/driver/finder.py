"""Finds what a target names, and says what was there instead when it can't be acted on."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from parley.driver.control_wire import ControlError, Target, nearest
from parley.driver.items import Row, RowSource, source_of
from parley.driver.nodes import nearest_id, path_of, public_id


@dataclass(frozen=True, slots=True)
class Found:
    """A control, and the row of it if one is meant."""

    target: Target
    widget: QWidget
    source: RowSource | None = None
    row: Row | None = None

    @property
    def surface(self) -> QWidget:
        """The widget that the pointer acts on."""
        return self.source.surface if self.source is not None and self.row is not None else self.widget

    @property
    def area(self) -> QRect:
        """Where the target lies on its surface."""
        return self.row.rect if self.row is not None and self.row.rect is not None else self.surface.rect()


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a window, where the pointer goes.

    The window is asked for its handle at each use: a handle kept in Python is void once the widget's wrapper is gone.
    """

    widget: QWidget
    point: QPoint

    @property
    def window(self) -> QWindow:
        """The window now. Raises ControlError if it has closed."""
        handle = self.widget.windowHandle() if self.is_there else None
        if handle is None:
            raise ControlError("hidden", "The window closed while it was used")
        return handle

    @property
    def is_there(self) -> bool:
        """Whether the window is still shown."""
        return isValid(self.widget) and self.widget.isVisible()


def is_shown(target: Target) -> bool:
    """Whether any control of that id is visible; there may be one on each page of many."""
    return any(
        widget.isVisible() and _is_within(widget, target.within)
        for widget in living_widgets()
        if widget.objectName() == target.name
    )


def find_widget(target: Target) -> QWidget:
    """The one widget of that id, visible ones before hidden ones. Raises ControlError (`not_found`, `ambiguous`)."""
    everything = living_widgets()
    named = [widget for widget in everything if widget.objectName() == target.name]
    inside = [widget for widget in named if _is_within(widget, target.within)]
    if not inside:
        raise _not_found(target, everything, named)
    visible = [widget for widget in inside if widget.isVisible()]
    candidates = visible or inside
    if len(candidates) > 1:
        active = [widget for widget in candidates if widget.window().isActiveWindow()]
        candidates = active if len(active) == 1 else candidates
    if len(candidates) > 1:
        paths = sorted(path_of(widget) for widget in candidates)
        message = f"`{target.name}` is there {len(candidates)} times: {', '.join(paths)}"
        raise ControlError("ambiguous", message, is_passing=True, present=paths)
    return candidates[0]


def find(target: Target) -> Found:
    """The widget, and the row if the target names one. Raises ControlError."""
    widget = find_widget(target)
    if not target.is_row:
        return Found(target, widget)
    source = source_of(widget)
    if source is None:
        raise ControlError("no_rows", f"`{target.name}` is a {type(widget).__name__} and has no rows")
    return Found(target, widget, source, source.find(target))


def find_ready(target: Target) -> Found:
    """Like `find`, if a person could use it now: visible, enabled, not behind a dialog. Raises ControlError."""
    found = find(target)
    widget = found.widget
    if not widget.isVisible():
        inside = nearest_hidden(widget)
        raise ControlError("hidden", f"`{target}` is there but hidden{inside}", is_passing=True)
    if not widget.isEnabled() or (found.row is not None and not found.row.is_enabled):
        raise ControlError("disabled", f"`{target}` is disabled", is_passing=True)
    check_not_blocked(widget, str(target))
    return found


def check_not_blocked(widget: QWidget, name: str) -> None:
    """Raises ControlError if an open menu or dialog keeps the person from it."""
    for above, what in (
        (QApplication.activePopupWidget(), "menu"),
        (QApplication.activeModalWidget(), "dialog"),
    ):
        if above is not None and above is not widget.window() and not above.isAncestorOf(widget):
            # A popup that a modal dialog opened is above the dialog.
            if what == "dialog" and QApplication.activePopupWidget() is not None:
                continue
            message = f"`{name}` can't be reached: the {what} `{nearest_id(above)}` is open"
            raise ControlError("blocked", message, is_passing=True, blocked_by=nearest_id(above))


def bring_into_view(found: Found) -> Found:
    """Scrolls the areas around a target until it is seen, and reads its place again."""
    around = found.widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea) and found.widget.visibleRegion().isEmpty():
            around.ensureWidgetVisible(found.widget)
        around = around.parentWidget()
    if found.source is None or found.row is None:
        return found
    return Found(found.target, found.widget, found.source, found.source.bring(found.row))


def spot_of(found: Found, at: tuple[int, int] | None = None) -> Spot:
    """The point to press. Raises ControlError (`hidden`, `covered`) if the pointer would hit something else."""
    surface = found.surface
    point = _seen_point(found, at)
    window = surface.window()
    in_window = surface.mapTo(window, point)
    hit = window.childAt(in_window) or window
    if not (hit is surface or surface.isAncestorOf(hit) or hit.isAncestorOf(surface)):
        message = f"`{found.target}` is covered by `{nearest_id(hit)}`"
        raise ControlError("covered", message, is_passing=True, covered_by=nearest_id(hit))
    if window.windowHandle() is None:
        raise ControlError("hidden", f"The window of `{found.target}` isn't shown", is_passing=True)
    return Spot(window, in_window)


def living_widgets() -> list[QWidget]:
    """All widgets that haven't been destroyed."""
    return [widget for widget in QApplication.allWidgets() if isValid(widget)]


def known_ids(widgets: list[QWidget] | None = None) -> list[str]:
    """The public ids there are now."""
    return sorted({public_id(widget) for widget in widgets or living_widgets()} - {""})


def nearest_hidden(widget: QWidget) -> str:
    """Which box around a hidden widget is the hidden one, in words."""
    at: QWidget | None = widget
    while at is not None and at.isVisible() is False:
        parent = at.parentWidget()
        if parent is None or parent.isVisible() or at.isWindow():
            break
        at = parent
    if at is None or at is widget:
        return ""
    return f", inside `{nearest_id(at)}`"


def _seen_point(found: Found, at: tuple[int, int] | None) -> QPoint:
    if found.row is not None and found.row.rect is None:
        raise ControlError("hidden", f"`{found.target}` isn't on screen; scroll to it", is_passing=True)
    area = found.area
    seen = found.surface.visibleRegion().intersected(area)
    if at is not None:
        point = area.topLeft() + QPoint(*at)
        if not seen.contains(point):
            raise ControlError(
                "hidden", f"The point {list(at)} of `{found.target}` isn't seen", is_passing=True
            )
        return point
    if seen.isEmpty():
        raise ControlError("hidden", f"`{found.target}` lies outside of what is seen", is_passing=True)
    middle = area.center()
    if seen.contains(middle):
        return middle
    # The largest piece that is seen; a region's bounding box may have a hole in its middle.
    pieces: list[QRect] = list(seen)  # type: ignore[call-overload]
    return max(pieces, key=lambda piece: piece.width() * piece.height()).center()


def _is_within(widget: QWidget, names: tuple[str, ...]) -> bool:
    wanted = list(names)
    around = widget.parentWidget()
    while wanted and around is not None:
        if around.objectName() == wanted[-1]:
            wanted.pop()
        around = around.parentWidget()
    return not wanted


def _not_found(target: Target, widgets: list[QWidget], namesakes: list[QWidget]) -> ControlError:
    if namesakes:
        paths = sorted(path_of(widget) for widget in namesakes)
        message = f"No `{target.name}` within `{'/'.join(target.within)}`; it is at {', '.join(paths)}"
        return ControlError("not_found", message, is_passing=True, present=paths)
    known = known_ids(widgets)
    near = nearest(target.name, known)
    if near:
        hint = f"; did you mean {' or '.join(f'`{name}`' for name in near)}?"
    else:
        seen = known_ids([widget for widget in widgets if widget.isVisible()])
        hint = f"; on screen are {', '.join(seen[:20])}" if seen else "; no window is open"
    return ControlError("not_found", f"no `{target.name}`{hint}", is_passing=True, did_you_mean=near)
