"""A whole session against a server that does its worst."""

import random
from pathlib import Path

import pytest

from client.made import ME, START, conversation
from parley.client.changes import MessageArrived, TimelineAppended
from parley.client.connection import keeper
from parley.client.connection.backoff import LONGEST_SECONDS, pause_after
from parley.client.records import Record
from parley.client.rows import ConnectionState
from parley.domain.conversation import Marks
from parley.domain.events import LogKind
from parley.domain.message import Delivery
from parley.protocol import frames
from support.listening import Ear, texts, until
from support.scripted_server import ScriptedServer, session_on


def quiet(server: ScriptedServer, frame: frames.ClientFrame) -> None:
    """Nothing has moved."""
    if isinstance(frame, frames.Resume):
        server.say(frames.Heads(logs={}))


async def test_pushes_that_come_late_twice_or_never_end_in_the_exact_log(tmp_path: Path) -> None:
    log = conversation(60)

    def answer(server: ScriptedServer, frame: frames.ClientFrame) -> None:
        quiet(server, frame)
        if isinstance(frame, frames.FetchEvents):
            run = tuple(log[frame.from_seq - 1 : min(frame.to_seq, frame.from_seq + 6)])
            server.say(
                frames.Events(
                    ref=frame.ref, log="log", from_seq=frame.from_seq, to_seq=run[-1].seq, events=run
                )
            )

    async with ScriptedServer(answer) as server:
        session = await session_on(server, tmp_path)
        ear = Ear(session)
        await session.start()
        await session.wait_online()
        pushed = [*log, *random.Random(7).sample(log, 20)]
        random.Random(8).shuffle(pushed)
        lost = {event.seq for event in random.Random(9).sample(log[:-1], 15)}
        server.say(*(event for event in pushed if event.seq not in lost))
        await until(session, lambda: session.conversations.get("log").head_seq == 60)  # type: ignore[union-attr]
        appended = [row.seq for c in ear.heard if isinstance(c, TimelineAppended) for row in c.rows]
        assert appended == list(range(1, 61))
        page = await session.messages.page("log", limit=100)
        assert [row.seq for row in page.rows] == list(range(1, 61))
        arrived = [c.row.seq for c in ear.heard if isinstance(c, MessageArrived)]
        assert len(arrived) == len(set(arrived))
        await session.stop()


async def test_marks_in_any_order_move_delivery_forward_only(tmp_path: Path) -> None:
    async with ScriptedServer(quiet) as server:
        session = await session_on(server, tmp_path)
        ear = Ear(session)
        await session.start()
        await session.wait_online()
        server.say(*conversation(3))
        read = frames.MarksMoved(
            conversation="log", marks_version=2, marks=(Marks(account="them", read_seq=3),)
        )
        late = frames.MarksMoved(
            conversation="log", marks_version=1, marks=(Marks(account="them", delivered_seq=3),)
        )
        server.say(read, late)
        await ear.until(lambda: any(row.delivery is Delivery.READ for row in ear.rows("log")))
        page = await session.messages.page("log")
        assert [row.delivery for row in page.rows if row.is_own and row.parts] == [Delivery.READ]
        await session.stop()


async def test_what_another_device_read_is_counted_by_the_server_where_the_store_has_a_hole(
    tmp_path: Path,
) -> None:
    def answer(server: ScriptedServer, frame: frames.ClientFrame) -> None:
        if isinstance(frame, frames.Resume):
            head = frames.Head(
                kind=LogKind.CONVERSATION,
                from_seq=1,
                seq=10,
                marks_version=2,
                marks=(Marks(account=ME, delivered_seq=8, read_seq=6),),
                unread=1,
            )
            server.say(frames.Heads(logs={"log": head}))

    async with ScriptedServer(answer) as server:
        session = await session_on(server, tmp_path)
        # Nothing of the ten events lies here, and of the four behind the mark only one is a message of others.
        session._core.records["log"] = Record(id="log", seq=10, tail_from=11, marks_version=1, unread=5)
        await session.start()
        await session.wait_online()
        row = session.conversations.get("log")
        assert row is not None
        assert (row.unread, row.read_seq) == (1, 6)
        await session.stop()


async def test_what_is_stored_is_marked_delivered(tmp_path: Path) -> None:
    async with ScriptedServer(quiet) as server:
        session = await session_on(server, tmp_path)
        await session.start()
        await session.wait_online()
        server.say(*conversation(2))
        await until(session, lambda: session.conversations.get("log").unread == 1)  # type: ignore[union-attr]
        await session.conversations.mark_read("log")
        server.say(frames.PresenceChanged(people={"them": "busy"}))
        await until(session, lambda: session.presence.of("them").value == "busy")
        marks = [f for f in server.heard if isinstance(f, frames.MarkDelivered | frames.MarkRead)]
        assert marks[0] == frames.MarkDelivered(conversation="log", seq=2)
        assert frames.MarkRead(conversation="log", seq=2) in marks
        await session.stop()


