"""The theme in force: follows the system live or is forced, and makes the application wear it.

One `Theme` is built by the application's root and passed to what changes it. Widgets never look it up: they ask
`tokens_of(self)` while painting, which reads the tokens from the application's style.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from parley.desktop.style.parley_style import ParleyStyle
from parley.desktop.style.tokens import DARK, LIGHT, TextStyle, Tokens, load_fonts

MIN_TEXT_PERCENT = 100
MAX_TEXT_PERCENT = 160


class ThemeMode(Enum):
    """What the person chose: one theme, or whatever the system shows."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Owns the tokens in force and the application's style, palette and font.

    Signals: `changed` after the application wears new tokens (theme, text size or motion).
    """

    changed = Signal()

    def __init__(
        self,
        mode: ThemeMode = ThemeMode.SYSTEM,
        *,
        text_percent: int = 100,
        motion: bool = True,
        pins_fonts: bool = False,
        parent: QObject | None = None,
    ) -> None:
        """`pins_fonts` draws all text with the fonts that come with Parley, so that it looks the same everywhere."""
        super().__init__(parent)
        self._pins_fonts = pins_fonts
        self._mode = mode
        self._text_percent = _clamped(text_percent)
        self._motion = motion
        self._app: QApplication | None = None
        self._tokens = self._wanted()
        self._style: ParleyStyle | None = None
        self._palette = palette_of(self._tokens)

    @property
    def tokens(self) -> Tokens:
        """The tokens in force."""
        return self._tokens

    @property
    def mode(self) -> ThemeMode:
        """What the person chose."""
        return self._mode

    @property
    def text_percent(self) -> int:
        """The in-app text size, 100 to 160."""
        return self._text_percent

    @property
    def motion(self) -> bool:
        """Whether anything may move."""
        return self._motion

    def install(self, app: QApplication) -> None:
        """Dress the application and follow the system from now on. Call once, before the first window."""
        self._app = app
        load_fonts(pinned=self._pins_fonts)
        self._style = ParleyStyle(self._tokens)
        with _without_collection():
            app.setStyle(self._style)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._tokens = self._wanted()
        self._wear()

    def uninstall(self) -> None:
        """Give the application Fusion's plain look back: for tests, which share one application."""
        if self._app is None:
            return
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._follow_system)
        app, self._app, self._style = self._app, None, None
        with _without_collection():
            app.setStyle("fusion")
            app.setPalette(app.style().standardPalette())

    def set_mode(self, mode: ThemeMode) -> None:
        """Force light or dark, or follow the system."""
        self._mode = mode
        self._refresh()

    def set_text_percent(self, percent: int) -> None:
        """Set the in-app text size; values outside 100 to 160 are brought inside."""
        self._text_percent = _clamped(percent)
        self._refresh()

    def set_motion(self, motion: bool) -> None:
        """Allow or still all movement."""
        self._motion = motion
        self._refresh()

    def _follow_system(self, _scheme: Qt.ColorScheme) -> None:
        self._refresh()

    def _refresh(self) -> None:
        wanted = self._wanted()
        if wanted == self._tokens:
            return
        self._tokens = wanted
        if self._app is not None:
            self._wear()
        self.changed.emit()

    def _wear(self) -> None:
        assert self._app is not None
        assert self._style is not None
        self._palette = palette_of(self._tokens)
        self._style.set_tokens(self._tokens, self._palette)
        with _without_collection():
            self._app.setPalette(self._palette)
            self._app.setFont(self._tokens.font(TextStyle.BODY))
            # Qt tells a widget of a new palette or font only where its own differs; sizes depend on both.
            for widget in self._app.allWidgets():
                if isValid(widget):
                    QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))

    def _wanted(self) -> Tokens:
        base = DARK if self._is_dark() else LIGHT
        return replace(base, text_scale=self._text_percent / 100, motion=self._motion)

    def _is_dark(self) -> bool:
        if self._mode is not ThemeMode.SYSTEM:
            return self._mode is ThemeMode.DARK
        if QGuiApplication.instance() is None:
            return False
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def tokens_of(widget: QWidget | None) -> Tokens:
    """The tokens a widget paints with: its style's, else the application's, else light."""
    style = widget.style() if widget is not None else None
    if isinstance(style, ParleyStyle):
        return style.tokens
    style = QApplication.style() if QApplication.instance() is not None else None
    return style.tokens if isinstance(style, ParleyStyle) else LIGHT


def is_restyle(event: QEvent) -> bool:
    """Whether a `changeEvent` means that colours or text size may have changed."""
    return event.type() == QEvent.Type.StyleChange


def palette_of(tokens: Tokens) -> QPalette:
    """Every role of the palette from tokens, so that nothing of the system's colours shows through."""
    role = QPalette.ColorRole
    palette = QPalette()
    for key, colour in (
        (role.Window, tokens.surface),
        (role.WindowText, tokens.ink),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.sunken),
        (role.ToolTipBase, tokens.tooltip),
        (role.ToolTipText, tokens.tooltip_ink),
        (role.PlaceholderText, tokens.ink3),
        (role.Text, tokens.ink),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.ink),
        (role.BrightText, tokens.red),
        (role.Light, tokens.raised),
        (role.Midlight, tokens.sunken),
        (role.Mid, tokens.line),
        (role.Dark, tokens.line_strong),
        (role.Shadow, tokens.shadow),
        (role.Highlight, tokens.selection),
        (role.HighlightedText, tokens.ink),
        (role.Accent, tokens.accent),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
    ):
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, tokens.ink_disabled)
    return palette


@contextmanager
def _without_collection() -> Iterator[None]:
    """Keep Python from freeing widgets while Qt walks over all of them.

    Qt calls back into Python on the way (`polish`, `changeEvent`); a collection then may delete a widget that Qt
    has still on its list, and the process dies.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _clamped(percent: int) -> int:
    return max(MIN_TEXT_PERCENT, min(MAX_TEXT_PERCENT, percent))
