"""Phrases as CSV files, bytes in and bytes out.

A file has the columns code, text and folder (快捷码, 内容, 分组), in any order when the first row names them. Written
files are UTF-8 with a byte order mark, which Excel needs to see; read are UTF-8 with and without it, UTF-16 with it,
and GBK (as GB 18030), which Excel in China writes. A phrase's parts become one text.

    bytes --read_csv--> preview (rows, those that double something, bad rows with line and reason)
          --plan_import--> what to store, all of it or nothing

What would run as a formula is written as `csv_cells` says.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

import msgspec

from parley.domain.csv_cells import restored, written
from parley.domain.errors import Refusal
from parley.domain.message import text_part
from parley.domain.people import check_name
from parley.domain.phrase import (
    FOLDER_NAME_LIMIT,
    IMPORT_LIMIT,
    Phrase,
    check_code,
    check_content,
    fold,
)

FILE_LIMIT_BYTES = 3 * 1024 * 1024
HEADERS = {"en": ("code", "text", "folder"), "zh_CN": ("快捷码", "内容", "分组")}

_NAMES = {
    "code": ("code", "shortcut", "short code", "快捷码", "快捷编码", "快捷短语编码", "编码", "短码", "代码"),
    "text": (
        "text",
        "content",
        "phrase",
        "message",
        "reply",
        "内容",
        "快捷短语",
        "短语",
        "短语内容",
        "话术",
        "回复",
    ),
    "folder": ("folder", "group", "category", "分组", "快捷短语分组", "短语分组", "文件夹", "分类", "组别"),
}
_COLUMN_OF = {fold(name): column for column, names in _NAMES.items() for name in names}
_ORDER = {1: ("text",), 2: ("code", "text")}
"""What the columns are when no row names them; three or more are code, text, folder."""


class Duplicate(StrEnum):
    """What a row doubles."""

    SAME = "same"
    """A phrase of the library is just so: nothing to do."""
    CODE = "code"
    """A phrase of the library has this code, with another text or folder."""
    TEXT = "text"
    """A phrase of the library has this text, under another code."""
    IN_FILE = "in_file"
    """An earlier row of the file has this code; of rows without one, the same text."""


class OnDuplicate(StrEnum):
    """What becomes of rows that double something."""

    SKIP = "skip"
    REPLACE = "replace"


class CsvRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row that can be stored. `doubles` is the phrase's id, or for IN_FILE the line of the earlier row."""

    line: int
    code: str
    text: str
    folder: str = ""
    duplicate: Duplicate | None = None
    doubles: str = ""


class BadRow(msgspec.Struct, frozen=True):
    """A row that can't. `code` is stable (a refusal's, or `csv_quote_open`), `sentence` says it in English."""

    line: int
    code: str
    sentence: str


