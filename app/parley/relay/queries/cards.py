"""Tags and notes about people. What belongs together has the id of its owner's log: the account's, or the shop's."""

from collections.abc import Iterable

import msgspec

from parley.domain.note import Note, NoteText
from parley.domain.ownership import Owner
from parley.domain.tag import PersonTag, TagColour
from parley.foundation.clock import from_milliseconds
from parley.relay.storage.database import Row, Transaction

_NOTE_COLUMNS = "id, person, texts, removed_by, removed_at"
_texts = msgspec.json.Decoder(tuple[NoteText, ...])


async def tags_of(tx: Transaction, log: str, owner: Owner) -> dict[str, PersonTag]:
    """All tags of an owner, by id."""
    rows = await tx.fetch("SELECT id, name, colour, position FROM tag WHERE owner = $1", log)
    return {
        row[0]: PersonTag(id=row[0], owner=owner, name=row[1], colour=TagColour(row[2]), position=row[3])
        for row in rows
    }


async def tagged_of(tx: Transaction, log: str) -> dict[str, tuple[str, ...]]:
    """Which of an owner's tags people carry, by account; who carries none is left out."""
    rows = await tx.fetch("SELECT person, tag FROM person_tag WHERE owner = $1", log)
    return _by_person(rows)


async def tags_carried(tx: Transaction, log: str, person: str) -> tuple[str, ...]:
    """Which of an owner's tags somebody carries."""
    rows = await tx.fetch("SELECT tag FROM person_tag WHERE owner = $1 AND person = $2", log, person)
    return tuple(sorted(row[0] for row in rows))


async def people_tagged(tx: Transaction, log: str, tag: str) -> tuple[str, ...]:
    """Everybody who carries a tag, by account."""
    rows = await tx.fetch("SELECT person FROM person_tag WHERE owner = $1 AND tag = $2", log, tag)
    return tuple(sorted(row[0] for row in rows))


async def notes_of(tx: Transaction, log: str, owner: Owner) -> dict[str, Note]:
    """All notes of an owner, by id."""
    rows = await tx.fetch(f"SELECT {_NOTE_COLUMNS} FROM note WHERE owner = $1", log)
    return {row[0]: _note_of(row, owner) for row in rows}


async def find_note(tx: Transaction, log: str, owner: Owner, note: str) -> Note | None:
    """One of an owner's notes."""
    row = await tx.fetch_one(f"SELECT {_NOTE_COLUMNS} FROM note WHERE owner = $1 AND id = $2", log, note)
    return None if row is None else _note_of(row, owner)


async def count_notes(tx: Transaction, log: str, person: str) -> int:
    """How many notes of an owner there are about somebody, without those taken away."""
    row = await tx.fetch_one(
        "SELECT count(*) FROM note WHERE owner = $1 AND person = $2 AND removed_by IS NULL", log, person
    )
    return 0 if row is None else int(row[0])


def _by_person(rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    carried: dict[str, list[str]] = {}
    for person, tag in rows:
        carried.setdefault(person, []).append(tag)
    return {person: tuple(sorted(tags)) for person, tags in carried.items()}


def _note_of(row: Row, owner: Owner) -> Note:
    return Note(
        id=row[0],
        owner=owner,
        person=row[1],
        texts=_texts.decode(row[2]),
        removed_by=row[3],
        removed_at=None if row[4] is None else from_milliseconds(row[4]),
    )
