"""The words of the control socket: requests, targets, errors. Values only; README.md describes them for any language.

A request is one JSON object on one line, `{"id": 1, "op": "click", "target": "chat.composer.send"}`; its answer is
one line too, `{"id": 1, "ok": true, "result": {...}}` or `{"id": 1, "ok": false, "error": {"code", "message"}}`.
"""

import difflib
import re
from collections.abc import Iterable
from typing import Any, ClassVar, Literal

import msgspec

PROTOCOL = 1
DEFAULT_WAIT_MS = 5_000
LONGEST_WAIT_MS = 600_000

Hand = Literal["mouse", "keyboard"]
Until = Literal[
    "visible",
    "hidden",
    "enabled",
    "disabled",
    "focused",
    "checked",
    "unchecked",
    "text",
    "row",
    "count",
    "state",
]
Modifier = Literal["Shift", "Ctrl", "Alt", "Meta"]


class ControlError(Exception):
    """What a request couldn't do. `code` is stable, `message` is for people, `details` is for programs.

    `is_passing` says that waiting may help: the target isn't there yet, is disabled, or is covered.
    """

    def __init__(self, code: str, message: str, *, is_passing: bool = False, **details: Any) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.is_passing = is_passing
        self.details = details

    def as_json(self) -> dict[str, Any]:
        """As it stands in an answer."""
        return {"code": self.code, "message": self.message, **self.details}


