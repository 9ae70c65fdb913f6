"""Quick phrases: one's own, and the shop's."""

import asyncio

from litestar import Router, delete, get, post, put
from litestar.params import JSONBody

from parley.domain.phrase import Phrase, PhraseFolder
from parley.protocol.rest_phrases import (
    PhraseFolderValue,
    PhraseImport,
    PhrasePlace,
    PhrasesImported,
    PhrasesUsed,
    PhraseUses,
    PhraseValue,
)
from parley.relay.actions import phrase_folders, phrase_import, phrase_uses, phrases
from parley.relay.rate_limits import Act
from parley.relay.rest.calls import Caller, Id, Services, signed_in

IMPORT_LIMIT_BYTES = 8 * 1024 * 1024


@put("/phrases/{phrase:str}", **signed_in(403, 409, 422))
async def put_phrase(services: Services, actor: Caller, phrase: Id, data: JSONBody[PhraseValue]) -> Phrase:
    """Makes or changes a phrase; with another owner than before it moves there.

    Its id is a UUID of the client's making.
    """
    now = services.clock.now()
    return await services.database.write(lambda tx: phrases.put_phrase(tx, actor, phrase, data, now))


@put("/phrases/{phrase:str}/place", **signed_in(403, 404, 422))
async def place_phrase(services: Services, actor: Caller, phrase: Id, data: JSONBody[PhrasePlace]) -> Phrase:
    """Moves a phrase within its library."""
    now = services.clock.now()
    return await services.database.write(lambda tx: phrases.place_phrase(tx, actor, phrase, data, now))


@delete("/phrases/{phrase:str}", **signed_in(403, 404))
async def remove_phrase(services: Services, actor: Caller, phrase: Id) -> None:
    """Removes a phrase."""
    now = services.clock.now()
    await services.database.write(lambda tx: phrases.remove_phrase(tx, actor, phrase, now))


@put("/phrase-folders/{folder:str}", **signed_in(403, 409, 422))
async def put_folder(
    services: Services, actor: Caller, folder: Id, data: JSONBody[PhraseFolderValue]
) -> PhraseFolder:
    """Makes or changes a folder. Its id is a UUID of the client's making."""
    now = services.clock.now()
    return await services.database.write(lambda tx: phrase_folders.put_folder(tx, actor, folder, data, now))


@delete("/phrase-folders/{folder:str}", **signed_in(403, 404))
async def remove_folder(services: Services, actor: Caller, folder: Id) -> None:
    """Removes a folder; its phrases stay."""
    now = services.clock.now()
    await services.database.write(lambda tx: phrase_folders.remove_folder(tx, actor, folder, now))


@post(
    "/phrase-imports",
    status_code=200,
    request_max_body_size=IMPORT_LIMIT_BYTES,
    **signed_in(403, 409, 413, 422),
)
async def import_phrases(services: Services, actor: Caller, data: JSONBody[PhraseImport]) -> PhrasesImported:
    """At most 2,000 phrases in one step, with their folders: all of them or none."""
    services.limits.check(Act.IMPORT, actor.account)
    prepared = await asyncio.to_thread(phrase_import.prepare_import, data)
    now = services.clock.now()
    return await services.database.write(lambda tx: phrase_import.import_phrases(tx, actor, prepared, now))


@get("/phrase-uses", **signed_in())
async def read_uses(services: Services, actor: Caller) -> PhraseUses:
    """How often each phrase was used, one's own by oneself, the shop's by all."""
    return await services.database.read(lambda tx: phrase_uses.read_uses(tx, actor))


@post("/phrase-uses", status_code=200, **signed_in(422))
async def add_uses(services: Services, actor: Caller, data: JSONBody[PhrasesUsed]) -> PhraseUses:
    """Tells how often phrases were used on this device since the last time."""
    return await services.database.write(lambda tx: phrase_uses.add_uses(tx, actor, data))


phrase_routes = Router(
    "/",
    tags=["phrases"],
    route_handlers=[
        put_phrase,
        place_phrase,
        remove_phrase,
        put_folder,
        remove_folder,
        import_phrases,
        read_uses,
        add_uses,
    ],
)
