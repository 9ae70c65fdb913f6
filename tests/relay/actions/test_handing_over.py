"""Customers change hands: the history goes along, the waiting, the marks, and what was still on its way."""

import pytest

from parley.domain import events
from parley.domain.errors import Forbidden, NotFound, Refusal
from parley.domain.people import AccountKind
from parley.foundation.ids import new_id
from parley.protocol.rest_contacts import AskContact, ContactChange
from parley.relay.actions import accounts, contacts, handing_over, marks
from parley.relay.queries import snapshots
from parley.relay.queries.desk import who_waits
from parley.relay.queries.handing_over import count_customers
from relay.world import World


async def hand_over(world: World, who: str, conversation: str, to: str) -> None:
    await world.act(who, handing_over.hand_over_one, conversation, world.id(to))


async def entry(world: World, who: str, conversation: str):  # type: ignore[no-untyped-def]
    state = (await world.ask(snapshots.account_snapshot, world.id(who))).state
    return state.conversations[conversation]


async def unread(world: World, who: str, conversation: str) -> int:
    return (await world.ask(snapshots.conversation_snapshot, world.id(who), conversation)).unread


async def waiting(world: World, who: str) -> list[str]:
    found = await world.ask(who_waits, world.id(who), world.clock.now())
    return [each.conversation for each in found]


async def test_the_new_colleague_sees_all_of_it_and_the_customer_goes_on_writing(world: World) -> None:
    talk = await world.direct("li", "wang")
    await world.say("li", talk, "您好")
    await world.say("wang", talk, "大红袍还有货吗？")
    await hand_over(world, "li", talk, "zhao")
    assert [type(body).__name__ for body in await world.bodies("zhao", talk)] == [
        "ConversationCreated",
        "MessageCreated",
        "MessageCreated",
        "HandedOver",
    ]
    assert (await entry(world, "zhao", talk)).peer == world.id("wang")
    assert (await entry(world, "wang", talk)).peer == world.id("zhao")
    assert (await entry(world, "li", talk)).until_seq == 4
    await world.say("wang", talk, "在吗")
    await world.say("zhao", talk, "在的")
    assert len(await world.bodies("li", talk)) == 4
    with pytest.raises(Forbidden):
        await world.say("li", talk, "还是我")
    assert await world.direct("zhao", "wang") == talk
    assert await world.direct("wang", "zhao") == talk
    assert await world.direct("li", "wang") != talk
    await world.verify()


async def test_who_waits_now_waits_at_the_new_colleague_and_what_was_read_stays_read(world: World) -> None:
    talk = await world.direct("li", "wang")
    await world.say("wang", talk, "第一句")
    move = marks.MarkMove(world.id("li"), talk, read_seq=2)
    await world.database.write(lambda tx: marks.move_marks(tx, [move]))
    await world.say("wang", talk, "第二句")
    assert await waiting(world, "li") == [talk]
    await hand_over(world, "li", talk, "zhao")
    assert (await waiting(world, "li"), await waiting(world, "zhao")) == ([], [talk])
    assert await unread(world, "zhao", talk) == 1
    seen = await world.ask(snapshots.conversation_snapshot, world.id("wang"), talk)
    assert {mark.account: mark.read_seq for mark in seen.marks}[world.id("zhao")] == 2
    await world.say("zhao", talk, "有的")
    assert await waiting(world, "zhao") == []
    await world.verify()


async def test_an_answer_of_the_colleague_before_ends_the_waiting_too(world: World) -> None:
    talk = await world.direct("li", "wang")
    await world.say("wang", talk, "在吗")
    await world.say("li", talk, "在的")
    await hand_over(world, "li", talk, "zhao")
    assert await waiting(world, "zhao") == []
    await world.act("chen", accounts.set_kind, world.id("zhao"), AccountKind.OWNER)
    assert (await waiting(world, "zhao"), await waiting(world, "li")) == ([], [])
    await world.verify()


async def test_where_they_talk_already_the_old_one_stays_beside_it(world: World) -> None:
    known = await world.direct("zhao", "wang")
    talk = await world.direct("li", "wang")
    await hand_over(world, "li", talk, "zhao")
    for who, other in (("zhao", "wang"), ("wang", "zhao")):
        assert await world.direct(who, other) == known
        assert (await entry(world, who, talk)).is_earlier
        assert not (await entry(world, who, known)).is_earlier
    await world.say("wang", talk, "刚才没发出去")
    assert await waiting(world, "zhao") == [talk]
    assert await world.act("chen", handing_over.hand_over_all, world.id("zhao"), world.id("li")) == 2
    assert await world.direct("li", "wang") == known
    assert (await entry(world, "li", talk)).is_earlier
    await world.verify()


