"""Automatic replies on the relay: once, never in a circle, never lost, never by other rules than the pure ones."""

import asyncio
import random
from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec
import pytest

from domain.auto_reply_made import SPLIT, TEXTS, WORDS, ZONES, rule
from parley.domain.auto_reply import (
    Audience,
    Book,
    Books,
    Decision,
    Facts,
    First,
    Message,
    Rule,
    RuleKind,
    Silent,
    decide,
)
from parley.domain.auto_reply_keywords import Match
from parley.domain.errors import Conflict, Forbidden, NotFound
from parley.domain.hours import ExtraDay, Holiday, WorkingHours
from parley.domain.message import Origin, text_of
from parley.domain.ownership import Owner
from parley.domain.presence import Status
from parley.foundation.ids import new_id
from parley.protocol.frames import SendMessage
from parley.protocol.rest_auto_reply import DryRunQuestion
from parley.relay.actions import auto_reply, blocks, hours, messages, settings
from parley.relay.queries.auto_reply import away_summary, next_due
from parley.relay.queries.dry_run import dry_run
from parley.relay.queries.hours import hours_for
from parley.relay.queries.snapshots import conversation_snapshot
from parley.relay.storage.database import Database, RepliesDue, Transaction
from relay.world import World

EVERYONE = {"audience": Audience.EVERYONE}


async def go_away(world: World, who: str, *rules: Rule, **more: object) -> None:
    await write_rules(world, who, *(rules or (rule(text=f"{who} 不在"),)), **more)
    await world.act(who, settings.set_setting, settings.STATUS, "away")


async def write_rules(
    world: World, who: str, *rules: Rule, owner: Owner = Owner.PERSON, **more: object
) -> Book:
    old = await world.ask(auto_reply.book_of, world.id(who))
    book = Book(rules=rules, version=old.version, **more)  # type: ignore[arg-type]
    return await world.act(who, auto_reply.put_book, owner, book)


async def talk(world: World, conversation: str, who: str = "chen") -> list[tuple[str, str, str]]:
    """(handle, words, "auto" or "") of all messages."""
    handles = {actor.account: handle for handle, actor in world.people.items()}
    rows = await world.ask(_messages, conversation)
    return [(handles[party], text, kind) for party, text, kind in rows]


async def _messages(tx: Transaction, conversation: str) -> list[tuple[str, str, str]]:
    rows = await tx.fetch(
        "SELECT party, payload FROM event WHERE log_id = $1 AND type = 'MessageCreated' ORDER BY seq",
        conversation,
    )
    found = []
    for party, payload in rows:
        body = msgspec.json.decode(bytes(payload))["body"]
        is_auto = body.get("origin", "human") == Origin.AUTO_REPLY
        found.append((party, body["parts"][0]["text"], "auto" if is_auto else ""))
    return found


async def test_away_answers_away_once_and_a_human_is_answered_again(world: World) -> None:
    """A writes by hand to away B: one from B, none from A (also away); then B writes by hand: one from A."""
    await go_away(world, "chen", **EVERYONE)
    await go_away(world, "wang", **EVERYONE)
    conversation = world.signed_in["wang"].opening or ""
    await world.say("wang", conversation, "在吗")
    assert await talk(world, conversation) == [("wang", "在吗", ""), ("chen", "chen 不在", "auto")]
    await world.say("chen", conversation, "刚看到")
    assert (await talk(world, conversation))[2:] == [("chen", "刚看到", ""), ("wang", "wang 不在", "auto")]
    await world.verify()


async def test_both_at_the_same_instant_get_one_each(world: World) -> None:
    await go_away(world, "chen", **EVERYONE)
    await go_away(world, "wang", **EVERYONE)
    conversation = world.signed_in["wang"].opening or ""
    await asyncio.gather(world.say("wang", conversation, "喂"), world.say("chen", conversation, "你好"))
    said = await talk(world, conversation)
    assert sorted(said) == sorted(
        [
            ("wang", "喂", ""),
            ("chen", "你好", ""),
            ("chen", "chen 不在", "auto"),
            ("wang", "wang 不在", "auto"),
        ]
    )
    await world.verify()


