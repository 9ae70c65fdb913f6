import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from parley.desktop.chat.composer import Composer
from parley.desktop.i18n import Language
from parley.desktop.style.theme import Theme
from parley.domain.message import TEXT_LIMIT

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER = Qt.Key.Key_Return


@pytest.fixture
def composer(theme: Theme, qtbot: QtBot, language: Language) -> Composer:
    window = QWidget()
    column = QVBoxLayout(window)
    other = QLineEdit(window)
    other.setObjectName("other")
    column.addWidget(other)
    column.addStretch(1)
    made = Composer(window)
    column.addWidget(made)
    window.resize(640, 480)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made.field.setFocus()
    made.holder = window
    made.sent = []
    made.drafts = []
    made.typing = []
    made.submitted.connect(made.sent.append)
    made.draft_changed.connect(made.drafts.append)
    made.typing_changed.connect(made.typing.append)
    return made


def compose(composer: Composer, preedit: str) -> None:
    QApplication.sendEvent(composer.field, QInputMethodEvent(preedit, []))


def commit(composer: Composer, text: str) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(composer.field, event)


def test_enter_sends_and_shift_enter_makes_a_line(composer: Composer, qtbot: QtBot) -> None:
    qtbot.keyClicks(composer.field, "one")
    qtbot.keyClick(composer.field, ENTER, SHIFT)
    qtbot.keyClicks(composer.field, "two")
    qtbot.keyClick(composer.field, ENTER)
    assert composer.sent == ["one\ntwo"]
    assert composer.text() == ""


def test_with_the_other_setting_ctrl_enter_sends(composer: Composer, qtbot: QtBot) -> None:
    composer.set_send_key("ctrl_enter")
    qtbot.keyClicks(composer.field, "one")
    qtbot.keyClick(composer.field, ENTER)
    assert composer.sent == []
    qtbot.keyClick(composer.field, ENTER, CTRL)
    assert composer.sent == ["one"]


def test_enter_that_ends_a_composition_sends_nothing(composer: Composer, qtbot: QtBot) -> None:
    compose(composer, "ni hao")
    qtbot.keyClick(composer.field, ENTER)
    assert composer.sent == []
    commit(composer, "你好")
    # Some input methods commit and let the key through as well.
    qtbot.keyClick(composer.field, ENTER)
    assert composer.sent == []
    assert composer.text() == "你好"
    QApplication.processEvents()
    qtbot.keyClick(composer.field, ENTER)
    assert composer.sent == ["你好"]


def test_committing_a_chinese_comma_sends_nothing(composer: Composer) -> None:
    commit(composer, "茶、")
    compose(composer, "、")
    commit(composer, "、")
    assert composer.sent == []
    assert composer.text() == "茶、、"


def test_enter_that_commits_latin_letters_sends_nothing(composer: Composer, qtbot: QtBot) -> None:
    compose(composer, "hello")
    commit(composer, "hello")
    qtbot.keyClick(composer.field, ENTER)
    assert (composer.sent, composer.text()) == ([], "hello")


def test_the_send_button_waits_for_the_composition_too(composer: Composer, qtbot: QtBot) -> None:
    qtbot.keyClicks(composer.field, "a")
    compose(composer, "b")
    composer.submit()
    assert composer.sent == []


def test_a_composition_that_was_given_up_is_over(composer: Composer, qtbot: QtBot) -> None:
    qtbot.keyClicks(composer.field, "ok")
    compose(composer, "x")
    compose(composer, "")
    qtbot.keyClick(composer.field, ENTER)
    assert composer.sent == ["ok"]


def test_nothing_and_blanks_are_not_sent(composer: Composer, qtbot: QtBot) -> None:
    qtbot.keyClick(composer.field, ENTER)
    qtbot.keyClicks(composer.field, "   ")
    qtbot.keyClick(composer.field, ENTER)
    assert composer.sent == []


def test_the_button_sends_and_its_end_chooses_the_key(composer: Composer, qtbot: QtBot) -> None:
    qtbot.keyClicks(composer.field, "hi")
    button = composer.send_button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert composer.sent == ["hi"]
    qtbot.mousePress(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() - 6, 10))
    menu = composer.findChild(QMenu, "chat.composer.send_menu")
    assert menu is not None
    with qtbot.waitSignal(composer.send_key_chosen) as chosen:
        menu.actions()[1].trigger()
    assert chosen.args == ["ctrl_enter"]
    assert not composer.field.sends_with_enter
    menu.close()


