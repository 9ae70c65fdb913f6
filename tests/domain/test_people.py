"""Names, handles, passwords, messages and presence: what is let in, and in which form."""

import pytest

from parley.domain.errors import Refusal
from parley.domain.message import Part, check_parts, text_of, text_part
from parley.domain.people import check_handle, check_name, check_password
from parley.domain.presence import CHOSEN, Status, as_seen_by_others, combine


@pytest.mark.parametrize(
    ("given_handle", "kept"),
    [(" Chen.Ming ", "chen.ming"), ("ＬＩ", "li"), ("a", "a"), ("li_na-2", "li_na-2"), ("x" * 32, "x" * 32)],
)
def test_handles_are_folded(given_handle: str, kept: str) -> None:
    assert check_handle(given_handle) == kept


@pytest.mark.parametrize("handle", ["", "陈明", "a b", "-a", "a-", "x" * 33, "a@b", "a\n"])
def test_handles_that_cannot_be(handle: str) -> None:
    if handle == "a\n":
        assert check_handle(handle) == "a"
        return
    with pytest.raises(Refusal) as refused:
        check_handle(handle)
    assert refused.value.code == "handle_invalid"


def test_names_are_one_line() -> None:
    assert check_name("  王\n 建军 ") == "王 建军"
    assert check_name("", required=False) == ""
    assert check_name("\u200b", required=False) == ""
    assert check_name("👩‍👩‍👧‍👦茶") == "👩‍👩‍👧‍👦茶"
    for name, code in (
        (" ", "name_empty"),
        ("\u200b", "name_empty"),
        ("\u200e \ufeff", "name_empty"),
        ("\u3164\u2800", "name_empty"),
        ("x" * 41, "name_too_long"),
        ("a\u202eb", "text_invalid"),
        ("a\0b", "text_invalid"),
    ):
        with pytest.raises(Refusal) as refused:
            check_name(name)
        assert refused.value.code == code


def test_only_the_length_of_a_password_counts() -> None:
    check_password("八个汉字也可以的")
    for password in ("1234567", "x" * 257):
        with pytest.raises(Refusal):
            check_password(password)


def test_a_message_as_text_shows_fallbacks() -> None:
    parts = (text_part("您好"), Part(type="image", fallback="[图片]"))
    assert text_of(parts) == "您好\n[图片]"
    with pytest.raises(Refusal) as refused:
        check_parts(tuple(text_part("x") for _ in range(21)))
    assert refused.value.field == "parts"


@pytest.mark.parametrize(
    ("chosen", "devices_idle", "status"),
    [
        (Status.ONLINE, [], Status.OFFLINE),
        (Status.BUSY, [], Status.OFFLINE),
        (Status.ONLINE, [False, True], Status.ONLINE),
        (Status.ONLINE, [True, True], Status.AWAY),
        (Status.BUSY, [True], Status.BUSY),
        (Status.AWAY, [False], Status.AWAY),
        (Status.INVISIBLE, [False], Status.INVISIBLE),
    ],
)
def test_presence_over_devices(chosen: Status, devices_idle: list[bool], status: Status) -> None:
    assert combine(chosen, devices_idle) is status


def test_invisible_leaves_the_house_as_offline() -> None:
    assert [as_seen_by_others(status) for status in CHOSEN].count(Status.OFFLINE) == 1
    assert as_seen_by_others(Status.INVISIBLE) is Status.OFFLINE
