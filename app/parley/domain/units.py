"""Units of quantity, and what the common ones of a kind are to each other.

Traders may count in any unit; a few of weight, length, area and volume are known, so that 500 斤 can be shown with
250 kg beside it. The Chinese market units are those of the State Council's order of 1959: 1 斤 = 0.5 kg exactly.
"""

from decimal import Decimal, localcontext

from parley.domain.errors import Refusal
from parley.domain.money import Quantity, canonical

UNIT_LIMIT = 16

# Each known unit by what it measures, and how many of the first one it is.
_KINDS: tuple[dict[str, str], ...] = (
    {
        "kg": "1",
        "g": "0.001",
        "t": "1000",
        "斤": "0.5",
        "公斤": "1",
        "克": "0.001",
        "吨": "1000",
        "两": "0.05",
    },
    {"m": "1", "cm": "0.01", "mm": "0.001", "米": "1", "厘米": "0.01", "尺": "0.33333333"},
    {"m²": "1", "㎡": "1", "平方米": "1"},
    {"l": "1", "ml": "0.001", "升": "1", "毫升": "0.001", "m³": "1000", "立方米": "1000"},
    {"pcs": "1", "件": "1", "个": "1", "只": "1", "dozen": "12", "打": "12"},
)
_SHOWN_WITH = {
    "斤": "kg",
    "两": "kg",
    "吨": "kg",
    "公斤": "斤",
    "kg": "斤",
    "t": "kg",
    "打": "个",
    "dozen": "pcs",
}
_INEXACT = frozenset({"尺"})
_ALIASES = {
    "KG": "kg",
    "Kg": "kg",
    "千克": "公斤",
    "G": "g",
    "T": "t",
    "PCS": "pcs",
    "pc": "pcs",
    "市斤": "斤",
}


def check_unit(unit: str, field: str = "unit") -> str:
    """A unit as it is kept. Raises Refusal for an empty or a long one."""
    unit = " ".join(unit.split())
    unit = _ALIASES.get(unit, unit)
    if not 0 < len(unit) <= UNIT_LIMIT:
        raise Refusal("unit_invalid", f"A unit has 1 to {UNIT_LIMIT} characters: kg, 斤, pcs.", field=field)
    return unit


def converted(quantity: Quantity, unit: str) -> Quantity | None:
    """The same amount in another unit; None when they measure different things, or only nearly the same."""
    for kind in _KINDS:
        if quantity.unit in kind and unit in kind and not {quantity.unit, unit} & _INEXACT:
            with localcontext() as context:
                context.prec = 60
                amount = quantity.value * Decimal(kind[quantity.unit]) / Decimal(kind[unit])
            return Quantity(canonical(amount), unit)
    return None


def shown_with(quantity: Quantity) -> Quantity | None:
    """The amount in the unit people of the other side think in: 250 kg for 500 斤; None where there is none."""
    other = _SHOWN_WITH.get(quantity.unit)
    return None if other is None else converted(quantity, other)
