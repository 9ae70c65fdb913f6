"""The rows of lists, trees, tab strips, menus, combo boxes and of views we paint ourselves, read as one thing.

A painted view takes part by offering `accessible_rows()`: a sequence of mappings with `text` and `rect` (in its
viewport's coordinates; None for what isn't on screen), and perhaps `key`, `kind`, `spoken`, `state`, `sender`,
`is_own`, `is_current`, `is_selected`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QListView,
    QMenu,
    QTabBar,
    QTreeView,
    QWidget,
)

from parley.driver.control_wire import ControlError, Target

_SHOWN_IN_ERRORS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: what it shows, what a screen reader says, where it lies on its surface (None: not laid out)."""

    row: int
    text: str
    spoken: str = ""
    key: str = ""
    kind: str = ""
    state: str = ""
    sender: str = ""
    is_own: bool = False
    rect: QRect | None = None
    level: int = 0
    is_enabled: bool = True
    is_selected: bool = False
    is_current: bool = False
    is_checked: bool | None = None
    is_expanded: bool | None = None
    index: QPersistentModelIndex | None = None

    def as_json(self) -> dict[str, Any]:
        """As it stands in an answer."""
        shown: dict[str, Any] = {"row": self.row, "text": self.text}
        optional = {
            "spoken": self.spoken if self.spoken != self.text else "",
            "key": self.key,
            "kind": self.kind,
            "state": self.state,
            "sender": self.sender,
            "own": self.is_own,
            "level": self.level,
            "selected": self.is_selected,
            "current": self.is_current,
        }
        shown |= {name: value for name, value in optional.items() if value}
        if not self.is_enabled:
            shown["enabled"] = False
        if self.is_checked is not None:
            shown["checked"] = self.is_checked
        if self.is_expanded is not None:
            shown["expanded"] = self.is_expanded
        if self.rect is not None:
            shown["rect"] = [self.rect.x(), self.rect.y(), self.rect.width(), self.rect.height()]
        return shown


class RowSource:
    """A control that has rows. `surface` is the widget their places refer to and the pointer acts on."""

    def __init__(self, surface: QWidget, read: Callable[[], Iterator[Row]]) -> None:
        self.surface = surface
        self._read = read

    def rows(self, limit: int | None = None) -> list[Row]:
        """The rows from the top, at most `limit`."""
        found: list[Row] = []
        for row in self._read():
            if limit is not None and len(found) >= limit:
                break
            found.append(row)
        return found

    def count(self) -> int:
        """How many there are."""
        return sum(1 for _ in self._read())

    def find(self, target: Target) -> Row:
        """The one row that a target names. Raises ControlError (`no_row`, `ambiguous`)."""
        rows = self.rows()
        matching = [row for row in rows if _is_meant(row, target)]
        if target.text is not None and not matching:
            # A row is still found by the words one sees in it; its title says more than its last line.
            matching = [row for row in rows if target.text in row.text]
            matching = matching or [row for row in rows if target.text in row.spoken]
        if not matching:
            shown = [row.text for row in rows[:_SHOWN_IN_ERRORS]]
            more = f" and {len(rows) - len(shown)} more" if len(rows) > len(shown) else ""
            there = f"its rows are {_listed(shown)}{more}" if rows else "it has no rows"
            raise ControlError("no_row", f"No row `{target}`; {there}", is_passing=True, present=shown)
        if len(matching) > 1:
            shown = [f"#{row.row} {row.text}" for row in matching[:_SHOWN_IN_ERRORS]]
            raise ControlError("ambiguous", f"`{target}` may be any of {_listed(shown)}", present=shown)
        return matching[0]

    def bring(self, row: Row) -> Row:
        """Scrolls a row into view and reads it again."""
        view = self.surface.parentWidget()
        if row.index is not None and isinstance(view, QAbstractItemView):
            view.scrollTo(row.index)
            again = [other for other in self._read() if other.row == row.row]
            return again[0] if again else row
        return row


def source_of(widget: QWidget) -> RowSource | None:
    """The rows of a widget, if it's of a kind that has them."""
    if isinstance(widget, QAbstractItemView):
        return RowSource(widget.viewport(), lambda: _view_rows(widget))
    if isinstance(widget, QComboBox):
        return RowSource(widget, lambda: _combo_rows(widget))
    if isinstance(widget, QTabBar):
        return RowSource(widget, lambda: _tab_rows(widget))
    if isinstance(widget, QMenu):
        return RowSource(widget, lambda: _menu_rows(widget))
    own = getattr(widget, "accessible_rows", None)
    if callable(own):
        surface = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        return RowSource(surface, lambda: _own_rows(own))
    return None


def plain_text(text: str) -> str:
    """A label without the marks of its key: `&Mute	Ctrl+M` is `Mute`."""
    return text.split("\t")[0].replace("&&", "\0").replace("&", "").replace("\0", "&")


