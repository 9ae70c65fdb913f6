"""A blocked person learns nothing: for them the blocker's picture stands still."""

from typing import Any

import pytest

from parley.domain.errors import Forbidden, NotFound, Refusal
from parley.domain.events import PersonChanged
from parley.domain.people import ContactState
from parley.protocol.rest import ProfileChange
from parley.protocol.rest_contacts import AskContact
from parley.relay.actions import blocks, contacts, conversations, marks, profile, settings
from parley.relay.queries import heads, people, snapshots, watchers
from parley.relay.storage.database import Publication
from relay.world import World, profile_as_seen


async def picture(world: World, who: str, of: str, talk: str) -> dict[str, Any]:
    """Everything `who` can find out about another person."""
    viewer = world.people[who]
    snapshot = await world.ask(snapshots.conversation_snapshot, world.id(who), talk)
    found = await world.ask(people.search, viewer.person, of)
    account = await world.ask(snapshots.account_snapshot, world.id(who))
    return {
        "profile": await world.ask(profile_as_seen, viewer, world.id(of)),
        "found": [p for p in found if p.account == world.id(of)],
        "marks": [m for m in snapshot.marks if m.account == world.id(of)],
        "marks_version": snapshot.marks_version,
        "account": account,
        "members": snapshot.state,
        "heads": await world.ask(heads.heads, world.id(who), {}),
    }


async def test_the_picture_of_the_blocked_stands_still(world: World) -> None:
    talk = await world.direct("chen", "wang")
    await world.say("wang", talk, "您好")
    await world.say("chen", talk, "在的")
    before = await picture(world, "wang", "chen", talk)
    assert [mark.read_seq for mark in before["marks"]] == [3]
    await world.act("chen", blocks.block, world.id("wang"))
    assert await picture(world, "wang", "chen", talk) == before
    told = len([n for n in world.notices if isinstance(n, Publication) and world.id("wang") in n.audience])

    await world.act("chen", profile.change_profile, ProfileChange(signature="休假", display_name="陈老板"))
    move = marks.MarkMove(world.id("chen"), talk, 99, 99)
    await world.database.write(lambda tx: marks.move_marks(tx, [move]))
    await world.act("chen", settings.set_setting, "status", "busy")

    assert await picture(world, "wang", "chen", talk) == before
    wang = world.people["wang"].person
    assert await world.ask(people.search, wang, "陈老板") == []
    assert [p.display_name for p in await world.ask(people.search, wang, "陈明")] == ["陈明"]
    assert told == len(
        [n for n in world.notices if isinstance(n, Publication) and world.id("wang") in n.audience]
    )
    assert world.id("wang") not in await world.ask(watchers.watchers_of, world.id("chen"))
    assert world.id("chen") not in await world.ask(watchers.watched_by, world.id("wang"))
    await world.verify()


async def test_unblocking_lets_the_picture_catch_up(world: World) -> None:
    talk = await world.direct("chen", "wang")
    await world.say("wang", talk, "您好")
    await world.act("chen", blocks.block, world.id("wang"))
    await world.act("chen", profile.change_profile, ProfileChange(signature="回来了"))
    move = marks.MarkMove(world.id("chen"), talk, 99, 99)
    await world.database.write(lambda tx: marks.move_marks(tx, [move]))
    cursor = (await world.ask(heads.heads, world.id("wang"), {})).logs[talk]
    await world.act("chen", blocks.unblock, world.id("wang"))
    last = (await world.bodies("wang", world.id("wang")))[-1]
    assert isinstance(last, PersonChanged)
    assert last.person.signature == "回来了"
    moved = await world.ask(heads.heads, world.id("wang"), {talk: (cursor.seq, cursor.marks_version)})
    assert {m.account: m.read_seq for m in moved.logs[talk].marks}[world.id("chen")] == cursor.seq
    assert world.id("wang") in await world.ask(watchers.watchers_of, world.id("chen"))
    await world.verify()


async def test_being_blocked_reads_like_contacts_only(world: World) -> None:
    """The words of the refusal don't tell a block from a setting."""
    talk = await world.direct("chen", "wang")
    await world.act("chen", settings.set_setting, "who_may_write", "contacts")
    with pytest.raises(Forbidden) as by_setting:
        await world.say("wang", talk, "在吗")
    await world.act("chen", settings.clear_setting, "who_may_write")
    await world.say("wang", talk, "在吗")
    await world.act("chen", blocks.block, world.id("wang"))
    with pytest.raises(Forbidden) as by_block:
        await world.say("wang", talk, "在吗")
    assert vars(by_setting.value) == vars(by_block.value)


async def test_a_request_to_a_blocker_looks_unanswered_and_leaves_no_trace(world: World) -> None:
    await world.act("chen", blocks.block, world.id("lin"))
    asked = await world.act("lin", contacts.ask, AskContact(account=world.id("chen"), message="你好"))
    assert asked.state is ContactState.REQUESTED
    state = (await world.ask(snapshots.account_snapshot, world.id("chen"))).state
    assert world.id("lin") not in state.contacts
    await world.verify()


async def test_who_blocks_forgets_a_request_without_a_word(world: World) -> None:
    await world.act("lin", contacts.ask, AskContact(account=world.id("chen")))
    before = len(await world.bodies("lin", world.id("lin")))
    await world.act("chen", blocks.block, world.id("lin"))
    assert (
        world.id("lin") not in (await world.ask(snapshots.account_snapshot, world.id("chen"))).state.contacts
    )
    assert len(await world.bodies("lin", world.id("lin"))) == before
    await world.verify()


async def test_the_blocker_is_told_why_they_cannot_write(world: World) -> None:
    talk = await world.direct("chen", "wang")
    await world.act("chen", blocks.block, world.id("wang"))
    with pytest.raises(Refusal) as refused:
        await world.say("chen", talk, "?")
    assert refused.value.code == "you_block_them"
    with pytest.raises(Refusal, match="You blocked"):
        await world.act("chen", contacts.ask, AskContact(account=world.id("wang")))


async def test_a_blocked_colleague_cannot_be_put_into_a_room_by_the_blocked(world: World) -> None:
    await world.act("li", blocks.block, world.id("zhao"))
    room = await world.room("zhao")
    with pytest.raises(Forbidden) as refused:
        await world.act("zhao", conversations.invite_to_room, room, world.id("li"))
    assert refused.value.code == "cannot_write"


async def test_a_block_that_is_not_there_cannot_be_lifted(world: World) -> None:
    with pytest.raises(NotFound):
        await world.act("chen", blocks.unblock, world.id("wang"))
    with pytest.raises(Refusal):
        await world.act("chen", blocks.block, world.id("chen"))
