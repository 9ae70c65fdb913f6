"""Keeps the open tabs over restarts and crashes: one small JSON file, written as a whole or not at all."""

import json
from pathlib import Path

from parley.desktop.chat.tab_list import Tab, TabList

VERSION = 1


def load_tabs(file: Path) -> TabList:
    """The kept tabs; an unreadable file means none, because nothing is lost with it."""
    try:
        raw = json.loads(file.read_text("utf-8"))
        tabs = tuple(
            Tab(str(one["account"]), str(one["conversation"]), bool(one["kept"])) for one in raw["tabs"]
        )
        current = int(raw["current"])
    except (OSError, ValueError, KeyError, TypeError):
        return TabList()
    unique = tuple({tab.key: tab for tab in tabs}.values())
    return TabList(unique, max(-1, min(current, len(unique) - 1)) if unique else -1)


def save_tabs(file: Path, tabs: TabList) -> None:
    """Writes beside the file and moves it over: a crash leaves the old or the new one. Raises OSError."""
    raw = {
        "version": VERSION,
        "current": tabs.current,
        "tabs": [
            {"account": tab.account, "conversation": tab.conversation, "kept": tab.is_kept}
            for tab in tabs.tabs
        ],
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.new")
    beside.write_text(json.dumps(raw, indent=1), "utf-8")
    beside.replace(file)
