"""Kill -9 at any moment loses nothing and doubles nothing."""

import asyncio
import shutil
import sqlite3
from pathlib import Path

from parley.client.rows import ConnectionState
from parley.client.session import Session
from parley.domain.message import Delivery
from support.client_process import kill_after_queueing
from support.listening import Ear, reconnected, texts, until
from support.relay_process import RelayProcess
from support.team import PASSWORD, Team


async def everything(session: Session, conversation: str) -> list[str]:
    """All that was said, read by pages from the oldest one on."""
    page = await session.messages.page(conversation, after_seq=0, limit=50)
    said = texts(page.rows)
    while page.has_newer:
        last = max(row.seq for row in page.rows if row.seq)
        page = await session.messages.page(conversation, after_seq=last, limit=50)
        said += texts(page.rows)
    return said


async def test_the_relay_is_killed_in_a_burst_of_200_messages(relay: RelayProcess, team: Team) -> None:
    li = await team.join("lina", "李娜")
    conversation = await team.owner.conversations.open_direct(li.account)
    ear = Ear(li)
    burst = [f"message {number}" for number in range(200)]
    for text in burst[:120]:
        await team.owner.messages.send(conversation, text)
    await ear.until(lambda: len(ear.rows(conversation)) > 30)
    relay.kill()
    for text in burst[120:]:
        await team.owner.messages.send(conversation, text)
    relay.start()
    for session in (team.owner, li):
        session.retry_now()
    await team.owner.settle()
    await ear.until(lambda: len(texts(ear.rows(conversation))) >= 200)
    assert texts(ear.rows(conversation)) == burst
    assert await everything(li, conversation) == burst
    assert await everything(team.owner, conversation) == burst


async def test_the_client_is_killed_with_20_messages_queued_offline(
    relay: RelayProcess, team: Team, tmp_path: Path
) -> None:
    li = await team.join("lina", "李娜")
    conversation = await team.owner.conversations.open_direct(li.account)
    await until(li, lambda: li.conversations.get(conversation) is not None)
    account = li.account
    await li.stop()
    team.sessions.remove(li)
    relay.kill()
    kill_after_queueing(tmp_path / "profiles" / "lina", account, conversation, 20)

    relay.start()
    back = asyncio.create_task(reconnected(team.owner))
    li = await team.started(await team.book("lina").open(account))
    await li.settle()
    await back
    await until(team.owner, lambda: team.owner.conversations.unread_total() == 20)
    assert await everything(team.owner, conversation) == [f"queued {number}" for number in range(20)]
    row = li.conversations.get(conversation)
    assert row is not None
    assert row.draft == "half a sentence"


async def test_the_outbox_of_a_revoked_device_goes_out_after_signing_in_anew(team: Team) -> None:
    li = await team.join("lina", "李娜")
    conversation = await team.owner.conversations.open_direct(li.account)
    await until(li, lambda: li.conversations.get(conversation) is not None)
    phone = await team.another_device(li)
    this_one = next(device for device in await phone.me.devices() if not device.is_this)
    await phone.me.revoke_device(this_one.id)
    await until(li, lambda: li.state is ConnectionState.SIGNED_OUT)
    for number in range(5):
        await li.messages.send(conversation, f"while signed out {number}")
    await li.conversations.set_draft(conversation, "and a draft")

    again = await team.book("lina").sign_in(team.address, "lina", PASSWORD)
    assert again is li
    await li.wait_online()
    await li.settle()
    expected = [f"while signed out {number}" for number in range(5)]
    await until(team.owner, lambda: team.owner.conversations.unread_total() == 5)
    assert await everything(team.owner, conversation) == expected
    await until(phone, lambda: _draft(phone, conversation) == "and a draft")


async def test_a_revoked_outbox_survives_closing_parley_too(team: Team) -> None:
    li = await team.join("lina", "李娜")
    conversation = await team.owner.conversations.open_direct(li.account)
    await until(li, lambda: li.conversations.get(conversation) is not None)
    phone = await team.another_device(li)
    this_one = next(device for device in await phone.me.devices() if not device.is_this)
    await phone.me.revoke_device(this_one.id)
    await until(li, lambda: li.state is ConnectionState.SIGNED_OUT)
    await li.messages.send(conversation, "not lost")
    await li.stop()
    team.sessions.remove(li)

    li = await team.started(await team.book("lina").sign_in(team.address, "lina", PASSWORD))
    await li.settle()
    await until(team.owner, lambda: _last_line(team.owner, conversation) == "not lost")
    assert await everything(team.owner, conversation) == ["not lost"]


