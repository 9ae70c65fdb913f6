"""Makes ParleySansSC-*.otf: the simplified Chinese of Noto Sans CJK, with the characters Parley needs most.

    uv run --with fonttools resources/fonts/make_chinese.py [FOLDER OF NotoSansCJK-*.ttc]

It holds GB 2312 (6,763 characters, all that people write every day), its punctuation and full-width forms, and whatever
stands in our translations, phrases and sample talk. Noto Sans CJK is Adobe's Source Han Sans under the SIL Open Font
Licence 1.1 (OFL-ParleySansSC.txt); what is changed from it gets a name of its own, so that it can't be taken for the
whole font when both are installed.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).parent
FAMILY = "Parley Sans SC"
SOURCE_FAMILY = "Noto Sans CJK SC"
TEXTS = ("i18n/**/*.ts", "dialogue/*.json", "phrases/*.json")


def main(folder: Path) -> None:
    """Writes the two weights beside this file."""
    for weight in ("Regular", "Bold"):
        font = simplified(TTCollection(folder / f"NotoSansCJK-{weight}.ttc"))
        options = Options(layout_features=["kern"], name_IDs=["*"], hinting=False, notdef_outline=True)
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=sorted(wanted()))
        subsetter.subset(font)
        rename(font, weight)
        file = HERE / f"ParleySansSC-{weight}.otf"
        font.save(file)
        print(f"{file.name}: {len(font.getBestCmap())} characters, {file.stat().st_size // 1024} KiB")


def simplified(collection: TTCollection) -> TTFont:
    """The face of the collection whose shapes are those of the mainland."""
    return next(font for font in collection.fonts if font["name"].getDebugName(1) == SOURCE_FAMILY)


def wanted() -> set[int]:
    """Code points."""
    rows = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    everyday = {ord(char) for pair in rows for char in pair.decode("gb2312", "ignore")}
    texts = (file.read_text("utf-8") for pattern in TEXTS for file in HERE.parent.glob(pattern))
    forms = {
        *range(0x20, 0x7F),
        *range(0x3000, 0x3020),
        *range(0xFF01, 0xFF5F),
        0xFFE5,
        0x2026,
        0x2014,
        0x00B7,
    }
    return everyday | forms | {ord(char) for text in texts for char in text if ord(char) < 0x1F000}


def rename(font: TTFont, weight: str) -> None:
    """A name of its own; who made it and under which licence stays."""
    plain = f"{FAMILY.replace(' ', '')}-{weight}"
    names = {1: FAMILY, 2: weight, 3: plain, 4: f"{FAMILY} {weight}", 6: plain}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 5, 7, 8, 9, 11, 13, 14)]
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames[0] = plain
    cff.topDictIndex[0].FullName, cff.topDictIndex[0].FamilyName = names[4], FAMILY


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/opentype/noto"))
