"""Said to many: the shop's server does it alone, and nothing that happens to it gives anybody two, or none."""

import sqlite3
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from parley.client.session import Session
from parley.domain.broadcast import BroadcastState, Language, Result, Why
from parley.domain.message import Origin, text_of
from parley.domain.people import AccountKind
from parley.foundation.clock import SystemClock
from parley.protocol.codec import decode_event
from parley.protocol.rest_invites import CreateInvite
from parley.relay.actions import accounts, invites
from parley.relay.actions.accounts import Newcomer
from parley.relay.actions.actor import Actor
from parley.relay.actions.devices import NewDevice
from parley.relay.data_folder import DATABASE_FILE
from parley.relay.storage.database import Transaction
from parley.relay.storage.opening import open_database, sqlite_url
from support.listening import reconnected, until
from support.relay_process import RelayProcess
from support.team import Team


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[RelayProcess]:
    """One that sends fast."""
    with RelayProcess(tmp_path / "relay", "--broadcast-rate", "150") as process:
        yield process


async def with_customers(relay: RelayProcess, owner: Session, count: int) -> None:
    """So many customers join at once, straight into the database of a relay that is down."""
    relay.kill()
    database = await open_database(sqlite_url(database_of(relay)))

    async def join(tx: Transaction) -> None:
        now = SystemClock().now()
        host = Actor(owner.account, "", AccountKind.OWNER)
        wish = CreateInvite(kind=AccountKind.CUSTOMER, uses=count)
        _, code = await invites.create_invite(tx, host, wish, now)
        for number in range(count):
            device = NewDevice(
                name="phone",
                public_key=b64encode(number.to_bytes(32, "big")).decode(),
                token_hash=f"{number}".encode(),
            )
            newcomer = Newcomer(
                code=code,
                display_name=f"客户 {number}",
                password_hash="none",
                device=device,
                handle=f"customer{number}",
                shop_name="",
            )
            await accounts.join(tx, newcomer, now)

    await database.write(join)
    await database.close()
    relay.start()
    await reconnected(owner)


def database_of(relay: RelayProcess) -> Path:
    return relay.data / DATABASE_FILE


def what_was_read(relay: RelayProcess) -> Counter[str]:
    """How many messages said to many each conversation has."""
    with closing(sqlite3.connect(database_of(relay))) as database:
        rows = database.execute("SELECT log_id, payload FROM event WHERE type = 'MessageCreated'").fetchall()
    bodies = ((log, decode_event(payload).body) for log, payload in rows)
    return Counter(log for log, body in bodies if body.origin is Origin.BROADCAST)


async def a_broadcast_survives_kill_9(relay: RelayProcess, team: Team, count: int) -> None:
    owner = team.owner
    await with_customers(relay, owner, count)
    wish = owner.broadcasts.wish("{customer}您好", all_customers=True, language=Language.CHINESE)
    broadcast = await owner.broadcasts.start(wish)
    for share in (0.1, 0.4, 0.7):
        await until(owner, lambda share=share: done(owner, broadcast) >= share * count, timeout=30)  # type: ignore[misc]
        relay.kill()
        relay.start()
        await reconnected(owner)
    await until(owner, lambda: is_over(owner, broadcast), timeout=30)
    told = owner.broadcasts.get(broadcast)
    assert told is not None
    assert (told.state, told.sent, told.total) == (BroadcastState.FINISHED, count, count)
    results = await owner.broadcasts.results(broadcast)
    assert Counter(one.result for one in results) == {Result.SENT: count}
    read = what_was_read(relay)
    assert len(read) == count
    assert set(read.values()) == {1}
    assert set(read) == {one.conversation for one in results}


def done(session: Session, broadcast: str) -> int:
    known = session.broadcasts.get(broadcast)
    return known.done if known else 0


def is_over(session: Session, broadcast: str) -> bool:
    known = session.broadcasts.get(broadcast)
    return known is not None and known.state.is_over


async def test_kill_9_of_the_relay_gives_each_of_60_exactly_one(relay: RelayProcess, team: Team) -> None:
    await a_broadcast_survives_kill_9(relay, team, 60)


@pytest.mark.slow
async def test_kill_9_of_the_relay_gives_each_of_500_exactly_one(relay: RelayProcess, team: Team) -> None:
    await a_broadcast_survives_kill_9(relay, team, 500)


async def test_all_devices_see_how_far_it_is_and_the_customer_opts_out(team: Team) -> None:
    owner = team.owner
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    anna = await team.join("anna", "Anna", AccountKind.CUSTOMER)
    await anna.me.set_setting("language", "en")
    await anna.settle()
    phone = await team.another_device(owner)
    people = [wang.account, anna.account]
    wish = owner.broadcasts.wish(
        "{customer} · {price}", people, language=Language.CHINESE, given={"price": "¥88"}
    )
    preview = await owner.broadcasts.preview(wish)
    assert [entry.name for entry in preview.people] == ["王建军", "Anna"]
    assert preview.sample == "王建军 · ¥88\n\n回复 TD 不再接收"
    broadcast = await owner.broadcasts.start(wish)
    for device in (owner, phone):
        await until(device, lambda device=device: is_over(device, broadcast))  # type: ignore[misc]
    assert phone.broadcasts.all() == owner.broadcasts.all()
    talk = await owner.conversations.open_direct(anna.account)
    await until(anna, lambda: anna.conversations.unread_total() > 0)
    page = await anna.messages.page(talk)
    assert text_of(page.rows[-1].parts) == "Anna · ¥88\n\nReply STOP to opt out"
    await anna.messages.send(talk, "Stop")
    await until(phone, lambda: phone.broadcasts.opt_out(anna.account) is not None)
    again = await owner.broadcasts.preview(wish)
    assert [entry.why for entry in again.people] == [Why.HAD_ONE_TODAY, Why.OPTED_OUT]
    exported = owner.broadcasts.export_csv(await owner.broadcasts.results(broadcast), "zh_CN")
    assert exported.decode("utf-8-sig").splitlines()[1].startswith("王建军,已发送,,")
    await owner.broadcasts.set_opt_out(anna.account, False, "她来电要求恢复")
    assert owner.broadcasts.opt_out(anna.account) is None
    await owner.broadcasts.remove(broadcast)
    await until(phone, lambda: phone.broadcasts.all() == [])


async def test_groups_and_tags_are_who_they_say(team: Team) -> None:
    owner = team.owner
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    await owner.contacts.ask(wang.account)
    await until(wang, lambda: bool(wang.contacts.requests()))
    await wang.contacts.accept(owner.account)
    await until(owner, lambda: any(one.person == wang.account for one in owner.contacts.all()))
    group = await owner.contacts.create_group("老客户")
    await owner.contacts.set_groups(wang.account, [group])
    assert owner.broadcasts.in_groups([group]) == [wang.account]
    assert owner.broadcasts.in_groups([]) == []
    assert wang.account in owner.broadcasts.customers()
    assert not wang.broadcasts.may_send()
