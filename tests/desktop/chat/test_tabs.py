from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from parley.desktop.chat.tab_list import Tab, TabList
from parley.desktop.chat.tab_paint import TabFace, close_box
from parley.desktop.chat.tab_store import load_tabs, save_tabs
from parley.desktop.chat.tabs import TabStrip
from parley.desktop.style.theme import Theme


def names(tabs: TabList) -> list[str]:
    return [tab.conversation + ("" if tab.is_kept else "?") for tab in tabs.tabs]


def test_a_single_click_reuses_the_preview_and_a_double_click_keeps() -> None:
    tabs = TabList().opened("me", "a", keep=True).opened("me", "b", keep=False)
    tabs = tabs.opened("me", "c", keep=False)
    assert names(tabs) == ["a", "c?"]
    tabs = tabs.opened("me", "c", keep=True).opened("me", "d", keep=False)
    assert names(tabs) == ["a", "c", "d?"]
    assert tabs.opened("me", "a", keep=False).current == 0


def test_closing_shows_the_neighbour() -> None:
    tabs = TabList(tuple(Tab("me", name, True) for name in "abc"), 1)
    assert (names(tabs.closed(1)), tabs.closed(1).current) == (["a", "c"], 1)
    assert tabs.closed(0).current == 0
    assert tabs.closed(1).closed(1).closed(0).current == -1


steps = st.lists(
    st.tuples(
        st.sampled_from(["open", "keep", "close", "move", "step"]), st.integers(0, 7), st.integers(0, 7)
    )
)


@given(steps)
def test_at_most_one_preview_no_doubles_and_something_is_shown(todo: list[tuple[str, int, int]]) -> None:
    tabs = TabList()
    for name, one, other in todo:
        count = len(tabs.tabs)
        if name == "open":
            tabs = tabs.opened("me", f"c{one}", keep=bool(other % 2))
        elif count == 0:
            continue
        elif name == "keep":
            tabs = tabs.kept(one % count)
        elif name == "close":
            tabs = tabs.closed(one % count)
        elif name == "move":
            shown = tabs.tabs[tabs.current]
            tabs = tabs.moved(one % count, other % count)
            assert tabs.tabs[tabs.current] == shown
        else:
            tabs = tabs.stepped(one - 3)
        assert sum(not tab.is_kept for tab in tabs.tabs) <= 1
        assert len({tab.key for tab in tabs.tabs}) == len(tabs.tabs)
        assert (0 <= tabs.current < len(tabs.tabs)) == bool(tabs.tabs)


def test_tabs_come_back(tmp_path: Path) -> None:
    file = tmp_path / "profile" / "tabs.json"
    tabs = TabList((Tab("me", "a", True), Tab("me", "b", False)), 1)
    save_tabs(file, tabs)
    assert load_tabs(file) == tabs
    assert [path.name for path in file.parent.iterdir()] == ["tabs.json"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"tabs": 1}', '{"tabs": [{}], "current": 0}', '{"tabs": []}']
)
def test_a_broken_file_means_no_tabs(tmp_path: Path, text: str) -> None:
    file = tmp_path / "tabs.json"
    file.write_text(text)
    assert load_tabs(file) == TabList()


def face(name: str, **fields: object) -> TabFace:
    values = {"unread": 0, "is_muted": False, "is_kept": True, "picture": None} | fields
    return TabFace(key=name, title=name, avatar_key=name, **values)


@pytest.fixture
def strip(theme: Theme, qtbot: QtBot) -> TabStrip:
    made = TabStrip()
    made.resize(700, 44)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_pressing_shows_and_the_cross_closes(strip: TabStrip, qtbot: QtBot) -> None:
    strip.set_tabs([face("王建军"), face("林晓梅", unread=2)], 0)
    boxes = strip.boxes()
    with qtbot.waitSignal(strip.selected) as shown:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=boxes[1].center().toPoint())
    assert shown.args == [1]
    with qtbot.waitSignal(strip.close_wanted) as closed:
        spot = close_box(boxes[0]).center().toPoint()
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=spot)
    assert closed.args == [0]
    with qtbot.waitSignal(strip.keep_wanted):
        qtbot.mouseDClick(strip, Qt.MouseButton.LeftButton, pos=boxes[1].center().toPoint())


def test_dragging_past_a_neighbour_moves(strip: TabStrip, qtbot: QtBot) -> None:
    strip.set_tabs([face("one"), face("two"), face("three")], 0)
    boxes = strip.boxes()
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=boxes[0].center().toPoint())
    with qtbot.waitSignal(strip.moved) as moved:
        qtbot.mouseMove(strip, QPoint(round(boxes[1].right()) - 6, 24))
    assert moved.args == [0, 1]


def test_what_has_no_room_is_in_the_overflow_menu(strip: TabStrip, qtbot: QtBot) -> None:
    strip.set_tabs([face(f"conversation {number}", unread=number) for number in range(12)], 11)
    assert 11 in strip.boxes()
    assert len(strip.boxes()) < 12
    assert all(box.right() <= strip.width() for box in strip.boxes().values())
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=strip._overflow_box().center().toPoint())
    menu = strip.findChild(QMenu, "chat.tabs.overflow")
    assert menu is not None
    assert [action.text() for action in menu.actions()][3] == "conversation 3  (3)"
    with qtbot.waitSignal(strip.selected) as shown:
        menu.actions()[3].trigger()
    assert shown.args == [3]
    menu.close()


def test_the_keyboard_moves_and_closes(strip: TabStrip, qtbot: QtBot) -> None:
    strip.set_tabs([face("one"), face("two")], 0)
    with qtbot.waitSignal(strip.selected) as shown:
        qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert shown.args == [1]
    with qtbot.waitSignal(strip.close_wanted):
        qtbot.keyClick(strip, Qt.Key.Key_Delete)
    assert strip.accessibleName() == "Open conversation: one"
