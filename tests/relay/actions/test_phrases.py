"""Quick phrases on the relay: whose they are, codes, folders, places, imports, uses."""

import msgspec
import pytest

from parley.domain import events
from parley.domain.errors import Conflict, Forbidden, NotFound, Refusal
from parley.domain.message import text_part
from parley.domain.ownership import Owner
from parley.domain.phrase import IMPORT_LIMIT, Phrase, PhraseEditors
from parley.foundation.ids import new_id
from parley.protocol.rest_phrases import (
    ImportedFolder,
    ImportedPhrase,
    PhraseFolderValue,
    PhraseImport,
    PhrasePlace,
    PhrasesUsed,
    PhraseValue,
)
from parley.relay.actions import phrase_folders, phrase_import, phrase_uses, phrases, shop
from parley.relay.queries import snapshots
from parley.relay.queries.shop import find_shop_of
from relay.world import World


async def put(
    world: World,
    who: str,
    text: str,
    short: str = "",
    *,
    owner: Owner = Owner.PERSON,
    folder: str | None = None,
    id_: str = "",
) -> Phrase:
    value = PhraseValue(owner=owner, parts=(text_part(text),), code=short, folder=folder)
    return await world.act(who, phrases.put_phrase, id_ or new_id(), value)


async def own(world: World, who: str) -> dict[str, Phrase]:
    return (await world.ask(snapshots.account_snapshot, world.id(who))).state.phrases


async def shared(world: World) -> dict[str, Phrase]:
    return (await shop_state(world)).phrases


async def shop_state(world: World):  # type: ignore[no-untyped-def]
    log = await world.ask(find_shop_of, world.id("chen"))
    return (await world.ask(snapshots.shop_snapshot, world.id("chen"), log)).state


async def order(world: World, who: str) -> list[str]:
    return [p.text for p in sorted((await own(world, who)).values(), key=lambda p: p.position)]


async def use(world: World, who: str, batch: str, **uses: int) -> dict[str, int]:
    told = PhrasesUsed(batch=batch, uses=uses)
    actor = world.people[who]
    return (await world.database.write(lambda tx: phrase_uses.add_uses(tx, actor, told))).uses


def imported(text: str, short: str = "", *, id_: str = "", folder: str | None = None) -> ImportedPhrase:
    return ImportedPhrase(id=id_ or new_id(), parts=(text_part(text),), code=short, folder=folder)


async def bring(world: World, who: str, wish: PhraseImport):  # type: ignore[no-untyped-def]
    return await world.act(who, phrase_import.import_phrases, phrase_import.prepare_import(wish))


async def test_ones_own_are_ones_own_and_the_shops_are_the_staffs(world: World) -> None:
    mine = await put(world, "wang", "大红袍还有货吗？", "dhp")
    ours = await put(world, "li", "您好，含税。", "/HS", owner=Owner.SHOP)
    assert (ours.code, ours.pinyin, ours.changed_by) == ("hs", "nin'hao han'shui", world.id("li"))
    assert (await own(world, "wang")).keys() == {mine.id}
    assert await own(world, "li") == {}
    assert await shared(world) == {ours.id: ours}
    with pytest.raises(Forbidden) as refused:
        await put(world, "wang", "x", owner=Owner.SHOP)
    assert refused.value.code == "not_allowed"
    for act in ((phrases.remove_phrase, ours.id), (phrases.place_phrase, ours.id, PhrasePlace())):
        with pytest.raises(NotFound):
            await world.act("wang", *act)
    with pytest.raises(NotFound):
        await world.act("chen", phrases.remove_phrase, mine.id)
    told = str([n for n in world.notices if world.id("wang") in getattr(n, "audience", ())])
    assert "含税" not in told
    await world.verify()


