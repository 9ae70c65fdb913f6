"""Banners, empty states, labels, tags, QR codes and the gallery."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonKind
from parley.desktop.style.theme import Theme, ThemeMode
from parley.desktop.style.tokens import DARK, LIGHT, TextStyle
from parley.desktop.widgets import gallery
from parley.desktop.widgets.banner import Banner, BannerKind
from parley.desktop.widgets.buttons import Button, IconButton
from parley.desktop.widgets.card import Card, Panel
from parley.desktop.widgets.empty_state import EmptyState
from parley.desktop.widgets.labels import ElidedLabel, Hairline, TextLabel
from parley.desktop.widgets.qr_view import QrView
from parley.desktop.widgets.spinner import Spinner
from parley.desktop.widgets.tag import Tag


def test_a_banner_offers_one_step(theme: Theme, qtbot: QtBot) -> None:
    banner = Banner("暂时离线", kind=BannerKind.OFFLINE, action_text="立即重试", name="offline")
    qtbot.addWidget(banner)
    button = banner.findChild(Button, "offline_action")
    assert button is not None
    with qtbot.waitSignal(banner.action):
        button.click()
    banner.set_action("")
    assert button.isHidden()


@pytest.mark.usefixtures("theme")
def test_a_click_on_a_banner_leaves_the_keyboard_where_one_writes(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    banner = Banner("离开中", action_text="我回来了", name="away")
    search, field = QLineEdit(), QLineEdit()
    column = QVBoxLayout(window)
    for part in (banner, search, field):
        column.addWidget(part)
    banner.action.connect(banner.hide)
    with qtbot.waitExposed(window):
        window.show()
    field.setFocus()
    button = banner.findChild(QWidget, "away_action")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert banner.isHidden()
    assert field.hasFocus()


def test_a_closed_banner_is_gone(theme: Theme, qtbot: QtBot) -> None:
    banner = Banner("Saved", closable=True, name="saved")
    qtbot.addWidget(banner)
    banner.show()
    close = banner.findChild(IconButton, "saved_close")
    assert close is not None
    with qtbot.waitSignal(banner.dismissed):
        close.click()
    assert not banner.isVisible()


@pytest.mark.parametrize("kind", BannerKind)
def test_each_kind_of_banner_has_its_ground(theme: Theme, qtbot: QtBot, kind: BannerKind) -> None:
    banner = Banner("x", kind=kind)
    qtbot.addWidget(banner)
    banner.resize(300, 40)
    assert banner.grab().toImage().pixelColor(2, 2) == getattr(LIGHT, kind.value[0])


def test_an_empty_state_tells_which_action_was_chosen(theme: Theme, qtbot: QtBot) -> None:
    actions = [("team", "邀请同事", ButtonKind.PRIMARY), ("guest", "邀请客户", ButtonKind.SECONDARY)]
    empty = EmptyState(Icon.SHOP, "已开通", "先邀请同事", actions, name="start")
    qtbot.addWidget(empty)
    button = empty.findChild(Button, "start_guest")
    assert button is not None
    with qtbot.waitSignal(empty.chosen) as heard:
        button.click()
    assert heard.args == ["guest"]


def test_a_long_sentence_is_shown_whole(theme: Theme, qtbot: QtBot) -> None:
    sentence = "Invite the people you work with, then the customers you trade with, and set your reply."
    empty = EmptyState(Icon.SHOP, "Open", sentence)
    qtbot.addWidget(empty)
    empty.resize(600, 500)
    empty.show()
    label = next(label for label in empty.findChildren(TextLabel) if label.text() == sentence)
    assert label.height() >= label.heightForWidth(label.width())


def test_a_label_follows_theme_and_text_size(theme: Theme, qtbot: QtBot) -> None:
    label = TextLabel("x", style=TextStyle.TITLE, ink="ink2")
    qtbot.addWidget(label)
    theme.set_mode(ThemeMode.DARK)
    theme.set_text_percent(160)
    QApplication.processEvents()
    assert label.palette().windowText().color() == DARK.ink2
    assert label.font().pixelSize() == 24


def test_a_label_shows_markup_as_text(theme: Theme, qtbot: QtBot) -> None:
    label = TextLabel("<b>王</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_cut_text_is_whole_in_its_tool_tip(theme: Theme, qtbot: QtBot) -> None:
    label = ElidedLabel("Hangzhou Fuli Gifts, purchasing")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.toolTip() == "Hangzhou Fuli Gifts, purchasing"
    label.resize(600, 20)
    assert label.toolTip() == ""
    assert label.minimumSizeHint().width() < 60


def test_panels_and_lines_take_their_token(theme: Theme, qtbot: QtBot) -> None:
    panel, line, card = Panel("rail"), Hairline(), Card()
    for widget in (panel, line, card):
        qtbot.addWidget(widget)
        widget.resize(100, 40)
    assert panel.grab().toImage().pixelColor(5, 5) == LIGHT.rail
    assert line.grab().toImage().pixelColor(5, 0) == LIGHT.line
    assert card.grab().toImage().pixelColor(50, 20) == LIGHT.surface


def test_a_tag_is_as_wide_as_its_text(theme: Theme, qtbot: QtBot) -> None:
    tag = Tag("客户")
    qtbot.addWidget(tag)
    narrow = tag.sizeHint().width()
    tag.set_text("老客户")
    assert tag.sizeHint().width() > narrow


@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
def test_a_code_is_dark_on_white_in_both_themes(theme: Theme, qtbot: QtBot, mode: ThemeMode) -> None:
    theme.set_mode(mode)
    size = 21
    modules = [[(x + y) % 2 == 0 for x in range(size)] for y in range(size)]
    view = QrView("Invitation", modules, size=232)
    qtbot.addWidget(view)
    view.resize(232, 232)
    image = view.grab().toImage()
    # 232 px hold 21 modules and a quiet zone of 4 on each side, 8 px each.
    assert image.pixelColor(32 + 4, 32 + 4).lightness() < 40
    assert image.pixelColor(32 + 12, 32 + 4) == QColor(Qt.GlobalColor.white)
    assert image.pixelColor(16, 116) == QColor(Qt.GlobalColor.white)


def test_a_spinner_turns_only_when_motion_is_on(theme: Theme, qtbot: QtBot) -> None:
    spinner = Spinner("Connecting")
    qtbot.addWidget(spinner)
    spinner.show()
    assert not spinner.is_turning
    theme.set_motion(True)
    assert spinner.is_turning
    spinner.hide()
    assert not spinner.is_turning


def test_the_gallery_draws_every_sheet(tmp_path: Path, qapp: QApplication) -> None:
    gallery.main(tmp_path, scales=((1, 100),))
    names = {file.name for file in tmp_path.iterdir()}
    assert len(names) == 5 * 2 * 2
    assert "controls-dark-zh_CN-1x.png" in names
