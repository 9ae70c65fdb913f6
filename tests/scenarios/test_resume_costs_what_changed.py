"""Coming back to many conversations of which few changed costs work for the few."""

import asyncio
from collections.abc import Iterator

import apsw
import pytest

from parley.client.connection.link import Link
from parley.client.connection.rest import Rest
from parley.client.session import Session
from parley.protocol.frames import FetchEvents
from parley.protocol.rest_conversations import ConversationSnapshot, CreateRoom
from support.listening import until
from support.team import Team


class Work:
    """What a client does from now on: frames out, REST calls, SQL statements."""

    def __init__(self) -> None:
        self.frames: list[object] = []
        self.calls: list[str] = []
        self.statements: list[str] = []

    def clear(self) -> None:
        for each in (self.frames, self.calls, self.statements):
            each.clear()  # type: ignore[attr-defined]


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    """Counts the work of all sessions of this process."""
    counted = Work()
    send, call = Link.send, Rest.call

    def counting_send(self: Link, frame: object) -> None:
        counted.frames.append(frame)
        send(self, frame)

    async def counting_call(self: Rest, method: str, path: str, **rest: object) -> bytes:
        counted.calls.append(f"{method} {path}")
        return await call(self, method, path, **rest)  # type: ignore[arg-type]

    def trace(connection: apsw.Connection) -> None:
        connection.trace_v2(apsw.SQLITE_TRACE_STMT, lambda event: counted.statements.append(event["sql"]))

    monkeypatch.setattr(Link, "send", counting_send)
    monkeypatch.setattr(Rest, "call", counting_call)
    apsw.connection_hooks.append(trace)
    yield counted
    apsw.connection_hooks.remove(trace)


async def test_120_conversations_of_which_5_changed(team: Team, work: Work) -> None:
    await resume_with(team, work, rooms=120)


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_2000_conversations_of_which_5_changed(team: Team, work: Work) -> None:
    await resume_with(team, work, rooms=2_000)


async def resume_with(team: Team, work: Work, *, rooms: int) -> None:
    li = await team.join("lina", "李娜")
    await make_rooms(team.owner, li, rooms)
    await until(li, lambda: all(r.head_seq for r in li.conversations.all()), timeout=300)
    await li.stop()
    team.sessions.remove(li)
    changed = [row.id for row in team.owner.conversations.all() if row.title.startswith("room")][:5]
    for conversation in changed:
        await team.owner.messages.send(conversation, "something new")
    await team.owner.settle()

    li = await team.book("lina").open(li.account)
    work.clear()
    await team.started(li)
    assert {row.id for row in li.conversations.all() if row.unread} == set(changed)
    assert sorted(f.log for f in work.frames if isinstance(f, FetchEvents)) == sorted(changed)
    assert [call for call in work.calls if "conversations" in call] == []
    assert len(work.frames) <= 30
    assert len(work.statements) <= 150


async def make_rooms(owner: Session, other: Session, count: int) -> None:
    rest = owner._core.rest
    at_once = asyncio.Semaphore(20)

    async def make(number: int) -> None:
        async with at_once:
            body = CreateRoom(title=f"room {number}", invite=(other.account,))
            await rest.send("POST", "/conversations/rooms", ConversationSnapshot, body)

    await asyncio.gather(*(make(number) for number in range(count)))
    for session in (owner, other):
        await until(session, lambda session=session: len(session.conversations.all()) >= count, timeout=300)  # type: ignore[misc]
