"""A real relay in this process, on a free loopback port, with a shop's people on it, for tests over HTTP and sockets.

async with live_shop(tmp_path) as shop:
    chen = await shop.connect("chen")
    await chen.say(shop.opening_of("wang"), "您好")
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx
import msgspec
from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

from parley.domain.message import text_part
from parley.domain.people import AccountKind
from parley.foundation.ids import new_id
from parley.protocol import frames
from parley.protocol.codec import decode_relay_frame, encode
from parley.protocol.rest import SignedIn
from parley.relay.application import Relay, running
from parley.relay.configuration import RelayConfiguration
from relay.world import new_public_key

F = TypeVar("F")

PASSWORD = "correct horse"
SECONDS = 5.0
CHEAP = {"has_rate_limits": False, "password_memory_kib": 64}
PEOPLE = {
    "chen": ("陈明", AccountKind.OWNER),
    "li": ("李娜", AccountKind.STAFF),
    "lin": ("林茶厂", AccountKind.PARTNER),
    "wang": ("王建军", AccountKind.CUSTOMER),
    "anna": ("Anna Smith", AccountKind.CUSTOMER),
}


class Wire(WSListener):
    """A client's socket: frames in a queue, the close as its last entry."""

    def __init__(self, *, answers_pings: bool = True) -> None:
        self.received: asyncio.Queue[Any] = asyncio.Queue()
        self.seen: list[Any] = []
        self.closing: asyncio.Future[tuple[int, str]] = asyncio.get_running_loop().create_future()
        self.gone = asyncio.Event()
        self.transport: WSTransport | None = None
        self._answers_pings = answers_pings

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.transport = transport

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type == WSMsgType.TEXT:
            self.received.put_nowait(decode_relay_frame(frame.get_payload_as_bytes()))
        elif frame.msg_type == WSMsgType.PING and self._answers_pings:
            transport.send_pong(frame.get_payload_as_bytes())
        elif frame.msg_type == WSMsgType.CLOSE:
            self._close(int(frame.get_close_code().value), (frame.get_close_message() or b"").decode())
            transport.send_close(frame.get_close_code())
            transport.disconnect()

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self._close(1006, "")
        self.gone.set()

    def send(self, frame: frames.ClientFrame) -> None:
        self.send_raw(encode(frame))

    def send_raw(self, payload: bytes) -> None:
        assert self.transport is not None
        self.transport.send(WSMsgType.TEXT, payload)

    async def next(self, kind: type[F], where: Callable[[F], bool] = lambda _: True) -> F:
        """The next frame of that kind for which `where` holds; others are only kept in `seen`."""
        async with asyncio.timeout(SECONDS):
            while True:
                frame = await self.received.get()
                self.seen.append(frame)
                if isinstance(frame, kind) and where(frame):
                    return frame

    async def settle(self) -> list[Any]:
        """Everything that arrived until the relay had answered what was sent so far."""
        ref = new_id()
        self.send(frames.Ping(ref=ref))
        await self.next(frames.Pong, lambda pong: pong.ref == ref)
        return self.seen

    def drained(self) -> list[Any]:
        """All frames that ever arrived."""
        while not self.received.empty():
            self.seen.append(self.received.get_nowait())
        return self.seen

    async def closed(self) -> tuple[int, str]:
        """Close code and reason."""
        async with asyncio.timeout(SECONDS):
            return await asyncio.shield(self.closing)

    def say_only(self, conversation: str, text: str, message_id: str | None = None) -> str:
        """Sends a message without waiting for its ack; returns its id."""
        message_id = message_id or new_id()
        self.send(
            frames.SendMessage(
                client_message_id=message_id, conversation=conversation, parts=(text_part(text),)
            )
        )
        return message_id

    def send_long(self, conversation: str) -> None:
        """Sends a message close to the limit of a frame."""
        parts = tuple(text_part("很长的一段话" * 1_000) for _ in range(12))
        self.send(frames.SendMessage(client_message_id=new_id(), conversation=conversation, parts=parts))

    async def say(self, conversation: str, text: str) -> frames.Acked:
        """Sends a message; returns its ack."""
        message_id = self.say_only(conversation, text)
        return await self.next(frames.Acked, lambda ack: ack.client_message_id == message_id)

    async def resume(self) -> frames.Heads:
        self.send(frames.Resume(cursors={}))
        return await self.next(frames.Heads)

    def cut(self) -> None:
        """Ends the socket without a close frame."""
        assert self.transport is not None
        self.transport.disconnect(False)

    def _close(self, code: int, reason: str) -> None:
        if not self.closing.done():
            self.closing.set_result((code, reason))


