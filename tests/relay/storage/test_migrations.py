"""A relay of an older version goes on with its data."""

import pytest

from parley.domain.ownership import Owner
from parley.domain.phrase import PhraseEditors
from parley.relay.queries import phrases
from parley.relay.queries.shop import find_shop
from parley.relay.storage import opening
from parley.relay.storage.migrations import MIGRATIONS
from parley.relay.storage.opening import sqlite_url


async def test_a_shop_from_before_phrases_has_none_and_all_staff_may_write_some(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = sqlite_url(tmp_path / "relay.db")
    with monkeypatch.context() as old:
        old.setattr(opening, "MIGRATIONS", MIGRATIONS[:1])
        database = await opening.open_database(url)
        await database.write(lambda tx: tx.execute("INSERT INTO log (id, kind) VALUES ('s', 'shop')"))
        await database.write(
            lambda tx: tx.execute(
                "INSERT INTO shop (id, name, team_room, created_at) VALUES ('s', '云岭茶行', 'r', 1)"
            )
        )
        await database.close()
    database = await opening.open_database(url)
    shop = await database.read(find_shop)
    assert shop is not None
    assert shop.name == "云岭茶行"
    assert await database.read(lambda tx: phrases.editors_of(tx, "s")) is PhraseEditors.STAFF
    assert await database.read(lambda tx: phrases.phrases_of(tx, "s", Owner.SHOP)) == {}
    await database.close()
