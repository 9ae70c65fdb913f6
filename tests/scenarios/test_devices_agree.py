"""Who was away misses nothing, and all devices of an account agree."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from parley.client.changes import MessageArrived
from parley.client.session import Session
from parley.domain.people import AccountKind, Profile
from parley.domain.presence import Status
from parley.foundation.clock import SystemClock
from parley.protocol.rest import AccountChange
from support.listening import Ear, texts, until
from support.relay_process import RelayProcess
from support.team import Team


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RelayProcess]:
    """One relay for all of these: none of them ends it."""
    with RelayProcess(tmp_path_factory.mktemp("relay")) as process:
        yield process


async def talk_between(team: Team, other: Session) -> str:
    conversation = await team.owner.conversations.open_direct(other.account)
    await until(other, lambda: other.conversations.get(conversation) is not None)
    return conversation


async def test_who_was_offline_finds_50_unread_in_order(team: Team) -> None:
    li = await team.join("lina", "李娜")
    conversation = await talk_between(team, li)
    await li.stop()
    team.sessions.remove(li)
    for number in range(50):
        await team.owner.messages.send(conversation, f"while you were away {number}")
    await team.owner.settle()

    li = await team.book("lina").open(li.account)
    ear = Ear(li)
    await team.started(li)
    row = li.conversations.get(conversation)
    assert row is not None
    assert row.unread == 50
    expected = [f"while you were away {number}" for number in range(50)]
    assert texts([c.row for c in ear.heard if isinstance(c, MessageArrived)]) == expected
    page = await li.messages.page(conversation, limit=100)
    assert texts(page.rows) == expected
    first = next(row for row in page.rows if row.parts)
    assert page.first_unread_seq == first.seq


async def test_a_second_device_agrees_on_everything(team: Team) -> None:
    li = await team.join("lina", "李娜")
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    conversation = await talk_between(team, li)
    for number in range(60):
        await team.owner.messages.send(conversation, f"message {number}")
    await team.owner.settle()
    await until(li, lambda: li.conversations.unread_total() == 60)
    await li.conversations.mark_read(conversation, 41)
    await li.contacts.ask(wang.account, "你好")
    await until(wang, lambda: bool(wang.contacts.requests()))
    await wang.contacts.accept(li.account)
    await until(li, lambda: any(p.person == wang.account for p in li.contacts.all()))
    await li.contacts.set_remark(wang.account, "王总")
    group = await li.contacts.create_group("客户")
    await li.contacts.set_groups(wang.account, [group])
    await li.conversations.set_draft(conversation, "好的，明天")
    await li.conversations.set_muted(conversation, True)
    await li.me.set_setting("send_key", "ctrl_enter")
    await li.settle()

    phone = await team.another_device(li)
    await until(phone, lambda: phone.conversations.get(conversation) == li.conversations.get(conversation))
    mine, theirs = await li.messages.page(conversation), await phone.messages.page(conversation)
    assert mine == theirs
    assert len(texts(mine.rows)) == 50
    row = phone.conversations.get(conversation)
    assert row is not None
    assert (row.unread, row.draft, row.is_muted, row.read_seq) == (20, "好的，明天", True, 41)
    assert phone.contacts.all() == li.contacts.all()
    assert phone.contacts.groups() == li.contacts.groups()
    assert phone.contacts.name_of(wang.account) == "王总"
    assert phone.me.setting("send_key") == "ctrl_enter"
    assert phone.me.profile == li.me.profile


async def test_a_draft_follows_and_sending_clears_it_everywhere(team: Team) -> None:
    li = await team.join("lina", "李娜")
    phone = await team.another_device(li)
    conversation = await talk_between(team, li)
    await until(phone, lambda: phone.conversations.get(conversation) is not None)
    await li.conversations.set_draft(conversation, "大红袍")
    await until(phone, lambda: draft(phone, conversation) == "大红袍")
    await phone.messages.send(conversation, "大红袍 500 克")
    assert draft(phone, conversation) == ""
    await until(li, lambda: draft(li, conversation) == "")


async def test_reading_on_one_device_reads_on_the_other(team: Team) -> None:
    li = await team.join("lina", "李娜")
    phone = await team.another_device(li)
    conversation = await talk_between(team, li)
    for text in ("one", "two", "three"):
        await team.owner.messages.send(conversation, text)
    await until(li, lambda: li.conversations.unread_total() == 3)
    await until(phone, lambda: phone.conversations.unread_total() == 3)
    await phone.conversations.mark_read(conversation)
    await until(li, lambda: li.conversations.unread_total() == 0)


async def test_the_badge_is_right_on_both_devices_while_a_mute_lasts_and_after(team: Team) -> None:
    li = await team.join("lina", "李娜")
    phone = await team.another_device(li)
    conversation = await talk_between(team, li)
    await until(phone, lambda: phone.conversations.get(conversation) is not None)
    await phone.conversations.set_muted(conversation, True, timedelta(hours=1))
    await li.settle()
    await until(li, lambda: is_muted(li, conversation))
    for text in ("one", "two"):
        await team.owner.messages.send(conversation, text)
    for session in (li, phone):
        await until(session, lambda session=session: unread(session, conversation) == 2)  # type: ignore[misc]
        assert session.conversations.unread_total() == 0
        ends = session.conversations.next_unmute()
        assert ends is not None
        ear = Ear(session)
        session._core.clock = Later(ends - session.now() + timedelta(seconds=1))
        session.conversations.mutes_ended()
        assert [c.conversations for c in ear.heard] == [(conversation,)]  # type: ignore[union-attr]
        assert session.conversations.unread_total() == 2
        assert not is_muted(session, conversation)
    await li.conversations.mark_read(conversation)
    await until(phone, lambda: phone.conversations.unread_total() == 0)


async def test_wishes_made_offline_hold_and_do_not_undo_each_other(team: Team) -> None:
    li = await team.join("lina", "李娜")
    phone = await team.another_device(li)
    conversation = await talk_between(team, li)
    await until(phone, lambda: phone.conversations.get(conversation) is not None)
    await li.stop()
    team.sessions.remove(li)
    li = await team.book("lina").open(li.account)
    await li.conversations.set_pinned(conversation, True)
    await phone.conversations.set_muted(conversation, True)
    await phone.settle()
    await li.stop()

    li = await team.started(await team.book("lina").open(li.account))
    await li.settle()
    for session in (li, phone):
        row = session.conversations.get(conversation)
        await until(session, lambda session=session: _pinned_and_muted(session, conversation))  # type: ignore[misc]
        assert row is not None


async def test_presence_reaches_colleagues_within_two_seconds(team: Team) -> None:
    li = await team.join("lina", "李娜")
    await until(team.owner, lambda: team.owner.presence.of(li.account) is Status.ONLINE, timeout=2)
    li.presence.set(Status.BUSY)
    await until(team.owner, lambda: team.owner.presence.of(li.account) is Status.BUSY, timeout=2)
    li.presence.set(Status.INVISIBLE)
    await until(team.owner, lambda: team.owner.presence.of(li.account) is Status.OFFLINE, timeout=2)
    assert li.presence.own() is Status.INVISIBLE
    li.presence.set(Status.ONLINE)
    await until(team.owner, lambda: team.owner.presence.of(li.account) is Status.ONLINE, timeout=2)
    await li.stop()
    team.sessions.remove(li)
    await until(team.owner, lambda: team.owner.presence.of(li.account) is Status.OFFLINE, timeout=2)


async def test_who_becomes_a_colleague_sees_the_shop_at_once_and_until_the_end(team: Team) -> None:
    wang = await team.join("wangbecomes", "王建军", AccountKind.CUSTOMER)
    assert wang.shop.staff() == {}
    await set_kind(team.owner, wang.account, AccountKind.STAFF)
    await until(wang, lambda: wang.account in wang.shop.staff())
    await team.owner.shop.rename("云岭茶业")
    await until(wang, lambda: wang.shop_name == "云岭茶业")
    await set_kind(team.owner, wang.account, AccountKind.CUSTOMER)
    await until(wang, lambda: wang.shop.staff() == {})


async def set_kind(owner: Session, account: str, kind: AccountKind) -> None:
    rest = owner._core.check_online()
    await rest.send("PATCH", f"/accounts/{account}", Profile, AccountChange(kind=kind))


async def test_typing_is_shown_and_ends(team: Team) -> None:
    li = await team.join("lina", "李娜")
    conversation = await talk_between(team, li)
    li.messages.set_typing(conversation, True)
    await until(team.owner, lambda: team.owner.messages.typing(conversation) == (li.account,))
    li.messages.set_typing(conversation, False)
    await until(team.owner, lambda: team.owner.messages.typing(conversation) == ())


async def test_a_room_is_made_joined_and_left(team: Team) -> None:
    li = await team.join("lina", "李娜")
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    room = await team.owner.conversations.create_room("春茶", [li.account])
    await until(li, lambda: li.conversations.get(room) is not None and bool(member_count(li, room) == 2))
    await team.owner.messages.send(room, "before Wang")
    await team.owner.conversations.invite(room, wang.account)
    await until(wang, lambda: is_invitation(wang, room))
    await wang.conversations.join(room)
    await until(wang, lambda: member_count(wang, room) == 3)
    await wang.messages.send(room, "大家好")
    await until(li, lambda: last_line(li, room) == "大家好")
    assert "before Wang" not in texts((await wang.messages.page(room)).rows)
    await team.owner.conversations.rename(room, "春茶 2027")
    await until(wang, lambda: title(wang, room) == "春茶 2027")
    await wang.conversations.leave(room)
    await team.owner.messages.send(room, "after Wang")
    await until(li, lambda: last_line(li, room) == "after Wang")
    row = wang.conversations.get(room)
    assert row is not None
    assert row.has_left
    assert row.last_line == "大家好"
    members = await team.owner.conversations.members(room)
    assert [member.name for member in members] == ["陈明", "李娜"]


def draft(session: Session, conversation: str) -> str:
    row = session.conversations.get(conversation)
    return row.draft if row else ""


def last_line(session: Session, conversation: str) -> str:
    row = session.conversations.get(conversation)
    return row.last_line if row else ""


def title(session: Session, conversation: str) -> str:
    row = session.conversations.get(conversation)
    return row.title if row else ""


def member_count(session: Session, conversation: str) -> int:
    row = session.conversations.get(conversation)
    return row.member_count if row else 0


def is_invitation(session: Session, conversation: str) -> bool:
    row = session.conversations.get(conversation)
    return row is not None and row.is_invitation


def unread(session: Session, conversation: str) -> int:
    row = session.conversations.get(conversation)
    return row.unread if row else 0


def is_muted(session: Session, conversation: str) -> bool:
    row = session.conversations.get(conversation)
    return row is not None and row.is_muted


class Later(SystemClock):
    """The machine's clock, put forward."""

    def __init__(self, ahead: timedelta) -> None:
        self.ahead = ahead

    def now(self) -> datetime:
        return super().now() + self.ahead


def _pinned_and_muted(session: Session, conversation: str) -> bool:
    row = session.conversations.get(conversation)
    return row is not None and row.is_pinned and row.is_muted
