"""The desktop's log: a small rotating file in the profile. No message texts, no secrets."""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_SIZE = 1_000_000


def start_logging(profile: Path) -> None:
    """From now on warnings and mistakes of ours go to `desktop.log`."""
    profile.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(profile / "desktop.log", maxBytes=_SIZE, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger("parley").setLevel(logging.INFO)
    sys.excepthook = _write


def _write(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logging.getLogger("parley.desktop").error("unexpected", exc_info=(kind, error, trace))
