"""`--clock FILE`, for the desktop and for the relay."""

from pathlib import Path

import pytest

from parley.cli.main import main


@pytest.mark.parametrize("command", [["--headless"], ["relay"]])
def test_a_file_without_a_time_is_wrong_usage(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "clock"
    file.write_text("half past two", "utf-8")
    assert main([*command, "--clock", str(file)]) == 2
    assert "2026-11-21T02:30:00Z" in capsys.readouterr().err
