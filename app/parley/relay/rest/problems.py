"""Every error of the REST side as a problem document (RFC 9457) with a stable code."""

from http import HTTPStatus
from typing import Any

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.openapi.datastructures import ResponseSpec
from litestar.types import ExceptionHandlersMap

from parley.domain.errors import Refusal, TooMany
from parley.protocol.codec import encode
from parley.protocol.rest import Problem
from parley.relay.storage.database import DatabaseUnavailable

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 2.0
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""With every answer."""

_CODES = {
    400: "request_invalid",
    401: "signed_out",
    403: "not_allowed",
    404: "no_such_address",
    405: "method_unknown",
    413: "body_too_big",
    415: "media_type_unknown",
    429: "too_many",
}

_GONE = "client disconnected prematurely"
"""Litestar's words, in an exception of no class of its own."""

log = structlog.get_logger(__name__)


class SignedOut(Refusal):
    """There is no valid token with the request."""

    status = 401

    def __init__(self) -> None:
        super().__init__("signed_out", "You are signed out on this device.", next_step="Sign in again.")


def specs(*statuses: int) -> dict[int, ResponseSpec]:
    """The errors of a route for the OpenAPI document; those any route can have are added."""
    return {
        status: ResponseSpec(
            data_container=Problem,
            generate_examples=False,
            description=HTTPStatus(status).phrase,
            media_type=MEDIA_TYPE,
        )
        for status in sorted({400, 429, 500, 503, *statuses})
    }


def problem_response(problem: Problem, headers: dict[str, str] | None = None) -> Response[bytes]:
    """A problem document."""
    return Response(
        encode(problem),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers={**SECURITY_HEADERS, **(headers or {})},
    )


def problem_of(refusal: Refusal) -> Problem:
    """A refusal as a problem document."""
    return Problem(
        status=refusal.status,
        code=refusal.code,
        title=HTTPStatus(refusal.status).phrase,
        detail=refusal.sentence,
        field=refusal.field,
        next_step=refusal.next_step,
        retry_after=refusal.retry_after if isinstance(refusal, TooMany) else None,
    )


def _on_refusal(_: Request[Any, Any, Any], refusal: Refusal) -> Response[bytes]:
    headers = {}
    if isinstance(refusal, TooMany):
        headers["Retry-After"] = str(max(1, round(refusal.retry_after + 0.5)))
    if isinstance(refusal, SignedOut):
        headers["WWW-Authenticate"] = 'Bearer realm="parley"'
    return problem_response(problem_of(refusal), headers)


def _on_unavailable(_: Request[Any, Any, Any], error: DatabaseUnavailable) -> Response[bytes]:
    log.error("database_unavailable", reason=str(error))
    problem = Problem(
        status=503,
        code="database_unavailable",
        title=HTTPStatus(503).phrase,
        detail="The server can't store anything at the moment; it isn't known whether this was stored.",
        next_step="Try again in a moment.",
        retry_after=RETRY_SECONDS,
    )
    return problem_response(problem, {"Retry-After": str(round(RETRY_SECONDS))})


def _on_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    status = error.status_code
    if error.detail == _GONE:
        # Nobody is there to read the answer, and it is no mistake of ours.
        return problem_response(_body_problem("The body ended too early."))
    if status >= 500:
        return _on_trouble(request, error)
    problem = Problem(
        status=status,
        code=_CODES.get(status, "request_invalid"),
        title=HTTPStatus(status).phrase,
        detail=_sentence(error),
        field=_field(error),
    )
    return problem_response(problem, dict(error.headers or {}))


def _on_trouble(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    # The route, not the path: paths may hold invitation codes.
    route = getattr(request.scope.get("route_handler"), "handler_name", "")
    log.error("request_failed", method=request.method, route=route, exc_info=error)
    problem = Problem(
        status=500,
        code="server_trouble",
        title=HTTPStatus(500).phrase,
        detail="The server failed at this. It has been noted.",
    )
    return problem_response(problem)


def _on_too_deep(_: Request[Any, Any, Any], __: RecursionError) -> Response[bytes]:
    return problem_response(_body_problem("This is nested too deep."))


def _on_not_utf8(request: Request[Any, Any, Any], error: UnicodeDecodeError) -> Response[bytes]:
    """msgspec says so in this way, but only of a body; anything else of the kind is a mistake of ours."""
    if request.method in ("GET", "DELETE"):
        return _on_trouble(request, error)
    return problem_response(_body_problem("The body isn't UTF-8."))


def _body_problem(detail: str) -> Problem:
    return Problem(
        status=400, code="request_invalid", title=HTTPStatus(400).phrase, detail=detail, field="body"
    )


def _sentence(error: HTTPException) -> str:
    if isinstance(error, ValidationException) and isinstance(error.extra, list) and error.extra:
        first = error.extra[0]
        if isinstance(first, dict) and isinstance(first.get("message"), str):
            # Litestar's words for a body that isn't there are the name of its argument.
            return "There is no body." if first["message"] == "'data'" else str(first["message"])
    if error.status_code == 404:
        return "There is nothing at this address."
    if error.status_code == 413:
        return "This is more than fits into one request."
    return error.detail if error.status_code == 400 else HTTPStatus(error.status_code).phrase


def _field(error: HTTPException) -> str | None:
    if isinstance(error.extra, list) and error.extra and isinstance(error.extra[0], dict):
        key = error.extra[0].get("key")
        return str(key) if key and key != "data" else "body"
    return "body" if error.status_code == 400 else None


HANDLERS: ExceptionHandlersMap = {
    Refusal: _on_refusal,
    DatabaseUnavailable: _on_unavailable,
    RecursionError: _on_too_deep,
    UnicodeDecodeError: _on_not_utf8,
    HTTPException: _on_http,
    Exception: _on_trouble,
}
