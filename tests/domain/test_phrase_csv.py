"""CSV in and out: encodings, quotes, duplicates, bad rows, formulas."""

import random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.phrases_made import phrase
from parley.domain.csv_cells import neutralised, restored
from parley.domain.errors import Refusal
from parley.domain.phrase import Phrase
from parley.domain.phrase_csv import (
    CsvPreview,
    Duplicate,
    OnDuplicate,
    plan_import,
    read_csv,
    write_csv,
)

FOLDERS = {"g": "问候", "p": '价格, "含税"'}
HARD = (
    '他说："好"',
    "第一行\n第二行",
    "a,b;c\td",
    "=1+1",
    "+86 138",
    "-5%",
    "@陈明",
    "'=x",
    "''-",
    "'hi",
    "您好😀🍵",
)


def library(count: int, *, letters: str = "") -> list[Phrase]:
    draw = random.Random(7)
    extra = letters or "abc 茶叶价格含税\n\"',;=+-@ 😀"
    made = []
    for number in range(count):
        words = f"{draw.choice(HARD) if not letters else ''}{number}" + "".join(draw.choices(extra, k=12))
        folder = draw.choice([None, *FOLDERS])
        made.append(
            phrase(words.strip(), f"c{number}" if number % 3 else "", id_=f"id{number}", folder=folder)
        )
    return made


def contents(preview: CsvPreview) -> list[tuple[str, str, str]]:
    return [(row.code, row.text, row.folder) for row in preview.rows]


def expected(phrases: list[Phrase]) -> list[tuple[str, str, str]]:
    return [(each.code, each.text, FOLDERS.get(each.folder or "", "")) for each in phrases]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_thousand_phrases_come_back_as_they_went(language: str) -> None:
    phrases = library(1_000)
    data = write_csv(phrases, FOLDERS, language)
    preview = read_csv(data, [], {})
    assert data.startswith(b"\xef\xbb\xbf")
    assert preview.encoding == "utf-8"
    assert preview.bad == ()
    assert contents(preview) == expected(phrases)
    again = read_csv(data, phrases, FOLDERS)
    assert {row.duplicate for row in again.rows} == {Duplicate.SAME}
    assert plan_import(again.rows, OnDuplicate.REPLACE) == []


def test_a_thousand_phrases_come_back_from_excel_in_china() -> None:
    phrases = library(1_000, letters="abc茶叶价格含税，。\n\"',;=")
    data = write_csv(phrases, FOLDERS, "zh_CN").decode("utf-8-sig").encode("gbk")
    preview = read_csv(data, [], {})
    assert preview.encoding == "gbk"
    assert contents(preview) == expected(phrases)


def test_no_cell_is_a_formula_for_a_spreadsheet() -> None:
    for text in HARD:
        line = write_csv([phrase(text)], {}).decode("utf-8-sig").partition("\r\n")[2]
        assert line.removeprefix(",").removeprefix('"')[0] not in "=+-@\t"
    assert neutralised("=1") == "'=1"
    assert neutralised("＝1") == "'＝1"


@given(st.text(alphabet="'=+-@\t\ra茶 "))
def test_neutralising_is_undone_by_reading(cell: str) -> None:
    assert restored(neutralised(cell)) == cell
    assert neutralised(cell)[:1] not in {"=", "+", "-", "@", "\t", "\r"}


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ("您好\r\n谢谢\r\n".encode(), [("", "您好", ""), ("", "谢谢", "")]),
        ("hi,您好\n".encode(), [("hi", "您好", "")]),
        ("hi,您好,问候,多余\n".encode(), [("hi", "您好", "问候")]),
        ("内容,无关,快捷码\n您好,x,hi\n".encode("gb18030"), [("hi", "您好", "")]),
        ("Folder;Text;Code\n问候;您好;/hi\n".encode("utf-16"), [("hi", "您好", "问候")]),
        ("code\ttext\nhi\t您好, 在吗\n".encode(), [("hi", "您好, 在吗", "")]),
        (b"code,text,folder\r\n\r\n,,\r\n", []),
        (b"", []),
    ],
)
def test_files_as_others_write_them(data: bytes, rows: list[tuple[str, str, str]]) -> None:
    preview = read_csv(data, [], {})
    assert contents(preview) == rows
    assert preview.bad == ()


