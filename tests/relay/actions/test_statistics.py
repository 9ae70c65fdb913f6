"""The figures of a shop, from what its people and customers really sent."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from parley.domain.desk import Desk
from parley.domain.errors import Forbidden, Refusal
from parley.domain.hours import Shift, WorkingHours
from parley.domain.ownership import Owner
from parley.domain.statistics import Figures, Statistics
from parley.protocol.rest_statistics import Scope
from parley.relay import statistics
from parley.relay.actions import desk, hours, settings
from relay.world import World

DAY = date(2026, 11, 21)


async def figures(world: World, who: str, of: Scope = Scope.MINE) -> Statistics:
    period = statistics.check_period(DAY, DAY, "Asia/Shanghai")
    told = await statistics.answer(world.database, world.people[who], period, of, world.clock.now())
    return told.statistics


async def ask_and_answer(world: World, customer: str, colleague: str, seconds: float) -> str:
    """A question answered after so many seconds."""
    talk = await world.direct(customer, colleague)
    await world.say(customer, talk, "还有货吗？")
    world.clock.advance(seconds - 1)
    await world.say(colleague, talk, "有的")
    return talk


async def test_rounds_of_each_colleague_and_of_the_shop(world: World) -> None:
    await ask_and_answer(world, "wang", "li", 60)
    await ask_and_answer(world, "wang", "chen", 200)
    await world.say("anna", await world.direct("anna", "li"), "Hello?")
    world.clock.advance(30)
    li = await figures(world, "li")
    assert li.total == Figures(
        customers=2,
        rounds=2,
        answered=1,
        waiting=1,
        first_reply_s=60,
        average_reply_s=60,
        in_time=1,
        decided=1,
    )
    assert [one.account for one in li.colleagues] == [world.id("li")]
    shop = await figures(world, "chen", Scope.SHOP)
    assert (shop.total.customers, shop.total.rounds, shop.total.average_reply_s) == (2, 3, 130)
    assert {one.account for one in shop.colleagues} == {world.id("li"), world.id("chen")}
    assert (shop.total.in_time, shop.total.decided) == (1, 2)


async def test_talk_among_colleagues_partners_and_in_rooms_counts_nothing(world: World) -> None:
    for who, other in (("li", "zhao"), ("lin", "li")):
        await world.say(who, await world.direct(who, other), "在吗？")
    room = await world.room("chen", "wang")
    await world.say("chen", room, "大家好")
    assert (await figures(world, "chen", Scope.SHOP)).total == Figures()


async def test_a_courtesy_asks_nothing_unless_the_colleague_says_so(world: World) -> None:
    talk = await ask_and_answer(world, "wang", "li", 10)
    await world.say("wang", talk, "好的，谢谢")
    assert (await figures(world, "li")).total.rounds == 1
    await world.act("li", settings.set_setting, "desk.courtesies", "晚安")
    assert (await figures(world, "li")).total.rounds == 2


async def test_done_closes_a_question_and_taking_it_back_opens_it(world: World) -> None:
    talk = await world.direct("wang", "li")
    asked = await world.say("wang", talk, "在吗？")
    assert (await figures(world, "li")).total.waiting == 1
    await world.act("li", desk.set_desk, talk, Desk(done_seq=asked.seq))
    assert (await figures(world, "li")).total == Figures(customers=1, rounds=1)
    await world.act("li", desk.set_desk, talk, Desk())
    assert (await figures(world, "li")).total.waiting == 1


async def test_the_shops_hours_count_and_a_colleagues_own_before_them(world: World) -> None:
    local = world.clock.now().astimezone(ZoneInfo("Asia/Shanghai"))
    opens = local.hour * 60 + local.minute + 2
    late = WorkingHours(zone="Asia/Shanghai", week=((Shift(start=opens, end=opens + 60),),) * 7)
    await world.act("chen", hours.put_hours, Owner.SHOP, late)
    await ask_and_answer(world, "wang", "li", 110)
    closed = (await figures(world, "li")).total.average_reply_s
    assert closed is not None
    assert closed < 20
    always = WorkingHours(zone="Asia/Shanghai", week=((Shift(start=0, end=24 * 60),),) * 7)
    await world.act("li", hours.put_hours, Owner.PERSON, always)
    assert (await figures(world, "li")).total.average_reply_s == 110


async def test_only_the_owner_sees_everybody(world: World) -> None:
    for who, of in (("li", Scope.SHOP), ("lin", Scope.MINE), ("wang", Scope.MINE), ("wang", Scope.SHOP)):
        with pytest.raises(Forbidden):
            await figures(world, who, of)


@pytest.mark.parametrize(
    ("first", "last", "zone", "code"),
    [
        (date(2026, 11, 22), DAY, "UTC", "period_invalid"),
        (date(2024, 1, 1), DAY, "UTC", "period_too_long"),
        (date(1, 1, 1), date(1, 1, 2), "UTC", "period_invalid"),
        (date(9999, 12, 30), date(9999, 12, 31), "UTC", "period_invalid"),
        (DAY, DAY, "Mars/Olympus", "zone_unknown"),
    ],
)
def test_a_period_that_cannot_be(first: date, last: date, zone: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        statistics.check_period(first, last, zone)
    assert refused.value.code == code
