"""Phrases for tests."""

from datetime import UTC, datetime

from parley.domain.message import text_part
from parley.domain.ownership import Owner
from parley.domain.phrase import Phrase
from parley.domain.phrase_find import Entry, entry_of

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def phrase(
    text: str,
    short: str = "",
    pinyin: str = "",
    *,
    owner: Owner = Owner.PERSON,
    id_: str = "",
    **more: object,
) -> Phrase:
    """A phrase with its text for an id."""
    values = {"position": 1, "changed_by": "me", "changed_at": NOON, **more}
    return Phrase(id=id_ or text, owner=owner, code=short, parts=(text_part(text),), pinyin=pinyin, **values)  # type: ignore[arg-type]


def entries(*phrases: Phrase) -> list[Entry]:
    """Ready for comparing."""
    return [entry_of(each) for each in phrases]
