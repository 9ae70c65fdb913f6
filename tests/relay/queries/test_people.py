"""Search and live sight: who finds whom, and who sees whose presence, for every pair of account kinds."""

import pytest

from parley.protocol.rest import ProfileChange
from parley.relay.actions import profile
from parley.relay.queries import people, watchers
from relay.world import World


async def found(world: World, who: str, query: str) -> set[str]:
    handles = {world.id(handle): handle for handle in world.people}
    return {handles[p.account] for p in await world.ask(people.search, world.people[who].person, query)}


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("陈明", "chen"),
        ("chenming", "chen"),
        ("cm", "chen"),
        ("CHEN", "chen"),
        ("云岭", "chen"),
        ("ｚｈａｏ", "zhao"),
        ("大红袍", "li"),
        ("ln", "li"),
    ],
)
async def test_people_are_found_by_handle_name_shop_product_word_and_pinyin(
    world: World, query: str, who: str
) -> None:
    await world.act("li", profile.change_profile, ProfileChange(product_words=("武夷大红袍",)))
    assert await found(world, "lin", query) >= {who}
    assert await found(world, "lin", query) <= {"chen", "zhao", "li"}


async def test_search_obeys_who_may_find_whom(world: World) -> None:
    everyone = {
        handle: await found(world, handle, "a") | await found(world, handle, "n") for handle in world.people
    }
    assert everyone["wang"] == {"chen", "li", "zhao"}
    assert everyone["anna"] == {"chen", "li", "zhao"}
    assert everyone["lin"] == {"chen", "li", "zhao"}
    assert everyone["li"] == {"chen", "zhao", "lin", "wang", "anna"}


async def test_wildcards_are_letters(world: World) -> None:
    for query in ("%", "_", "\\", "", "   "):
        assert await found(world, "chen", query) == set()


async def test_live_sight_is_the_same_from_both_ends(world: World) -> None:
    await world.direct("lin", "li")
    handles = {world.id(handle): handle for handle in world.people}
    sees = {
        handle: {handles[a] for a in await world.ask(watchers.watched_by, world.id(handle))}
        for handle in world.people
    }
    assert sees == {
        "chen": {"li", "zhao", "lin", "wang", "anna"},
        "li": {"chen", "zhao", "lin"},
        "zhao": {"chen", "li"},
        "lin": {"chen", "li"},
        "wang": {"chen"},
        "anna": {"chen"},
    }
    for handle in world.people:
        seen_by = {handles[a] for a in await world.ask(watchers.watchers_of, world.id(handle))}
        assert seen_by == {other for other in world.people if handle in sees[other]}