class Shop:
    """A relay and the people on it, by their handles."""

    def __init__(self, relay: Relay, http: httpx.AsyncClient) -> None:
        self.relay = relay
        self.http = http
        self.people: dict[str, SignedIn] = {}
        self.wires: list[Wire] = []

    def account(self, handle: str) -> str:
        return self.people[handle].account

    def opening_of(self, handle: str) -> str:
        """The conversation they landed in when they joined."""
        opening = self.people[handle].opening
        assert opening is not None
        return opening

    def bearer(self, handle: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.people[handle].token}"}

    async def call(self, handle: str, method: str, path: str, body: Any = None) -> Any:
        """A REST call that must succeed; its JSON."""
        answer = await self.try_call(handle, method, path, body)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def try_call(self, handle: str, method: str, path: str, body: Any = None) -> httpx.Response:
        return await self.http.request(
            method,
            "/api/v1" + path,
            content=None if body is None else encode(body),
            headers=self.bearer(handle) if handle else {},
        )

    async def join(self, handle: str) -> SignedIn:
        name, kind = PEOPLE[handle]
        if kind is AccountKind.OWNER:
            assert self.relay.listening.owner_invite is not None
            code = self.relay.listening.owner_invite.partition("/i/")[2].partition("#")[0]
        else:
            code = (await self.call("chen", "POST", "/invites", {"kind": kind}))["code"]
        wish = {
            "code": code,
            "display_name": name,
            "password": PASSWORD,
            "handle": handle,
            "device": device("desktop"),
            "shop_name": "云岭茶行" if kind is AccountKind.OWNER else "",
        }
        answer = await self.http.post("/api/v1/accounts", content=encode(wish))
        assert answer.is_success, answer.text
        self.people[handle] = msgspec.json.decode(answer.content, type=SignedIn)
        return self.people[handle]

    async def sign_in(self, handle: str, name: str = "second") -> SignedIn:
        """One more device of somebody."""
        answer = await self.http.post(
            "/api/v1/sessions",
            content=encode({"handle": handle, "password": PASSWORD, "device": device(name)}),
        )
        assert answer.is_success, answer.text
        return msgspec.json.decode(answer.content, type=SignedIn)

    async def open_wire(self, *, answers_pings: bool = True) -> Wire:
        """A socket that hasn't said hello."""
        url = self.relay.listening.url.replace("http", "ws", 1) + frames.SOCKET_PATH
        _, wire = await ws_connect(lambda: Wire(answers_pings=answers_pings), url, enable_auto_pong=False)
        assert isinstance(wire, Wire)
        self.wires.append(wire)
        return wire

    async def connect(self, handle: str, *, token: str | None = None, answers_pings: bool = True) -> Wire:
        """A welcomed socket of somebody."""
        wire = await self.open_wire(answers_pings=answers_pings)
        wire.send(frames.Hello(versions=(frames.PROTOCOL_VERSION,), token=token or self.people[handle].token))
        await wire.next(frames.Welcome)
        return wire

    async def direct(self, one: str, other: str) -> str:
        """The direct conversation of two people."""
        snapshot = await self.call(one, "POST", "/conversations/direct", {"account": self.account(other)})
        return str(snapshot["log"])

    async def room(self, owner: str, *others: str, title: str = "春茶拼单") -> str:
        """A room everybody named is in."""
        accounts = [self.account(other) for other in others]
        room = await self.call(owner, "POST", "/conversations/rooms", {"title": title, "invite": accounts})
        for other in others:
            if self.account(other) not in room["state"]["members"]:
                await self.call(other, "POST", f"/conversations/{room['log']}/join")
        return str(room["log"])


def device(name: str) -> dict[str, str]:
    return {"name": name, "public_key": new_public_key()}


@asynccontextmanager
async def live_shop(folder: Path, *handles: str, **options: Any) -> AsyncIterator[Shop]:
    """A running relay with these people (all of PEOPLE when none is named)."""
    configuration = RelayConfiguration(data=folder, port=0, **{**CHEAP, **options})
    async with running(configuration) as relay:
        url = relay.listening.url
        async with httpx.AsyncClient(base_url=url, timeout=SECONDS, verify=False) as http:
            shop = Shop(relay, http)
            for handle in handles or PEOPLE:
                await shop.join(handle)
            try:
                yield shop
            finally:
                for wire in shop.wires:
                    wire.cut()
                    await wire.gone.wait()
