"""Finding people, their profiles and pictures."""

from typing import Annotated, Any

from litestar import Response, Router, get
from litestar.datastructures import CacheControlHeader
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import PathParameter, QueryParameter

from parley.domain.errors import NotFound
from parley.domain.people import Profile
from parley.relay.queries import people
from parley.relay.queries.avatars import find_avatar
from parley.relay.rate_limits import Act
from parley.relay.rest.calls import Caller, Id, Services, signed_in

YEAR_SECONDS = 31_536_000

Wanted = Annotated[
    str,
    QueryParameter(
        name="query",
        max_length=100,
        pattern=r"^[^\x00-\x1f\x7f]*$",
        description="A part of a name, handle, company, product or pinyin.",
    ),
]
Limit = Annotated[int, QueryParameter(ge=1, le=50)]
Sha256 = Annotated[str, PathParameter(pattern=r"^[0-9a-f]{64}$")]


@get("/people", **signed_in(422))
async def search_people(
    services: Services, actor: Caller, wanted: Wanted, limit: Limit = 50
) -> list[Profile]:
    """People one may find."""
    services.limits.check(Act.SEARCH, actor.account)
    return await services.database.read(lambda tx: people.search(tx, actor.person, wanted, limit))


@get("/people/{account:str}", **signed_in(404))
async def read_person(services: Services, actor: Caller, account: Id) -> Profile:
    """The profile of somebody one may see."""
    return await services.database.read(lambda tx: people.profile_seen_by(tx, actor.person, account))


def _picture_route() -> dict[str, Any]:
    route = signed_in(404)
    route["responses"][200] = ResponseSpec(
        data_container=bytes, generate_examples=False, description="A square PNG", media_type="image/png"
    )
    return route


@get("/avatars/{sha256:str}", media_type="image/png", **_picture_route())
async def read_avatar(services: Services, actor: Caller, sha256: Sha256) -> Response[bytes]:  # noqa: ARG001 - asking for the caller is the guard
    """A person's picture. It is named by what it is, so it never changes."""

    picture = await services.database.read(lambda tx: find_avatar(tx, sha256))
    if picture is None:
        raise NotFound("no_such_picture", "There is no such picture.", field="sha256")
    caching = CacheControlHeader(private=True, max_age=YEAR_SECONDS, immutable=True)
    return Response(picture, media_type="image/png", headers={"Cache-Control": caching.to_header()})


people_routes = Router("/", tags=["people"], route_handlers=[search_people, read_person, read_avatar])
