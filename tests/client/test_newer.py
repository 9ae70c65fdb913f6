"""A server and people with a newer program: nothing is lost, nothing else breaks, and an update catches up (G15)."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from client.made import ME, START, conversation, message
from parley.client.rows import TimelineKind
from parley.domain.events import Event, LogKind, MessageCreated, RoomRenamed, UnknownBody
from parley.domain.message import Part, text_of
from parley.domain.presence import Status
from parley.protocol import frames, newer
from parley.protocol.codec import decode_event, decode_kept_event, decode_relay_frame, encode
from support.listening import until
from support.scripted_server import ScriptedServer, session_on


def event_with(body: Any, seq: int = 3, log: str = "log") -> msgspec.Raw:
    """The JSON of an event with any body."""
    shape = {"type": "Event", "log": log, "seq": seq, "id": f"{log}-{seq}", "at": START, "party": "them"}
    return msgspec.Raw(msgspec.json.encode({**shape, "body": body, "from_the_future": True}))


POLL = {"type": "PollOpened", "question": "几号发货？", "choices": [{"n": 1}]}


@pytest.mark.parametrize(
    "body",
    [
        POLL,
        {"type": "RoleChanged", "account": "a", "role": "moderator"},
    ],
)
def test_a_body_that_cant_be_read_is_kept_as_it_came(body: dict[str, Any]) -> None:
    event = decode_relay_frame(bytes(event_with(body)))
    assert isinstance(event, Event)
    assert isinstance(event.body, UnknownBody)
    assert msgspec.json.decode(event.body.raw) == body
    assert decode_kept_event(encode(event)) == event


def test_what_was_kept_is_read_by_the_version_that_knows_it() -> None:
    kept = decode_event(bytes(event_with({"type": "RoomRenamed", "title": "x"})))
    unread = msgspec.structs.replace(
        kept, body=UnknownBody(name="RoomRenamed", raw=encode(kept.body).decode())
    )
    assert decode_kept_event(encode(unread)).body == RoomRenamed(title="x")


def test_a_part_that_isnt_known_is_shown_by_its_fallback_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    part = {"type": "poll", "text": "Q", "fallback": "[投票] 几号发货？", "choices": [1, 2]}
    said = {
        "type": "MessageCreated",
        "client_message_id": "m",
        "parts": [{"type": "text", "text": "hi"}, part],
    }
    for data in (event_with(said), event_with({**said, "origin": "human"})):
        event = decode_relay_frame(bytes(data))
        assert isinstance(event, Event)
        assert isinstance(event.body, MessageCreated)
        assert text_of(event.body.parts) == "hi\n[投票] 几号发货？"
        assert [bool(p.raw) for p in event.body.parts] == [False, True]
        assert msgspec.json.decode(event.body.parts[1].raw) == part
    monkeypatch.setattr(newer, "KNOWN_PARTS", frozenset({"text", "poll"}))
    known = decode_kept_event(encode(event)).body
    assert isinstance(known, MessageCreated)
    assert known.parts[1] == Part(type="poll", text="Q", fallback="[投票] 几号发货？")


def test_nobody_else_says_what_was_kept() -> None:
    forged = {"type": "text", "text": "100", "raw": '{"type":"text","text":"1"}'}
    said = {"type": "MessageCreated", "client_message_id": "m", "parts": [forged]}
    run = {
        "type": "Events",
        "ref": "r",
        "log": "log",
        "from_seq": 3,
        "to_seq": 3,
        "events": [event_with(said)],
    }
    frame = decode_relay_frame(msgspec.json.encode(run))
    assert isinstance(frame, frames.Events)
    single = decode_relay_frame(bytes(event_with(said)))
    for event in (*frame.events, single):
        assert isinstance(event, Event)
        assert isinstance(event.body, MessageCreated)
        assert event.body.parts == (Part(type="text", text="100"),)


def test_a_part_without_a_fallback_still_says_what_it_is() -> None:
    assert text_of((Part(type="poll"),)) == "[poll]"


def test_a_run_with_one_unknown_event_is_taken_whole() -> None:
    events = [msgspec.Raw(encode(message(2))), event_with(POLL, 3)]
    run = {"type": "Events", "ref": "r", "log": "log", "from_seq": 2, "to_seq": 3, "events": events}
    frame = decode_relay_frame(msgspec.json.encode(run))
    assert isinstance(frame, frames.Events)
    assert [type(event.body) for event in frame.events] == [MessageCreated, UnknownBody]


def test_heads_leave_out_what_isnt_known() -> None:
    head = {"kind": "conversation", "from_seq": 1, "seq": 4}
    data = {
        "type": "Heads",
        "logs": {"log": head, "side": {**head, "kind": "side_channel"}},
        "presence": {"a": "busy", "b": "on_the_phone"},
    }
    frame = decode_relay_frame(msgspec.json.encode(data))
    assert isinstance(frame, frames.Heads)
    assert frame.logs == {"log": frames.Head(kind=LogKind.CONVERSATION, from_seq=1, seq=4)}
    assert frame.presence == {"a": Status.BUSY}


async def test_a_log_goes_on_behind_what_wasnt_understood(tmp_path: Path) -> None:
    def answer(server: ScriptedServer, frame: frames.ClientFrame) -> None:
        if isinstance(frame, frames.Resume):
            server.say(frames.Heads(logs={}))

    async with ScriptedServer(answer) as server:
        session = await session_on(server, tmp_path)
        await session.start()
        await session.wait_online()
        server.say(*conversation(2), event_with(POLL, 3), message(4, text="after"))
        server.say(event_with({"type": "WalletOpened"}, 1, log="account"))
        server.say(event_with({"type": "SettingChanged", "name": "x", "value": "y"}, 2, log="account"))
        await until(session, lambda: session.me.setting("x") == "y")
        row = session.conversations.get("log")
        assert row is not None
        assert (row.head_seq, row.last_line) == (4, "after")
        page = await session.messages.page("log")
        assert [r.kind for r in page.rows][-2:] == [TimelineKind.UNKNOWN, TimelineKind.MESSAGE]
        assert session._core.meta.stale.keys() == {"log", "account"}
        assert session.account == ME
        await session.stop()
