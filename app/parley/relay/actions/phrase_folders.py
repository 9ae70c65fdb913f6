"""The folders of a phrase library."""

from datetime import datetime

from parley.domain import events
from parley.domain.errors import Conflict, NotFound, Refusal
from parley.domain.people import check_name
from parley.domain.phrase import FOLDER_NAME_LIMIT, FOLDERS_LIMIT, PhraseFolder, fold
from parley.protocol.rest_phrases import PhraseFolderValue
from parley.relay.actions import logs
from parley.relay.actions.actor import Actor
from parley.relay.actions.groups import POSITION_LIMIT
from parley.relay.actions.phrase_libraries import Library, check_library, check_may_edit, visible_libraries
from parley.relay.checks import check_id
from parley.relay.queries.phrases import folders_of
from parley.relay.storage.database import Transaction


async def put_folder(
    tx: Transaction, actor: Actor, folder: str, value: PhraseFolderValue, now: datetime
) -> PhraseFolder:
    """Makes or changes a folder; its id is the client's choice. Raises Refusal, Forbidden, Conflict."""
    if not 0 <= value.position <= POSITION_LIMIT:
        raise Refusal("position_invalid", f"A position is 0 to {POSITION_LIMIT}.", field="position")
    library = await check_library(tx, actor, value.owner)
    await logs.lock(tx, library.log)
    return await store_folder(tx, actor, library, folder, value.name, value.position, now)


async def store_folder(
    tx: Transaction, actor: Actor, library: Library, folder: str, name: str, position: int, now: datetime
) -> PhraseFolder:
    """Makes or changes a folder of a locked library. Raises Refusal, Conflict."""
    check_id(folder, field="folder")
    name = check_name(name, field="name", limit=FOLDER_NAME_LIMIT)
    known = await folders_of(tx, library.log, library.owner)
    if folder not in known and len(known) >= FOLDERS_LIMIT:
        raise Refusal("too_many_folders", f"At most {FOLDERS_LIMIT} folders fit.", field="folder")
    if any(fold(other.name) == fold(name) for other in known.values() if other.id != folder):
        raise Conflict("folder_name_taken", "There is a folder of this name already.", field="name")
    made = PhraseFolder(id=folder, owner=library.owner, name=name, position=position)
    if known.get(folder) == made:
        return made
    await tx.execute(
        "INSERT INTO phrase_folder (owner, id, name, position) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (owner, id) DO UPDATE SET name = excluded.name, position = excluded.position",
        library.log,
        folder,
        name,
        position,
    )
    body = events.PhraseFolderChanged(folder=made)
    await logs.append(tx, library.log, actor, body, library.audience, now)
    return made


async def remove_folder(tx: Transaction, actor: Actor, folder: str, now: datetime) -> None:
    """Ends a folder; its phrases stay, in none. Raises NotFound, Forbidden."""
    library = await _lock_library_with(tx, actor, folder)
    await tx.execute("DELETE FROM phrase_folder WHERE owner = $1 AND id = $2", library.log, folder)
    await tx.execute("UPDATE phrase SET folder = NULL WHERE owner = $1 AND folder = $2", library.log, folder)
    body = events.PhraseFolderRemoved(folder=folder)
    await logs.append(tx, library.log, actor, body, library.audience, now)


async def _lock_library_with(tx: Transaction, actor: Actor, folder: str) -> Library:
    libraries = await visible_libraries(tx, actor)
    await logs.lock_all(tx, (library.log for library in libraries))
    for library in libraries:
        if folder in await folders_of(tx, library.log, library.owner):
            await check_may_edit(tx, actor, library)
            return library
    raise NotFound("no_such_folder", "There is no such folder.", field="folder")
