"""The figures of Home over a real relay, and without it."""

import pytest

from parley.client.errors import Offline
from parley.domain.errors import Forbidden
from parley.domain.people import AccountKind
from parley.protocol.rest_statistics import Scope
from support.listening import until
from support.relay_process import RelayProcess
from support.team import Team

ZONE = "Asia/Shanghai"


async def test_the_figures_are_told_and_kept_for_when_the_server_is_away(
    team: Team, relay: RelayProcess
) -> None:
    owner, li = team.owner, await team.join("lina", "李娜")
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    talk = await wang.conversations.open_direct(li.account)
    await wang.messages.send(talk, "大红袍还有货吗？")
    await until(li, lambda: li.conversations.get(talk) is not None)
    await li.messages.send(talk, "有的")
    await li.settle()
    mine = await li.statistics.read(7, ZONE)
    today = mine.answer.statistics.days[-1].figures
    assert (mine.is_fresh, today.customers, today.answered, today.in_time) == (True, 1, 1, 1)
    assert len(mine.answer.statistics.days) == 7
    shops = await owner.statistics.read(7, ZONE, Scope.SHOP)
    assert [one.account for one in shops.answer.statistics.colleagues] == [li.account]
    with pytest.raises(Forbidden):
        await li.statistics.read(7, ZONE, Scope.SHOP)
    assert not wang.statistics.may_read(Scope.MINE)
    relay.kill()
    kept = await li.statistics.read(7, ZONE)
    assert (kept.is_fresh, kept.answer, kept.at) == (False, mine.answer, mine.at)
    with pytest.raises(Offline):
        await li.statistics.read(30, ZONE)
