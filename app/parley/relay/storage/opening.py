"""Opens the database a URL names and brings its schema up to date."""

from pathlib import Path
from urllib.parse import unquote

from parley.domain.errors import ParleyError
from parley.foundation.ids import new_id
from parley.relay.storage.database import Database, Transaction
from parley.relay.storage.migrations import MIGRATIONS


class DatabaseTooNew(ParleyError):
    """A newer Parley has used this database."""


class DatabaseUrlUnknown(ParleyError):
    """The URL is neither sqlite:// nor postgresql://."""


async def open_database(url: str) -> Database:
    """`sqlite:///PATH` or `postgresql://...`. Raises DatabaseUnavailable, DatabaseTooNew, DatabaseUrlUnknown."""
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite" and rest.startswith("/"):
        from parley.relay.storage.sqlite import SqliteDatabase

        database: Database = SqliteDatabase(_sqlite_path(rest))
        dialect = "sqlite"
    elif scheme in ("postgresql", "postgres"):
        from parley.relay.storage.postgres import PostgresDatabase

        database = await PostgresDatabase.connect(url)
        dialect = "postgres"
    else:
        raise DatabaseUrlUnknown(f"A database is named sqlite:///PATH or postgresql://..., not {scheme}://")
    try:
        await migrate(database, dialect)
    except BaseException:
        await database.close()
        raise
    return database


def sqlite_url(path: Path) -> str:
    """The URL of a SQLite file."""
    return f"sqlite:///{path.absolute().as_posix()}"


async def migrate(database: Database, dialect: str) -> None:
    """Brings the schema up to date, one transaction per step. Raises DatabaseTooNew."""

    async def step(tx: Transaction) -> bool:
        return await _next_step(tx, dialect)

    while await database.write(step):
        pass


async def _next_step(tx: Transaction, dialect: str) -> bool:
    """Runs the first migration that is missing; whether there may be more."""
    version = await _version(tx)
    if version > len(MIGRATIONS):
        raise DatabaseTooNew(
            "A newer version of Parley has used this data. Please update Parley on this computer."
        )
    if version == len(MIGRATIONS):
        return False
    for sql in MIGRATIONS[version]:
        await tx.execute(sql.replace("BLOB", "BYTEA") if dialect == "postgres" else sql)
    if version == 0:
        await tx.execute("INSERT INTO relay (one, epoch) VALUES (1, $1)", new_id())
    await tx.execute("UPDATE schema_version SET version = $1", version + 1)
    return True


async def _version(tx: Transaction) -> int:
    await tx.execute(
        "CREATE TABLE IF NOT EXISTS schema_version (one BIGINT PRIMARY KEY, version BIGINT NOT NULL)"
    )
    await tx.execute("INSERT INTO schema_version (one, version) VALUES (1, 0) ON CONFLICT DO NOTHING")
    row = await tx.fetch_one("SELECT version FROM schema_version FOR UPDATE")
    return int(row[0]) if row else 0


def _sqlite_path(rest: str) -> Path:
    """`//home/x` and `/C:/x` are what follows `sqlite://` for absolute paths; `/x` is relative, as is custom."""
    text = unquote(rest[1:])
    return Path(text)
