"""One HTML page about a failed test: what was on each screen, what was done before, what the programs printed."""

import base64
import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Protocol

from parley.driver.channel import Channel
from parley.driver.errors import DriverError
from parley.driver.processes import DesktopProcess
from parley.driver.tree_text import lines_of
from parley.driver.values import Deed

_DEEDS_SHOWN = 200


class Driven(Protocol):
    """A desktop of either twin, as far as a report looks at it."""

    name: str
    history: list[Deed]
    process: DesktopProcess | None

    @property
    def channel(self) -> "HasBlocking":
        """Its connection."""
        ...


class HasBlocking(Protocol):
    """A connection that can be used without awaiting."""

    @property
    def blocking(self) -> Channel:
        """That connection."""
        ...


@dataclass(frozen=True, slots=True)
class Look:
    """One desktop at the moment of failure."""

    name: str
    picture: str
    tree: str
    talk: str
    deeds: tuple[str, ...]
    log: str


def look_at(desktop: Driven) -> Look:
    """What one desktop shows now; what can't be had any more is left empty."""
    channel = desktop.channel.blocking
    picture, tree, talk = "", "", ""
    with contextlib.suppress(DriverError, KeyError):
        picture = channel.request("screenshot", {})["result"]["png"]
    with contextlib.suppress(DriverError, KeyError):
        tree = "\n".join(lines_of(channel.request("tree", {})["result"]["windows"]))
    with contextlib.suppress(DriverError, KeyError):
        rows = channel.request("rows", {"target": "chat.timeline"})["result"]["rows"]
        talk = "\n".join(
            " ".join(filter(None, (row.get("spoken") or row["text"], row.get("state")))) for row in rows
        )
    deeds = tuple(str(deed) for deed in desktop.history[-_DEEDS_SHOWN:])
    log = desktop.process.log_tail() if desktop.process is not None else ""
    return Look(desktop.name, picture, tree, talk, deeds, log)


def write_report(
    folder: Path, test: str, failure: str, looks: Sequence[Look], logs: Sequence[tuple[str, str]] = ()
) -> Path:
    """Writes the page and returns where it lies. `logs`: further programs and what they printed."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{file_name(test)}.html"
    file.write_text(page(test, failure, looks, logs), "utf-8")
    return file


def file_name(test: str) -> str:
    """A test's id as a file may be called."""
    return re.sub(r"[^\w.-]+", "-", test).strip("-")[-120:]


def page(test: str, failure: str, looks: Sequence[Look], logs: Sequence[tuple[str, str]] = ()) -> str:
    """The page: whole in one file, so that it can be attached to a ticket."""
    body = [f"<h1>{escape(test)}</h1>", _block("What failed", failure, is_open=True)]
    for look in looks:
        body.append(f"<h2>{escape(look.name)}</h2>")
        if look.picture:
            alt = escape(f"The screen of {look.name}")
            body.append(f'<img alt="{alt}" src="data:image/png;base64,{_checked(look.picture)}">')
        body.append(_block("What was done", "\n".join(look.deeds), is_open=True))
        body.append(_block("The conversation on screen", look.talk, is_open=True))
        body.append(_block("What was on screen", look.tree))
        body.append(_block("What it printed", look.log))
    body += [_block(f"What {name} printed", log) for name, log in logs]
    return _PAGE.format(title=escape(test), body="\n".join(part for part in body if part))


def _block(title: str, text: str, *, is_open: bool = False) -> str:
    if not text.strip():
        return ""
    state = " open" if is_open else ""
    return f"<details{state}><summary>{escape(title)}</summary><pre>{escape(text)}</pre></details>"


def _checked(picture: str) -> str:
    base64.b64decode(picture, validate=True)
    return picture


_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 14px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; color: #17201d; background: #f4f6f5;
  max-width: 1280px; margin: 24px auto; padding: 0 20px }}
h1 {{ font-size: 20px }} h2 {{ font-size: 16px; margin-top: 32px }}
img {{ max-width: 100%; border: 1px solid #e2e8e5; border-radius: 8px; display: block; margin: 8px 0 }}
details {{ background: #fff; border: 1px solid #e2e8e5; border-radius: 8px; padding: 8px 12px; margin: 8px 0 }}
summary {{ cursor: pointer; font-weight: 600 }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; font: 12px/1.5 ui-monospace, monospace; margin: 8px 0 }}
@media (prefers-color-scheme: dark) {{
  body {{ color: #e6eeeb; background: #121917 }} details {{ background: #18211f; border-color: #273330 }}
  img {{ border-color: #273330 }}
}}
</style>
<body>
{body}
</body></html>
"""
