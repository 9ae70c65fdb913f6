"""Invitations: made and listed by the shop's people, looked at by anyone who holds the code."""

from typing import Annotated, Any

from litestar import Request, Router, delete, get, post
from litestar.params import JSONBody, PathParameter

from parley.protocol.rest_invites import CreatedInvite, CreateInvite, Invite, InviteInfo
from parley.relay.actions import invites
from parley.relay.invite_links import join_link, web_link
from parley.relay.rate_limits import Act
from parley.relay.rest.calls import Caller, Id, Services, address_of, public, signed_in

Code = Annotated[
    str, PathParameter(pattern=r"^[0-9A-Za-z_-]{1,128}$", description="The code of an invitation link.")
]


@get("/{invite:str}", **public(403, 404))
async def read_invite(request: Request[Any, Any, Any], services: Services, invite: Code) -> InviteInfo:
    """What an invitation says, before one accepts it."""
    services.limits.check(Act.INVITE_LOOK, address_of(request))
    now = services.clock.now()
    return await services.database.read(lambda tx: invites.invite_info(tx, invite, now))


@get("/", **signed_in(403))
async def list_invites(services: Services, actor: Caller) -> list[Invite]:
    """The owner's sees all invitations, others their own."""
    return await services.database.read(lambda tx: invites.list_invites(tx, actor))


@post("/", **signed_in(403, 409, 422))
async def create_invite(services: Services, actor: Caller, data: JSONBody[CreateInvite]) -> CreatedInvite:
    """Makes an invitation. Its code and links are shown only now."""
    services.limits.check(Act.CONTACT, actor.account)
    now = services.clock.now()
    invite, code = await services.database.write(lambda tx: invites.create_invite(tx, actor, data, now))
    return CreatedInvite(
        invite=invite,
        code=code,
        link=web_link(services.address, code),
        join_link=join_link(services.address, code),
    )


@delete("/{invite:str}", **signed_in(403, 404))
async def revoke_invite(services: Services, actor: Caller, invite: Id) -> None:
    """Makes an invitation's code useless."""
    await services.database.write(lambda tx: invites.revoke_invite(tx, actor, invite))


invite_routes = Router(
    "/invites", tags=["invites"], route_handlers=[read_invite, list_invites, create_invite, revoke_invite]
)
