"""Tags and notes on the relay: whose they are, who carries them, what is left of them."""

import pytest

from parley.domain import events
from parley.domain.errors import Conflict, Forbidden, NotFound, Refusal
from parley.domain.note import NOTE_LIMIT, Note
from parley.domain.ownership import Owner
from parley.domain.state import ShopState
from parley.domain.tag import TAGS_PER_PERSON, PersonTag, TagColour
from parley.foundation.ids import new_id
from parley.protocol.rest_card import NoteValue, TagValue
from parley.relay.actions import notes, tags
from parley.relay.queries import snapshots
from parley.relay.queries.cards import people_tagged
from parley.relay.queries.shop import find_shop_of
from relay.world import World


async def put_tag(world: World, who: str, name: str, owner: Owner = Owner.SHOP, id_: str = "") -> PersonTag:
    value = TagValue(owner=owner, name=name, colour=TagColour.GOLD, position=0)
    return await world.act(who, tags.put_tag, id_ or new_id(), value)


async def put_note(
    world: World, who: str, about: str, text: str, owner: Owner = Owner.SHOP, id_: str = ""
) -> Note:
    value = NoteValue(owner=owner, text=text)
    return await world.act(who, notes.put_note, world.id(about), id_ or new_id(), value)


async def shop_state(world: World) -> ShopState:
    log = await world.ask(find_shop_of, world.id("chen"))
    return (await world.ask(snapshots.shop_snapshot, world.id("chen"), log)).state


async def test_the_shops_tags_are_shared_and_ones_own_are_not(world: World) -> None:
    vip, mine = await put_tag(world, "li", "VIP"), await put_tag(world, "li", "vip", Owner.PERSON)
    wang = world.id("wang")
    await world.act("chen", tags.tag_person, wang, vip.id)
    carried = await world.act("li", tags.tag_person, wang, mine.id)
    assert (carried.owner, carried.tags) == (Owner.PERSON, (mine.id,))
    shop = await shop_state(world)
    assert (shop.tags, shop.tagged) == ({vip.id: vip}, {wang: (vip.id,)})
    log = await world.ask(find_shop_of, world.id("chen"))
    assert await world.ask(people_tagged, log, vip.id) == (wang,)
    with pytest.raises(NotFound):
        await world.act("chen", tags.tag_person, wang, mine.id)
    for who in ("wang", "lin"):
        for act in ((tags.tag_person, world.id("chen"), vip.id), (tags.remove_tag, vip.id)):
            with pytest.raises(NotFound):
                await world.act(who, *act)
        with pytest.raises(Forbidden):
            await put_tag(world, who, "mine", Owner.SHOP)
    await world.verify()


async def test_a_name_is_one_tags_only_and_a_tag_stays_whose_it_is(world: World) -> None:
    vip = await put_tag(world, "li", "VIP")
    with pytest.raises(Conflict) as refused:
        await put_tag(world, "chen", "#ｖｉｐ")
    assert (refused.value.code, refused.value.field) == ("tag_name_taken", "name")
    with pytest.raises(Conflict) as refused:
        await put_tag(world, "li", "VIP", Owner.PERSON, vip.id)
    assert refused.value.code == "owner_fixed"
    before = len(world.notices)
    assert await put_tag(world, "chen", "VIP", id_=vip.id) == vip
    assert len(world.notices) == before
    assert (await put_tag(world, "chen", "大客户", id_=vip.id)).name == "大客户"


async def test_two_colleagues_who_tag_at_once_lose_nothing_and_a_tag_goes_from_everybody(
    world: World,
) -> None:
    first, second = await put_tag(world, "li", "VIP"), await put_tag(world, "li", "月结")
    wang, anna = world.id("wang"), world.id("anna")
    await world.act("li", tags.tag_person, wang, first.id)
    await world.act("chen", tags.tag_person, wang, second.id)
    await world.act("chen", tags.tag_person, anna, first.id)
    assert (await shop_state(world)).tagged[wang] == tuple(sorted((first.id, second.id)))
    before = len(world.notices)
    await world.act("li", tags.tag_person, wang, first.id)
    assert len(world.notices) == before
    await world.act("li", tags.remove_tag, first.id)
    assert (await shop_state(world)).tagged == {wang: (second.id,)}
    await world.act("li", tags.untag_person, wang, second.id)
    assert (await shop_state(world)).tagged == {}
    await world.verify()


