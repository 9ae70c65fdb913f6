"""Notes about people: writing, correcting and taking them away."""

from datetime import datetime

from parley.domain import events
from parley.domain.errors import Conflict, NotFound, Refusal
from parley.domain.note import NOTES_LIMIT, Note, NoteText, check_note, removed, written
from parley.foundation.clock import from_milliseconds, to_milliseconds
from parley.protocol.codec import encode
from parley.protocol.rest_card import NoteValue
from parley.relay.actions import logs
from parley.relay.actions.actor import Actor
from parley.relay.actions.card_keeping import check_about, check_keeping, find_keeping
from parley.relay.actions.phrase_libraries import Library
from parley.relay.checks import check_id, check_text
from parley.relay.queries.cards import count_notes, find_note
from parley.relay.storage.database import Transaction


async def put_note(
    tx: Transaction, actor: Actor, person: str, note: str, value: NoteValue, now: datetime
) -> Note:
    """Writes a note about somebody, or corrects it; its id is the client's choice.

    Raises NotFound, Forbidden, Refusal, Conflict.
    """
    check_id(note, field="note")
    text = check_text(check_note(value.text), field="text", limit=len(value.text))
    known = await _find(tx, actor, note)
    if known is None:
        return await _write_new(tx, actor, person, note, value, text, now)
    library, old = known
    if old.owner is not value.owner or old.person != person:
        raise Conflict("owner_fixed", "Whose it is can't be changed.", field="owner")
    await check_about(tx, actor, person, library.owner)
    if old.is_removed:
        raise Conflict("note_removed", "Somebody has taken this note away.", next_step="Write a new one.")
    return old if old.text == text else await _write(tx, actor, library, old, text, now)


async def remove_note(tx: Transaction, actor: Actor, note: str, now: datetime) -> Note:
    """Takes a note away; who did it stays. Raises NotFound, Forbidden."""
    known = await _find(tx, actor, note)
    if known is None:
        raise NotFound("no_such_note", "There is no such note.", field="note")
    library, old = known
    if old.is_removed:
        return old
    new = removed(old, actor.account, _stored(now))
    await _store(tx, library, new)
    assert new.removed_at is not None
    body = events.NoteRemoved(note=note, removed_by=actor.account, removed_at=new.removed_at)
    await logs.append(tx, library.log, actor, body, library.audience, now)
    return new


async def _write_new(
    tx: Transaction, actor: Actor, person: str, note: str, value: NoteValue, text: str, now: datetime
) -> Note:
    library = await check_keeping(tx, actor, value.owner)
    await check_about(tx, actor, person, library.owner)
    if await count_notes(tx, library.log, person) >= NOTES_LIMIT:
        raise Refusal("too_many_notes", f"At most {NOTES_LIMIT} notes about one person fit.", field="note")
    return await _write(tx, actor, library, Note(id=note, owner=library.owner, person=person), text, now)


async def _write(
    tx: Transaction, actor: Actor, library: Library, old: Note, text: str, now: datetime
) -> Note:
    said = NoteText(text=text, by=actor.account, at=_stored(now))
    new = written(old, said)
    await _store(tx, library, new)
    body = events.NoteWritten(note=new.id, person=new.person, text=said)
    await logs.append(tx, library.log, actor, body, library.audience, now)
    return new


async def _store(tx: Transaction, library: Library, note: Note) -> None:
    await tx.execute(
        "INSERT INTO note (owner, id, person, texts, removed_by, removed_at) VALUES ($1, $2, $3, $4, $5, $6)"
        " ON CONFLICT (owner, id) DO UPDATE SET texts = excluded.texts, removed_by = excluded.removed_by,"
        " removed_at = excluded.removed_at",
        library.log,
        note.id,
        note.person,
        encode(note.texts).decode(),
        note.removed_by,
        None if note.removed_at is None else to_milliseconds(note.removed_at),
    )


async def _find(tx: Transaction, actor: Actor, note: str) -> tuple[Library, Note] | None:
    async def find(library: Library) -> Note | None:
        return await find_note(tx, library.log, library.owner, note)

    return await find_keeping(tx, actor, find)


def _stored(now: datetime) -> datetime:
    """With milliseconds, as it is read again."""
    return from_milliseconds(to_milliseconds(now))
