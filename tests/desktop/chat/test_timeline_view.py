from datetime import UTC

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.chat.made import ME, message, messages, page
from parley.desktop.chat.timeline_menu import menu_for
from parley.desktop.chat.timeline_selection import Place
from parley.desktop.chat.timeline_view import TimelineView
from parley.desktop.chat.timeline_window import TimelineWindow, UnreadMark
from parley.desktop.i18n import Language
from parley.desktop.style.icons import Icon
from parley.desktop.style.theme import Theme, ThemeMode
from parley.domain.message import Delivery


@pytest.fixture
def view(theme: Theme, qtbot: QtBot, language: Language) -> TimelineView:
    made = TimelineView(ME, zone=UTC)
    made.resize(640, 480)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def filled(view: TimelineView, first: int = 100, last: int = 160) -> TimelineView:
    view.window_rows.replace(page(messages(first, last), older=True))
    view.show_end()
    return view


def shown(view: TimelineView) -> dict[str, float]:
    return {view.window_rows[one.index].key: one.top for one in view.placed}


def test_older_rows_do_not_move_what_one_reads(view: TimelineView) -> None:
    filled(view).scroll_by(700)
    before = shown(view)
    view.window_rows.prepend(page(messages(50, 99), older=True))
    view.changed()
    assert shown(view) == before


def test_new_rows_do_not_move_what_one_reads_and_are_counted(view: TimelineView) -> None:
    filled(view).scroll_by(700)
    before = shown(view)
    view.window_rows.append([message(161), message(162)], keep_all=True)
    view.changed()
    view.count_new(2)
    assert shown(view) == before
    assert view._jump.isVisible()
    assert view._jump.accessibleName() == "2 new messages"
    view._jump.click()
    assert view.follows
    assert not view._jump.isVisible()


def test_at_the_end_new_rows_are_shown(view: TimelineView) -> None:
    filled(view)
    view.window_rows.append([message(161)])
    view.changed()
    assert "k161" in shown(view)


def test_another_width_keeps_the_first_row_in_view(view: TimelineView) -> None:
    filled(view).scroll_by(900)
    first, top = next(iter(shown(view).items()))
    for width in (420, 900, 640):
        view.resize(width, 480)
        assert view.top_of(first) == top


def test_an_update_that_grows_a_row_keeps_the_first_row_in_view(view: TimelineView) -> None:
    filled(view).scroll_by(900)
    tops = shown(view)
    keys = list(tops)
    first, top = keys[0], tops[keys[0]]
    seq = int(keys[2][1:])
    grown = message(seq, "这一条变得很长。" * 40)
    view.changed(view.window_rows.update([grown]))
    assert view.top_of(first) == top
    assert view.top_of(keys[2]) == tops[keys[2]]
    assert keys[3] not in shown(view) or shown(view)[keys[3]] > tops[keys[3]]


