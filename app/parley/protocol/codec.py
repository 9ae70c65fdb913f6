"""Frames to JSON and back. Times are RFC 3339 with Z; msgspec writes six digits of a second, or none."""

import contextlib
import re
from typing import Any, TypeVar

import msgspec

from parley.domain.errors import Refusal
from parley.domain.events import Body, Event
from parley.protocol import newer
from parley.protocol.frames import ClientFrame, Events, RelayFrame

V = TypeVar("V")

_encoder = msgspec.json.Encoder(decimal_format="string")
_client_decoder: msgspec.json.Decoder[ClientFrame] = msgspec.json.Decoder(ClientFrame)
_relay_decoder: msgspec.json.Decoder[RelayFrame] = msgspec.json.Decoder(RelayFrame)
_event_decoder: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)
_body_decoder: msgspec.json.Decoder[Body] = msgspec.json.Decoder(Body)


def encode(value: Any) -> bytes:
    """Any struct of the protocol as compact JSON."""
    return _encoder.encode(value)


def decode_client_frame(data: bytes | str) -> ClientFrame:
    """What a client sent. Raises Refusal with the field at fault; the connection survives it."""
    return _decode(_client_decoder, data)


def decode_relay_frame(data: bytes | str) -> RelayFrame:
    """What the relay sent; what only a newer program can read is kept as `protocol.newer` says. Raises Refusal."""
    try:
        frame = _relay_decoder.decode(data)
    except msgspec.ValidationError:
        with contextlib.suppress(msgspec.ValidationError):
            return newer.decode_newer(data)
        return _decode(_relay_decoder, data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _decode(_relay_decoder, data)
    if isinstance(frame, Event):
        return newer.keep_parts(frame, data)
    return newer.keep_all_parts(frame, data) if isinstance(frame, Events) else frame


def decode_event(data: bytes | str) -> Event:
    """One stored event. Raises Refusal."""
    return _decode(_event_decoder, data)


def decode_kept_event(data: bytes | str) -> Event:
    """An event of a client's store, perhaps kept unread by an older version. Raises Refusal."""
    return newer.known_again(decode_event(data))


def decode_body(data: bytes | str) -> Body:
    """The body of an event. Raises Refusal."""
    return _decode(_body_decoder, data)


def reference_of(data: bytes | str) -> str:
    """The ref or client_message_id of a frame that couldn't be read as a whole, or ''."""
    try:
        raw = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    found = raw.get("ref", raw.get("client_message_id", "")) if isinstance(raw, dict) else ""
    return found if isinstance(found, str) else ""


def _decode(decoder: msgspec.json.Decoder[V], data: bytes | str) -> V:
    try:
        return decoder.decode(data)
    except msgspec.ValidationError as error:
        sentence, field = _sentence_and_field(str(error))
        raise Refusal("frame_invalid", sentence, field=field) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refusal("frame_unreadable", f"This is not a JSON frame: {error}") from error


def _sentence_and_field(message: str) -> tuple[str, str | None]:
    """msgspec names the place by a path (` - at `$.parts[0].text``), a field that is missing in the sentence."""
    sentence, _, path = message.partition(" - at `$")
    missing = re.fullmatch(r"Object missing required field `(\w+)`", sentence)
    place = path.rstrip("`").lstrip(".")
    parts = [part for part in (place, missing[1] if missing else "") if part]
    return sentence, ".".join(parts) or None
