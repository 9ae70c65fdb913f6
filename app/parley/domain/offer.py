"""What an offer says: goods, quantity, price, and the terms around them.

Terms are a value with one canonical form; their hash (SHA-256) is what an acceptance names, so that nobody ever accepts
something else than they saw. Without goods, quantity and price it is no offer but an inquiry (CISG 14; 民法典 472).
"""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

import msgspec

from parley.domain.errors import Refusal
from parley.domain.message import is_storable
from parley.domain.money import DecimalText, Money, Quantity, check_amount, line_total, minor_digits, total
from parley.domain.units import check_unit

LINES_LIMIT = 50
GOODS_LIMIT = 120
WORDS_LIMIT = 500
"""Characters of packing, of a place, of a note."""
TIERS_LIMIT = 10
TOTAL_LIMIT = 10**15
"""A thousand trillion, in whole units of the currency."""
_NAME_ID = re.compile(r"[0-9A-Za-z._~-]{1,64}")


class _Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Leaving out what is as usual keeps the canonical form of old terms when a field is added."""


class TaxBasis(StrEnum):
    """Whether prices hold the tax."""

    INCLUDED = "included"
    EXCLUDED = "excluded"
    NONE = "none"


class InvoiceKind(StrEnum):
    """专票, 普票, 不开票; abroad the first is a VAT invoice."""

    SPECIAL = "special"
    ORDINARY = "ordinary"
    NONE = "none"


class Freight(StrEnum):
    """含运费, 自提, 到付."""

    INCLUDED = "included"
    PICKUP = "pickup"
    COLLECT = "collect"


class PaymentKind(StrEnum):
    """When the money comes."""

    PREPAID = "prepaid"
    DEPOSIT = "deposit"
    ON_DELIVERY = "on_delivery"
    NET = "net"


class Tax(_Value, frozen=True, kw_only=True):
    """`rate` in per cent."""

    basis: TaxBasis = TaxBasis.INCLUDED
    rate: DecimalText = "0"
    invoice: InvoiceKind = InvoiceKind.NONE


class Payment(_Value, frozen=True, kw_only=True):
    """`percent` of a deposit, `days` of net."""

    kind: PaymentKind = PaymentKind.PREPAID
    percent: DecimalText = "0"
    days: int = 0


class Tier(_Value, frozen=True, kw_only=True):
    """From this quantity on the unit costs this."""

    from_amount: DecimalText
    price: DecimalText


class OfferLine(_Value, frozen=True, kw_only=True):
    """One kind of goods. `lot` names it through all offers and counters; `price` is for one unit."""

    lot: str
    goods: str
    quantity: Quantity
    price: DecimalText
    tiers: tuple[Tier, ...] = ()


class Terms(_Value, frozen=True, kw_only=True):
    """Everything that is agreed to by accepting. `needs_our_ok` (虚盘): the offering side confirms afterwards.

    `is_kept`: won't be withdrawn while it is valid (CISG 16(2), 民法典 476). `minimum` is for a divisible offer, `due` the day of delivery.
    """

    lines: tuple[OfferLine, ...]
    currency: str
    tax: Tax = Tax()
    freight: Freight = Freight.INCLUDED
    place: str = ""
    due: date | None = None
    payment: Payment = Payment()
    packing: str = ""
    tolerance_percent: DecimalText = "0"
    is_divisible: bool = False
    minimum: DecimalText = "0"
    incoterm: str = ""
    incoterm_place: str = ""
    note: str = ""
    needs_our_ok: bool = False
    is_kept: bool = False

    @property
    def lots(self) -> frozenset[str]:
        """What it is about."""
        return frozenset(line.lot for line in self.lines)

    @property
    def total(self) -> Money:
        """The sum of the rounded lines, at the price that holds for each quantity."""
        return total((total_of(line, self.currency) for line in self.lines), self.currency)


class Term(StrEnum):
    """A single thing that may have changed between an offer and its counter."""

    GOODS = "goods"
    QUANTITY = "quantity"
    PRICE = "price"
    TIERS = "tiers"
    CURRENCY = "currency"
    TAX = "tax"
    FREIGHT = "freight"
    PLACE = "place"
    DATE = "date"
    PAYMENT = "payment"
    PACKING = "packing"
    TOLERANCE = "tolerance"
    PARTS = "parts"
    INCOTERM = "incoterm"
    NOTE = "note"
    FIRMNESS = "firmness"


INCOTERMS = frozenset(("EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"))
"""Incoterms 2020."""


def price_at(line: OfferLine) -> DecimalText:
    """The unit price that holds for the line's quantity."""
    price = line.price
    for tier in line.tiers:
        if line.quantity.value >= Decimal(tier.from_amount):
            price = tier.price
    return price


def total_of(line: OfferLine, currency: str) -> Money:
    """A line's price times its quantity, rounded."""
    return line_total(Money(price_at(line), currency), line.quantity)


def canonical_terms(terms: Terms) -> bytes:
    """The bytes that are hashed: JSON with sorted keys, without what is as usual."""
    return msgspec.json.encode(terms, order="sorted")


def terms_hash(terms: Terms) -> str:
    """SHA-256 of the canonical form, in hex: what an acceptance names."""
    return sha256(canonical_terms(terms)).hexdigest()