def test_a_long_history_opens_with_the_layouts_of_one_screen(
    view: TimelineView, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.window_rows = TimelineWindow(limit=100_000, zone=UTC)
    view.window_rows.replace(page(messages(1, 100_000)))
    made = view.layouts_made
    view.show_end()
    on_screen = len(view.placed)
    assert view.layouts_made - made <= on_screen + 2
    made = view.layouts_made
    view.scroll_by(480)
    assert view.layouts_made - made <= 480 / 20 + 2
    assert view.verticalScrollBar().maximum() > 1_000_000


def test_pages_are_asked_for_near_the_ends(view: TimelineView, qtbot: QtBot) -> None:
    filled(view)
    with qtbot.assertNotEmitted(view.older_wanted):
        view.scroll_by(10)
    with qtbot.waitSignal(view.older_wanted):
        view.scroll_by(100_000)
    view.window_rows.has_newer = True
    with qtbot.waitSignal(view.newer_wanted):
        view.scroll_by(-100_000)


def test_the_unread_divider_is_gone_to(view: TimelineView) -> None:
    filled(view)
    view.window_rows.unread = UnreadMark(120, 41)
    view.changed()
    assert view.show_unread()
    assert view.layout_of(20).unread == "41 unread messages"
    assert 0 < shown(view)["k120"] < 240


def test_seen_rows_are_reported_once_the_window_is_active(view: TimelineView, qtbot: QtBot) -> None:
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    with qtbot.waitSignal(view.seen) as said:
        filled(view)
    assert said.args == [160]


def test_what_came_while_the_window_was_away_is_seen_when_it_is_back(
    view: TimelineView, qtbot: QtBot
) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    with qtbot.assertNotEmitted(view.seen):
        filled(view)
    with qtbot.waitSignal(view.seen):
        view.activateWindow()


def drag(qtbot: QtBot, view: TimelineView, start: QPointF, end: QPointF) -> None:
    area = view.viewport()
    qtbot.mousePress(area, Qt.MouseButton.LeftButton, pos=start.toPoint())
    qtbot.mouseMove(area, end.toPoint())
    view._extend_selection(end)
    qtbot.mouseRelease(area, Qt.MouseButton.LeftButton, pos=end.toPoint())


def text_corner(view: TimelineView, key: str, *, at_end: bool) -> QPointF:
    index = view.window_rows.index_of(key)
    assert index is not None
    layout, top = view.layout_of(index), view.top_of(key)
    assert layout.text is not None
    assert top is not None
    line = layout.text.lineAt(layout.text.lineCount() - 1 if at_end else 0).naturalTextRect()
    inside = QPointF(line.right() + 1 if at_end else line.left(), line.center().y())
    return inside + layout.text_at + QPointF(0, top)


def test_one_message_is_copied_as_it_is(view: TimelineView, qtbot: QtBot) -> None:
    view.window_rows.replace(page([message(1, "大红袍 500 斤 👇 多少钱？")]))
    view.show_end()
    drag(qtbot, view, text_corner(view, "k1", at_end=False), text_corner(view, "k1", at_end=True))
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "大红袍 500 斤 👇 多少钱？"


def test_several_messages_are_copied_with_names_and_times(view: TimelineView, qtbot: QtBot) -> None:
    view.window_rows.replace(page([message(1, "还有货吗？"), message(2, "有的", sender=ME)]))
    view.show_end()
    drag(qtbot, view, text_corner(view, "k2", at_end=True), text_corner(view, "k1", at_end=False))
    lines = view.selected_text().split("\n")
    assert lines[0].startswith("王建军 2026-11-")
    assert lines[1:3] == ["还有货吗？", ""]
    assert lines[3].startswith("Me 2026-11-")
    assert lines[4] == "有的"


def test_select_all_and_part_of_a_message(view: TimelineView, qtbot: QtBot) -> None:
    view.window_rows.replace(page([message(1, "一二三四"), message(2, "五六七八")]))
    view.show_end()
    view.select(Place("k1", 1), Place("k1", 3))
    assert view.selected_text() == "二三"
    qtbot.keySequence(view, QKeySequence(QKeySequence.StandardKey.SelectAll))
    assert "一二三四" in view.selected_text()
    assert "五六七八" in view.selected_text()


def test_a_link_opens_on_a_click_and_plain_text_does_not(view: TimelineView, qtbot: QtBot) -> None:
    view.window_rows.replace(page([message(1, "看 https://example.com/tea 好吗")]))
    view.show_end()
    layout = view.layout_of(0)
    assert layout.text is not None
    line = layout.text.lineAt(0)
    found = line.cursorToX(6)
    x = found[0] if isinstance(found, tuple) else found
    spot = QPointF(x + 2, line.naturalTextRect().center().y()) + layout.text_at
    at = (spot + QPointF(0, view.top_of("k1") or 0)).toPoint()
    with qtbot.waitSignal(view.link_activated) as opened:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened.args == ["https://example.com/tea"]
    with qtbot.assertNotEmitted(view.link_activated):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at - QPoint(at.x() - 62, 0))


def test_text_is_never_taken_for_markup(view: TimelineView) -> None:
    view.window_rows.replace(page([message(1, "<b>hello</b> &amp; <img src=x>")]))
    view.show_end()
    layout = view.layout_of(0)
    assert layout.text is not None
    assert layout.text.text() == "<b>hello</b> &amp; <img src=x>"


def test_a_failed_message_can_be_sent_again_or_discarded(view: TimelineView, qtbot: QtBot) -> None:
    failed = message(None, "在吗", sender=ME, key="f", delivery=Delivery.FAILED, failure="blocked")
    view.window_rows.replace(page([failed]))
    view.show_end()
    layout, top = view.layout_of(0), view.top_of("f") or 0
    assert layout.failure == "This person doesn't receive messages from you."
    for signal, rect in (
        (view.retry_wanted, layout.retry_rect),
        (view.discard_wanted, layout.discard_rect),
    ):
        with qtbot.waitSignal(signal) as wanted:
            spot = (rect.center() + QPointF(0, top)).toPoint()
            qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert wanted.args == ["f"]


