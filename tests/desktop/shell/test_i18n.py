"""Languages change while the windows are open, Qt's own texts included."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from parley.desktop.i18n import CHINESE, ENGLISH, Language, active_language, read_ts, translate


class _Listener(QWidget):
    heard = 0

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.heard += 1
        super().changeEvent(event)


@pytest.fixture
def language(qapp: QApplication) -> Language:
    return Language(qapp, ENGLISH)


def test_texts_follow_the_language(qapp: QApplication, qtbot: QtBot, language: Language) -> None:
    widget = _Listener()
    qtbot.addWidget(widget)
    assert translate("Shell", "Chats") == "Chats"
    language.choose(CHINESE)
    try:
        qapp.processEvents()
        assert widget.heard == 1
        assert translate("Shell", "Chats") == "消息"
        assert active_language() == CHINESE
        assert translate("QLineEdit", "&Undo") == "撤消(&U)", "Qt's own menus speak Chinese too"
    finally:
        language.choose(ENGLISH)
    assert translate("Shell", "Chats") == "Chats"
    assert active_language() == ENGLISH


def test_values_are_filled_in(language: Language) -> None:
    language.choose(CHINESE)
    try:
        assert translate("SignIn", "Join “{shop}”?", shop="云岭茶行") == "加入“云岭茶行”？"
    finally:
        language.choose(ENGLISH)
    assert translate("SignIn", "Join “{shop}”?", shop="Yunling") == "Join “Yunling”?"


def test_braces_of_a_value_are_left_alone(language: Language) -> None:
    assert translate("SignIn", "Join “{shop}”?", shop="{name}") == "Join “{name}”?"


def test_an_unknown_language_means_the_systems(language: Language) -> None:
    language.choose("tlh")
    assert language.chosen == ""


def test_unfinished_entries_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "some.ts"
    file.write_text(
        "<TS><context><name>C</name><message><source>a</source><translation>甲</translation></message>"
        "<message><source>b</source><translation type='unfinished'>乙</translation></message></context></TS>",
        "utf-8",
    )
    assert read_ts(file) == {("C", "a"): "甲"}


def test_a_text_field_of_qt_has_a_chinese_menu(qtbot: QtBot, language: Language) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    language.choose(CHINESE)
    try:
        menu = field.createStandardContextMenu()
        assert any("粘贴" in action.text() for action in menu.actions())
        menu.deleteLater()
    finally:
        language.choose(ENGLISH)
