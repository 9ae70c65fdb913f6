"""Variables: filled, missing, escaped; what is missing is never sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.domain.errors import Refusal
from parley.domain.phrase_text import NAMES, escape, fill, parse

VALUES = {"customer": "王建军", "shop": "云岭茶行", "me": "陈明", "date": "11月21日", "time": "10:30"}


def test_known_variables_are_filled_in_both_languages() -> None:
    filled = fill("{customer}您好，我是{shop}的{我}，{日期} {time}。", VALUES)
    assert filled.text == "王建军您好，我是云岭茶行的陈明，11月21日 10:30。"
    assert [piece.variable for piece in filled.pieces if piece.variable] == [
        "customer",
        "shop",
        "me",
        "date",
        "time",
    ]


def test_unknown_and_empty_ones_are_asked_for_and_never_sent() -> None:
    filled = fill("{customer}您好，{price} 一斤，{price} 包邮。{shop}", {**VALUES, "customer": " "})
    assert filled.missing == ("customer", "price")
    with pytest.raises(Refusal) as refused:
        _ = filled.text
    assert (refused.value.code, refused.value.field) == ("phrase_unfilled", "customer")
    again = fill("{customer}您好，{price} 一斤", {"customer": "王总", "price": "380"})
    assert again.text == "王总您好，380 一斤"


def test_what_a_value_says_is_not_read_again() -> None:
    assert fill("{customer}", {"customer": "{shop} }}"}).text == "{shop} }}"


@pytest.mark.parametrize(
    ("text", "sent"),
    [("{{customer}}", "{customer}"), ("a { b } c", "a { b } c"), ("}}{{", "}{"), ("{}", "{}"), ("{a", "{a")],
)
def test_braces_that_are_meant(text: str, sent: str) -> None:
    assert fill(text, {}).text == sent


@given(st.text())
def test_escaped_words_come_out_unchanged(words: str) -> None:
    assert fill(escape(words), {}).text == words


@given(st.text(alphabet="{}ab客 "), st.dictionaries(st.sampled_from([*NAMES, "a", "ab"]), st.text()))
def test_a_text_is_sent_whole_or_not_at_all(text: str, values: dict[str, str]) -> None:
    filled = fill(text, values)
    assert bool(filled.missing) == any(piece.is_missing for piece in filled.pieces)
    assert [p.variable for p in filled.pieces] == [p.variable for p in parse(text)]
    if not filled.missing:
        assert filled.text == "".join(piece.text for piece in filled.pieces)
