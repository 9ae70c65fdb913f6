"""`parley doctor` tells what is missing and how to mend it."""

import json
import subprocess
from pathlib import Path

import pytest

from parley.cli import doctor
from parley.cli.main import main


def probe(stdout: str = "3\n1\n", stderr: str = "", code: int = 0) -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess([], code, stdout, stderr)


def finding(findings: list[doctor.Finding], check: str) -> doctor.Finding:
    return next(found for found in findings if found.check == check)


def test_a_machine_without_a_chinese_font_is_told_so(tmp_path: Path) -> None:
    findings = doctor.examine(tmp_path, lambda: probe("0\n1\n"))
    assert not finding(findings, "font_cjk").is_fine
    assert "fonts-noto-cjk" in finding(findings, "font_cjk").fix
    assert finding(findings, "font_emoji").is_fine


def test_a_missing_system_library_names_the_packages(tmp_path: Path) -> None:
    error = "ImportError: libEGL.so.1: cannot open shared object file"
    qt = finding(doctor.examine(tmp_path, lambda: probe("", error, 1)), "qt")
    assert not qt.is_fine
    assert "libEGL.so.1" in qt.says
    assert "libegl1" in qt.fix


def test_a_server_without_the_desktop_is_told_what_to_install(tmp_path: Path) -> None:
    error = "ModuleNotFoundError: No module named 'PySide6'"
    assert (
        "parley-messenger[desktop]"
        in finding(doctor.examine(tmp_path, lambda: probe("", error, 1)), "qt").fix
    )


def test_this_machine_can_draw_windows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor", "--json", "--profile", str(tmp_path / "not" / "there")])
    rows = {row["check"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["qt"]["is_fine"]
    assert rows["font_cjk"]["is_fine"], "install fonts-noto-cjk"


def test_every_sentence_is_there_in_both_languages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "中文" in finding(doctor.examine(tmp_path, lambda: probe("0\n0\n")), "font_cjk").says
    assert all(english and chinese for english, chinese in doctor._TEXTS.values())


def test_an_unknown_command_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chat-with-martians"]) == 2
    assert "parley relay" in capsys.readouterr().err