class Target(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What to act on: a control by its public id, within another one if need be; perhaps one row of it.

    A row is named by its number, its key, its whole text, or by a text that it contains.
    """

    name: str
    within: tuple[str, ...] = ()
    row: int | None = None
    key: str | None = None
    text: str | None = None
    contains: str | None = None

    @property
    def is_row(self) -> bool:
        """Whether a row of the control is meant, not the control."""
        return (self.row, self.key, self.text, self.contains) != (None, None, None, None)

    def __str__(self) -> str:
        path = "/".join((*self.within, self.name))
        if self.row is not None:
            return f"{path}#{self.row}"
        for field in ("key", "text", "contains"):
            value = getattr(self, field)
            if value is not None:
                return f"{path}[{field}={value}]"
        return path


_ROW = re.compile(
    r"(?P<path>[^\[\]#]+)(?:#(?P<row>\d{1,9})|\[(?P<field>row|key|text|contains)=(?P<value>.*)\])?", re.S
)


def parse_target(text: str) -> Target:
    """Reads `window/name`, `list#3`, `list[text=王建军]`, `list[contains="a ] b"]`. Raises ControlError."""
    found = _ROW.fullmatch(text.strip())
    names = [part.strip() for part in found["path"].split("/")] if found else []
    if found is None or not all(names):
        raise ControlError(
            "bad_target", f"“{text}” is no target; write name, name#3 or name[text=...]", target=text
        )
    *within, name = names
    target = Target(name=name, within=tuple(within), row=int(found["row"]) if found["row"] else None)
    if found["field"] is None:
        return target
    value = _unquoted(found["value"])
    if found["field"] != "row":
        return msgspec.structs.replace(target, **{found["field"]: value})
    if not value.isascii() or not value.isdigit():
        raise ControlError("bad_target", f"“{value}” is no row number", target=text)
    return msgspec.structs.replace(target, row=int(value[:9]))


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] == '"':
        try:
            return msgspec.json.decode(value, type=str)
        except msgspec.DecodeError:
            return value[1:-1]
    return value


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every request may have. `timeout_ms`: how long the target may take until it can be acted on."""

    op: ClassVar[str] = ""
    timeout_ms: int = 0


class OnTarget(Request, frozen=True, kw_only=True):
    """A request that acts on one target."""

    target: str | Target

    def place(self) -> Target:
        """The target, read."""
        return as_target(self.target)


class PerhapsOnTarget(Request, frozen=True, kw_only=True):
    """A request that acts on one target, or on what has the focus."""

    target: str | Target | None = None

    def place(self) -> Target | None:
        """The target, read."""
        return None if self.target is None else as_target(self.target)


def as_target(target: str | Target) -> Target:
    """A target in either form. Raises ControlError."""
    return parse_target(target) if isinstance(target, str) else target


class Tree(PerhapsOnTarget, frozen=True, kw_only=True):
    """The widgets on screen. `full`: also what is hidden and what has neither id nor words."""

    op = "tree"
    depth: int = 60
    full: bool = False


class Get(OnTarget, frozen=True, kw_only=True):
    """One widget or row: its words and its state."""

    op = "get"


class Click(OnTarget, frozen=True, kw_only=True):
    """A click; `at` is from the target's upper left corner, its middle if left out."""

    op = "click"
    at: tuple[int, int] | None = None
    modifiers: tuple[Modifier, ...] = ()
    by: Hand = "mouse"


class DoubleClick(Click, frozen=True, kw_only=True):
    """Two clicks in a row."""

    op = "double_click"


class RightClick(Click, frozen=True, kw_only=True):
    """A click that asks for the context menu."""

    op = "right_click"


class Hover(OnTarget, frozen=True, kw_only=True):
    """The pointer moves over the target and stays there."""

    op = "hover"
    at: tuple[int, int] | None = None


class Type(PerhapsOnTarget, frozen=True, kw_only=True):
    """Keys one after the other. `clear`: select and delete what is there first."""

    op = "type"
    text: str
    clear: bool = False
    by: Hand = "mouse"


class Ime(PerhapsOnTarget, frozen=True, kw_only=True):
    """What an input method does: shows `preedit` while composing, then commits `commit`."""

    op = "ime"
    preedit: str | None = None
    commit: str | None = None
    by: Hand = "mouse"


class Key(PerhapsOnTarget, frozen=True, kw_only=True):
    """A key, a combination, or several: `Enter`, `Ctrl+K`, `["Down", "Down", "Enter"]`."""

    op = "key"
    keys: str | tuple[str, ...]
    count: int = 1
    by: Hand = "mouse"


class Paste(PerhapsOnTarget, frozen=True, kw_only=True):
    """Puts something on the clipboard and presses the keys for pasting."""

    op = "paste"
    text: str | None = None
    files: tuple[str, ...] = ()
    image: str | None = None
    by: Hand = "mouse"


class Drop(OnTarget, frozen=True, kw_only=True):
    """Something dragged in from another program is dropped on the target."""

    op = "drop"
    text: str | None = None
    files: tuple[str, ...] = ()
    image: str | None = None
    at: tuple[int, int] | None = None


class Drag(OnTarget, frozen=True, kw_only=True):
    """Press on the target, move to `to`, release there."""

    op = "drag"
    to: str | Target
    at: tuple[int, int] | None = None
    to_at: tuple[int, int] | None = None


class Menu(PerhapsOnTarget, frozen=True, kw_only=True):
    """Chooses from a menu: the open one, or the one the target opens. Several words go into submenus."""

    op = "menu"
    choose: str | tuple[str, ...]
    open: Literal["right_click", "click"] = "right_click"
    by: Hand = "mouse"


class Scroll(OnTarget, frozen=True, kw_only=True):
    """Turns the wheel: `dy` notches down (minus: up), `dx` to the right."""

    op = "scroll"
    dy: int = 0
    dx: int = 0


class Wait(OnTarget, frozen=True, kw_only=True):
    """Waits until the target is so.

    `text`: it contains `text`; `row`: the named row is there; `count`: it has `count` rows; `state`: the row's state is
    one of `states` (a message: queued, sent, delivered, read, failed).
    """

    op = "wait"
    until: Until = "visible"
    text: str | None = None
    count: int | None = None
    states: tuple[str, ...] = ()
    timeout_ms: int = DEFAULT_WAIT_MS


class Rows(OnTarget, frozen=True, kw_only=True):
    """The rows of a list, tree, tab strip, menu or timeline."""

    op = "rows"
    limit: int = 500


class Clipboard(Request, frozen=True, kw_only=True):
    """What is on the clipboard; `text` puts something there."""

    op = "clipboard"
    text: str | None = None


class Tray(Request, frozen=True, kw_only=True):
    """The icon beside the clock; `act` clicks it, `choose` takes something from its menu."""

    op = "tray"
    act: Literal["click", "double_click", "message_click"] | None = None
    choose: str | None = None


class Notifications(Request, frozen=True, kw_only=True):
    """What was announced since the start, or since the last `clear`."""

    op = "notifications"
    clear: bool = False


class Screenshot(PerhapsOnTarget, frozen=True, kw_only=True):
    """A picture (PNG) of the window in front or of the target: written to `path`, else in the answer as base64."""

    op = "screenshot"
    path: str | None = None


class State(Request, frozen=True, kw_only=True):
    """Who is here: versions, windows, what has the focus, what is open over the window."""

    op = "state"


class Quit(Request, frozen=True, kw_only=True):
    """Ends the desktop the way a person does."""

    op = "quit"


REQUESTS: dict[str, type[Request]] = {
    kind.op: kind
    for kind in (
        Tree, Get, Click, DoubleClick, RightClick, Hover, Type, Ime, Key, Paste, Drop, Drag, Menu, Scroll, Wait,
        Rows, Clipboard, Tray, Notifications, Screenshot, State, Quit,
    )
}  # fmt: skip


def read_request(line: bytes) -> tuple[Any, Request]:
    """The id and the request of a line. Raises ControlError, whose details hold the id if the line has one."""
    try:
        raw = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ControlError("bad_json", f"A request is one JSON object on one line: {error}") from None
    if not isinstance(raw, dict):
        raise ControlError("bad_request", 'A request is a JSON object, like {"id": 1, "op": "state"}')
    number = raw.pop("id", None)
    if not isinstance(number, str | int | None):
        raise ControlError("bad_request", "`id` is a number or a string")
    try:
        return number, _read_fields(raw)
    except ControlError as error:
        error.details["id"] = number
        raise


def _read_fields(raw: dict[str, Any]) -> Request:
    op = raw.pop("op", None)
    kind = REQUESTS.get(op) if isinstance(op, str) else None
    if kind is None:
        near = nearest(str(op), REQUESTS)
        hint = f"; did you mean `{near[0]}`?" if near else f"; there are {', '.join(REQUESTS)}"
        raise ControlError("unknown_op", f"There is no op `{op}`{hint}", did_you_mean=near)
    try:
        request = msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise ControlError("bad_request", f"`{op}`: {error}") from None
    if not 0 <= request.timeout_ms <= LONGEST_WAIT_MS:
        raise ControlError("bad_request", f"`timeout_ms` lies between 0 and {LONGEST_WAIT_MS}")
    return request


def nearest(wanted: str, known: Iterable[str], *, count: int = 3) -> list[str]:
    """The known names that look most like `wanted`: same words first, then similar letters."""
    names = sorted(set(known))
    parts = [part for part in re.split(r"[._\-/ ]", wanted.casefold()) if part]
    scored = [(_likeness(wanted.casefold(), parts, name), name) for name in names]
    best = sorted((pair for pair in scored if pair[0] >= 0.55), key=lambda pair: (-pair[0], pair[1]))
    return [name for _, name in best[:count]]


def _likeness(wanted: str, parts: list[str], name: str) -> float:
    folded = name.casefold()
    letters = difflib.SequenceMatcher(None, wanted, folded).ratio()
    shared = sum(1 for part in parts if part in re.split(r"[._\-/ ]", folded))
    return max(letters, 0.4 + 0.6 * shared / len(parts) if shared else 0.0)
