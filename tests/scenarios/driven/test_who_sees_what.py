"""Customers see the shop and nobody else; who is blocked or unwanted can't write; who was signed out is out."""

from collections.abc import Callable

import pytest

from parley.driver import Desktop
from parley.driver.team import PASSWORD
from scenarios.driven.conftest import CUSTOMER, OWNER, Shop

pytestmark = pytest.mark.e2e

Newcomer = Callable[..., tuple[Desktop, str]]


def test_a_customer_sees_the_shop_and_no_other_customer(shop: Shop, newcomer: Newcomer) -> None:
    desktop, _name = newcomer("customer")
    assert shop.customer.is_visible("rail")
    desktop.contacts.show()
    desktop.menu("contacts.plus.contact", target="contacts.plus", opens="click")
    desktop.type(OWNER, "contacts.add.search")
    desktop.find("contacts.add.ask.", OWNER)
    desktop.type(CUSTOMER, "contacts.add.search", clear=True)
    desktop.wait_text("contacts.add.note", f"Nobody found for “{CUSTOMER}”.")


def test_who_is_blocked_reaches_nobody_and_is_told_nothing_of_it(shop: Shop, newcomer: Newcomer) -> None:
    desktop, name = newcomer("customer")
    desktop.chat.send("hello")
    owner = shop.owner.conversations.open(name)
    owner.wait_for("hello")
    owner.answer("block")
    shop.owner.click("contacts.block_ok")
    shop.owner.wait("chat.strip.unblock")
    desktop.chat.send("are you there?")
    desktop.chat.wait_for_state("are you there?", "failed")
    assert [row.text for row in owner.messages()] == ["hello"]


def test_only_contacts_may_write_to_who_wants_it_so(shop: Shop, newcomer: Newcomer) -> None:
    desktop, _name = newcomer("customer")
    shop.owner.settings.open("privacy")
    shop.owner.click("settings.privacy.who_may_write_contacts")
    try:
        desktop.chat.send("hello")
        desktop.chat.wait_for_state("hello", "failed")
    finally:
        shop.owner.settings.open("privacy")
        shop.owner.click("settings.privacy.who_may_write_anyone")


def test_a_computer_that_is_signed_out_from_elsewhere_says_so_and_keeps_what_was_written(
    shop: Shop, newcomer: Newcomer
) -> None:
    desktop, _name = newcomer("customer")
    desktop.chat.send("before")
    desktop.chat.wait_for_sent("before")
    desktop.settings.open("account")
    handle = desktop.text("settings.account.handle")
    other = shop.launch(f"{desktop.name}-second")
    other.welcome.sign_in(shop.relay.url, handle, PASSWORD)
    other.settings.open("account")
    other.click(other.find("settings.account.revoke."))
    desktop.wait("connection_action")
    desktop.conversations.open(OWNER).send("after")
    assert desktop.chat.last("after").state == "queued"
    desktop.click("connection_action")
    desktop.type(PASSWORD, "sign_in.sign_in.password")
    desktop.click("sign_in.sign_in.go")
    desktop.wait("conversations.panel")
    desktop.conversations.open(OWNER).wait_for_sent("after")


def test_an_invitation_that_was_withdrawn_lets_nobody_in(shop: Shop) -> None:
    link = shop.owner.settings.invite("customer")
    shop.owner.settings.open("shop")
    shop.owner.click(shop.owner.find("settings.shop.revoke."))
    stranger = shop.launch(shop.fresh_name("stranger"))
    stranger.click("sign_in.welcome.invitation")
    stranger.paste(link, "sign_in.paste.link")
    stranger.click("sign_in.paste.go")
    stranger.wait("sign_in.paste.trouble")
    shop.end(stranger)


def test_a_contact_is_dragged_into_a_group(shop: Shop) -> None:
    group = shop.fresh_name("客户")
    assert shop.acquainted
    shop.owner.contacts.show()
    shop.owner.menu("contacts.plus.group", target="contacts.plus", opens="click")
    shop.owner.type(group)
    shop.owner.key("Enter")
    shop.owner.wait(f"contacts.tree[contains={group} (0/0)]", "row")
    shop.owner.drag(f"contacts.tree[text={CUSTOMER}]", f"contacts.tree[contains={group}]")
    shop.owner.wait(f"contacts.tree[contains={group} (1/1)]", "row")
