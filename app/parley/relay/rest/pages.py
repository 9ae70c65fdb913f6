"""What browsers see: the landing page of an invitation, and the sign of life for watchers."""

from typing import Annotated, Any

from litestar import MediaType, Request, Response, get
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import PathParameter

from parley.domain.errors import Refusal
from parley.relay.actions import invites
from parley.relay.invite_links import join_link
from parley.relay.queries.shop import find_shop
from parley.relay.rate_limits import Act
from parley.relay.rest.calls import Services, address_of, public
from parley.relay.rest.landing import landing_page, sorry_page, words_for

Code = Annotated[str, PathParameter(max_length=128)]

PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Vary": "Accept-Language",
}


def _page_route() -> dict[str, Any]:
    route = public()
    for status, meaning in ((200, "What to do with the invitation"), (404, "It can't be used any more")):
        route["responses"][status] = ResponseSpec(
            data_container=str, generate_examples=False, description=meaning, media_type=MediaType.HTML
        )
    return route


@get("/i/{code:str}", media_type=MediaType.HTML, **_page_route())
async def invitation_page(request: Request[Any, Any, Any], services: Services, code: Code) -> Response[str]:
    """Tells an invited person in a browser what to do; works without scripts."""
    services.limits.check(Act.INVITE_LOOK, address_of(request))
    words = words_for(request.headers.get("accept-language", ""))
    now = services.clock.now()
    try:
        info = await services.database.read(lambda tx: invites.invite_info(tx, code, now))
    except Refusal:
        return Response(sorry_page(words), status_code=404, media_type=MediaType.HTML, headers=PAGE_HEADERS)
    page = landing_page(words, info, join_link(services.address, code))
    return Response(page, media_type=MediaType.HTML, headers=PAGE_HEADERS)


@get("/healthz", media_type=MediaType.TEXT, **public())
async def health(services: Services) -> str:
    """Says `ok` while the database answers."""
    await services.database.read(find_shop)
    return "ok"