async def test_five_devices_one_reply_and_a_repeated_message_gets_none(world: World) -> None:
    await go_away(world, "chen")
    conversation = world.signed_in["wang"].opening or ""
    same = new_id()
    for _ in range(5):
        await world.say("wang", conversation, "在吗", same)
    assert [kind for _, _, kind in await talk(world, conversation)] == ["", "auto"]


async def test_at_most_one_in_thirty_minutes(world: World) -> None:
    await go_away(world, "chen")
    conversation = world.signed_in["wang"].opening or ""
    for minutes in (0, 10, 19, 2):
        world.clock.advance(minutes * 60)
        await world.say("wang", conversation, "在吗")
    assert [kind for _, _, kind in await talk(world, conversation)] == ["", "auto", "", "", "", "auto"]


async def test_what_it_answers_stays_unread(world: World) -> None:
    await go_away(world, "chen")
    conversation = world.signed_in["wang"].opening or ""
    await world.say("wang", conversation, "在吗")
    snapshot = await world.ask(conversation_snapshot, world.id("chen"), conversation)
    assert snapshot.unread == 1


async def test_a_delayed_reply_waits_and_a_human_answer_cancels_it(world: World) -> None:
    await go_away(world, "chen", rule(delay_seconds=60))
    conversation = world.signed_in["wang"].opening or ""
    await world.say("wang", conversation, "在吗")
    await world.say("wang", conversation, "?")
    assert RepliesDue() in world.notices
    assert not await fire_due(world)
    world.clock.advance(70)
    assert await fire_due(world)
    assert not await fire_due(world)
    assert [kind for _, _, kind in await talk(world, conversation)] == ["", "", "auto"]
    world.clock.advance(31 * 60)
    await world.say("wang", conversation, "还在吗")
    await world.say("chen", conversation, "来了")
    world.clock.advance(600)
    assert not await fire_due(world)
    await world.verify()


async def test_who_is_back_in_time_says_nothing_automatic(world: World) -> None:
    await go_away(world, "chen", rule(delay_seconds=60))
    conversation = world.signed_in["wang"].opening or ""
    await world.say("wang", conversation, "在吗")
    await world.act("chen", settings.set_setting, settings.STATUS, "online")
    world.clock.advance(61)
    assert not await fire_due(world)
    assert await world.ask(next_due) is None


async def test_a_reply_of_a_rule_that_is_gone_or_to_whom_one_blocked_is_dropped(world: World) -> None:
    await go_away(world, "chen", rule(delay_seconds=60))
    first, second = (world.signed_in[who].opening or "" for who in ("wang", "anna"))
    await world.say("wang", first, "在吗")
    await world.say("anna", second, "hello")
    await world.act("chen", blocks.block, world.id("anna"))
    world.clock.advance(61)
    assert await fire_due(world)  # to Wang
    assert not await fire_due(world)
    assert [kind for _, _, kind in await talk(world, second)] == [""]
    world.clock.advance(31 * 60)
    await world.say("wang", first, "在吗")
    await write_rules(world, "chen")
    world.clock.advance(61)
    assert not await fire_due(world)


async def test_two_nodes_fire_the_same_reply_once(world: World) -> None:
    await go_away(world, "chen", rule(delay_seconds=5))
    conversation = world.signed_in["wang"].opening or ""
    await world.say("wang", conversation, "在吗")
    world.clock.advance(10)
    due = await world.ask(next_due)
    assert due is not None
    now = world.clock.now()

    async def node() -> bool:
        return await world.database.write(lambda tx: auto_reply.fire(tx, due[0], now, messages.nobody_live))

    assert sorted(await asyncio.gather(*(node() for _ in range(5)))) == [False] * 4 + [True]


