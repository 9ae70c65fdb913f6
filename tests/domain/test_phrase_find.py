"""What opens the list, what it shows first, what the thin line offers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.phrases_made import entries, phrase
from parley.domain.ownership import Owner
from parley.domain.phrase_find import Trigger, find, find_trigger, insert, suggest

TAX = phrase("这个价格含税，包邮到家。", "hs", "hs zhe'ge'jia'ge'han'shui bao'you'dao'jia", position=1)
LATER = phrase("好的，稍等一下，马上回复您。", "", "hao'de shao'deng'yi'xia ma'shang'hui'fu'nin", position=2)
SHIP = phrase(
    "今天下午四点前下单，当天发货。", "发货", "fa'huo jin'tian'xia'wu'si'dian'qian'xia'dan", position=3
)
HELLO = phrase("Hello {customer}, thanks for asking! We ship within 24 hours.", "hi", position=4)
ALL = entries(TAX, LATER, SHIP, HELLO)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/", Trigger(0, "")),
        ("、hs", Trigger(0, "hs")),
        ("／发货", Trigger(0, "发货")),
        ("您好 /yh", Trigger(3, "yh")),
        ("您好\u3000、yh", Trigger(3, "yh")),
        ("第一行\n/yh", Trigger(4, "yh")),
        ("/hs 您好 、fh", Trigger(7, "fh")),
        ("您好、yh", None),
        ("1/2", None),
        ("https://x", None),
        ("/home/x", None),
        ("/hs ", None),
        ("", None),
        ("/" + "x" * 31, None),
    ],
)
def test_what_opens_the_list(text: str, found: Trigger | None) -> None:
    assert find_trigger(text, len(text)) == found


def test_the_cursor_decides_and_what_stands_behind_it_does_not() -> None:
    assert find_trigger("/hs 谢谢", 3) == Trigger(0, "hs")
    assert find_trigger("/hs 谢谢", 2) == Trigger(0, "h")
    assert find_trigger("/hs 谢谢", 0) is None


def test_letters_of_an_input_method_after_its_comma_filter_phrases() -> None:
    committed, preedit = "、", "hs"
    trigger = find_trigger(committed + preedit, 3)
    assert trigger is not None
    assert find(ALL, trigger.query, {})[0] == TAX


def test_two_phrases_go_into_one_message() -> None:
    text = "/hi"
    trigger = find_trigger(text, 3)
    assert trigger is not None
    text, cursor = insert(text, trigger.start, 3, "Hello!")
    text, cursor = text + " 、hs", cursor + 4
    trigger = find_trigger(text, cursor)
    assert trigger is not None
    assert insert(text, trigger.start, cursor, "含税") == ("Hello! 含税", 9)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("hs", [TAX]),
        ("HS", [TAX]),
        ("h", [TAX, HELLO, LATER, SHIP]),
        ("发货", [SHIP]),
        ("fh", [SHIP]),
        ("fahuo", [SHIP]),
        ("fhuo", [SHIP]),
        ("含税", [TAX]),
        ("sd", [LATER, SHIP]),
        ("b'y", [TAX]),
        ("包邮 含税", [TAX]),
        ("ship thanks", [HELLO]),
        ("anshui", []),
        ("zzz", []),
        ("", [TAX, LATER, SHIP, HELLO]),
    ],
)
def test_found_by_code_then_text_then_pinyin(query: str, expected: list[object]) -> None:
    assert find(ALL, query, {}) == expected


def test_often_used_ones_come_first_and_ones_own_before_the_shops() -> None:
    shared = phrase("这个价格不含税。", id_="shared", owner=Owner.SHOP, pinyin="zhe'ge'jia'ge'bu'han'shui")
    both = [*ALL, *entries(shared)]
    assert find(both, "价格", {}) == [TAX, shared]
    assert find(both, "价格", {"shared": 3}) == [shared, TAX]
    assert find(both, "", {LATER.id: 9}, limit=1) == [LATER]


@given(st.text(max_size=40))
def test_any_query_is_answered(query: str) -> None:
    assert set(find(ALL, query, {})) <= {TAX, LATER, SHIP, HELLO}


def offered(text: str) -> object:
    found = suggest(ALL, text, len(text), {})
    return None if found is None else (found.phrase, found.start)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("这个", (TAX, 0)),
        ("您好！这个价", (TAX, 3)),
        ("您好！\n 这个价", (TAX, 5)),
        ("好的 稍等", (LATER, 0)),
        ("稍等一", (LATER, 0)),
        ("hell", (HELLO, 0)),
        ("这", None),
        ("稍等", None),
        ("hel", None),
        ("/这个", None),
        ("这个价格含税包邮到家", None),
        ("那个价格", None),
    ],
)
def test_typing_a_phrases_words_offers_it(text: str, expected: object) -> None:
    assert offered(text) == expected


def test_nothing_is_offered_within_a_line() -> None:
    assert suggest(ALL, "这个价很好", 3, {}) is None
    assert suggest(ALL, "这个价\n很好", 3, {}) is not None


def test_what_is_offered_takes_the_place_of_what_was_typed() -> None:
    text = "您好！这个价"
    found = suggest(ALL, text, len(text), {})
    assert found is not None
    assert insert(text, found.start, len(text), "含税") == ("您好！含税", 5)
