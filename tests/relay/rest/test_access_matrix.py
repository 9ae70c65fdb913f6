"""Every route of the OpenAPI document × every kind of account × member or not: who may not see gets nothing (G10).

The room is Chen's (owner of the shop), with Wang (customer) in it. Li (staff), Lin (partner) and Anna (customer) are
outside; "" has no token. A route without a rule here fails the first test.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from parley.foundation.ids import new_id
from parley.protocol.rest import API_PREFIX
from relay.live import PASSWORD, Shop, live_shop
from relay.world import new_public_key

EVERYBODY = {"chen", "li", "lin", "wang", "anna"}
STAFF = {"chen", "li"}
MEMBERS = {"chen", "wang"}
PUBLIC = EVERYBODY | {""}
SECRET = "机密拼单"

# Who gets something else than a refusal for who they are (401, 403, 404).
RULES: dict[tuple[str, str], set[str]] = {
    ("GET", "/relay"): PUBLIC,
    ("GET", "/invites/{invite}"): PUBLIC,
    ("POST", "/accounts"): PUBLIC,
    ("POST", "/sessions"): PUBLIC,
    ("POST", "/recovery"): PUBLIC,
    ("DELETE", "/sessions/current"): EVERYBODY,
    ("GET", "/me"): EVERYBODY,
    ("PATCH", "/me/profile"): EVERYBODY,
    ("PUT", "/me/avatar"): EVERYBODY,
    ("DELETE", "/me/avatar"): EVERYBODY,
    ("PUT", "/me/password"): EVERYBODY,
    ("POST", "/me/recovery-code"): {"chen"},
    ("GET", "/me/devices"): EVERYBODY,
    ("DELETE", "/me/devices/{device}"): {"wang"},
    ("PUT", "/me/settings/{name}"): EVERYBODY,
    ("DELETE", "/me/settings/{name}"): EVERYBODY,
    ("GET", "/people"): EVERYBODY,
    ("GET", "/people/{account}"): EVERYBODY - {"anna"},
    ("GET", "/avatars/{sha256}"): EVERYBODY,
    ("POST", "/contacts"): {"chen", "li"},
    ("POST", "/contacts/{account}/accept"): set(),
    ("POST", "/contacts/{account}/decline"): set(),
    ("PATCH", "/contacts/{account}"): {"li"},
    ("DELETE", "/contacts/{account}"): {"li"},
    ("PUT", "/groups/{group}"): EVERYBODY,
    ("DELETE", "/groups/{group}"): EVERYBODY,
    ("PUT", "/blocks/{account}"): {"chen", "li"},
    ("DELETE", "/blocks/{account}"): {"chen", "li"},
    ("GET", "/conversations"): EVERYBODY,
    ("POST", "/conversations/direct"): {"chen", "li"},
    ("POST", "/conversations/rooms"): {"chen", "li", "lin"},
    ("GET", "/conversations/{conversation}"): MEMBERS,
    ("PATCH", "/conversations/{conversation}"): {"chen"},
    ("POST", "/conversations/{conversation}/members"): MEMBERS,
    ("PATCH", "/conversations/{conversation}/members/{account}"): {"chen"},
    ("DELETE", "/conversations/{conversation}/members/{account}"): MEMBERS,
    ("POST", "/conversations/{conversation}/join"): set(),
    ("POST", "/conversations/{conversation}/decline"): set(),
    ("PUT", "/conversations/{conversation}/preferences"): MEMBERS,
    ("PUT", "/conversations/{conversation}/desk"): set(),
    ("POST", "/conversations/{conversation}/acts"): set(),
    ("GET", "/conversations/{conversation}/record"): set(),
    ("GET", "/shop/waiting"): {"chen"},
    ("GET", "/logs/{log}/events"): MEMBERS,
    ("GET", "/logs/{log}/snapshot"): MEMBERS,
    ("GET", "/invites"): STAFF,
    ("POST", "/invites"): STAFF,
    ("DELETE", "/invites/{invite}"): {"chen"},
    ("GET", "/accounts"): {"chen"},
    ("PATCH", "/accounts/{account}"): {"chen"},
    ("POST", "/accounts/{account}/password"): {"chen"},
    ("PATCH", "/shop"): {"chen"},
    ("PUT", "/phrases/{phrase}"): STAFF,
    ("PUT", "/phrases/{phrase}/place"): STAFF,
    ("DELETE", "/phrases/{phrase}"): STAFF,
    ("PUT", "/phrase-folders/{folder}"): STAFF,
    ("DELETE", "/phrase-folders/{folder}"): STAFF,
    ("POST", "/phrase-imports"): STAFF,
    ("POST", "/conversations/{conversation}/handover"): set(),
    ("POST", "/accounts/{account}/handover"): {"chen"},
    ("GET", "/accounts/{account}/customers"): {"chen"},
    ("PUT", "/tags/{tag}"): STAFF,
    ("DELETE", "/tags/{tag}"): STAFF,
    ("PUT", "/people/{account}/tags/{tag}"): STAFF,
    ("DELETE", "/people/{account}/tags/{tag}"): STAFF,
    ("PUT", "/people/{account}/notes/{note}"): STAFF,
    ("DELETE", "/notes/{note}"): STAFF,
    ("GET", "/phrase-uses"): EVERYBODY,
    ("PUT", "/hours/{owner}"): {"chen"},
    ("PUT", "/auto-reply/{owner}"): {"chen"},
    ("POST", "/auto-reply/dry-run"): EVERYBODY,
    ("GET", "/auto-reply/away"): EVERYBODY,
    ("POST", "/phrase-uses"): EVERYBODY,
    ("GET", "/statistics"): STAFF,
    ("POST", "/broadcast-previews"): STAFF,
    ("PUT", "/broadcasts/{broadcast}"): STAFF,
    ("POST", "/broadcasts/{broadcast}/pause"): {"chen"},
    ("POST", "/broadcasts/{broadcast}/resume"): {"chen"},
    ("POST", "/broadcasts/{broadcast}/cancel"): {"chen"},
    ("GET", "/broadcasts/{broadcast}/recipients"): {"chen"},
    ("DELETE", "/broadcasts/{broadcast}"): {"chen"},
    ("PUT", "/broadcast-rules"): {"chen"},
    ("PUT", "/opt-outs/{account}"): STAFF,
}
OUTSIDE_API = {("GET", "/i/{code}"), ("GET", "/healthz")}


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with live_shop(tmp_path) as made:
        yield made


async def test_every_route_of_the_document_has_a_rule(shop: Shop) -> None:
    known = {(method, API_PREFIX + path) for method, path in RULES} | OUTSIDE_API
    assert await routes_of(shop) == known


async def test_who_may_not_gets_nothing_and_who_may_gets_through(shop: Shop) -> None:
    places = await furnish(shop)
    wrong = []
    for method, path in sorted(RULES):
        for handle in sorted(PUBLIC - RULES[method, path]):
            answer = await ask(shop, handle, method, path, places)
            refused = answer.status_code in ({401} if not handle else {403, 404})
            if not refused or SECRET in answer.text or places["{title}"] in answer.text:
                wrong.append((handle or "nobody", method, path, answer.status_code, answer.text))
    assert wrong == []
    for method, path in sorted(RULES, key=destructive_last):
        for handle in sorted(RULES[method, path], reverse=True):
            answer = await ask(shop, handle, method, path, places)
            # Signing in with a wrong password, or a code of nobody's, is refused to anyone.
            is_guess = path in ("/sessions", "/recovery")
            if answer.status_code >= 500 or (answer.status_code in (401, 403, 404) and not is_guess):
                wrong.append((handle or "nobody", method, path, answer.status_code, answer.text))
    assert wrong == [], "\n".join(map(str, wrong))


async def test_logs_are_only_for_those_they_belong_to(shop: Shop) -> None:
    room = await shop.room("chen", "wang", title=SECRET)
    me = await shop.call("chen", "GET", "/me")
    readers = {
        room: MEMBERS,
        me["shop_log"]: STAFF,
        shop.account("wang"): {"wang"},
        shop.account("chen"): {"chen"},
        shop.opening_of("anna"): {"chen", "anna"},
        new_id(): set(),
    }
    for log, allowed in readers.items():
        for handle in EVERYBODY:
            for what in ("events", "snapshot"):
                answer = await shop.try_call(handle, "GET", f"/logs/{log}/{what}")
                assert answer.status_code == (200 if handle in allowed else 404), (log, handle, answer.text)


async def test_search_finds_nobody_one_may_not_know(shop: Shop) -> None:
    finds = {
        "chen": {"li", "lin", "wang", "anna"},
        "li": {"chen", "lin", "wang", "anna"},
        "lin": {"chen", "li"},
        "wang": {"chen", "li"},
        "anna": {"chen", "li"},
    }
    for handle, expected in finds.items():
        found: set[str] = set()
        for wanted in ("a", "i", "e", "w", "n", "王", "chen", "li", "lin", "wang", "anna"):
            answer = await shop.call(handle, "GET", f"/people?query={wanted}")
            found |= {profile["handle"] for profile in answer}
        assert found == expected, handle


async def test_who_left_sees_no_more_of_a_room(shop: Shop) -> None:
    room = await shop.room("chen", "wang", title="春茶")
    await shop.call("wang", "DELETE", f"/conversations/{room}/members/{shop.account('wang')}")
    before = await shop.call("wang", "GET", f"/logs/{room}/events")
    chen = await shop.connect("chen")
    await chen.say(room, SECRET)
    await shop.call("chen", "PATCH", f"/conversations/{room}", {"title": SECRET})
    assert await shop.call("wang", "GET", f"/logs/{room}/events") == before
    for path in (f"/conversations/{room}", f"/logs/{room}/snapshot", "/conversations"):
        assert SECRET not in (await shop.try_call("wang", "GET", path)).text
    wang = await shop.connect("wang")
    wang.say_only(room, "还在吗")
    await wang.resume()
    assert SECRET not in str(wang.drained())


async def routes_of(shop: Shop) -> set[tuple[str, str]]:
    """Method and path of every operation in the OpenAPI document."""
    document = (await shop.http.get("/openapi.json")).json()
    return {(method.upper(), path.rstrip("/")) for path, item in document["paths"].items() for method in item}


async def furnish(shop: Shop) -> dict[str, str]:
    """Things to ask for: a room with a secret in it, an invitation, a device, a picture, a group."""
    room = await shop.room("chen", "wang", title=SECRET)
    chen = await shop.connect("chen")
    await chen.say(room, SECRET)
    invitation = await shop.call("chen", "POST", "/invites", {"kind": "customer", "uses": 50})
    second = await shop.sign_in("wang")
    await shop.call("li", "POST", "/contacts", {"account": shop.account("wang")})
    group = new_id()
    for handle in EVERYBODY:
        await shop.call(handle, "PUT", f"/groups/{group}", {"name": "老客户", "position": 1})
    avatar = await shop.http.put("/api/v1/me/avatar", content=picture(), headers=shop.bearer("lin"))
    for handle in STAFF:
        await shop.call(handle, "PUT", f"/blocks/{shop.account('lin')}")
    wish = body_of("POST", "/accounts", {"{code}": invitation["code"], "{account}": "", "{stranger}": ""})
    forgetful = await shop.call("", "POST", "/accounts", wish)
    return {
        "{title}": SECRET,
        "{conversation}": room,
        "{log}": room,
        "{account}": shop.account("wang"),
        "{device}": second.device,
        "{group}": group,
        "{name}": "theme",
        "{sha256}": avatar.json()["avatar"],
        "{invite}": invitation["invite"]["id"],
        "{code}": invitation["code"],
        "{blocked}": shop.account("lin"),
        **await shared_phrases(shop),
        **await shared_cards(shop),
        "{broadcast}": await said_to_many(shop),
        "{stranger}": shop.account("li"),
        "{owner}": "shop",
        "{forgetful}": forgetful["account"],
    }


async def shared_phrases(shop: Shop) -> dict[str, str]:
    """Phrases and folders of the shop's: one for each of the staff to remove."""
    places = {}
    for number in range(2):
        phrase, folder = new_id(), new_id()
        await shop.call(
            "chen",
            "PUT",
            f"/phrase-folders/{folder}",
            {"owner": "shop", "name": f"{SECRET}{number}", "position": 0},
        )
        parts = [{"type": "text", "text": SECRET}]
        await shop.call("chen", "PUT", f"/phrases/{phrase}", {"owner": "shop", "parts": parts})
        mark = "of chen" if number else ""
        places |= {f"{{phrase{mark}}}": phrase, f"{{folder{mark}}}": folder}
    return places


