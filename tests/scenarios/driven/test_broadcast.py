"""Said to many, by a person at a desktop."""

import pytest

from scenarios.driven.conftest import CUSTOMER, OWNER, Shop

pytestmark = pytest.mark.e2e


def test_a_message_to_many_reaches_the_customer_who_then_opts_out(shop: Shop) -> None:
    shop.customer.conversations.open(OWNER)
    owner = shop.owner
    owner.conversations.wait_for(CUSTOMER)
    owner.broadcasts.write("{customer}, tea from {price}", {"price": "9 EUR"})
    preview = owner.broadcasts.choose(CUSTOMER)
    assert [row.text for row in preview] == [CUSTOMER]
    owner.broadcasts.send()
    owner.broadcasts.wait_for("1 of 1 sent")
    owner.broadcasts.close()
    shop.customer.chat.wait_for(f"{CUSTOMER}, tea from 9 EUR\n\nReply STOP to opt out")
    shop.customer.chat.send("STOP")
    shop.customer.chat.wait_for(
        f"You have opted out: {shop.team.shop} won't send you any more messages to many."
        " Reply START to get them again."
    )
    shop.customer.chat.send("START")
