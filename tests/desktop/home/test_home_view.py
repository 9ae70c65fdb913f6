"""Home, over figures that are given by hand."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from parley.client.errors import Offline
from parley.client.rows import SeenStatistics
from parley.desktop.home.figure_words import Measure, day_words, duration, words_of
from parley.desktop.home.home_view import HomeView
from parley.desktop.tasks import Tasks
from parley.domain.statistics import ColleagueFigures, Day, Figures, Statistics
from parley.protocol.rest_statistics import Scope, StatisticsAnswer

TODAY = date(2026, 11, 23)
BUSY = Figures(
    customers=12,
    rounds=30,
    answered=29,
    waiting=1,
    first_reply_s=45,
    average_reply_s=125,
    in_time=27,
    decided=30,
)
QUIET = Figures(customers=3, rounds=3, answered=3, first_reply_s=60, average_reply_s=60, in_time=3, decided=3)


class Told:
    """What the server tells; an exception instead if one is set."""

    def __init__(self, is_owner: bool = True) -> None:
        self.is_owner = is_owner
        self.asked: list[tuple[int, str, Scope]] = []
        self.is_fresh = True
        self.error: Exception | None = None

    def may_read(self, scope: Scope) -> bool:
        return self.is_owner or scope is Scope.MINE

    async def read(self, days: int, zone: str, scope: Scope) -> SeenStatistics:
        self.asked.append((days, zone, scope))
        if self.error is not None:
            raise self.error
        shown = [Day(day=TODAY - timedelta(days=days - 1 - n), figures=Figures()) for n in range(days - 2)]
        shown += [Day(day=TODAY - timedelta(days=1), figures=QUIET), Day(day=TODAY, figures=BUSY)]
        colleagues = (
            ColleagueFigures(account="me", figures=QUIET),
            ColleagueFigures(account="li", figures=BUSY),
        )
        found = Statistics(days=tuple(shown), colleagues=colleagues, total=BUSY)
        answer = StatisticsAnswer(zone=zone, statistics=found)
        return SeenStatistics(
            answer=answer, at=datetime(2026, 11, 22, 1, 5, tzinfo=UTC), is_fresh=self.is_fresh
        )


class Made:
    """A Home and what stands behind it."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.loop = asyncio.new_event_loop()
        self.tasks = Tasks(loop=self.loop)
        profile = SimpleNamespace(display_name="陈明", avatar=None)
        session: Any = SimpleNamespace(
            account="me",
            statistics=told,
            me=SimpleNamespace(profile=profile),
            contacts=SimpleNamespace(name_of={"li": "李娜"}.get, person=lambda _account: None),
            clock=SimpleNamespace(now=lambda: datetime(2026, 11, 23, 4, 0, tzinfo=UTC)),
            subscribe=lambda _listener: lambda: None,
        )
        pictures: Any = SimpleNamespace(of=lambda _sha: None)
        self.view = HomeView(session, self.tasks, pictures)

    def settle(self) -> None:
        self.loop.run_until_complete(self.tasks.settle())

    def show(self) -> None:
        self.view.resize(1200, 800)
        self.view.show()
        self.settle()


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def home(qtbot: QtBot, told: Told) -> Iterator[Made]:
    made = Made(told)
    qtbot.addWidget(made.view)
    made.show()
    yield made
    made.tasks.cancel_all()
    made.settle()
    made.loop.close()


def child(home: Made, name: str) -> Any:
    return next(one for one in home.view.findChildren(object) if one.objectName() == name)


def test_the_four_figures_of_today_beside_yesterday(home: Made) -> None:
    cards = {measure: child(home, f"home.figure.{measure}") for measure in Measure}
    assert [card.text() for card in cards.values()] == ["12", "45 s", "2 min 5 s", "90 %"]
    assert [card.accessibleDescription() for card in cards.values()] == [
        "Yesterday 3",
        "Yesterday 1 min",
        "Yesterday 1 min",
        "Yesterday 100 %",
    ]


def test_a_card_chooses_what_the_chart_shows_and_arrows_choose_a_day(home: Made) -> None:
    child(home, f"home.figure.{Measure.AVERAGE_REPLY}").click()
    chart = child(home, "home.chart")
    assert child(home, "home.chart_day").text() == "Mon 23 Nov: 2 min 5 s"
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert child(home, "home.chart_day").text() == "Sun 22 Nov: 1 min"
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert child(home, "home.chart_day").text() == "Tue 10 Nov: –"
    assert "Sun 22 Nov: 1 min" in chart.accessibleDescription()


def test_the_period_and_whose_figures_are_asked_for_anew(home: Made) -> None:
    child(home, "home.period_7").click()
    home.settle()
    child(home, "home.scope_mine").click()
    home.settle()
    assert [(days, scope) for days, _zone, scope in home.told.asked] == [
        (14, Scope.SHOP),
        (7, Scope.SHOP),
        (7, Scope.MINE),
    ]
    assert not child(home, "home.colleagues_card").isVisible()


def test_the_owner_sees_colleagues_the_busiest_first(home: Made) -> None:
    said = child(home, "home.colleagues").accessibleDescription()
    assert said.index("李娜") < said.index("陈明")


def test_a_colleague_sees_only_themselves(qtbot: QtBot) -> None:
    made = Made(Told(is_owner=False))
    qtbot.addWidget(made.view)
    made.show()
    assert [scope for _days, _zone, scope in made.told.asked] == [Scope.MINE]
    assert not child(made, "home.scope").isVisible()
    assert not child(made, "home.colleagues_card").isVisible()
    made.loop.close()


def test_old_figures_say_of_when_they_are_and_none_says_why(home: Made) -> None:
    home.told.is_fresh = False
    home.view.refresh()
    home.settle()
    note = child(home, "home.note")
    assert note.isVisible()
    assert "22 Nov" in note.text()
    home.told.error = Offline()
    home.view.refresh()
    home.settle()
    assert note.isVisible()
    assert "22 Nov" not in note.text()


def test_the_figures_go_into_a_file(home: Made, tmp_path: Path) -> None:
    home.view.export_csv()
    dialog = child(home, "home.export_dialog")
    dialog.fileSelected.emit(str(tmp_path / "figures.csv"))
    home.settle()
    dialog.close()
    lines = (tmp_path / "figures.csv").read_text("utf-8-sig").splitlines()
    assert lines[-1] == "total,12,30,29,1,45,125,90.0"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "< 1 s"), (59, "59 s"), (60, "1 min"), (3600, "1 h"), (4330, "1 h 12 min")]
)
def test_durations_are_said_as_people_do(seconds: int, words: str) -> None:
    assert duration(seconds) == words


def test_what_is_not_known_is_a_dash() -> None:
    assert words_of(None, Measure.FIRST_REPLY) == "–"
    assert words_of(0.665, Measure.IN_TIME) == "67 %"
    assert day_words(date(2026, 11, 1), weekday=False) == "1 Nov"
