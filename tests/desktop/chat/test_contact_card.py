"""The contact card: tags by chip and by typing, notes with their history, the phone, how late it is there."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.chat.made import ME, MadeSession, direct, person
from parley.client.changes import CardsChanged, PeopleChanged
from parley.client.rows import NoteRow, NoteTextRow
from parley.desktop.cards.words import local_time_text, when_text
from parley.desktop.chat import person_panel
from parley.desktop.chat.chat_page import ChatPage
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.i18n import Language
from parley.desktop.style.theme import Theme
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.labels import ElidedLabel, TextLabel
from parley.domain.local_time import local_time
from parley.domain.ownership import Owner
from parley.domain.tag import PersonTag, TagColour

NOW = datetime(2026, 11, 22, 10, 5, tzinfo=UTC)
VIP = PersonTag(id="vip", owner=Owner.SHOP, name="VIP", colour=TagColour.GOLD, position=0)
OLD = PersonTag(id="old", owner=Owner.SHOP, name="老客户", colour=TagColour.GREEN, position=1)


def note(text: str, owner: Owner = Owner.SHOP, **fields: Any) -> NoteRow:
    values = {"by": "li", "by_name": "李娜", "is_own": False, "at": NOW, **fields}
    return NoteRow(account=ME, id=text[:2] or "gone", person="wang", owner=owner, text=text, **values)


class Card:
    """One open card, and what is on it."""

    def __init__(self, page: ChatPage, tasks: Tasks) -> None:
        self.page, self._tasks = page, tasks

    def find(self, kind: type[Any], name: str) -> Any:
        found = [w for w in self.page.findChildren(kind, name) if w.isVisible()]
        assert found, name
        return found[-1]

    def has(self, name: str) -> bool:
        return any(w.isVisible() for w in self.page.findChildren(QWidget, name))

    async def settle(self) -> None:
        for _turn in range(4):
            await self._tasks.settle()
            await asyncio.sleep(0)
            QApplication.processEvents()


class Opened:
    """Opens cards and closes their pages at the end."""

    def __init__(self, qtbot: QtBot, tasks: Tasks) -> None:
        self._qtbot, self._tasks = qtbot, tasks
        self.pages: list[ChatPage] = []

    async def __call__(self, session: MadeSession) -> Card:
        made: Any = session
        page = ChatPage(made, self._tasks, Pictures(made, self._tasks), "c1")
        self._qtbot.addWidget(page)
        page.resize(1000, 800)
        page.show()
        page.set_panel_wanted(True)
        self.pages.append(page)
        card = Card(page, self._tasks)
        await card.settle()
        return card


@pytest.fixture
async def open_card(theme: Theme, qtbot: QtBot, language: Language, tasks: Tasks) -> AsyncIterator[Opened]:
    made = Opened(qtbot, tasks)
    yield made
    for page in made.pages:
        page.close_page()


def made(**profile: Any) -> MadeSession:
    row = person()
    return MadeSession(
        [direct()], [msgspec.structs.replace(row, profile=msgspec.structs.replace(row.profile, **profile))]
    )


async def test_a_tag_is_added_with_the_keyboard_alone(open_card: Opened) -> None:
    session = made()
    session.kept_tags, session.other_tags = [VIP], [OLD]
    card = await open_card(session)
    card.find(QWidget, "card.tags.add").click()
    field = card.find(QLineEdit, "card.tags.field_input")
    offers = card.find(QListWidget, "card.tags.offers")
    QTest.keyClicks(field, "old")
    assert [offers.item(row).text().split(" · ")[0] for row in range(offers.count())] == [
        "New: old",
        "New: old",
    ]
    field.setText("客")
    assert offers.item(0).text().startswith("老客户")
    QTest.keyClick(field, Qt.Key.Key_Return)
    await card.settle()
    assert ("add", "wang", "old") in session.asked
    field.setText("大单")
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    await card.settle()
    assert ("add_word", "wang", "大单", Owner.PERSON) in session.asked
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not card.has("card.tags.field")


async def test_a_tag_one_carries_is_not_offered_as_new(open_card: Opened) -> None:
    session = made()
    session.kept_tags = [VIP]
    card = await open_card(session)
    card.find(QWidget, "card.tags.add").click()
    card.find(QLineEdit, "card.tags.field_input").setText("vip")
    offers = card.find(QListWidget, "card.tags.offers")
    assert [offers.item(row).data(Qt.ItemDataRole.UserRole)[1] for row in range(offers.count())] == [
        Owner.PERSON
    ]


async def test_what_is_being_typed_stays_when_something_moves(open_card: Opened) -> None:
    session = made()
    card = await open_card(session)
    card.find(QWidget, "card.tags.add").click()
    card.find(QLineEdit, "card.tags.field_input").setText("大")
    session.kept_tags = [VIP]
    session.say(CardsChanged(ME, ("wang",)))
    session.say(PeopleChanged(ME, ("wang",)))
    assert card.find(QLineEdit, "card.tags.field_input").text() == "大"
    assert card.has("card.tags.vip")


async def test_a_chip_is_taken_off_with_delete_and_recoloured_from_its_menu(open_card: Opened) -> None:
    session = made()
    session.kept_tags = [VIP]
    card = await open_card(session)
    chip = card.find(QWidget, "card.tags.vip")
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    await card.settle()
    assert ("take_off", "wang", "vip") in session.asked
    chip.click()
    menu = card.find(QMenu, "card.tags.menu")
    colours = next(action for action in menu.actions() if action.menu() is not None).menu()
    next(a for a in colours.actions() if a.objectName() == "card.tags.menu.colour_red").trigger()
    await card.settle()
    assert any(asked[0] == "change" for asked in session.asked)
    menu.close()


async def test_notes_say_who_and_when_and_what_they_said_before(open_card: Opened) -> None:
    session = made()
    before = NoteTextRow(text="月结 30 天", by="li", by_name="李娜", is_own=False, at=NOW)
    session.kept_notes = [
        note("月结 60 天", earlier=(before,)),
        note("", is_removed=True, by_name="陈明"),
        note("爱喝岩茶", Owner.PERSON, is_own=True),
    ]
    card = await open_card(session)
    texts = [label.text() for label in card.page.panel.findChildren(TextLabel)]  # type: ignore[union-attr]
    assert "月结 60 天" in texts
    assert "爱喝岩茶" not in texts
    assert "陈明 removed a note" in card.find(ElidedLabel, "card.notes.gone.gone").text()
    card.find(QWidget, "card.notes.more.月结").click()
    menu = card.find(QMenu, "card.notes.menu")
    next(a for a in menu.actions() if a.objectName() == "card.notes.menu.history").trigger()
    dialog = card.find(QWidget, "card.history")
    assert "月结 30 天" in [label.text() for label in dialog.findChildren(TextLabel)]
    dialog.reject()
    card.find(QWidget, "card.notes.whose_person").click()
    assert card.has("card.notes.note.爱喝")
    assert not card.has("card.notes.note.月结")


async def test_a_note_is_written_for_whom_the_switch_says(open_card: Opened) -> None:
    session = made()
    card = await open_card(session)
    card.find(QWidget, "card.notes.add").click()
    save = card.find(QPushButton, "card.note_ok")
    assert not save.isEnabled()
    card.find(QPlainTextEdit, "card.note.text_input").setPlainText("只要特级")
    save.click()
    await card.settle()
    assert ("write", "wang", "只要特级", Owner.SHOP) in session.asked


async def test_the_phone_is_copied_and_one_from_a_note_will_do(
    open_card: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = await open_card(made(phone="138 0013 8000"))
    card.find(QWidget, "chat.person.copy_phone").click()
    assert QGuiApplication.clipboard().text() == "138 0013 8000"
    session = made()
    monkeypatch.setattr(
        session, "notes", SimpleNamespace(of=lambda _p, _o: [], phone=lambda _p: "0571-88886666")
    )
    assert (await open_card(session)).find(ElidedLabel, "chat.person.phone").text() == "0571-88886666"


async def test_the_time_there_is_shown_only_where_it_differs(
    open_card: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person_panel, "system_zone", lambda: "Asia/Shanghai")
    assert not (await open_card(made(time_zone="Asia/Taipei"))).has("chat.person.local_time")
    shown = (
        (await open_card(made(time_zone="Europe/Berlin"))).find(ElidedLabel, "chat.person.local_time").text()
    )
    assert "Berlin, 7 h behind" in shown


@pytest.mark.parametrize(
    ("zone", "own", "words"),
    [
        ("Europe/Berlin", "Asia/Shanghai", "11:05 · Berlin, 7 h behind"),
        ("Asia/Kolkata", "Europe/Berlin", "15:35 · Kolkata, 4 h 30 min ahead"),
        ("America/Los_Angeles", "Asia/Shanghai", "02:05 · Los Angeles, 16 h behind"),
        ("Asia/Taipei", "Asia/Shanghai", ""),
        ("", "Asia/Shanghai", ""),
        ("Mars/Base", "Asia/Shanghai", ""),
    ],
)
def test_the_words_of_the_time_there(zone: str, own: str, words: str) -> None:
    local = local_time(zone, NOW, own)
    assert (local_time_text(local) if local else "") == words


def test_the_clocks_of_summer_make_it_an_hour_less() -> None:
    july = datetime(2026, 7, 22, 10, tzinfo=UTC)
    local = local_time("Europe/Berlin", july, "Asia/Shanghai")
    assert local is not None
    assert local.ahead_minutes == -6 * 60


def test_a_moment_names_its_day_unless_it_is_today() -> None:
    assert when_text(NOW, NOW, UTC) == "10:05"
    assert when_text(NOW, NOW.replace(day=23), UTC) == "11-22 10:05"
    assert when_text(NOW, NOW.replace(year=2027), UTC) == "2026-11-22 10:05"