async def test_being_put_off_delays_the_message_and_nothing_else(tmp_path: Path) -> None:
    tries: list[str] = []

    def answer(server: ScriptedServer, frame: frames.ClientFrame) -> None:
        quiet(server, frame)
        if isinstance(frame, frames.SendMessage):
            tries.append(frame.client_message_id)
            if len(tries) == 1:
                server.say(
                    frames.Refused(
                        ref=frame.client_message_id, code="too_many", sentence="Wait.", retry_after=0.05
                    )
                )
            else:
                seq = len(tries)
                server.say(
                    frames.Acked(
                        client_message_id=frame.client_message_id, conversation="log", seq=seq, at=START
                    )
                )

    async with ScriptedServer(answer) as server:
        session = await session_on(server, tmp_path)
        await session.start()
        await session.wait_online()
        first, second = await session.messages.send("log", "one"), await session.messages.send("log", "two")
        await session.settle()
        assert tries == [first, first, second]
        rows = (await session.messages.page("log")).rows
        assert [row.delivery for row in rows] == [Delivery.SENT, Delivery.SENT]
        await session.stop()


async def test_a_silent_server_is_left_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "_PING_SECONDS", 0.02)
    monkeypatch.setattr(keeper, "_SILENCE_SECONDS", 0.03)
    async with ScriptedServer(quiet) as server:
        session = await session_on(server, tmp_path)
        await session.start()
        await session.wait_online()
        await until(session, lambda: session.state is ConnectionState.OFFLINE)
        session.retry_now()
        await session.wait_online()
        assert server.connections == 2
        await session.stop()


@pytest.mark.parametrize(
    ("code", "state"),
    [
        (frames.CLOSE_SIGNED_OUT, ConnectionState.SIGNED_OUT),
        (frames.CLOSE_UPDATE_NEEDED, ConnectionState.UPDATE_NEEDED),
        (frames.CLOSE_GOING_DOWN, ConnectionState.OFFLINE),
    ],
)
async def test_close_codes_say_what_comes_next(tmp_path: Path, code: int, state: ConnectionState) -> None:
    async with ScriptedServer(quiet) as server:
        session = await session_on(server, tmp_path)
        await session.start()
        await session.wait_online()
        server.close(code)
        await until(session, lambda: session.state is state)
        await session.stop()


async def test_a_frame_that_cannot_be_read_and_a_listener_that_fails_harm_nobody(tmp_path: Path) -> None:
    async with ScriptedServer(quiet) as server:
        session = await session_on(server, tmp_path)

        def fail(_: object) -> None:
            raise ValueError("a bug in a listener")

        session.subscribe(fail)
        ear = Ear(session)
        await session.start()
        await session.wait_online()
        server.say({"type": "FromTheFuture"}, *conversation(2))
        await ear.until_heard(MessageArrived)
        assert session.state is ConnectionState.ONLINE
        await session.stop()


async def test_a_new_message_shows_a_hidden_conversation_again(tmp_path: Path) -> None:
    async with ScriptedServer(quiet) as server:
        session = await session_on(server, tmp_path)
        await session.conversations.set_hidden("log", True)
        assert session.conversations.get("log").is_hidden  # type: ignore[union-attr]
        await session.start()
        await session.wait_online()
        server.say(*conversation(2))
        await until(session, lambda: not session.conversations.get("log").is_hidden)  # type: ignore[union-attr]
        await session.stop()


async def test_heads_bring_unread_marks_and_presence(tmp_path: Path) -> None:
    log = conversation(4)

    def answer(server: ScriptedServer, frame: frames.ClientFrame) -> None:
        if isinstance(frame, frames.Resume):
            head = frames.Head(
                kind=LogKind.CONVERSATION,
                from_seq=1,
                seq=4,
                marks_version=3,
                unread=0,
                marks=(Marks(account=ME, read_seq=4),),
            )
            server.say(frames.Heads(logs={"log": head}, presence={"them": "away"}))
        if isinstance(frame, frames.FetchEvents):
            server.say(frames.Events(ref=frame.ref, log="log", from_seq=1, to_seq=4, events=tuple(log)))

    async with ScriptedServer(answer) as server:
        session = await session_on(server, tmp_path)
        ear = Ear(session)
        await session.start()
        await session.wait_online()
        row = session.conversations.get("log")
        assert row is not None
        assert (row.unread, row.read_seq, row.head_seq) == (0, 4, 4)
        assert not [c for c in ear.heard if isinstance(c, MessageArrived)]
        assert session.presence.of("them").value == "away"
        assert texts((await session.messages.page("log")).rows) == ["message 2", "message 3", "message 4"]
        await session.stop()


def test_pauses_grow_jittered_up_to_a_limit() -> None:
    assert [pause_after(n, lambda: 1.0) for n in (1, 2, 3)] == [0.5, 1.0, 2.0]
    assert pause_after(50, lambda: 1.0) == LONGEST_SECONDS
    assert pause_after(50, lambda: 0.0) == 0.0