async def test_a_restored_server_gets_back_what_its_people_said(
    relay: RelayProcess, team: Team, tmp_path: Path
) -> None:
    li = await team.join("lina", "李娜")
    conversation = await team.owner.conversations.open_direct(li.account)
    await team.owner.messages.send(conversation, "before the backup")
    await team.owner.settle()
    relay.stop()
    shutil.copytree(relay.data, tmp_path / "backup")
    relay.start()
    await reconnected(team.owner, li)
    await li.messages.send(conversation, "lost by Li")
    await li.settle()
    await team.owner.messages.send(conversation, "lost by Chen")
    await team.owner.settle()
    await until(li, lambda: _last_line(li, conversation) == "lost by Chen")
    await li.stop()
    team.sessions.remove(li)
    relay.stop()
    shutil.rmtree(relay.data)
    shutil.copytree(tmp_path / "backup", relay.data)
    _give_new_epoch(relay.data)

    relay.start()
    await reconnected(team.owner)
    await team.owner.settle()
    page = await team.owner.messages.page(conversation)
    assert texts([row for row in page.rows if row.seq]) == ["before the backup", "lost by Chen"]
    assert texts([row for row in page.rows if row.failure == "not_on_server"]) == ["lost by Li"]

    li = await team.started(await team.book("lina").open(li.account))
    await li.settle()
    await until(team.owner, lambda: _last_line(team.owner, conversation) == "lost by Li")
    assert sorted(await everything(li, conversation)) == [
        "before the backup",
        "lost by Chen",
        "lost by Chen",
        "lost by Li",
    ]


async def test_a_refused_message_fails_alone_and_can_be_sent_again(team: Team) -> None:
    li = await team.join("lina", "李娜")
    conversation = await team.owner.conversations.open_direct(li.account)
    await until(li, lambda: li.conversations.get(conversation) is not None)
    await li.contacts.block(team.owner.account)
    key = await team.owner.messages.send(conversation, "hello?")
    await team.owner.settle()
    rows = (await team.owner.messages.page(conversation)).rows
    assert [(r.delivery, r.failure) for r in rows if r.parts] == [(Delivery.FAILED, "cannot_write")]
    await li.contacts.unblock(team.owner.account)
    await team.owner.messages.retry(key)
    await team.owner.settle()
    await until(li, lambda: _last_line(li, conversation) == "hello?")


async def test_two_devices_send_at_once_and_everyone_sees_one_order(team: Team) -> None:
    li = await team.join("lina", "李娜")
    phone = await team.another_device(li)
    conversation = await team.owner.conversations.open_direct(li.account)
    for session in (li, phone):
        await until(session, lambda session=session: session.conversations.get(conversation) is not None)  # type: ignore[misc]
    await asyncio.gather(
        *(
            session.messages.send(conversation, f"{name} {number}")
            for number in range(10)
            for name, session in (("desk", li), ("phone", phone), ("chen", team.owner))
        )
    )
    for session in (li, phone, team.owner):
        await session.settle()
    for session in (li, phone, team.owner):
        await until(session, lambda session=session: session.conversations.get(conversation).head_seq == 31)  # type: ignore[misc, union-attr]
    orders = [await everything(session, conversation) for session in (li, phone, team.owner)]
    assert orders[0] == orders[1] == orders[2]
    for name in ("desk", "phone", "chen"):
        assert [text for text in orders[0] if text.startswith(name)] == [f"{name} {n}" for n in range(10)]


def _draft(session: Session, conversation: str) -> str:
    row = session.conversations.get(conversation)
    return row.draft if row else ""


def _last_line(session: Session, conversation: str) -> str:
    row = session.conversations.get(conversation)
    return row.last_line if row else ""


def _give_new_epoch(data: Path) -> None:
    """What restoring a backup does."""
    (path,) = data.glob("parley.sqlite")
    with sqlite3.connect(path) as database:
        database.execute("UPDATE relay SET epoch = 'restored'")
    database.close()
