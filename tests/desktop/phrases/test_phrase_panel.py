import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.phrases.desk import Desk
from parley.desktop.chat.side_tabs import CARD, PHRASES
from parley.desktop.phrases.phrase_model import MIME
from parley.desktop.phrases.phrase_panel import PhrasePanel

CTRL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(desk: Desk) -> PhrasePanel:
    desk.page.set_panel_wanted(True, PHRASES)
    return desk.page.findChild(PhrasePanel)


def centre(panel: PhrasePanel, place: int):
    return panel.list.visualRect(panel.list.rows.index(place, 0)).center()


def click(panel: PhrasePanel, place: int, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.list.viewport(), LEFT, pos=centre(panel, place))


def double_click(panel: PhrasePanel, place: int, qtbot: QtBot) -> None:
    click(panel, place, qtbot)
    qtbot.mouseDClick(panel.list.viewport(), LEFT, pos=centre(panel, place))


async def test_a_click_inserts_and_leaves_the_keyboard_with_the_message(
    desk: Desk, panel: PhrasePanel, qtbot: QtBot
) -> None:
    desk.type("好的，")
    click(panel, 3, qtbot)
    assert desk.text == "好的，今天下午四点前付款，当天发货"
    assert desk.field.hasFocus()
    assert desk.sent == []


async def test_a_double_click_sends_that_phrase_alone(desk: Desk, panel: PhrasePanel, qtbot: QtBot) -> None:
    desk.type("half a sentence")
    double_click(panel, 3, qtbot)
    await desk.settle()
    assert desk.sent == ["今天下午四点前付款，当天发货"]
    assert desk.text == "half a sentence"
    assert desk.session.phrases.used == ["p4"]


async def test_it_can_be_set_that_nothing_is_sent(desk: Desk, panel: PhrasePanel, qtbot: QtBot) -> None:
    panel._open_menu()
    menu = panel.findChild(QMenu, "chat.side.phrases.menu")
    next(one for one in menu.actions() if one.objectName().endswith("sends")).trigger()
    menu.close()
    await desk.settle()
    double_click(panel, 3, qtbot)
    await desk.settle()
    assert desk.sent == []
    assert desk.text == "今天下午四点前付款，当天发货"


async def test_a_double_click_never_sends_what_is_unknown(
    desk: Desk, panel: PhrasePanel, qtbot: QtBot
) -> None:
    double_click(panel, 2, qtbot)
    await desk.settle()
    assert desk.sent == []
    assert desk.page.phrases.form.is_open


async def test_enter_inserts_and_ctrl_enter_sends(desk: Desk, panel: PhrasePanel, qtbot: QtBot) -> None:
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.list.rows.index(3, 0))
    qtbot.keyClick(panel.list, ENTER, CTRL)
    await desk.settle()
    assert len(desk.sent) == 1
    qtbot.keyClick(panel.list, ENTER)
    assert desk.text == "今天下午四点前付款，当天发货"


async def test_a_phrase_is_edited_in_place(desk: Desk, panel: PhrasePanel, qtbot: QtBot) -> None:
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.list.rows.index(0, 0))
    qtbot.keyClick(panel.list, Qt.Key.Key_F2)
    panel.editor.fields.text.set_text("含税")
    panel.editor.save()
    await desk.settle()
    assert panel.list.isVisible()
    assert panel.list.rows.rows[0].text == "含税"


async def test_dragging_changes_the_order_of_one_library(desk: Desk, panel: PhrasePanel) -> None:
    data = QMimeData()
    data.setData(MIME, b"p5")
    rows = panel.list.rows
    assert not rows.canDropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    panel.folder.setCurrentIndex(panel.folder.findData("person/"))
    rows.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    await desk.settle()
    assert [row.id for row in rows.rows] == ["p5", "p1", "p2", "p3", "p4"]


async def test_the_tabs_choose_between_card_and_phrases(desk: Desk, panel: PhrasePanel, qtbot: QtBot) -> None:
    side = desk.page.side
    assert not side.shows_card
    with qtbot.waitSignal(desk.page.side_tab_chosen) as chosen:
        qtbot.mouseClick(side.tabs.button(CARD), LEFT)
    assert chosen.args == [CARD]
    assert side.shows_card
    assert not panel.isVisible()


async def test_search_narrows_it_down(panel: PhrasePanel) -> None:
    panel.search.setText("dang")
    assert [row.code for row in panel.list.rows.rows] == ["fh", "618"]
    panel.search.setText("nothing like that")
    assert not panel.list.isVisible()
