"""What was written survives a dead server, a killed window, and another day."""

from collections.abc import Callable

import pytest

from parley.driver import Desktop, Team
from parley.driver.team import PASSWORD
from scenarios.driven.conftest import OWNER, Shop

pytestmark = pytest.mark.e2e


def test_what_is_written_offline_survives_a_kill_and_arrives_once_and_in_order(
    parley_team: Team, parley_desktop: Callable[..., Desktop]
) -> None:
    words = [f"{number}. 大红袍还有货吗？" for number in range(1, 6)]
    owner = parley_team.owner()
    anna = parley_team.customer("Anna Keller")
    owner_talk = anna.conversations.open(parley_team.owner_name)
    parley_team.relay.kill()
    anna.wait("connection")
    for text in words:
        owner_talk.send(text)
    assert {owner_talk.last(text).state for text in words} == {"queued"}
    assert anna.process is not None
    anna.process.kill()
    anna.close()
    parley_team.relay.start()
    again = parley_desktop("customer1")
    chat = again.conversations.open(parley_team.owner_name)
    chat.wait_for_sent(words[-1])
    owner.conversations.open("Anna Keller").wait_for(words[-1])
    assert [row.text for row in owner.chat.messages()] == words
    again.wait("connection", "hidden")


def test_drafts_and_tabs_come_back_after_a_kill(
    shop: Shop, newcomer: Callable[..., tuple[Desktop, str]]
) -> None:
    desktop, _name = newcomer("staff")
    desktop.chat.send("大家好")
    desktop.contacts.write_to(OWNER).write("还没写完")
    desktop.conversations.wait_for("还没写完")
    open_tabs = [row.text for row in desktop.rows("chat.tabs")]
    assert len(open_tabs) == 2
    again = shop.start_again(desktop)
    again.wait("chat.tabs", "count", count=2)
    assert [row.text for row in again.rows("chat.tabs")] == open_tabs
    assert again.conversations.open(OWNER).draft() == "还没写完"


def test_a_second_computer_shows_the_same_talk_and_the_same_draft(
    shop: Shop, newcomer: Callable[..., tuple[Desktop, str]]
) -> None:
    desktop, _name = newcomer("customer")
    desktop.chat.send("第一台电脑")
    desktop.chat.wait_for_sent("第一台电脑")
    desktop.chat.write("draft of two computers")
    desktop.settings.open("account")
    handle = desktop.text("settings.account.handle")
    other = shop.launch(f"{desktop.name}-second")
    other.welcome.sign_in(shop.relay.url, handle, PASSWORD)
    chat = other.conversations.open(OWNER)
    assert chat.wait_for("第一台电脑").own
    other.wait_text("chat.composer.field", "draft of two computers")