def test_the_menu_offers_what_fits_the_message(view: TimelineView) -> None:
    failed = message(None, "在吗", sender=ME, key="f", delivery=Delivery.FAILED)
    names = {action.objectName().rsplit(".", 1)[-1] for action in menu_for(view, failed, None).actions()}
    assert {"copy_message", "retry", "discard", "select_all"} <= names
    names = {action.objectName().rsplit(".", 1)[-1] for action in menu_for(view, message(1), None).actions()}
    assert "retry" not in names


def test_arrows_go_from_message_to_message_and_say_it(view: TimelineView, qtbot: QtBot) -> None:
    filled(view)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert "第 160 条" in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert "第 159 条" in view.accessibleDescription()
    for _step in range(30):
        qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.top_of("k129") is not None
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "第 129 条"


def test_page_keys_and_ends(view: TimelineView, qtbot: QtBot) -> None:
    filled(view)
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert not view.follows
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert "k100" in shown(view)
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.follows


def test_states_are_words_in_chinese_and_marks_in_english(view: TimelineView, language: Language) -> None:
    view.window_rows.replace(page([message(1, sender=ME, delivery=Delivery.READ)]))
    view.show_end()
    meta = view.layout_of(0).meta
    assert meta is not None
    assert (meta.word, meta.icon, meta.tip) == ("", Icon.CHECK_DOUBLE, "Read")
    language.choose("zh_CN")
    view.retranslate()
    meta = view.layout_of(0).meta
    assert meta is not None
    assert (meta.word, meta.icon) == ("已读", None)


@pytest.mark.parametrize(
    "text", ["W" * 4_000, "字" * 4_000, "مرحبا كم السعر", "a\n" * 200, "👩‍👩‍👧‍👦" * 300, " ", "‮abc‬", "\t"]
)
def test_strange_text_stays_inside_its_bubble(view: TimelineView, text: str) -> None:
    view.window_rows.replace(page([message(1, text), message(2, text, sender=ME)]))
    view.show_end()
    for index in (0, 1):
        layout = view.layout_of(index)
        assert layout.bubble is not None or layout.row.parts
        box = layout.bubble
        if box is not None:
            assert box.left() >= 0
            assert box.right() <= view.viewport().width()
            assert layout.text_rect().bottom() <= box.bottom() + 1
    assert not view.grab().isNull()


def test_a_new_theme_and_text_size_are_worn_at_once(view: TimelineView, theme: Theme) -> None:
    filled(view)
    height = view.layout_of(1).height
    ground = view.grab().toImage().pixelColor(4, 4).name()
    theme.set_mode(ThemeMode.DARK)
    theme.set_text_percent(150)
    assert view.grab().toImage().pixelColor(4, 4).name() != ground
    assert view.layout_of(1).height > height * 1.2


def test_it_can_be_painted_in_a_window_of_no_size(theme: Theme, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    small = TimelineView(ME, holder)
    small.window_rows.replace(page(messages(1, 20)))
    small.resize(30, 10)
    small.show_end()
    holder.show()
    assert not small.grab().isNull()


def test_a_pill_leads_up_to_the_unread_messages_one_jumped_over(view: TimelineView, qtbot: QtBot) -> None:
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    filled(view)
    view.window_rows.unread = UnreadMark(110, 51)
    view.changed()
    pill = view._to_unread
    assert pill.isVisible()
    view.show_unread()
    assert not pill.isVisible()
    seen = view.window_rows[view.placed[-2].index].seq or 0
    view.jump()
    first = view.window_rows[view.placed[0].index].seq or 0
    assert pill.isVisible()
    assert abs(int(pill.accessibleName().split()[0]) - (first - seen)) <= 2
    pill.click()
    assert view.window_rows[view.placed[0].index].seq in range(seen - 4, seen + 3)


def test_who_reads_on_to_the_end_is_not_sent_back(view: TimelineView, qtbot: QtBot) -> None:
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    filled(view)
    view.window_rows.unread = UnreadMark(110, 51)
    view.show_unread()
    while not view.follows:
        view.scroll_by(-200)
    assert not view._to_unread.isVisible()


def test_unread_messages_that_are_not_at_hand_are_asked_for(view: TimelineView, qtbot: QtBot) -> None:
    filled(view)
    view.window_rows.unread = UnreadMark(20, 141)
    view.changed()
    assert view._to_unread.accessibleName() == "141 unread messages"
    with qtbot.waitSignal(view.unread_wanted) as asked:
        view._to_unread.click()
    assert asked.args == [20]
