"""Invitations: both forms, in the middle of other text; and what is refused."""

import pytest

from parley.client.invitation import Invitation, ServerAddress, address_link, is_loopback, parse_address
from parley.domain.errors import Refusal

CERT = "ab" * 32


def test_both_forms_of_a_link_say_the_same() -> None:
    facts = f"relay=f00d&cert={CERT}&at=https%3A%2F%2F10.0.0.5%3A8787"
    web = Invitation.parse(f"https://192.168.1.2:8787/i/AbC-123#{facts}")
    own = Invitation.parse(f"parley://join?url=https%3A%2F%2F192.168.1.2%3A8787&code=AbC-123&{facts}")
    assert web == own
    assert web.code == "AbC-123"
    assert web.relay == "f00d"
    assert web.address == ServerAddress("https://192.168.1.2:8787", CERT, ("https://10.0.0.5:8787",))


def test_a_link_is_found_inside_what_was_pasted() -> None:
    text = "陈明邀请您加入“云岭茶行”：打开 https://shop.example/i/c0dec0de#relay=ab，按提示即可（7 天内有效）"
    found = Invitation.parse(text)
    assert (found.code, found.relay, found.address.url) == ("c0dec0de", "ab", "https://shop.example")


def test_a_link_at_the_end_of_a_sentence() -> None:
    assert Invitation.parse("Open https://shop.example/i/c0dec0de.").code == "c0dec0de"


@pytest.mark.parametrize(
    "text", ["", "hello", "https://example.com/", "https://example.com/i/", "parley://join?code=x"]
)
def test_text_without_an_invitation_is_refused_with_a_next_step(text: str) -> None:
    with pytest.raises(Refusal) as refusal:
        Invitation.parse(text)
    assert refusal.value.code == "invitation_invalid"
    assert refusal.value.next_step


def test_plain_http_only_goes_to_this_computer() -> None:
    assert Invitation.parse("http://127.0.0.1:8787/i/c0de").address.url == "http://127.0.0.1:8787"
    with pytest.raises(Refusal) as refusal:
        Invitation.parse("http://shop.example/i/c0de")
    assert refusal.value.code == "plain_refused"


def test_an_address_that_is_not_usable_does_not_spoil_the_others() -> None:
    found = Invitation.parse("https://a.example/i/c0de#at=http%3A%2F%2Fb.example&at=https%3A%2F%2Fc.example")
    assert found.address.urls == ("https://a.example", "https://c.example")


def test_an_address_may_be_typed_or_pasted_as_an_invitation() -> None:
    assert parse_address("shop.example:8787").url == "https://shop.example:8787"
    assert parse_address(f"https://shop.example/i/c0de#cert={CERT}").cert_sha256 == CERT
    with pytest.raises(Refusal):
        parse_address("https://")


def test_the_link_for_another_computer_says_how_to_recognise_the_server() -> None:
    address = ServerAddress(
        "https://127.0.0.1:8787", CERT, ("https://192.168.1.2:8787", "https://[fd00::2]:8787")
    )
    link = address_link(address)
    assert "127.0.0.1" not in link
    assert parse_address(link) == ServerAddress("https://192.168.1.2:8787", CERT, ("https://[fd00::2]:8787",))
    assert address_link(ServerAddress("https://shop.example")) == "https://shop.example"


def test_loopback() -> None:
    assert is_loopback("http://[::1]:8787")
    assert is_loopback("http://localhost:1")
    assert not is_loopback("http://127.example.com")
