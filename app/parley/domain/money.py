"""Money and quantities: decimals that are never floats, in one canonical form.

On the wire a decimal is a JSON string without exponent, without trailing zeros, without a plus sign, and zero is "0":
equal numbers are equal bytes, so that the hash of an offer's terms means something. A currency is an ISO 4217 code;
its minor unit (ISO 4217, table A.1) says to how many digits a line is rounded, half up, away from zero. The total is
the sum of the rounded lines, as on every invoice.
"""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation, localcontext
from typing import Annotated

import msgspec

from parley.domain.errors import Refusal

DIGITS_LIMIT = 18
"""Digits of a number, before and after the point together: a trillion yuan in millionths."""
FRACTION_LIMIT = 8
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)

DecimalText = Annotated[str, msgspec.Meta(pattern=r"^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$", max_length=24)]
"""A decimal in canonical form."""

_MINOR_UNITS = {
    **dict.fromkeys(
        ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF"), 0
    ),
    **dict.fromkeys(("XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
_CODES = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY
    COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR
    ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK
    MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP
    SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW
"""
_TWO_DIGITS = frozenset(_CODES.split())


class Money(msgspec.Struct, frozen=True):
    """An amount in a currency; unit prices may have more digits than the currency."""

    amount: DecimalText
    currency: str

    @property
    def value(self) -> Decimal:
        """The amount as a number."""
        return Decimal(self.amount)


class Quantity(msgspec.Struct, frozen=True):
    """So much of a unit: kg, 斤, pieces, or whatever the trade counts in."""

    amount: DecimalText
    unit: str

    @property
    def value(self) -> Decimal:
        """The amount as a number."""
        return Decimal(self.amount)


def canonical(number: Decimal) -> DecimalText:
    """The one way to write a number. Raises ValueError for what isn't a finite number."""
    if not number.is_finite():
        raise ValueError("not a finite number")
    text = format(number.normalize(_EXACT), "f")
    return "0" if text in ("0", "-0") else text


def parse_amount(text: str, field: str) -> DecimalText:
    """What a person typed, as a canonical decimal: 1,234.50 · １２３．５ · 1 234.5. Raises Refusal.

    A comma divides thousands when three digits follow it each time; a single comma before one or two digits at the
    end is refused rather than guessed at: it means hundredths to one half of the world, and nothing to the other.
    """
    plain = text.translate(_FULL_WIDTH)
    plain = re.sub(r"[\s'_\u00a0\u202f]", "", plain)
    if "," in plain:
        if not re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d*)?", plain):
            raise Refusal(
                "number_unclear",
                f"“{text.strip()}” can be read in two ways.",
                field=field,
                next_step="Write a point before the fraction, and no comma: 1234.5",
            )
        plain = plain.replace(",", "")
    if not re.fullmatch(r"-?(\d+\.?\d*|\.\d+)", plain):
        raise Refusal("number_invalid", f"“{text.strip()}” isn't a number.", field=field)
    try:
        return check_amount(canonical(Decimal(plain)), field)
    except (InvalidOperation, ValueError) as error:
        raise Refusal("number_invalid", f"“{text.strip()}” isn't a number.", field=field) from error


def check_amount(text: DecimalText, field: str, *, may_be_zero: bool = True) -> DecimalText:
    """Raises Refusal unless it is canonical, not negative, and not longer than anyone needs."""
    if not re.fullmatch(r"(0|[1-9][0-9]*)(\.[0-9]*[1-9])?", text):
        raise Refusal("number_invalid", "This isn't a number in its one form.", field=field)
    whole, _, fraction = text.partition(".")
    if len(whole) + len(fraction) > DIGITS_LIMIT or len(fraction) > FRACTION_LIMIT:
        raise Refusal(
            "number_too_long",
            f"A number has at most {DIGITS_LIMIT} digits, {FRACTION_LIMIT} of them after the point.",
            field=field,
        )
    if text == "0" and not may_be_zero:
        raise Refusal("number_zero", "This has to be more than nothing.", field=field)
    return text


def minor_digits(currency: str) -> int:
    """To how many digits amounts of a currency are rounded. Raises Refusal for a code that isn't one."""
    if currency in _TWO_DIGITS:
        return 2
    if currency in _MINOR_UNITS:
        return _MINOR_UNITS[currency]
    raise Refusal("currency_unknown", f"“{currency}” isn't a currency's code.", field="currency")


def rounded(amount: Decimal, currency: str) -> Decimal:
    """An amount as it is paid: to the currency's digits, half up."""
    with localcontext(_EXACT):
        return amount.quantize(Decimal(1).scaleb(-minor_digits(currency)))


def line_total(price: Money, quantity: Quantity) -> Money:
    """Price times quantity, rounded. The price is for one of the quantity's unit."""
    with localcontext(_EXACT):
        product = price.value * quantity.value
    return Money(canonical(rounded(product, price.currency)), price.currency)


def total(lines: Iterable[Money], currency: str) -> Money:
    """The sum of rounded lines. Raises Refusal when they aren't all of that currency."""
    with localcontext(_EXACT):
        sum_ = Decimal(0)
        for line in lines:
            if line.currency != currency:
                raise Refusal("currencies_mixed", "An offer is in one currency.", field="currency")
            sum_ += rounded(line.value, currency)
    return Money(canonical(sum_), currency)


def change_share(before: Money, after: Money) -> Decimal | None:
    """By how much a price moved, -0.048 for 4.8 % less; None where there is nothing to compare."""
    if before.currency != after.currency or not before.value:
        return None
    with localcontext(_EXACT):
        return (after.value - before.value) / before.value


def fixed(money: Money) -> str:
    """The amount with the currency's digits at least: 123000.00; a price of 0.0135 keeps its four."""
    digits = max(minor_digits(money.currency), len(money.amount.partition(".")[2]))
    return f"{money.value:.{digits}f}"


_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－　", "0123456789.,- ")
