"""What Parley asks of the computer around it: one instance, autostart, sound, idleness."""

from configparser import ConfigParser
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from parley.desktop.platform.autostart import DesktopEntry, LaunchAgent
from parley.desktop.platform.idle import IdleWatch, OwnInput
from parley.desktop.platform.single_instance import SingleInstance
from parley.desktop.platform.sound import find_player
from parley.foundation.clock import ManualClock


def test_a_second_start_raises_the_first_and_passes_its_link(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.acquire()
    assert not second.acquire()
    link = "parley://join?url=https://192.168.1.5:8787&code=茶"
    with qtbot.waitSignal(first.asked, timeout=3000) as asked:
        assert second.ask_running_one(link)
    assert asked.args == [link]
    first.release()
    third = SingleInstance(tmp_path)
    assert third.acquire(), "the next start after the end is the first again"
    third.release()


def test_two_profiles_run_side_by_side(qapp: QApplication, tmp_path: Path) -> None:
    one, other = SingleInstance(tmp_path / "one"), SingleInstance(tmp_path / "other")
    assert one.acquire()
    assert other.acquire()
    one.release()
    other.release()


def test_autostart_on_linux(tmp_path: Path) -> None:
    entry = DesktopEntry(tmp_path / "autostart", ["/opt/洽谈 通/parley", "--background", "100%"])
    assert not entry.is_on()
    entry.set(True)
    assert entry.is_on()
    parsed = ConfigParser(interpolation=None)
    parsed.read(tmp_path / "autostart" / "parley.desktop", "utf-8")
    assert parsed["Desktop Entry"]["Exec"] == '"/opt/洽谈 通/parley" --background 100%%'
    entry.set(False)
    assert not entry.is_on()
    entry.set(False)


def test_autostart_on_macos(tmp_path: Path) -> None:
    import plistlib

    agent = LaunchAgent(tmp_path, ["/Applications/A & B/parley", "--background"])
    agent.set(True)
    assert agent.is_on()
    with next(tmp_path.iterdir()).open("rb") as file:
        plist = plistlib.load(file)
    assert plist["ProgramArguments"] == ["/Applications/A & B/parley", "--background"]
    assert plist["RunAtLoad"] is True
    agent.set(False)
    assert not agent.is_on()


def test_no_player_means_no_sound_switch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert find_player(lambda _name: None) is None
    assert find_player(lambda name: f"/usr/bin/{name}" if name == "aplay" else None) is not None


def test_idle_after_five_minutes_and_back(qtbot: QtBot) -> None:
    clock, parent, said = ManualClock(), QObject(), []
    seconds = [0.0]
    window = QWindow()
    watch = IdleWatch(clock, window, parent, ask=lambda: seconds[0])
    watch.changed.connect(said.append)
    watch.look()
    seconds[0] = 299
    watch.look()
    assert said == []
    seconds[0] = 301
    watch.look()
    watch.look()
    assert said == [True]
    seconds[0] = 1
    watch.look()
    assert said == [True, False]


def test_where_the_system_cant_tell_our_own_window_counts(qtbot: QtBot) -> None:
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent

    clock, parent, window = ManualClock(), QObject(), QWindow()
    own = OwnInput(clock, window, parent)
    clock.advance(400)
    assert own.seconds() == 400
    left = Qt.MouseButton.LeftButton
    at = QPointF(1, 1)
    press = QMouseEvent(QEvent.Type.MouseButtonPress, at, at, left, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, press)
    assert own.seconds() == 0
