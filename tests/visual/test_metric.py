"""What the comparison lets pass, and what it doesn't."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from parley.driver.visual import PictureDiffers, Pictures, compare, load, main

_SIZE = (320, 200)


def scene(
    *, ink: str = "#1c2b28", shift: int = 0, hairline: bool = True, button: str = "#0b7a5e"
) -> Image.Image:
    """Something like a dialog: a title, a hairline, a button."""
    picture = Image.new("RGB", _SIZE, "#ffffff")
    draw = ImageDraw.Draw(picture)
    draw.text((20 + shift, 20), "Open my shop", fill=ink, font_size=24)
    if hairline:
        draw.line((0, 70, 320, 70), fill="#c9d3d0", width=1)
    draw.rounded_rectangle((20 + shift, 120, 140 + shift, 156), 8, fill=button)
    return picture


@pytest.mark.parametrize(
    ("what", "other"),
    [
        ("the same", scene),
        ("softer edges", lambda: scene().filter(ImageFilter.GaussianBlur(0.4))),
        ("one pixel further", lambda: scene(shift=1)),
        ("a hair darker", lambda: ImageChops.subtract(scene(), Image.new("RGB", _SIZE, (4, 4, 4)))),
        ("few colours", lambda: scene().quantize(64).convert("RGB")),
    ],
)
def test_what_the_eye_does_not_see_passes(what: str, other: Callable[[], Image.Image]) -> None:
    assert compare(scene(), other()).is_same, what


@pytest.mark.parametrize(
    ("what", "other"),
    [
        ("a hairline gone", lambda: scene(hairline=False)),
        ("another colour", lambda: scene(button="#0b5e7a")),
        (
            "a ground slightly darker",
            lambda: ImageChops.subtract(scene(), Image.new("RGB", _SIZE, (9, 9, 9))),
        ),
        ("moved by three pixels", lambda: scene(shift=3)),
        ("grey text", lambda: scene(ink="#8a9a96")),
    ],
)
def test_what_the_eye_sees_is_told_both_ways(what: str, other: Callable[[], Image.Image]) -> None:
    assert not compare(scene(), other()).is_same, what
    assert not compare(other(), scene()).is_same, what


def test_another_size_is_told_in_words() -> None:
    difference = compare(scene(), Image.new("RGB", (300, 200)))
    assert not difference.is_same
    assert "300×200 instead of 320×200" in str(difference)


def test_a_difference_is_shown_as_a_picture(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path / "references", tmp_path / "shots", updates=False)
    Pictures(tmp_path / "references", tmp_path, updates=True).check("dialog", scene())
    pictures.check("dialog", scene())
    with pytest.raises(PictureDiffers, match="pixels differ") as caught:
        pictures.check("dialog", scene(button="#b3261e"))
    sheet = load(caught.value.sheet)
    assert sheet.size == (3 * 320 + 16, 200)
    assert (230, 0, 80) in {colour for _, colour in sheet.crop((672, 100, 976, 200)).getcolors(65536) or []}


def test_a_missing_reference_is_told_and_an_update_makes_it(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path / "references", tmp_path / "shots", updates=False)
    with pytest.raises(PictureDiffers, match="no reference yet"):
        pictures.check("dialog", scene())
    Pictures(tmp_path / "references", tmp_path, updates=True).check("dialog", scene())
    assert pictures.names() == ["dialog"]
    pictures.check("dialog", scene())


def test_an_update_leaves_what_still_looks_the_same(tmp_path: Path) -> None:
    updating = Pictures(tmp_path, tmp_path, updates=True)
    updating.check("dialog", scene())
    before = (tmp_path / "dialog.png").read_bytes()
    updating.check("dialog", scene().filter(ImageFilter.GaussianBlur(0.4)))
    assert (tmp_path / "dialog.png").read_bytes() == before
    updating.check("dialog", scene(button="#b3261e"))
    assert (tmp_path / "dialog.png").read_bytes() != before


def test_transparent_parts_are_compared_over_grey() -> None:
    clear = Image.new("RGBA", _SIZE, (255, 0, 0, 0))
    assert compare(load(clear), Image.new("RGB", _SIZE, (128, 128, 128))).is_same


def test_two_files_are_compared_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scene().save(tmp_path / "one.png")
    scene(button="#b3261e").save(tmp_path / "other.png")
    files = [str(tmp_path / name) for name in ("one.png", "other.png", "sheet.png")]
    assert main(["compare", files[0], files[0]]) == 0
    assert main(["compare", *files]) == 1
    assert "pixels differ" in capsys.readouterr().out
    assert (tmp_path / "sheet.png").is_file()
    assert main(["compare"]) == 2


_SUITE = """
from pathlib import Path
from PIL import Image
from parley.driver.visual import Pictures

def test_red(tmp_path):
    Pictures(Path(__file__).parent, tmp_path).check("red", Image.new("RGB", (9, 9), "red"))
"""


def test_one_command_updates_the_references_of_a_suite(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    suite = tmp_path / "test_suite.py"
    suite.write_text(_SUITE)
    command = [
        sys.executable,
        "-m",
        "parley.driver.visual",
        "update",
        "-q",
        "-p",
        "no:cacheprovider",
        str(suite),
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=50)
    assert done.returncode == 0, done.stdout + done.stderr
    assert load(tmp_path / "red.png").getpixel((4, 4)) == (255, 0, 0)
