"""Which font families Parley asks for, in order, on each platform."""

import sys
from functools import lru_cache
from typing import Final

from PySide6.QtGui import QFontDatabase, QGuiApplication

from parley.foundation import resources

_CHINESE: Final = ("PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC")
_EMOJI: Final = ("Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji")
_LATIN: Final = ("Inter", "Segoe UI")
# What a desktop without a font choice reports: wide faces made for early screens, or a mere alias.
_NOT_A_CHOICE: Final = frozenset(
    {"sans serif", "sans", "sans-serif", "dejavu sans", "bitstream vera sans", "helvetica"}
)


def families() -> tuple[str, ...]:
    """The families for all text: the system's own UI font first, then Latin, Chinese and emoji fallbacks.

    Only families that exist here are named: a missing first family makes Qt substitute a face of its own.
    """
    return _families(QGuiApplication.instance() is not None)


def load_shipped() -> None:
    """Makes Inter known to this application, so that Latin text looks the same on every machine."""
    for weight in ("Regular", "Italic", "SemiBold"):
        QFontDatabase.addApplicationFont(str(resources.path("fonts", f"Inter-{weight}.otf")))
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
    wanted: tuple[str, ...] = (*_LATIN, *_CHINESE, *_EMOJI)
    if sys.platform in ("win32", "darwin") or system.casefold() not in _NOT_A_CHOICE:
        wanted = (system, *wanted)
    found = tuple(dict.fromkeys(family for family in wanted if family in known or family == system))
    return found or (system,)
