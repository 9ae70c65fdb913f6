"""What a newer program wrote, as an older one keeps it (G15): nothing is lost, and nothing else breaks by it.

An event whose body can't be read becomes one with an `UnknownBody`; a part of an unknown type keeps its JSON in `raw`.
`known_again` turns both back once this program knows them. In `Heads` the logs and states of people that can't be read
are left out, as if they weren't there.
"""

from typing import Any

import msgspec

from parley.domain.events import ActedBy, Body, Event, MessageCreated, UnknownBody
from parley.domain.message import KNOWN_PARTS, Part
from parley.domain.presence import Status
from parley.protocol.frames import Events, Head, Heads

_replace = msgspec.structs.replace
_body_decoder: msgspec.json.Decoder[Body] = msgspec.json.Decoder(Body)
_part_decoder = msgspec.json.Decoder(Part)


class _RawEvent(msgspec.Struct, frozen=True, kw_only=True, tag="Event", tag_field="type"):
    log: str
    seq: int
    id: str
    at: Any
    party: str
    body: msgspec.Raw
    acted_by: ActedBy | None = None


class _RawEvents(msgspec.Struct, frozen=True, kw_only=True, tag="Events", tag_field="type"):
    ref: str
    log: str
    from_seq: int
    to_seq: int
    events: tuple[_RawEvent, ...]


class _RawHeads(msgspec.Struct, frozen=True, kw_only=True, tag="Heads", tag_field="type"):
    logs: dict[str, msgspec.Raw]
    gone: tuple[str, ...] = ()
    presence: dict[str, str] = {}


class _RawMessage(msgspec.Struct, frozen=True, kw_only=True):
    parts: tuple[msgspec.Raw, ...]


class _Named(msgspec.Struct, frozen=True, kw_only=True):
    type: str


_frame_decoder = msgspec.json.Decoder(_RawEvent | _RawEvents | _RawHeads)
_event_decoder = msgspec.json.Decoder(_RawEvent)


def decode_newer(data: bytes | str) -> Event | Events | Heads:
    """A frame that this program can't read as a whole. Raises msgspec.ValidationError if it can't be kept either."""
    frame = _frame_decoder.decode(data)
    if isinstance(frame, _RawEvent):
        return _event(frame)
    if isinstance(frame, _RawHeads):
        statuses = {str(status) for status in Status}
        return Heads(
            logs={log: head for log, raw in frame.logs.items() if (head := _head(raw))},
            gone=frame.gone,
            presence={who: Status(how) for who, how in frame.presence.items() if how in statuses},
        )
    return Events(
        ref=frame.ref,
        log=frame.log,
        from_seq=frame.from_seq,
        to_seq=frame.to_seq,
        events=tuple(map(_event, frame.events)),
    )


def keep_parts(event: Event, data: bytes | str) -> Event:
    """The event, with the JSON of the parts whose type isn't known. `data` is the event's own JSON."""
    body = event.body
    if not has_unknown_parts(event) or not isinstance(body, MessageCreated):
        return event
    raw = msgspec.json.decode(_event_decoder.decode(data).body, type=_RawMessage)
    return _replace(event, body=_replace(body, parts=tuple(map(_kept, body.parts, raw.parts))))


def has_unknown_parts(event: Event) -> bool:
    """Whether a message has parts that aren't known here, or that claim to have been kept already."""
    body = event.body
    return isinstance(body, MessageCreated) and any(
        part.raw or part.type not in KNOWN_PARTS for part in body.parts
    )


def keep_all_parts(frame: Events, data: bytes | str) -> Events:
    """The same for a run of events."""
    if not any(map(has_unknown_parts, frame.events)):
        return frame
    raws = msgspec.json.decode(data, type=_Run).events
    return _replace(frame, events=tuple(map(keep_parts, frame.events, map(bytes, raws))))


def known_again(event: Event) -> Event:
    """A stored event as this program reads it: what an older one kept unread is read now, if it can be."""
    body = event.body
    if isinstance(body, UnknownBody):
        return _replace(event, body=_body(body.raw.encode(), body.name))
    if isinstance(body, MessageCreated) and any(part.raw and part.type in KNOWN_PARTS for part in body.parts):
        return _replace(event, body=_replace(body, parts=tuple(map(_known, body.parts))))
    return event


class _Run(msgspec.Struct, frozen=True, kw_only=True):
    events: tuple[msgspec.Raw, ...]


def _event(raw: _RawEvent) -> Event:
    name = msgspec.json.decode(raw.body, type=_Named).type
    event = Event(
        log=raw.log,
        seq=raw.seq,
        id=raw.id,
        at=msgspec.convert(raw.at, type=_AT),
        party=raw.party,
        body=_body(bytes(raw.body), name),
        acted_by=raw.acted_by,
    )
    if not has_unknown_parts(event) or not isinstance(event.body, MessageCreated):
        return event
    parts = msgspec.json.decode(raw.body, type=_RawMessage).parts
    return _replace(event, body=_replace(event.body, parts=tuple(map(_kept, event.body.parts, parts))))


def _body(raw: bytes, name: str) -> Body:
    """The body, or what is kept of one that can't be read."""
    try:
        return _body_decoder.decode(raw)
    except msgspec.ValidationError:
        return UnknownBody(name=name, raw=raw.decode())


def _head(raw: msgspec.Raw) -> Head | None:
    try:
        return msgspec.json.decode(raw, type=Head)
    except msgspec.ValidationError:
        return None


def _kept(part: Part, raw: msgspec.Raw) -> Part:
    return _replace(part, raw="" if part.type in KNOWN_PARTS else bytes(raw).decode())


def _known(part: Part) -> Part:
    return _part_decoder.decode(part.raw) if part.raw and part.type in KNOWN_PARTS else part


_AT = Event.__annotations__["at"]