async def shared_cards(shop: Shop) -> dict[str, str]:
    """Tags and notes of the shop's: one for each of the staff to remove."""
    places = {}
    for number in range(2):
        tag, note = new_id(), new_id()
        value = {"owner": "shop", "name": f"{SECRET}{number}", "colour": "red", "position": 0}
        await shop.call("chen", "PUT", f"/tags/{tag}", value)
        path = f"/people/{shop.account('wang')}"
        await shop.call("chen", "PUT", f"{path}/tags/{tag}")
        await shop.call("chen", "PUT", f"{path}/notes/{note}", {"owner": "shop", "text": SECRET})
        mark = "of chen" if number else ""
        places |= {f"{{tag{mark}}}": tag, f"{{note{mark}}}": note}
    return places


async def said_to_many(shop: Shop) -> str:
    """A broadcast of Chen's to nobody there is: it is over as soon as its turn comes."""
    broadcast = new_id()
    wish = {"text": SECRET, "people": [new_id()], "language": "en"}
    await shop.call("chen", "PUT", f"/broadcasts/{broadcast}", wish)
    return broadcast


async def ask(shop: Shop, handle: str, method: str, path: str, places: dict[str, str]) -> httpx.Response:
    """One request with a body that fits."""
    account = places["{account}"]
    if (method, path) == ("GET", "/invites/{invite}"):
        path = path.replace("{invite}", places["{code}"])
    elif path == "/blocks/{account}" and method == "DELETE":
        path = path.replace("{account}", places["{blocked}"] if handle in STAFF else account)
    elif (
        path == "/conversations/{conversation}/members/{account}" and method == "DELETE" and handle == "wang"
    ):
        path = path.replace("{account}", account)
    elif (path == "/people/{account}" and handle in ("lin",)) or (
        path == "/conversations/{conversation}/members/{account}" and method == "DELETE"
    ):
        path = path.replace("{account}", places["{stranger}"])
    elif path == "/accounts/{account}/password":
        path = path.replace("{account}", places["{forgetful}"])
    elif method == "DELETE" and path.startswith("/phrase") and handle == "chen":
        path = path.replace("{phrase}", places["{phraseof chen}"]).replace(
            "{folder}", places["{folderof chen}"]
        )
    elif method == "DELETE" and path.startswith(("/tags", "/notes")) and handle == "chen":
        path = path.replace("{tag}", places["{tagof chen}"]).replace("{note}", places["{noteof chen}"])
    elif method == "PUT" and path == "/people/{account}/notes/{note}":
        path = path.replace("{note}", new_id())
    for name, value in places.items():
        path = path.replace(name, value)
    if path.endswith("/avatar") and method == "PUT":
        headers = shop.bearer(handle) if handle else {}
        return await shop.http.put(API_PREFIX + path, content=picture(), headers=headers)
    if path == "/people":
        path += "?query=zzz"
    if path == "/statistics":
        path += "?first=2026-11-20&last=2026-11-23"
    if path == "/auto-reply/away":
        path += "?since=2026-11-21T02:30:00Z"
    return await shop.try_call(handle, method, path, body_of(method, path, places))


