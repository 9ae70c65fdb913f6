"""The public ids, read from the code: `python -m parley.driver.ids` prints the table.

`python -m parley.driver.ids --check PATH` compares it with a desktop that listens at PATH. A part in braces differs
from control to control, as in `chat.page.{conversation}`; the parts around it never change without a note in the
changelog.
"""

import argparse
import ast
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

_ID = re.compile(r"[a-z][a-z0-9_]*(\.([a-z0-9_]|\{[^{}]*\})+)*(_\{[^{}]*\})?")
_NAMING = {"name", "object_name"}


@dataclass(frozen=True, slots=True, order=True)
class PublicId:
    """One row of the table. `control` and `words` are empty where the code doesn't say them at the same place."""

    id: str
    control: str
    words: str
    file: str


class IdTable:
    """All ids of the code, and which names they allow."""

    def __init__(self, ids: Iterable[PublicId], endings: Iterable[str]) -> None:
        self.ids = sorted(set(ids))
        self.endings = sorted(set(endings))
        self._known = [re.compile(_pattern(one)) for one in sorted({entry.id for entry in self.ids})]
        self._ends = [re.compile(f"(.+){_pattern(ending)}") for ending in self.endings]

    def knows(self, name: str) -> bool:
        """Whether a name of the real tree stands in the table."""
        if any(known.fullmatch(name) for known in self._known):
            return True
        matches = (end.fullmatch(name) for end in self._ends)
        return any(found is not None and self.knows(found[1]) for found in matches)

    def unknown(self, names: Iterable[str]) -> list[str]:
        """The names that don't."""
        return sorted({name for name in names if name and not self.knows(name)})


def read_table(folder: Path | None = None) -> IdTable:
    """The table of the desktop's code. Endings are what a control adds to its own id for its parts (`_clear`)."""
    root = folder or Path(__file__).parents[1] / "desktop"
    files = [(file, ast.parse(file.read_text("utf-8"))) for file in sorted(root.rglob("*.py"))]
    named = [
        (file, entry) for file, tree in files for entry in _named(tree, file.relative_to(root).as_posix())
    ]
    roots = {entry.id.split(".")[0] for _, entry in named if entry.id[0].isalpha() and "." in entry.id}
    loose = [
        entry for file, tree in files for entry in _loose(tree, file.relative_to(root).as_posix(), roots)
    ]
    everything = [entry for _, entry in named] + loose
    best: dict[str, PublicId] = {}
    for entry in everything:
        if entry.id not in best or (entry.control, entry.words) > (
            best[entry.id].control,
            best[entry.id].words,
        ):
            best[entry.id] = entry
    starts = [entry for entry in best.values() if entry.id[0].isalpha()]
    endings = [entry.id.removeprefix("{}") for entry in best.values() if entry.id.startswith("{}")]
    return IdTable(starts, [ending for ending in endings if re.match(r"[._]\w|_\{", ending)])


def main(arguments: list[str] | None = None) -> int:
    """Prints the table, or checks it: 0 equal, 1 not."""
    parser = argparse.ArgumentParser(prog="python -m parley.driver.ids", description="The public ids.")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.add_argument(
        "--check", type=Path, metavar="PATH", help="compare with the desktop that listens at PATH"
    )
    given = parser.parse_args(arguments)
    table = read_table()
    if given.check is not None:
        return _check(table, given.check)
    if given.json:
        print(json.dumps([asdict(entry) for entry in table.ids], ensure_ascii=False, indent=1))
        return 0
    print("| id | control | words | file |\n|---|---|---|---|")
    for entry in table.ids:
        print(f"| `{entry.id}` | {entry.control} | {entry.words} | {entry.file} |")
    print(
        f"\nControls add to their own id for their parts: {', '.join(f'`…{end}`' for end in table.endings)}"
    )
    return 0


def _check(table: IdTable, control: Path) -> int:
    from parley.driver.sync.desktop import Desktop

    desktop = Desktop.attach(control)
    nodes = [node for window in desktop.tree(full=True) for node in window.all()]
    unknown = table.unknown(node.id for node in nodes)
    for name in unknown:
        print(f"not in the table: {name}")
    print(f"{len(nodes)} controls, {len(unknown)} ids that aren't in the table")
    return 1 if unknown else 0


def _named(tree: ast.Module, file: str) -> Iterator[PublicId]:
    """Ids where they are given to a control."""
    for scope in tree.body:
        aliases = _aliases(scope)
        own_class = scope.name if isinstance(scope, ast.ClassDef) else ""
        for call in (node for node in ast.walk(scope) if isinstance(node, ast.Call)):
            control = _control(call, own_class)
            values = [keyword.value for keyword in call.keywords if keyword.arg in _NAMING]
            if _callee(call) == "setObjectName":
                values += call.args[:1]
            for value in values:
                name = _as_pattern(value, aliases)
                if name is not None and _is_id(name, control):
                    yield PublicId(name, control, _words(call), file)


def _is_id(name: str, control: str) -> bool:
    if name.startswith("{}"):
        return True
    # A single word may also be an argument that only becomes a part of an id.
    return _ID.fullmatch(name) is not None and ("." in name or control[:1].isupper())


def _aliases(scope: ast.AST) -> dict[str, str]:
    """What the variables of a class or function that hold ids stand for: `self._name`, `label`."""
    found: dict[str, str] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            name = _as_pattern(node.value, {})
            if name is not None and not name.startswith("{") and "." in name:
                found[ast.unparse(node.targets[0])] = name
    return found


def _control(call: ast.Call, own_class: str) -> str:
    callee = _callee(call)
    is_of_self = isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) in ("self", "super()")
    if callee in ("__init__", "setObjectName"):
        return own_class if is_of_self else ""
    return {"add_button": "Button"}.get(callee, callee)


def _loose(tree: ast.Module, file: str, roots: set[str]) -> Iterator[PublicId]:
    """Ids that are handed on through a variable or an argument."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr):
            name = _as_pattern(node, {})
            if name is not None and "." in name and name.split(".")[0] in roots and _ID.fullmatch(name):
                yield PublicId(name, "", "", file)


def _callee(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _as_pattern(value: ast.expr, aliases: dict[str, str]) -> str | None:
    if isinstance(value, ast.IfExp):
        return _as_pattern(value.body, aliases)
    if aliases and isinstance(value, ast.Name | ast.Attribute) and ast.unparse(value) in aliases:
        return aliases[ast.unparse(value)]
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value or None
    if not isinstance(value, ast.JoinedStr):
        return None
    parts = []
    for number, part in enumerate(value.values):
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        elif isinstance(part, ast.FormattedValue):
            # What an id begins with is the control's own id, whatever the code calls it.
            start = aliases.get(ast.unparse(part.value), "{}") if aliases and number == 0 else "{}"
            parts.append(start if number == 0 else f"{{{_last_word(part.value)}}}")
    return "".join(parts)


def _last_word(value: ast.expr) -> str:
    words = re.findall(r"[a-z_]+", ast.unparse(value))
    return words[-1] if words else "part"


def _words(call: ast.Call) -> str:
    for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
        if isinstance(argument, ast.Call) and _callee(argument) in ("_", "tr") and argument.args:
            text = _as_pattern(argument.args[0], {})
            if text is not None:
                return text.replace("\n", " ").replace("|", "\\|")
    return ""


def _pattern(name: str) -> str:
    return "".join(
        "[^./]+" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{[^{}]*\})", name)
    )


if __name__ == "__main__":
    sys.exit(main())