async def test_the_owner_may_keep_the_shops_phrases_to_themselves(world: World) -> None:
    ours = await put(world, "li", "您好", owner=Owner.SHOP)
    with pytest.raises(Forbidden):
        await world.act("li", shop.set_phrase_editors, PhraseEditors.OWNER)
    await world.act("chen", shop.set_phrase_editors, PhraseEditors.OWNER)
    assert (await shop_state(world)).phrase_editors is PhraseEditors.OWNER
    folder = PhraseFolderValue(owner=Owner.SHOP, name="问候", position=0)
    value = PhraseValue(owner=Owner.PERSON, parts=ours.parts)
    for act in (
        (phrases.put_phrase, ours.id, PhraseValue(owner=Owner.SHOP, parts=ours.parts, code="x")),
        (phrases.put_phrase, ours.id, value),
        (phrases.place_phrase, ours.id, PhrasePlace()),
        (phrases.remove_phrase, ours.id),
        (phrase_folders.put_folder, new_id(), folder),
        (
            phrase_import.import_phrases,
            phrase_import.prepare_import(PhraseImport(owner=Owner.SHOP, phrases=())),
        ),
    ):
        with pytest.raises(Forbidden) as refused:
            await world.act("li", *act)
        assert refused.value.code == "phrases_locked"
    await world.act("chen", phrases.remove_phrase, ours.id)
    await world.verify()


async def test_a_code_is_one_phrases_only(world: World) -> None:
    first = await put(world, "li", "含税", "hs")
    with pytest.raises(Conflict) as refused:
        await put(world, "li", "好说", "HS")
    assert (refused.value.code, refused.value.field) == ("phrase_code_taken", "code")
    await put(world, "li", "含税", "hs", owner=Owner.SHOP)
    await put(world, "li", "没有码")
    await put(world, "li", "也没有码")
    again = await put(world, "li", "含税，包邮", "hs", id_=first.id)
    assert again.position == first.position
    before = len(world.notices)
    assert await put(world, "li", "含税，包邮", "hs", id_=first.id) == again
    assert len(world.notices) == before
    for bad in ("mine", "A" * 36):
        with pytest.raises(Refusal) as wrong:
            await put(world, "li", "x", id_=bad)
        assert wrong.value.field == "phrase"


async def test_a_phrase_moves_between_libraries_with_its_uses(world: World) -> None:
    mine = await put(world, "li", "含税", "hs")
    await use(world, "li", new_id(), **{mine.id: 5})
    moved = await put(world, "li", "含税", "hs", owner=Owner.SHOP, id_=mine.id)
    assert await own(world, "li") == {}
    assert await shared(world) == {mine.id: moved}
    assert await use(world, "chen", new_id()) == {mine.id: 5}
    assert await use(world, "wang", new_id()) == {}
    await world.verify()


async def test_places_folders_and_what_becomes_of_them(world: World) -> None:
    one, two, three = [await put(world, "li", text) for text in ("一", "二", "三")]
    await world.act("li", phrases.place_phrase, three.id, PhrasePlace(before=one.id))
    assert await order(world, "li") == ["三", "一", "二"]
    await world.act("li", phrases.place_phrase, three.id, PhrasePlace())
    assert await order(world, "li") == ["一", "二", "三"]
    folder = new_id()
    with pytest.raises(Refusal) as refused:
        await world.act("li", phrases.place_phrase, two.id, PhrasePlace(folder=folder))
    assert refused.value.field == "folder"
    value = PhraseFolderValue(owner=Owner.PERSON, name="问候", position=0)
    await world.act("li", phrase_folders.put_folder, folder, value)
    with pytest.raises(Conflict):
        await world.act("li", phrase_folders.put_folder, new_id(), value)
    moved = await world.act("li", phrases.place_phrase, two.id, PhrasePlace(folder=folder, before=one.id))
    assert moved.folder == folder
    with pytest.raises(NotFound):
        await world.act("li", phrases.place_phrase, two.id, PhrasePlace(before=new_id()))
    with pytest.raises(NotFound):
        await world.act("chen", phrase_folders.remove_folder, folder)
    await world.act("li", phrase_folders.remove_folder, folder)
    assert {p.folder for p in (await own(world, "li")).values()} == {None}
    await world.verify()


async def test_gaps_are_made_anew_when_none_is_left(world: World) -> None:
    first = await put(world, "li", "first")
    last = await put(world, "li", "last")
    for number in range(30):
        made = await put(world, "li", f"{number:02}")
        await world.act("li", phrases.place_phrase, made.id, PhrasePlace(before=last.id))
    assert await order(world, "li") == [first.text, *(f"{number:02}" for number in range(30)), last.text]
    spread = [b for b in await world.bodies("li", world.id("li")) if isinstance(b, events.PhrasesOrdered)]
    assert 0 < len(spread) < 4
    await world.verify()


