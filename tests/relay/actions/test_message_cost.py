"""How many statements a message costs: most of what a relay does is this, so a feature that adds one is noticed."""

from typing import Any

import pytest

from parley.foundation.ids import new_id
from parley.relay.storage.sqlite import SqliteTransaction
from relay.world import World

_LIMITS = {("wang", "chen"): 6, ("chen", "wang"): 5, ("li", "chen"): 5}
"""Customer to colleague (notes who waits), colleague to customer, colleague to colleague."""
_ROOM_LIMIT = 6


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The SQL that SQLite is given."""
    told: list[str] = []
    for name in ("fetch", "fetch_one", "execute"):
        spoken = getattr(SqliteTransaction, name)

        async def tell(self: SqliteTransaction, sql: str, *args: Any, spoken: Any = spoken) -> Any:
            told.append(sql)
            return await spoken(self, sql, *args)

        monkeypatch.setattr(SqliteTransaction, name, tell)
    return told


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("pair", _LIMITS, ids="-".join)
async def test_a_message_between_two(world: World, statements: list[str], pair: tuple[str, str]) -> None:
    conversation = await world.direct("chen", "wang" if "wang" in pair else "li")
    assert await _cost(world, statements, pair[0], conversation) <= _LIMITS[pair]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_a_message_to_a_room(world: World, statements: list[str]) -> None:
    room = await world.room("chen", "li", "zhao")
    assert await _cost(world, statements, "chen", room) <= _ROOM_LIMIT


async def _cost(world: World, statements: list[str], who: str, conversation: str) -> int:
    await world.say(who, conversation, "第一句")
    statements.clear()
    await world.say(who, conversation, "第二句", new_id())
    return len(statements)
