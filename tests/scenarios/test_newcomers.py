"""What somebody who joins a room sees of it, and what that says about reading."""

from collections.abc import Iterator

import msgspec
import pytest

from parley.client import catch_up
from parley.client.connection import keeper
from parley.client.rows import TimelineKind, TimelineRow
from parley.client.session import Session
from parley.domain.errors import Forbidden
from parley.domain.events import Event, NewcomersChanged, UnknownBody
from parley.domain.message import Delivery, text_of
from parley.domain.people import AccountKind
from parley.protocol import frames
from parley.protocol.codec import decode_relay_frame, encode
from support.listening import until
from support.relay_process import RelayProcess
from support.team import Team


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RelayProcess]:
    """One relay for all of these: none of them ends it."""
    with RelayProcess(tmp_path_factory.mktemp("relay")) as process:
        yield process


async def test_a_newcomer_reads_what_was_said_before_where_the_owner_says_so(team: Team) -> None:
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    room = await team.owner.conversations.create_room("春茶", newcomers_see_all=True)
    for number in range(3):
        await team.owner.messages.send(room, f"before {number}")
    await until(team.owner, lambda: head(team.owner, room) == 4)
    await enter(team, wang, room)
    page = await wang.messages.page(room)
    assert texts(page.rows) == ["before 0", "before 1", "before 2"]
    assert page.first_unread_seq is None
    row = wang.conversations.get(room)
    assert row is not None
    assert row.unread == 0
    # A second device, which begins with a snapshot, counts the same.
    second = await team.another_device(wang)
    await until(second, lambda: head(second, room) >= row.head_seq)
    assert unread(second, room) == 0


async def test_a_newcomers_reading_says_nothing_of_what_was_said_before(team: Team) -> None:
    li = await team.join("lina", "李娜")
    room = await team.owner.conversations.create_room("春茶", newcomers_see_all=True)
    await team.owner.messages.send(room, "before")
    await until(team.owner, lambda: head(team.owner, room) == 2)
    await team.owner.conversations.invite(room, li.account)
    await until(li, lambda: li.conversations.get(room) is not None)
    await team.owner.messages.send(room, "after")
    await until(li, lambda: unread(li, room) == 1)
    assert (await li.messages.page(room)).first_unread_seq is not None
    await li.conversations.mark_read(room)
    await until(team.owner, lambda: last_delivery(team.owner, room) is Delivery.READ)
    before, after = [
        row for row in (await team.owner.messages.page(room)).rows if row.kind is TimelineKind.MESSAGE
    ]
    assert (before.read_count, before.delivery) == (0, Delivery.SENT)
    assert (after.read_count, after.delivery) == (1, Delivery.READ)


async def test_a_later_change_counts_for_those_who_join_after_it(team: Team) -> None:
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    anna = await team.join("anna", "Anna", AccountKind.CUSTOMER)
    room = await team.owner.conversations.create_room("春茶")
    await team.owner.messages.send(room, "before")
    await until(team.owner, lambda: head(team.owner, room) == 2)
    await enter(team, wang, room)
    with pytest.raises(Forbidden):
        await wang.conversations.set_newcomers(room, True)
    await team.owner.conversations.set_newcomers(room, True)
    await enter(team, anna, room)
    await until(wang, lambda: head(wang, room) == head(anna, room))
    assert texts((await wang.messages.page(room)).rows) == []
    page = await anna.messages.page(room)
    assert texts(page.rows) == ["before"]
    assert TimelineKind.NEWCOMERS_ALL in [row.kind for row in page.rows]


async def test_who_comes_back_sees_what_was_said_meanwhile(team: Team) -> None:
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    room = await team.owner.conversations.create_room("春茶")
    await enter(team, wang, room)
    await wang.conversations.leave(room)
    await team.owner.messages.send(room, "meanwhile")
    await team.owner.conversations.set_newcomers(room, True)
    await enter(team, wang, room)
    await until(wang, lambda: not has_left(wang, room) and head(wang, room) == head(team.owner, room))
    assert texts((await wang.messages.page(room)).rows) == ["meanwhile"]
    assert unread(wang, room) == 0


async def test_an_update_catches_up_with_what_the_old_version_didnt_understand(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    li = await team.join("lina2", "李娜")
    room = await team.owner.conversations.create_room("春茶", [li.account])
    await until(li, lambda: head(li, room) > 0)
    with monkeypatch.context() as old:
        old.setattr(keeper, "decode_relay_frame", without_newcomers)
        await team.owner.conversations.set_newcomers(room, True)
        await team.owner.messages.send(room, "after")
        await until(li, lambda: unread(li, room) == 1)
    row = li.conversations.get(room)
    assert row is not None
    assert not row.newcomers_see_all
    await li.stop()
    team.sessions.remove(li)
    monkeypatch.setattr(catch_up, "__version__", "99.0")
    li = await team.started(await team.book("lina2").open(li.account))
    await until(li, lambda: (row := li.conversations.get(room)) is not None and row.newcomers_see_all)
    kinds = [row.kind for row in (await li.messages.page(room)).rows]
    assert TimelineKind.NEWCOMERS_ALL in kinds
    assert TimelineKind.UNKNOWN not in kinds
    assert unread(li, room) == 1
    assert li._core.meta.stale == {}


def without_newcomers(data: bytes | str) -> frames.RelayFrame:
    """As a version reads it that doesn't know `NewcomersChanged`."""
    frame = decode_relay_frame(data)
    if isinstance(frame, Event) and isinstance(frame.body, NewcomersChanged):
        body = UnknownBody(name="NewcomersChanged", raw=encode(frame.body).decode())
        return msgspec.structs.replace(frame, body=body)
    return frame


async def enter(team: Team, who: Session, room: str) -> None:
    await team.owner.conversations.invite(room, who.account)
    await until(who, lambda: (row := who.conversations.get(room)) is not None and row.is_invitation)
    await who.conversations.join(room)
    await until(who, lambda: head(who, room) > 0 and not has_left(who, room))


def texts(rows: tuple[TimelineRow, ...]) -> list[str]:
    return [text_of(row.parts) for row in rows if row.kind is TimelineKind.MESSAGE]


def head(session: Session, room: str) -> int:
    row = session.conversations.get(room)
    return row.head_seq if row else 0


def unread(session: Session, room: str) -> int:
    row = session.conversations.get(room)
    return row.unread if row else 0


def has_left(session: Session, room: str) -> bool:
    row = session.conversations.get(room)
    return row is not None and row.has_left


def last_delivery(session: Session, room: str) -> Delivery | None:
    row = session.conversations.get(room)
    return row.last_delivery if row else None
