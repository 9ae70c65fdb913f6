"""A desktop is used while `parley record` watches; the test it writes leads to the same end with a fresh team."""

import subprocess
import sys
from pathlib import Path

import pytest

from parley.driver import Desktop, Team
from parley.driver.processes import parley_command
from parley.driver.values import Row

END = """
    import json
    from pathlib import Path
    end = {"title": desktop.chat.title(), "draft": desktop.chat.draft(), "theme": desktop.state()["theme"]}
    end["said"] = [row.text for row in desktop.chat.messages()]
    Path("end.json").write_text(json.dumps(end), "utf-8")
"""


def record(team: Team, folder: Path) -> tuple[dict[str, object], str]:
    """Uses a desktop that is recorded: by mouse, keyboard, input method and menu. What was there at its end, and the test."""
    out = folder / "test_recorded.py"
    link = team.invite("customer")
    command = [*parley_command(), "record", "--out", str(out)]
    with Desktop.launch(folder / "recorded", command=command) as anna:
        anna.click("sign_in.welcome.invitation")
        anna.paste(link, "sign_in.paste.link")
        anna.key("Enter")
        anna.type("Anna Keler", "sign_in.join.name")
        anna.key("Left", "Left", "Backspace")
        anna.type("ller", "sign_in.join.name", clear=False)
        anna.key("Ctrl+A")
        anna.type("Anna Keller")
        anna.type("correct horse 8", "sign_in.join.password")
        anna.click("sign_in.join.go")
        anna.wait("chat.header.title", timeout_ms=30_000)
        anna.type("Is the Da Hong Pao in stock?", "chat.composer.field")
        anna.click("chat.composer.send")
        anna.ime("chat.composer.field", preedit="da hong pao")
        anna.ime(commit="大红袍")
        anna.key("Enter")
        anna.chat.wait_for("大红袍")
        anna.menu("conversations.menu.pin", target="conversations.list#0")
        anna.settings.set_theme("dark")
        anna.key("Ctrl+1")
        anna.click("rail.chats")
        anna.click("conversations.list#0")
        anna.type("two\nlines", "chat.composer.field")
        end = end_of(anna)
    return end, out.read_text("utf-8")


def end_of(desktop: Desktop) -> dict[str, object]:
    said: list[Row] = desktop.chat.messages()
    return {
        "title": desktop.chat.title(),
        "draft": desktop.chat.draft(),
        "theme": desktop.state()["theme"],
        "said": [row.text for row in said],
    }


def test_a_recorded_test_passes_and_ends_where_the_recording_ended(parley_team: Team, tmp_path: Path) -> None:
    end, script = record(parley_team, tmp_path)
    assert "correct horse 8" not in script
    assert parley_team.relay.url not in script
    for sentence in (
        'welcome.accept_invitation(link, name="Anna Keller", password=PASSWORD)',
        'chat.send("Is the Da Hong Pao in stock?")',
        'chat.send("大红袍")',
        'conversations.choose("陈明 · 云岭茶行", "pin")',
        'settings.set_theme("dark")',
        'chat.write("two\\nlines")',
    ):
        assert f"    desktop.{sentence}\n" in script, script
    again = tmp_path / "again"
    again.mkdir()
    (again / "test_recorded.py").write_text(script + END, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    ended = subprocess.run(command, cwd=again, capture_output=True, text=True, encoding="utf-8")
    assert "1 passed" in ended.stdout, script + ended.stdout + ended.stderr
    import json

    assert json.loads((again / "end.json").read_text("utf-8")) == end


def test_a_file_that_exists_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from parley.cli.main import main

    out = tmp_path / "test_mine.py"
    out.write_text("mine", "utf-8")
    assert main(["record", "--headless", "--out", str(out)]) == 2
    assert out.read_text("utf-8") == "mine"
    assert "--out" in capsys.readouterr().err
