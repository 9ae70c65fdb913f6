"""Messages to many on the relay: each exactly once, nobody against their will, and the sender sees what became of it."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from parley.domain.broadcast import Broadcast, BroadcastRules, BroadcastState, Language, Result, Why
from parley.domain.errors import Conflict, Forbidden, NotFound, Refusal
from parley.domain.events import BroadcastChanged, MessageCreated
from parley.domain.message import Origin, text_of
from parley.domain.people import AccountKind
from parley.foundation.ids import new_id
from parley.protocol.rest_broadcasts import BroadcastWish, OptOutChange
from parley.relay.actions import accounts, blocks, broadcasts, opt_outs, settings
from parley.relay.actions.broadcast_send import note_trouble, send_next
from parley.relay.broadcasts import Broadcasts
from parley.relay.queries import snapshots
from parley.relay.queries.broadcasts import recipients_page
from parley.relay.queries.desk import who_waits
from parley.relay.queries.shop import find_shop
from relay.world import World

SPRING = "{customer}您好，{shop}的春茶到了。{me} {date}"


def wish(world: World, *people: str, text: str = SPRING, **fields: Any) -> BroadcastWish:
    given = {"language": Language.CHINESE, "zone": "Asia/Shanghai", **fields}
    return BroadcastWish(text=text, people=tuple(world.id(one) for one in people), **given)


async def begin(world: World, *people: str, by: str = "chen", **fields: Any) -> str:
    broadcast = new_id()
    await world.act(by, broadcasts.start, broadcast, wish(world, *people, **fields))
    return broadcast


async def turn(world: World, broadcast: str) -> bool:
    now = world.clock.now()
    world.clock.advance(1)
    return await world.database.write(lambda tx: send_next(tx, broadcast, now))


async def send_all(world: World, broadcast: str) -> Broadcast:
    while await turn(world, broadcast):
        pass
    return await kept(world, broadcast)


async def kept(world: World, broadcast: str, by: str = "chen") -> Broadcast:
    return (await world.ask(snapshots.account_snapshot, world.id(by))).state.broadcasts[broadcast]


async def results(world: World, broadcast: str) -> list[tuple[str, Result, Why | None]]:
    handles = {actor.account: handle for handle, actor in world.people.items()}
    page = await world.ask(recipients_page, broadcast, 0, 500)
    return [(handles[one.account], one.result, one.why) for one in page.recipients]


async def read(world: World, who: str, by: str = "chen") -> list[MessageCreated]:
    """What somebody was sent that no person wrote for them."""
    talk = await world.direct(by, who)
    return [
        body
        for body in await world.bodies(who, talk)
        if isinstance(body, MessageCreated) and body.origin is not Origin.HUMAN
    ]


async def test_each_gets_it_once_in_their_own_words(world: World) -> None:
    await world.act("anna", settings.set_setting, "language", "en")
    broadcast = await begin(world, "wang", "anna", "lin")
    over = await send_all(world, broadcast)
    assert (over.state, over.sent, over.total) == (BroadcastState.FINISHED, 3, 3)
    assert over.ended_at is not None
    [to_wang], [to_anna] = await read(world, "wang"), await read(world, "anna")
    assert to_wang.origin is Origin.BROADCAST
    assert text_of(to_wang.parts) == "王建军您好，云岭茶行的春茶到了。陈明 2026-11-21\n\n回复 TD 不再接收"
    assert text_of(to_anna.parts).startswith("Anna Smith您好")
    assert text_of(to_anna.parts).endswith("Reply STOP to opt out")
    assert not await turn(world, broadcast)
    assert len(await read(world, "wang")) == 1
    await world.verify()


async def test_a_broadcast_is_no_answer_and_nobody_waits_for_one(world: World) -> None:
    talk = await world.direct("chen", "wang")
    await world.say("wang", talk, "大红袍还有货吗？")
    await send_all(world, await begin(world, "wang", "anna"))
    waits = await world.ask(who_waits, world.id("chen"), world.clock.now())
    assert [wait.customer for wait in waits] == [world.id("wang")]
    await world.verify()


async def test_the_preview_says_who_and_why_not_and_so_it_turns_out(world: World) -> None:
    await send_all_by(world, await begin(world, "wang", by="li"))
    await world.act("chen", opt_outs.set_opt_out, world.id("anna"), OptOutChange(is_out=True, reason="电话"))
    await world.act("lin", settings.set_setting, "who_may_write", "contacts")
    code = await world.invite(AccountKind.CUSTOMER)
    await world.join("sun", "孙", AccountKind.CUSTOMER, code)
    await world.join("hao", "郝", AccountKind.CUSTOMER, await world.invite(AccountKind.CUSTOMER))
    await world.act("chen", accounts.set_disabled, world.id("sun"), True)
    people = ("zhao", "wang", "anna", "lin", "sun", "hao")
    now = world.clock.now()
    seen = await world.ask(broadcasts.preview, world.people["chen"], wish(world, *people), now)
    whys = [Why.COLLEAGUE, Why.HAD_ONE_TODAY, Why.OPTED_OUT, Why.TAKES_NONE, Why.DISABLED, None]
    assert [entry.why for entry in seen.people] == whys
    assert seen.sample.startswith("郝您好")
    broadcast = await begin(world, *people)
    over = await send_all(world, broadcast)
    assert (over.sent, over.skipped) == (1, 5)
    assert [why for _, _, why in await results(world, broadcast)] == whys
    await world.verify()


async def test_a_block_looks_like_any_other_closed_door(world: World) -> None:
    await world.act("wang", blocks.block, world.id("chen"))
    await world.act("chen", blocks.block, world.id("anna"))
    broadcast = await begin(world, "wang", "anna")
    await send_all(world, broadcast)
    assert [why for _, _, why in await results(world, broadcast)] == [Why.TAKES_NONE, Why.YOU_BLOCK_THEM]


async def test_one_a_day_by_the_shops_clocks_whoever_sends(world: World) -> None:
    await send_all(world, await begin(world, "wang"))
    again = await begin(world, "wang", by="li")
    await send_all_by(world, again)
    assert await results(world, again) == [("wang", Result.SKIPPED, Why.HAD_ONE_TODAY)]
    midnight = world.clock.now().replace(hour=16, minute=0, second=0)
    world.clock.advance((midnight - world.clock.now()).total_seconds())
    tomorrow = await begin(world, "wang", by="li")
    await send_all_by(world, tomorrow)
    assert await results(world, tomorrow) == [("wang", Result.SENT, None)]
    await world.act("chen", broadcasts.set_rules, BroadcastRules(per_day=2))
    assert (await send_all(world, await begin(world, "wang"))).sent == 1
    await world.verify()


async def send_all_by(world: World, broadcast: str) -> None:
    while await turn(world, broadcast):
        pass


async def test_all_customers_and_no_one_twice(world: World) -> None:
    broadcast = await begin(world, "anna", "anna", all_customers=True)
    await send_all(world, broadcast)
    assert Counter(who for who, _, _ in await results(world, broadcast)) == {"anna": 1, "wang": 1}


async def test_pause_resume_cancel(world: World) -> None:
    broadcast = await begin(world, "wang", "anna", "lin")
    assert await turn(world, broadcast)
    paused = await world.act("chen", broadcasts.pause, broadcast)
    assert (paused.state, paused.sent) == (BroadcastState.PAUSED, 1)
    assert not await turn(world, broadcast)
    assert await read(world, "anna") == []
    await world.act("chen", broadcasts.resume, broadcast)
    assert await turn(world, broadcast)
    over = await world.act("chen", broadcasts.cancel, broadcast)
    assert (over.state, over.sent, over.skipped) == (BroadcastState.CANCELLED, 2, 1)
    assert await world.act("chen", broadcasts.cancel, broadcast) == over
    assert (await results(world, broadcast))[-1] == ("lin", Result.SKIPPED, Why.CANCELLED)
    assert await read(world, "lin") == []
    with pytest.raises(Conflict):
        await world.act("chen", broadcasts.resume, broadcast)
    await world.act("chen", broadcasts.remove, broadcast)
    assert (await world.ask(snapshots.account_snapshot, world.id("chen"))).state.broadcasts == {}
    await world.verify()


async def test_the_same_wish_under_the_same_id_is_one(world: World) -> None:
    broadcast, hello = new_id(), wish(world, "wang", text="您好")
    first = await world.act("chen", broadcasts.start, broadcast, hello)
    assert await world.act("chen", broadcasts.start, broadcast, hello) == first
    with pytest.raises(Conflict):
        await world.act("chen", broadcasts.start, broadcast, wish(world, "anna", text="您好"))
    with pytest.raises(Conflict):
        await world.act("li", broadcasts.start, broadcast, hello)


async def test_it_is_the_staffs_and_each_has_their_own(world: World) -> None:
    for who in ("wang", "lin"):
        with pytest.raises(Forbidden):
            await begin(world, "anna", by=who)
        with pytest.raises(Forbidden):
            await world.act(who, opt_outs.set_opt_out, world.id("anna"), OptOutChange(is_out=True))
    broadcast = await begin(world, "wang")
    for act in (broadcasts.pause, broadcasts.resume, broadcasts.cancel, broadcasts.remove):
        with pytest.raises(NotFound):
            await world.act("li", act, broadcast)
    with pytest.raises(Forbidden):
        await world.act("li", broadcasts.set_rules, BroadcastRules(per_day=2))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": "{price}"}, "phrase_unfilled"),
        ({"text": " "}, "message_empty"),
        ({"zone": "Mars/Base"}, "zone_unknown"),
        ({"text": "\0"}, "text_invalid"),
    ],
)
async def test_wishes_that_are_refused(world: World, fields: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        await begin(world, "wang", **fields)
    assert refused.value.code == code


async def test_nobody_chosen_is_refused(world: World) -> None:
    with pytest.raises(Refusal) as refused:
        await begin(world)
    assert refused.value.code == "nobody_chosen"


async def test_who_is_disabled_sends_no_more(world: World) -> None:
    broadcast = await begin(world, "wang", "anna", by="li")
    assert await turn(world, broadcast)
    await world.act("chen", accounts.set_disabled, world.id("li"), True)
    assert not await turn(world, broadcast)
    assert (await kept(world, broadcast, "li")).state is BroadcastState.CANCELLED


async def test_a_turn_that_fails_by_our_mistake_does_not_stop_the_others(world: World) -> None:
    broadcast = await begin(world, "wang", "anna")
    now = world.clock.now()
    await world.database.write(lambda tx: note_trouble(tx, broadcast, now))
    over = await send_all(world, broadcast)
    assert (over.failed, over.sent) == (1, 1)


async def test_progress_is_told_at_every_tenth(world: World) -> None:
    people = []
    for number in range(30):
        code = await world.invite(AccountKind.CUSTOMER)
        await world.join(f"c{number}", f"客户 {number}", AccountKind.CUSTOMER, code)
        people.append(f"c{number}")
    broadcast = await begin(world, *people)
    await send_all(world, broadcast)
    told = [
        body.broadcast.done
        for body in await world.bodies("chen", world.id("chen"))
        if isinstance(body, BroadcastChanged)
    ]
    assert told == [0, *range(3, 31, 3)]


async def test_td_opts_out_is_answered_once_and_start_leads_back(world: World) -> None:
    await send_all(world, await begin(world, "wang"))
    talk = await world.direct("chen", "wang")
    await world.say("wang", talk, "TD")
    await world.say("wang", talk, "退订！")
    shop = await world.ask(find_shop)
    state = (await world.ask(snapshots.shop_snapshot, world.id("li"), shop.id)).state
    assert state.opt_outs[world.id("wang")].by == world.id("wang")
    answers = [body for body in await read(world, "wang") if body.origin is Origin.BOT]
    assert [text_of(body.parts) for body in answers] == [
        "已为您退订，云岭茶行不会再向您群发消息。如需恢复，请回复 DY。"
    ]
    waits = await world.ask(who_waits, world.id("chen"), world.clock.now())
    assert waits == []
    world.clock.advance(86_400)
    assert (await send_all(world, await begin(world, "wang"))).skipped == 1
    await world.say("wang", talk, "START")
    assert (await read(world, "wang"))[-1].origin is Origin.BOT
    assert (await send_all(world, await begin(world, "wang"))).sent == 1
    await world.verify()


async def test_the_word_alone_means_nothing_before_a_broadcast(world: World) -> None:
    talk = await world.direct("chen", "wang")
    await world.say("wang", talk, "TD")
    assert await read(world, "wang") == []
    shop = await world.ask(find_shop)
    assert (await world.ask(snapshots.shop_snapshot, world.id("li"), shop.id)).state.opt_outs == {}


async def test_staff_lets_somebody_back_only_with_a_reason(world: World) -> None:
    wang = world.id("wang")
    await world.act("li", opt_outs.set_opt_out, wang, OptOutChange(is_out=True))
    with pytest.raises(Refusal) as refused:
        await world.act("li", opt_outs.set_opt_out, wang, OptOutChange(is_out=False, reason="  "))
    assert refused.value.code == "reason_needed"
    await world.act("li", opt_outs.set_opt_out, wang, OptOutChange(is_out=False, reason="来电要求"))
    assert (await send_all(world, await begin(world, "wang"))).sent == 1
    with pytest.raises(NotFound):
        await world.act("li", opt_outs.set_opt_out, world.id("zhao"), OptOutChange(is_out=True))


async def test_results_come_by_pages(world: World) -> None:
    broadcast = await begin(world, "wang", "anna", "lin")
    first = await world.ask(recipients_page, broadcast, 0, 2)
    rest = await world.ask(recipients_page, broadcast, first.next_after, 2)
    assert ([one.position for one in first.recipients], first.next_after) == ([1, 2], 2)
    assert ([one.position for one in rest.recipients], rest.next_after) == ([3], None)
    assert rest.recipients[0].result is Result.WAITING


async def test_a_clock_moved_back_gives_nobody_two(world: World) -> None:
    await send_all(world, await begin(world, "wang"))
    world.clock._now -= timedelta(hours=1)
    assert (await send_all(world, await begin(world, "wang"))).skipped == 1


async def test_it_goes_on_while_a_testers_clock_stands_still(world: World) -> None:
    broadcast = await begin(world, "wang", "anna", "lin")
    sending = asyncio.create_task(Broadcasts(world.database, world.clock, per_second=1000).run())
    async with asyncio.timeout(10):
        while (await kept(world, broadcast)).state is BroadcastState.RUNNING:
            pass
    sending.cancel()
    assert (await kept(world, broadcast)).sent == 3
