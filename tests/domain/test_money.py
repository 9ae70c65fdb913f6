"""Money, quantities, their sums, and amounts in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.domain.errors import Refusal
from parley.domain.money import (
    Money,
    Quantity,
    canonical,
    change_share,
    check_amount,
    fixed,
    line_total,
    minor_digits,
    parse_amount,
    total,
)
from parley.domain.money_words import in_chinese, in_english
from parley.domain.units import check_unit, converted, shown_with

AMOUNTS = st.decimals(min_value=0, max_value=10**12, places=4, allow_nan=False, allow_infinity=False)


@given(AMOUNTS)
def test_equal_numbers_are_equal_bytes(number: Decimal) -> None:
    assert canonical(number) == canonical(number * Decimal("1.0000")) == canonical(number.normalize())
    assert Decimal(canonical(number)) == number
    assert check_amount(canonical(number), "amount") == canonical(number)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1234.50", "1234.5"),
        ("1,234,567", "1234567"),
        ("１，２３４．５０", "1234.5"),
        (" 1 234.5 ", "1234.5"),
        ("0.0135", "0.0135"),
        (".5", "0.5"),
        ("007", "7"),
        ("0.00", "0"),
    ],
)
def test_what_people_type(typed: str, number: str) -> None:
    assert parse_amount(typed, "price") == number


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("12,5", "number_unclear"),
        ("1.234,50", "number_unclear"),
        ("1,23,456", "number_unclear"),
        ("", "number_invalid"),
        ("ten", "number_invalid"),
        ("1e5", "number_invalid"),
        ("-3", "number_invalid"),
        ("NaN", "number_invalid"),
        ("1" * 19, "number_too_long"),
        ("0.123456789", "number_too_long"),
    ],
)
def test_what_is_no_number_or_could_be_two(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_amount(typed, "price")
    assert (refused.value.code, refused.value.field) == (code, "price")


@pytest.mark.parametrize(
    ("price", "currency", "quantity", "expected"),
    [
        ("0.0135", "USD", "1000", "13.5"),
        ("0.0135", "USD", "1", "0.01"),
        ("0.005", "USD", "1", "0.01"),
        ("0.0049", "USD", "1", "0"),
        ("246", "CNY", "500", "123000"),
        ("99.5", "JPY", "3", "299"),
        ("99.4", "JPY", "5", "497"),
        ("0.3335", "KWD", "3", "1.001"),
        ("0.3335", "KWD", "1", "0.334"),
    ],
)
def test_a_line_is_rounded_half_up_to_the_currencys_digits(
    price: str, currency: str, quantity: str, expected: str
) -> None:
    assert line_total(Money(price, currency), Quantity(quantity, "pcs")) == Money(expected, currency)


def test_a_total_is_the_sum_of_rounded_lines() -> None:
    lines = [line_total(Money("0.005", "USD"), Quantity("1", "pcs"))] * 3
    assert total(lines, "USD") == Money("0.03", "USD")
    with pytest.raises(Refusal) as refused:
        total([*lines, Money("1", "EUR")], "USD")
    assert refused.value.code == "currencies_mixed"


@given(st.lists(AMOUNTS, max_size=20), st.sampled_from(("CNY", "JPY", "KWD")))
def test_the_order_of_lines_changes_no_total(amounts: list[Decimal], currency: str) -> None:
    lines = [line_total(Money(canonical(one), currency), Quantity("3", "kg")) for one in amounts]
    assert total(lines, currency) == total(reversed(lines), currency)
    assert len(total(lines, currency).amount.partition(".")[2]) <= minor_digits(currency)


def test_currencies_that_are_none() -> None:
    with pytest.raises(Refusal):
        minor_digits("RMB")


def test_shares_and_figures() -> None:
    assert change_share(Money("250", "CNY"), Money("240", "CNY")) == Decimal("-0.04")
    assert change_share(Money("0", "CNY"), Money("240", "CNY")) is None
    assert change_share(Money("1", "CNY"), Money("1", "USD")) is None
    assert (fixed(Money("123000", "CNY")), fixed(Money("0.0135", "USD"))) == ("123000.00", "0.0135")


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("123000", "人民币壹拾贰万叁仟元整"),
        ("1409.5", "人民币壹仟肆佰零玖元伍角整"),
        ("6007.14", "人民币陆仟零柒元壹角肆分"),
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ("107000.53", "人民币壹拾万柒仟元伍角叁分"),
        ("0", "人民币零元整"),
        ("0.05", "人民币伍分"),
        ("0.5", "人民币伍角整"),
        ("10001", "人民币壹万零壹元整"),
        ("20000003000", "人民币贰佰亿零叁仟元整"),
        ("1000000000000", "人民币壹万亿元整"),
        ("1000100000000", "人民币壹万零壹亿元整"),
    ],
)
def test_capitals_follow_the_rules_of_payment(amount: str, words: str) -> None:
    assert in_chinese(Money(amount, "CNY")) == words


def test_other_currencies_in_words() -> None:
    assert in_chinese(Money("1234", "JPY")) == "日元壹仟贰佰叁拾肆元整"
    assert in_chinese(Money("12.34", "KWD")) == "科威特第纳尔壹拾贰点叁肆"
    assert (
        in_english(Money("12.345", "KWD")) == "twelve Kuwaiti dinars and three hundred forty-five fils only"
    )
    assert in_english(Money("123000", "CNY")) == "one hundred twenty-three thousand Chinese yuan only"
    assert in_english(Money("0", "USD")) == "zero US dollars only"
    assert in_english(Money("1.01", "USD")) == "one US dollar and one cent only"
    assert in_english(Money("0.05", "CNY")) == "five fen only"
    assert in_english(Money("2.005", "BHD")) == "two BHD and five thousandths only"


@given(st.integers(0, 10**15))
def test_capitals_can_be_read_back(number: int) -> None:
    assert _read(in_chinese(Money(str(number), "CNY"))) == number


def _read(words: str) -> int:
    """The number that capitals stand for, read independently of how they were written."""
    digits = {sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}
    whole = words.removeprefix("人民币").removesuffix("元整")
    yi, found = 0, 0
    *high, low = whole.split("亿")
    for part in high:
        yi = yi * 10**8 + _read_below(part, digits)
    found = _read_below(low, digits)
    return yi * 10**8 + found


def _read_below(words: str, digits: dict[str, int]) -> int:
    *above, low = words.split("万")
    return sum(_read_group(part, digits) * 10_000 for part in above) + _read_group(low, digits)


def _read_group(words: str, digits: dict[str, int]) -> int:
    found, digit = 0, 0
    for sign in words:
        if sign in digits:
            digit = digits[sign]
        else:
            found, digit = found + digit * {"拾": 10, "佰": 100, "仟": 1000}[sign], 0
    return found + digit


def test_units_are_shown_beside_what_the_other_side_thinks_in() -> None:
    assert shown_with(Quantity("500", "斤")) == Quantity("250", "kg")
    assert converted(Quantity("1.5", "t"), "斤") == Quantity("3000", "斤")
    assert converted(Quantity("1", "kg"), "m") is None
    assert converted(Quantity("3", "尺"), "m") is None
    assert shown_with(Quantity("40", "箱")) is None
    assert (check_unit(" KG "), check_unit("市斤")) == ("kg", "斤")
    with pytest.raises(Refusal):
        check_unit("  ")