class CsvPreview(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it would be imported."""

    encoding: str
    rows: tuple[CsvRow, ...]
    bad: tuple[BadRow, ...]

    @property
    def duplicates(self) -> tuple[CsvRow, ...]:
        """The rows that double something."""
        return tuple(row for row in self.rows if row.duplicate is not None)


class PlannedPhrase(msgspec.Struct, frozen=True, kw_only=True):
    """One phrase to store; `replaces` is the id of the one it takes the place of.

    `folder` is a name; "" leaves a replaced phrase where it is.
    """

    code: str
    text: str
    folder: str = ""
    replaces: str | None = None


def write_csv(phrases: Iterable[Phrase], folders: Mapping[str, str], language: str = "en") -> bytes:
    """The file. `folders` are names by id."""
    rows = [(phrase.code, phrase.text, folders.get(phrase.folder or "", "")) for phrase in phrases]
    return written((HEADERS.get(language, HEADERS["en"]), *rows))


def read_csv(data: bytes, existing: Iterable[Phrase], folders: Mapping[str, str]) -> CsvPreview:
    """What a file holds, held against the library it is to go into. Raises Refusal if it can't be read at all."""
    if len(data) > FILE_LIMIT_BYTES:
        raise Refusal(
            "csv_too_big",
            f"A file has at most {FILE_LIMIT_BYTES // 1024 // 1024} MB.",
            next_step="Split it into several files.",
        )
    text, encoding = _decoded(data)
    rows: list[CsvRow] = []
    bad: list[BadRow] = []
    columns: tuple[str, ...] | None = None
    for line, cells in _records(text):
        if cells is None:
            bad.append(BadRow(line, "csv_quote_open", "The quotation marks of this row don't fit together."))
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns, is_header = _columns_of(cells)
            if is_header:
                continue
        try:
            rows.append(_row(line, cells, columns))
        except Refusal as refusal:
            bad.append(BadRow(line, refusal.code, refusal.sentence))
    if len(rows) > IMPORT_LIMIT:
        raise Refusal(
            "import_too_long",
            f"There are {len(rows)} phrases in this file; at most {IMPORT_LIMIT} go in at once.",
            next_step="Split it into several files.",
        )
    return CsvPreview(encoding=encoding, rows=compare(rows, existing, folders), bad=tuple(bad))


def compare(
    rows: Iterable[CsvRow], existing: Iterable[Phrase], folders: Mapping[str, str]
) -> tuple[CsvRow, ...]:
    """The rows, each with what it doubles in a library or among the rows before it.

    A row that says no code or folder leaves those of the phrase it doubles as they are.
    """
    library = list(existing)
    exact = {(phrase.code, phrase.text): phrase for phrase in library}
    by_code = {phrase.code: phrase for phrase in library if phrase.code}
    by_text = {phrase.text: phrase for phrase in reversed(library)}
    earlier: dict[tuple[str, str], int] = {}
    compared = []
    for row in rows:
        same_code, same_text = by_code.get(row.code), by_text.get(row.text)
        if same_text is not None and not row.code and (row.code, row.text) not in exact:
            row = msgspec.structs.replace(row, code=same_text.code)
        twin = exact.get((row.code, row.text))
        if twin is not None and row.folder in ("", folders.get(twin.folder or "", "")):
            row = _doubling(row, Duplicate.SAME, twin.id)
        elif (line := earlier.get(_key(row))) is not None:
            row = _doubling(row, Duplicate.IN_FILE, str(line))
        elif same_code is not None:
            row = _doubling(row, Duplicate.CODE, same_code.id)
        elif same_text is not None:
            row = _doubling(row, Duplicate.TEXT, same_text.id)
        earlier.setdefault(_key(row), row.line)
        compared.append(row)
    return tuple(compared)


def plan_import(rows: Iterable[CsvRow], on_duplicate: OnDuplicate = OnDuplicate.SKIP) -> list[PlannedPhrase]:
    """What to store. Replacing, the last row of a code wins and takes the place of the library's phrase.

    A row whose text is there already under another code is skipped, or gives that phrase its own code.
    """
    planned: dict[tuple[str, str], PlannedPhrase] = {}
    targets: dict[tuple[str, str], str] = {}
    for row in rows:
        if row.duplicate not in (None, Duplicate.IN_FILE):
            targets[_key(row)] = row.doubles
        if row.duplicate is Duplicate.SAME or (row.duplicate and on_duplicate is OnDuplicate.SKIP):
            continue
        planned[_key(row)] = PlannedPhrase(
            code=row.code, text=row.text, folder=row.folder, replaces=targets.get(_key(row))
        )
    return _each_replaced_once(planned.values())


def _decoded(data: bytes) -> tuple[str, str]:
    has_utf_16_mark = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if has_utf_16_mark else ["utf-8-sig", "gb18030"]:
        try:
            return data.decode(encoding), "gbk" if encoding == "gb18030" else encoding.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
    raise Refusal(
        "csv_unreadable",
        "This file is neither UTF-8 nor GBK text.",
        next_step="Save it as “CSV UTF-8” and try again.",
    )


def _records(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """Each record with the line it begins on; None where its quotation marks are broken."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, None


def _delimiter(text: str) -> str:
    """Of the first line: Excel writes semicolons where the comma divides decimals, and tabs as “Unicode text”."""
    first = re.sub(r'"[^"]*"', "", text[:4_000]).partition("\n")[0]
    return max(",;\t", key=lambda sign: (first.count(sign), sign == ","))


def _columns_of(cells: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """Which column is what, and whether this row says so."""
    named = tuple(_COLUMN_OF.get(fold(cell).strip(), "") for cell in cells)
    if "text" in named:
        return named, True
    return _ORDER.get(len(cells), ("code", "text", "folder")), False


def _row(line: int, cells: Sequence[str], columns: Sequence[str]) -> CsvRow:
    found = {name: restored(cell) for name, cell in zip(columns, cells, strict=False) if name}
    folder = found.get("folder", "")
    return CsvRow(
        line=line,
        code=check_code(found.get("code", "")),
        text=check_content((text_part(found.get("text", "")),))[0].text,
        folder=check_name(folder, field="folder", limit=FOLDER_NAME_LIMIT, required=False),
    )


def _doubling(row: CsvRow, duplicate: Duplicate, of: str) -> CsvRow:
    return msgspec.structs.replace(row, duplicate=duplicate, doubles=of)


def _key(row: CsvRow) -> tuple[str, str]:
    """A code names a phrase; without one the text does."""
    return (row.code, "" if row.code else row.text)


def _each_replaced_once(planned: Iterable[PlannedPhrase]) -> list[PlannedPhrase]:
    """Two rows can't take the place of one phrase: the later one is new."""
    seen: set[str] = set()
    found = []
    for phrase in planned:
        if phrase.replaces is not None and phrase.replaces in seen:
            phrase = msgspec.structs.replace(phrase, replaces=None)
        seen |= {phrase.replaces} if phrase.replaces else set()
        found.append(phrase)
    return found
