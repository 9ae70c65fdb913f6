"""What was noted while somebody used the desktop, as values; `script.py` makes sentences of it."""

from dataclasses import dataclass
from typing import Literal

Op = Literal["click", "double_click", "right_click", "type", "paste", "key", "menu", "drag", "drop"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """One thing a person did; `target` is "" for keys that belong to the whole window.

    `text` is what stands in a field afterwards, or what was pasted or dropped; `was` what stood there before. Of a
    password nothing is kept but that there was one (`is_secret`). `words` is what the control is called.
    """

    op: Op
    target: str = ""
    text: str = ""
    was: str = ""
    is_secret: bool = False
    choose: tuple[str, ...] = ()
    opens: str = ""
    to: str = ""
    files: tuple[str, ...] = ()
    key: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where the recording begins: the look, and who was signed in (`kind` "" for nobody), or with which link it was opened."""

    language: str
    theme: str
    has_link: bool = False
    kind: str = ""
    name: str = ""
    company: str = ""