async def test_idle_counts_as_away_while_connected(world: World) -> None:
    await write_rules(world, "chen", rule())
    conversation = world.signed_in["wang"].opening or ""

    def live(account: str) -> Status:
        return Status.AWAY if account == world.id("chen") else Status.OFFLINE

    frame = SendMessage(client_message_id=new_id(), conversation=conversation, parts=(rule().parts))
    await world.act("wang", messages.send_message, frame)
    assert len(await talk(world, conversation)) == 1
    now = world.clock.now()
    again = SendMessage(client_message_id=new_id(), conversation=conversation, parts=(rule().parts))
    await world.database.write(lambda tx: messages.send_message(tx, world.people["wang"], again, now, live))
    assert [kind for _, _, kind in await talk(world, conversation)] == ["", "", "auto"]


async def test_the_shops_rules_count_for_colleagues_and_only_the_owner_sets_them(world: World) -> None:
    shop_rule = rule(RuleKind.KEYWORD, "{customer}您好，{shop}今天发货，{me}稍后回复", keywords=("发货",))
    await write_rules(world, "chen", shop_rule, owner=Owner.SHOP)
    with pytest.raises(Forbidden):
        await write_rules(world, "li", shop_rule, owner=Owner.SHOP)
    with pytest.raises(Forbidden):
        await write_rules(world, "wang", shop_rule, owner=Owner.SHOP)
    conversation = await world.direct("wang", "li")
    await world.say("wang", conversation, "什么时候发货？")
    words = "王建军您好，云岭茶行今天发货，李娜稍后回复"
    assert (await talk(world, conversation))[-1] == ("li", words, "auto")


async def test_two_devices_change_the_rules(world: World) -> None:
    book = await write_rules(world, "chen", rule())
    assert book.version == 1
    with pytest.raises(Conflict) as refused:
        await world.act("chen", auto_reply.put_book, Owner.PERSON, Book())
    assert refused.value.code == "auto_reply_changed"


async def test_rooms_get_no_automatic_messages(world: World) -> None:
    await go_away(world, "chen", **EVERYONE)
    room = await world.room("chen", "li")
    await world.say("li", room, "大家好")
    assert len(await talk(world, room)) == 1


async def test_the_summary_names_who_came_who_was_answered_and_who_waits(world: World) -> None:
    since = world.clock.now()
    await go_away(world, "chen", exceptions=(world.id("anna"),))
    talks = {who: world.signed_in[who].opening or "" for who in ("wang", "anna", "lin")}
    for who, conversation in talks.items():
        await world.say(who, conversation, "在吗")
    await world.say("chen", talks["anna"], "在")
    summary = await world.ask(away_summary, world.id("chen"), since)
    told = {v.account: (v.is_answered, v.waits) for v in summary.visitors}
    assert told == {
        world.id("wang"): (True, True),
        world.id("anna"): (False, False),
        world.id("lin"): (False, True),
    }
    later = await world.ask(away_summary, world.id("chen"), world.clock.now())
    assert later.visitors == ()


async def test_a_dry_run_tells_nothing_of_people_one_may_not_see(world: World) -> None:
    question = DryRunQuestion(text="价格", sender=world.id("anna"))
    with pytest.raises(NotFound):
        await ask(world, "wang", question)


async def test_hours_are_the_owners_to_set_for_the_shop_and_ones_own(world: World) -> None:
    shop_hours = WorkingHours(zone="Asia/Shanghai", week=(SPLIT,) * 7)
    await world.act("chen", hours.put_hours, Owner.SHOP, shop_hours)
    with pytest.raises(Forbidden):
        await world.act("li", hours.put_hours, Owner.SHOP, None)
    assert await world.ask(hours_for, world.id("li")) == shop_hours
    own = WorkingHours(zone="Europe/Berlin", week=(SPLIT,) * 7)
    await world.act("li", hours.put_hours, Owner.PERSON, own)
    assert await world.ask(hours_for, world.id("li")) == own
    assert await world.ask(hours_for, world.id("wang")) is None
    await world.act("li", hours.put_hours, Owner.PERSON, None)
    assert await world.ask(hours_for, world.id("li")) == shop_hours
    await world.verify()


