"""What both databases promise: one transaction per action, order, durability, and clear answers when they can't."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from parley.domain.errors import Refusal
from parley.relay.storage import sqlite as sqlite_module
from parley.relay.storage.database import Database, DatabaseUnavailable, Ended, Transaction
from parley.relay.storage.migrations import MIGRATIONS
from parley.relay.storage.opening import DatabaseTooNew, DatabaseUrlUnknown, open_database, sqlite_url
from relay.postgres_server import PostgresServer


async def put(tx: Transaction, name: str, value: str = "1") -> str:
    await tx.execute("INSERT INTO avatar (sha256, png, created_at) VALUES ($1, $2, 0)", name, value.encode())
    tx.publish(Ended(name))
    return name


async def names(tx: Transaction) -> list[str]:
    return [row[0] for row in await tx.fetch("SELECT sha256 FROM avatar ORDER BY sha256")]


async def test_a_failed_action_harms_none_of_its_neighbours(database: Database) -> None:
    told: list[Any] = []
    database.on_committed(told.extend)

    async def fails(tx: Transaction) -> str:
        await put(tx, "b")
        raise Refusal("no", "No.")

    results = await asyncio.gather(
        database.write(lambda tx: put(tx, "a")),
        database.write(fails),
        database.write(lambda tx: put(tx, "c")),
        return_exceptions=True,
    )
    assert results[0] == "a"
    assert results[2] == "c"
    assert isinstance(results[1], Refusal)
    assert await database.read(names) == ["a", "c"]
    assert sorted(notice.account for notice in told) == ["a", "c"]


async def test_one_reads_what_one_wrote(database: Database) -> None:
    for number in range(20):
        await database.write(lambda tx, n=number: put(tx, f"{n:02}"))  # type: ignore[misc]
        assert len(await database.read(names)) == number + 1


async def test_it_is_still_there_after_opening_again(database_url: str) -> None:
    for name in ("first", "second"):
        database = await open_database(database_url)
        await database.write(lambda tx, name=name: put(tx, name))  # type: ignore[misc]
        await database.close()
    database = await open_database(database_url)
    assert await database.read(names) == ["first", "second"]
    await database.close()


async def test_a_failing_listener_harms_no_write(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    def listener(notices: list[Any]) -> None:
        raise ValueError("a bug")

    database.on_committed(listener)
    assert await database.write(lambda tx: put(tx, "a")) == "a"
    assert await database.write(lambda tx: put(tx, "b")) == "b"
    assert "listener" in caplog.text


async def test_a_newer_schema_is_refused_in_words(database_url: str) -> None:
    database = await open_database(database_url)
    newer = len(MIGRATIONS) + 1
    await database.write(lambda tx: tx.execute("UPDATE schema_version SET version = $1", newer))
    await database.close()
    with pytest.raises(DatabaseTooNew, match="update Parley"):
        await open_database(database_url)


async def test_text_no_database_can_hold_is_the_callers_fault(database: Database, database_kind: str) -> None:
    with pytest.raises(Refusal, match="can't be stored"):
        await database.write(lambda tx: put(tx, "\ud800"))
    with pytest.raises(Refusal, match="can't be stored"):
        await database.read(lambda tx: tx.fetch("SELECT 1 FROM avatar WHERE sha256 = $1", "\ud800"))
    with pytest.raises(Refusal, match="too large"):
        await database.read(lambda tx: tx.fetch("SELECT 1 FROM avatar WHERE created_at = $1", 1 << 70))
    if database_kind == "postgresql":
        with pytest.raises(Refusal, match="can't be stored"):
            await database.write(lambda tx: put(tx, "\0"))


async def test_a_closed_database_says_so(database_url: str) -> None:
    database = await open_database(database_url)
    await database.close()
    with pytest.raises(DatabaseUnavailable):
        await database.write(lambda tx: put(tx, "a"))
    with pytest.raises(DatabaseUnavailable):
        await database.read(names)


async def test_closing_finishes_what_was_accepted(database_url: str) -> None:
    database = await open_database(database_url)
    writes = [asyncio.ensure_future(database.write(lambda tx, n=n: put(tx, f"{n:02}"))) for n in range(20)]  # type: ignore[misc]
    await asyncio.sleep(0)
    await database.close()
    assert len(await asyncio.gather(*writes)) == 20
    database = await open_database(database_url)
    assert len(await database.read(names)) == 20
    await database.close()


async def test_a_caller_that_stops_waiting_stops_nothing(database: Database) -> None:
    told: asyncio.Queue[Any] = asyncio.Queue()
    database.on_committed(told.put_nowait)
    write = asyncio.ensure_future(database.write(lambda tx: put(tx, "a")))
    await asyncio.sleep(0)
    write.cancel()
    with pytest.raises(asyncio.CancelledError):
        await write
    async with asyncio.timeout(10):
        assert [notice.account for notice in await told.get()] == ["a"]
    assert await database.read(names) == ["a"]


async def test_an_unknown_url_is_refused() -> None:
    with pytest.raises(DatabaseUrlUnknown):
        await open_database("mysql://somewhere")


async def test_writes_that_wait_together_share_a_commit(tmp_path: Path) -> None:
    database = await open_database(sqlite_url(tmp_path / "relay.db"))
    commits: list[list[Any]] = []
    database.on_committed(commits.append)
    await asyncio.gather(*(database.write(lambda tx, n=n: put(tx, f"{n:03}")) for n in range(200)))  # type: ignore[misc]
    told = [notice.account for commit in commits for notice in commit]
    assert told == [f"{n:03}" for n in range(200)]
    assert len(commits) < 20
    await database.close()


async def test_a_full_disk_answers_unavailable_and_heals(tmp_path: Path) -> None:
    database = await open_database(sqlite_url(tmp_path / "relay.db"))
    told: list[Any] = []
    database.on_committed(told.extend)
    await database.write(lambda tx: put(tx, "before"))
    pages = await database.write(lambda tx: tx.fetch_one("PRAGMA page_count"))
    assert pages is not None
    await database.write(lambda tx: tx.execute(f"PRAGMA max_page_count = {pages[0]}"))
    big = "x" * 1_000_000
    results = await asyncio.gather(
        database.write(lambda tx: put(tx, "small")),
        database.write(lambda tx: put(tx, "big", big)),
        return_exceptions=True,
    )
    assert isinstance(results[1], DatabaseUnavailable)
    await database.write(lambda tx: tx.execute("PRAGMA max_page_count = 1073741823"))
    assert await database.write(lambda tx: put(tx, "after", big)) == "after"
    stored = await database.read(names)
    assert ("small" in stored) == (results[0] == "small")
    assert {"before", "after"} <= set(stored)
    assert "big" not in stored
    assert [notice.account for notice in told] == [n for n in ("before", "small", "after") if n in stored]
    await database.close()


async def test_a_failed_commit_acknowledges_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = await open_database(sqlite_url(tmp_path / "relay.db"))
    commit = sqlite_module._commit

    def fails(connection: Any, actions: Any) -> Any:
        connection.execute("BEGIN IMMEDIATE")
        raise sqlite_module.sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(sqlite_module, "_commit", fails)
    monkeypatch.setitem(sqlite_module.__dict__, "_AWAY", sqlite_module._AWAY | {0})
    with pytest.raises(DatabaseUnavailable):
        await database.write(lambda tx: put(tx, "a"))
    monkeypatch.setattr(sqlite_module, "_commit", commit)
    await database.write(lambda tx: put(tx, "b"))
    assert await database.read(names) == ["b"]
    await database.close()


async def test_an_action_may_wait_for_its_database_only(tmp_path: Path) -> None:
    database = await open_database(sqlite_url(tmp_path / "relay.db"))

    async def waits(tx: Transaction) -> None:
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="only wait for its own transaction"):
        await database.write(waits)
    await database.close()


async def test_a_server_that_is_not_there_is_unavailable() -> None:
    with pytest.raises(DatabaseUnavailable):
        await open_database("postgresql://nobody@127.0.0.1:9/nothing")


async def test_two_processes_share_one_database(database_url: str) -> None:
    """The relay runs while `parley admin` writes."""
    relay, admin = await open_database(database_url), await open_database(database_url)
    await asyncio.gather(
        *(relay.write(lambda tx, n=n: put(tx, f"r{n:02}")) for n in range(30)),  # type: ignore[misc]
        *(admin.write(lambda tx, n=n: put(tx, f"a{n:02}")) for n in range(30)),  # type: ignore[misc]
    )
    assert len(await relay.read(names)) == len(await admin.read(names)) == 60
    await relay.close()
    await admin.close()


async def test_a_lost_connection_heals_by_itself(postgres: PostgresServer) -> None:
    name = await postgres.create()
    database = await open_database(postgres.url(name))
    await database.write(lambda tx: put(tx, "before"))
    await postgres.execute(
        f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'", "postgres"
    )
    for attempt in range(3):
        try:
            await database.write(lambda tx, n=attempt: put(tx, f"after {n}"))  # type: ignore[misc]
            break
        except DatabaseUnavailable:
            continue
    assert len(await database.read(names)) == 2
    await database.close()
    await postgres.drop(name)


async def test_notices_of_one_log_come_in_the_order_of_its_commits(database: Database) -> None:
    """Also when an earlier commit is slower than a later one."""
    told: list[str] = []
    database.on_committed(lambda notices: told.extend(n.account for n in notices if isinstance(n, Ended)))
    await database.write(lambda tx: put(tx, "log", "0"))

    async def append(tx: Transaction) -> None:
        row = await tx.fetch_one(
            "UPDATE avatar SET created_at = created_at + 1 WHERE sha256 = 'log' RETURNING created_at"
        )
        assert row is not None
        tx.publish(Ended(f"{row[0]:03}"))

    await asyncio.gather(*(database.write(append) for _ in range(60)))
    assert told[1:] == [f"{n:03}" for n in range(1, 61)]
