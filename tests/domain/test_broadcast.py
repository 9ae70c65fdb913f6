"""Messages to many: who gets one, in which words, and how to get no more of them."""

from contextlib import nullcontext
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.domain.broadcast import (
    BroadcastRules,
    Candidate,
    Language,
    Why,
    check_rules,
    check_text,
    compose,
    confirmation,
    day_began,
    is_opt_in,
    is_opt_out,
    language_of,
    missing_variables,
    why_not,
)
from parley.domain.courtesy import DEFAULT_COURTESIES, courtesies_of, is_courtesy, words_of
from parley.domain.errors import Refusal
from parley.domain.message import Part, text_of, text_part

VALUES = {"customer": "王建军", "shop": "云岭茶行", "me": "陈明", "date": "2026-11-22", "time": "10:00"}


@pytest.mark.parametrize(
    ("candidate", "why"),
    [
        (Candidate(), None),
        (Candidate(is_known=False), Why.UNKNOWN),
        (Candidate(is_colleague=True, today=9), Why.COLLEAGUE),
        (Candidate(is_disabled=True, has_opted_out=True), Why.DISABLED),
        (Candidate(has_opted_out=True, today=1), Why.OPTED_OUT),
        (Candidate(is_blocked=True, takes_none=True), Why.YOU_BLOCK_THEM),
        (Candidate(takes_none=True, today=1), Why.TAKES_NONE),
        (Candidate(today=1), Why.HAD_ONE_TODAY),
    ],
)
def test_who_does_not_get_one(candidate: Candidate, why: Why | None) -> None:
    assert why_not(candidate, BroadcastRules()) is why


def test_the_shop_may_allow_more_a_day() -> None:
    two = BroadcastRules(per_day=2)
    assert [why_not(Candidate(today=n), two) for n in range(3)] == [None, None, Why.HAD_ONE_TODAY]


@pytest.mark.parametrize(
    ("now", "zone", "began"),
    [
        (datetime(2026, 11, 22, 15, 59, tzinfo=UTC), "Asia/Shanghai", datetime(2026, 11, 21, 16, tzinfo=UTC)),
        (datetime(2026, 11, 22, 16, 0, tzinfo=UTC), "Asia/Shanghai", datetime(2026, 11, 22, 16, tzinfo=UTC)),
        (datetime(2026, 3, 29, 12, 0, tzinfo=UTC), "Europe/Berlin", datetime(2026, 3, 28, 23, tzinfo=UTC)),
        (datetime(2026, 10, 25, 12, 0, tzinfo=UTC), "Europe/Berlin", datetime(2026, 10, 24, 22, tzinfo=UTC)),
    ],
)
def test_a_day_begins_at_midnight_by_the_clocks_of_the_shop(
    now: datetime, zone: str, began: datetime
) -> None:
    assert day_began(now, zone) == began


def test_each_gets_their_own_words_and_the_footer() -> None:
    text = "{customer}您好，{shop}春茶到货，{price} 起。"
    parts = compose(text, {**VALUES, "price": "¥88"}, Language.CHINESE)
    assert text_of(parts) == "王建军您好，云岭茶行春茶到货，¥88 起。\n\n回复 TD 不再接收"
    assert text_of(compose("Hi", VALUES, Language.ENGLISH)).endswith("\n\nReply STOP to opt out")


def test_what_the_relay_cannot_know_is_asked_for() -> None:
    assert missing_variables("{customer} {price} {date} {单位} {price}", {}) == ("price", "单位")
    assert missing_variables("{price}", {"price": "  "}) == ("price",)


@given(st.text(max_size=80), st.dictionaries(st.sampled_from(["price", "customer"]), st.text(max_size=5)))
def test_braces_are_never_sent_raw(text: str, given_values: dict[str, str]) -> None:
    missing = missing_variables(text, given_values)
    with pytest.raises(Refusal) if missing else nullcontext():
        compose(text, {**given_values, **VALUES}, Language.ENGLISH)


@pytest.mark.parametrize(
    ("text", "values", "code"),
    [
        ("  ", {}, "message_empty"),
        ("x" * 2_001, {}, "message_too_long"),
        ("{price}", {}, "phrase_unfilled"),
        ("{price}", {"price": "x" * 501}, "message_too_long"),
        ("x", {f"v{n}": "" for n in range(11)}, "message_too_long"),
    ],
)
def test_texts_that_are_refused(text: str, values: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_text(text, values)
    assert refused.value.code == code


@pytest.mark.parametrize("text", ["STOP", " stop. ", "Stop!", "TD", "td", "ＴＤ", "退订", "退订。", "回复TD"])
def test_words_that_opt_out(text: str) -> None:
    assert is_opt_out((text_part(text),))
    assert not is_opt_in((text_part(text),))


@pytest.mark.parametrize(
    "text", ["stop sending me the green one", "不要退订", "TD-2 型号", "请退订单", "", "T" * 40, "STOP?no"]
)
def test_words_that_do_not(text: str) -> None:
    assert not is_opt_out((text_part(text),))


def test_only_a_message_of_nothing_else_counts() -> None:
    assert not is_opt_out((text_part("TD"), text_part("TD")))
    assert not is_opt_out((Part(type="image", text="TD"),))


@pytest.mark.parametrize("text", ["START", "start!", "DY", "订阅", "恢复订阅"])
def test_words_that_opt_in(text: str) -> None:
    assert is_opt_in((text_part(text),))


def test_who_opts_out_waits_for_no_answer() -> None:
    words = courtesies_of(DEFAULT_COURTESIES)
    assert is_courtesy(words_of((text_part("退订。"),)), words)
    assert is_courtesy(words_of((text_part("START"),)), courtesies_of(()))


def test_the_footer_is_in_the_language_they_chose() -> None:
    assert language_of("en", Language.CHINESE) is Language.ENGLISH
    assert language_of("", Language.CHINESE) is Language.CHINESE
    assert language_of(None, Language.ENGLISH) is Language.ENGLISH


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("is_out", [True, False])
def test_the_confirmation_names_the_shop_and_the_way_back(language: Language, is_out: bool) -> None:
    words = confirmation("{茶}行", language, is_out=is_out)
    assert "{茶}行" in words
    assert any(word in words for word in (("START", "DY") if is_out else ("STOP", "TD")))


@pytest.mark.parametrize(
    "rules", [BroadcastRules(per_day=0), BroadcastRules(per_day=11), BroadcastRules(zone="X/Y")]
)
def test_rules_that_are_refused(rules: BroadcastRules) -> None:
    with pytest.raises(Refusal):
        check_rules(rules)
