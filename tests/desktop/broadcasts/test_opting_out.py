"""Opting out as the shop sees it: on the contact card, in the chat's menu, and in the owner's settings."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from parley.desktop.broadcasts.opt_out_line import OptOutLine
from parley.desktop.notice_acts import NoticeActs
from parley.desktop.platform.linux_notices import LinuxNotices
from parley.desktop.platform.notifications import Notice
from parley.desktop.settings.broadcast_rules import add_broadcast_rules
from parley.desktop.settings.section import Group
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.fields import TextField
from parley.desktop.widgets.labels import TextLabel
from parley.domain.broadcast import BroadcastRules, OptOut

AT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


class Asked(list[tuple[Any, ...]]):
    """Notes what was asked of a session."""

    def of(self, name: str) -> Any:
        async def ask(*args: Any) -> None:
            self.append((name, *args))

        return ask


@pytest.fixture
async def tasks(qapp: object) -> AsyncIterator[Tasks]:
    made = Tasks()
    yield made
    await made.settle()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("wang", "Opted out of messages to many on 2026-11-21."),
        ("li", "Wants no messages to many: written down by 李娜 on 2026-11-21."),
    ],
)
async def test_the_card_says_by_whose_word_and_letting_back_needs_a_reason(
    window: QWidget, tasks: Tasks, by: str, words: str
) -> None:
    asked = Asked()
    session: Any = SimpleNamespace(
        contacts=SimpleNamespace(name_of=lambda _a: "李娜"),
        broadcasts=SimpleNamespace(set_opt_out=asked.of("set_opt_out")),
    )
    line = OptOutLine(session, tasks, "wang", OptOut(at=AT, by=by), window)
    label = line.findChild(TextLabel, "chat.person.opt_out")
    back = line.findChild(Button, "chat.person.opt_in")
    assert label is not None
    assert back is not None
    assert label.text() == words
    back.click()
    ok = window.findChild(Button, "chat.person.opt_in_reason_ok")
    reason = window.findChild(TextField, "chat.person.opt_in_reason.line")
    assert ok is not None
    assert reason is not None
    assert not ok.isEnabled()
    reason.set_text("来电要求恢复")
    ok.click()
    await tasks.settle()
    assert asked == [("set_opt_out", "wang", False, "来电要求恢复")]


async def test_the_owner_sets_how_many_a_day(window: QWidget, tasks: Tasks) -> None:
    asked = Asked()
    rules = BroadcastRules(per_day=1, zone="Asia/Shanghai")
    session: Any = SimpleNamespace(
        broadcasts=SimpleNamespace(rules=lambda: rules, set_rules=asked.of("set_rules"))
    )
    group = Group(window)
    add_broadcast_rules(group, session, tasks)
    box = group.findChild(QComboBox, "settings.shop.per_day")
    assert box is not None
    assert box.currentText() == "1 a day"
    box.setCurrentText("2 a day")
    await tasks.settle()
    assert asked == [("set_rules", BroadcastRules(per_day=2, zone="Asia/Shanghai"))]


async def test_the_buttons_of_a_notification_answer_and_mark_as_read(window: QWidget, tasks: Tasks) -> None:
    asked = Asked()
    session = SimpleNamespace(
        messages=SimpleNamespace(send=asked.of("send")),
        conversations=SimpleNamespace(mark_read=asked.of("mark_read")),
    )
    spaces: Any = {"me": SimpleNamespace(session=session)}
    notices = LinuxNotices(window)
    NoticeActs(notices, spaces, tasks, window)
    notice = Notice("me", "c", "王建军", "在吗", "wang", "王建军")
    notices.replied.emit(notice, "在的")
    notices.read.emit(Notice("gone", "c", "", "", "", ""))
    await tasks.settle()
    assert asked == [("mark_read", "c"), ("send", "c", "在的")]
