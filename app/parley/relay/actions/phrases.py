"""Phrases: making, changing, moving and removing them, one or many at once.

`prepare` does what needs no database (rules, pinyin) and may take a while for an import; call it outside of the
transaction. All the rest holds the library's log locked.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import msgspec

from parley.domain import events
from parley.domain.errors import Conflict, NotFound, Refusal
from parley.domain.message import Part
from parley.domain.phrase import (
    PHRASES_LIMIT,
    Phrase,
    check_code,
    check_content,
    place_before,
    spread,
)
from parley.foundation.clock import from_milliseconds, to_milliseconds
from parley.protocol.codec import encode
from parley.protocol.rest_phrases import PhrasePlace, PhraseValue
from parley.relay.actions import logs
from parley.relay.actions.actor import Actor
from parley.relay.actions.phrase_libraries import Library, check_library, check_may_edit, visible_libraries
from parley.relay.checks import check_id
from parley.relay.pinyin import syllables_key
from parley.relay.queries.phrases import Slot, folders_of, slots_of, some_phrases
from parley.relay.storage.database import Transaction

_EVENT_BYTES = 128 * 1024
"""About how much one event of an import holds: it has to fit into every reader's frame."""
_replace = msgspec.structs.replace


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase that passed the rules. `field` is where it stood in the request, for what is refused later."""

    id: str
    code: str
    parts: tuple[Part, ...]
    folder: str | None
    pinyin: str
    field: str = ""


def prepare(phrase: str, code: str, parts: tuple[Part, ...], folder: str | None, *, field: str = "") -> Ready:
    """Raises Refusal; `field` is put in front of the input it names."""
    try:
        check_id(phrase, field="id" if field else "phrase")
        code, parts = check_code(code), check_content(parts)
    except Refusal as refusal:
        raise type(refusal)(
            refusal.code, refusal.sentence, field=f"{field}{refusal.field}", next_step=refusal.next_step
        ) from None
    pinyin = syllables_key(code, *(part.text for part in parts))
    return Ready(id=phrase, code=code, parts=parts, folder=folder, pinyin=pinyin, field=field)


async def put_phrase(tx: Transaction, actor: Actor, phrase: str, value: PhraseValue, now: datetime) -> Phrase:
    """Makes or changes a phrase; with another owner than before it moves there. Raises Refusal, Forbidden, Conflict."""
    ready = prepare(phrase, value.code, value.parts, value.folder)
    library = await check_library(tx, actor, value.owner)
    others = [each for each in await visible_libraries(tx, actor) if each.log != library.log]
    await logs.lock_all(tx, (library.log, *(each.log for each in others)))
    use_count = 0
    for other in others:
        if await some_phrases(tx, other.log, other.owner, (phrase,)):
            await check_may_edit(tx, actor, other)
            use_count = await _use_count(tx, other.log, phrase)
            await _delete(tx, actor, other, phrase, now)
    await store(tx, actor, library, [ready], now)
    if use_count:
        await tx.execute(
            "UPDATE phrase SET use_count = use_count + $3 WHERE owner = $1 AND id = $2",
            library.log,
            phrase,
            use_count,
        )
    return (await some_phrases(tx, library.log, library.owner, (phrase,)))[phrase]


async def place_phrase(
    tx: Transaction, actor: Actor, phrase: str, place: PhrasePlace, now: datetime
) -> Phrase:
    """Puts a phrase into a folder (None: into none) and before another one (None: last). Raises NotFound, Refusal."""
    library = await _lock_library_with(tx, actor, phrase)
    old = (await some_phrases(tx, library.log, library.owner, (phrase,)))[phrase]
    await _check_folders(tx, library, {place.folder: "folder"})
    position = await _position_before(tx, actor, library, phrase, place.before, now)
    new = _replace(old, position=position)
    if place.folder != old.folder:
        new = _replace(new, folder=place.folder, changed_by=actor.account, changed_at=_stored(now))
    await _write(tx, library, [new])
    await _append(tx, actor, library, events.PhrasesChanged(phrases=(new,)), now)
    return new


async def remove_phrase(tx: Transaction, actor: Actor, phrase: str, now: datetime) -> None:
    """Takes a phrase out of its library. Raises NotFound, Forbidden."""
    library = await _lock_library_with(tx, actor, phrase)
    await _delete(tx, actor, library, phrase, now)


async def store(
    tx: Transaction, actor: Actor, library: Library, ready: Sequence[Ready], now: datetime
) -> tuple[int, int]:
    """Makes or changes phrases of a locked library, all of them or none; answers how many were made and changed.

    Raises Refusal, Conflict.
    """
    slots = await slots_of(tx, library.log)
    if len(slots.keys() | {each.id for each in ready}) > PHRASES_LIMIT:
        raise Refusal("too_many_phrases", f"At most {PHRASES_LIMIT} phrases fit into one library.")
    _check_codes(slots, ready)
    await _check_folders(tx, library, {each.folder: f"{each.field}folder" for each in ready})
    old = await some_phrases(tx, library.log, library.owner, (each.id for each in ready if each.id in slots))
    made = [each for each in ready if each.id not in old]
    places = await _positions_at_end(tx, actor, library, slots, len(made), now)
    new = [_made(each, library, next(places), actor, now) for each in made]
    changed = [_changed(each, old[each.id], actor, now) for each in ready if each.id in old]
    new_or_changed = new + [phrase for phrase in changed if phrase != old[phrase.id]]
    if old:
        # Codes may change hands within one import.
        await tx.execute_many(
            "UPDATE phrase SET code = '' WHERE owner = $1 AND id = $2", [(library.log, id_) for id_ in old]
        )
    await _write(tx, library, [*new, *changed])
    for chunk in _chunks(new_or_changed):
        await _append(tx, actor, library, events.PhrasesChanged(phrases=chunk), now)
    return len(new), len(new_or_changed) - len(new)


def _made(ready: Ready, library: Library, position: int, actor: Actor, now: datetime) -> Phrase:
    return Phrase(
        id=ready.id,
        owner=library.owner,
        code=ready.code,
        parts=ready.parts,
        folder=ready.folder,
        position=position,
        pinyin=ready.pinyin,
        changed_by=actor.account,
        changed_at=_stored(now),
    )


def _changed(ready: Ready, old: Phrase, actor: Actor, now: datetime) -> Phrase:
    new = _replace(old, code=ready.code, parts=ready.parts, folder=ready.folder, pinyin=ready.pinyin)
    return old if new == old else _replace(new, changed_by=actor.account, changed_at=_stored(now))


def _check_codes(slots: dict[str, Slot], ready: Iterable[Ready]) -> None:
    ready = list(ready)
    ids = {each.id for each in ready}
    taken = {slot.code: id_ for id_, slot in slots.items() if slot.code and id_ not in ids}
    seen: set[str] = set()
    for each in ready:
        if each.id in seen:
            raise Refusal("id_twice", "This id stands twice in the list.", field=f"{each.field}id")
        seen.add(each.id)
        if each.code and taken.setdefault(each.code, each.id) != each.id:
            raise Conflict(
                "phrase_code_taken",
                f"Another phrase has the code {each.code} already.",
                field=f"{each.field}code",
                next_step="Choose another code.",
            )


async def _check_folders(tx: Transaction, library: Library, wanted: dict[str | None, str]) -> None:
    known = await folders_of(tx, library.log, library.owner)
    for folder, field in wanted.items():
        if folder is not None and folder not in known:
            raise Refusal("no_such_folder", "There is no such folder.", field=field)


async def _lock_library_with(tx: Transaction, actor: Actor, phrase: str) -> Library:
    """The library a phrase is in, locked, for changing it. Raises NotFound, Forbidden."""
    libraries = await visible_libraries(tx, actor)
    await logs.lock_all(tx, (library.log for library in libraries))
    for library in libraries:
        if await some_phrases(tx, library.log, library.owner, (phrase,)):
            await check_may_edit(tx, actor, library)
            return library
    raise no_such_phrase("phrase")


async def _position_before(
    tx: Transaction, actor: Actor, library: Library, phrase: str, before: str | None, now: datetime
) -> int:
    slots = await slots_of(tx, library.log)
    others = [id_ for id_ in slots if id_ != phrase]
    if before is not None and before not in others:
        raise no_such_phrase("before")
    index = len(others) if before is None else others.index(before)
    position = place_before([slots[id_].position for id_ in others], index)
    if position is None:
        slots = await _spread(tx, actor, library, slots, now)
        position = place_before([slots[id_].position for id_ in others], index)
    assert position is not None
    return position


async def _positions_at_end(
    tx: Transaction, actor: Actor, library: Library, slots: dict[str, Slot], count: int, now: datetime
) -> Iterator[int]:
    found: list[int] = []
    last = max((slot.position for slot in slots.values()), default=0)
    for _ in range(count):
        position = place_before([last], 1)
        if position is None:
            slots = await _spread(tx, actor, library, slots, now)
            return iter(spread(len(slots) + count)[len(slots) :])
        found.append(position)
        last = position
    return iter(found)


async def _spread(
    tx: Transaction, actor: Actor, library: Library, slots: dict[str, Slot], now: datetime
) -> dict[str, Slot]:
    fresh = {
        id_: Slot(slot.code, position)
        for (id_, slot), position in zip(slots.items(), spread(len(slots)), strict=True)
    }
    await tx.execute_many(
        "UPDATE phrase SET position = $3 WHERE owner = $1 AND id = $2",
        [(library.log, id_, slot.position) for id_, slot in fresh.items()],
    )
    body = events.PhrasesOrdered(positions={id_: slot.position for id_, slot in fresh.items()})
    await _append(tx, actor, library, body, now)
    return fresh


async def _write(tx: Transaction, library: Library, phrases: Iterable[Phrase]) -> None:
    await tx.execute_many(
        "INSERT INTO phrase (owner, id, code, parts, folder, position, pinyin, changed_by, changed_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (owner, id) DO UPDATE SET"
        " code = excluded.code, parts = excluded.parts, folder = excluded.folder,"
        " position = excluded.position, pinyin = excluded.pinyin, changed_by = excluded.changed_by,"
        " changed_at = excluded.changed_at",
        [
            (
                library.log,
                phrase.id,
                phrase.code,
                encode(phrase.parts).decode(),
                phrase.folder,
                phrase.position,
                phrase.pinyin,
                phrase.changed_by,
                to_milliseconds(phrase.changed_at),
            )
            for phrase in phrases
        ],
    )


async def _delete(tx: Transaction, actor: Actor, library: Library, phrase: str, now: datetime) -> None:
    await tx.execute("DELETE FROM phrase WHERE owner = $1 AND id = $2", library.log, phrase)
    await _append(tx, actor, library, events.PhraseRemoved(phrase=phrase), now)


async def _use_count(tx: Transaction, log: str, phrase: str) -> int:
    row = await tx.fetch_one("SELECT use_count FROM phrase WHERE owner = $1 AND id = $2", log, phrase)
    return 0 if row is None else int(row[0])


async def _append(
    tx: Transaction, actor: Actor, library: Library, body: events.PhraseBody, now: datetime
) -> None:
    await logs.append(tx, library.log, actor, body, library.audience, now)


def _chunks(phrases: Iterable[Phrase]) -> Iterator[tuple[Phrase, ...]]:
    chunk: list[Phrase] = []
    size = 0
    for phrase in phrases:
        length = len(encode(phrase))
        if chunk and size + length > _EVENT_BYTES:
            yield tuple(chunk)
            chunk, size = [], 0
        chunk.append(phrase)
        size += length
    if chunk:
        yield tuple(chunk)


def _stored(now: datetime) -> datetime:
    """With milliseconds, as it is read again."""
    return from_milliseconds(to_milliseconds(now))


def no_such_phrase(field: str) -> NotFound:
    """The same words whether a phrase doesn't exist or is somebody else's."""
    return NotFound("no_such_phrase", "There is no such phrase.", field=field)
