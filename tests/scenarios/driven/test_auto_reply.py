"""Somebody goes out, and customers are answered meanwhile."""

import pytest

from scenarios.driven.conftest import CUSTOMER, OWNER, Shop

pytestmark = pytest.mark.e2e


def test_a_customer_is_answered_while_one_is_away_and_waits_on_return(shop: Shop) -> None:
    owner = shop.owner
    owner.auto_reply.add_rule("Keyword", "We have 88 kg left", "stock, how much")
    assert owner.auto_reply.ask("Do you have it in stock?") == "We have 88 kg left"
    owner.conversations.show()
    owner.auto_reply.go_away("I am at the warehouse, back at four")
    owner.auto_reply.wait_for_strip("Away · auto-reply on")
    shop.customer.conversations.open(OWNER).send("Are you there?")
    shop.customer.chat.wait_for("I am at the warehouse, back at four")
    owner.auto_reply.wait_for_strip("Away · auto-reply on · 1 answered")
    owner.auto_reply.come_back()
    owner.auto_reply.wait_for_strip(
        f"Away 1 min: 1 customer came, 1 is waiting\n{CUSTOMER} (answered automatically, waiting)"
    )
    owner.auto_reply.answer()
    owner.wait_text("chat.header.title", CUSTOMER)
    owner.chat.send("Back again")
    shop.customer.chat.wait_for("Back again")
    owner.auto_reply.show()
    owner.click("settings.auto_reply.on")  # the next scenario's customers get no such answers
