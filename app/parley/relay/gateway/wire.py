"""Takes a socket over from uvicorn at the upgrade, so that REST and WebSocket share one port.

uvicorn hands the transport and the upgrade request to its pluggable WebSocket protocol class. Ours is picows'
parser: `data_received` copies the request into its buffer, and from `set_protocol` on the transport itself reads
into that buffer. uvicorn no longer knows the socket then; `sockets.py` keeps count of it.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from picows import WSAutoPingStrategy, WSListener, WSUpgradeRequest
from picows.picows import WSProtocol  # type: ignore[attr-defined]

from parley.protocol.frames import FRAME_LIMIT_BYTES, SOCKET_PATH

HANDSHAKE_SECONDS = 10.0
_BUFFER_BYTES = 4096

_logger = logging.getLogger("parley.relay.picows")
# A peer's broken frames are its own trouble; the gateway logs what matters.
_logger.setLevel(logging.CRITICAL)


class UpgradedProtocol(WSProtocol):  # type: ignore[misc]
    """picows on a transport that uvicorn accepted."""

    def __init__(self, accept: Callable[[WSUpgradeRequest, str], WSListener]) -> None:
        self._accept = accept
        self._peer = ""
        super().__init__(
            None,  # host and port, client side only
            None,  # path, client side only
            False,  # is_client_side
            self._listener_for,
            _logger,
            False,  # disconnect_on_exception
            HANDSHAKE_SECONDS,
            False,  # enable_auto_ping: the registry has one heartbeat for all
            0,
            0,
            WSAutoPingStrategy.PING_WHEN_IDLE,
            False,  # enable_auto_pong: a ping is a sign of life the connection wants to see
            FRAME_LIMIT_BYTES,
            None,
            _BUFFER_BYTES,
        )

    def connection_made(self, transport: asyncio.Transport) -> None:
        peer = transport.get_extra_info("peername")
        self._peer = str(peer[0]) if peer else ""
        super().connection_made(transport)

    def data_received(self, data: bytes) -> None:
        """The upgrade request, from uvicorn."""
        rest = memoryview(_with_plain_connection_header(data))
        while rest and not self.transport.underlying_transport.is_closing():
            buffer = self.get_buffer(len(rest))
            count = min(len(buffer), len(rest))
            buffer[:count] = rest[:count]
            rest = rest[count:]
            self.buffer_updated(count)

    def _listener_for(self, request: WSUpgradeRequest) -> WSListener | None:
        if request.path.partition(b"?")[0] != SOCKET_PATH.encode():
            return None
        return self._accept(request, self._peer)


def protocol_factory(accept: Callable[[WSUpgradeRequest, str], WSListener]) -> Any:
    """What uvicorn calls in place of its own WebSocket class. `accept` gets the request and the peer's address."""

    def make(**_: Any) -> UpgradedProtocol:
        return UpgradedProtocol(accept)

    return make


def _with_plain_connection_header(request: bytes) -> bytes:
    # Firefox says "keep-alive, Upgrade", which RFC 6455 allows and picows doesn't.
    lines = request.split(b"\r\n")
    return b"\r\n".join(b"connection: upgrade" if line.startswith(b"connection:") else line for line in lines)
