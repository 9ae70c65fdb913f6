"""The encrypted store: what it holds, what it refuses."""

import os
from pathlib import Path

import apsw
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.made import ME, START, conversation, message
from parley.client.errors import StoreTrouble, UpdateNeeded
from parley.client.outbox import OutboxItem
from parley.client.records import Record, fold
from parley.client.storage import conversations, events, meta, outbox, pending, states
from parley.client.storage.database import Database, StoreUnreadable
from parley.client.storage.meta import Meta
from parley.client.storage.schema import migrate
from parley.client.wishes import Wish
from parley.domain.message import text_part
from parley.domain.negotiation_state import Negotiation, Side, SideKind, SideRole
from parley.domain.people import ContactGroup
from parley.domain.state import AccountState, ShopState

KEY = bytes(range(32))


@pytest.fixture
async def database(tmp_path: Path):
    opened = await Database.open(tmp_path / "store.db", KEY)
    yield opened
    await opened.close()


def in_memory() -> apsw.Connection:
    connection = apsw.Connection(":memory:")
    migrate(connection)
    return connection


async def test_nothing_can_be_read_without_the_key(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    database = await Database.open(path, KEY)
    await database.write(lambda db: events.add(db, "log", [message(1, text="大红袍还有货吗")]))
    await database.close()
    assert "大红袍".encode() not in path.read_bytes()
    assert b"SQLite format" not in path.read_bytes()
    with pytest.raises(StoreUnreadable):
        await Database.open(path, os.urandom(32))
    assert path.stat().st_mode & 0o077 == 0


async def test_what_was_written_is_there_after_opening_again(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    item = OutboxItem(key="k", conversation="log", parts=(text_part("hello"),), queued_at=START)
    record = Record(id="log")
    for event in conversation(5):
        record = fold(record, event, ME)
    database = await Database.open(path, KEY)
    await database.write(lambda db: (outbox.put(db, item), conversations.save(db, record)))
    await database.write(lambda db: pending.put(db, pending.PREFERENCES, "log", Wish(draft="half a sen")))
    await database.write(lambda db: meta.save(db, Meta(epoch="e", account_seq=7)))
    await database.close()
    database = await Database.open(path, KEY)
    assert await database.read(outbox.load) == {"k": item}
    assert await database.read(conversations.load) == {"log": record}
    assert await database.read(lambda db: pending.load(db, pending.PREFERENCES)) == {
        "log": {"draft": "half a sen"}
    }
    assert await database.read(meta.load) == Meta(epoch="e", account_seq=7)
    await database.close()


async def test_a_job_that_fails_takes_nothing_of_others_with_it(database: Database) -> None:
    def half(db: apsw.Connection) -> None:
        events.add(db, "log", [message(1)])
        raise ValueError("no")

    good = database.write(lambda db: events.add(db, "log", [message(2)]))
    with pytest.raises(ValueError, match="no"):
        await database.write(half)
    await good
    assert await database.read(lambda db: events.runs(db, "log")) == [(2, 2)]


async def test_trouble_of_the_disk_is_told_as_such_and_heals(database: Database) -> None:
    with pytest.raises(StoreTrouble):
        await database.write(lambda db: db.execute("INSERT INTO nowhere VALUES (1)"))
    await database.write(lambda db: events.add(db, "log", [message(1)]))
    assert await database.read(lambda db: events.runs(db, "log")) == [(1, 1)]


async def test_a_store_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    database = await Database.open(path, KEY)
    await database.write(lambda db: db.pragma("user_version", 999))
    await database.close()
    with pytest.raises(UpdateNeeded):
        await Database.open(path, KEY)


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 6)), max_size=8))
def test_events_and_runs_agree(added: list[tuple[int, int]]) -> None:
    db = in_memory()
    for low, length in added:
        events.add(db, "log", [message(seq) for seq in range(low, low + length)])
    stored = [event.seq for event in events.between(db, "log", 0, 100)]
    assert stored == [seq for low, high in events.runs(db, "log") for seq in range(low, high + 1)]
    db.close()


def test_cutting_takes_out_what_stands_above_and_trims_the_runs() -> None:
    db = in_memory()
    events.add(db, "log", conversation(10))
    assert [event.seq for event in events.cut(db, "log", 6)] == [7, 8, 9, 10]
    assert events.runs(db, "log") == [(1, 6)]
    db.close()


def test_only_what_differs_between_two_states_is_written() -> None:
    db = in_memory()
    group = ContactGroup(id="g", name="客户", position=0)
    first = AccountState(blocks=frozenset({"a", "b"}), settings={"language": "zh_CN"})
    second = AccountState(blocks=frozenset({"b"}), settings=first.settings, groups={"g": group})
    states.save(db, states.ACCOUNT, AccountState(), first)
    states.save(db, states.SHOP, ShopState(), ShopState(shop="s", name="云岭茶行"))
    before = db.total_changes()
    states.save(db, states.ACCOUNT, first, second)
    assert db.total_changes() - before == 2
    assert states.load_account(db) == second
    assert states.load_shop(db) == ShopState(shop="s", name="云岭茶行")
    db.close()


def test_a_message_does_not_rewrite_the_negotiation_and_an_offer_does() -> None:
    """Each message saves the record; hundreds of offers must not go with it."""
    db = in_memory()
    sides = {"a": Side(id="a", kind=SideKind.SELLER, name="云岭茶行", people={"a": SideRole.PRINCIPAL})}
    record = Record(id="log", seq=4, negotiation=Negotiation(sides=sides), negotiation_seq=4)
    conversations.save(db, record)
    db.execute("UPDATE negotiation SET value = json_set(value, '$.is_closed', json('true'))")
    conversations.save(db, msgspec.structs.replace(record, seq=5))
    assert conversations.load(db)["log"].negotiation.is_closed
    conversations.save(db, msgspec.structs.replace(record, seq=6, negotiation_seq=6))
    assert conversations.load(db)["log"] == msgspec.structs.replace(record, seq=6, negotiation_seq=6)
    db.close()