def test_bad_rows_are_named_by_line_and_the_others_are_read() -> None:
    data = (
        "code,text,folder\n"
        'ok,"two\nlines",\n'
        "bad code,text,\n"
        "empty,,\n"
        '"a"b,text,\n'
        f"long,{'x' * 8_001},\n"
        f"far,text,{'f' * 31}\n"
        "fine,last,\n"
        'open,"never closed\nand more\n'
    ).encode()
    preview = read_csv(data, [], {})
    assert contents(preview) == [("ok", "two\nlines", ""), ("fine", "last", "")]
    assert [(bad.line, bad.code) for bad in preview.bad] == [
        (4, "phrase_code_invalid"),
        (5, "message_empty"),
        (6, "csv_quote_open"),
        (7, "message_too_long"),
        (8, "name_too_long"),
        (10, "csv_quote_open"),
    ]
    assert all(bad.sentence for bad in preview.bad)


def test_files_that_cannot_be_read_say_so() -> None:
    for data, code in ((b"\xff\xfe\x00", "csv_unreadable"), (b"\x80\xff\xff", "csv_unreadable")):
        with pytest.raises(Refusal) as refused:
            read_csv(data, [], {})
        assert refused.value.code == code
    with pytest.raises(Refusal) as refused:
        read_csv(b"x" * (3 * 1024 * 1024 + 1), [], {})
    assert refused.value.code == "csv_too_big"
    with pytest.raises(Refusal) as refused:
        read_csv(b"".join(b"c%d,hello\n" % n for n in range(2_001)), [], {})
    assert refused.value.code == "import_too_long"


def test_duplicates_are_shown_and_skipped_or_replaced() -> None:
    there = [phrase("您好", "hi", id_="1"), phrase("谢谢", "xx", id_="2"), phrase("再见", id_="3")]
    data = (
        "code,text\nhi,您好\nhi,您好呀\nxx,多谢\nby,再见\nnew,新的\nnew,更新的\n,没有码\n,没有码\n"
    ).encode()
    preview = read_csv(data, there, {})
    assert [(row.line, row.duplicate, row.doubles) for row in preview.rows] == [
        (2, Duplicate.SAME, "1"),
        (3, Duplicate.IN_FILE, "2"),
        (4, Duplicate.CODE, "2"),
        (5, Duplicate.TEXT, "3"),
        (6, None, ""),
        (7, Duplicate.IN_FILE, "6"),
        (8, None, ""),
        (9, Duplicate.IN_FILE, "8"),
    ]
    assert len(preview.duplicates) == 6
    skipped = plan_import(preview.rows)
    assert [(each.code, each.text, each.replaces) for each in skipped] == [
        ("new", "新的", None),
        ("", "没有码", None),
    ]
    replaced = plan_import(preview.rows, OnDuplicate.REPLACE)
    assert [(each.code, each.text, each.replaces) for each in replaced] == [
        ("hi", "您好呀", "1"),
        ("xx", "多谢", "2"),
        ("by", "再见", "3"),
        ("new", "更新的", None),
        ("", "没有码", None),
    ]


def test_a_row_that_says_no_code_or_folder_takes_none_away() -> None:
    there = [phrase("您好", "hi", id_="1", folder="g"), phrase("谢谢", "xx", id_="2", folder="g")]
    same = read_csv("text\n您好\n谢谢\n".encode(), there, FOLDERS)
    assert {row.duplicate for row in same.rows} == {Duplicate.SAME}
    moved = read_csv("text,folder\n您好,售后\n".encode(), there, FOLDERS)
    planned = plan_import(moved.rows, OnDuplicate.REPLACE)
    assert [(each.code, each.folder, each.replaces) for each in planned] == [("hi", "售后", "1")]


def test_no_phrase_is_replaced_twice() -> None:
    there = [phrase("您好", "hi", id_="1")]
    preview = read_csv("code,text\nhi,早上好\nyo,您好\n".encode(), there, {})
    planned = plan_import(preview.rows, OnDuplicate.REPLACE)
    assert [(each.code, each.replaces) for each in planned] == [("hi", "1"), ("yo", None)]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        preview = read_csv(data, [], {})
    except Refusal:
        return
    msgspec.json.encode([row.line for row in preview.rows])
    assert all(row.text for row in preview.rows)
