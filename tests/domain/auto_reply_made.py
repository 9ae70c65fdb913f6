"""Random rules, messages and facts for tests of automatic replies."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from parley.domain.auto_reply import Audience, Book, Books, Facts, First, Message, Rule, RuleKind
from parley.domain.auto_reply_keywords import Match
from parley.domain.hours import ExtraDay, Holiday, Shift, WorkingHours
from parley.domain.message import Origin, text_part
from parley.domain.people import AccountKind
from parley.domain.presence import Status

NOW = datetime(2026, 10, 1, 2, 30, tzinfo=UTC)
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York")
WORDS = ("价格", "price", "发货", "包邮吗", "MOQ")
TEXTS = ("大红袍什么价格？", "Price please", "什么时候发货", "在吗", "moq 100", "价格表发我")

SPLIT = (Shift(start=540, end=720), Shift(start=810, end=1080))


def rule(kind: RuleKind = RuleKind.AWAY, text: str = "稍后回复", id_: str = "r", **more: object) -> Rule:
    """One rule."""
    return Rule(id=id_, kind=kind, parts=(text_part(text),), **more)  # type: ignore[arg-type]


def own(*rules: Rule, **more: object) -> Books:
    """A person with these rules, the shop has none."""
    return Books(own=Book(rules=rules, **more))  # type: ignore[arg-type]


def says(text: str = "在吗", **more: object) -> Message:
    """A customer's words."""
    return Message(sender="wang", **{"sender_kind": AccountKind.CUSTOMER, "text": text, **more})  # type: ignore[arg-type]


hours = st.builds(
    WorkingHours,
    zone=st.sampled_from(ZONES),
    week=st.just((SPLIT,) * 5 + ((), ())),
    holidays=st.sampled_from([(), (Holiday(first=date(2026, 10, 1), last=date(2026, 10, 7)),)]),
    extra_days=st.sampled_from([(), (ExtraDay(day=date(2026, 10, 10), shifts=SPLIT),)]),
)


def rules_of(prefix: str) -> st.SearchStrategy[tuple[Rule, ...]]:
    """Up to four rules of any kind; their words are their ids."""
    drawn = st.builds(
        Rule,
        id=st.just(""),
        kind=st.sampled_from(RuleKind),
        parts=st.just(()),
        is_on=st.sampled_from([True, True, True, False]),
        delay_seconds=st.sampled_from([0, 0, 5, 60]),
        throttle_minutes=st.sampled_from([0, 30, 600]),
        first=st.sampled_from(First),
        silence_hours=st.sampled_from([1, 8]),
        waiting_over=st.sampled_from([None, 0, 1]),
        keywords=st.lists(st.sampled_from(WORDS), min_size=1, max_size=2, unique=True).map(tuple),
        match=st.sampled_from(Match),
    )

    def named(rules: list[Rule]) -> tuple[Rule, ...]:
        return tuple(_named(each, f"{prefix}{n}") for n, each in enumerate(rules))

    return st.lists(drawn, max_size=4).map(named)


def _named(each: Rule, id_: str) -> Rule:
    fields = {field: getattr(each, field) for field in each.__struct_fields__}
    return Rule(**(fields | {"id": id_, "parts": (text_part(f"{id_} {{customer}}"),)}))


def book_of(prefix: str) -> st.SearchStrategy[Book]:
    """A book."""
    return st.builds(
        Book,
        is_on=st.sampled_from([True, True, True, False]),
        audience=st.sampled_from(Audience),
        rules=rules_of(prefix),
        zone=st.sampled_from(ZONES),
    )


books = st.builds(Books, own=book_of("own"), shop=book_of("shop"))
moments = st.integers(0, 20 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes))
messages = st.builds(
    Message,
    sender=st.just("wang"),
    sender_kind=st.sampled_from(AccountKind),
    text=st.sampled_from(TEXTS),
    origin=st.sampled_from([Origin.HUMAN] * 6 + list(Origin)),
    is_direct=st.sampled_from([True] * 5 + [False]),
)
before = st.one_of(st.none(), st.integers(1, 3_000).map(lambda m: NOW - timedelta(minutes=m)))
facts = st.builds(
    Facts,
    status=st.sampled_from(Status),
    waiting=st.integers(0, 3),
    hours=st.one_of(st.none(), hours),
    last_heard_at=before,
    last_talk_at=before,
    is_pending=st.sampled_from([False, False, False, True]),
)
