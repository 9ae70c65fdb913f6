"""What the demo's people say and who they are holds together."""

import pytest

from parley.cli.demo.cast import avatar_of, load_cast, load_script
from parley.cli.demo.main import main
from parley.domain.message import check_parts, text_part
from parley.domain.people import AccountKind, check_handle, check_name
from parley.foundation import resources

LANGUAGES = {"zh_CN", "en"}


def test_six_people_of_every_kind_with_portraits() -> None:
    cast = load_cast()
    assert len(cast.people) == 6
    assert {person.kind for person in cast.people} == set(AccountKind)
    assert cast.people[0].kind is AccountKind.OWNER
    assert set(cast.shop) == LANGUAGES
    for person in cast.people:
        assert check_handle(person.handle) == person.handle
        assert check_name(person.name) == person.name
        assert avatar_of(person.handle).startswith(b"\x89PNG")


def test_names_are_chinese_and_english() -> None:
    names = [person.name for person in load_cast().people]
    assert any(name.isascii() for name in names)
    assert any(not name.isascii() for name in names)


def test_address_books_name_people_and_groups_that_exist() -> None:
    cast = load_cast()
    handles = {person.handle for person in cast.people}
    for book in cast.contacts:
        assert book.of in handles
        assert set(book.groups) == LANGUAGES
        for handle, group, _remark in book.people:
            assert handle in handles
            assert all(group < len(names) for names in book.groups.values())


def test_each_pair_has_one_dialogue_of_lines_that_can_be_sent() -> None:
    script = load_script()
    pairs = [frozenset(dialogue.between) for dialogue in script.dialogues]
    assert len(pairs) == len(set(pairs))
    for dialogue in script.dialogues:
        assert {line.by for line in dialogue.lines} == set(dialogue.between)
        for line in dialogue.lines:
            check_parts((text_part(line.say),))


def test_customers_only_talk_with_the_shop() -> None:
    kinds = {person.handle: person.kind for person in load_cast().people}
    for dialogue in load_script().dialogues:
        assert any(kinds[handle].is_staff for handle in dialogue.between)


def test_the_room_has_five_people_who_all_speak() -> None:
    room = load_script().room
    people = {room.owner, *room.members}
    assert len(people) == 5
    assert {line.by for line in room.lines} == people
    assert set(room.title) == LANGUAGES


def test_there_are_polite_answers_in_both_languages() -> None:
    courtesies = load_script().courtesies
    assert set(courtesies) == LANGUAGES
    assert all(answers for answers in courtesies.values())


def test_the_corpus_ships_with_its_licence() -> None:
    text = resources.path("dialogue", "LICENSE-chatterbot-corpus.txt").read_text("utf-8")
    assert "Redistribution and use" in text
    assert "Gunther Cox" in text


@pytest.mark.parametrize(
    "arguments", [["--headless"], ["--out", "x"], ["--seconds", "0"], ["--lang", "fr"], ["--nonsense"]]
)
def test_wrong_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "usage: parley demo" in capsys.readouterr().err


def test_help_names_the_options(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(option in shown for option in ("--headless", "--out", "--seconds", "--lang", "--seed"))
