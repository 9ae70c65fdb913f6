"""What lies around the windows: clipboard, tray, notifications, pictures of the screen, and the way out."""

import base64
import os
import platform
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPoint, QRect, Qt, QTimer, qVersion
from PySide6.QtGui import QGuiApplication, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QSystemTrayIcon, QWidget
from shiboken6 import isValid

from parley import __version__
from parley.driver.control_wire import PROTOCOL, ControlError
from parley.driver.finder import Found, living_widgets
from parley.driver.items import plain_text
from parley.driver.nodes import nearest_id
from parley.foundation.clock import Clock, SystemClock

_MOST_NOTICES = 200


class Surroundings:
    """One per control server. `quit_application` is what ends the desktop; by default Qt's own quit."""

    def __init__(
        self,
        app: QApplication,
        quit_application: Callable[[], object] | None = None,
        *,
        clock: Clock | None = None,
        owner: QObject | None = None,
    ) -> None:
        """`owner` is what the tray icon belongs to, if neither the application nor a window has it."""
        self._owner = owner
        self._app = app
        self._clock = clock or SystemClock()
        self._quit = quit_application or QApplication.quit
        self._notices: list[dict[str, Any]] = []

    def note(self, title: str, text: str) -> None:
        """Remembers what was announced to the person."""
        self._notices.append({"title": title, "text": text, "at": self._clock.now().isoformat()})
        del self._notices[:-_MOST_NOTICES]

    def clipboard(self, text: str | None) -> dict[str, Any]:
        """What the clipboard holds, after putting `text` there if given."""
        board = QGuiApplication.clipboard()
        if text is not None:
            board.setText(text)
        mime = board.mimeData()
        files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
        return {"text": mime.text(), "files": files, "has_image": mime.hasImage()}

    def tray(self, act: str | None, choose: str | None) -> dict[str, Any]:
        """The tray icon; it has no widget, so its signals are what a click makes."""
        icon = self._tray_icon()
        if icon is None:
            if act is None and choose is None:
                return {"available": False}
            raise ControlError("not_found", "There is no tray icon here: this screen has no place for one")
        if choose is not None:
            self._choose_in_tray(icon, choose)
        if act == "message_click":
            QTimer.singleShot(0, icon.messageClicked.emit)
        elif act is not None:
            reasons = QSystemTrayIcon.ActivationReason
            reason = reasons.Trigger if act == "click" else reasons.DoubleClick
            QTimer.singleShot(0, lambda: icon.activated.emit(reason))
        return {
            "available": True,
            "visible": icon.isVisible(),
            "tooltip": icon.toolTip(),
            "menu": [
                _entry(action) for action in _actions(icon) if action.isVisible() and not action.isSeparator()
            ],
        }

    def notifications(self, *, clear: bool) -> dict[str, Any]:
        """What was announced so far."""
        noted = list(self._notices)
        if clear:
            self._notices.clear()
        return {"notifications": noted}

    def screenshot(self, found: Found | None, path: str | None) -> dict[str, Any]:
        """A PNG of the target or of what is in front."""
        picture = _picture_of(found) if found is not None else _picture_of_screen()
        if picture.isNull():
            raise ControlError("hidden", "There is nothing to take a picture of: no window is open")
        size = {"width": picture.width(), "height": picture.height()}
        if path is None:
            return {"png": base64.b64encode(_png(picture)).decode(), **size}
        if not Path(path).is_absolute():
            raise ControlError(
                "bad_request", "`path` is absolute: the desktop has a working folder of its own"
            )
        if not picture.save(path, "PNG"):
            raise ControlError("failed", f"The picture couldn't be written to {path}")
        return {"path": path, **size}

    def state(self) -> dict[str, Any]:
        """Versions, windows, focus, and what is open over the window."""
        focus = QApplication.focusWidget()
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget() or _front_panel()
        window_colour = self._app.palette().color(QPalette.ColorRole.Window)
        return {
            "app": "parley",
            "version": __version__,
            "protocol": PROTOCOL,
            "qt": qVersion(),
            "platform": QGuiApplication.platformName(),
            "python": platform.python_version(),
            "pid": os.getpid(),
            "theme": "dark" if window_colour.lightness() < 128 else "light",
            "focus": nearest_id(focus) or None,
            "popup": nearest_id(popup) or None,
            "modal": nearest_id(modal) or None,
            "windows": [_window(widget) for widget in front_windows()],
        }

    def quit_soon(self) -> dict[str, Any]:
        """Ends the desktop after the answer is out."""
        QTimer.singleShot(0, self._quit)
        return {}

    def _tray_icon(self) -> QSystemTrayIcon | None:
        owners = [self._app, *QApplication.topLevelWidgets(), *([self._owner] if self._owner else [])]
        icons = [icon for owner in owners for icon in owner.findChildren(QSystemTrayIcon)]
        return next((icon for icon in icons if isValid(icon)), None)

    def _choose_in_tray(self, icon: QSystemTrayIcon, choose: str) -> None:
        entries = [action for action in _actions(icon) if action.isVisible() and not action.isSeparator()]
        for action in entries:
            if choose in (action.objectName(), plain_text(action.text())):
                if not action.isEnabled():
                    raise ControlError("disabled", f"“{choose}” is disabled in the tray's menu")
                QTimer.singleShot(0, action.trigger)
                return
        there = [plain_text(action.text()) for action in entries]
        raise ControlError(
            "not_found", f"The tray's menu has no “{choose}”; it has {', '.join(there)}", present=there
        )


