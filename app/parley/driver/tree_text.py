"""A tree of widgets as lines for people. Needs no Qt."""

from collections.abc import Iterable, Iterator
from typing import Any


def lines_of(nodes: Iterable[dict[str, Any]], indent: int = 0) -> Iterator[str]:
    """One line for each control and each row, indented by what they lie in."""
    for node in nodes:
        said = dict.fromkeys(node[key] for key in ("name", "text") if node.get(key))
        marks = [mark for mark in ("focused", "checked") if node.get(mark)]
        marks += ["disabled"] if node.get("enabled") is False else []
        marks += ["hidden"] if node.get("visible") is False else []
        head = node.get("id") or node["class"]
        words = [f"“{word}”" for word in said] + [f"({mark})" for mark in marks]
        words += [f"error “{node['error']}”"] if node.get("error") else []
        yield " ".join(["  " * indent + head, *words])
        for row in node.get("rows", ()):
            state = "".join(
                f" ({word})" for word in (row.get("state"), "current" * bool(row.get("current"))) if word
            )
            yield f"{'  ' * (indent + 1)}#{row['row']} “{row['text']}”{state}"
        yield from lines_of(node.get("children", ()), indent + 1)
