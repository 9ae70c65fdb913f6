"""The desk without a connection: who waits at once, put off, done and back, and that answers on their way out count."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from client.made import ME, START
from parley.client import resolve
from parley.client.changes import ConversationsChanged
from parley.client.desk_wishes import DeskWish, load, push
from parley.client.records import Record, fold
from parley.client.session import Session
from parley.domain.conversation import ConversationKind, Marks
from parley.domain.desk import Desk
from parley.domain.events import ConversationCreated, Event, MessageCreated
from parley.domain.message import Origin, text_part
from parley.domain.people import AccountKind, Profile
from parley.domain.state import AccountState, ConversationEntry
from parley.domain.waiting import Level
from parley.protocol import frames
from support.listening import Ear
from support.scripted_server import ScriptedServer, session_on

TALK = "talk"


def quiet(server: ScriptedServer, frame: frames.ClientFrame) -> None:
    """Nothing is answered: nobody connects here."""


def person(account: str, name: str, kind: AccountKind) -> Profile:
    return Profile(account=account, handle=account, kind=kind, display_name=name)


def event(seq: int, party: str, text: str, origin: Origin = Origin.HUMAN) -> Event:
    body = MessageCreated(client_message_id=f"m{seq}", parts=(text_part(text),), origin=origin)
    return Event(log=TALK, seq=seq, id=f"e{seq}", at=START + timedelta(seconds=seq), party=party, body=body)


def record(*said: tuple[str, str]) -> Record:
    made = Record(id=TALK)
    created = ConversationCreated(kind=ConversationKind.DIRECT, title="", members=())
    made = fold(made, Event(log=TALK, seq=1, id="e1", at=START, party=ME, body=created), ME)
    for seq, (party, text) in enumerate(said, 2):
        made = fold(made, event(seq, party, text), ME)
    return made


@pytest.fixture
async def session(tmp_path: Path):  # type: ignore[no-untyped-def]
    async with ScriptedServer(quiet) as server:
        made = await session_on(server, tmp_path)
        core = made._core
        core.state = AccountState(
            profile=person(ME, "陈明", AccountKind.STAFF),
            people={"them": person("them", "王建军", AccountKind.CUSTOMER)},
            conversations={
                TALK: ConversationEntry(
                    conversation=TALK, kind=ConversationKind.DIRECT, peer="them", from_seq=1
                )
            },
        )
        core.records[TALK] = record(("them", "大红袍还有货吗？"), ("them", "在吗"))
        yield made
        await made.stop()


def waiting(session: Session) -> list[str]:
    return [row.title for row in session.desk.waiting()]


async def test_done_at_once_and_back(session: Session) -> None:
    ear = Ear(session)
    assert waiting(session) == ["王建军"]
    before = await session.desk.set_done(TALK)
    assert waiting(session) == []
    assert [c for c in ear.heard if isinstance(c, ConversationsChanged)]
    await session.desk.undo_done(TALK, before)
    assert waiting(session) == ["王建军"]


async def test_put_off_and_awake_when_the_customer_writes(session: Session) -> None:
    core = session._core
    await session.desk.snooze(TALK, core.now() + timedelta(minutes=15))
    assert waiting(session) == []
    row = session.conversations.get(TALK)
    assert row is not None
    assert row.wait is not None
    assert row.wait.is_snoozed(core.now())
    core.records[TALK] = fold(core.records[TALK], event(4, "them", "有人吗"), ME)
    assert waiting(session) == ["王建军"]


async def test_an_answer_on_its_way_out_ends_the_wait(session: Session) -> None:
    await session.messages.send(TALK, "有货")
    assert waiting(session) == []


async def test_what_was_done_is_durable_and_only_what_was_touched_is_told(session: Session) -> None:
    await session.desk.set_flag(TALK, 2)
    await session.desk.set_done(TALK)
    assert session.desk.of(TALK) == Desk(done_seq=3, flag=2)
    stored = await session._core.database.read(load)
    assert stored == {TALK: DeskWish(flag=2, done_seq=3, snoozed_until=None)}
    session._core.state = _replaced(session._core.state, Desk(flag=4, snoozed_seq=1))
    assert session.desk.of(TALK) == Desk(done_seq=3, flag=2, snoozed_seq=1)


def _replaced(state: AccountState, desk: Desk) -> AccountState:
    return AccountState(
        profile=state.profile, people=state.people, conversations=state.conversations, desk={TALK: desk}
    )


async def test_urgency_by_ones_own_thresholds(session: Session) -> None:
    row = session.conversations.get(TALK)
    assert row is not None
    assert row.wait is not None
    assert session.desk.level(row.wait) is Level.RED
    await session.me.set_setting("desk.amber_seconds", "86400")
    assert session.desk.settings.red_seconds == 86_400


async def test_the_reader_of_a_customers_own_session_finds_nobody_waiting(session: Session) -> None:
    core = session._core
    profile = person(ME, "王建军", AccountKind.CUSTOMER)
    core.state = AccountState(
        profile=profile,
        people={"them": person("them", "陈明", AccountKind.OWNER)},
        conversations=core.state.conversations,
    )
    row = resolve.conversation_row(core, TALK)
    assert row is not None
    assert (row.wait, row.is_customer) == (None, False)


def test_reading_is_no_answer() -> None:
    made = record(("them", "在吗"))
    assert made.unanswered.last_seq == 2
    assert made.marks.get(ME, Marks(account=ME)).read_seq == 0
    assert fold(made, event(3, ME, "自动回复", Origin.AUTO_REPLY), ME).unanswered.last_seq == 2
    assert fold(made, event(3, ME, "在"), ME).unanswered.last_seq == 0


async def test_a_wish_that_comes_while_the_one_before_is_granted_is_not_lost(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    core = session._core
    before = await session.desk.set_done(TALK)
    wish = core.desk_wishes[TALK]

    async def granted(*_args: object) -> Desk:
        return Desk(done_seq=3)

    written = core.write

    async def write_slowly(job: Callable[[Any], Any]) -> Any:
        monkeypatch.setattr(core, "write", written)
        answer = await written(job)
        await session.desk.undo_done(TALK, before)
        return answer

    monkeypatch.setattr(core.rest, "send", granted)
    monkeypatch.setattr(core, "write", write_slowly)
    await push(core, TALK, wish)
    assert core.desk_wishes[TALK].done_seq == 0
    assert waiting(session) == ["王建军"]
