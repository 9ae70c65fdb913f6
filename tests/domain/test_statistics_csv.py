"""The figures as a file."""

from datetime import date

from parley.domain.statistics import ColleagueFigures, Day, Figures, Statistics
from parley.domain.statistics_csv import write_csv

DAY = Figures(
    customers=2, rounds=3, answered=2, waiting=1, first_reply_s=7, average_reply_s=61, in_time=2, decided=3
)
FOUND = Statistics(
    days=(Day(day=date(2026, 11, 19), figures=Figures()), Day(day=date(2026, 11, 20), figures=DAY)),
    colleagues=(ColleagueFigures(account="li", figures=DAY),),
    total=DAY,
)


def test_a_row_for_each_day_each_colleague_and_all() -> None:
    lines = write_csv(FOUND, {"li": "李娜"}.__getitem__, "zh_CN").decode("utf-8-sig").splitlines()
    assert lines == [
        "日期或同事,接待客户,问答轮次,已回复,待回复,首次响应（秒）,平均响应（秒）,三分钟回复率（%）",
        "2026-11-19,0,0,0,0,,,",
        "2026-11-20,2,3,2,1,7,61,66.7",
        "李娜,2,3,2,1,7,61,66.7",
        "合计,2,3,2,1,7,61,66.7",
    ]


def test_a_colleague_with_a_clever_name_is_no_formula() -> None:
    assert "'=1+1," in write_csv(FOUND, lambda _account: "=1+1").decode("utf-8-sig")
