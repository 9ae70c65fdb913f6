"""Where text gets its shapes from: the system, or the fonts that come with Parley."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontDatabase, QRawFont

from parley.desktop.style import fonts
from parley.foundation import resources


@pytest.fixture(autouse=True)
def as_before(qapp: object) -> Iterator[None]:
    yield
    fonts.load_shipped()


def test_pinned_fonts_are_those_that_come_with_parley() -> None:
    fonts.load_shipped(pinned=True)
    assert fonts.families()[:2] == ("Inter", "Parley Sans SC")
    assert {"Noto Color Emoji", *fonts.families()[:2]} >= set(fonts.families())
    fonts.load_shipped()
    assert fonts.families()[:2] != ("Inter", "Parley Sans SC")


def test_chinese_is_shipped_for_computers_that_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    QFontDatabase.removeAllApplicationFonts()
    monkeypatch.setattr(fonts, "_CHINESE", ("a font of another system",))
    fonts.load_shipped()
    assert "Parley Sans SC" in fonts.families()


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_the_shipped_chinese_holds_all_words_of_the_windows(weight: str) -> None:
    font = QRawFont(str(resources.path("fonts", f"ParleySansSC-{weight}.otf")), 16)
    files = [
        *resources.path("i18n", "zh_CN").glob("*.ts"),
        *resources.path("dialogue").glob("*.json"),
        *resources.path("phrases").glob("*.json"),
    ]
    assert len(files) > 5
    chars = {char for file in files for char in file.read_text("utf-8") if "\u3000" <= char <= "\uffef"}
    assert sorted(char for char in chars if not font.supportsCharacter(ord(char))) == [], (
        "run resources/fonts/make_chinese.py again"
    )
