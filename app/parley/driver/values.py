"""What the desktop answers, as values."""

from dataclasses import dataclass
from typing import Any

import msgspec

Rect = tuple[int, int, int, int]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a list, a tree, a tab strip, a menu or the timeline.

    `spoken` is what a screen reader says, where that is more than `text`. `state` of an own message: queued, sent,
    delivered, read, failed. `rect` is x, y, width, height on its control; None for what isn't on screen.
    """

    row: int
    text: str
    spoken: str = ""
    key: str = ""
    kind: str = ""
    state: str = ""
    sender: str = ""
    own: bool = False
    level: int = 0
    selected: bool = False
    current: bool = False
    enabled: bool = True
    checked: bool | None = None
    expanded: bool | None = None
    rect: Rect | None = None


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A control on screen. `name` is its accessible name, `rect` its place in its window."""

    id: str = ""
    widget_class: str = msgspec.field(default="", name="class")
    role: str = ""
    name: str = ""
    text: str = ""
    description: str = ""
    placeholder: str = ""
    tooltip: str = ""
    title: str = ""
    error: str = ""
    visible: bool = True
    enabled: bool = True
    focused: bool = False
    checked: bool = False
    read_only: bool = False
    rect: Rect = (0, 0, 0, 0)
    row_count: int = 0
    rows: tuple[Row, ...] = ()
    children: tuple["Node", ...] = ()

    def all(self) -> list["Node"]:
        """This one and everything inside it, from above."""
        return [self, *(node for child in self.children for node in child.all())]


class Notification(msgspec.Struct, frozen=True, kw_only=True):
    """What was announced to the person."""

    title: str
    text: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """One request that was sent, for reports: what, with what, how long it took, and what went wrong."""

    op: str
    target: str
    fields: dict[str, Any]
    took_ms: int
    error: str = ""

    def __str__(self) -> str:
        given = " ".join(f"{name}={value!r}" for name, value in self.fields.items())
        ending = f" — {self.error}" if self.error else ""
        return f"{self.op} {self.target} {given}".rstrip() + f" ({self.took_ms} ms){ending}"
