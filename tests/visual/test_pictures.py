"""The widgets and the first page look as their references show: light and dark, Chinese and English."""

from pathlib import Path

import pytest

from parley.driver.visual import Pictures, load

_SHEETS = ("controls", "forms", "window", "dialog", "menu", "welcome", "paste")
WINDOWS = ("chat", "room", "people", "settings")
"""Drawn by test_windows.py."""
_NAMES = [
    f"{sheet}-{theme}-{language}"
    for sheet in _SHEETS
    for theme in ("light", "dark")
    for language in ("zh_CN", "en")
]
_LIMIT_BYTES = 2_000_000


@pytest.mark.parametrize("name", _NAMES)
def test_it_looks_as_its_reference(name: str, drawn: Path, pictures: Pictures) -> None:
    pictures.check(name, drawn / f"{name}.png")


def test_every_reference_is_looked_at_and_nothing_drawn_is_left_out(drawn: Path, pictures: Pictures) -> None:
    windows = [name for name in pictures.names() if name.split("-")[0] in WINDOWS]
    assert len(windows) == len(WINDOWS) * 4
    drawn_names = sorted(file.stem for file in drawn.glob("*.png"))
    assert sorted(_NAMES) == drawn_names == [name for name in pictures.names() if name not in windows]


def test_the_references_stay_small() -> None:
    folder = Path(__file__).parent / "pictures"
    assert sum(file.stat().st_size for file in folder.glob("*.png")) < _LIMIT_BYTES


def test_themes_and_languages_are_told_apart(drawn: Path) -> None:
    shots = [
        load(drawn / f"welcome-{suffix}.png").tobytes() for suffix in ("light-en", "dark-en", "light-zh_CN")
    ]
    assert len(set(shots)) == 3
