"""The table of public ids: read from the code, true of the real windows."""

import json

import pytest

from parley.driver.ids import IdTable, PublicId, main, read_table


@pytest.fixture(scope="module")
def table() -> IdTable:
    return read_table()


def test_the_table_holds_what_a_test_needs_most(table: IdTable) -> None:
    entries = {entry.id: entry for entry in table.ids}
    assert entries["sign_in.welcome.title"].control == "TextLabel"
    assert entries["chat.create_room.create"].words == "Create room"
    for name in (
        "chat.composer.send",
        "chat.composer.field",
        "conversations.list",
        "chat.timeline",
        "contacts.tree",
    ):
        assert name in entries


@pytest.mark.parametrize(
    "name",
    [
        "chat.composer.send",
        "chat.page.0199-ab",
        "sign_in.join.password_input",
        "rail.people",
        "conversations.search_clear",
        "invite.kind_customer",
        "chat.create_room.people.list",
        "settings.general.theme_dark",
    ],
)
def test_names_of_the_windows_are_known(table: IdTable, name: str) -> None:
    assert table.knows(name)


@pytest.mark.parametrize(
    "name", ["chat.composer.sent", "nowhere", "chat", "chat.timeline.jump.more", "Chat.header"]
)
def test_other_names_are_not(table: IdTable, name: str) -> None:
    assert not table.knows(name)


def test_a_part_in_braces_stands_for_one_word() -> None:
    table = IdTable([PublicId("chat.page.{conversation}", "", "", "")], ["_clear"])
    assert table.unknown(["chat.page.x", "chat.page.x_clear", "chat.page.x.y", "", "chat.page."]) == [
        "chat.page.",
        "chat.page.x.y",
    ]


def test_the_table_is_printed_for_people_and_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "| `chat.composer.send` | SendButton |" in capsys.readouterr().out
    assert main(["--json"]) == 0
    assert any(entry["id"] == "chat.timeline" for entry in json.loads(capsys.readouterr().out))
