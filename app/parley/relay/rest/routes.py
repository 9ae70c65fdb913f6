"""The REST side put together: one module of routes per feature word, and the OpenAPI document."""

from http import HTTPStatus
from typing import Any

from litestar import Litestar, MediaType, Request, Response, Router, get
from litestar.di import Provide
from litestar.exceptions import NotFoundException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.serialization import encode_json

from parley import __version__
from parley.protocol.rest import API_PREFIX
from parley.relay.rest.accounts import account_routes
from parley.relay.rest.auto_reply import auto_reply_routes
from parley.relay.rest.broadcasts import broadcast_routes
from parley.relay.rest.calls import BEARER, check_body, provide_actor
from parley.relay.rest.cards import card_routes
from parley.relay.rest.contacts import contact_routes
from parley.relay.rest.conversations import conversation_routes
from parley.relay.rest.desk import desk_routes
from parley.relay.rest.handing_over import handing_over_routes
from parley.relay.rest.invites import invite_routes
from parley.relay.rest.logs import log_routes
from parley.relay.rest.me import me_routes
from parley.relay.rest.negotiation import negotiation_routes
from parley.relay.rest.pages import health, invitation_page
from parley.relay.rest.people import people_routes
from parley.relay.rest.phrases import phrase_routes
from parley.relay.rest.problems import HANDLERS, SECURITY_HEADERS
from parley.relay.rest.services import RestServices
from parley.relay.rest.shop import shop_routes
from parley.relay.rest.statistics import statistics_routes

BODY_LIMIT_BYTES = 256 * 1024
BODY_METHODS = {"post", "put", "patch"}


@get("/openapi.json", include_in_schema=False, media_type=MediaType.JSON)
async def openapi_document(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Everything about the REST side, for programs."""
    document = _with_refused_bodies(request.app.openapi_schema.to_schema())
    return Response(encode_json(document), media_type="application/vnd.oai.openapi+json")


def _with_refused_bodies(document: dict[str, Any]) -> dict[str, Any]:
    """Bodies are looked at before any route is (`check_body`), so what that refuses is in all that may have one."""
    for item in document["paths"].values():
        for method in BODY_METHODS & item.keys():
            responses = item[method]["responses"]
            for status in (413, 422):
                responses.setdefault(
                    str(status), {**responses["400"], "description": HTTPStatus(status).phrase}
                )
    return document


def _nothing_here(_: Request[Any, Any, Any]) -> None:
    """Litestar's own pages about the document would load scripts from elsewhere and answer 404 in HTML."""
    raise NotFoundException


def make_rest(services: RestServices) -> Litestar:
    """The ASGI application."""
    api = Router(
        API_PREFIX,
        route_handlers=[
            shop_routes,
            account_routes,
            me_routes,
            people_routes,
            contact_routes,
            conversation_routes,
            log_routes,
            invite_routes,
            phrase_routes,
            broadcast_routes,
            statistics_routes,
            desk_routes,
            card_routes,
            handing_over_routes,
            negotiation_routes,
            auto_reply_routes,
        ],
    )
    return Litestar(
        [api, invitation_page, health, openapi_document],
        dependencies={
            "services": Provide(lambda: services, sync_to_thread=False),
            "actor": Provide(provide_actor),
        },
        before_request=check_body,
        exception_handlers=HANDLERS,
        openapi_config=OpenAPIConfig(
            title="Parley relay",
            version=__version__,
            description="REST side of the Parley relay; live traffic goes over the WebSocket (PROTOCOL.md).",
            openapi_router=Router(
                "/openapi", route_handlers=[], before_request=_nothing_here, include_in_schema=False
            ),
            components=Components(security_schemes={BEARER: SecurityScheme(type="http", scheme="bearer")}),
            render_plugins=[JsonRenderPlugin()],
            use_handler_docstrings=True,
        ),
        request_max_body_size=BODY_LIMIT_BYTES,
        response_headers=SECURITY_HEADERS,
        logging_config=None,
        debug=False,
    )
