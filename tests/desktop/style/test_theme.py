"""The theme reaches every widget, at once, and follows what the person chose."""

import gc

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from parley.desktop.style.theme import Theme, ThemeMode, is_restyle, palette_of, tokens_of
from parley.desktop.style.tokens import DARK, LIGHT


class Witness(QWidget):
    """Counts how often it's told to restyle."""

    def __init__(self) -> None:
        super().__init__()
        self.told = 0

    def changeEvent(self, event: QEvent) -> None:
        self.told += is_restyle(event)
        super().changeEvent(event)


def test_a_widget_paints_with_the_tokens_in_force(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("x")
    qtbot.addWidget(label)
    assert not tokens_of(label).is_dark
    with qtbot.waitSignal(theme.changed):
        theme.set_mode(ThemeMode.DARK)
    assert tokens_of(label).is_dark
    assert tokens_of(None).is_dark


def test_choosing_the_same_again_changes_nothing(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode(ThemeMode.LIGHT)
        theme.set_text_percent(100)


def test_every_widget_is_told_at_once(theme: Theme, qtbot: QtBot) -> None:
    witness = Witness()
    qtbot.addWidget(witness)
    told = witness.told
    theme.set_text_percent(140)
    assert witness.told == told + 1
    theme.set_mode(ThemeMode.DARK)
    assert witness.told == told + 2


def test_text_size_stays_between_100_and_160(theme: Theme) -> None:
    theme.set_text_percent(500)
    assert theme.text_percent == 160
    assert theme.tokens.text_scale == 1.6
    theme.set_text_percent(10)
    assert theme.text_percent == 100


def test_fields_and_buttons_grow_with_the_text(theme: Theme, qtbot: QtBot) -> None:
    for widget in (QPushButton("Send"), QLineEdit(), QComboBox()):
        qtbot.addWidget(widget)
        theme.set_text_percent(100)
        before = widget.sizeHint().height()
        theme.set_text_percent(150)
        assert widget.sizeHint().height() == round(before * 1.5)


def test_following_the_system_takes_its_scheme(theme: Theme) -> None:
    theme.set_mode(ThemeMode.SYSTEM)
    is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.tokens.is_dark is is_dark


def test_a_change_of_the_system_reaches_a_theme_that_follows(qapp: QApplication, monkeypatch: object) -> None:
    theme = Theme(ThemeMode.SYSTEM)
    theme.install(qapp)
    try:
        theme._is_dark = lambda: True  # type: ignore[method-assign]
        QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        assert theme.tokens.is_dark
    finally:
        theme.uninstall()


def test_the_palette_names_every_role_that_shows(theme: Theme, qapp: QApplication) -> None:
    theme.set_mode(ThemeMode.DARK)
    qapp.processEvents()
    palette = QApplication.palette()
    assert palette.color(QPalette.ColorRole.Window) == DARK.surface
    assert palette.color(QPalette.ColorRole.PlaceholderText) == DARK.ink3
    assert palette.color(QPalette.ColorRole.Highlight) == DARK.selection


def test_disabled_text_is_quieter() -> None:
    palette = palette_of(LIGHT)
    assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == LIGHT.ink_disabled
    assert palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Text) == LIGHT.ink


def test_without_a_theme_widgets_paint_light(qtbot: QtBot) -> None:
    label = QLabel("x")
    qtbot.addWidget(label)
    assert tokens_of(label) == LIGHT


def test_widgets_left_to_the_collector_do_not_end_the_process(theme: Theme, qapp: QApplication) -> None:
    """Qt walks over all widgets while it calls into Python; collected there, they would leave it dangling."""
    for _ in range(50):
        left = QLineEdit()
        left.circle = left  # type: ignore[attr-defined]
    del left
    thresholds = gc.get_threshold()
    gc.set_threshold(1)
    gc.enable()
    try:
        theme.set_mode(ThemeMode.DARK)
        theme.uninstall()
        theme.install(qapp)
        assert gc.isenabled()
    finally:
        gc.disable()
        gc.set_threshold(*thresholds)
    assert tokens_of(None).is_dark
