"""Contacts from both sides, groups, preferences, settings, and the paths into and out of rooms."""

from datetime import UTC, datetime

import pytest

from parley.domain.conversation import Preferences
from parley.domain.errors import Conflict, Forbidden, NotFound, Refusal
from parley.domain.people import ContactState
from parley.foundation.ids import new_id
from parley.protocol.rest_contacts import AskContact, ContactChange, GroupValue
from parley.relay.actions import contacts, conversations, groups, preferences, settings
from parley.relay.queries import snapshots, watchers
from parley.relay.storage.database import RelationsChanged
from relay.world import World


async def entry(world: World, who: str, about: str) -> ContactState | None:
    state = (await world.ask(snapshots.account_snapshot, world.id(who))).state
    found = state.contacts.get(world.id(about))
    return None if found is None else found.state


async def ask(world: World, who: str, whom: str, message: str = "") -> None:
    await world.act(who, contacts.ask, AskContact(account=world.id(whom), message=message))


async def test_a_request_is_asked_here_and_asks_there_until_it_is_answered(world: World) -> None:
    await ask(world, "lin", "chen", "武夷山茶厂")
    assert await entry(world, "lin", "chen") is ContactState.REQUESTED
    assert await entry(world, "chen", "lin") is ContactState.ASKS
    assert world.id("lin") not in await world.ask(watchers.watchers_of, world.id("zhao"))
    await world.act("chen", contacts.accept, world.id("lin"))
    assert await entry(world, "lin", "chen") is ContactState.ACCEPTED
    assert await entry(world, "chen", "lin") is ContactState.ACCEPTED
    await ask(world, "lin", "chen")
    assert await entry(world, "lin", "chen") is ContactState.ACCEPTED


async def test_two_who_ask_each_other_are_contacts(world: World) -> None:
    await ask(world, "lin", "li")
    await ask(world, "li", "lin")
    assert await entry(world, "lin", "li") is ContactState.ACCEPTED
    assert await entry(world, "li", "lin") is ContactState.ACCEPTED
    assert world.id("lin") in await world.ask(watchers.watchers_of, world.id("li"))
    assert RelationsChanged((world.id("li"), world.id("lin"))) in world.notices


async def test_declining_and_removing_clear_both_sides(world: World) -> None:
    await ask(world, "lin", "chen")
    with pytest.raises(NotFound):
        await world.act("lin", contacts.accept, world.id("chen"))
    await world.act("chen", contacts.decline, world.id("lin"))
    assert (await entry(world, "lin", "chen"), await entry(world, "chen", "lin")) == (None, None)
    await ask(world, "lin", "li")
    await world.act("li", contacts.accept, world.id("lin"))
    await world.act("li", contacts.remove, world.id("lin"))
    assert (await entry(world, "lin", "li"), await entry(world, "li", "lin")) == (None, None)
    assert world.id("li") not in await world.ask(watchers.watched_by, world.id("lin"))
    for action in (contacts.accept, contacts.decline, contacts.remove):
        with pytest.raises(NotFound):
            await world.act("li", action, new_id())


async def test_who_may_not_see_a_person_cannot_ask_them(world: World) -> None:
    for who, whom in (("wang", "anna"), ("wang", "lin"), ("anna", "wang")):
        with pytest.raises(NotFound) as refused:
            await ask(world, who, whom)
        assert refused.value.code == "no_such_person"
    with pytest.raises(Refusal):
        await ask(world, "wang", "wang")


async def test_remarks_and_groups_are_ones_own(world: World) -> None:
    group = new_id()
    await ask(world, "chen", "wang")
    with pytest.raises(Refusal, match="no such group"):
        await world.act("chen", contacts.change, world.id("wang"), ContactChange(groups=(group,)))
    await world.act("chen", groups.put_group, group, GroupValue(name="客户", position=1))
    changed = await world.act(
        "chen", contacts.change, world.id("wang"), ContactChange(groups=(group, group), remark="老王")
    )
    assert (changed.groups, changed.remark_pinyin) == ((group,), "laowang lw")
    await world.act("chen", groups.remove_group, group)
    state = (await world.ask(snapshots.account_snapshot, world.id("chen"))).state
    assert state.contacts[world.id("wang")].groups == ()
    assert (await world.ask(snapshots.account_snapshot, world.id("wang"))).state.groups == {}
    for bad, field in (
        ((new_id(), GroupValue(name=" ", position=1)), "name"),
        ((new_id(), GroupValue(name="x", position=-1)), "position"),
        (("mine", GroupValue(name="x", position=1)), "group"),
    ):
        with pytest.raises(Refusal) as refused:
            await world.act("chen", groups.put_group, *bad)
        assert refused.value.field == field


