"""What every test stands on: an offscreen Qt, real fonts, printed seeds, and skips that are noticed in CI."""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(Path(__file__).parent.parent / ".hypothesis"))

from hypothesis import HealthCheck, settings

from support.side_by_side import pytest_cmdline_main, pytest_collection_modifyitems

__all__ = ["pytest_cmdline_main", "pytest_collection_modifyitems"]

ROOT = Path(__file__).parent.parent

if sys.dont_write_bytecode:
    # The tests start about a hundred processes: where none may write beside the sources, they share what they compile.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".pytest_cache" / "bytecode")

settings.register_profile(
    "parley",
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("parley")


def pytest_sessionstart(session: pytest.Session) -> None:
    """A run that is told to end still ends the servers it started."""

    def end(_number: int, _frame: object) -> None:
        session.shouldstop = "the run was told to end"
        # Qt may swallow this; then the test that runs is the last one.
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)
    # As in the desktop: what Qt made must not be destroyed in whatever thread happens to allocate.
    gc.disable()


def pytest_runtest_logfinish() -> None:
    """Ends what a test left to Qt and to Python: a window that lives on would act in the middle of another test."""
    from PySide6.QtCore import QCoreApplication, QEvent

    from parley.desktop.collector import collect_what_is_due

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collect_what_is_due()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """In CI a skip is a failure: CI installs what the tests need."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if report.skipped and os.environ.get("PARLEY_NO_SKIPS") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped where nothing may be missing: {report.longrepr}"