def _front_panel() -> QWidget | None:
    """The dialog that lies inside the active window: Qt knows only those that are windows themselves."""
    window = QApplication.activeWindow()
    panels = window.findChildren(QDialog) if window is not None else []
    return next((panel for panel in reversed(panels) if panel.isVisible() and not panel.isWindow()), None)


def front_windows(*, hidden: bool = False) -> list[QWidget]:
    """The windows, the active one first."""
    windows = [widget for widget in QApplication.topLevelWidgets() if isValid(widget)]
    shown = [widget for widget in windows if hidden or widget.isVisible()]
    return sorted(
        shown, key=lambda widget: (not widget.isActiveWindow(), widget.windowType() == Qt.WindowType.Popup)
    )


def _window(widget: QWidget) -> dict[str, Any]:
    rect = widget.geometry()
    return {
        "id": nearest_id(widget),
        "title": widget.windowTitle(),
        "active": widget.isActiveWindow(),
        "minimized": widget.isMinimized(),
        "rect": [rect.x(), rect.y(), rect.width(), rect.height()],
    }


def _actions(icon: QSystemTrayIcon) -> list[Any]:
    menu = icon.contextMenu()
    return list(menu.actions()) if menu is not None else []


def _entry(action: Any) -> dict[str, Any]:
    entry: dict[str, Any] = {"text": plain_text(action.text()), "key": action.objectName()}
    if action.isCheckable():
        entry["checked"] = action.isChecked()
    return entry | ({} if action.isEnabled() else {"enabled": False})


def _picture_of(found: Found) -> QPixmap:
    if not found.widget.isVisible():
        raise ControlError("hidden", f"`{found.target}` is hidden", is_passing=True)
    return found.surface.grab(found.area)


def _picture_of_screen() -> QPixmap:
    """The front window, with the menus that are open over it."""
    windows = [widget for widget in front_windows() if not widget.isMinimized()]
    if not windows:
        return QPixmap()
    main = next((widget for widget in windows if widget.windowType() != Qt.WindowType.Popup), windows[0])
    over = [widget for widget in living_widgets() if _is_over(widget, main)]
    whole = main.frameGeometry() if not over else _around([main, *over])
    if not over:
        return main.grab()
    ratio = main.devicePixelRatioF()
    picture = QPixmap(whole.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(main.palette().color(QPalette.ColorRole.Window))
    painter = QPainter(picture)
    for widget in [main, *over]:
        painter.drawPixmap(widget.mapToGlobal(QPoint(0, 0)) - whole.topLeft(), widget.grab())
    painter.end()
    return picture


def _is_over(widget: QWidget, main: QWidget) -> bool:
    kinds = (Qt.WindowType.Popup, Qt.WindowType.Dialog, Qt.WindowType.ToolTip)
    return widget.isWindow() and widget is not main and widget.isVisible() and widget.windowType() in kinds


def _around(widgets: list[QWidget]) -> QRect:
    whole = QRect()
    for widget in widgets:
        whole = whole.united(QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size()))
    return whole


def _png(picture: QPixmap) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    buffer.close()
    return bytes(held.data())
