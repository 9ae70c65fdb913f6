"""Notes about people, with their history: who wrote what when, what it said before, and who took it away.

As with tags there are one's own, and the shop's, which all who work there see and change. Nobody loses what a colleague
wrote by correcting it: earlier texts stay readable. A note taken away keeps its place with the name of who did it, and
none of its words.
"""

import re
from collections.abc import Iterable
from datetime import datetime

import msgspec

from parley.domain.errors import Refusal
from parley.domain.ownership import Owner

NOTE_LIMIT = 2_000
"""Characters of one note."""
NOTES_LIMIT = 200
"""About one person, of one owner."""
TEXTS_LIMIT = 50
"""Texts of one note that are kept; of more, the oldest go."""

_PHONE = re.compile(r"(?<![\w+])\+?\d(?:[\d -]{5,18})\d(?![\w])")
_replace = msgspec.structs.replace


class NoteText(msgspec.Struct, frozen=True, kw_only=True):
    """What a note said from `at` on, in the words of `by`."""

    text: str
    by: str
    at: datetime


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A note about `person`; its `texts` oldest first. `removed_by` and `removed_at` once it was taken away."""

    id: str
    owner: Owner
    person: str
    texts: tuple[NoteText, ...] = ()
    removed_by: str | None = None
    removed_at: datetime | None = None

    @property
    def text(self) -> str:
        """What it says now; empty once it was taken away."""
        return self.texts[-1].text if self.texts else ""

    @property
    def is_removed(self) -> bool:
        """Whether only its place is left."""
        return self.removed_by is not None


def written(note: Note, text: NoteText) -> Note:
    """The note with another text."""
    return _replace(note, texts=(*note.texts, text)[-TEXTS_LIMIT:])


def removed(note: Note, by: str, at: datetime) -> Note:
    """The note without its words."""
    return _replace(note, texts=(), removed_by=by, removed_at=at)


def check_note(text: str) -> str:
    """The text in its stored form. Raises Refusal."""
    cleaned = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not cleaned:
        raise Refusal("note_empty", "A note needs a word.", field="text")
    if len(cleaned) > NOTE_LIMIT:
        raise Refusal(
            "text_too_long", f"This has {len(cleaned)} characters; at most {NOTE_LIMIT} fit.", field="text"
        )
    return cleaned


def find_phone(texts: Iterable[str]) -> str:
    """The first phone number that stands in one of the texts: 7 to 15 digits (ITU-T E.164), or nothing."""
    for text in texts:
        for match in _PHONE.finditer(text):
            if 7 <= sum(c.isdigit() for c in match.group()) <= 15:
                return match.group().strip()
    return ""
