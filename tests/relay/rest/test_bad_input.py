"""Whatever comes in: a problem document with a stable code, a documented status, never a 5xx or a traceback."""

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from parley.protocol.rest import API_PREFIX, Problem
from parley.relay.storage.database import DatabaseUnavailable
from relay.live import PASSWORD, Shop, live_shop
from relay.world import new_public_key

BODIES: tuple[bytes, ...] = (
    b"",
    b"{",
    b"[]",
    b"null",
    b"{}",
    b'"text"',
    b"\xff\xfe",
    b'{"a":1}' * 2,
    b"[" * 2_000,
    b'{"account":"\\u0000"}',
    b'{"account":"\\ud800"}',
    b'{"account":"\xff"}',
    b" " * 300_000,
)
VALUES: tuple[Any, ...] = (None, 0, -1, 1e308, True, "", "\x01", "x" * 9_000, [], {}, ["a"] * 300, "🍵" * 50)
PLACES = ("%00", "..%2f..%2fetc", "%F0%9F%8D%B5", "a" * 300, "%20", "'%20OR%201=1--", "0")


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with live_shop(tmp_path, "chen") as made:
        yield made


def check_problem(answer: httpx.Response, documented: set[int] | None = None) -> None:
    """A refusal in the one form, with a documented status."""
    where = f"{answer.request.method} {answer.request.url}: {answer.status_code} {answer.text[:300]}"
    assert answer.status_code < 500, where
    if documented is not None:
        assert answer.status_code in documented, where
    is_page = answer.request.url.path.startswith("/i/")
    if answer.status_code >= 400 and not is_page:
        assert answer.headers["content-type"] == "application/problem+json", where
        problem = msgspec.json.decode(answer.content, type=Problem)
        assert problem.status == answer.status_code, where
        assert problem.code, where
        assert problem.detail, where
        assert "Traceback" not in answer.text, where
    assert answer.headers["x-content-type-options"] == "nosniff", where


def operations(document: Any) -> Iterator[tuple[str, str, Any, set[int]]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield method.upper(), path, operation, {int(status) for status in operation["responses"]}


@pytest.mark.parametrize(
    "key", ["", "key", "AAAA", "A" * 44, "=" * 44, "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURoA"]
)
async def test_a_device_needs_a_key_that_is_one(shop: Shop, key: str) -> None:
    wish = {"handle": "chen", "password": PASSWORD, "device": {"name": "x", "public_key": key}}
    answer = await shop.try_call("", "POST", "/sessions", wish)
    problem = msgspec.json.decode(answer.content, type=Problem)
    assert (answer.status_code, problem.code, problem.field) == (
        422,
        "device_key_invalid",
        "device.public_key",
    )


async def test_no_body_and_no_path_breaks_a_route(shop: Shop) -> None:
    document = (await shop.http.get("/openapi.json")).json()
    for method, path, operation, documented in operations(document):
        for place in PLACES if "{" in path else ("",):
            target = fill(path, place)
            check_problem(
                await shop.http.request(method, target, headers=shop.bearer("chen")), documented | {404}
            )
        if method not in ("POST", "PUT", "PATCH"):
            assert "requestBody" not in operation, path
            continue
        for body in bodies_for(document, operation):
            if path.endswith(("/sessions", "/password", "/recovery", "/accounts")) and len(body) < 60:
                continue
            answer = await shop.http.request(
                method, fill(path, "0"), content=body, headers=shop.bearer("chen")
            )
            check_problem(answer, documented)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "no_such_address"),
        ("GET", "/openapi/swagger", 404, "no_such_address"),
        ("GET", API_PREFIX + "/nowhere", 404, "no_such_address"),
        ("DELETE", API_PREFIX + "/relay", 405, "method_unknown"),
        ("GET", API_PREFIX + "/logs/x/events?from_seq=abc", 400, "request_invalid"),
        ("GET", API_PREFIX + "/logs/x/events?limit=100000", 400, "request_invalid"),
        ("GET", API_PREFIX + "/people", 400, "request_invalid"),
        ("GET", API_PREFIX + "/people/unknown", 404, "no_such_person"),
    ],
)
async def test_errors_outside_any_rule_have_codes_too(
    shop: Shop, method: str, path: str, status: int, code: str
) -> None:
    answer = await shop.http.request(method, path, headers=shop.bearer("chen"))
    check_problem(answer)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    if status == 405:
        assert "GET" in answer.headers["allow"]