def _is_meant(row: Row, target: Target) -> bool:
    if target.row is not None:
        return row.row == target.row
    if target.key is not None:
        return row.key == target.key
    if target.text is not None:
        return row.text == target.text
    return target.contains is not None and target.contains in f"{row.text}\n{row.spoken}"


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts)


def _view_rows(view: QAbstractItemView) -> Iterator[Row]:
    model = view.model()
    if model is None:
        return
    for number, (index, level) in enumerate(_indexes(view, view.rootIndex(), 0)):
        yield _item_row(view, number, index, level)


Index = QModelIndex | QPersistentModelIndex


def _indexes(view: QAbstractItemView, parent: Index, level: int) -> Iterator[tuple[QModelIndex, int]]:
    model = view.model()
    for row in range(model.rowCount(parent)):
        if _is_row_hidden(view, row, parent):
            continue
        index = model.index(row, 0, parent)
        yield index, level
        if isinstance(view, QTreeView) and view.isExpanded(index):
            yield from _indexes(view, index, level + 1)


def _is_row_hidden(view: QAbstractItemView, row: int, parent: Index) -> bool:
    if isinstance(view, QTreeView):
        return view.isRowHidden(row, parent)
    return isinstance(view, QListView) and view.isRowHidden(row)


def _item_row(view: QAbstractItemView, number: int, index: QModelIndex, level: int) -> Row:
    rect = view.visualRect(index)
    flags = index.flags()
    checked = index.data(Qt.ItemDataRole.CheckStateRole)
    key = index.data(Qt.ItemDataRole.UserRole)
    has_children = isinstance(view, QTreeView) and view.model().hasChildren(index)
    selection = view.selectionModel()
    return Row(
        row=number,
        text=_words(index.data(Qt.ItemDataRole.DisplayRole)),
        spoken=_words(index.data(Qt.ItemDataRole.AccessibleTextRole)),
        key=key if isinstance(key, str) else "",
        rect=rect if rect.isValid() else None,
        level=level,
        is_enabled=bool(flags & Qt.ItemFlag.ItemIsEnabled),
        is_selected=selection is not None and selection.isSelected(index),
        is_current=view.currentIndex() == index,
        is_checked=None
        if checked is None
        else checked in (Qt.CheckState.Checked, Qt.CheckState.Checked.value),
        is_expanded=view.isExpanded(index) if isinstance(view, QTreeView) and has_children else None,
        index=QPersistentModelIndex(index),
    )


def _combo_rows(combo: QComboBox) -> Iterator[Row]:
    for number in range(combo.count()):
        key = combo.itemData(number)
        is_current = number == combo.currentIndex()
        yield Row(
            row=number,
            text=combo.itemText(number),
            key=key if isinstance(key, str) else "",
            is_selected=is_current,
            is_current=is_current,
        )


def _tab_rows(bar: QTabBar) -> Iterator[Row]:
    for number in range(bar.count()):
        if not bar.isTabVisible(number):
            continue
        key = bar.tabData(number)
        is_current = number == bar.currentIndex()
        yield Row(
            row=number,
            text=plain_text(bar.tabText(number)),
            spoken=bar.accessibleTabName(number),
            key=key if isinstance(key, str) else "",
            rect=bar.tabRect(number),
            is_enabled=bar.isTabEnabled(number),
            is_selected=is_current,
            is_current=is_current,
        )


def _menu_rows(menu: QMenu) -> Iterator[Row]:
    actions = [action for action in menu.actions() if action.isVisible() and not action.isSeparator()]
    for number, action in enumerate(actions):
        yield Row(
            row=number,
            text=plain_text(action.text()),
            key=action.objectName(),
            rect=menu.actionGeometry(action),
            is_enabled=action.isEnabled(),
            is_current=menu.activeAction() is action,
            is_checked=action.isChecked() if action.isCheckable() else None,
        )


def _own_rows(read: Callable[[], Sequence[Any]]) -> Iterator[Row]:
    for number, one in enumerate(read()):
        yield Row(
            row=number,
            text=_words(_field(one, "text")),
            spoken=_words(_field(one, "spoken")),
            key=_words(_field(one, "key")),
            kind=_words(_field(one, "kind")),
            state=_words(_field(one, "state")),
            sender=_words(_field(one, "sender")),
            is_own=bool(_field(one, "is_own")),
            rect=_rect(_field(one, "rect")),
            is_current=bool(_field(one, "is_current")),
            is_selected=bool(_field(one, "is_selected")),
        )


def _field(one: Any, name: str) -> Any:
    return one.get(name) if isinstance(one, Mapping) else getattr(one, name, None)


def _rect(value: Any) -> QRect | None:
    if value is None:
        return None
    return value if isinstance(value, QRect) else value.toAlignedRect()


def _words(value: Any) -> str:
    return "" if value is None else str(value)
