"""What a note keeps of its past, and phone numbers in it."""

from datetime import UTC, datetime, timedelta

import pytest

from parley.domain.errors import Refusal
from parley.domain.note import (
    NOTE_LIMIT,
    TEXTS_LIMIT,
    Note,
    NoteText,
    check_note,
    find_phone,
    removed,
    written,
)
from parley.domain.ownership import Owner

START = datetime(2026, 11, 22, 9, tzinfo=UTC)
EMPTY = Note(id="n", owner=Owner.SHOP, person="wang")


def said(number: int) -> NoteText:
    return NoteText(text=f"第 {number} 版", by="li", at=START + timedelta(minutes=number))


def test_earlier_texts_stay_and_the_oldest_of_very_many_go() -> None:
    note = EMPTY
    for number in range(TEXTS_LIMIT + 5):
        note = written(note, said(number))
    assert note.text == f"第 {TEXTS_LIMIT + 4} 版"
    assert [text.text for text in note.texts[:2]] == ["第 5 版", "第 6 版"]
    assert len(note.texts) == TEXTS_LIMIT


def test_a_note_taken_away_keeps_who_and_when_and_no_word() -> None:
    gone = removed(written(EMPTY, said(1)), "chen", START)
    assert (gone.text, gone.texts, gone.removed_by, gone.removed_at) == ("", (), "chen", START)
    assert gone.is_removed


def test_a_note_has_words_and_an_end() -> None:
    assert check_note(" 月结\r\n只要特级 ") == "月结\n只要特级"
    for wrong, code in ((" \n", "note_empty"), ("字" * (NOTE_LIMIT + 1), "text_too_long")):
        with pytest.raises(Refusal) as refused:
            check_note(wrong)
        assert (refused.value.code, refused.value.field) == (code, "text")


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("电话 138 0013 8000，下午打", "138 0013 8000"),
        ("Call +49 30 901820 after 5", "+49 30 901820"),
        ("WeChat: anna-0571-88886666", "0571-88886666"),
        ("订单 12 箱 380 元", ""),
        ("单号 12345678901234567890", ""),
        ("A1380013800", ""),
    ],
)
def test_the_phone_number_in_a_note(text: str, phone: str) -> None:
    assert find_phone(["没有", text]) == phone
