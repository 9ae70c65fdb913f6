"""Many phrases at once, with the folders they need: all of it or nothing."""

from datetime import datetime

import msgspec

from parley.domain.errors import Refusal
from parley.domain.phrase import IMPORT_LIMIT
from parley.protocol.rest_phrases import PhraseImport, PhrasesImported
from parley.relay.actions import logs
from parley.relay.actions.actor import Actor
from parley.relay.actions.phrase_folders import store_folder
from parley.relay.actions.phrase_libraries import check_library
from parley.relay.actions.phrases import Ready, prepare, store
from parley.relay.queries.phrases import folders_of
from parley.relay.storage.database import Transaction


class ReadyImport(msgspec.Struct, frozen=True):
    """An import whose phrases passed the rules."""

    wish: PhraseImport
    ready: tuple[Ready, ...]


def prepare_import(wish: PhraseImport) -> ReadyImport:
    """Rules and pinyin, which take seconds for 2,000 phrases: not within the transaction. Raises Refusal."""
    if len(wish.phrases) > IMPORT_LIMIT:
        raise Refusal("import_too_long", f"At most {IMPORT_LIMIT} phrases go in at once.", field="phrases")
    ready = tuple(
        prepare(each.id, each.code, each.parts, each.folder, field=f"phrases[{index}].")
        for index, each in enumerate(wish.phrases)
    )
    return ReadyImport(wish, ready)


async def import_phrases(
    tx: Transaction, actor: Actor, prepared: ReadyImport, now: datetime
) -> PhrasesImported:
    """Stores the folders and the phrases. Raises Refusal, Forbidden, Conflict; then nothing is stored."""
    wish = prepared.wish
    library = await check_library(tx, actor, wish.owner)
    await logs.lock(tx, library.log)
    known = await folders_of(tx, library.log, library.owner)
    last = max((folder.position for folder in known.values()), default=-1)
    for place, folder in enumerate(wish.folders, last + 1):
        position = known[folder.id].position if folder.id in known else place
        await store_folder(tx, actor, library, folder.id, folder.name, position, now)
    created, changed = await store(tx, actor, library, prepared.ready, now)
    return PhrasesImported(created=created, changed=changed, seq=await logs.lock(tx, library.log))