def changed_terms(before: Terms, after: Terms) -> frozenset[Term]:
    """What a counter changes, for the marks on its card."""
    found = {
        term
        for term, fields in _FIELDS.items()
        if any(getattr(before, f) != getattr(after, f) for f in fields)
    }
    old = {line.lot: line for line in before.lines}
    new = {line.lot: line for line in after.lines}
    if old.keys() != new.keys():
        found.add(Term.GOODS)
    for lot in old.keys() & new.keys():
        for term, field in _LINE_FIELDS.items():
            if getattr(old[lot], field) != getattr(new[lot], field):
                found.add(term)
    return frozenset(found)


def check_terms(terms: Terms) -> Terms:
    """Raises Refusal unless they can be offered."""
    if not 0 < len(terms.lines) <= LINES_LIMIT:
        raise Refusal("offer_empty", f"An offer has 1 to {LINES_LIMIT} lines.", field="lines")
    if len(terms.lots) != len(terms.lines):
        raise Refusal("lot_twice", "Goods stand twice in this offer.", field="lines")
    minor_digits(terms.currency)
    for number, line in enumerate(terms.lines):
        _check_line(line, f"lines[{number}]")
    _check_total(terms)
    _check_percent(terms.tax.rate, "tax.rate")
    _check_percent(terms.payment.percent, "payment.percent")
    _check_percent(terms.tolerance_percent, "tolerance_percent")
    check_amount(terms.minimum, "minimum")
    if not 0 <= terms.payment.days <= 3650:
        raise Refusal("days_invalid", "Payment is due within ten years.", field="payment.days")
    if terms.is_divisible and len(terms.lines) != 1:
        raise Refusal(
            "not_divisible", "Only an offer of one line can be accepted in part.", field="is_divisible"
        )
    if terms.is_divisible and terms.needs_our_ok:
        raise Refusal("not_divisible", "What needs your OK is accepted as a whole.", field="is_divisible")
    if terms.incoterm and terms.incoterm not in INCOTERMS:
        raise Refusal("incoterm_unknown", "This isn't an Incoterm of 2020.", field="incoterm")
    for field in ("place", "packing", "note", "incoterm_place"):
        check_words(getattr(terms, field), field)
    return terms


def check_words(words: str, field: str, limit: int = WORDS_LIMIT) -> str:
    """Raises Refusal for words that are too long or can't be stored."""
    if len(words) > limit:
        raise Refusal("text_too_long", f"At most {limit} characters fit.", field=field)
    if not is_storable(words):
        raise Refusal("text_invalid", "This text has characters that can't be stored.", field=field)
    return words


def check_name_id(text: str, field: str) -> str:
    """Raises Refusal unless it is a short id of plain characters, as programs make them."""
    if not _NAME_ID.fullmatch(text):
        raise Refusal("id_invalid", "An id has 1 to 64 letters, digits or . _ ~ -", field=field)
    return text


def _check_line(line: OfferLine, field: str) -> None:
    if not line.goods.strip():
        raise Refusal("goods_missing", "Say which goods.", field=f"{field}.goods")
    check_words(line.goods, f"{field}.goods", GOODS_LIMIT)
    check_name_id(line.lot, f"{field}.lot")
    check_amount(line.quantity.amount, f"{field}.quantity", may_be_zero=False)
    if check_unit(line.quantity.unit, f"{field}.quantity") != line.quantity.unit:
        raise Refusal("unit_invalid", "A unit is written in its one way.", field=f"{field}.quantity")
    check_amount(line.price, f"{field}.price", may_be_zero=False)
    if len(line.tiers) > TIERS_LIMIT:
        raise Refusal("too_many_tiers", f"At most {TIERS_LIMIT} price steps fit.", field=f"{field}.tiers")
    reached = Decimal(0)
    for tier in line.tiers:
        check_amount(tier.price, f"{field}.tiers", may_be_zero=False)
        check_amount(tier.from_amount, f"{field}.tiers", may_be_zero=False)
        if Decimal(tier.from_amount) <= reached:
            raise Refusal("tiers_unordered", "Price steps go from small to large.", field=f"{field}.tiers")
        reached = Decimal(tier.from_amount)


def _check_total(terms: Terms) -> None:
    """It has to be something, and fit into words: an amount in capitals stands in every confirmation."""
    total_ = terms.total.value
    if not total_:
        raise Refusal("total_zero", "Rounded, this comes to nothing.", field="lines")
    if total_ >= TOTAL_LIMIT:
        raise Refusal("total_too_much", "No deal is about this much.", field="lines")


def _check_percent(value: DecimalText, field: str) -> None:
    if Decimal(check_amount(value, field)) > 100:
        raise Refusal("percent_invalid", "A percentage goes from 0 to 100.", field=field)


_LINE_FIELDS = {Term.GOODS: "goods", Term.QUANTITY: "quantity", Term.PRICE: "price", Term.TIERS: "tiers"}
_FIELDS = {
    Term.CURRENCY: ("currency",),
    Term.TAX: ("tax",),
    Term.FREIGHT: ("freight",),
    Term.PLACE: ("place",),
    Term.DATE: ("due",),
    Term.PAYMENT: ("payment",),
    Term.PACKING: ("packing",),
    Term.TOLERANCE: ("tolerance_percent",),
    Term.PARTS: ("is_divisible", "minimum"),
    Term.INCOTERM: ("incoterm", "incoterm_place"),
    Term.NOTE: ("note",),
    Term.FIRMNESS: ("needs_our_ok", "is_kept"),
}
