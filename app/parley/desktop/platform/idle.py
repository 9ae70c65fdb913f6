"""Whether somebody is at the computer.

Windows, macOS and X11 tell when the last key or mouse movement was. Elsewhere (Wayland has no such question) only
input to our own windows counts, so that a person who works in another program is shown as away.
"""

import ctypes
import ctypes.util
import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from parley.foundation.clock import Clock

AWAY_AFTER_MINUTES = (5, 10, 30)
"""What one may choose; besides, never."""
_LOOK_EVERY_MS = 10_000

SecondsIdle = Callable[[], float]

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Looks every few seconds.

    Signals: `changed` with True when nobody has been there for so many minutes (0: never told), with False when
    somebody is back.
    """

    changed = Signal(bool)

    def __init__(
        self, clock: Clock, window: QWindow, parent: QObject, *, ask: SecondsIdle | None = None
    ) -> None:
        super().__init__(parent)
        self._ask = ask or system_idle() or OwnInput(clock, window, self).seconds
        self._is_idle = False
        self._after_seconds = AWAY_AFTER_MINUTES[0] * 60.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_EVERY_MS)

    def set_after(self, minutes: int) -> None:
        """How long nobody has to have been there; 0: that doesn't matter."""
        self._after_seconds = minutes * 60.0
        self.look()

    def look(self) -> None:
        """Asks now; the timer does this by itself."""
        is_idle = 0 < self._after_seconds <= self._ask()
        if is_idle != self._is_idle:
            self._is_idle = is_idle
            self.changed.emit(is_idle)


class OwnInput(QObject):
    """Seconds since somebody last touched our window."""

    def __init__(self, clock: Clock, window: QWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._last = clock.monotonic()
        # On the window, not on the application: that would see every timer of the event loop.
        window.installEventFilter(self)

    def seconds(self) -> float:
        """How long ago the last key press or mouse movement was."""
        return self._clock.monotonic() - self._last

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._last = self._clock.monotonic()
        return False


def sees_whole_computer() -> bool:
    """Whether work in other programs counts, too."""
    return system_idle() is not None


def system_idle() -> SecondsIdle | None:
    """How to ask this system, or None when it can't be asked."""
    platform = QGuiApplication.platformName()
    try:
        if platform == "windows":
            return _windows()
        if platform == "cocoa":
            return _mac()
        if platform == "xcb":
            return _x11()
    except (OSError, AttributeError):
        pass
    return None


def _windows() -> SecondsIdle | None:
    if sys.platform != "win32":
        return None

    class LastInput(ctypes.Structure):
        _fields_ = [("size", ctypes.c_uint), ("time", ctypes.c_uint)]

    def seconds() -> float:
        last = LastInput(ctypes.sizeof(LastInput), 0)
        ctypes.windll.user32.GetLastInputInfo(ctypes.byref(last))
        elapsed = (ctypes.windll.kernel32.GetTickCount() - last.time) & 0xFFFFFFFF
        return float(elapsed) / 1000

    return seconds


def _mac() -> SecondsIdle:
    graphics = ctypes.CDLL("/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices")
    ask = graphics.CGEventSourceSecondsSinceLastEventType
    ask.restype = ctypes.c_double
    ask.argtypes = [ctypes.c_int, ctypes.c_uint32]
    any_input = 0xFFFFFFFF
    return lambda: float(ask(0, any_input))


def _x11() -> SecondsIdle | None:
    x11_name, saver_name = ctypes.util.find_library("X11"), ctypes.util.find_library("Xss")
    if not x11_name or not saver_name:
        return None
    x11, saver = ctypes.CDLL(x11_name), ctypes.CDLL(saver_name)

    class Info(ctypes.Structure):
        _fields_ = [
            ("window", ctypes.c_ulong),
            ("state", ctypes.c_int),
            ("kind", ctypes.c_int),
            ("til_or_since", ctypes.c_ulong),
            ("idle", ctypes.c_ulong),
            ("event_mask", ctypes.c_ulong),
        ]

    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    saver.XScreenSaverQueryInfo.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.POINTER(Info)]
    display = x11.XOpenDisplay(None)
    if not display:
        return None
    root = x11.XDefaultRootWindow(display)

    def seconds() -> float:
        info = Info()
        if not saver.XScreenSaverQueryInfo(display, root, ctypes.byref(info)):
            return 0.0
        return float(info.idle) / 1000

    return seconds
