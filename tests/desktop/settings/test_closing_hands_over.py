"""Closing a colleague's account asks who takes over their customers."""

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from parley.client.rows import PersonRow
from parley.desktop.cards.hand_over_dialog import HandOverDialog
from parley.desktop.settings.colleagues_section import ColleaguesSection
from parley.desktop.tasks import Tasks
from parley.domain.people import AccountKind, Profile


def profile(handle: str, name: str, kind: AccountKind = AccountKind.STAFF, **more: Any) -> Profile:
    return Profile(account=handle, handle=handle, kind=kind, display_name=name, **more)


CHEN, LI = profile("chen", "陈明", AccountKind.OWNER), profile("li", "李娜")
ZHAO, GONE = profile("zhao", "赵伟"), profile("gone", "旧同事", is_disabled=True)


class Story:
    """The settings of an owner, and what was asked of the server."""

    def __init__(self, qtbot: QtBot, tasks: Tasks, customers: int) -> None:
        self.asked: list[tuple[str, bool, str | None]] = []
        self._tasks = tasks
        people = {p.account: p for p in (CHEN, LI, ZHAO, GONE)}
        rows = {
            a: PersonRow(account="chen", person=a, name=p.display_name, profile=p) for a, p in people.items()
        }
        session: Any = SimpleNamespace(
            account="chen",
            me=SimpleNamespace(profile=CHEN),
            contacts=SimpleNamespace(person=rows.get),
            shop=SimpleNamespace(
                staff=lambda: {a: p.kind for a, p in people.items()},
                accounts=lambda: self._answer(list(people.values())),
                customer_count=lambda _a: self._answer(customers),
                set_disabled=self._set_disabled,
            ),
        )
        pictures: Any = SimpleNamespace(of=lambda _sha: None)
        self.window = QWidget()
        self.section = ColleaguesSection(session, tasks, pictures)
        self.section.setParent(self.window)
        qtbot.addWidget(self.window)
        self.window.resize(800, 800)
        self.window.show()

    async def press(self, name: str) -> None:
        await self.settle()
        button = next(b for b in self.window.findChildren(QPushButton, name) if b.isVisible())
        button.click()
        await self.settle()

    async def settle(self) -> None:
        for _turn in range(4):
            await self._tasks.settle()
            await asyncio.sleep(0)
            QApplication.processEvents()

    def dialog(self) -> HandOverDialog:
        return next(d for d in self.window.findChildren(HandOverDialog) if d.isVisible())

    async def _answer(self, value: Any) -> Any:
        return value

    async def _set_disabled(self, account: str, on: bool, *, hand_over_to: str | None = None) -> None:
        self.asked.append((account, on, hand_over_to))


@pytest.fixture
async def tasks(qapp: object) -> AsyncIterator[Tasks]:
    made = Tasks()
    yield made
    await made.settle()


async def test_a_colleague_with_customers_is_closed_with_an_heir(qtbot: QtBot, tasks: Tasks) -> None:
    story = Story(qtbot, tasks, customers=3)
    await story.press("settings.colleagues.li.disable")
    people = story.dialog().findChild(QListWidget, "card.hand_over.people")
    assert [people.item(row).text() for row in range(people.count())] == [
        "赵伟",
        "陈明 (you)",
        "Nobody for now",
    ]
    await story.press("card.hand_over_ok")
    assert story.asked == [("li", True, "zhao")]


async def test_nobody_may_be_chosen_and_the_question_taken_back(qtbot: QtBot, tasks: Tasks) -> None:
    story = Story(qtbot, tasks, customers=1)
    await story.press("settings.colleagues.li.disable")
    story.dialog().reject()
    await story.settle()
    assert story.asked == []
    await story.press("settings.colleagues.li.disable")
    people = story.dialog().findChild(QListWidget, "card.hand_over.people")
    people.setCurrentRow(people.count() - 1)
    await story.press("card.hand_over_ok")
    assert story.asked == [("li", True, None)]


async def test_without_customers_it_is_the_plain_question(qtbot: QtBot, tasks: Tasks) -> None:
    story = Story(qtbot, tasks, customers=0)
    await story.press("settings.colleagues.li.disable")
    await story.press("settings.disable_ok")
    assert story.asked == [("li", True, None)]
