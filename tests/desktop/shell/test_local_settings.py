"""What this computer remembers survives anything that happens to the file."""

from pathlib import Path

import pytest

from parley.desktop.local_settings import LocalSettings, write_whole


def test_values_come_back(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "desktop.json"
    first = LocalSettings(file)
    first.set("theme", "dark")
    first.set("list_width", 320)
    first.set("sound", False)
    again = LocalSettings(file)
    assert again.text("theme") == "dark"
    assert again.number("list_width", 0) == 320
    assert again.flag("sound", True) is False
    assert list(file.parent.iterdir()) == [file], "nothing is left beside it"


@pytest.mark.parametrize("content", ["", "{", "[1]", "nonsense", '"text"'])
def test_a_broken_file_means_defaults(tmp_path: Path, content: str) -> None:
    file = tmp_path / "desktop.json"
    file.write_text(content, "utf-8")
    settings = LocalSettings(file)
    assert settings.text("theme", "system") == "system"
    settings.set("theme", "light")
    assert LocalSettings(file).text("theme") == "light"


def test_a_value_of_another_type_means_the_default(tmp_path: Path) -> None:
    file = tmp_path / "desktop.json"
    file.write_text('{"theme": 3, "list_width": true, "sound": "yes"}', "utf-8")
    settings = LocalSettings(file)
    assert settings.text("theme", "system") == "system"
    assert settings.number("list_width", 296) == 296
    assert settings.flag("sound", True) is True


def test_a_failed_write_keeps_the_old_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "desktop.json"
    write_whole(file, "old")

    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(file, "new")
    assert file.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]
