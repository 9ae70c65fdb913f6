"""Conversations: direct ones, rooms, their members, one's own preferences for them."""

from typing import Annotated

from litestar import Router, delete, get, patch, post, put
from litestar.params import JSONBody, QueryParameter

from parley.domain.conversation import Preferences
from parley.protocol.rest_conversations import (
    ConversationPage,
    ConversationSnapshot,
    CreateRoom,
    InviteMember,
    MemberChange,
    OpenDirect,
    RoomChange,
)
from parley.relay.actions import conversations, preferences
from parley.relay.queries import snapshots
from parley.relay.rate_limits import Act
from parley.relay.rest.calls import Caller, Id, Services, signed_in
from parley.relay.storage.database import Transaction

PAGE_LIMIT = 100

After = Annotated[
    str, QueryParameter(pattern=r"^[0-9A-Za-z._~:-]{0,200}$", description="`next_after` of the page before.")
]
Limit = Annotated[int, QueryParameter(ge=1, le=PAGE_LIMIT)]


@get("/", **signed_in())
async def list_conversations(
    services: Services, actor: Caller, after: After = "", limit: Limit = PAGE_LIMIT
) -> ConversationPage:
    """All conversations one has a seat in, by pages."""
    return await services.database.read(
        lambda tx: snapshots.conversation_page(tx, actor.account, after or None, limit)
    )


@post("/direct", status_code=200, **signed_in(403, 404, 422))
async def open_direct(services: Services, actor: Caller, data: JSONBody[OpenDirect]) -> ConversationSnapshot:
    """The direct conversation with somebody; made on the first call."""
    services.limits.check(Act.CONTACT, actor.account)
    now = services.clock.now()

    async def action(tx: Transaction) -> ConversationSnapshot:
        conversation = await conversations.open_direct(tx, actor, data.account, now)
        return await snapshots.conversation_snapshot(tx, actor.account, conversation)

    return await services.database.write(action)


@post("/rooms", **signed_in(403, 404, 409, 422))
async def create_room(services: Services, actor: Caller, data: JSONBody[CreateRoom]) -> ConversationSnapshot:
    """A new room with oneself as its owner."""
    services.limits.check(Act.CONTACT, actor.account)
    now = services.clock.now()

    async def action(tx: Transaction) -> ConversationSnapshot:
        room = await conversations.create_room(
            tx, actor, data.title, data.invite, now, newcomers_see_all=data.newcomers_see_all
        )
        return await snapshots.conversation_snapshot(tx, actor.account, room)

    return await services.database.write(action)


@get("/{conversation:str}", **signed_in(404))
async def read_conversation(services: Services, actor: Caller, conversation: Id) -> ConversationSnapshot:
    """A conversation as it is now, as far as one may see it."""
    return await services.database.read(
        lambda tx: snapshots.conversation_snapshot(tx, actor.account, conversation)
    )


@patch("/{conversation:str}", **signed_in(403, 404, 409, 422))
async def change_room(
    services: Services, actor: Caller, conversation: Id, data: JSONBody[RoomChange]
) -> ConversationSnapshot:
    """Renames a room, or says what newcomers see."""
    now = services.clock.now()

    async def action(tx: Transaction) -> ConversationSnapshot:
        if data.title is not None:
            await conversations.rename_room(tx, actor, conversation, data.title, now)
        if data.newcomers_see_all is not None:
            await conversations.set_newcomers(tx, actor, conversation, data.newcomers_see_all, now)
        return await snapshots.conversation_snapshot(tx, actor.account, conversation)

    return await services.database.write(action)


@post("/{conversation:str}/members", status_code=204, **signed_in(403, 404, 409, 422))
async def invite_member(
    services: Services, actor: Caller, conversation: Id, data: JSONBody[InviteMember]
) -> None:
    """Asks somebody into a room; colleagues are in at once."""
    services.limits.check(Act.CONTACT, actor.account)
    now = services.clock.now()
    await services.database.write(
        lambda tx: conversations.invite_to_room(tx, actor, conversation, data.account, now)
    )


@patch("/{conversation:str}/members/{account:str}", status_code=204, **signed_in(403, 404, 409, 422))
async def change_member(
    services: Services, actor: Caller, conversation: Id, account: Id, data: JSONBody[MemberChange]
) -> None:
    """Gives a member another role."""
    now = services.clock.now()
    await services.database.write(
        lambda tx: conversations.set_role(tx, actor, conversation, account, data.role, now)
    )


@delete("/{conversation:str}/members/{account:str}", **signed_in(403, 404, 409))
async def remove_member(services: Services, actor: Caller, conversation: Id, account: Id) -> None:
    """Leaves a room, removes a member, or takes an invitation back."""
    now = services.clock.now()
    await services.database.write(
        lambda tx: conversations.remove_from_room(tx, actor, conversation, account, now)
    )


@post("/{conversation:str}/join", status_code=204, **signed_in(403, 404, 409, 422))
async def join_room(services: Services, actor: Caller, conversation: Id) -> None:
    """Accepts an invitation into a room."""
    now = services.clock.now()
    await services.database.write(lambda tx: conversations.join_room(tx, actor, conversation, now))


@post("/{conversation:str}/decline", status_code=204, **signed_in(403, 404, 409))
async def decline_room(services: Services, actor: Caller, conversation: Id) -> None:
    """Declines an invitation into a room."""
    now = services.clock.now()
    await services.database.write(lambda tx: conversations.decline_room(tx, actor, conversation, now))


@put("/{conversation:str}/preferences", status_code=204, **signed_in(403, 404, 422))
async def put_preferences(
    services: Services, actor: Caller, conversation: Id, data: JSONBody[Preferences]
) -> None:
    """One's own wishes for a conversation: mute, pin, draft, hide."""
    now = services.clock.now()
    await services.database.write(lambda tx: preferences.set_preferences(tx, actor, conversation, data, now))


conversation_routes = Router(
    "/conversations",
    tags=["conversations"],
    route_handlers=[
        list_conversations,
        open_direct,
        create_room,
        read_conversation,
        change_room,
        invite_member,
        change_member,
        remove_member,
        join_room,
        decline_room,
        put_preferences,
    ],
)
