"""Quick phrases: answers that are given again and again, kept under a short code.

There are two libraries: one's own (everybody has one) and the shop's (all who work there see it; who may change it is
the shop's setting). A phrase has parts like a message, may lie in a folder of its library, and has a code that no
other phrase of the library has. Libraries are ordered by `position`, which has gaps, so that moving one phrase
touches that one alone; `place_before` finds the gap or says that all have to be spread anew.

How often a phrase was used isn't part of it: that is a number beside the logs (see `relay/actions/phrase_uses.py`).
The text's variables are in `phrase_text`, finding in `phrase_find`, saving from answers in `phrase_answer`, files in
`phrase_csv`.
"""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

import msgspec

from parley.domain.errors import Refusal
from parley.domain.message import TEXT_LIMIT, Part, check_parts, text_of
from parley.domain.ownership import Owner

CODE_LIMIT = 20
FOLDER_NAME_LIMIT = 30
PHRASES_LIMIT = 5_000
"""In one library."""
FOLDERS_LIMIT = 100
IMPORT_LIMIT = 2_000
"""Phrases in one import."""
POSITION_STEP = 1 << 20
POSITION_LIMIT = 1 << 52
TRIGGERS = "/、／"
"""What opens the list: a Chinese input method gives 、 or ／ where the key says /."""


class PhraseEditors(StrEnum):
    """Who may change the shop's phrases."""

    STAFF = "staff"
    OWNER = "owner"


class PhraseFolder(msgspec.Struct, frozen=True, kw_only=True):
    """A folder of a library. Folders are shown by ascending `position`."""

    id: str
    owner: Owner
    name: str
    position: int


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """`code` "" is none, `folder` None is none. `changed_at` is when content or folder last changed.

    `pinyin` is a search key the relay makes: the syllables of code and text, divided by ' within a run of Chinese
    characters and by spaces between runs (发货 → fa'huo).
    """

    id: str
    owner: Owner
    code: str = ""
    parts: tuple[Part, ...]
    folder: str | None = None
    position: int
    pinyin: str = ""
    changed_by: str
    changed_at: datetime

    @property
    def text(self) -> str:
        """All of it as plain text, variables as they stand."""
        return text_of(self.parts)


def check_code(code: str) -> str:
    """The code in its stored form: half width, lower case, without the sign that opens the list. Raises Refusal."""
    folded = fold(code).strip().lstrip(TRIGGERS)
    if len(folded) > CODE_LIMIT or not all(c.isalnum() for c in folded):
        raise Refusal(
            "phrase_code_invalid",
            f"A code has at most {CODE_LIMIT} letters, digits or Chinese characters, without spaces.",
            field="code",
        )
    return folded


def check_content(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts as they are stored: plain line ends, nothing blank around them. Raises Refusal."""
    cleaned = tuple(_cleaned(part) for part in parts)
    check_parts(cleaned)
    length = sum(len(part.text) for part in cleaned)
    if length > TEXT_LIMIT:
        raise Refusal(
            "message_too_long",
            f"This phrase has {length} characters; at most {TEXT_LIMIT} go into one message.",
            field="parts",
        )
    return cleaned


def fold(text: str) -> str:
    """What is compared: full and half width alike, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def place_before(positions: Sequence[int], index: int) -> int | None:
    """A position in front of `positions[index]`, or behind all of them. None: no gap is left, `spread` them first."""
    low = positions[index - 1] if index > 0 else 0
    if index >= len(positions):
        return low + POSITION_STEP if low + POSITION_STEP <= POSITION_LIMIT else None
    middle = (low + positions[index]) // 2
    return middle if middle > low else None


def spread(count: int) -> range:
    """Fresh positions for a whole library, with wide gaps."""
    return range(POSITION_STEP, (count + 1) * POSITION_STEP, POSITION_STEP)


def _cleaned(part: Part) -> Part:
    return msgspec.structs.replace(part, text=part.text.replace("\r\n", "\n").replace("\r", "\n").strip())
