"""Quiet hours and mutes in the desktop: nothing is said at night, but a customer may break through."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from parley.client.changes import MessageArrived
from parley.client.rows import ConversationRow, TimelineKind, TimelineRow
from parley.desktop.attention import Attention
from parley.desktop.local_settings import LocalSettings
from parley.desktop.main_window import MainWindow
from parley.desktop.settings.quiet_hours import QuietHoursRows
from parley.desktop.settings.section import Group
from parley.desktop.tasks import Tasks
from parley.domain.conversation import ConversationKind
from parley.domain.quiet_hours import SETTING, QuietHours, read_quiet_hours, write_quiet_hours

NIGHT = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
ROW = ConversationRow(account="me", id="c", kind=ConversationKind.DIRECT, title="王建军", sound="bell")


def session(now: datetime, *, customer: bool, lets_through: bool) -> Any:
    hours = write_quiet_hours(QuietHours(is_on=True, lets_customers_through=lets_through))
    return SimpleNamespace(
        now=lambda: now,
        me=SimpleNamespace(setting=lambda name, default="": hours if name == SETTING else default),
        conversations=SimpleNamespace(get=lambda _c: ROW, is_with_customer=lambda _c: customer),
    )


def arrived() -> MessageArrived:
    row = TimelineRow(
        account="me", conversation="c", key="k", kind=TimelineKind.MESSAGE, seq=1, sender="wang",
        sender_name="王建军", is_own=False, at=NIGHT,
    )  # fmt: skip
    return MessageArrived("me", "c", row)


@pytest.mark.parametrize(
    ("now", "customer", "lets_through", "is_said"),
    [
        (NIGHT, False, True, False),
        (NIGHT, True, True, True),
        (NIGHT, True, False, False),
        (NOON, False, False, True),
    ],
)
def test_at_night_only_customers_are_announced(
    qtbot: QtBot, tmp_path: Any, now: datetime, customer: bool, lets_through: bool, is_said: bool
) -> None:
    window = MainWindow(LocalSettings(tmp_path / "local.json"))
    qtbot.addWidget(window)
    preferences: Any = SimpleNamespace(
        changed=SimpleNamespace(connect=lambda _slot: None),
        sounds=True,
        play=lambda sound: heard.append(sound),
    )
    heard: list[str] = []
    attention = Attention(window, preferences, {}, window)
    attention.on_message(session(now, customer=customer, lets_through=lets_through), arrived())
    attention.notifier.flush()
    assert heard == (["bell"] if is_said else [])


async def test_the_settings_keep_the_hours_for_all_devices(qtbot: QtBot) -> None:
    kept: dict[str, str] = {}
    tasks = Tasks()

    async def set_setting(name: str, value: str) -> None:
        kept[name] = value

    me = SimpleNamespace(setting=lambda name, default="": kept.get(name, default), set_setting=set_setting)
    made: Any = SimpleNamespace(me=me)
    card = QWidget()
    qtbot.addWidget(card)
    group = Group(card)

    rows = QuietHoursRows(group, made, tasks)
    assert not rows._starts.isEnabled()
    rows._turn(True)
    rows._starts.setCurrentText("21:30")
    rows._through.toggle()
    await tasks.settle()
    hours = read_quiet_hours(kept[SETTING])
    assert (hours.is_on, hours.starts, hours.ends, hours.lets_customers_through) == (
        True,
        "21:30",
        "08:00",
        False,
    )
    assert rows._starts.isEnabled()


def test_the_badge_counts_what_all_accounts_have_unread(
    qtbot: QtBot, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    badges: list[int] = []
    monkeypatch.setattr(
        QApplication, "setBadgeNumber", lambda _app, count: badges.append(count), raising=False
    )
    window = MainWindow(LocalSettings(tmp_path / "local.json"))
    qtbot.addWidget(window)
    preferences: Any = SimpleNamespace(changed=SimpleNamespace(connect=lambda _slot: None))
    spaces: Any = {
        name: SimpleNamespace(
            session=SimpleNamespace(conversations=SimpleNamespace(unread_total=lambda n=n: n))
        )
        for name, n in (("a", 2), ("b", 3))
    }
    attention = Attention(window, preferences, spaces, window)
    attention.show_unread()
    spaces.clear()
    attention.show_unread()
    assert badges == [5, 0]
    assert not window.windowTitle().startswith("(")
