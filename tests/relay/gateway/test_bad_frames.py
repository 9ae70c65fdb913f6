"""Bad input over the socket: an error frame with a stable code and the field; the socket and the others live on."""

import typing
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.foundation.ids import new_id
from parley.protocol import frames
from parley.protocol.codec import encode
from parley.relay.storage.database import DatabaseUnavailable
from relay.live import Shop, live_shop

KINDS = list(typing.get_args(frames.ClientFrame))
SOUND: dict[str, Any] = {
    "versions": [1],
    "token": "parley_x",
    "client": "x",
    "cursors": {},
    "ref": "r",
    "log": "x",
    "from_seq": 1,
    "to_seq": 2,
    "client_message_id": "01a20524-9c0b-7ee5-899b-7249417dbf81",
    "conversation": "01a20524-9c0b-7ee5-899b-7249417dbf81",
    "parts": [{"type": "text", "text": "x"}],
    "origin": "human",
    "seq": 1,
    "is_typing": True,
    "status": "online",
    "is_idle": False,
}
VALUES: tuple[Any, ...] = (
    None, 0, -1, 1 << 62, 1 << 63, 1e308, True, "", "\x00", "x" * 5_000, [], {}, ["a"] * 500, [[[[]]]],
    {"x": [1, 2]}, {"x": [-1, "a"]}, [{"type": "text", "text": ""}], [{"type": "?", "text": "x"}], "🍵",
)  # fmt: skip
UNREADABLE = (
    b"",
    b"{",
    b"[]",
    b"null",
    b'"x"',
    b"\xff\xfe",
    b"[" * 5_000,
    b'{"type":1}',
    b'{"type":"Nothing"}',
)


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with live_shop(tmp_path, "chen", "wang") as made:
        yield made


async def test_no_frame_breaks_the_socket_or_anything_else(shop: Shop) -> None:
    wang, chen = await shop.connect("wang"), await shop.connect("chen")
    for payload in UNREADABLE:
        wang.send_raw(payload)
        refused = await wang.next(frames.Refused)
        assert refused.code in ("frame_invalid", "frame_unreadable"), payload
    for kind in KINDS:
        names = [field.name for field in msgspec.structs.fields(kind)]
        sound = {"type": kind.__name__, **{name: SOUND[name] for name in names}}
        for name in names:
            for value in VALUES:
                wang.send_raw(msgspec.json.encode({**sound, name: value}))
            wang.send_raw(msgspec.json.encode({key: v for key, v in sound.items() if key != name}))
    # What is read is answered in its order, so this is answered last.
    wang.send(frames.FetchEvents(ref="last", log="x", from_seq=1, to_seq=2))
    await wang.next(frames.Refused, lambda refused: refused.ref == "last")
    await chen.say(shop.opening_of("wang"), "都好吗")
    codes = {frame.code for frame in wang.drained() if isinstance(frame, frames.Refused)}
    assert "server_trouble" not in codes
    assert {
        "frame_invalid",
        "no_such_conversation",
        "id_invalid",
        "range_invalid",
        "already_greeted",
    } <= codes


@pytest.mark.parametrize(
    ("payload", "code", "field", "ref"),
    [
        (
            b'{"type":"FetchEvents","ref":"7","log":"x","from_seq":"a","to_seq":1}',
            "frame_invalid",
            "from_seq",
            "7",
        ),
        (b'{"type":"FetchEvents","ref":"7","log":"x","from_seq":1}', "frame_invalid", "to_seq", "7"),
        (b'{"type":"SendMessage","client_message_id":"m"}', "frame_invalid", "conversation", "m"),
        (b'{"type":"SetPresence","status":"angry"}', "frame_invalid", "status", ""),
        (
            b'{"type":"FetchEvents","ref":"7","log":"x","from_seq":0,"to_seq":1}',
            "range_invalid",
            "from_seq",
            "7",
        ),
        (b'{"type":"MarkRead","conversation":"x","seq":-1}', "seq_invalid", "seq", ""),
    ],
)
async def test_the_field_and_the_command_at_fault_are_named(
    shop: Shop, payload: bytes, code: str, field: str, ref: str
) -> None:
    wang = await shop.connect("wang")
    wang.send_raw(payload)
    refused = await wang.next(frames.Refused)
    assert (refused.code, refused.field, refused.ref) == (code, field, ref)


async def test_a_message_no_one_can_store_is_refused(shop: Shop) -> None:
    wang = await shop.connect("wang")
    for text, code in (
        ("", "message_empty"),
        ("  ", "message_empty"),
        ("x" * 8_001, "message_too_long"),
        ("a\0b", "text_invalid"),
    ):
        wang.say_only(shop.opening_of("wang"), text)
        assert (await wang.next(frames.Refused)).code == code
    await wang.say(shop.opening_of("wang"), "\\u0000 is only six letters")


async def test_a_database_that_is_away_refuses_and_says_when_to_try_again(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    wang = await shop.connect("wang")

    async def fail(*_: Any) -> None:
        raise DatabaseUnavailable("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(shop.relay.database, "write", fail)
        message_id = wang.say_only(shop.opening_of("wang"), "在吗")
        refused = await wang.next(frames.Refused)
        assert (refused.code, refused.ref) == ("database_unavailable", message_id)
        assert refused.retry_after is not None
    wang.say_only(shop.opening_of("wang"), "在吗", message_id)
    assert (await wang.next(frames.Acked)).client_message_id == message_id


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_the_codec_refuses_anything_without_surprise(value: Any) -> None:
    from parley.domain.errors import Refusal
    from parley.protocol.codec import decode_client_frame, reference_of

    for name in (kind.__name__ for kind in KINDS):
        payload = msgspec.json.encode(
            {"type": name, "ref": value, "log": value, "parts": value, "cursors": value}
        )
        assert isinstance(reference_of(payload), str)
        try:
            decode_client_frame(payload)
        except Refusal as refusal:
            assert refusal.code in ("frame_invalid", "frame_unreadable")  # noqa: PT017 - it may also decode


def test_encoded_frames_have_the_tag_first() -> None:
    assert encode(frames.Ping(ref=new_id())).startswith(b'{"type":"Ping"')
