"""`parley`: opens the desktop, hands over to the one that runs, and says what is missing."""

import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from parley.cli import desktop


def test_without_qt_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert desktop.main([]) == 1
    assert "parley-messenger[desktop]" in capsys.readouterr().err


def test_without_a_screen_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert desktop.main([]) == 1
    assert "--headless" in capsys.readouterr().err


def test_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert desktop.main(["--theme", "pink"]) == 2
    assert "pink" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="ends it with a signal")
def test_it_opens_hands_over_and_ends(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "parley", "--headless", "--profile", str(tmp_path), "--lang", "en"]
    first = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        second = _started_beside(command, tmp_path, first)
        assert second.returncode == 0, second.stderr
        first.send_signal(signal.SIGTERM)
        _out, errors = first.communicate(timeout=20)
        assert first.returncode == 0, errors
        assert "Traceback" not in errors
        log = (tmp_path / "desktop.log").read_text("utf-8")
        assert "ERROR" not in log
    finally:
        first.kill()
        first.wait()


def _started_beside(
    command: list[str], profile: Path, first: "subprocess.Popen[str]"
) -> "subprocess.CompletedProcess[str]":
    """The second start of the same profile, once the first one holds it."""
    while not (profile / "desktop.log").exists():
        assert first.poll() is None, "the first one ended"
        os.sched_yield()
    return subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
