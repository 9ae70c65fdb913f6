"""What the shop's people learn of how they serve their customers."""

import pytest

from scenarios.driven.conftest import CUSTOMER, OWNER, Shop

pytestmark = pytest.mark.e2e


def test_home_says_that_a_customer_was_answered_in_time(shop: Shop) -> None:
    asked = shop.fresh_name("Do you ship to Hamburg?")
    shop.customer.conversations.open(OWNER).send(asked)
    chat = shop.owner.conversations.open(CUSTOMER)
    chat.wait_for(asked)
    chat.wait_for_sent(chat.send(shop.fresh_name("We do")).text)
    shop.owner.home.show()
    shop.owner.home.wait_for_figure("in_time", "100 %")
    assert shop.owner.home.choose("in_time", days=7).endswith(": 100 %")
    assert shop.owner.is_visible("home.colleagues")


def test_a_customer_has_no_home(shop: Shop) -> None:
    assert shop.customer.is_visible("rail.chats")
    assert not shop.customer.is_visible("rail.home")
    shop.customer.key("Ctrl+5")
    assert not shop.customer.is_visible("home")
