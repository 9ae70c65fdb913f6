"""History by pages: after a long absence, and on a new device, holes are filled when somebody looks."""

import pytest

from parley.client import catch_up, sync
from parley.client.changes import MessageArrived
from parley.domain.message import Delivery
from support.listening import Ear, texts, until
from support.team import Team


async def test_after_a_long_absence_the_newest_come_first_and_the_hole_is_filled_by_paging(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync, "FOLLOW_LIMIT", 30)
    monkeypatch.setattr(sync, "TAIL", 10)
    li = await team.join("lina", "李娜")
    conversation = await team.owner.conversations.open_direct(li.account)
    await team.owner.messages.send(conversation, "long ago")
    await until(li, lambda: li.conversations.unread_total() == 1)
    await li.stop()
    team.sessions.remove(li)
    for number in range(60):
        await team.owner.messages.send(conversation, f"message {number}")
    await team.owner.settle()

    li = await team.book("lina").open(li.account)
    ear = Ear(li)
    await team.started(li)
    row = li.conversations.get(conversation)
    assert row is not None
    assert (row.unread, row.last_line) == (61, "message 59")
    assert not [change for change in ear.heard if isinstance(change, MessageArrived)]
    runs = await li._core.database.read(lambda db: catch_up.events.runs(db, conversation))
    assert runs == [(1, 2), (53, 62)]

    await li.conversations.mark_read(conversation, 40)
    assert li.conversations.unread_total() == 22
    page = await li.messages.page(conversation, limit=20)
    said = texts(page.rows)
    while page.has_older:
        oldest = min(row.seq for row in page.rows if row.seq)
        page = await li.messages.page(conversation, before_seq=oldest, limit=20)
        said = texts(page.rows) + said
    assert said == ["long ago", *(f"message {number}" for number in range(60))]
    assert await li._core.database.read(lambda db: catch_up.events.runs(db, conversation)) == [(1, 62)]
    around = await li.messages.page(conversation, around_seq=30, limit=10)
    assert [row.seq for row in around.rows] == list(range(25, 35))
    assert (around.has_older, around.has_newer) == (True, True)


async def test_a_hole_without_a_connection_ends_the_page_honestly(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catch_up, "_PREFETCHED_EVENTS", 10)
    li = await team.join("lina", "李娜")
    conversation = await team.owner.conversations.open_direct(li.account)
    for number in range(40):
        await team.owner.messages.send(conversation, f"message {number}")
    await until(li, lambda: li.conversations.unread_total() == 40)
    await li.conversations.mark_read(conversation)
    await until(team.owner, lambda: team.owner.conversations.get(conversation).last_delivery is Delivery.READ)  # type: ignore[union-attr]
    phone = await team.another_device(li)
    account = phone.account
    await until(phone, lambda: phone._core.records[conversation].tail_from <= 32)
    await phone.stop()
    team.sessions.remove(phone)

    phone = await team.book("lina-second").open(account)
    page = await phone.messages.page(conversation, limit=50)
    assert texts(page.rows) == [f"message {number}" for number in range(30, 40)]
    assert page.has_older
    older = await phone.messages.page(conversation, before_seq=page.rows[0].seq)
    assert older.rows == ()
    assert older.has_older
    await phone.stop()