async def test_the_shop_keeps_nothing_about_its_own_people(world: World) -> None:
    vip = await put_tag(world, "li", "VIP")
    with pytest.raises(Refusal) as refused:
        await world.act("chen", tags.tag_person, world.id("zhao"), vip.id)
    assert refused.value.code == "card_of_colleague"
    with pytest.raises(Refusal):
        await put_note(world, "chen", "zhao", "爱迟到")
    await put_note(world, "chen", "zhao", "生日 5 月 1 日", Owner.PERSON)
    with pytest.raises(NotFound):
        await put_note(world, "wang", "anna", "谁？", Owner.PERSON)


async def test_a_person_carries_so_many_tags(world: World) -> None:
    made = [await put_tag(world, "li", f"t{n}") for n in range(TAGS_PER_PERSON + 1)]
    for tag in made[:-1]:
        await world.act("li", tags.tag_person, world.id("wang"), tag.id)
    with pytest.raises(Refusal) as refused:
        await world.act("li", tags.tag_person, world.id("wang"), made[-1].id)
    assert refused.value.code == "too_many_tags"


async def test_a_note_remembers_who_wrote_what_and_who_took_it_away(world: World) -> None:
    note = await put_note(world, "li", "wang", "月结")
    await put_note(world, "chen", "wang", "月结，只要特级", id_=note.id)
    before = len(world.notices)
    await put_note(world, "li", "wang", "月结，只要特级 ", id_=note.id)
    assert len(world.notices) == before
    kept = (await shop_state(world)).notes[note.id]
    assert [(text.text, text.by) for text in kept.texts] == [
        ("月结", world.id("li")),
        ("月结，只要特级", world.id("chen")),
    ]
    with pytest.raises(Conflict) as refused:
        await put_note(world, "li", "anna", "月结", id_=note.id)
    assert refused.value.code == "owner_fixed"
    gone = await world.act("li", notes.remove_note, note.id)
    assert (gone.removed_by, gone.texts) == (world.id("li"), ())
    assert await world.act("chen", notes.remove_note, note.id) == gone
    with pytest.raises(Conflict) as refused:
        await put_note(world, "chen", "wang", "又来", id_=note.id)
    assert refused.value.code == "note_removed"
    with pytest.raises(NotFound):
        await world.act("wang", notes.remove_note, note.id)
    with pytest.raises(Refusal):
        await put_note(world, "li", "wang", "字" * (NOTE_LIMIT + 1))
    await world.verify()


async def test_nothing_of_it_is_pushed_to_whom_it_is_about(world: World) -> None:
    """The bytes of everything published, not only the frames one would think of."""
    secret = "机密备注"
    tag = await put_tag(world, "li", secret)
    note = await put_note(world, "li", "wang", secret)
    mine = await put_note(world, "li", "wang", f"{secret} 自己", Owner.PERSON)
    await world.act("li", tags.tag_person, world.id("wang"), tag.id)
    for who in world.people:
        told = b"".join(
            bytes(frame)
            for notice in world.notices
            if world.id(who) in getattr(notice, "audience", ())
            for frame in (notice.frame, notice.own_frame or b"")  # type: ignore[union-attr]
        ).decode()
        is_staff = who in ("chen", "li", "zhao")
        assert (tag.id in told, note.id in told) == (is_staff, is_staff)
        assert (mine.id in told) == (who == "li")
        assert is_staff or secret not in told
    bodies = await world.bodies("wang", world.id("wang"))
    assert not any(isinstance(body, events.CardBody) for body in bodies)
