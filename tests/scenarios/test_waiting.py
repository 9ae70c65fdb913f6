"""Who waits is the same on the device that heard it all and on a fresh one; what is done on one is done on both."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from parley.client.session import Session
from parley.domain.people import AccountKind
from support.listening import until
from support.relay_process import RelayProcess
from support.team import Team


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RelayProcess]:
    """One relay for all of these: none of them ends it."""
    with RelayProcess(tmp_path_factory.mktemp("relay")) as process:
        yield process


def waits(session: Session) -> list[tuple[str, object, int]]:
    return [(row.title, row.wait, row.flag) for row in session.desk.waiting()]


async def test_a_fresh_device_finds_the_same_customers_waiting(team: Team) -> None:
    owner = team.owner
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    anna = await team.join("anna", "Anna Smith", AccountKind.CUSTOMER)
    li = await team.join("lina", "李娜")
    talks = {}
    for who in (anna, wang, li):
        talks[who.handle] = await who.conversations.open_direct(owner.account)
        await who.messages.send(talks[who.handle], "在吗？")
        await who.messages.send(talks[who.handle], "有人吗？")
        await who.settle()
    await until(owner, lambda: len(owner.desk.waiting()) == 2)
    assert [title for title, _, _ in waits(owner)] == ["Anna Smith", "王建军"]
    second = await team.another_device(owner)
    assert waits(second) == waits(owner)

    await second.desk.set_done(talks[anna.handle])
    await second.desk.set_flag(talks[wang.handle], 3)
    await until(owner, lambda: [w[0] for w in waits(owner)] == ["王建军"] and waits(owner)[0][2] == 3)
    await owner.desk.snooze(talks[wang.handle], owner.desk.now() + timedelta(hours=1))
    await until(second, lambda: not second.desk.waiting())
    await wang.messages.send(talks[wang.handle], "急！")
    await until(second, lambda: len(second.desk.waiting()) == 1)
    await owner.settle()
    third = await team.another_device(owner, "third")
    assert waits(third) == waits(second)

    team_waits = (await owner.desk.team()).waits
    assert [(w.customer_name, w.account) for w in team_waits] == [("王建军", owner.account)]
    await owner.messages.send(talks[wang.handle], "来了")
    assert owner.desk.waiting() == []
    await until(third, lambda: not third.desk.waiting())
    assert wang.desk.waiting() == []
