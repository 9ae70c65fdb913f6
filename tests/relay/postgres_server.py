"""A real PostgreSQL server for tests; each test gets a copy of a migrated template database."""

from itertools import count
from typing import Any

import asyncpg

_numbers = count(1)


class PostgresServer:
    """Makes and drops databases on a running server."""

    def __init__(self, server: Any) -> None:
        self._server = server

    def url(self, name: str) -> str:
        """The URL of a database on it."""
        return str(self._server.get_uri(name))

    async def create(self, template: str = "parley_template") -> str:
        """The name of a new database."""
        name = f"parley_{next(_numbers)}"
        await self.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name

    async def execute(self, sql: str, database: str = "postgres") -> None:
        """Runs one statement in a connection of its own."""
        connection = await asyncpg.connect(self.url(database))
        try:
            await connection.execute(sql)
        finally:
            await connection.close()

    async def drop(self, name: str) -> None:
        """Ends a database and whoever is still connected to it."""
        await self.execute(f"DROP DATABASE {name} WITH (FORCE)")
