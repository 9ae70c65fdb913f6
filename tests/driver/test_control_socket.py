"""The control socket: whom it lets in, and what it does with nonsense."""

import json
import os
import shutil
import socket
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from driver.asker import Asker
from parley.driver import control
from parley.driver.control_access import ControlRefused, check_place, may_control, peer_uid
from parley.driver.control_lines import LONGEST_LINE, Lines
from parley.driver.control_server import MOST_CONNECTIONS, ControlServer
from parley.driver.surroundings import Surroundings


def test_only_its_owner_may_touch_the_socket(server: ControlServer, folder: Path) -> None:
    path = folder / "control"
    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    assert path.stat().st_uid == os.getuid()


def test_a_folder_that_others_may_enter_is_refused(folder: Path) -> None:
    folder.chmod(0o755)
    with pytest.raises(ControlRefused, match="chmod 700"):
        check_place(folder / "control")


def test_the_folder_of_somebody_else_is_refused(folder: Path) -> None:
    with pytest.raises(ControlRefused, match="of your own"):
        check_place(folder / "control", uid=os.getuid() + 1)


def test_a_missing_folder_is_made_for_its_owner_alone(folder: Path) -> None:
    check_place(folder / "new" / "control")
    assert stat.S_IMODE((folder / "new").stat().st_mode) == 0o700


def test_a_file_in_the_way_is_left_alone(folder: Path) -> None:
    path = folder / "control"
    path.write_text("mine")
    with pytest.raises(ControlRefused, match="isn't a control socket"):
        check_place(path)
    assert path.read_text() == "mine"


def test_what_a_crashed_desktop_left_is_cleared_away(folder: Path) -> None:
    path = folder / "control"
    with socket.socket(socket.AF_UNIX) as crashed:
        crashed.bind(str(path))
    check_place(path)
    assert not path.exists()


def test_a_socket_that_is_answered_is_not_taken_over(server: ControlServer, folder: Path) -> None:
    with pytest.raises(ControlRefused, match="Another desktop"):
        check_place(folder / "control")


def test_a_path_too_long_for_the_system_is_refused_with_a_reason(folder: Path) -> None:
    with pytest.raises(ControlRefused, match="longer than"):
        check_place(folder / ("x" * 100))


def test_another_user_is_sent_away(qapp: QApplication, folder: Path, qtbot: QtBot) -> None:
    server = ControlServer(Surroundings(qapp), uid_of=lambda _descriptor: os.getuid() + 1)
    server.listen(folder / "control")
    stranger = QLocalSocket()
    stranger.connectToServer(str(folder / "control"))
    stranger.write(b'{"id": 1, "op": "state"}\n')
    qtbot.waitUntil(lambda: stranger.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    assert bytes(stranger.readAll().data()) == b""
    assert server.connection_count == 0
    server.close()


_STRANGER = """
import os, socket, sys
with socket.socket(socket.AF_UNIX) as wire:
    wire.settimeout(10)
    try:
        wire.connect(sys.argv[1])
        wire.sendall(b'{"id": 1, "op": "state"}\\n')
        print("answer", wire.recv(100))
    except OSError as error:
        print(type(error).__name__)
"""


@pytest.mark.parametrize(
    ("is_folder_open", "told"),
    [(False, {"PermissionError"}), (True, {"answer b''", "ConnectionResetError", "BrokenPipeError"})],
)
def test_a_real_other_user_gets_no_answer(
    server: ControlServer, folder: Path, qtbot: QtBot, is_folder_open: bool, told: set[str]
) -> None:
    """Each lock alone: the folder, and, where somebody opens folder and socket to all, who it is that asks."""
    python = shutil.which("python3", path="/usr/bin:/bin")
    if os.getuid() != 0 or python is None:
        return  # only root can be somebody else, and our own Python may lie where others can't reach it
    if is_folder_open:
        folder.chmod(0o755)
        (folder / "control").chmod(0o666)
    command = [python, "-IS", "-c", _STRANGER, str(folder / "control")]
    stranger = subprocess.Popen(
        command, user=65534, group=65534, extra_groups=[], cwd="/", stdout=subprocess.PIPE, text=True
    )
    qtbot.waitUntil(lambda: stranger.poll() is not None, timeout=15_000)
    assert stranger.communicate()[0].strip() in told
    assert server.connection_count == 0


@pytest.mark.skipif(not hasattr(socket, "SO_PEERCRED"), reason="only Linux tells who is at the other end")
def test_the_system_tells_who_is_at_the_other_end() -> None:
    here, there = socket.socketpair()
    with here, there:
        assert peer_uid(here.fileno()) == os.getuid()


def test_who_may_control() -> None:
    assert may_control(1000, mine=1000)
    assert not may_control(1001, mine=1000)
    assert not may_control(0, mine=1000)


def test_without_being_asked_for_there_is_no_way_in(qapp: QApplication) -> None:
    from PySide6.QtNetwork import QLocalServer

    assert qapp.findChildren(QLocalServer) == []


def test_it_ends_with_the_application_and_takes_its_socket_along(qapp: QApplication, folder: Path) -> None:
    server = control.start(qapp, folder / "control")
    assert (folder / "control").exists()
    server.close()
    assert not (folder / "control").exists()
    server.deleteLater()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"\xff\xfe\x00", "bad_json"),
        (b"{", "bad_json"),
        (b"[1, 2]", "bad_request"),
        (b"null", "bad_request"),
        (b'"state"', "bad_request"),
        (b"{}", "unknown_op"),
        (b'{"op": 7}', "unknown_op"),
        (b'{"op": "clik", "target": "x"}', "unknown_op"),
        (b'{"op": "click"}', "bad_request"),
        (b'{"op": "click", "target": 5}', "bad_request"),
        (b'{"op": "click", "target": "a", "colour": "red"}', "bad_request"),
        (b'{"op": "click", "target": "[text=x]"}', "bad_target"),
        (b'{"op": "click", "target": "a[row=-1]"}', "bad_target"),
        (b'{"op": "state", "timeout_ms": -1}', "bad_request"),
        (b'{"op": "key", "keys": "Nonsense"}', "bad_request"),
        (b'{"op": "key", "keys": "a", "count": 1000000}', "bad_request"),
        (b'{"op": "type", "text": "\\u0000"}', "bad_request"),
        (b'{"op": "paste"}', "bad_request"),
        (b'{"op": "paste", "image": "/nowhere.png"}', "bad_request"),
        (b'{"op": "screenshot", "path": "here.png"}', "bad_request"),
        (b"[" * 100_000, "bad_json"),
    ],
)
def test_nonsense_is_answered_and_survived(ask: Asker, line: bytes, code: str) -> None:
    ask.write(line + b"\n")
    assert ask.read()["error"]["code"] == code
    assert ask("state")["app"] == "parley"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.binary(max_size=40), max_size=8))