async def test_the_document_names_every_body(shop: Shop) -> None:
    document = (await shop.http.get("/openapi.json")).json()
    paths = document["paths"]
    assert set(paths[API_PREFIX + "/me/avatar"]["put"]["requestBody"]["content"]) == {
        "image/png",
        "image/jpeg",
        "image/webp",
    }
    without = {
        path.removeprefix(API_PREFIX).rpartition("/")[2]
        for method, path, operation, _ in operations(document)
        if method in ("POST", "PUT", "PATCH") and "requestBody" not in operation
    }
    answers = {"accept", "decline", "join", "pause", "resume", "cancel"}
    assert without == answers | {"password", "recovery-code", "{account}", "{tag}"}


async def test_a_wrong_field_is_named(shop: Shop) -> None:
    join = {
        "code": 1,
        "display_name": "x",
        "password": "x",
        "device": {"name": "x", "public_key": new_public_key()},
    }
    answer = await shop.try_call("", "POST", "/accounts", join)
    assert (answer.status_code, answer.json()["field"]) == (400, "code")
    answer = await shop.try_call("chen", "PATCH", "/me/profile", {"display_name": "  "})
    assert (answer.status_code, answer.json()["field"]) == (422, "display_name")
    answer = await shop.try_call(
        "chen", "PUT", "/me/password", {"old_password": PASSWORD, "new_password": "short"}
    )
    assert (answer.status_code, answer.json()["field"]) == (422, "new_password")


async def test_too_much_is_413(shop: Shop) -> None:
    answer = await shop.http.post(API_PREFIX + "/sessions", content=b" " * 300_000)
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_big")
    answer = await shop.http.put(
        API_PREFIX + "/me/avatar", content=b" " * (5 * 1024 * 1024 + 1), headers=shop.bearer("chen")
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_big")


async def test_our_own_mistakes_are_500_without_details(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: Any) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(shop.relay.database, "read", fail)
    answer = await shop.try_call("chen", "GET", "/me")
    assert (answer.status_code, answer.json()["code"]) == (500, "server_trouble")
    assert "secret" not in answer.text


async def test_a_database_that_is_away_is_503_and_says_when_to_try_again(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: Any) -> None:
        raise DatabaseUnavailable("disk full")

    monkeypatch.setattr(shop.relay.database, "write", fail)
    answer = await shop.try_call("chen", "PATCH", "/me/profile", {"role": "x"})
    assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")
    assert int(answer.headers["retry-after"]) > 0


async def test_rate_limits_are_429_with_the_time_to_wait(tmp_path: Path) -> None:
    async with live_shop(tmp_path, "chen", has_rate_limits=True) as shop:
        wish = {
            "handle": "chen",
            "password": "wrong guess",
            "device": {"name": "x", "public_key": new_public_key()},
        }
        for _ in range(10):
            assert (await shop.try_call("", "POST", "/sessions", wish)).status_code == 403
        answer = await shop.try_call("", "POST", "/sessions", wish)
        check_problem(answer)
        assert answer.status_code == 429
        assert int(answer.headers["retry-after"]) > 0


def fill(path: str, place: str) -> str:
    """Every parameter of a path replaced."""
    return re.sub(r"\{[^}]*\}", place, path)


def bodies_for(document: Any, operation: Any) -> Iterator[bytes]:
    """Broken bodies, and right ones with one wrong field."""
    yield from BODIES
    content = operation["requestBody"]["content"] if "requestBody" in operation else {}
    if "application/json" not in content:
        return
    schema = resolved(document, content["application/json"]["schema"])
    sound = example(document, schema)
    for name in schema.get("properties", {}):
        for value in VALUES:
            yield msgspec.json.encode({**sound, name: value})
        yield msgspec.json.encode({key: value for key, value in sound.items() if key != name})


def resolved(document: Any, schema: Any) -> Any:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def example(document: Any, schema: Any) -> Any:
    """A value of a schema; text where there is a choice."""
    schema = resolved(document, schema)
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "object":
        return {name: example(document, inner) for name, inner in schema.get("properties", {}).items()}
    if "oneOf" in schema:
        return example(document, schema["oneOf"][0])
    return {"array": [], "integer": 1, "boolean": False, "null": None}.get(
        str(schema.get("type")), "some text"
    )
