"""Which font families Parley asks for, in order, on each platform."""

import sys
from functools import lru_cache
from typing import Final

from PySide6.QtGui import QFontDatabase, QGuiApplication

from parley.foundation import resources

_CHINESE: Final = ("PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC")
# Comes with Parley: without it, Chinese would be boxes on a computer that has none of the above.
_SHIPPED_CHINESE: Final = "Parley Sans SC"
_EMOJI: Final = ("Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji")
_LATIN: Final = ("Inter", "Segoe UI")
_LATIN_FILES: Final = ("Inter-Regular.otf", "Inter-Italic.otf", "Inter-SemiBold.otf")
_CHINESE_FILES: Final = ("ParleySansSC-Regular.otf", "ParleySansSC-Bold.otf")
# The same on every machine. Only emoji are left to the system: the one free colour font is 10 MB.
_PINNED: Final = ("Inter", _SHIPPED_CHINESE, "Noto Color Emoji")
# What a desktop without a font choice reports: wide faces made for early screens, or a mere alias.
_NOT_A_CHOICE: Final = frozenset(
    {"sans serif", "sans", "sans-serif", "dejavu sans", "bitstream vera sans", "helvetica"}
)


_pins: Final[list[str]] = []
"""What `load_shipped` pinned for this process."""


def families() -> tuple[str, ...]:
    """The families for all text: the system's own UI font first, then Latin, Chinese and emoji fallbacks.

    Only families that exist here are named: a missing first family makes Qt substitute a face of its own.
    """
    return _families(QGuiApplication.instance() is not None)


def load_shipped(*, pinned: bool = False) -> None:
    """Makes Inter and Parley Sans SC known to this application; `pinned` asks for them before the system's choice."""
    has_chinese = not pinned and not set(_CHINESE).isdisjoint(QFontDatabase.families())
    for name in (*_LATIN_FILES, *(() if has_chinese else _CHINESE_FILES)):
        QFontDatabase.addApplicationFont(str(resources.path("fonts", name)))
    _pins.clear()
    _pins.extend(_PINNED if pinned else ())
    forget_families()


def forget_families() -> None:
    """Look again at the next call."""
    _families.cache_clear()


@lru_cache(maxsize=2)
def _families(has_application: bool) -> tuple[str, ...]:
    if not has_application:
        return (*_LATIN, *_CHINESE, *_EMOJI)
    known = set(QFontDatabase.families())
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    if _pins:
        return tuple(family for family in _pins if family in known)
    wanted: tuple[str, ...] = (*_LATIN, *_CHINESE, _SHIPPED_CHINESE, *_EMOJI)
    if sys.platform in ("win32", "darwin") or system.casefold() not in _NOT_A_CHOICE:
        wanted = (system, *wanted)
    found = tuple(dict.fromkeys(family for family in wanted if family in known or family == system))
    return found or (system,)
