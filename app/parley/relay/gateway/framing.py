"""Server-side WebSocket frames as bytes (RFC 6455 section 5.2).

What the relay sends isn't masked, so a frame is the same for every receiver: it is framed once and the same bytes
go to all of them. (picows would frame it anew for each socket, and for larger frames hands asyncio a view of a
buffer that it uses again.)
"""

_TEXT = 0x81
_PING = b"\x89\x00"
_PONG = 0x8A


def frame_text(payload: bytes) -> bytes:
    """One whole text message."""
    return _header(_TEXT, len(payload)) + payload


def frame_ping() -> bytes:
    """A ping without payload."""
    return _PING


def frame_pong(payload: bytes) -> bytes:
    """The answer to a ping; `payload` is the ping's (at most 125 bytes)."""
    return _header(_PONG, len(payload)) + payload


def _header(first: int, length: int) -> bytes:
    if length < 126:
        return bytes((first, length))
    if length < 1 << 16:
        return bytes((first, 126)) + length.to_bytes(2, "big")
    return bytes((first, 127)) + length.to_bytes(8, "big")