async def test_an_import_is_whole_or_nothing(world: World) -> None:
    known = await put(world, "li", "旧的", "a")
    folder = ImportedFolder(id=new_id(), name="问候")
    many = [imported(f"短语 {n} " + "字" * 200, f"c{n}", folder=folder.id) for n in range(300)]
    swap = [imported("新的", "b", id_=known.id), imported("另一个", "a")]
    done = await bring(
        world, "li", PhraseImport(owner=Owner.PERSON, folders=(folder,), phrases=(*swap, *many))
    )
    assert (done.created, done.changed) == (301, 1)
    stored = await own(world, "li")
    assert len(stored) == 302
    assert {stored[known.id].code, stored[known.id].text} == {"b", "新的"}
    texts = [text for text in await order(world, "li") if text.startswith("短语")]
    assert texts == [each.parts[0].text for each in many]
    bodies = await world.bodies("li", world.id("li"))
    assert 1 < sum(isinstance(body, events.PhrasesChanged) for body in bodies) < 10
    await world.verify()
    for wrong, field, code in (
        ((imported("x", "new"), imported("y", "c5")), "phrases[1].code", "phrase_code_taken"),
        ((imported("x", "n1"), imported("y", "N1")), "phrases[1].code", "phrase_code_taken"),
        ((imported("x", "n1"), imported(" ", "n2")), "phrases[1].parts[0].text", "message_empty"),
        ((imported("x", "n1"), imported("y", "n 2")), "phrases[1].code", "phrase_code_invalid"),
        ((imported("x"), imported("y", folder=new_id())), "phrases[1].folder", "no_such_folder"),
        ((imported("x", id_=known.id), imported("y", id_=known.id)), "phrases[1].id", "id_twice"),
        (tuple(imported("x") for _ in range(IMPORT_LIMIT + 1)), "phrases", "import_too_long"),
    ):
        new_folder = ImportedFolder(id=new_id(), name="不该有")
        with pytest.raises(Refusal) as refused:
            await bring(world, "li", PhraseImport(owner=Owner.PERSON, folders=(new_folder,), phrases=wrong))
        assert (refused.value.field, refused.value.code) == (field, code)
    state = (await world.ask(snapshots.account_snapshot, world.id("li"))).state
    assert state.phrases == stored
    assert [f.name for f in state.phrase_folders.values()] == ["问候"]


async def test_uses_told_again_count_once(world: World) -> None:
    mine = await put(world, "li", "含税")
    ours = await put(world, "li", "包邮", owner=Owner.SHOP)
    batch = new_id()
    for _ in range(3):
        assert await use(world, "li", batch, **{mine.id: 2, ours.id: 1, new_id(): 9}) == {
            mine.id: 2,
            ours.id: 1,
        }
    assert await use(world, "chen", new_id(), **{ours.id: 4, mine.id: 7}) == {ours.id: 5}
    assert await use(world, "wang", new_id(), **{ours.id: 4}) == {}
    assert await use(world, "li", new_id()) == {mine.id: 2, ours.id: 5}
    for wrong in ({mine.id: 0}, {mine.id: 1 << 40}, {new_id(): 1 for _ in range(1_001)}):
        with pytest.raises(Refusal):
            await use(world, "li", new_id(), **wrong)


async def test_libraries_have_an_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "PHRASES_LIMIT", 2)
    monkeypatch.setattr(phrase_folders, "FOLDERS_LIMIT", 1)
    kept = await put(world, "li", "一")
    await put(world, "li", "二")
    with pytest.raises(Refusal, match="At most 2"):
        await put(world, "li", "三")
    await put(world, "li", "一变", id_=kept.id)
    value = PhraseFolderValue(owner=Owner.PERSON, name="a", position=0)
    await world.act("li", phrase_folders.put_folder, new_id(), value)
    with pytest.raises(Refusal, match="At most 1"):
        await world.act("li", phrase_folders.put_folder, new_id(), msgspec.structs.replace(value, name="b"))
