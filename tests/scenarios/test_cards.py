"""Tags and notes over a real relay: shared by the staff, on all devices, and never a byte of them at a customer's."""

from typing import Any

import pytest

from parley.client.changes import CardsChanged, PeopleChanged
from parley.client.connection.link import Link
from parley.client.connection.rest import Rest
from parley.client.errors import Offline
from parley.client.rows import ConversationRow
from parley.domain.conversation import ConversationKind
from parley.domain.errors import Conflict, Refusal
from parley.domain.ownership import Owner
from parley.domain.people import AccountKind
from parley.domain.tag import TagColour
from support.listening import Ear, until
from support.team import Team

EMPTY = ConversationRow(account="", id="", kind=ConversationKind.DIRECT, title="")


async def test_a_customer_is_tagged_and_found_by_it_on_all_devices(team: Team) -> None:
    li = await team.join("lina", "李娜")
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    phone = await team.another_device(li)
    ear = Ear(phone)
    vip = await li.tags.add_word(wang.account, "#VIP", Owner.SHOP)
    assert await li.tags.add_word(wang.account, "vip", Owner.SHOP) == vip
    await li.tags.add_word(wang.account, "爽快", Owner.PERSON)
    conversation = await li.conversations.open_direct(wang.account)
    for session in (li, phone):
        await until(session, lambda session=session: len(session.tags.of(wang.account)) == 2)  # type: ignore[misc]
        assert [(tag.name, tag.owner) for tag in session.tags.of(wang.account)] == [
            ("VIP", Owner.SHOP),
            ("爽快", Owner.PERSON),
        ]
    await until(team.owner, lambda: team.owner.tags.people(vip) == [wang.account])
    assert CardsChanged(li.account, (wang.account,)) in ear.heard
    assert any(isinstance(change, PeopleChanged) and wang.account in change.people for change in ear.heard)
    row = li.contacts.person(wang.account)
    assert row is not None
    assert "#vip" in row.search_key
    shown = li.conversations.get(conversation)
    assert shown is not None
    assert [tag.name for tag in shown.tags] == ["VIP", "爽快"]
    assert li.tags.complete("v", wang.account) == []
    with pytest.raises(Conflict):
        await li.tags.create("Vip", Owner.SHOP)
    await team.owner.tags.change(vip, name="大客户", colour=TagColour.RED)
    await until(li, lambda: li.tags.of(wang.account)[0].name == "大客户")
    await li.tags.take_off(wang.account, vip)
    await team.owner.tags.remove(vip)
    await until(li, lambda: [tag.name for tag in li.tags.all()] == ["爽快"])


async def test_a_note_has_a_history_and_an_end_that_says_who(team: Team) -> None:
    li = await team.join("lina", "李娜")
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    note = await li.notes.write(wang.account, "月结，电话 138 0013 8000", Owner.SHOP)
    mine = await li.notes.write(wang.account, "爱喝岩茶")
    owner = team.owner
    await until(owner, lambda: owner.notes.get(note) is not None)
    assert owner.notes.phone(wang.account) == "138 0013 8000"
    await owner.notes.change(note, "月结 60 天")
    await until(li, lambda: bool(li.notes.of(wang.account, Owner.SHOP)[0].earlier))
    row = li.notes.of(wang.account, Owner.SHOP)[0]
    assert (row.text, row.by_name, row.is_own) == ("月结 60 天", "陈明", False)
    assert [(text.text, text.is_own) for text in row.earlier] == [("月结，电话 138 0013 8000", True)]
    await owner.notes.remove(note)
    await until(li, lambda: li.notes.of(wang.account, Owner.SHOP)[0].is_removed)
    row = li.notes.of(wang.account, Owner.SHOP)[0]
    assert (row.text, row.earlier, row.by_name) == ("", (), "陈明")
    fresh = await team.another_device(li, "third")
    assert fresh.notes.of(wang.account) == li.notes.of(wang.account)
    assert fresh.tags.all() == li.tags.all()
    assert [row.id for row in fresh.notes.of(wang.account, Owner.PERSON)] == [mine]
    with pytest.raises(Refusal):
        await li.notes.write(owner.account, "老板", Owner.SHOP)
    assert not li.tags.may_keep(owner.account, Owner.SHOP)
    assert not wang.tags.may_keep(owner.account, Owner.SHOP)


async def test_without_the_server_everything_is_read_and_nothing_is_changed(team: Team) -> None:
    owner = team.owner
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    await owner.tags.add_word(wang.account, "VIP", Owner.SHOP)
    await owner.notes.write(wang.account, "月结", Owner.SHOP)
    await owner.stop()
    team.sessions.remove(owner)
    owner = await team.book("chen").open(owner.account)
    assert [tag.name for tag in owner.tags.of(wang.account)] == ["VIP"]
    assert [row.text for row in owner.notes.of(wang.account)] == ["月结"]
    with pytest.raises(Offline):
        await owner.notes.write(wang.account, "又一句")
    await owner.stop()


async def test_not_one_byte_of_it_reaches_a_customer(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything a customer's client receives, as it comes off the wire: frames, answers, searches."""
    heard: list[tuple[object, bytes]] = []
    record(monkeypatch, heard)
    li = await team.join("lina", "李娜")
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    spy = await team.another_device(wang, "spy")
    talk = await wang.conversations.open_direct(li.account)
    tag = await li.tags.add_word(wang.account, "quibbler", Owner.SHOP)
    await li.tags.add_word(wang.account, "sluggard", Owner.PERSON)
    note = await li.notes.write(wang.account, "overcharge him", Owner.SHOP)
    await li.notes.change(note, "overcharge him twice")
    await li.messages.send(talk, "visible")
    await until(spy, lambda: (spy.conversations.get(talk) or EMPTY).last_line == "visible")
    for wanted in ("quibbler", "wang", "li"):
        await spy.contacts.search(wanted)
    await spy.contacts.fetch_person(li.account)
    fresh = await team.another_device(wang, "fresh")
    await until(fresh, lambda: fresh.conversations.get(talk) is not None)
    staffs = {part for session in (li, team.owner) for part in (session._core.rest, session._core.link)}
    theirs = b"".join(data for part, data in heard if part not in staffs)
    ours = b"".join(data for part, data in heard if part in staffs)
    assert b"visible" in theirs
    for secret in (b"quibbler", b"sluggard", b"overcharge", tag.encode(), note.encode()):
        assert secret in ours
        assert secret not in theirs


def record(monkeypatch: pytest.MonkeyPatch, heard: list[tuple[object, bytes]]) -> None:
    """Keeps all that arrives, by the connection it came through."""
    take, call = Link.take, Rest.call

    def take_and_keep(self: Link) -> list[bytes]:
        frames = take(self)
        heard.extend((self, frame) for frame in frames)
        return frames

    async def call_and_keep(self: Rest, *args: Any, **more: Any) -> bytes:
        answer = await call(self, *args, **more)
        heard.append((self, answer))
        return answer

    monkeypatch.setattr(Link, "take", take_and_keep)
    monkeypatch.setattr(Rest, "call", call_and_keep)
