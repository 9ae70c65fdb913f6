"""What a code and a phrase's content have to be, and how positions leave gaps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.domain.access import check_may_edit_phrases, may_edit_phrases
from parley.domain.errors import Forbidden, Refusal
from parley.domain.message import Part, text_part
from parley.domain.ownership import Owner
from parley.domain.people import AccountKind
from parley.domain.phrase import (
    CODE_LIMIT,
    POSITION_LIMIT,
    PhraseEditors,
    check_code,
    check_content,
    place_before,
    spread,
)


@pytest.mark.parametrize(
    ("given", "stored"),
    [("yh", "yh"), ("/YH", "yh"), ("、优惠", "优惠"), ("／ＦＨ２", "fh2"), ("", ""), (" fh ", "fh")],
)
def test_codes_are_folded(given: str, stored: str) -> None:
    assert check_code(given) == stored


@pytest.mark.parametrize("bad", ["a b", "a-b", "a/b", "😀", "x" * (CODE_LIMIT + 1), "=1"])
def test_codes_that_cannot_be(bad: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_code(bad)
    assert (refused.value.code, refused.value.field) == ("phrase_code_invalid", "code")


@given(st.text(max_size=30))
def test_a_stored_code_is_stored_again_unchanged(text: str) -> None:
    try:
        stored = check_code(text)
    except Refusal:
        return
    assert check_code(stored) == stored


def test_content_has_plain_line_ends_and_nothing_blank_around() -> None:
    assert check_content((text_part("\r\n您好\r\n请稍等\r好\n "),)) == (text_part("您好\n请稍等\n好"),)
    for bad, code in (
        ((), "message_empty"),
        ((text_part(" \n"),), "message_empty"),
        ((Part(type="image"),), "part_unknown"),
        ((text_part("x" * 5_000), text_part("y" * 5_000)), "message_too_long"),
    ):
        with pytest.raises(Refusal) as refused:
            check_content(bad)
        assert refused.value.code == code


@given(st.lists(st.integers(0, 40), max_size=120))
def test_any_number_of_moves_keeps_the_order_that_was_asked_for(moves: list[int]) -> None:
    positions: list[int] = []
    for move in moves:
        index = min(move, len(positions))
        found = place_before(positions, index)
        if found is None:
            positions = list(spread(len(positions)))
            found = place_before(positions, index)
        assert found is not None
        positions.insert(index, found)
        assert positions == sorted(set(positions))


def test_without_a_gap_all_are_spread_anew() -> None:
    assert place_before([5, 6], 1) is None
    assert place_before([1], 0) is None
    assert place_before([POSITION_LIMIT], 1) is None
    assert place_before([], 0) == spread(1)[0]


def test_who_may_edit_which_phrases() -> None:
    allowed = {
        (kind, owner, editors)
        for kind in AccountKind
        for owner in Owner
        for editors in PhraseEditors
        if may_edit_phrases(kind, owner, editors)
    }
    own = {(kind, Owner.PERSON, editors) for kind in AccountKind for editors in PhraseEditors}
    shop = {(AccountKind.OWNER, Owner.SHOP, editors) for editors in PhraseEditors}
    assert allowed == own | shop | {(AccountKind.STAFF, Owner.SHOP, PhraseEditors.STAFF)}


def test_refusing_tells_staff_who_may() -> None:
    from parley.domain.access import Person

    for kind, code in ((AccountKind.STAFF, "phrases_locked"), (AccountKind.CUSTOMER, "not_allowed")):
        with pytest.raises(Forbidden) as refused:
            check_may_edit_phrases(Person(account="a", kind=kind), Owner.SHOP, PhraseEditors.OWNER)
        assert refused.value.code == code
