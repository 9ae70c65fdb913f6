"""Standard controls look and behave like Parley's, not like Fusion's."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QSlider,
    QSpinBox,
    QStyle,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from parley.desktop.style.draw_buttons import KIND_PROPERTY
from parley.desktop.style.kinds import ButtonKind
from parley.desktop.style.theme import Theme, ThemeMode, tokens_of
from parley.desktop.style.tokens import Size

CONTROLS = (
    QPushButton,
    QToolButton,
    QLineEdit,
    QComboBox,
    QCheckBox,
    QRadioButton,
    QSpinBox,
    QSlider,
    QProgressBar,
    QPlainTextEdit,
    QListWidget,
)


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


@pytest.mark.parametrize("kind", CONTROLS)
def test_every_control_follows_the_theme(
    theme: Theme, qapp: QApplication, qtbot: QtBot, kind: type[QWidget]
) -> None:
    widget = kind()
    qtbot.addWidget(widget)
    widget.resize(160, 36)
    light = picture(widget)
    theme.set_mode(ThemeMode.DARK)
    # Qt hands a new palette to the widgets in its next round of events.
    qapp.processEvents()
    assert picture(widget) != light


@pytest.mark.parametrize("kind", CONTROLS)
@pytest.mark.parametrize("enabled", [True, False])
def test_every_control_can_be_drawn_in_every_state(
    theme: Theme, qtbot: QtBot, kind: type[QWidget], enabled: bool
) -> None:
    widget = kind()
    qtbot.addWidget(widget)
    widget.setEnabled(enabled)
    widget.show()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert not picture(widget).isNull()


@pytest.mark.parametrize("kind", ButtonKind)
def test_each_kind_of_button_is_its_own(theme: Theme, qtbot: QtBot, kind: ButtonKind) -> None:
    plain, other = QPushButton("x"), QPushButton("x")
    for button in (plain, other):
        qtbot.addWidget(button)
        button.resize(80, 32)
    other.setProperty(KIND_PROPERTY, str(kind))
    assert (picture(plain) == picture(other)) is (kind is ButtonKind.SECONDARY)


def test_a_default_button_is_the_primary_one(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton("")
    qtbot.addWidget(button)
    button.setDefault(True)
    button.resize(80, 32)
    assert picture(button).pixelColor(40, 6) == tokens_of(button).accent


def test_the_text_of_a_field_keeps_clear_of_its_edge(theme: Theme, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.resize(200, 36)
    assert field.cursorRect().center().x() >= 10


def test_a_spin_box_leaves_room_for_its_arrows(theme: Theme, qtbot: QtBot) -> None:
    spin = QSpinBox()
    qtbot.addWidget(spin)
    spin.resize(120, 36)
    spin.show()
    inner = spin.findChild(QLineEdit)
    assert inner is not None
    assert inner.geometry().left() >= 8
    assert inner.geometry().right() <= spin.width() - 20


def test_scroll_bars_are_slim_and_have_no_arrows(theme: Theme, qtbot: QtBot) -> None:
    bar = QScrollBar(Qt.Orientation.Vertical)
    qtbot.addWidget(bar)
    assert bar.sizeHint().width() <= 10
    bar.setRange(0, 900)
    bar.setPageStep(100)
    bar.resize(10, 200)
    assert slider_of(bar) == QRect(0, 0, 10, 28)
    bar.setValue(900)
    assert slider_of(bar).bottom() == 199


def test_a_scroll_bar_can_be_dragged_and_paged(theme: Theme, qtbot: QtBot) -> None:
    bar = QScrollBar(Qt.Orientation.Vertical)
    qtbot.addWidget(bar)
    bar.setRange(0, 900)
    bar.setPageStep(100)
    bar.resize(10, 200)
    bar.show()
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, 10))
    qtbot.mouseMove(bar, QPoint(5, 96))
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, 96))
    dragged = bar.value()
    assert dragged == 450
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, 190))
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, 190))
    assert bar.value() != dragged


def test_menus_have_rounded_corners(theme: Theme, qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Copy\tCtrl+C")
    menu.popup(QPoint(0, 0))
    image = picture(menu)
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(image.width() // 2, 3) == QColor(tokens_of(menu).raised)
    menu.close()


def test_menus_are_square_where_the_screen_cannot_blend(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parley.desktop.style.draw_views.has_compositing", lambda: False)
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Copy")
    menu.popup(QPoint(0, 0))
    assert picture(menu).pixelColor(0, 0) == tokens_of(menu).line
    menu.close()


def test_a_menu_is_wide_enough_for_text_and_shortcut(theme: Theme, qtbot: QtBot) -> None:
    narrow, wide = QMenu(), QMenu()
    for menu, text in (
        (narrow, "A rather long name for one action"),
        (wide, "A rather long name for one action\tCtrl+C"),
    ):
        qtbot.addWidget(menu)
        menu.addAction(text)
    assert wide.sizeHint().width() > narrow.sizeHint().width() + 40


def test_the_list_of_a_combo_box_has_rows_of_a_menu(theme: Theme, qtbot: QtBot) -> None:
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItems(["Light", "Dark"])
    box.show()
    box.showPopup()
    assert box.view().sizeHintForRow(0) == Size.MENU_ROW
    frame = box.view().parentWidget()
    assert box.view().geometry().top() >= 6
    assert picture(frame).pixelColor(0, 0).alpha() == 0
    box.hidePopup()


def test_the_focus_ring_shows_after_keyboard_use_only(theme: Theme, qtbot: QtBot) -> None:
    check = QCheckBox("Sound")
    qtbot.addWidget(check)
    with qtbot.waitActive(check):
        check.show()
        check.activateWindow()
    check.setFocus(Qt.FocusReason.MouseFocusReason)
    check.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
    by_mouse = picture(check)
    check.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, True)
    assert check.hasFocus()
    assert picture(check) != by_mouse


def test_a_check_box_shows_three_states(theme: Theme, qtbot: QtBot) -> None:
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setTristate(True)
    seen = []
    for state in (Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked):
        box.setCheckState(state)
        seen.append(picture(box))
    assert seen[0] != seen[1] != seen[2] != seen[0]


def test_controls_share_one_height(theme: Theme, qtbot: QtBot) -> None:
    heights = set()
    for kind in (QLineEdit, QComboBox, QSpinBox):
        widget = kind()
        qtbot.addWidget(widget)
        heights.add(widget.sizeHint().height())
    assert heights == {Size.FIELD}
    button = QPushButton("x")
    qtbot.addWidget(button)
    assert button.sizeHint() == QSize(button.sizeHint().width(), Size.BUTTON)


def slider_of(bar: QScrollBar) -> QRect:
    from PySide6.QtWidgets import QStyleOptionSlider

    option = QStyleOptionSlider()
    bar.initStyleOption(option)
    part = QStyle.SubControl.SC_ScrollBarSlider
    return bar.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, bar)


def test_a_text_field_without_a_frame_is_drawn_without_one(theme: Theme, qtbot: QtBot) -> None:
    field = QPlainTextEdit()
    qtbot.addWidget(field)
    field.setFrameShape(QFrame.Shape.NoFrame)
    palette = field.palette()
    palette.setColor(QPalette.ColorRole.Base, QColor("#ff00ff"))
    palette.setColor(QPalette.ColorRole.Window, QColor("#ff00ff"))
    field.setPalette(palette)
    field.resize(160, 36)
    image = picture(field)
    assert {image.pixelColor(x, 1).name() for x in range(160)} == {"#ff00ff"}
