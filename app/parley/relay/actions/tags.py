"""Tags: making, changing and removing them, and who carries them."""

from datetime import datetime

from parley.domain import events
from parley.domain.errors import Conflict, NotFound, Refusal
from parley.domain.tag import (
    POSITION_LIMIT,
    TAGS_LIMIT,
    TAGS_PER_PERSON,
    PersonTag,
    check_tag_name,
    find_tag,
)
from parley.protocol.rest_card import TagsCarried, TagValue
from parley.relay.actions import logs
from parley.relay.actions.actor import Actor
from parley.relay.actions.card_keeping import check_about, check_keeping, find_keeping
from parley.relay.actions.phrase_libraries import Library, visible_libraries
from parley.relay.checks import check_id
from parley.relay.queries.cards import tags_carried, tags_of
from parley.relay.storage.database import Transaction


async def put_tag(tx: Transaction, actor: Actor, tag: str, value: TagValue, now: datetime) -> PersonTag:
    """Makes or changes a tag; its id is the client's choice. Raises Refusal, Forbidden, Conflict."""
    check_id(tag, field="tag")
    name = check_tag_name(value.name)
    if not 0 <= value.position <= POSITION_LIMIT:
        raise Refusal("position_invalid", f"A position is 0 to {POSITION_LIMIT}.", field="position")
    library = await check_keeping(tx, actor, value.owner)
    await _check_not_elsewhere(tx, actor, library, tag)
    known = await tags_of(tx, library.log, library.owner)
    if tag not in known and len(known) >= TAGS_LIMIT:
        raise Refusal("too_many_tags", f"At most {TAGS_LIMIT} tags fit.", field="tag")
    if find_tag((other for other in known.values() if other.id != tag), name) is not None:
        raise Conflict("tag_name_taken", "There is a tag of this name already.", field="name")
    made = PersonTag(id=tag, owner=library.owner, name=name, colour=value.colour, position=value.position)
    if known.get(tag) == made:
        return made
    await tx.execute(
        "INSERT INTO tag (owner, id, name, colour, position) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (owner, id) DO UPDATE SET name = excluded.name, colour = excluded.colour,"
        " position = excluded.position",
        library.log,
        tag,
        name,
        value.colour,
        value.position,
    )
    await logs.append(tx, library.log, actor, events.TagChanged(tag=made), library.audience, now)
    return made


async def remove_tag(tx: Transaction, actor: Actor, tag: str, now: datetime) -> None:
    """Ends a tag; nobody carries it any more. Raises NotFound, Forbidden."""
    library = await _get_library_with(tx, actor, tag)
    await tx.execute("DELETE FROM person_tag WHERE owner = $1 AND tag = $2", library.log, tag)
    await tx.execute("DELETE FROM tag WHERE owner = $1 AND id = $2", library.log, tag)
    await logs.append(tx, library.log, actor, events.TagRemoved(tag=tag), library.audience, now)


async def tag_person(tx: Transaction, actor: Actor, person: str, tag: str, now: datetime) -> TagsCarried:
    """Gives somebody a tag. Raises NotFound, Forbidden, Refusal."""
    library = await _get_library_with(tx, actor, tag)
    await check_about(tx, actor, person, library.owner)
    carried = await tags_carried(tx, library.log, person)
    if tag not in carried and len(carried) >= TAGS_PER_PERSON:
        raise Refusal("too_many_tags", f"A person carries at most {TAGS_PER_PERSON} tags.", field="tag")
    await tx.execute(
        "INSERT INTO person_tag (owner, person, tag) VALUES ($1, $2, $3)"
        " ON CONFLICT (owner, person, tag) DO NOTHING",
        library.log,
        person,
        tag,
    )
    return await _tell(tx, actor, library, person, carried, {*carried, tag}, now)


async def untag_person(tx: Transaction, actor: Actor, person: str, tag: str, now: datetime) -> TagsCarried:
    """Takes a tag off somebody. Raises NotFound, Forbidden."""
    library = await _get_library_with(tx, actor, tag)
    carried = await tags_carried(tx, library.log, person)
    await tx.execute(
        "DELETE FROM person_tag WHERE owner = $1 AND person = $2 AND tag = $3", library.log, person, tag
    )
    return await _tell(tx, actor, library, person, carried, {*carried} - {tag}, now)


async def _tell(
    tx: Transaction,
    actor: Actor,
    library: Library,
    person: str,
    old: tuple[str, ...],
    new: set[str],
    now: datetime,
) -> TagsCarried:
    tags = tuple(sorted(new))
    if tags != old:
        body = events.PersonTagged(person=person, tags=tags)
        await logs.append(tx, library.log, actor, body, library.audience, now)
    return TagsCarried(person=person, owner=library.owner, tags=tags)


async def _get_library_with(tx: Transaction, actor: Actor, tag: str) -> Library:
    async def find(library: Library) -> PersonTag | None:
        return (await tags_of(tx, library.log, library.owner)).get(tag)

    found = await find_keeping(tx, actor, find)
    if found is None:
        raise NotFound("no_such_tag", "There is no such tag.", field="tag")
    return found[0]


async def _check_not_elsewhere(tx: Transaction, actor: Actor, library: Library, tag: str) -> None:
    for other in await visible_libraries(tx, actor):
        if other.log != library.log and tag in await tags_of(tx, other.log, other.owner):
            raise Conflict("owner_fixed", "Whose it is can't be changed.", field="owner")
