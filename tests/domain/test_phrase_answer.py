"""Noticing that an answer is given again, and codes to offer."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.phrases_made import NOON, entries, phrase
from parley.domain.phrase import check_code
from parley.domain.phrase_answer import MEMORY_LIMIT, Answer, hear_answer, suggest_code

TEXT = "亲，今天下单明天就能发货哦"


def heard(*said: tuple[str, int], known: str = "") -> list[bool]:
    """What is offered when these are answered, each after so many days."""
    memory: dict[str, Answer] = {}
    offers = []
    for text, day in said:
        phrases = entries(phrase(known)) if known else []
        memory, is_offered = hear_answer(memory, text, phrases, NOON + timedelta(days=day))
        offers.append(is_offered)
    return offers


def test_the_second_time_is_offered_and_only_that_one() -> None:
    assert heard((TEXT, 0), (TEXT, 1), (TEXT, 1), (TEXT, 2)) == [False, True, False, False]


def test_punctuation_and_spaces_make_no_difference() -> None:
    assert heard((TEXT, 0), ("亲 今天下单，明天就能发货哦！", 1)) == [False, True]


def test_long_ago_is_forgotten_and_short_or_known_ones_are_never_offered() -> None:
    assert heard((TEXT, 0), (TEXT, 40), (TEXT, 41)) == [False, False, True]
    assert heard(("好的，谢谢", 0), ("好的，谢谢", 0)) == [False, False]
    assert heard((TEXT, 0), (TEXT, 1), known=TEXT + "。") == [False, False]


def test_memory_is_bounded() -> None:
    memory: dict[str, Answer] = {}
    for number in range(MEMORY_LIMIT + 10):
        memory, _ = hear_answer(memory, f"{TEXT} {number}", [], NOON + timedelta(minutes=number))
    assert len(memory) == MEMORY_LIMIT
    assert hear_answer(memory, f"{TEXT} 0", [], NOON + timedelta(days=1))[1] is False
    assert hear_answer(memory, f"{TEXT} 200", [], NOON + timedelta(days=1))[1] is True


@pytest.mark.parametrize(
    ("text", "taken", "short"),
    [
        ("优惠券已经发给您了", set(), "yh"),
        ("优惠券已经发给您了", {"yh"}, "yhq"),
        ("优惠", {"yh"}, "yh2"),
        ("优惠", {"yh", "yh2"}, "yh3"),
        ("Thanks for asking", set(), "tf"),
        ("OK 好的", set(), "oh"),
        ("好", set(), "h"),
        ("123 !!", set(), ""),
        ("囍", set(), ""),
    ],
)
def test_codes_to_offer(text: str, taken: set[str], short: str) -> None:
    assert suggest_code(text, taken) == short


@given(st.text())
def test_an_offered_code_can_be(text: str) -> None:
    assert check_code(suggest_code(text, {"yh"})) == suggest_code(text, {"yh"})