async def test_a_thousand_rule_sets_messages_and_times(database: Database) -> None:
    """The dry run, the pure function on facts kept by hand, and what is then sent: always the same."""
    world = World(database)
    await world.populate()
    seed = random.randrange(1 << 32)
    rng = random.Random(seed)
    history = {who: History() for who in ("wang", "anna", "lin", "li")}
    talks = {who: await world.direct("chen", who) for who in history}
    count = 1_000 if database_is_sqlite(database) else 150
    fired = 0
    for number in range(count):
        world.clock.advance(rng.choice([60, 600, 3_600, 9 * 3_600]))
        now = world.clock.now()
        step = Step(world, rng, rng.choice(list(history)), f"{number}-")
        why = f"seed {seed}, step {number}"

        async def one(
            tx: Transaction, step: Step = step, now: datetime = now
        ) -> tuple[Decision, Decision, str]:
            return await step.run(tx, now, talks[step.who], history[step.who])

        expected, dry, sent = await database.write(one)
        assert dry == expected, why
        assert sent == (text_of(expected.rule.parts) if expected.rule else ""), why
        fired += expected.rule is not None
    assert count * 0.2 < fired < count * 0.8, f"seed {seed}"


class History:
    """What a test knows of a talk without asking the relay."""

    def __init__(self) -> None:
        self.heard: datetime | None = None
        self.talked: datetime | None = None
        self.sent: dict[str, datetime] = {}
        self.waits = False


class Step:
    """One random situation."""

    def __init__(self, world: World, rng: random.Random, who: str, prefix: str) -> None:
        self.world, self.rng, self.who = world, rng, who
        self.books = Books(own=self._book(f"own{prefix}"), shop=self._book(f"shop{prefix}"))
        self.status = rng.choice(list(Status))
        closed = (Holiday(first=datetime(2026, 12, 1).date(), last=datetime(2026, 12, 9).date()),)  # noqa: DTZ001
        extra = (ExtraDay(day=datetime(2026, 12, 5).date(), shifts=SPLIT),)  # noqa: DTZ001
        week = (SPLIT,) * 5 + ((), ())
        own = WorkingHours(zone=rng.choice(ZONES), week=week, holidays=closed, extra_days=extra)
        self.hours = rng.choice([None, own])
        self.text = rng.choice(TEXTS)

    async def run(
        self, tx: Transaction, now: datetime, conversation: str, past: History
    ) -> tuple[Decision, Decision, str]:
        """What should be, what the dry run says, and the words that were sent or wait for their time."""
        await self._store(tx)
        chen, sender = self.world.people["chen"], self.world.people[self.who]
        facts = Facts(
            status=self.status,
            waiting=0,
            hours=self.hours,
            last_heard_at=past.heard if self._asks_history else None,
            last_talk_at=past.talked if self._asks_history else None,
            sent_at=past.sent,
        )
        message = Message(sender=sender.account, sender_kind=sender.kind, text=self.text)
        expected = decide(self.books, message, facts, now)
        question = DryRunQuestion(text=self.text, sender=sender.account)
        dry = (await dry_run(tx, chen, question, now, self._live)).decision
        parts = (rule(text=self.text).parts[0],)
        frame = SendMessage(client_message_id=new_id(), conversation=conversation, parts=parts)
        acked = await messages.send_message(tx, sender, frame, now, self._live)
        past.heard = past.talked = now
        if expected.rule is not None and expected.due_at is not None:
            past.sent[expected.rule.id] = expected.due_at
            if expected.rule.delay_seconds:
                due = await next_due(tx)
                assert due is not None
                assert due[1] == expected.due_at
                assert await auto_reply.fire(tx, due[0], due[1], self._live)
        rows = await tx.fetch(
            "SELECT payload FROM event WHERE log_id = $1 AND seq > $2", conversation, acked.seq
        )
        words = [msgspec.json.decode(bytes(row[0]))["body"]["parts"][0]["text"] for row in rows]
        return expected, dry, "".join(words)

    def _live(self, account: str) -> Status:
        return self.status if account == self.world.id("chen") else Status.OFFLINE

    @property
    def _asks_history(self) -> bool:
        return any(r.is_on and r.kind is RuleKind.FIRST_CONTACT for _, r in self.books.rules())

    async def _store(self, tx: Transaction) -> None:
        """Straight into the tables: a thousand books needn't be in the logs."""
        shop = (await tx.fetch("SELECT id FROM shop"))[0][0]
        for owner, book in ((self.world.id("chen"), self.books.own), (shop, self.books.shop)):
            await tx.execute("DELETE FROM auto_reply_book WHERE owner = $1", owner)
            await tx.execute(
                "INSERT INTO auto_reply_book VALUES ($1, $2)", owner, msgspec.json.encode(book).decode()
            )
        await tx.execute("DELETE FROM working_hours")
        if self.hours is not None:
            text = msgspec.json.encode(self.hours).decode()
            await tx.execute("INSERT INTO working_hours VALUES ($1, $2)", shop, text)

    def _book(self, prefix: str) -> Book:
        rng = self.rng
        return Book(
            is_on=rng.random() < 0.8,
            audience=rng.choice(list(Audience)),
            rules=tuple(self._rules(prefix)),
            zone=rng.choice(ZONES),
            exceptions=(self.world.id("anna"),) if rng.random() < 0.1 else (),
        )

    def _rules(self, prefix: str) -> Iterator[Rule]:
        rng = self.rng
        for number in range(rng.randrange(5)):
            kind = rng.choice(list(RuleKind))
            # Busy with a count is tried by itself: here nobody answers, so everybody waits.
            yield rule(
                kind,
                f"{prefix}{number}",
                f"{prefix}{number % 2}" if rng.random() < 0.1 else f"{kind}{number}{prefix[:3]}",
                is_on=rng.random() < 0.8,
                delay_seconds=rng.choice([0, 0, 0, 20]),
                throttle_minutes=rng.choice([0, 30, 600]),
                first=rng.choice(list(First)),
                silence_hours=rng.choice([1, 8]),
                keywords=tuple(rng.sample(WORDS, 2)),
                match=rng.choice(list(Match)),
            )


