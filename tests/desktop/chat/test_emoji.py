import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from parley.desktop.chat.emoji_data import (
    emoji_groups,
    find_emoji,
    known_emoji,
    parse_recent,
    with_recent,
)
from parley.desktop.chat.emoji_picker import COLUMNS, EmojiGrid
from parley.desktop.style.theme import Theme


def test_every_emoji_has_both_names_and_stands_once() -> None:
    every = [one for group in emoji_groups() for one in group.emoji]
    assert len(every) == len({one.sign for one in every}) >= 200
    assert all(one.english and one.chinese for one in every)


@pytest.mark.parametrize(
    ("query", "sign"), [("thumbs up", "👍"), ("拇指向上", "👍"), ("truck", "🚚"), ("茶", "🍵")]
)
def test_it_is_found_by_either_name(query: str, sign: str) -> None:
    assert sign in [one.sign for one in find_emoji(query)]


def test_recent_ones_come_first_and_strange_ones_are_left_out() -> None:
    assert parse_recent("👍 x <b> 🍵") == ("👍", "🍵")
    assert with_recent(("👍", "🍵"), "🍵") == ("🍵", "👍")
    assert len(with_recent(tuple(known_emoji())[:18], "🧧")) == 18


def test_arrows_and_enter_pick(theme: Theme, qtbot: QtBot) -> None:
    grid = EmojiGrid(None)
    qtbot.addWidget(grid)
    shown = emoji_groups()[0].emoji
    grid.show_emoji(shown)
    grid.show()
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    with qtbot.waitSignal(grid.picked) as picked:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert picked.args == [shown[1 + COLUMNS].sign]
