"""The desk on the relay: who waits at whom, what one did about it, and that no customer ever gets any of it."""

from datetime import timedelta

import pytest

from parley.domain.desk import COURTESY_SETTING, Desk
from parley.domain.errors import Forbidden, NotFound, Refusal
from parley.domain.message import Origin, text_part
from parley.domain.people import AccountKind
from parley.foundation.ids import new_id
from parley.protocol.codec import encode
from parley.protocol.frames import SendMessage
from parley.relay.actions import accounts, desk, messages, settings
from parley.relay.queries import heads, snapshots
from parley.relay.queries.desk import team_waiting, who_waits
from parley.relay.queries.shop import find_shop
from parley.relay.storage.database import Publication
from relay.world import World


async def waiting_at(world: World, who: str) -> list[str]:
    """The handles of those who wait, the longest wait first."""
    found = await world.ask(who_waits, world.id(who), world.clock.now())
    handles = {actor.account: handle for handle, actor in world.people.items()}
    return [handles[wait.customer] for wait in found]


async def test_customers_wait_until_they_are_answered_by_hand(world: World) -> None:
    wang, anna = await world.direct("chen", "wang"), await world.direct("chen", "anna")
    await world.say("anna", anna, "Do you ship to Berlin?")
    await world.say("wang", wang, "大红袍还有货吗？")
    await world.say("wang", wang, "在吗")
    assert await waiting_at(world, "chen") == ["anna", "wang"]
    frame = SendMessage(
        client_message_id=new_id(), conversation=anna, parts=(text_part("…"),), origin=Origin.SCHEDULED
    )
    await world.act("chen", messages.send_message, frame)
    assert await waiting_at(world, "chen") == ["anna", "wang"]
    await world.say("chen", anna, "Yes, we do.")
    assert await waiting_at(world, "chen") == ["wang"]
    await world.say("anna", anna, "Thanks!")
    assert await waiting_at(world, "chen") == ["wang"]
    await world.verify()


async def test_colleagues_and_partners_do_not_wait(world: World) -> None:
    for who in ("li", "lin"):
        await world.say(who, await world.direct(who, "chen"), "在吗")
    assert await waiting_at(world, "chen") == []


async def test_done_and_snooze(world: World) -> None:
    talk = await world.direct("chen", "wang")
    acked = await world.say("wang", talk, "多少钱")
    await world.act("chen", desk.set_desk, talk, Desk(done_seq=acked.seq))
    assert await waiting_at(world, "chen") == []
    again = await world.say("wang", talk, "在吗")
    assert await waiting_at(world, "chen") == ["wang"]
    until = world.clock.now() + timedelta(minutes=15)
    put_off = Desk(done_seq=acked.seq, snoozed_until=until, snoozed_seq=again.seq, flag=2)
    assert await world.act("chen", desk.set_desk, talk, put_off) == put_off
    assert await waiting_at(world, "chen") == []
    world.clock.advance(15 * 60)
    assert await waiting_at(world, "chen") == ["wang"]
    state = (await world.ask(snapshots.account_snapshot, world.id("chen"))).state
    assert state.desk == {talk: put_off}
    await world.verify()


async def test_ones_own_list_of_courtesies_counts(world: World) -> None:
    talk = await world.direct("chen", "wang")
    await world.say("wang", talk, "好嘞好嘞")
    assert await waiting_at(world, "chen") == []
    await world.act("chen", settings.set_setting, COURTESY_SETTING, "谢谢\nok")
    assert await waiting_at(world, "chen") == ["wang"]


async def test_a_desk_goes_no_further_than_the_conversation(world: World) -> None:
    talk = await world.direct("chen", "wang")
    seq = (await world.say("wang", talk, "多少钱")).seq
    kept = await world.act("chen", desk.set_desk, talk, Desk(done_seq=seq + 1_000))
    assert kept.done_seq == seq


async def test_desks_are_for_the_shops_people_and_their_customers(world: World) -> None:
    talk, room = await world.direct("chen", "wang"), await world.room("chen", "li")
    colleagues = await world.direct("chen", "li")
    for who, where in (("wang", talk), ("chen", room), ("chen", colleagues)):
        with pytest.raises(Forbidden):
            await world.act(who, desk.set_desk, where, Desk(flag=1))
    with pytest.raises(NotFound):
        await world.act("li", desk.set_desk, talk, Desk(flag=1))
    for odd in (Desk(flag=6), Desk(done_seq=-1), Desk(snoozed_until=world.clock.now() + timedelta(days=400))):
        with pytest.raises(Refusal):
            await world.act("chen", desk.set_desk, talk, odd)


async def test_the_team_lead_sees_who_waits_at_whom(world: World) -> None:
    for customer, colleague in (("anna", "li"), ("wang", "zhao"), ("wang", "chen")):
        await world.say(customer, await world.direct(customer, colleague), "在吗")
    shop = await world.ask(find_shop)
    team = await world.ask(team_waiting, shop.id, world.clock.now())
    names = {actor.account: handle for handle, actor in world.people.items()}
    assert [(names[w.customer], w.customer_name, names[w.account]) for w in team.waits] == [
        ("anna", "Anna Smith", "li"),
        ("wang", "王建军", "zhao"),
        ("wang", "王建军", "chen"),
    ]


async def test_another_kind_of_account_brings_its_waits_along(world: World) -> None:
    talk = await world.direct("lin", "chen")
    await world.say("lin", talk, "春茶什么价？")
    assert await waiting_at(world, "chen") == []
    await world.act("chen", accounts.set_kind, world.id("lin"), AccountKind.CUSTOMER)
    assert await waiting_at(world, "chen") == ["lin"]
    await world.say("chen", talk, "三百")
    await world.act("chen", accounts.set_kind, world.id("lin"), AccountKind.PARTNER)
    await world.act("chen", accounts.set_kind, world.id("lin"), AccountKind.CUSTOMER)
    assert await waiting_at(world, "chen") == []


async def test_no_byte_of_a_desk_goes_to_a_customer(world: World) -> None:
    talk = await world.direct("chen", "wang")
    seq = (await world.say("wang", talk, "多少钱")).seq
    until = world.clock.now() + timedelta(minutes=15)
    await world.act("chen", desk.set_desk, talk, Desk(snoozed_until=until, snoozed_seq=seq, flag=3))
    told = [
        frame
        for notice in world.notices
        if isinstance(notice, Publication) and world.id("wang") in notice.audience
        for frame in (notice.frame, notice.own_frame)
    ]
    for query, args in (
        (snapshots.account_snapshot, (world.id("wang"),)),
        (snapshots.conversation_page, (world.id("wang"),)),
        (snapshots.conversation_snapshot, (world.id("wang"), talk)),
        (heads.heads, (world.id("wang"), {})),
    ):
        told.append(encode(await world.ask(query, *args)))  # type: ignore[arg-type]
    said = b"\n".join(told).replace(b'"desk":{}', b"")
    assert not any(
        word in said for word in (b"Desk", b"desk", b"snooze", b"unanswered", b"flag", b"done_seq")
    )
    chen = encode(await world.ask(snapshots.conversation_snapshot, world.id("chen"), talk))
    assert b"unanswered" in chen


async def test_a_flood_of_messages_is_read_in_part(world: World) -> None:
    talk = await world.direct("chen", "wang")
    for n in range(30):
        last = await world.say("wang", talk, f"第 {n} 问")
    snapshot = await world.ask(snapshots.conversation_snapshot, world.id("chen"), talk)
    assert len(snapshot.unanswered.first) == 20
    assert snapshot.unanswered.last_seq == last.seq
    await world.verify()
