"""Tags and notes about people: one's own, and the shop's."""

from litestar import Router, delete, put
from litestar.params import JSONBody

from parley.domain.note import Note
from parley.domain.tag import PersonTag
from parley.protocol.rest_card import NoteValue, TagsCarried, TagValue
from parley.relay.actions import notes, tags
from parley.relay.rest.calls import Caller, Id, Services, signed_in


@put("/tags/{tag:str}", **signed_in(403, 409, 422))
async def put_tag(services: Services, actor: Caller, tag: Id, data: JSONBody[TagValue]) -> PersonTag:
    """Makes or changes a tag. Its id is a UUID of the client's making."""
    now = services.clock.now()
    return await services.database.write(lambda tx: tags.put_tag(tx, actor, tag, data, now))


@delete("/tags/{tag:str}", **signed_in(403, 404))
async def remove_tag(services: Services, actor: Caller, tag: Id) -> None:
    """Removes a tag, from everybody who carries it too."""
    now = services.clock.now()
    await services.database.write(lambda tx: tags.remove_tag(tx, actor, tag, now))


@put("/people/{account:str}/tags/{tag:str}", **signed_in(403, 404, 422))
async def tag_person(services: Services, actor: Caller, account: Id, tag: Id) -> TagsCarried:
    """Gives somebody a tag."""
    now = services.clock.now()
    return await services.database.write(lambda tx: tags.tag_person(tx, actor, account, tag, now))


@delete("/people/{account:str}/tags/{tag:str}", status_code=200, **signed_in(403, 404))
async def untag_person(services: Services, actor: Caller, account: Id, tag: Id) -> TagsCarried:
    """Takes a tag off somebody."""
    now = services.clock.now()
    return await services.database.write(lambda tx: tags.untag_person(tx, actor, account, tag, now))


@put("/people/{account:str}/notes/{note:str}", **signed_in(403, 404, 409, 422))
async def put_note(
    services: Services, actor: Caller, account: Id, note: Id, data: JSONBody[NoteValue]
) -> Note:
    """Writes a note about somebody, or corrects it; what it said before stays in its history.

    Its id is a UUID of the client's making.
    """
    now = services.clock.now()
    return await services.database.write(lambda tx: notes.put_note(tx, actor, account, note, data, now))


@delete("/notes/{note:str}", status_code=200, **signed_in(403, 404))
async def remove_note(services: Services, actor: Caller, note: Id) -> Note:
    """Takes a note away; its words go, who did it and when stays."""
    now = services.clock.now()
    return await services.database.write(lambda tx: notes.remove_note(tx, actor, note, now))


card_routes = Router(
    "/",
    tags=["cards"],
    route_handlers=[put_tag, remove_tag, tag_person, untag_person, put_note, remove_note],
)
