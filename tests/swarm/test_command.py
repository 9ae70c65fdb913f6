"""`parley swarm` as it is typed."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from parley.cli.main import main

_FAR = "https://shop.example:8787/i/abcdef#relay=00"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--users", "1"], "from 2 to 200"),
        (["--users", "201"], "from 2 to 200"),
        (["--seconds", "0"], "--seconds"),
        (["--seconds", "601"], "--seconds"),
        (["--rate", "501"], "--rate"),
        (["--staff", "30"], "--staff"),
        (["--relay", "http://127.0.0.1:8787"], "--invite"),
        (["--script", "nowhere.py"], "There is no script"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["swarm", *arguments]) == 2
    assert says in capsys.readouterr().err


def test_a_server_elsewhere_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["swarm", "--invite", _FAR]) == 1
    said = capsys.readouterr().err
    assert "https://shop.example:8787" in said
    assert "--i-own-this-server" in said


def test_an_address_elsewhere_is_left_alone_though_the_link_is_near(
    capsys: pytest.CaptureFixture[str],
) -> None:
    near = "http://127.0.0.1:1/i/abcdef"
    assert main(["swarm", "--invite", near, "--relay", "https://shop.example"]) == 1
    assert "--i-own-this-server" in capsys.readouterr().err


def test_a_script_without_a_user_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "chat.py"
    script.write_text("def user(me, swarm): ...\n")
    assert main(["swarm", "--script", str(script)]) == 2
    assert "async def user" in capsys.readouterr().err


def test_a_script_that_cannot_be_read_is_shown_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "chat.py"
    script.write_text("x = 1 +\n")
    assert main(["swarm", "--script", str(script)]) == 1
    assert "SyntaxError" in capsys.readouterr().err


_CHAT = """
async def user(me, swarm):
    chat = await me.open_chat(swarm.pick_other(me))
    while True:
        await me.say(chat, "来自脚本")
        await me.think()
"""


def test_ctrl_c_ends_a_run_with_its_report_and_no_process_left(tmp_path: Path) -> None:
    script = tmp_path / "chat.py"
    script.write_text(_CHAT, "utf-8")
    command = [sys.executable, "-m", "parley", "swarm", "--users", "3", "--seconds", "60", "--rate", "30"]
    with subprocess.Popen(
        [*command, "--script", str(script), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if "3/3 online" in line:
                break
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=30)
    report = json.loads(out.splitlines()[-1])
    assert process.returncode == 0, errors
    assert report["ended"] == "interrupted"
    assert report["script"] == "chat.py"
    assert report["figures"]["sent"] > 0
    assert report["figures"]["delivered"] == report["figures"]["expected"]
    assert "Traceback" not in errors
