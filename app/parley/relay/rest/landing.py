"""The page behind an invitation link, in Chinese or English, without scripts and without anything from elsewhere."""

import base64
import html
import re
from functools import cache

import msgspec

from parley.domain.people import AccountKind
from parley.foundation import resources
from parley.protocol.rest_invites import InviteInfo


class Words(msgspec.Struct, frozen=True):
    """The page's words in one language. `{shop}`, `{who}` and `{date}` are filled in."""

    language: str
    product: str
    colleague: str
    customer: str
    owner: str
    first: str
    first_more: str
    second: str
    second_more: str
    open: str
    nothing_happens: str
    valid: str
    sorry: str
    sorry_more: str


ENGLISH = Words(
    language="en",
    product="Parley",
    colleague="{who} invites you to {shop}",
    customer="{shop} invites you to talk",
    owner="Open your shop",
    first="Install Parley",
    first_more="Business chat on your own computer, for Windows, macOS and Linux.",
    second="Open invitation",
    second_more="Once Parley is installed, the button below opens it.",
    open="I have it, open",
    nothing_happens="Nothing happens? Copy the address of this page and start Parley: it recognises the invitation.",
    valid="Valid until {date}",
    sorry="This invitation can't be used any more",
    sorry_more="It is used up, has expired, or isn't complete. Ask for a new one.",
)
CHINESE = Words(
    language="zh-CN",
    product="洽谈通",
    colleague="{who}邀请您加入“{shop}”",
    customer="{shop} 邀请您在线洽谈",
    owner="开通您的店铺",
    first="安装洽谈通",
    first_more="商务洽谈，数据留在自己手里。支持 Windows、macOS 和 Linux。",
    second="打开邀请",
    second_more="装好后，点下面的按钮就能打开。",
    open="已安装，打开",
    nothing_happens="没有反应？复制本页网址，再启动洽谈通，它会自动认出邀请。",
    valid="有效期至 {date}",
    sorry="这个邀请已失效",
    sorry_more="可能已用完、已过期，或网址不完整。请对方再发一个。",
)

_STYLE = """
:root{--bg:#f4f6f5;--surface:#fff;--line:#e2e8e5;--ink:#17201d;--ink2:#56645f;--accent:#0a745d;--on:#fff;--soft:#dff2ec}
@media(prefers-color-scheme:dark){:root{--bg:#121917;--surface:#18211f;--line:#273330;--ink:#e6eeeb;--ink2:#a5b4ae;
--accent:#3ecba5;--on:#06231b;--soft:#173a31}}
*{box-sizing:border-box;margin:0}
body{min-height:100vh;display:grid;place-items:center;padding:24px 16px;background:var(--bg);color:var(--ink);
font:16px/1.6 "Inter","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif}
main{width:100%;max-width:440px;background:var(--surface);border:1px solid var(--line);border-radius:16px;padding:32px 28px}
.brand{display:flex;align-items:center;gap:12px;font-weight:600;color:var(--ink2);margin-bottom:24px}
.brand img{width:40px;height:40px}
h1{font-size:24px;line-height:1.35;font-weight:650;overflow-wrap:anywhere;margin-bottom:6px}
.quiet{color:var(--ink2);font-size:14px}
ol{list-style:none;padding:0;margin:24px 0}
li{display:flex;gap:14px;margin-bottom:18px}
li b{display:block;font-size:16px}
.n{flex:none;width:28px;height:28px;border-radius:14px;background:var(--soft);color:var(--accent);font-weight:650;
display:grid;place-items:center}
a.go{display:block;text-align:center;background:var(--accent);color:var(--on);text-decoration:none;font-weight:650;
border-radius:10px;padding:12px 16px;margin-bottom:14px}
a.go:focus-visible{outline:3px solid var(--soft);outline-offset:2px}
"""


def words_for(accept_language: str) -> Words:
    """The language the browser likes best of the two we have; English for others."""
    best, best_weight = ENGLISH, 0.0
    for item in accept_language.split(",")[:20]:
        tag, _, parameters = item.strip().lower().partition(";")
        found = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", parameters)
        weight = float(found[1]) if found else 1.0
        words = {"zh": CHINESE, "en": ENGLISH}.get(tag.partition("-")[0])
        if words is not None and weight > best_weight:
            best, best_weight = words, weight
    return best


def landing_page(words: Words, info: InviteInfo, join_link: str) -> str:
    """The steps to take, for somebody who was invited."""
    date = info.expires_at.strftime("%Y-%m-%d")
    main = f"""<h1>{_text(_headline(words, info))}</h1>
<p class="quiet">{_text(words.valid.format(date=date))}</p>
<ol>
<li><span class="n">1</span><span><b>{_text(words.first)}</b><span class="quiet">{_text(words.first_more)}</span></span></li>
<li><span class="n">2</span><span><b>{_text(words.second)}</b><span class="quiet">{_text(words.second_more)}</span></span></li>
</ol>
<a class="go" href="{_text(join_link)}">{_text(words.open)}</a>
<p class="quiet">{_text(words.nothing_happens)}</p>"""
    return _page(words, _headline(words, info), main)


def sorry_page(words: Words) -> str:
    """For a code that is unknown, used up or expired."""
    main = f'<h1>{_text(words.sorry)}</h1>\n<p class="quiet">{_text(words.sorry_more)}</p>'
    return _page(words, words.sorry, main)


def _headline(words: Words, info: InviteInfo) -> str:
    if info.kind is AccountKind.OWNER:
        return words.owner
    pattern = words.colleague if info.kind is AccountKind.STAFF and info.invited_by else words.customer
    return pattern.format(shop=info.shop_name, who=info.invited_by)


def _page(words: Words, title: str, main: str) -> str:
    return f"""<!doctype html>
<html lang="{words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{_text(title)} · {words.product}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<p class="brand"><img alt="" src="{_logo()}"> {words.product}</p>
{main}
</main>
</body>
</html>
"""


@cache
def _logo() -> str:
    picture = resources.path("icons", "parley.svg").read_bytes()
    return "data:image/svg+xml;base64," + base64.b64encode(picture).decode("ascii")


def _text(text: str) -> str:
    return html.escape(text, quote=True)