async def test_busy_counts_the_other_customers_who_wait(world: World) -> None:
    await write_rules(world, "chen", rule(RuleKind.BUSY, waiting_over=0))
    first, second = (world.signed_in[who].opening or "" for who in ("wang", "anna"))
    await world.say("wang", first, "在吗")
    assert len(await talk(world, first)) == 1
    await world.say("anna", second, "hello")
    assert [kind for _, _, kind in await talk(world, second)] == ["", "auto"]
    await world.say("chen", first, "在的")
    world.clock.advance(3_600)
    await world.say("anna", second, "hello?")
    assert [kind for _, _, kind in await talk(world, second)] == ["", "auto", ""]


async def ask(world: World, who: str, question: DryRunQuestion) -> Decision:
    actor, now = world.people[who], world.clock.now()
    answer = await world.database.read(lambda tx: dry_run(tx, actor, question, now, messages.nobody_live))
    return answer.decision


async def test_a_dry_run_at_another_time_and_status(world: World) -> None:
    await write_rules(world, "chen", rule())
    away = DryRunQuestion(text="在吗", status=Status.AWAY, at=world.clock.now() + timedelta(hours=3))
    assert (await ask(world, "chen", away)).rule is not None
    assert (await ask(world, "chen", DryRunQuestion(text="在吗"))).rule is None
    assert (await ask(world, "wang", away)).silent is Silent.NO_RULES


async def fire_due(world: World) -> bool:
    """Sends one reply if one is due."""
    due = await world.ask(next_due)
    if due is None:
        return False
    now = world.clock.now()
    return await world.database.write(lambda tx: auto_reply.fire(tx, due[0], now, messages.nobody_live))


def database_is_sqlite(database: Database) -> bool:
    return getattr(database, "dialect", "") == "sqlite"
