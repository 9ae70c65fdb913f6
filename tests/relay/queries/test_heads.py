"""Resume: every log at first, then only what moved, at a cost of what moved."""

from typing import Any

from parley.domain.events import LogKind
from parley.relay.actions import conversations, marks
from parley.relay.queries import heads, history
from parley.relay.storage.database import Row, Transaction
from relay.world import World


def cursors(found: heads.HeadsFound) -> dict[str, tuple[int, int]]:
    return {log: (head.seq, head.marks_version) for log, head in found.logs.items()}


async def test_the_first_resume_names_every_log_and_the_next_only_what_moved(world: World) -> None:
    talk = await world.direct("chen", "li")
    first = await world.ask(heads.heads, world.id("li"), {})
    kinds = sorted(head.kind for head in first.logs.values())
    assert kinds == [LogKind.ACCOUNT, LogKind.CONVERSATION, LogKind.CONVERSATION, LogKind.SHOP]
    known = cursors(first)
    assert (await world.ask(heads.heads, world.id("li"), known)).logs == {}
    ack = await world.say("chen", talk, "您好")
    moved = await world.ask(heads.heads, world.id("li"), known)
    assert moved.logs.keys() == {talk}
    assert (moved.logs[talk].seq, moved.logs[talk].unread) == (ack.seq, 1)
    known |= cursors(moved)
    await world.database.write(
        lambda tx: marks.move_marks(tx, [marks.MarkMove(world.id("li"), talk, read_seq=ack.seq)])
    )
    moved = await world.ask(heads.heads, world.id("li"), known)
    assert moved.logs[talk].unread == 0
    assert {m.account: m.read_seq for m in moved.logs[talk].marks}[world.id("li")] == ack.seq


async def test_logs_one_may_not_see_are_gone(world: World) -> None:
    talk = await world.direct("chen", "li")
    found = await world.ask(heads.heads, world.id("wang"), {talk: (1, 0), "nonsense": (5, 5)})
    assert found.gone == tuple(sorted((talk, "nonsense")))
    assert talk not in found.logs


async def test_who_left_hears_no_more_of_the_room(world: World) -> None:
    room = await world.room("chen", "li", "zhao")
    await world.act("zhao", conversations.remove_from_room, room, world.id("zhao"))
    left = await world.ask(heads.heads, world.id("zhao"), {})
    await world.say("chen", room, "secret")
    move = marks.MarkMove(world.id("li"), room, read_seq=99)
    await world.database.write(lambda tx: marks.move_marks(tx, [move]))
    assert (await world.ask(heads.heads, world.id("zhao"), cursors(left))).logs == {}


async def test_a_resume_costs_what_moved(world: World) -> None:
    """The statements don't grow with the quiet conversations, and they ask only for the moved ones."""
    talks = [await world.room("chen", "li", title=f"房间 {n}") for n in range(30)]
    known = cursors(await world.ask(heads.heads, world.id("li"), {}))
    for talk in talks[:5]:
        await world.say("chen", talk, "您好")
    asked: list[tuple[Any, ...]] = []

    class Counting:
        def __init__(self, tx: Transaction) -> None:
            self.tx = tx

        async def fetch(self, sql: str, *args: Any) -> list[Row]:
            asked.append(args)
            return await self.tx.fetch(sql, *args)

    async def resume(tx: Transaction) -> heads.HeadsFound:
        return await heads.heads(Counting(tx), world.id("li"), known)  # type: ignore[arg-type]

    found = await world.database.read(resume)
    assert found.logs.keys() == set(talks[:5])
    assert [len(args) for args in asked] == [1, 6, 6]


async def test_a_fetch_is_cut_to_what_is_there(world: World) -> None:
    talk = await world.direct("chen", "li")
    for n in range(5):
        await world.say("chen", talk, str(n))
    for asked, answered in (((1, 3), (1, 3)), ((4, 1_000), (4, 6)), ((-5, 2), (1, 2)), ((50, 60), (50, 49))):
        found = await world.ask(history.fetch_events, world.id("li"), "r", talk, *asked)
        assert (found.from_seq, found.to_seq) == answered
        assert len(found.events) == answered[1] - answered[0] + 1
    newest = await world.ask(history.event_page, world.id("li"), talk, None, None, 2)
    assert (len(newest.events), newest.first_seq, newest.head_seq) == (2, 1, 6)
    assert b'"seq":6' in bytes(newest.events[-1])
