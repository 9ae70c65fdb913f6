"""One life of the WebSocket: frames out, frames in, and why it ended.

Import this module late: picows isn't needed before the first window.
"""

import asyncio
from collections import deque
from ssl import SSLContext
from typing import Any

from picows import WSCloseCode, WSError, WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

from parley.client.errors import Offline
from parley.protocol.codec import encode
from parley.protocol.frames import SOCKET_PATH

_CONNECT_SECONDS = 8.0
_TOO_MUCH = 4_000
"""Frames that wait to be handled before reading pauses: a flood costs bounded memory."""


class Link(WSListener):
    """`arrived` is set when `take` has something or the link has closed."""

    def __init__(self) -> None:
        self.arrived = asyncio.Event()
        self.is_closed = False
        self.close_code = 0
        self.close_reason = ""
        self.received_at = asyncio.get_running_loop().time()
        self._incoming: deque[bytes] = deque()
        self._transport: Any = None
        self._is_paused = False

    def take(self) -> list[bytes]:
        """All frames that arrived since the last call."""
        frames = list(self._incoming)
        self._incoming.clear()
        self.arrived.clear()
        if self._is_paused and not self.is_closed:
            self._is_paused = False
            self._transport.underlying_transport.resume_reading()
        return frames

    def send(self, frame: object) -> None:
        """Hands a frame to the transport; nothing happens on a closed link."""
        if not self.is_closed and self._transport is not None:
            self._transport.send(WSMsgType.TEXT, encode(frame))

    def close(self, *, is_stuck: bool = False) -> None:
        """Ends the link; a stuck one without waiting for the other side."""
        if self._transport is None or self.is_closed:
            return
        if not is_stuck:
            self._transport.send_close(WSCloseCode.OK)
        self._transport.disconnect(not is_stuck)

    # Called by picows

    def on_ws_connected(self, transport: WSTransport) -> None:
        self._transport = transport

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        self.received_at = asyncio.get_running_loop().time()
        if frame.msg_type in (WSMsgType.TEXT, WSMsgType.BINARY):
            self._incoming.append(frame.get_payload_as_bytes())
            self.arrived.set()
            if len(self._incoming) > _TOO_MUCH and not self._is_paused:
                self._is_paused = True
                transport.underlying_transport.pause_reading()
        elif frame.msg_type == WSMsgType.CLOSE:
            code: Any = frame.get_close_code()  # an enum for the codes picows knows, a number for ours
            self.close_code = int(getattr(code, "value", code))
            self.close_reason = frame.get_close_reason() or ""
            transport.send_close(WSCloseCode.OK)
            transport.disconnect()

    def on_ws_disconnected(self, transport: WSTransport) -> None:  # noqa: ARG002
        self.is_closed = True
        self.arrived.set()


async def open_link(base_url: str, context: SSLContext | None) -> Link:
    """Connects to a server's socket. Raises Offline."""
    url = "ws" + base_url.removeprefix("http") + SOCKET_PATH
    try:
        async with asyncio.timeout(_CONNECT_SECONDS):
            _, link = await ws_connect(
                Link, url, ssl_context=context, max_redirects=0, max_frame_size=64 * 1024 * 1024
            )
    except (OSError, WSError, TimeoutError) as error:
        raise Offline() from error
    assert isinstance(link, Link)
    return link
