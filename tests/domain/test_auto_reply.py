"""Which automatic reply is sent, and why: every kind, the order, the limits, and what never happens."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import auto_reply_made as made
from domain.auto_reply_made import NOW, SPLIT, own, rule, says
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
    Why,
    decide,
    still_holds,
)
from parley.domain.auto_reply_check import RULES_LIMIT, check_book
from parley.domain.auto_reply_keywords import Match, has_keyword
from parley.domain.auto_reply_words import filled, variables
from parley.domain.errors import Refusal
from parley.domain.hours import Holiday, WorkingHours
from parley.domain.message import Origin, text_of, text_part
from parley.domain.ownership import Owner
from parley.domain.people import AccountKind
from parley.domain.presence import Status

AWAY = Facts(status=Status.AWAY)


def whys(decision: Decision) -> dict[str, Why]:
    return {verdict.rule.id: verdict.why for verdict in decision.verdicts}


def fired(decision: Decision) -> str | None:
    return decision.rule.id if decision.rule else None


@pytest.mark.parametrize("status", list(Status))
def test_away_answers_only_when_away(status: Status) -> None:
    decision = decide(own(rule()), says(), Facts(status=status), NOW)
    assert fired(decision) == ("r" if status is Status.AWAY else None)
    assert whys(decision)["r"] is (Why.FIRES if status is Status.AWAY else Why.NOT_AWAY)


def test_busy_by_status_or_by_how_many_wait() -> None:
    by_status, crowded = rule(RuleKind.BUSY), rule(RuleKind.BUSY, waiting_over=2)
    assert fired(decide(own(by_status), says(), Facts(status=Status.BUSY, waiting=9), NOW)) == "r"
    assert fired(decide(own(by_status), says(), Facts(waiting=9), NOW)) is None
    assert fired(decide(own(crowded), says(), Facts(waiting=2), NOW)) is None
    assert fired(decide(own(crowded), says(), Facts(waiting=3), NOW)) == "r"


@pytest.mark.parametrize(
    ("first", "heard", "talked", "fires"),
    [
        (First.EVER, None, None, True),
        (First.EVER, timedelta(days=900), None, False),
        (First.DAY, timedelta(hours=3), None, False),
        (First.DAY, timedelta(hours=11), None, True),  # 10:30 in Shanghai; eleven hours ago was yesterday
        (First.SILENCE, timedelta(days=3), timedelta(hours=7, minutes=59), False),
        (First.SILENCE, timedelta(days=3), timedelta(hours=8), True),
        (First.SILENCE, None, None, True),
    ],
)
def test_first_contact(first: First, heard: timedelta | None, talked: timedelta | None, fires: bool) -> None:
    books = own(rule(RuleKind.FIRST_CONTACT, first=first), zone="Asia/Shanghai")
    facts = Facts(last_heard_at=heard and NOW - heard, last_talk_at=talked and NOW - talked)
    assert (fired(decide(books, says(), facts, NOW)) == "r") is fires


@pytest.mark.parametrize(
    ("zone", "open_at", "closed_at"),
    [
        ("Asia/Shanghai", "2026-10-09T01:00Z", "2026-10-09T00:59Z"),
        ("Europe/Berlin", "2026-10-23T07:00Z", "2026-10-26T07:59Z"),  # clocks went back on the 25th
        ("America/New_York", "2026-10-30T13:00Z", "2026-11-02T13:59Z"),  # on 1 November
    ],
)
def test_outside_the_hours_by_the_shops_clock(zone: str, open_at: str, closed_at: str) -> None:
    hours = WorkingHours(zone=zone, week=(SPLIT,) * 5 + ((), ()))
    books = own(rule(RuleKind.OUTSIDE_HOURS))
    for text, why in ((open_at, Why.OPEN), (closed_at, Why.FIRES)):
        decision = decide(books, says(), Facts(hours=hours), datetime.fromisoformat(text))
        assert whys(decision)["r"] is why
    assert whys(decide(books, says(), Facts(), NOW))["r"] is Why.NO_HOURS


def test_a_holiday_is_outside_the_hours() -> None:
    closed = (Holiday(first=date(2026, 10, 1), last=date(2026, 10, 7)),)
    hours = WorkingHours(zone="Asia/Shanghai", week=(SPLIT,) * 7, holidays=closed)
    assert fired(decide(own(rule(RuleKind.OUTSIDE_HOURS)), says(), Facts(hours=hours), NOW)) == "r"


@pytest.mark.parametrize(
    ("text", "word", "contains", "alone"),
    [
        ("请问价格？", "价格", True, False),
        ("价格？", "价格", True, True),
        ("你好，价格", "价格", True, True),
        ("价格表", "价格", True, False),
        ("iPhone价格", "价格", True, True),
        ("iPhone价格", "iphone", True, True),
        ("Prices, please", "price", True, False),
        ("What PRICE?", "price", True, True),
        ("ＰＲＩＣＥ", "price", True, True),
        ("best  price list", "price list", True, True),
        ("发货", "价格", False, False),
        ("c++?", "c++", True, True),
    ],
)
def test_keywords(text: str, word: str, contains: bool, alone: bool) -> None:
    assert has_keyword(text, ("没有的词", word), Match.CONTAINS) is contains
    assert has_keyword(text, ("没有的词", word), Match.WORD) is alone


def test_the_first_rule_that_holds_wins_and_all_others_say_why_not() -> None:
    books = own(
        rule(id_="off", is_on=False),
        rule(RuleKind.KEYWORD, id_="price", keywords=("价格",)),
        rule(RuleKind.BUSY, id_="busy"),
        rule(id_="away"),
        rule(RuleKind.KEYWORD, id_="tea", keywords=("茶",)),
    )
    decision = decide(books, says("茶什么价格"), AWAY, NOW)
    assert whys(decision) == {
        "off": Why.OFF,
        "price": Why.FIRES,
        "busy": Why.NOT_BUSY,
        "away": Why.LOWER,
        "tea": Why.LOWER,
    }
    assert decision.due_at == NOW


def test_what_was_said_lately_is_not_said_again_nor_something_less_fitting() -> None:
    books = own(rule(), rule(RuleKind.FIRST_CONTACT, id_="first"))
    sent = {"r": NOW - timedelta(minutes=29)}
    decision = decide(books, says(), Facts(status=Status.AWAY, sent_at=sent), NOW)
    assert (fired(decision), whys(decision)) == (None, {"r": Why.RECENT, "first": Why.LOWER})
    assert decision.verdicts[0].again_at == NOW + timedelta(minutes=1)
    assert (
        fired(decide(books, says(), Facts(status=Status.AWAY, sent_at=sent), NOW + timedelta(minutes=1)))
        == "r"
    )


def test_a_delay_moves_the_time() -> None:
    assert decide(own(rule(delay_seconds=20)), says(), AWAY, NOW).due_at == NOW + timedelta(seconds=20)


@pytest.mark.parametrize("origin", [origin for origin in Origin if origin is not Origin.HUMAN])
def test_no_machine_is_ever_answered(origin: Origin) -> None:
    assert decide(own(rule()), says(origin=origin), AWAY, NOW).silent is Silent.AUTOMATIC


def test_who_is_not_answered() -> None:
    books = own(rule(), exceptions=("wang",))
    assert decide(books, says(), AWAY, NOW).silent is Silent.EXCEPTION
    assert decide(own(rule()), says(is_direct=False), AWAY, NOW).silent is Silent.NOT_DIRECT
    assert (
        decide(own(rule()), says(), Facts(status=Status.AWAY, is_pending=True), NOW).silent is Silent.PENDING
    )
    assert decide(own(), says(), AWAY, NOW).silent is Silent.NO_RULES
    assert decide(own(rule(), is_on=False), says(), AWAY, NOW).silent is Silent.NO_RULES


@pytest.mark.parametrize(
    ("audience", "answered"),
    [
        (Audience.CUSTOMERS, {AccountKind.CUSTOMER}),
        (Audience.PARTNERS, {AccountKind.CUSTOMER, AccountKind.PARTNER}),
        (Audience.EVERYONE, set(AccountKind)),
    ],
)
def test_whom_a_book_answers(audience: Audience, answered: set[AccountKind]) -> None:
    books = own(rule(), audience=audience)
    found = {
        kind for kind in AccountKind if decide(books, says(sender_kind=kind), AWAY, NOW).rule is not None
    }
    assert found == answered


def test_the_shops_rules_count_for_all_unless_one_has_an_own_one_of_that_kind() -> None:
    shop = Book(rules=(rule(id_="shop away"), rule(RuleKind.KEYWORD, id_="shop word", keywords=("茶",))))
    assert fired(decide(Books(shop=shop), says(), AWAY, NOW)) == "shop away"
    mine = Book(
        rules=(rule(id_="my away", is_on=False), rule(RuleKind.KEYWORD, id_="my word", keywords=("酒",)))
    )
    decision = decide(Books(own=mine, shop=shop), says("茶"), AWAY, NOW)
    assert whys(decision) == {
        "my away": Why.OFF,
        "my word": Why.NO_KEYWORD,
        "shop away": Why.REPLACED,
        "shop word": Why.FIRES,
    }
    assert [verdict.owner for verdict in decision.verdicts] == [Owner.PERSON] * 2 + [Owner.SHOP] * 2


def test_a_delayed_reply_is_dropped_when_one_is_back() -> None:
    assert still_holds(rule(), AWAY, NOW)
    assert not still_holds(rule(), Facts(status=Status.ONLINE), NOW)
    assert still_holds(rule(RuleKind.KEYWORD, keywords=("a",)), Facts(), NOW)


def test_the_words_are_filled_and_nothing_is_ever_sent_in_braces() -> None:
    hours = WorkingHours(zone="Asia/Shanghai", week=(SPLIT,) * 7)
    evening = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)
    facts = Facts(hours=hours)
    values = variables(customer="王建军", shop="", me="陈明", facts=facts, zone=hours.zone, now=evening)
    reply = rule(text="{customer}您好，{我}{shop} {开门时间} 上班，现在 {time}，{open}")
    assert text_of(filled(reply, values)) == "王建军您好，陈明 10-02 09:00 上班，现在 20:00，10-02 09:00"


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        (Book(rules=(rule(text=" "),)), "message_empty", "rules[0].parts"),
        (Book(rules=(rule(), rule(text="{price}", id_="b"))), "auto_reply_invalid", "rules[1].parts"),
        (Book(rules=(rule(), rule())), "id_twice", "rules"),
        (Book(rules=(rule(delay_seconds=-1),)), "auto_reply_invalid", "rules[0].delay_seconds"),
        (Book(rules=(rule(RuleKind.KEYWORD, keywords=(" ",)),)), "auto_reply_invalid", "rules[0].keywords"),
        (Book(rules=tuple(rule(id_=str(n)) for n in range(RULES_LIMIT + 1))), "auto_reply_invalid", "rules"),
        (Book(zone="Nowhere"), "zone_unknown", "zone"),
        (Book(exceptions=tuple(map(str, range(1_001)))), "auto_reply_invalid", "exceptions"),
    ],
)
def test_what_a_book_may_not_hold(wrong: Book, code: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_book(wrong)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_book_is_stored_clean() -> None:
    book = Book(
        rules=(rule(RuleKind.KEYWORD, text=" 好\r\n的 ", keywords=(" a  b", "a b", "")),),
        exceptions=("b", "a", "b"),
    )
    checked = check_book(book)
    assert checked.rules[0].keywords == ("a b",)
    assert checked.rules[0].parts == (text_part("好\n的"),)
    assert checked.exceptions == ("a", "b")


@settings(max_examples=300, deadline=None)
@given(made.books, made.messages, made.facts, made.moments, st.booleans())
def test_a_decision_is_always_explained(
    books: Books, message: Message, facts: Facts, now: datetime, lately: bool
) -> None:
    """Either one reason for all, or one verdict for each rule, of which at most one fires: the first that could."""
    if lately:
        sent = {each.id: now - timedelta(minutes=10) for _, each in books.rules()}
        facts = Facts(**{f: getattr(facts, f) for f in facts.__struct_fields__} | {"sent_at": sent})
    decision = decide(books, message, facts, now)
    assert decision == decide(books, message, facts, now)
    if decision.silent is not None:
        assert (decision.rule, decision.verdicts) == (None, ())
        return
    assert message.origin is Origin.HUMAN
    assert [verdict.rule for verdict in decision.verdicts] == [each for _, each in books.rules()]
    firing = [verdict.rule for verdict in decision.verdicts if verdict.why is Why.FIRES]
    assert firing == ([decision.rule] if decision.rule else [])
    if decision.rule is not None:
        alone = decide(_only(books, decision.rule), message, facts, now)
        assert alone.rule == decision.rule
    for verdict in decision.verdicts:
        if verdict.why is Why.LOWER:
            assert decide(_only(books, verdict.rule), message, facts, now).rule in (verdict.rule, None)


def _only(books: Books, kept: Rule) -> Books:
    def book(old: Book) -> Book:
        rules = tuple(each for each in old.rules if each is kept)
        return Book(
            is_on=old.is_on, audience=old.audience, rules=rules, exceptions=old.exceptions, zone=old.zone
        )

    return Books(own=book(books.own), shop=book(books.shop))
