"""One signed-in device of the generator: a bare socket that counts, so that little of the machine is its own."""

import asyncio
import time
from collections.abc import Callable

import msgspec
from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

from parley.protocol.codec import encode
from parley.protocol.frames import PROTOCOL_VERSION, SOCKET_PATH, Hello, MarkDelivered, Resume

MARK_SECONDS = 1.0
"""How often a device says how far it has come, in each conversation that moved."""


class _Body(msgspec.Struct):
    type: str = ""
    client_message_id: str = ""


class Frame(msgspec.Struct):
    """As much of any frame of the relay, or of an entry of its `logs`, as is counted."""

    type: str = ""
    log: str = ""
    seq: int = 0
    party: str = ""
    account: str = ""
    client_message_id: str = ""
    sentence: str = ""
    body: _Body | None = None
    events: tuple["Frame", ...] = ()
    logs: dict[str, "Frame"] = {}


_decode = msgspec.json.Decoder(Frame).decode


class Device(WSListener):
    """A socket of one person. `hear` gets each frame once the person is welcomed."""

    def __init__(self, token: str, hear: Callable[["Device", Frame], None]) -> None:
        self.token = token
        self.account = ""
        self.moved: dict[str, int] = {}
        self.welcomed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.welcomed_at = 0.0
        self._hear = hear
        self._transport: WSTransport | None = None

    @classmethod
    async def connect(cls, url: str, token: str, hear: Callable[["Device", Frame], None]) -> "Device":
        """Signs in. Raises OSError when the relay closes the door."""
        device = cls(token, hear)
        address = url.replace("http", "ws", 1) + SOCKET_PATH
        await ws_connect(lambda: device, address, websocket_handshake_timeout=30)
        await device.welcomed
        return device

    def send(self, payload: bytes) -> None:
        """One frame."""
        if self._transport is not None:
            self._transport.send(WSMsgType.TEXT, payload)

    def resume(self, cursors: dict[str, tuple[int, int]]) -> None:
        """Asks what is new."""
        self.send(encode(Resume(cursors=cursors)))

    def mark(self) -> None:
        """Says how far it has come."""
        for conversation, seq in self.moved.items():
            self.send(encode(MarkDelivered(conversation=conversation, seq=seq)))
        self.moved.clear()

    def close(self) -> None:
        """Hangs up."""
        if self._transport is not None:
            self._transport.disconnect()

    # picows calls these

    def on_ws_connected(self, transport: WSTransport) -> None:
        self._transport = transport
        hello = Hello(versions=(PROTOCOL_VERSION,), token=self.token, client="parley bench")
        self.send(encode(hello))

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type == WSMsgType.TEXT:
            self._on_text(frame.get_payload_as_bytes())
        elif frame.msg_type == WSMsgType.CLOSE:
            transport.disconnect()

    def on_ws_disconnected(self, transport: WSTransport) -> None:  # noqa: ARG002 - picows' signature
        if not self.welcomed.done():
            self.welcomed.set_exception(OSError("the relay closed a connection before its welcome"))

    def _on_text(self, payload: bytes) -> None:
        if payload.startswith((b'{"type":"MarksMoved"', b'{"type":"PresenceChanged"')):
            return
        frame = _decode(payload)
        if frame.type == "Welcome":
            self.account = frame.account
            self.welcomed_at = time.monotonic()
            self.welcomed.set_result(None)
        else:
            self._hear(self, frame)
