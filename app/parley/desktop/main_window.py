"""The window: the way in, or one of the accounts. Keeps its place, owns the keys, closes to the tray."""

from PySide6.QtCore import QByteArray, QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from parley.desktop.i18n import translate
from parley.desktop.local_settings import LocalSettings
from parley.desktop.rail import KEYS, Place
from parley.desktop.shortcuts_dialog import ShortcutsDialog
from parley.desktop.sign_in.sign_in_view import SignInView
from parley.desktop.style.icons import Icon, app_icon
from parley.desktop.widgets.card import Panel
from parley.desktop.widgets.toast import show_toast
from parley.desktop.workspace import Workspace

DEFAULT_SIZE = QSize(1280, 800)
_MINIMUM = QSize(900, 560)
_KEEP_PLACE_MS = 500
_FRAME, _TITLE = 4, 36
"""Room for what a window manager draws around a window."""


def _(text: str, **values: object) -> str:
    return translate("Shell", text, **values)


class MainWindow(QWidget):
    """Holds the pages; which one shows is the application's decision.

    Signals: `close_asked` when × is pressed, `activated` when the person turns to the window.
    """

    close_asked = Signal()
    activated = Signal()

    def __init__(self, local: LocalSettings) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(_MINIMUM)
        self._local = local
        self._is_closing = False
        self._pages = QStackedWidget(self)
        self._pages.addWidget(Panel("bg", self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._unread = 0
        self._keep_place = QTimer(self)
        self._keep_place.setSingleShot(True)
        self._keep_place.setInterval(_KEEP_PLACE_MS)
        self._keep_place.timeout.connect(self.keep_place)
        self._restore_place()
        self._add_keys()
        self._show_title()

    @property
    def workspace(self) -> Workspace | None:
        """The account that shows, if one does."""
        page = self._pages.currentWidget()
        return page if isinstance(page, Workspace) else None

    @property
    def sign_in(self) -> SignInView | None:
        """The way in, if it shows."""
        page = self._pages.currentWidget()
        return page if isinstance(page, SignInView) else None

    def show_page(self, page: QWidget) -> None:
        """Show this page; it is adopted at the first time."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if isinstance(page, Workspace):
            page.take_focus()
        self._show_title()

    def remove_page(self, page: QWidget) -> None:
        """Let a page go."""
        self._pages.removeWidget(page)
        page.hide()
        page.deleteLater()

    def set_unread(self, count: int) -> None:
        """The number in the title."""
        self._unread = count
        self._show_title()

    def say(self, text: str, icon: Icon | None = Icon.INFO) -> None:
        """Something in passing."""
        show_toast(self, text, icon)

    def come_forward(self) -> None:
        """Show the window and give it the keyboard."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def close_for_good(self) -> None:
        """For the end of the application."""
        self._is_closing = True
        self.keep_place()
        self.close()

    def keep_place(self) -> None:
        """Remember size and place; a timer does this after every change, so that a crash keeps them."""
        self._keep_place.stop()
        place = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self._local.set("window", place)

    def _restore_place(self) -> None:
        kept = self._local.text("window")
        if kept and self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii"))):
            return
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry() if screen else QRect(0, 0, 1280, 800)
        self.resize(DEFAULT_SIZE.boundedTo(room.size()))
        place = place_beside(room, self._local.text("window_side"))
        if place is not None:
            self.setGeometry(place)

    def _add_keys(self) -> None:
        for place in Place:
            self._key(KEYS[place], lambda place=place: self._with_workspace(lambda w: w.go(place)))
        self._key("Ctrl+K", lambda: self._with_workspace(lambda w: w.focus_search()))
        self._key("Alt+Up", lambda: self._with_workspace(lambda w: w.open_neighbour(-1)))
        self._key("Alt+Down", lambda: self._with_workspace(lambda w: w.open_next()))
        self._key("F1", lambda: ShortcutsDialog(self).open())

    def _key(self, keys: str, act: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setObjectName(f"key.{keys}")
        shortcut.activated.connect(act)

    def _with_workspace(self, act: object) -> None:
        workspace = self.workspace
        if workspace is not None and callable(act):
            act(workspace)

    def _show_title(self) -> None:
        title = _("Parley")
        workspace = self.workspace
        if workspace is not None:
            title = f"{workspace.session.shop_name} - {title}"
        self.setWindowTitle(f"({self._unread}) {title}" if self._unread else title)

    # Qt overrides

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_closing:
            event.accept()
            return
        event.ignore()
        self.keep_place()
        self.close_asked.emit()

    def resizeEvent(self, event: object) -> None:
        self._keep_place.start()
        super().resizeEvent(event)  # type: ignore[arg-type]

    def moveEvent(self, event: object) -> None:
        self._keep_place.start()
        super().moveEvent(event)  # type: ignore[arg-type]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_pages"):
            self._show_title()
        elif event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()
        super().changeEvent(event)


def place_beside(room: QRect, side: str) -> QRect | None:
    """The `left` or `right` half of a screen for one of two windows; None where two don't fit beside each other."""
    width = min(DEFAULT_SIZE.width(), room.width() // 2 - 2 * _FRAME)
    if side not in ("left", "right") or width < _MINIMUM.width():
        return None
    height = min(DEFAULT_SIZE.height(), room.height() - _TITLE - _FRAME)
    middle = room.center().x()
    left = middle - _FRAME - width if side == "left" else middle + _FRAME
    top = room.top() + max(_TITLE, (room.height() - height) // 2)
    return QRect(left, top, width, height)
