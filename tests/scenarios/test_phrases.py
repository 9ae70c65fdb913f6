"""Quick phrases over a real relay: shared, synced, imported whole, usable when the server is away."""

from pathlib import Path

import pytest

from parley.client.errors import Offline
from parley.domain.errors import Conflict, Forbidden
from parley.domain.ownership import Owner
from parley.domain.people import AccountKind
from parley.domain.phrase import PhraseEditors
from parley.domain.phrase_csv import OnDuplicate
from support.listening import until
from support.relay_process import RelayProcess
from support.team import Team


async def test_a_phrase_is_made_found_filled_sent_and_counted_on_all_devices(team: Team) -> None:
    li = await team.join("lina", "李娜")
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    phone = await team.another_device(li)
    folder = await li.phrases.create_folder("发货", Owner.SHOP)
    words = "{customer}您好，今天下单，明天发货。"
    made = await li.phrases.create(words, code="/FH", folder=folder, owner=Owner.SHOP)
    for session in (phone, team.owner):
        await until(session, lambda session=session: bool(session.phrases.find("fahuo")))  # type: ignore[misc]
    conversation = await li.conversations.open_direct(wang.account)
    row = li.phrases.find("fh")[0]
    filled = li.phrases.fill(row.text, conversation)
    assert filled.text == "王建军您好，今天下单，明天发货。"
    await li.messages.send(conversation, filled.text)
    await li.phrases.use(made)
    await li.settle()
    assert wang.phrases.all() == []
    fresh = await team.another_device(li, "third")
    await until(fresh, lambda: [row.use_count for row in fresh.phrases.all()] == [1])
    assert fresh.phrases.all() == li.phrases.all()
    assert fresh.phrases.folders() == li.phrases.folders()


async def test_changing_moving_removing_and_who_may(team: Team) -> None:
    li = await team.join("lina", "李娜")
    one = await li.phrases.create("第一句", code="a")
    two = await li.phrases.create("第二句")
    with pytest.raises(Conflict):
        await li.phrases.change(two, code="a")
    await li.phrases.move(two, folder=None, before=one)
    assert [row.id for row in li.phrases.all(Owner.PERSON)] == [two, one]
    await li.phrases.change(one, words="第一句，改过", owner=Owner.SHOP)
    assert [(row.owner, row.text) for row in li.phrases.all()] == [
        (Owner.PERSON, "第二句"),
        (Owner.SHOP, "第一句，改过"),
    ]
    await team.owner.phrases.set_editors(PhraseEditors.OWNER)
    await until(li, lambda: not li.phrases.may_edit(Owner.SHOP))
    with pytest.raises(Forbidden):
        await li.phrases.remove(one)
    await team.owner.phrases.remove(one)
    await li.phrases.remove(two)
    await until(li, lambda: li.phrases.all() == [])


async def test_fifty_phrases_come_from_a_file_whole_and_go_out_again(team: Team) -> None:
    rows = "".join(f"c{n},第 {n} 句，您好,分组 {n % 3}\r\n" for n in range(50))
    data = ("快捷码,内容,分组\r\n" + rows).encode("gbk")
    phrases = team.owner.phrases
    preview = await phrases.read_csv(data)
    done = await phrases.import_csv(preview)
    assert (done.created, done.changed) == (50, 0)
    assert [row.text for row in phrases.all()] == [f"第 {n} 句，您好" for n in range(50)]
    assert [folder.name for folder in phrases.folders()] == ["分组 0", "分组 1", "分组 2"]
    again = await phrases.read_csv(phrases.export_csv())
    assert len(again.duplicates) == 50
    changed = await phrases.read_csv(data.replace("您好".encode("gbk"), "再见".encode("gbk"), 1))
    done = await phrases.import_csv(changed, on_duplicate=OnDuplicate.REPLACE)
    assert (done.created, done.changed) == (0, 1)
    assert phrases.all()[0].text == "第 0 句，再见"
    bare = await phrases.read_csv("code,text\nc1,换过".encode())
    await phrases.import_csv(bare, on_duplicate=OnDuplicate.REPLACE)
    assert [(row.text, row.folder_name) for row in phrases.all()][1] == ("换过", "分组 1")
    li = await team.join("lina", "李娜")
    await phrases.set_editors(PhraseEditors.OWNER)
    with pytest.raises(Forbidden):
        await li.phrases.import_csv(preview, Owner.SHOP)
    assert phrases.all(Owner.SHOP) == []


async def test_the_starter_library_is_added_once(team: Team) -> None:
    phrases = team.owner.phrases
    done = await phrases.add_starter("zh_CN", Owner.SHOP)
    assert done.created == len(phrases.all(Owner.SHOP)) >= 25
    assert (await phrases.add_starter("zh_CN", Owner.SHOP)).created == 0
    assert [f.name for f in phrases.folders(Owner.SHOP)] == ["问候", "价格", "发货", "付款", "售后"]


async def test_with_the_server_away_phrases_are_used_and_counted_later(
    team: Team, relay: RelayProcess, tmp_path: Path
) -> None:
    owner = team.owner
    made = await owner.phrases.create("含税", code="hs")
    await owner.stop()
    team.sessions.remove(owner)
    owner = await team.book("chen").open(owner.account)
    assert [row.id for row in owner.phrases.find("hs")] == [made]
    await owner.phrases.use(made)
    await owner.phrases.use(made)
    with pytest.raises(Offline):
        await owner.phrases.remove(made)
    await team.started(owner)
    await owner.settle()
    assert owner._core.habits.uses == {made: 2}
