"""Buttons, icon buttons, rail buttons, switches, chips and segments: pressed by mouse and by key."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.theme import Theme, tokens_of
from parley.desktop.widgets.badge import Badge, badge_size, badge_text
from parley.desktop.widgets.buttons import Button, IconButton
from parley.desktop.widgets.chips import Chip, ChipRow
from parley.desktop.widgets.rail_button import RailButton
from parley.desktop.widgets.segmented import SegmentedControl
from parley.desktop.widgets.switch import SettingRow, Switch

ITEMS = [("all", "全部"), ("waiting", "待回复"), ("unread", "未读")]


def picture(widget: QWidget) -> QImage:
    """What the widget paints itself, on nothing."""
    image = QImage(widget.sizeHint(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    widget.resize(widget.sizeHint())
    widget.render(image, QPoint(0, 0), renderFlags=QWidget.RenderFlag.DrawChildren)
    return image


def pressables() -> dict[str, type]:
    return {"button": Button, "icon": IconButton, "rail": RailButton, "switch": Switch, "chip": Chip}


def made(kind: str) -> QAbstractButton:
    if kind in ("icon", "rail"):
        return pressables()[kind](Icon.BELL, "Notices", name="notices")  # type: ignore[no-any-return]
    return pressables()[kind]("Notices", name="notices")  # type: ignore[no-any-return]


@pytest.mark.parametrize("kind", pressables())
@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_key_presses_it(theme: Theme, qtbot: QtBot, kind: str, key: Qt.Key) -> None:
    button = made(kind)
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


@pytest.mark.parametrize("kind", pressables())
def test_it_says_what_it_is(theme: Theme, qtbot: QtBot, kind: str) -> None:
    button = made(kind)
    qtbot.addWidget(button)
    assert button.accessibleName() == "Notices"
    assert button.objectName() == "notices"
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize("kind", ["icon", "rail"])
def test_an_icon_alone_has_a_tool_tip_with_its_key(theme: Theme, qtbot: QtBot, kind: str) -> None:
    button = pressables()[kind](Icon.SEARCH, "Search", shortcut_hint="Ctrl K")
    qtbot.addWidget(button)
    assert button.toolTip() == "Search (Ctrl K)"


@pytest.mark.parametrize("kind", pressables())
def test_the_focus_shows(window: QWidget, qtbot: QtBot, kind: str) -> None:
    button = made(kind)
    button.setParent(window)
    button.show()
    without = picture(button)
    button.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert button.hasFocus()
    assert picture(button) != without


def test_sizes_are_on_the_grid(theme: Theme, qtbot: QtBot) -> None:
    heights = []
    for size in ButtonSize:
        button = Button("Send", size=size)
        qtbot.addWidget(button)
        heights.append(button.sizeHint().height())
    assert sorted(heights) == [28, 32, 40]
    icon = IconButton(Icon.CLIP, "File")
    qtbot.addWidget(icon)
    assert (icon.sizeHint().width(), icon.sizeHint().height()) == (36, 36)


def test_an_icon_in_a_button_takes_room(theme: Theme, qtbot: QtBot) -> None:
    plain, with_icon = Button("Copy"), Button("Copy", icon=Icon.COPY)
    qtbot.addWidget(plain)
    qtbot.addWidget(with_icon)
    assert with_icon.sizeHint().width() == plain.sizeHint().width() + 24
    with_icon.set_icon(None)
    assert with_icon.sizeHint() == plain.sizeHint()


def test_a_button_can_become_louder(theme: Theme, qtbot: QtBot) -> None:
    button = Button("Stop")
    qtbot.addWidget(button)
    before = picture(button)
    button.set_kind(ButtonKind.DANGER)
    assert button.kind is ButtonKind.DANGER
    assert picture(button) != before


@pytest.mark.parametrize(("count", "text"), [(1, "1"), (99, "99"), (100, "99+"), (5000, "99+")])
def test_a_badge_says_at_most_three_signs(count: int, text: str) -> None:
    assert badge_text(count) == text


def test_a_badge_of_nought_is_hidden(theme: Theme, qtbot: QtBot) -> None:
    badge = Badge(3)
    qtbot.addWidget(badge)
    assert not badge.isHidden()
    badge.set_count(0)
    assert badge.isHidden()
    assert badge_size("1", tokens_of(badge)).width() == badge_size("1", tokens_of(badge)).height()


@pytest.mark.parametrize("kind", ["icon", "rail"])
def test_a_count_shows_on_a_button(theme: Theme, qtbot: QtBot, kind: str) -> None:
    button = made(kind)
    qtbot.addWidget(button)
    before = picture(button)
    button.set_badge(3)  # type: ignore[attr-defined]
    assert picture(button) != before
    button.set_badge(0)  # type: ignore[attr-defined]
    assert picture(button) == before


def test_a_switch_moves_at_once_without_motion(theme: Theme, qtbot: QtBot) -> None:
    switch = Switch("Sound")
    on = Switch("Sound", checked=True)
    for widget in (switch, on):
        qtbot.addWidget(widget)
        widget.show()
    with qtbot.waitSignal(switch.toggled):
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert switch.isChecked()
    switch.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    assert picture(switch).pixelColor(30, 13) == picture(on).pixelColor(30, 13)


def test_a_setting_row_names_its_control(theme: Theme, qtbot: QtBot) -> None:
    switch = Switch("")
    row = SettingRow("Sound", "A short tone for new messages", switch)
    qtbot.addWidget(row)
    assert switch.accessibleName() == "Sound"
    assert switch.accessibleDescription() == "A short tone for new messages"


@pytest.mark.parametrize("kind", [ChipRow, SegmentedControl])
class TestChoices:
    """One of several, in a chip row or a segmented control."""

    def test_the_first_holds_at_the_start(self, theme: Theme, qtbot: QtBot, kind: type) -> None:
        row = kind(ITEMS)
        qtbot.addWidget(row)
        assert row.current == "all"
        assert [row.button(key).isChecked() for key, _ in ITEMS] == [True, False, False]

    def test_a_click_chooses(self, theme: Theme, qtbot: QtBot, kind: type) -> None:
        row = kind(ITEMS)
        qtbot.addWidget(row)
        row.show()
        with qtbot.waitSignal(row.chosen) as heard:
            qtbot.mouseClick(row.button("unread"), Qt.MouseButton.LeftButton)
        assert heard.args == ["unread"]
        assert [row.button(key).isChecked() for key, _ in ITEMS] == [False, False, True]

    def test_a_click_on_the_chosen_one_keeps_it(self, theme: Theme, qtbot: QtBot, kind: type) -> None:
        row = kind(ITEMS)
        qtbot.addWidget(row)
        row.show()
        with qtbot.assertNotEmitted(row.chosen):
            qtbot.mouseClick(row.button("all"), Qt.MouseButton.LeftButton)
        assert row.button("all").isChecked()

    def test_arrows_move_the_choice_around(self, theme: Theme, qtbot: QtBot, kind: type) -> None:
        row = kind(ITEMS)
        qtbot.addWidget(row)
        row.show()
        qtbot.keyClick(row.button("all"), Qt.Key.Key_Left)
        assert row.current == "unread"
        qtbot.keyClick(row.button("unread"), Qt.Key.Key_Right)
        assert row.current == "all"

    def test_tab_stops_once(self, theme: Theme, qtbot: QtBot, kind: type) -> None:
        row = kind(ITEMS)
        qtbot.addWidget(row)
        row.set_current("waiting")
        stops = [key for key, _ in ITEMS if row.button(key).focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert stops == ["waiting"]

    def test_choosing_by_program_says_nothing(self, theme: Theme, qtbot: QtBot, kind: type) -> None:
        row = kind(ITEMS)
        qtbot.addWidget(row)
        with qtbot.assertNotEmitted(row.chosen):
            row.set_current("unread")
        with pytest.raises(KeyError):
            row.set_current("nothing")


def test_chips_keep_the_choice_when_offered_anew(theme: Theme, qtbot: QtBot) -> None:
    row = ChipRow(ITEMS)
    qtbot.addWidget(row)
    row.set_current("waiting")
    row.set_items([("waiting", "Waiting"), ("all", "All")])
    assert row.current == "waiting"
    row.set_items([("all", "All")])
    assert row.current == "all"


def test_choosing_a_chip_does_not_push_the_others(theme: Theme, qtbot: QtBot) -> None:
    row = ChipRow(ITEMS)
    qtbot.addWidget(row)
    before = row.button("all").sizeHint()
    row.set_current("unread")
    assert row.button("all").sizeHint() == before
    row.set_count("all", 12)
    assert row.button("all").text() == "全部 12"
