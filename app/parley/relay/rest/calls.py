"""What all routes share: who calls, the values of paths, and what the OpenAPI document says of refusals."""

from typing import Annotated, Any

from litestar import Request
from litestar.di import NamedDependency
from litestar.params import PathParameter

from parley.relay.actions import devices
from parley.relay.actions.actor import Actor
from parley.relay.nul import check_no_nul
from parley.relay.rate_limits import Act
from parley.relay.rest.problems import SignedOut, specs
from parley.relay.rest.services import RestServices
from parley.relay.tokens import token_hash

Services = NamedDependency[RestServices]
Caller = NamedDependency[Actor]
Id = Annotated[
    str, PathParameter(pattern=r"^[0-9A-Za-z._~-]{1,64}$", description="An id the relay gave out.")
]

BEARER = "bearer"


def signed_in(*statuses: int) -> dict[str, Any]:
    """The arguments of a route that needs a token and may also refuse with `statuses`."""
    return {"responses": specs(401, *statuses), "security": [{BEARER: []}]}


def public(*statuses: int) -> dict[str, Any]:
    """The arguments of a route anyone may call."""
    return {"responses": specs(*statuses), "security": []}


async def provide_actor(request: Request[Any, Any, Any], services: Services) -> Actor:
    """The account and device of the request's token, read anew each time (G9). Raises SignedOut, TooMany."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token:
        raise SignedOut
    services.limits.check(Act.PUBLIC, address_of(request))
    actor = await services.database.read(lambda tx: devices.device_by_token(tx, token_hash(token)))
    if actor is None:
        raise SignedOut
    services.limits.forgive(Act.PUBLIC, address_of(request))
    services.limits.check(Act.REQUEST, actor.device)
    return actor


async def check_body(request: Request[Any, Any, Any]) -> None:
    """Refuses JSON that no database could store, before any route sees it."""
    if request.method in ("POST", "PUT", "PATCH") and not request.url.path.endswith("/me/avatar"):
        check_no_nul(await request.body())


def address_of(request: Request[Any, Any, Any]) -> str:
    """Where the request comes from, for rate limits."""
    return request.client.host if request.client is not None else ""