async def test_settings_that_mean_something_are_checked(world: World) -> None:
    for name, value, field in (
        ("who_may_write", "nobody", "value"),
        ("status", "offline", "value"),
        ("Theme", "dark", "name"),
        ("theme", "x" * 4_001, "value"),
        ("theme", "a\0", "value"),
    ):
        with pytest.raises(Refusal) as refused:
            await world.act("wang", settings.set_setting, name, value)
        assert refused.value.field == field
    await world.act("wang", settings.set_setting, "status", "busy")
    assert await world.ask(settings.find_setting, world.id("wang"), "status") == "busy"


async def test_contacts_only_closes_the_door_for_strangers(world: World) -> None:
    await world.act("li", settings.set_setting, "who_may_write", "contacts")
    with pytest.raises(Forbidden, match="doesn't take messages"):
        await world.direct("lin", "li")
    await ask(world, "lin", "li")
    await world.act("li", contacts.accept, world.id("lin"))
    assert await world.direct("lin", "li")


async def test_drafts_keep_their_time_in_milliseconds(world: World) -> None:
    talk = await world.direct("chen", "wang")
    wish = Preferences(draft="您好", draft_at=datetime(2026, 11, 21, 2, 30, 0, 123_456, tzinfo=UTC))
    kept = await world.act("chen", preferences.set_preferences, talk, wish)
    assert kept.draft_at == datetime(2026, 11, 21, 2, 30, 0, 123_000, tzinfo=UTC)
    naive = Preferences(draft_at=datetime(2026, 11, 21))  # noqa: DTZ001
    with pytest.raises(Refusal) as refused:
        await world.act("chen", preferences.set_preferences, talk, naive)
    assert refused.value.field == "draft_at"
    with pytest.raises(NotFound):
        await world.act("li", preferences.set_preferences, talk, Preferences())


async def test_a_direct_conversation_is_made_once_and_stays_with_two(world: World) -> None:
    talk = await world.direct("chen", "lin")
    assert await world.direct("lin", "chen") == talk
    with pytest.raises(Forbidden, match="same two people"):
        await world.act("chen", conversations.invite_to_room, talk, world.id("li"))
    with pytest.raises(NotFound):
        await world.direct("wang", "anna")
    with pytest.raises(Forbidden):
        await world.direct("wang", "wang")


async def test_colleagues_are_in_at_once_and_others_are_asked(world: World) -> None:
    room = await world.room("chen", "li", "wang", "lin")
    state = (await world.ask(snapshots.conversation_snapshot, world.id("chen"), room)).state
    assert state.members.keys() == {world.id("chen"), world.id("li")}
    assert state.invited == (world.id("wang"), world.id("lin"))
    with pytest.raises(NotFound):
        await world.ask(snapshots.conversation_snapshot, world.id("wang"), room)
    with pytest.raises(Conflict):
        await world.act("li", conversations.invite_to_room, room, world.id("wang"))
    await world.act("wang", conversations.join_room, room)
    people = (await world.ask(snapshots.account_snapshot, world.id("wang"))).state.people
    assert people.keys() == {world.id("chen"), world.id("li")}
    with pytest.raises(NotFound):
        await world.act("anna", conversations.join_room, room)
    await world.act("lin", conversations.decline_room, room)
    await world.verify()


async def test_who_may_do_what_in_a_room(world: World) -> None:
    room = await world.room("chen", "li", "zhao")
    for act in (
        (conversations.rename_room, room, "新名字"),
        (conversations.remove_from_room, room, world.id("zhao")),
    ):
        with pytest.raises(Forbidden) as refused:
            await world.act("li", *act)
        assert refused.value.code == "owner_only"
        with pytest.raises(NotFound):
            await world.act("wang", *act)
    await world.act("chen", conversations.remove_from_room, room, world.id("zhao"))
    assert world.id("zhao") not in (await world.ask(watchers.watchers_of, world.id("wang")))
    with pytest.raises(Forbidden):
        await world.room("wang", title="客户群")
    with pytest.raises(NotFound):
        await world.act("chen", conversations.remove_from_room, room, world.id("wang"))
