"""A sign-in on a new device is shown to those one talks with, quietly and once."""

from collections.abc import Iterator

import pytest

from parley.client.changes import TimelineReset
from parley.client.rows import TimelineKind
from parley.client.session import Session
from parley.domain.device import signed_in
from parley.domain.people import AccountKind
from support.listening import Ear, until
from support.relay_process import RelayProcess
from support.team import Team


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RelayProcess]:
    """One relay for all of these: none of them ends it."""
    with RelayProcess(tmp_path_factory.mktemp("relay")) as process:
        yield process


async def lines(session: Session, conversation: str, **where: int) -> list[str]:
    page = await session.messages.page(conversation, **where)
    return [
        "device" if row.kind is TimelineKind.NEW_DEVICE else row.parts[0].text
        for row in page.rows
        if row.kind in (TimelineKind.NEW_DEVICE, TimelineKind.MESSAGE)
    ]


async def test_a_new_device_stands_where_it_happened_and_the_first_doesnt(team: Team) -> None:
    owner = team.owner
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    await until(owner, lambda: owner.conversations.with_person(wang.account) is not None)
    talk = owner.conversations.with_person(wang.account)
    assert talk is not None
    await wang.messages.send(talk, "one")
    await until(owner, lambda: last_line(owner, talk) == "one")
    assert await lines(owner, talk) == ["one"]
    ear = Ear(owner)
    phone = await team.another_device(wang)
    await until(owner, lambda: devices(owner, wang.account) == 2)
    assert TimelineReset(owner.account, talk) in ear.heard
    await phone.messages.send(talk, "two")
    await until(owner, lambda: last_line(owner, talk) == "two")
    assert await lines(owner, talk) == ["one", "device", "two"]
    # The line belongs to one page alone, whichever way one comes to it.
    head = owner.conversations.get(talk)
    assert head is not None
    assert await lines(owner, talk, limit=1) == ["two"]
    assert await lines(owner, talk, before_seq=head.head_seq, limit=1) == ["one", "device"]
    # Another device of the owner, which only ever saw snapshots, tells the same.
    laptop = await team.another_device(owner, "laptop")
    await until(laptop, lambda: last_line(laptop, talk) == "two")
    assert await lines(laptop, talk) == ["one", "device", "two"]
    assert await lines(wang, talk) == ["one", "two", "device"]


def devices(session: Session, person: str) -> int:
    row = session.contacts.person(person)
    return len(signed_in(row.devices)) if row else 0


def last_line(session: Session, conversation: str) -> str:
    row = session.conversations.get(conversation)
    return row.last_line if row else ""