def test_pasted_text_is_plain(composer: Composer) -> None:
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("bold\r\nnext")
    composer.field.insertFromMimeData(data)
    assert composer.text() == "bold\nnext"


def test_it_grows_to_eight_lines_and_no_further(composer: Composer) -> None:
    heights = []
    for lines in range(1, 13):
        composer.field.setPlainText("\n".join(["line"] * lines))
        heights.append(composer.field.height())
    assert heights[0] < heights[1] < heights[6]
    assert heights[8] == heights[11]
    composer.field.clear()
    assert composer.field.height() == heights[0]


def test_a_draft_is_reported_soon_and_at_once_when_the_field_is_left(
    composer: Composer, qtbot: QtBot
) -> None:
    qtbot.keyClicks(composer.field, "half")
    assert composer.drafts == []
    with qtbot.waitSignal(composer.draft_changed, timeout=1_000):
        pass
    assert composer.drafts == ["half"]
    qtbot.keyClicks(composer.field, " a sentence")
    composer.window().findChild(QLineEdit, "other").setFocus()
    assert composer.drafts == ["half", "half a sentence"]


def test_a_restored_draft_is_not_reported(composer: Composer, qtbot: QtBot) -> None:
    composer.restore("kept")
    composer.flush()
    assert (composer.text(), composer.drafts) == ("kept", [])
    qtbot.keyClicks(composer.field, "!")
    assert composer.text() == "kept!"


def test_a_draft_of_another_device_is_taken_unless_one_writes_here(composer: Composer, qtbot: QtBot) -> None:
    composer.restore("from the phone")
    composer.adopt("from the phone, longer")
    assert composer.text() == "from the phone, longer"
    qtbot.keyClicks(composer.field, " mine")
    composer.adopt("something else")
    assert composer.text() == "from the phone, longer mine"


def test_sending_ends_typing_and_the_draft(composer: Composer, qtbot: QtBot) -> None:
    qtbot.keyClicks(composer.field, "hi")
    qtbot.keyClick(composer.field, ENTER)
    composer.flush()
    assert composer.drafts == []
    assert composer.typing[0] is True
    assert composer.typing[-1] is False


def test_up_in_an_empty_field_changes_nothing(composer: Composer, qtbot: QtBot) -> None:
    qtbot.keyClick(composer.field, Qt.Key.Key_Up)
    assert (composer.text(), composer.sent, composer.drafts) == ("", [], [])


def test_the_limit_is_told_calmly(composer: Composer, qtbot: QtBot) -> None:
    note = composer.findChild(QWidget, "chat.composer.limit")
    composer.field.setPlainText("字" * 100)
    assert not note.isVisible()
    composer.field.setPlainText("字" * (TEXT_LIMIT - 10))
    assert note.text() == "7,990 of 8,000 characters"
    composer.field.setPlainText("字" * (TEXT_LIMIT + 1))
    qtbot.keyClick(composer.field, ENTER)
    assert composer.sent == []
    assert "several messages" in note.text()


def test_where_one_cannot_write_the_reason_stands(composer: Composer) -> None:
    composer.set_blocked("You left.")
    assert composer.findChild(QWidget, "chat.composer.blocked").isVisible()
    assert not composer.field.isVisible()
    composer.set_blocked("")
    assert composer.field.isVisible()


def test_an_emoji_is_found_and_put_at_the_cursor(composer: Composer, qtbot: QtBot) -> None:
    composer.restore("茶")
    composer.open_emoji()
    picker = composer._picker
    assert picker is not None
    assert picker.is_open
    qtbot.keyClicks(picker._search, "teacup")
    qtbot.keyClick(picker._search, ENTER)
    assert composer.text() == "茶🍵"
    assert not picker.is_open


def test_texts_follow_the_language(composer: Composer, language: Language) -> None:
    language.choose("zh_CN")
    QApplication.processEvents()
    assert composer.send_button.text() == "发送"


def test_undo_and_select_all_work_as_everywhere(composer: Composer, qtbot: QtBot) -> None:
    qtbot.keyClicks(composer.field, "abc")
    qtbot.keySequence(composer.field, QKeySequence(QKeySequence.StandardKey.Undo))
    assert composer.text() != "abc"
