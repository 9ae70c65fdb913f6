"""Answering customers with phrases: from a file, with the keyboard alone, with the mouse alone."""

from pathlib import Path

import pytest

from scenarios.driven.conftest import CUSTOMER, OWNER, Shop

pytestmark = pytest.mark.e2e

_ROWS = "".join(f"k{n},第 {n} 句，您好 {{customer}},常用 {n % 3}\r\n" for n in range(50))


def test_fifty_phrases_come_from_a_file_and_answer_a_customer(shop: Shop, tmp_path: Path) -> None:
    file = tmp_path / "千牛短语.csv"
    file.write_bytes(f"快捷码,内容,分组\r\n{_ROWS}".encode("gbk"))
    asked = shop.fresh_name("在吗")
    shop.customer.conversations.open(OWNER).send(asked)
    shop.owner.phrases.library("shop")
    shop.owner.phrases.import_file(str(file))
    assert len(shop.owner.phrases.rows()) == 50
    shop.owner.conversations.open(CUSTOMER).wait_for(asked)
    # The keyboard alone, and an input method that writes 、 where the key says /.
    shop.owner.ime("chat.composer.field", commit="、")
    shop.owner.ime("chat.composer.field", preedit="k4")
    assert shop.owner.chat.phrases.offered()[0].text.startswith("第 4 句")
    shop.owner.ime("chat.composer.field", commit="k41")
    shop.owner.key("Enter")
    assert shop.owner.chat.draft() == f"第 41 句，您好 {CUSTOMER}"
    shop.owner.key("Enter")
    shop.owner.chat.wait_for_sent(f"第 41 句，您好 {CUSTOMER}")
    # The mouse alone.
    shop.owner.chat.phrases.double_click("第 7 句")
    shop.owner.chat.wait_for_sent(f"第 7 句，您好 {CUSTOMER}")
    shop.owner.chat.phrases.click("第 8 句")
    shop.owner.click("chat.composer.send")
    shop.owner.chat.wait_for_sent(f"第 8 句，您好 {CUSTOMER}")
    # What is the shop's stands on every colleague's desk.
    assert len(shop.colleague.phrases.rows()) == 50


def test_what_a_phrase_does_not_know_is_asked_for(shop: Shop) -> None:
    words = shop.fresh_name("price")
    shop.owner.phrases.library("person")
    shop.owner.phrases.write(f"{words}: {{amount}} yuan", code="amt")
    shop.customer.conversations.open(OWNER).send(shop.fresh_name("How much?"))
    chat = shop.owner.conversations.open(CUSTOMER)
    chat.phrases.send("amt")
    assert shop.owner.is_visible("chat.phrases.fill")
    chat.phrases.fill(amount="268")
    chat.wait_for_sent(f"{words}: 268 yuan")


def test_a_message_is_kept_as_a_phrase(shop: Shop) -> None:
    words = shop.fresh_name("We ship every day at four")
    chat = shop.owner.conversations.open(CUSTOMER) if CUSTOMER in _titles(shop) else _first_talk(shop)
    chat.wait_for_sent(chat.send(words).text)
    chat.phrases.save_message(words, code="four", only_me=True)
    assert [row.text for row in chat.phrases.find("four")] == [words]
    shop.owner.key("Esc")
    chat.write("")


def _titles(shop: Shop) -> list[str]:
    return [row.text for row in shop.owner.conversations.rows()]


def _first_talk(shop: Shop):
    shop.customer.conversations.open(OWNER).send(shop.fresh_name("Hello"))
    return shop.owner.conversations.open(CUSTOMER)
