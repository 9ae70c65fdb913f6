"""Does it still look the same? Compares a picture with a reference that lies beside the tests.

**The metric.** Both pictures are taken apart into brightness and two colour channels (YCbCr, 0 to 255). For every pixel
and channel it is asked how far the value lies outside the range that the *other* picture has within one pixel around the
same place, and the other way round, so that a hairline that vanished shows as well as one that came. A pixel differs

* where that is more than `STRONG` levels (a lost glyph, a moved edge, another ink), or
* where it is more than `FAINT` levels and so is everything around it (a fill of a slightly other colour).

Edges and text that another rasteriser smooths differently, or that lie half a pixel further, are neither. Pictures are the
same if no more than `SHARE` of their pixels differ. Transparent parts count as a mid grey.

    pictures = Pictures(Path("tests/pictures"), Path("shots"))
    pictures.check("main-dark-zh_CN", "shot.png")     # raises PictureDiffers, which names the sheet with the difference

`python -m parley.driver.visual update [pytest arguments...]` runs the tests and keeps what they draw as the new
references; look at what changed before you commit it. `python -m parley.driver.visual compare ONE OTHER SHEET` compares
two files by hand.
"""

import argparse
import os
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

STRONG = 32
FAINT = 5
SHARE = 0.0002
UPDATE_VARIABLE = "PARLEY_UPDATE_PICTURES"

_AROUND = 3
_GROUND = (128, 128, 128)
_MARK = (230, 0, 80)
_MARGIN = 8
_COLOURS = 256

Shot = Image.Image | bytes | str | Path
"""A picture as Pillow has it, the bytes of a PNG, or a file."""


@dataclass(frozen=True)
class Difference:
    """How far two pictures are apart. `sizes` is set when they can't be laid over each other."""

    pixels: int
    share: float
    marks: Image.Image | None = None
    sizes: tuple[tuple[int, int], tuple[int, int]] | None = None

    @property
    def is_same(self) -> bool:
        """Whether a person would call them the same."""
        return self.sizes is None and self.share <= SHARE

    def __str__(self) -> str:
        if self.sizes is not None:
            (width, height), (wide, high) = self.sizes
            return f"it is {wide}×{high} instead of {width}×{height} pixels"
        return f"{self.pixels} pixels differ ({self.share:.3%}; up to {SHARE:.3%} are let pass)"


class PictureDiffers(AssertionError):
    """A picture isn't what its reference shows. `sheet` is a picture of both, and of where they differ."""

    def __init__(self, name: str, reason: str, sheet: Path) -> None:
        super().__init__(
            f"{name}: {reason}.\nLook at {sheet}; if it is as it should be: python -m parley.driver.visual update"
        )
        self.sheet = sheet


class Pictures:
    """The references of a test suite: PNG files in `folder`. Sheets of differences go to `out`.

    With `updates` nothing is compared: what is shown becomes the reference, unless it is the same as the old one
    already. It is on while `python -m parley.driver.visual update` runs the tests.
    """

    def __init__(self, folder: Path, out: Path, *, updates: bool | None = None) -> None:
        self._folder = folder
        self._out = out
        self._updates = is_updating() if updates is None else updates

    def check(self, name: str, shot: Shot) -> None:
        """Raises PictureDiffers, also when there is no reference yet."""
        actual = load(shot)
        file = self._folder / f"{name}.png"
        expected = load(file) if file.is_file() else None
        if self._updates:
            if expected is None or not compare(expected, actual).is_same:
                save_reference(actual, file)
            return
        if expected is None:
            sheet = self._sheet(name, actual)
            raise PictureDiffers(name, "there is no reference yet", sheet)
        difference = compare(expected, actual)
        if not difference.is_same:
            raise PictureDiffers(
                name, str(difference), self._sheet(name, draw_sheet(expected, actual, difference))
            )

    def names(self) -> list[str]:
        """The references there are."""
        return sorted(file.stem for file in self._folder.glob("*.png"))

    def _sheet(self, name: str, picture: Image.Image) -> Path:
        self._out.mkdir(parents=True, exist_ok=True)
        file = self._out / f"{name}-difference.png"
        picture.save(file)
        return file


def is_updating() -> bool:
    """Whether this runs under `python -m parley.driver.visual update`."""
    return bool(os.environ.get(UPDATE_VARIABLE))


def load(shot: Shot) -> Image.Image:
    """The picture as RGB, over mid grey where it is transparent."""
    if isinstance(shot, Image.Image):
        return _opaque(shot)
    with Image.open(BytesIO(shot) if isinstance(shot, bytes) else shot) as picture:
        return _opaque(picture)