def body_of(method: str, path: str, places: dict[str, str]) -> Any:
    """Something the route takes."""
    device = {"name": "test", "public_key": new_public_key()}
    last = path.rpartition("/")[2]
    if method not in ("POST", "PUT", "PATCH"):
        return None
    bodies: dict[str, Any] = {
        "/accounts": {
            "code": places["{code}"],
            "display_name": "Neu",
            "password": "long enough",
            "device": device,
        },
        "/sessions": {"handle": "chen", "password": "wrong guess", "device": device},
        "/recovery": {
            "handle": "chen",
            "recovery_code": "AAAA",
            "new_password": "long enough",
            "device": device,
        },
        "/me/profile": {"role": "采购"},
        "/me/password": {"old_password": PASSWORD, "new_password": "an other one", "sign_out_others": False},
        "/contacts": {"account": places["{account}"]},
        "/conversations/direct": {"account": places["{account}"]},
        "/conversations/rooms": {"title": "新品"},
        "/invites": {"kind": "customer"},
        "/shop": {"name": "云岭茶行"},
        "/phrase-imports": {"owner": "shop", "phrases": []},
        "/broadcast-previews": {"text": "您好", "language": "en"},
        "/broadcast-rules": {"per_day": 1},
        "/phrase-uses": {"batch": new_id(), "uses": {}},
        "/hours/shop": {"hours": None},
        "/auto-reply/shop": {"rules": []},
        "/auto-reply/dry-run": {"text": "在吗"},
    }
    if path in bodies:
        return bodies[path]
    if path.startswith("/phrase-folders/"):
        return {"owner": "shop", "name": "问候", "position": 1}
    if path.startswith("/broadcasts/"):
        return {"text": "您好", "people": [new_id()], "language": "en"} if method == "PUT" else None
    if path.startswith("/opt-outs/"):
        return {"is_out": True}
    if path.startswith("/phrases/"):
        text = {"type": "text", "text": "您好"}
        return {"before": None} if last == "place" else {"owner": "shop", "parts": [text]}
    if path.startswith("/tags/"):
        return {"owner": "shop", "name": f"标签{places['{tag}'][-4:]}", "colour": "blue", "position": 1}
    if "/notes/" in path:
        return {"owner": "shop", "text": "月结"}
    if "/tags/" in path:
        return None
    if path.startswith(("/groups/",)):
        return {"name": "老客户", "position": 1}
    if path.startswith("/me/settings/"):
        return {"value": "dark"}
    if path.startswith("/accounts/") and method == "PATCH":
        return {"is_disabled": False}
    if path.startswith("/contacts/") and method == "PATCH":
        return {"remark": "老王"}
    if last == "handover":
        return {"to": places["{stranger}"]}
    if last == "members":
        return {"account": places["{stranger}"]}
    if "/members/" in path and method == "PATCH":
        return {"role": "member"}
    if last == "acts":
        mandate = {"type": "DeclareMandate", "company": SECRET}
        return {"client_act_id": new_id(), "act": mandate}
    if last == "desk":
        return {"flag": 1}
    if last == "preferences":
        return {"is_pinned": True}
    if path.startswith("/conversations/") and method == "PATCH":
        return {"title": SECRET}
    return None


def destructive_last(route: tuple[str, str]) -> tuple[int, str, str]:
    """What ends a right comes after what needs it."""
    method, path = route
    ends = [
        "/contacts/",
        "/groups/",
        "/broadcasts/",
        "/members/",
        "/blocks/",
        "/invites/",
        "/accounts/",
        "/password",
        "/sessions/current",
    ]
    rank = max((n for n, part in enumerate(ends, 1) if part in path), default=0)
    ends_something = method == "DELETE" or "/blocks/" in path or path.endswith("/password")
    return (rank if ends_something else 0, path, method)


def picture() -> bytes:
    """A small PNG."""
    import io

    from PIL import Image

    output = io.BytesIO()
    Image.new("RGB", (40, 30), "#0a745d").save(output, "PNG")
    return output.getvalue()