async def test_a_colleague_who_leaves_hands_over_every_customer_in_one_step(world: World) -> None:
    talks = [await world.direct("zhao", who) for who in ("wang", "anna", "lin")]
    staff = await world.direct("zhao", "li")
    assert await world.ask(count_customers, world.id("zhao")) == 3
    with pytest.raises(Forbidden):
        await world.act("li", handing_over.hand_over_all, world.id("zhao"), world.id("li"))
    assert await world.act("chen", handing_over.hand_over_all, world.id("zhao"), world.id("li")) == 3
    await world.act("chen", accounts.set_disabled, world.id("zhao"), True)
    before = len(world.notices)
    assert await world.act("chen", handing_over.hand_over_all, world.id("zhao"), world.id("li")) == 0
    assert len(world.notices) == before
    for talk in talks:
        assert (await entry(world, "li", talk)).until_seq is None
    assert (await entry(world, "zhao", staff)).until_seq is None
    await world.verify()


async def test_done_again_it_changes_nothing_and_it_may_come_back(world: World) -> None:
    talk = await world.direct("li", "wang")
    await hand_over(world, "li", talk, "zhao")
    before = len(world.notices)
    await hand_over(world, "li", talk, "zhao")
    assert len(world.notices) == before
    await world.say("zhao", talk, "我来")
    await hand_over(world, "zhao", talk, "li")
    await world.say("li", talk, "我又来了")
    assert len(await world.bodies("li", talk)) == 5
    with pytest.raises(NotFound):
        await hand_over(world, "zhao", talk, "chen")
    await world.verify()


async def test_what_was_on_its_way_arrives_once(world: World) -> None:
    talk = await world.direct("li", "wang")
    sent = new_id()
    first = await world.say("wang", talk, "发了两遍", sent)
    await hand_over(world, "li", talk, "zhao")
    assert await world.say("wang", talk, "发了两遍", sent) == first
    bodies = await world.bodies("zhao", talk)
    assert sum(isinstance(body, events.MessageCreated) for body in bodies) == 1


async def test_contacts_go_along_and_remarks_stay_private(world: World) -> None:
    talk = await world.direct("li", "wang")
    await world.act("li", contacts.ask, AskContact(account=world.id("wang")))
    await world.act("wang", contacts.accept, world.id("li"))
    await world.act("li", contacts.change, world.id("wang"), ContactChange(remark="难缠的王总"))
    await hand_over(world, "li", talk, "zhao")
    state = (await world.ask(snapshots.account_snapshot, world.id("zhao"))).state
    assert state.contacts[world.id("wang")].remark == ""
    assert world.id("wang") in state.people
    await world.verify()


async def test_only_staff_hand_over_and_only_to_colleagues_who_are_there(world: World) -> None:
    talk = await world.direct("li", "wang")
    team = world.signed_in["li"].opening or ""
    staff = await world.direct("li", "zhao")
    with pytest.raises(Forbidden):
        await hand_over(world, "wang", talk, "zhao")
    for place in (team, staff):
        with pytest.raises(Forbidden) as refused:
            await hand_over(world, "li", place, "chen")
        assert refused.value.code == "not_a_customer"
    await world.act("chen", accounts.set_disabled, world.id("zhao"), True)
    for to in ("zhao", "li", "anna"):
        with pytest.raises(Refusal) as wrong:
            await hand_over(world, "li", talk, to)
        assert (wrong.value.code, wrong.value.field) == ("not_a_colleague", "to")
    with pytest.raises(NotFound):
        await hand_over(world, "chen", talk, "li")
    await world.verify()


async def test_a_customer_who_comes_while_the_locks_are_waited_for_is_handed_over_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = await world.direct("zhao", "wang")
    read, looks = handing_over.customer_conversations, iter((True, False))

    async def stale_at_first(tx, account):  # type: ignore[no-untyped-def]
        return [] if next(looks) else await read(tx, account)

    monkeypatch.setattr(handing_over, "customer_conversations", stale_at_first)
    assert await world.act("chen", handing_over.hand_over_all, world.id("zhao"), world.id("li")) == 1
    assert await world.direct("li", "wang") == talk
    await world.verify()