def compare(expected: Image.Image, actual: Image.Image) -> Difference:
    """How far two pictures are apart by the metric above."""
    if expected.size != actual.size:
        return Difference(0, 1.0, sizes=(expected.size, actual.size))
    channels = zip(expected.convert("YCbCr").split(), actual.convert("YCbCr").split(), strict=True)
    marks = Image.new("L", expected.size, 0)
    for one, other in channels:
        beyond = ImageChops.lighter(_beyond(one, other), _beyond(other, one))
        filled = _over(beyond, FAINT).filter(ImageFilter.MinFilter(_AROUND))
        marks = ImageChops.lighter(marks, ImageChops.lighter(_over(beyond, STRONG), filled))
    pixels = marks.histogram()[255]
    return Difference(pixels, pixels / (marks.width * marks.height), marks)


def draw_sheet(expected: Image.Image, actual: Image.Image, difference: Difference) -> Image.Image:
    """Reference, picture, and the picture in pale grey with the difference on it, from left to right."""
    panels = [expected, actual]
    if difference.marks is not None:
        panels.append(_marked(actual, difference.marks))
    width = sum(panel.width for panel in panels) + _MARGIN * (len(panels) - 1)
    sheet = Image.new("RGB", (width, max(panel.height for panel in panels)), _GROUND)
    left = 0
    for panel in panels:
        sheet.paste(panel, (left, 0))
        left += panel.width + _MARGIN
    return sheet


def save_reference(picture: Image.Image, file: Path) -> None:
    """Writes a small PNG: 256 colours, which stay well inside the tolerance."""
    file.parent.mkdir(parents=True, exist_ok=True)
    few = picture.quantize(_COLOURS, dither=Image.Dither.NONE)
    is_close = compare(picture, few.convert("RGB")).share <= SHARE / 4
    (few if is_close else picture).save(file, optimize=True)


def main(argv: list[str]) -> int:
    """`update` and `compare`. Returns 0 when all went well or nothing differs, 1 otherwise, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m parley.driver.visual", description="Reference pictures.")
    commands = parser.add_subparsers(dest="command", required=True)
    words = "run pytest (all arguments are handed on) and keep what the tests draw as the references"
    commands.add_parser("update", help=words, add_help=False)
    two = commands.add_parser("compare", help="compare two files")
    two.add_argument("expected", type=Path)
    two.add_argument("actual", type=Path)
    two.add_argument("sheet", type=Path, nargs="?", help="where to draw the difference")
    try:
        given, rest = parser.parse_known_args(argv)
        if given.command == "update":
            return _update(rest)
        if rest:
            parser.error(f"unknown arguments: {' '.join(rest)}")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2
    return _compare_files(given.expected, given.actual, given.sheet)


def _update(arguments: list[str]) -> int:
    environment = {**os.environ, UPDATE_VARIABLE: "1"}
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], env=environment).returncode


def _compare_files(expected: Path, actual: Path, sheet: Path | None) -> int:
    one, other = load(expected), load(actual)
    difference = compare(one, other)
    print("the same" if difference.is_same else difference)
    if sheet is not None and not difference.is_same:
        draw_sheet(one, other, difference).save(sheet)
    return 0 if difference.is_same else 1


def _beyond(one: Image.Image, other: Image.Image) -> Image.Image:
    """How far each value of `one` lies outside the range of `other` around it."""
    above = ImageChops.subtract(one, other.filter(ImageFilter.MaxFilter(_AROUND)))
    below = ImageChops.subtract(other.filter(ImageFilter.MinFilter(_AROUND)), one)
    return ImageChops.lighter(above, below)


def _over(levels: Image.Image, limit: int) -> Image.Image:
    return levels.point([255 if level > limit else 0 for level in range(256)])


def _marked(picture: Image.Image, marks: Image.Image) -> Image.Image:
    pale = Image.blend(
        picture.convert("L").convert("RGB"), Image.new("RGB", picture.size, (255, 255, 255)), 0.7
    )
    pale.paste(Image.new("RGB", picture.size, _MARK), mask=marks)
    box = marks.getbbox()
    if box is not None:
        left, top, right, bottom = box
        frame = (
            max(0, left - 4),
            max(0, top - 4),
            min(pale.width, right + 4) - 1,
            min(pale.height, bottom + 4) - 1,
        )
        ImageDraw.Draw(pale).rectangle(frame, outline=_MARK, width=2)
    return pale


def _opaque(picture: Image.Image) -> Image.Image:
    if picture.mode == "P" or picture.has_transparency_data:
        picture = picture.convert("RGBA")
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    ground = Image.new("RGBA", picture.size, (*_GROUND, 255))
    return Image.alpha_composite(ground, picture).convert("RGB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
