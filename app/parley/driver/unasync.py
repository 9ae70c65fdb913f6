"""Makes `parley.driver.sync` from `parley.driver.aio`: the same words without the waiting.

`python -m parley.driver.unasync` writes the files; a test checks that they are up to date.
"""

import re
import subprocess
import sys
from pathlib import Path

_HERE = Path(__file__).parent
_HEAD = "# Made from {source} by `python -m parley.driver.unasync`; change that file instead.\n"

_WORDS: tuple[tuple[str, str], ...] = (
    (r"import asyncio\n", "import time\n"),
    (r"await asyncio\.sleep\(", "time.sleep("),
    (r"\basync (def|with|for)\b", r"\1"),
    (r"\bawait \(", "("),
    (r"\bawait ", ""),
    (r"__a(enter|exit)__", r"__\1__"),
    (r"\bAsync([A-Z])", r"\1"),
    (r"parley\.driver\.aio", "parley.driver.sync"),
)


def without_waiting(source: str, name: str) -> str:
    """The text of a file of `aio` as it stands in `sync`, laid out as the house lays out its code."""
    text = source
    for pattern, replacement in _WORDS:
        text = re.sub(pattern, replacement, text)
    text = _HEAD.format(source=f"aio/{name}") + text
    return _ruff(_ruff(text, "check", "--fix", "--quiet", "--select", "I"), "format", "--quiet")


def made() -> dict[Path, str]:
    """Every file of `sync` with what it should hold."""
    files = sorted((_HERE / "aio").glob("*.py"))
    return {_HERE / "sync" / file.name: without_waiting(file.read_text("utf-8"), file.name) for file in files}


def main() -> int:
    """Writes the files."""
    for file, text in made().items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        print(file.name)
    return 0


def _ruff(text: str, *command: str) -> str:
    file = str(_HERE / "sync" / "made.py")
    line = [sys.executable, "-m", "ruff", *command, "--stdin-filename", file, "-"]
    return subprocess.run(
        line, input=text, capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout


if __name__ == "__main__":
    sys.exit(main())
