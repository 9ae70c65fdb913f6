"""The page behind an invitation link: two languages, no scripts, nothing from elsewhere."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parley.domain.people import AccountKind
from parley.protocol.rest_invites import InviteInfo
from parley.relay.rest.landing import CHINESE, ENGLISH, landing_page, words_for
from relay.live import Shop, live_shop


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with live_shop(tmp_path, "chen") as made:
        yield made


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("zh-TW", "zh-CN"),
        ("fr,de;q=0.5", "en"),
        ("fr;q=1,zh;q=0.5,en;q=0.3", "zh-CN"),
        ("", "en"),
        ("*;q=x, ;;;,zh;q=9", "zh-CN"),
    ],
)
def test_the_browser_chooses_the_language(accept: str, language: str) -> None:
    assert words_for(accept).language == language


def test_names_are_escaped() -> None:
    info = InviteInfo(
        shop_name="<script>alert(1)</script>",
        invited_by='"><img>',
        kind=AccountKind.STAFF,
        expires_at=datetime(2026, 12, 1, tzinfo=UTC),
    )
    for words in (CHINESE, ENGLISH):
        page = landing_page(words, info, "parley://join?a=1&b=2")
        assert "<script" not in page
        assert "<img>" not in page
        assert "parley://join?a=1&amp;b=2" in page


async def test_an_invited_person_is_shown_the_two_steps(shop: Shop) -> None:
    made = await shop.call("chen", "POST", "/invites", {"kind": "staff"})
    path = made["link"].partition("#")[0]
    answer = await shop.http.get(path, headers={"Accept-Language": "zh-CN"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "陈明邀请您加入“云岭茶行”" in answer.text
    assert "安装洽谈通" in answer.text
    assert made["join_link"].replace("&", "&amp;") in answer.text
    assert "<script" not in answer.text
    assert not re.findall(r'(?:src|href)="https?://', answer.text)


async def test_a_code_of_nobodys_gets_a_friendly_page(shop: Shop) -> None:
    answer = await shop.http.get("/i/nobodys-code", headers={"Accept-Language": "en"})
    assert answer.status_code == 404
    assert "can&#x27;t be used any more" in answer.text


async def test_watchers_see_that_it_lives(shop: Shop) -> None:
    answer = await shop.http.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok")
