"""The figures as a CSV file: a row for each day, then one for each colleague, then the whole period.

Times are seconds and shares per cent with one digit, as figures that a spreadsheet can go on counting with; what
there is nothing to average of stays empty.
"""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from parley.domain.csv_cells import written
from parley.domain.statistics import Figures, Statistics

HEADERS = {
    "en": (
        "day or colleague",
        "customers",
        "rounds",
        "answered",
        "waiting",
        "first reply (s)",
        "average reply (s)",
        "answered in 3 min (%)",
    ),
    "zh_CN": (
        "日期或同事",
        "接待客户",
        "问答轮次",
        "已回复",
        "待回复",
        "首次响应（秒）",
        "平均响应（秒）",
        "三分钟回复率（%）",
    ),
}
TOTALS = {"en": "total", "zh_CN": "合计"}


def write_csv(found: Statistics, name_of: Callable[[str], str], language: str = "en") -> bytes:
    """The file. `name_of` says what an account is called."""
    rows = [(day.day.isoformat(), *_cells(day.figures)) for day in found.days]
    rows += [(name_of(one.account), *_cells(one.figures)) for one in found.colleagues]
    rows.append((TOTALS.get(language, TOTALS["en"]), *_cells(found.total)))
    return written((HEADERS.get(language, HEADERS["en"]), *rows))


def _cells(figures: Figures) -> tuple[str, ...]:
    numbers = (
        figures.customers,
        figures.rounds,
        figures.answered,
        figures.waiting,
        figures.first_reply_s,
        figures.average_reply_s,
    )
    return (*("" if number is None else str(number) for number in numbers), _per_cent(figures))


def _per_cent(figures: Figures) -> str:
    if not figures.decided:
        return ""
    share = Decimal(figures.in_time * 100) / Decimal(figures.decided)
    return str(share.quantize(Decimal("0.1"), ROUND_HALF_UP))
