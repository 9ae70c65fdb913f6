"""What makes a tag, and what is offered while one types."""

import pytest

from parley.domain.errors import Refusal
from parley.domain.ownership import Owner
from parley.domain.tag import PersonTag, TagColour, check_tag_name, complete, find_tag, next_colour


def tag(
    name: str, owner: Owner = Owner.SHOP, position: int = 0, colour: TagColour = TagColour.RED
) -> PersonTag:
    return PersonTag(id=f"{owner}/{name}", owner=owner, name=name, colour=colour, position=position)


TAGS = [tag("老客户", position=1), tag("VIP"), tag("Not VIP", position=2), tag("vip", Owner.PERSON)]


def test_a_name_is_a_short_line_without_its_sign() -> None:
    assert check_tag_name(" #VIP  客户 ") == "VIP 客户"
    assert check_tag_name("＃月结") == "月结"
    for wrong, code in (("#", "name_empty"), ("字" * 17, "name_too_long")):
        with pytest.raises(Refusal) as refused:
            check_tag_name(wrong)
        assert refused.value.code == code


def test_a_tag_is_found_whatever_its_case_and_width() -> None:
    assert find_tag(TAGS, "#ｖｉｐ ") is TAGS[1]
    assert find_tag(TAGS, "vi") is None


def test_what_begins_with_the_letters_comes_first_and_the_shops_before_ones_own() -> None:
    assert [t.id for t in complete(TAGS, "vip")] == ["shop/VIP", "person/vip", "shop/Not VIP"]
    assert [t.name for t in complete(TAGS, "客")] == ["老客户"]
    assert len(complete(TAGS, "")) == 4


def test_a_new_tag_gets_the_colour_used_least() -> None:
    assert next_colour([]) is TagColour.GREEN
    assert (
        next_colour([tag("a", colour=TagColour.GREEN), tag("b", colour=TagColour.BLUE)]) is TagColour.VIOLET
    )
