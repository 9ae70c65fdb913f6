"""Language, theme and one's own order of things change at once, without starting again."""

import pytest

from scenarios.driven.conftest import OWNER, Shop

pytestmark = pytest.mark.e2e


def test_the_language_changes_at_once_everywhere(shop: Shop) -> None:
    desktop = shop.customer
    desktop.settings.open("general")
    desktop.click("settings.general.language[text=简体中文]")
    desktop.wait_text("settings.open.general", "通用")
    desktop.click("settings.general.language[text=English]")
    desktop.wait_text("settings.open.general", "General")


def test_the_theme_changes_at_once(shop: Shop) -> None:
    shop.customer.settings.set_theme("dark")
    assert shop.customer.state()["theme"] == "dark"
    shop.customer.settings.set_theme("light")
    assert shop.customer.state()["theme"] == "light"


def test_what_is_pinned_stands_on_top(shop: Shop) -> None:
    titles = [shop.fresh_name("置顶") for _ in range(2)]
    for title in titles:
        shop.owner.rooms.create(title).send("大家好")
    shop.owner.conversations.choose(titles[0], "pin")
    # The list keeps still under the pointer, and for a moment after it has left.
    shop.owner.hover("chat.timeline")
    shop.owner.wait_text("conversations.list#0", titles[0])
    shop.owner.conversations.choose(titles[0], "pin")


def test_one_finds_a_chat_by_its_name(shop: Shop) -> None:
    shop.customer.conversations.search("chenming")
    shop.customer.wait("conversations.list", "count", count=1)
    assert shop.customer.row("conversations.list#0").text.startswith(OWNER)
    shop.customer.conversations.search("")
