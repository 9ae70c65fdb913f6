"""What colleagues know about a customer stays with the shop, and goes along when somebody else looks after them."""

import pytest

from scenarios.driven.conftest import COLLEAGUE, OWNER, Shop

pytestmark = pytest.mark.e2e


def test_a_tagged_and_noted_customer_is_handed_over_with_the_talk(shop: Shop, newcomer) -> None:  # type: ignore[no-untyped-def]
    assert shop.colleague.is_visible("rail")
    guest, name = newcomer("customer")
    tag, note, asked = (
        shop.fresh_name("Regular"),
        shop.fresh_name("Pays monthly"),
        shop.fresh_name("In stock?"),
    )
    guest.conversations.open(OWNER).send(asked)
    shop.owner.conversations.open(name).wait_for(asked)
    shop.owner.card.tag(tag)
    shop.owner.card.wait_for_tags(tag)
    shop.owner.card.note(note)
    shop.owner.card.wait_for_notes(note)
    shop.owner.card.hand_over(COLLEAGUE)
    talk = shop.colleague.conversations.open(name)
    talk.wait_for(asked)
    shop.colleague.card.show()
    shop.colleague.card.wait_for_tags(tag)
    shop.colleague.card.wait_for_notes(note)
    guest.wait_text("chat.header.title", COLLEAGUE)
    answered = shop.fresh_name("有货")
    talk.send(answered)
    assert guest.chat.wait_for(answered).sender == COLLEAGUE
