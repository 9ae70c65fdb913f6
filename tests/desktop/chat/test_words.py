from datetime import date

import pytest

from desktop.chat.made import ME, message
from parley.client.rows import TimelineKind, TimelineRow
from parley.desktop.chat.words import day_text, delivery_text, system_text
from parley.desktop.i18n import Language
from parley.domain.conversation import Role
from parley.domain.message import Delivery

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("delivery", "english", "chinese"),
    [
        (Delivery.QUEUED, "Waiting to be sent", "等待发送"),
        (Delivery.SENT, "Sent", "已发送"),
        (Delivery.DELIVERED, "Delivered", "已送达"),
        (Delivery.READ, "Read", "已读"),
        (Delivery.FAILED, "Not sent", "未发出"),
    ],
)
def test_delivery_has_a_word(delivery: Delivery, english: str, chinese: str, language: Language) -> None:
    row = message(1, sender=ME, delivery=delivery)
    assert delivery_text(row) == english
    language.choose("zh_CN")
    assert delivery_text(row) == chinese


def test_rooms_say_how_many_have_read(language: Language) -> None:
    row = message(1, sender=ME, delivery=Delivery.READ, read_count=3)
    language.choose("zh_CN")
    assert delivery_text(row, others=5) == "3 人已读"
    assert delivery_text(row, others=3) == "全部已读"


def test_days_are_said_as_people_say_them(language: Language) -> None:
    assert day_text(TODAY, TODAY) == "Today · 21 November"
    assert day_text(date(2026, 11, 20), TODAY) == "Yesterday · 20 November"
    assert day_text(date(2026, 11, 18), TODAY) == "Wednesday · 18 November"
    assert day_text(date(2025, 3, 2), TODAY) == "2 March 2025"
    language.choose("zh_CN")
    assert day_text(TODAY, TODAY) == "今天 · 11月21日"
    assert day_text(date(2026, 11, 18), TODAY) == "星期三 · 11月18日"
    assert day_text(date(2025, 3, 2), TODAY) == "2025年3月2日"


@pytest.mark.parametrize("kind", [kind for kind in TimelineKind if kind is not TimelineKind.MESSAGE])
@pytest.mark.parametrize("sender", [ME, "wang"])
@pytest.mark.parametrize("subject", [None, ME, "li"])
def test_every_system_line_says_something(
    kind: TimelineKind, sender: str, subject: str | None, language: Language
) -> None:
    row = line(kind, sender, subject)
    said = {code: (language.choose(code), system_text(row, ME))[1] for code in ("en", "zh_CN")}
    assert said["en"]
    assert said["zh_CN"]
    assert said["en"] != said["zh_CN"]


def line(kind: TimelineKind, sender: str, subject: str | None) -> TimelineRow:
    name = {None: "", ME: "陈明", "li": "李娜", "wang": "王建军"}[subject]
    return message(
        1,
        sender=sender,
        kind=kind,
        parts=(),
        text="双旦",
        subject=subject,
        subject_name=name,
        role=Role.OWNER,
    )


def test_a_colleague_who_was_added_did_not_join_by_themselves(language: Language) -> None:
    assert system_text(line(TimelineKind.JOINED, ME, "li"), ME) == "You added 李娜"
    assert system_text(line(TimelineKind.JOINED, "wang", "li"), ME) == "王建军 added 李娜"
    assert system_text(line(TimelineKind.JOINED, "wang", ME), ME) == "王建军 added you"
    assert system_text(line(TimelineKind.JOINED, "wang", "wang"), ME) == "王建军 joined"
    language.choose("zh_CN")
    assert system_text(line(TimelineKind.JOINED, ME, "li"), ME) == "您添加了 李娜"
