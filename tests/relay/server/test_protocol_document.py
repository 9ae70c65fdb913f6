"""PROTOCOL.md is true: every frame, event, code and route is in it, and its examples are real."""

import ast
import re
import typing
from pathlib import Path

import msgspec
import pytest

import parley
from parley.domain import events
from parley.protocol import frames, rest
from parley.protocol.codec import decode_body, decode_client_frame, decode_relay_frame, encode

PACKAGE = Path(parley.__file__).parent
DOCUMENT = (PACKAGE / "protocol" / "PROTOCOL.md").read_text(encoding="utf-8")
REFUSALS = {"Refusal", "NotFound", "Forbidden", "Conflict", "TooMany"}
EXAMPLES: list[tuple[str, str]] = re.findall(r"```json (\w+)\n(.*?)\n```", DOCUMENT, re.DOTALL)


def names_of(union: object) -> set[str]:
    return {kind.__name__ for kind in typing.get_args(union)}


def examples_of(kind: str) -> set[str]:
    return {msgspec.json.decode(text)["type"] for found, text in EXAMPLES if found == kind}


def test_every_frame_and_every_event_has_an_example() -> None:
    assert examples_of("client") == names_of(frames.ClientFrame)
    assert examples_of("relay") == names_of(frames.RelayFrame)
    assert examples_of("body") == names_of(events.Body) - {"UnknownBody"}, "which never travels"


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_the_examples_decode_and_leave_no_field_out(kind: str, text: str) -> None:
    decode = {
        "client": decode_client_frame,
        "relay": decode_relay_frame,
        "body": decode_body,
        "problem": lambda data: msgspec.json.decode(data, type=rest.Problem),
    }[kind]
    given = msgspec.json.decode(text)
    written = msgspec.json.decode(encode(decode(text.encode())))
    assert given.keys() <= written.keys() | {"type"}
    if kind in ("client", "relay"):
        assert given.keys() == written.keys()


def test_every_close_code_is_explained() -> None:
    rows = set(re.findall(r"^\| (\d{4}) \|", DOCUMENT, re.MULTILINE))
    codes = {str(value) for name, value in vars(frames).items() if name.startswith("CLOSE_")}
    assert codes <= rows


def test_every_error_code_is_explained_and_none_is_invented() -> None:
    section = DOCUMENT.partition("## 10. Error codes")[2]
    explained = set(re.findall(r"^\| `(\w+)` \| \d{3} \|", section, re.MULTILINE))
    assert explained == set(codes_in_code())


def test_every_route_is_listed() -> None:
    assert rest.__doc__ is not None
    for path in re.findall(r"(?:GET|POST|PUT|PATCH|DELETE) +(/[\w{}/-]+)", rest.__doc__):
        assert path.split("?")[0].rsplit("/", 1)[0] in DOCUMENT


def test_the_numbers_are_those_of_the_code() -> None:
    assert f"{frames.FRAME_LIMIT_BYTES:,} bytes" in DOCUMENT
    assert f"At most {frames.FETCH_LIMIT} come" in DOCUMENT
    assert frames.SOCKET_PATH in DOCUMENT
    assert f"version {frames.PROTOCOL_VERSION}\n" in DOCUMENT


def codes_in_code() -> set[str]:
    """The first argument of every refusal that is made, the `code=` of problems, and the codes of bare statuses."""
    from parley.relay.rest import problems

    codes = set(problems._CODES.values())
    for layer in ("domain", "protocol", "relay"):
        for path in (PACKAGE / layer).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    codes |= codes_of_call(node)
    return codes


def codes_of_call(call: ast.Call) -> set[str]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    found = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    is_super = (
        name == "__init__" and isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Call)
    )
    if name in REFUSALS or is_super:
        found += call.args[:1]
    return {node.value for node in found if isinstance(node, ast.Constant) and isinstance(node.value, str)}
