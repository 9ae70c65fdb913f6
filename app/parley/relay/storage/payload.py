"""Events as they are stored: the frame everybody may see, to which the acting party's own part is joined unread."""

from parley.domain.events import ActedBy
from parley.protocol.codec import encode

_NOBODY = b'"acted_by":null}'


def with_acted_by(payload: bytes, acted_by: ActedBy) -> bytes:
    """A stored event as its acting party may see it."""
    if not payload.endswith(_NOBODY):
        raise ValueError("this is not a stored event")
    return payload[: -len(_NOBODY)] + b'"acted_by":' + encode(acted_by) + b"}"


def without_acted_by(frame: bytes, acted_by: ActedBy) -> bytes:
    """The frame of an event as everybody may see it."""
    return frame[: -len(encode(acted_by)) - 1] + _NOBODY[len(b'"acted_by":') :]
