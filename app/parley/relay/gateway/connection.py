"""One WebSocket from upgrade to close: whole messages in, frames out, bounded memory.

    greeting  until `Hello` was answered with `Welcome`; no longer than GREETING_SECONDS
    open      commands in, frames out
    closing   our close frame is out; everything the peer still sends is ignored until it answers or time is up

What is sent within one turn of the event loop leaves in one write. A peer that doesn't take what it is sent is
closed (G11) once BUFFER_LIMIT_BYTES wait for it; it resumes on a new socket without loss.
"""

import asyncio
from collections.abc import Callable
from typing import Protocol

import structlog
from picows import WSFrame, WSListener, WSMsgType, WSTransport

from parley.protocol.frames import CLOSE_TOO_BIG, CLOSE_TOO_SLOW, FRAME_LIMIT_BYTES
from parley.relay.actions.actor import Actor
from parley.relay.gateway.framing import frame_ping, frame_pong, frame_text

BUFFER_LIMIT_BYTES = 2 * 1024 * 1024
CLOSE_SECONDS = 2.0
"""How long a peer may take to answer our close frame."""
PIECES_LIMIT = 1_024
"""Fragments of one message. Empty ones have no size that could end them."""
NOT_TEXT = 1003
CLOSE_NORMAL = 1000

log = structlog.get_logger(__name__)


class Receiver(Protocol):
    """Who gets what a connection receives."""

    def on_open(self, connection: "Connection") -> None:
        """The upgrade is done."""

    def on_message(self, connection: "Connection", message: bytes) -> None:
        """A whole text message."""

    def on_closed(self, connection: "Connection") -> None:
        """Nothing can be sent any more."""


class Connection(WSListener):
    """A socket. `actor` is set once it has said who it is."""

    def __init__(self, receiver: Receiver, address: str, *, buffer_limit: int = BUFFER_LIMIT_BYTES) -> None:
        self.address = address
        self.actor: Actor | None = None
        self.is_closing = False
        self._receiver = receiver
        self._buffer_limit = buffer_limit
        self._loop = asyncio.get_running_loop()
        self._ws: WSTransport | None = None
        self._transport: asyncio.Transport | None = None
        self._outgoing: list[bytes] = []
        self._is_flush_planned = False
        self._pieces: list[bytes] = []
        self._pieces_bytes = 0
        self._writable = asyncio.Event()
        self._writable.set()
        self._hold_reasons = 0
        self.last_heard_at = self._loop.time()

    # Out

    def send(self, payload: bytes) -> None:
        """Sends one frame of the protocol."""
        self.send_framed(frame_text(payload))

    def send_framed(self, framed: bytes) -> None:
        """Sends what `frame_text` made: the same bytes serve many connections."""
        if self.is_closing or self._ws is None:
            return
        self._outgoing.append(framed)
        if not self._is_flush_planned:
            self._is_flush_planned = True
            self._loop.call_soon(self._flush)

    def ping(self) -> None:
        """Asks for a sign of life."""
        self.send_framed(frame_ping())

    async def wait_writable(self) -> None:
        """Returns once the peer has taken most of what was sent; for answers that can wait."""
        await self._writable.wait()

    def close(self, code: int, reason: str) -> None:
        """Sends what is due, then the close frame. Calling it again does nothing."""
        if self.is_closing or self._ws is None:
            return
        self._flush()
        if self.is_closing:
            return
        self._begin_close(code, reason)

    def abort(self) -> None:
        """Cuts the socket."""
        if self._ws is not None:
            self._ws.disconnect(False)

    # Backpressure on the peer's commands

    @property
    def is_held(self) -> bool:
        """Whether we don't listen at the moment, so that silence says nothing about the peer."""
        return self._hold_reasons > 0

    def hold_reading(self) -> None:
        """Takes nothing more from the peer until every hold is released."""
        self._hold_reasons += 1
        if self._hold_reasons == 1 and self._transport is not None and not self._transport.is_closing():
            self._transport.pause_reading()

    def release_reading(self) -> None:
        """Ends one hold."""
        self._hold_reasons -= 1
        self.last_heard_at = self._loop.time()
        if self._hold_reasons == 0 and self._transport is not None and not self._transport.is_closing():
            self._transport.resume_reading()

    # picows calls these

    def on_ws_connected(self, transport: WSTransport) -> None:
        self._ws = transport
        self._transport = transport.underlying_transport
        self._receiver.on_open(self)

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:  # noqa: ARG002 - picows' signature
        try:
            self._on_frame(frame)
        except Exception:
            # Our own mistake; the peer may go on.
            log.exception("frame_failed", address=self.address)

    def _on_frame(self, frame: WSFrame) -> None:
        self.last_heard_at = self._loop.time()
        kind = frame.msg_type
        if kind == WSMsgType.CLOSE:
            self._on_close_frame()
        elif self.is_closing or kind == WSMsgType.PONG:
            return
        elif kind == WSMsgType.PING:
            self.send_framed(frame_pong(frame.get_payload_as_bytes()))
        elif kind == WSMsgType.BINARY:
            self.close(NOT_TEXT, "frames are JSON text")
        else:
            self._on_piece(frame)

    def on_ws_disconnected(self, transport: WSTransport) -> None:  # noqa: ARG002 - picows' signature
        self.is_closing = True
        self._outgoing.clear()
        self._pieces.clear()
        self._writable.set()
        self._receiver.on_closed(self)

    def pause_writing(self) -> None:
        self._writable.clear()

    def resume_writing(self) -> None:
        self._writable.set()

    def _on_piece(self, frame: WSFrame) -> None:
        payload = frame.get_payload_as_bytes()
        if frame.fin and not self._pieces:
            self._receiver.on_message(self, payload)
            return
        self._pieces.append(payload)
        self._pieces_bytes += len(payload)
        if self._pieces_bytes > FRAME_LIMIT_BYTES or len(self._pieces) > PIECES_LIMIT:
            self._take_pieces()
            self.close(
                CLOSE_TOO_BIG, f"a frame has at most {FRAME_LIMIT_BYTES} bytes in {PIECES_LIMIT} fragments"
            )
        elif frame.fin:
            self._receiver.on_message(self, self._take_pieces())

    def _take_pieces(self) -> bytes:
        message = b"".join(self._pieces)
        self._pieces.clear()
        self._pieces_bytes = 0
        return message

    def _on_close_frame(self) -> None:
        if self._ws is None:
            return
        if not self._ws.is_close_frame_sent:
            self._flush()
            self._send_close(CLOSE_NORMAL, "")
        self.is_closing = True
        self._ws.disconnect()

    def _flush(self) -> None:
        self._is_flush_planned = False
        if not self._outgoing or self._transport is None or self.is_closing:
            return
        data = b"".join(self._outgoing)
        self._outgoing.clear()
        if self._ws is None or self._ws.is_close_frame_sent or self._transport.is_closing():
            return
        waiting = self._transport.get_write_buffer_size()
        if waiting and waiting + len(data) > self._buffer_limit:
            self._begin_close(CLOSE_TOO_SLOW, "this connection doesn't keep up; resume on a new one")
            return
        self._transport.write(data)

    def _begin_close(self, code: int, reason: str) -> None:
        self.is_closing = True
        self._outgoing.clear()
        self._send_close(code, reason)
        self._loop.call_later(CLOSE_SECONDS, self.abort)

    def _send_close(self, code: int, reason: str) -> None:
        if self._ws is not None:
            # picows takes any code from 3000 on, though its enum names only the registered ones.
            self._ws.send_close(code, reason.encode()[:120])  # type: ignore[arg-type]


Accept = Callable[[str], Connection]
