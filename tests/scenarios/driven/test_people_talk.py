"""People write to each other, in rooms and in two, and see what became of their words."""

from pathlib import Path
from time import monotonic

import pytest
from PIL import Image

from parley.driver import Desktop
from scenarios.driven.conftest import COLLEAGUE, CUSTOMER, OWNER, Shop

pytestmark = pytest.mark.e2e


def test_a_customer_asks_the_owner_answers_and_each_sees_that_it_was_read(shop: Shop) -> None:
    asked, answered = shop.fresh_name("Is the Da Hong Pao in stock?"), shop.fresh_name("有的，今年的新茶 🍵")
    anna = shop.customer.conversations.open(OWNER)
    anna.send(asked)
    chen = shop.owner.conversations.open(CUSTOMER)
    assert chen.wait_for(asked).sender == CUSTOMER
    anna.wait_for_read(asked)
    chen.send(answered)
    assert anna.wait_for(answered).sender == OWNER
    chen.wait_for_read(answered)


def test_what_nobody_looked_at_is_delivered_and_not_read(shop: Shop) -> None:
    words = shop.fresh_name("Are you there?")
    shop.owner.contacts.show()
    anna = shop.customer.conversations.open(OWNER)
    anna.send(words)
    assert anna.wait_for_delivered(words).state == "delivered"
    shop.owner.conversations.open(CUSTOMER).wait_for(words)
    anna.wait_for_read(words)


def test_enter_sends_nothing_while_an_input_method_composes(shop: Shop) -> None:
    words = shop.fresh_name("大红袍")
    chat = shop.customer.conversations.open(OWNER)
    before = len(chat.messages())
    shop.customer.click("chat.composer.field")
    shop.customer.ime("chat.composer.field", preedit="da hong pao")
    shop.customer.key("Enter")
    assert len(chat.messages()) == before
    shop.customer.ime("chat.composer.field", commit=words)
    assert chat.draft() == words
    assert len(chat.messages()) == before
    shop.customer.key("Enter")
    chat.wait_for(words)
    chat.wait_for_sent(words)


def test_a_room_is_made_people_are_invited_and_everybody_hears_everybody(shop: Shop) -> None:
    title, hello, answer = (shop.fresh_name(words) for words in ("春茶拼柜", "大家好", "Good morning"))
    assert shop.acquainted
    assert shop.colleague.is_visible("rail")
    room = shop.owner.rooms.create(title, COLLEAGUE, CUSTOMER)
    for desktop in (shop.colleague, shop.customer):
        desktop.rooms.join(title)
    # Newcomers hear what is said once the server let them in.
    shop.owner.wait(f"chat.timeline[contains={CUSTOMER} joined]", "row")
    room.send(hello)
    for desktop in (shop.colleague, shop.customer):
        assert desktop.chat.wait_for(hello).sender == OWNER
    shop.customer.chat.send(answer)
    assert shop.colleague.chat.wait_for(answer).sender == CUSTOMER
    assert room.wait_for(answer).sender == CUSTOMER


def test_who_comes_later_reads_what_was_said_before_where_the_owner_wants_it(shop: Shop) -> None:
    title, before = shop.fresh_name("双旦礼盒"), shop.fresh_name("每盒 128 元")
    assert shop.colleague.is_visible("rail")
    room = shop.owner.rooms.create(title, newcomers_see_all=True)
    room.send(before)
    room.wait_for_sent(before)
    room.choose("invite")
    shop.owner.click(f"chat.invite.people.list[text={COLLEAGUE}]")
    shop.owner.click("chat.invite.ok")
    shop.colleague.rooms.join(title)
    assert shop.colleague.chat.wait_for(before).sender == OWNER


def test_somebody_who_left_a_room_hears_no_more(shop: Shop) -> None:
    title = shop.fresh_name("秋茶")
    assert shop.colleague.is_visible("rail")
    room = shop.owner.rooms.create(title, COLLEAGUE)
    shop.colleague.rooms.join(title)
    room.send("before")
    shop.colleague.chat.wait_for("before")
    shop.colleague.chat.choose("leave")
    shop.colleague.click("chat.leave_ok")
    shop.owner.wait("chat.timeline[contains=left]", "row")
    room.send("after")
    room.wait_for_sent("after")
    # What comes later in another room shows that "after" would have come by now.
    other = shop.fresh_name("夏茶")
    talk = shop.owner.rooms.create(other, COLLEAGUE)
    shop.colleague.rooms.join(other)
    talk.send("later")
    shop.colleague.chat.wait_for("later")
    assert all("after" not in row.spoken for row in shop.colleague.conversations.rows())


def test_a_picture_dropped_on_ones_own_is_what_others_see(shop: Shop, tmp_path: Path) -> None:
    red = (200, 30, 40)
    file = tmp_path / "me.png"
    Image.new("RGB", (300, 200), red).save(file)
    shop.owner.conversations.open(CUSTOMER)
    shop.customer.settings.set_picture(str(file))
    # What is written after it shows that the picture is known by then.
    words = shop.fresh_name("a new picture")
    shop.customer.conversations.open(OWNER).send(words)
    shop.owner.chat.wait_for(words)
    assert _sees(shop.owner, red, tmp_path)


def _sees(desktop: Desktop, colour: tuple[int, int, int], folder: Path) -> bool:
    """Whether the head of the chat shows a picture of this colour, within the time a picture takes to arrive."""
    deadline = monotonic() + 10
    while monotonic() < deadline:
        with Image.open(desktop.screenshot(folder / "head.png", "chat.header.avatar")) as head:
            seen = head.convert("RGB").getpixel((head.width // 2, head.height // 2))
        if isinstance(seen, tuple) and all(abs(a - b) < 12 for a, b in zip(seen, colour, strict=True)):
            return True
    return False
