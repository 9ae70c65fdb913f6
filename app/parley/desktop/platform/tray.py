"""The icon beside the clock: flashes with the sender's picture while something is unread, and holds the menu."""

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from parley.desktop.contacts.status_words import word_of
from parley.desktop.i18n import translate
from parley.desktop.style.icons import TrayState, tray_icon
from parley.desktop.style.tokens import Tokens
from parley.desktop.widgets.avatar import paint_avatar
from parley.domain.presence import CHOSEN, Status

_FLASH_MS = 600
_SIDE = 64


def _(text: str, **values: object) -> str:
    return translate("Tray", text, **values)


class Tray(QObject):
    """The tray icon and its menu. Make it only where `Tray.is_there()`.

    Signals: `opened` to show the window, `unread_opened` to show the newest unread conversation, `status_chosen`,
    `server_stopped` when the person wants the shop's server stopped, `quit_asked`, `message_clicked`.
    """

    opened = Signal()
    unread_opened = Signal()
    status_chosen = Signal(object)
    server_stop_asked = Signal()
    quit_asked = Signal()
    message_clicked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._icon = QSystemTrayIcon(tray_icon(TrayState.OFFLINE), self)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self.message_clicked)
        self._menu = QMenu()
        self._build_menu()
        self._icon.setContextMenu(self._menu)
        self._state = TrayState.OFFLINE
        self._unread = 0
        self._face: QIcon | None = None
        self._shows_face = False
        self._timer = QTimer(self)
        self._timer.setInterval(_FLASH_MS)
        self._timer.timeout.connect(self._flash)
        self._icon.show()

    @staticmethod
    def is_there() -> bool:
        """Whether this desktop has a place for tray icons."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def is_flashing(self) -> bool:
        """Whether something unread is shown."""
        return self._timer.isActive()

    @property
    def menu(self) -> QMenu:
        """The menu of the icon."""
        return self._menu

    def set_online(self, is_online: bool) -> None:
        """Grey without a connection."""
        self._state = TrayState.NORMAL if is_online else TrayState.OFFLINE
        self._show()

    def set_server_here(self, is_here: bool) -> None:
        """Whether the shop's server runs on this computer and can be stopped from here."""
        self._stop.setVisible(is_here)

    def set_status(self, status: Status) -> None:
        """Ticks the status in the menu."""
        for action in self._statuses.actions():
            action.setChecked(action.data() == str(status))

    def set_unread(self, count: int, face: QIcon | None = None) -> None:
        """Flashes while something is unread; `face` is the picture of whoever wrote last."""
        self._unread = count
        if face is not None:
            self._face = face
        if count and not self._timer.isActive():
            self._timer.start()
        elif not count:
            self._timer.stop()
            self._shows_face = False
            self._face = None
        self._icon.setToolTip(_("Parley: {count} unread", count=count) if count else _("Parley"))
        self._show()

    def say(self, title: str, text: str) -> None:
        """A notification of the system."""
        if QSystemTrayIcon.supportsMessages():
            self._icon.showMessage(title, text, self._face or tray_icon(TrayState.NORMAL), 6_000)

    def retranslate(self) -> None:
        """Read the texts again."""
        self._menu.clear()
        self._build_menu()

    def remove(self) -> None:
        """For the end of the application."""
        self._timer.stop()
        self._icon.hide()

    def _build_menu(self) -> None:
        self._action("tray.open", _("Open Parley"), self.opened.emit)
        self._menu.addSeparator()
        self._statuses = QActionGroup(self._menu)
        for status in CHOSEN:
            action = self._action(f"tray.status.{status}", word_of(status), None)
            action.setCheckable(True)
            action.setData(str(status))
            action.triggered.connect(lambda _checked=False, status=status: self.status_chosen.emit(status))
            self._statuses.addAction(action)
        self._menu.addSeparator()
        self._stop = self._action(
            "tray.stop_server", _("Stop the shop's server…"), self.server_stop_asked.emit
        )
        self._stop.setVisible(False)
        self._action("tray.quit", _("Quit"), self.quit_asked.emit)

    def _action(self, name: str, text: str, slot: object) -> QAction:
        action = self._menu.addAction(text)
        action.setObjectName(name)
        if callable(slot):
            action.triggered.connect(lambda _checked=False: slot())
        return action

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        clicks = (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick)
        if reason in clicks:
            (self.unread_opened if self._unread else self.opened).emit()

    def _flash(self) -> None:
        self._shows_face = not self._shows_face
        self._show()

    def _show(self) -> None:
        if self._shows_face and self._face is not None:
            self._icon.setIcon(self._face)
        elif self._unread:
            self._icon.setIcon(tray_icon(TrayState.UNREAD))
        else:
            self._icon.setIcon(tray_icon(self._state))


def face_icon(name: str, key: str, picture: QPixmap | None, tokens: Tokens) -> QIcon:
    """A person's avatar as an icon for the tray and for notifications."""
    pixmap = QPixmap(_SIDE, _SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_avatar(painter, QRectF(0, 0, _SIDE, _SIDE), name=name, key=key, tokens=tokens, picture=picture)
    painter.end()
    return QIcon(pixmap)
