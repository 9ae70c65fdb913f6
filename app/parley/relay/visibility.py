"""Who sees whom live, read from the database; presence asks it."""

from collections.abc import Iterable, Mapping

from parley.relay.queries import watchers
from parley.relay.storage.database import Database, Transaction


async def watchers_of(database: Database, accounts: Iterable[str]) -> Mapping[str, Iterable[str]]:
    """Those who may see each of these accounts live."""
    wanted = tuple(accounts)

    async def query(tx: Transaction) -> dict[str, Iterable[str]]:
        return {account: await watchers.watchers_of(tx, account) for account in wanted}

    return await database.read(query) if wanted else {}


async def watched_by(database: Database, accounts: Iterable[str]) -> Mapping[str, Iterable[str]]:
    """Those whom each of these accounts may see live."""
    wanted = tuple(accounts)

    async def query(tx: Transaction) -> dict[str, Iterable[str]]:
        return {account: await watchers.watched_by(tx, account) for account in wanted}

    return await database.read(query) if wanted else {}