def test_any_bytes_are_survived(ask: Asker, chunks: list[bytes]) -> None:
    for chunk in chunks:
        ask.write(chunk)
    ask.write(b"\n")
    number = ask.send("state")
    answer = ask.read()
    while answer["id"] != number:
        assert not answer["ok"]
        answer = ask.read()
    assert answer["ok"]


def test_a_line_too_long_is_thrown_away_and_the_next_one_is_read(ask: Asker) -> None:
    ask.write(b'{"op": "type", "text": "' + b"x" * LONGEST_LINE + b'"}\n')
    number = ask.send("state")
    assert ask.read()["error"]["code"] == "too_long"
    assert ask.read()["id"] == number


@given(some.lists(some.binary(max_size=12), max_size=20), some.integers(1, 30))
def test_lines_are_the_same_however_they_are_cut(pieces: list[bytes], longest: int) -> None:
    whole = b"".join(pieces)
    at_once, cut = Lines(longest), Lines(longest)
    wanted = at_once.receive(whole)
    found = []
    for piece in pieces:
        found += cut.receive(piece)
        assert cut.held <= longest
    assert found == wanted


def test_requests_of_one_connection_are_answered_in_their_order(ask: Asker) -> None:
    sent = [ask.send("get", "sample.send"), ask.send("nothing"), ask.send("type", "sample.name", text="x"),
            ask.send("state")]  # fmt: skip
    assert [ask.read()["id"] for _ in sent] == sent


def test_two_who_type_at_once_take_turns(ask: Asker, connect: Callable[[], Asker], window: object) -> None:
    other = connect()
    ask.send("type", "sample.name", text="aaaaaaaaaa")
    other.send("type", "sample.note", text="bbbbbbbbbb")
    assert ask.read()["ok"]
    assert other.read()["ok"]
    assert ask("get", "sample.name")["text"] == "aaaaaaaaaa"
    assert ask("get", "sample.note")["text"] == "bbbbbbbbbb"


def test_whoever_leaves_in_the_middle_disturbs_nobody(ask: Asker, connect: Callable[[], Asker]) -> None:
    hasty = connect()
    hasty.send("wait", "sample.nowhere", timeout_ms=60_000)
    hasty.send("type", "sample.name", text="never")
    hasty.socket.disconnectFromServer()
    assert ask("state")["app"] == "parley"
    ask("click", "sample.send")


def test_only_so_many_may_be_connected(
    server: ControlServer, connect: Callable[[], Asker], qtbot: QtBot
) -> None:
    kept = [connect() for _ in range(MOST_CONNECTIONS)]
    qtbot.waitUntil(lambda: server.connection_count == MOST_CONNECTIONS)
    one_more = connect()
    qtbot.waitUntil(lambda: one_more.socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    assert server.connection_count == MOST_CONNECTIONS
    for asker in kept:
        asker.socket.abort()


def test_the_answer_is_one_line_of_json(ask: Asker) -> None:
    ask.write(b'{"id": "seven", "op": "state"}\n')
    answer = ask.read()
    assert answer["id"] == "seven"
    assert "\n" not in json.dumps(answer["result"])
