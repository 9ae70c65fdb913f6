"""The plugin in a project of its own, with nothing but Parley and pytest installed."""

import base64
import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

from parley.driver.report import Look, file_name, page
from parley.driver.unasync import made

STORY = """
def test_two_people_talk(parley_team):
    owner = parley_team.owner()
    customer = parley_team.customer("Anna Keller", company="Keller Tee")
    customer.chat.send("Is the Da Hong Pao in stock?")
    owner.conversations.open("Anna Keller").send("Yes, the new harvest")
    customer.chat.wait_for("Yes, the new harvest")
"""

FAILURE = """
def test_that_fails(parley_team):
    customer = parley_team.customer("Anna Keller")
    customer.chat.send("Is the Da Hong Pao in stock?")
    assert customer.chat.title() == "Nobody"
"""


def run_pytest(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    is_registered = any(one.value == "parley.driver.pytest_plugin" for one in entry_points(group="pytest11"))
    plugin = [] if is_registered else ["-p", "parley.driver.pytest_plugin"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *plugin, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def test_an_outside_project_signs_in_two_people_and_passes(tmp_path: Path) -> None:
    (tmp_path / "test_story.py").write_text(STORY, "utf-8")
    ended = run_pytest(tmp_path)
    assert "1 passed" in ended.stdout, ended.stdout + ended.stderr
    assert not (tmp_path / "parley-shots").exists()


def test_what_was_written_for_the_mouse_passes_with_the_keyboard(tmp_path: Path) -> None:
    (tmp_path / "test_story.py").write_text(STORY, "utf-8")
    ended = run_pytest(tmp_path, "--parley-keyboard")
    assert "1 passed" in ended.stdout, ended.stdout + ended.stderr


def test_the_report_of_a_failure_is_enough_to_see_why(tmp_path: Path) -> None:
    (tmp_path / "test_story.py").write_text(FAILURE, "utf-8")
    ended = run_pytest(tmp_path, "--parley-shots", "shots")
    assert "1 failed" in ended.stdout
    report = tmp_path / "shots" / "test_story.py-test_that_fails.html"
    assert str(report) in ended.stdout
    text = report.read_text("utf-8")
    assert "assert &#x27;陈明" in text
    assert "type chat.composer.field" in text
    assert "Is the Da Hong Pao in stock?" in text
    picture = re.search(r"base64,([^\"]+)", text)
    assert picture is not None
    assert base64.b64decode(picture[1]).startswith(b"\x89PNG")


def test_it_costs_nothing_where_it_isnt_used() -> None:
    code = """
import sys
import parley.driver.pytest_plugin
print([name for name in sys.modules if name.split(".")[0] in ("PySide6", "msgspec", "httpx", "asyncio")
       or name.startswith(("parley.client", "parley.desktop", "parley.driver.sync"))])
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = ended.stdout.strip()
    baseline = subprocess.run(
        [sys.executable, "-c", code.replace("import parley.driver.pytest_plugin", "import pytest")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded == baseline.stdout.strip()


def test_the_page_shows_what_people_wrote_as_text() -> None:
    look = Look("anna", "", "window “<b>”", "<script>alert(1)</script>", ("click <x>",), "")
    text = page("t", "<img src=x>", [look])
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    assert "<img src=x>" not in text


def test_a_report_is_named_after_its_test() -> None:
    assert file_name("tests/a b.py::test_x[zh_CN/1]") == "tests-a-b.py-test_x-zh_CN-1"


def test_the_twin_without_waiting_is_up_to_date() -> None:
    for file, text in made().items():
        assert file.read_text("utf-8") == text, f"{file.name}: run python -m parley.driver.unasync"
