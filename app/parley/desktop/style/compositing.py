"""Whether the screen blends translucent windows; without that, their corners are black."""

import ctypes
import ctypes.util
from functools import lru_cache

from PySide6.QtGui import QGuiApplication


def has_compositing() -> bool:
    """True except on an X11 screen that no compositing manager serves."""
    return QGuiApplication.platformName() != "xcb" or _x11_has_manager()


@lru_cache(maxsize=1)
def _x11_has_manager() -> bool:
    # Qt 6 no longer says it; a compositing manager owns this selection (EWMH, "_NET_WM_CM_Sn").
    name = ctypes.util.find_library("X11")
    if name is None:
        return True
    x11 = ctypes.CDLL(name)
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XGetSelectionOwner.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    x11.XGetSelectionOwner.restype = ctypes.c_ulong
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = x11.XOpenDisplay(None)
    if not display:
        return True
    try:
        atom = x11.XInternAtom(display, b"_NET_WM_CM_S0", 0)
        return bool(x11.XGetSelectionOwner(display, atom))
    finally:
        x11.XCloseDisplay(display)
