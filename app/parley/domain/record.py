"""The record of a deal: what was agreed, in a form that shows every change made to it later.

    {"entries":[           each event of the negotiation on a line of its own, with the hash of the one before
    {...},
    {...}
    ],"heading":{...},"signature":"..."}

Everything is compact JSON with sorted keys, and the file must equal that form byte for byte. An entry's `hash` is the
hex SHA-256 of the entry without it; `previous` is the hash of the entry before, "" for the first. The heading names the
last hash, and the relay signs the heading with its identity key. Who accepts or confirms has signed that with the key
of their device (`domain.signing`). `check_record` needs no relay; whether the relay's key is one that is trusted is
asked separately.
"""

from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec

from parley.domain.errors import ParleyError
from parley.domain.negotiation_state import (
    MandateDeclared,
    NegotiationBody,
    Offer,
    OfferAccepted,
    OfferConfirmed,
    OfferMade,
)
from parley.domain.offer import terms_hash
from parley.domain.signing import (
    Signed,
    SignedKind,
    Statement,
    fingerprint,
    is_signed,
    sign,
    statement_bytes,
)

FORMAT = "parley record 1"
_PREFIX = b"parley record 1\n"
_OPENING = b'{"entries":['


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An event of the negotiation."""

    seq: int
    id: str
    at: datetime
    party: str
    body: NegotiationBody
    previous: str
    hash: str = ""


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """What the relay signs. `relay_key` is the base64 of its Ed25519 public key."""

    format: str
    conversation: str
    count: int
    last: str
    made_at: datetime
    relay_key: str


class Signer(msgspec.Struct, frozen=True):
    """Who concluded, by which device's key; `company` as they said when they began."""

    entry: int
    party: str
    company: str
    key: str


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """An intact record. `relay` is the fingerprint of the key that signed it."""

    heading: Heading
    entries: tuple[Entry, ...]
    relay: str
    signers: tuple[Signer, ...]


class Altered(ParleyError):
    """The record isn't as it was made. `entry` counts from 1; None is the heading."""

    def __init__(self, entry: int | None, sentence: str) -> None:
        super().__init__(f"{'The heading' if entry is None else f'Entry {entry}'} was altered: {sentence}")
        self.entry = entry


def write_record(
    entries: list[Entry], conversation: str, made_at: datetime, private_key: bytes, relay_key: str
) -> bytes:
    """The file, with the entries chained and the heading signed. `previous` and `hash` of the entries are set here."""
    lines, last = [], ""
    for entry in entries:
        chained = msgspec.structs.replace(entry, previous=last, hash="")
        last = _hash_of(_plain(canonical(chained)))
        lines.append(canonical(msgspec.structs.replace(chained, hash=last)))
    heading = Heading(
        format=FORMAT,
        conversation=conversation,
        count=len(lines),
        last=last,
        made_at=made_at,
        relay_key=relay_key,
    )
    signature = sign(private_key, _PREFIX + canonical(heading))
    tail = canonical({"heading": heading, "signature": signature})
    return _OPENING + b"\n" + b",\n".join(lines) + b"\n]," + tail[1:] + b"\n"


def check_record(data: bytes) -> Checked:
    """What the record says, if nobody has changed it. Raises Altered, naming the first entry that isn't as it was."""
    lines = data.split(b"\n")
    if lines[0] != _OPENING:
        raise Altered(None, "it doesn't begin like a record.")
    if len(lines) < 4 or lines[-1] != b"":
        raise Altered(None, "it doesn't end like a record.")
    entries = _check_chain(lines[1:-2])
    heading = _check_heading(lines[-2], entries)
    for number, line in enumerate(lines[1:-2], 1):
        if line.endswith(b",") != (number < len(entries)):
            raise Altered(number, "its line has no proper end.")
    return Checked(
        heading=heading,
        entries=entries,
        relay=fingerprint(heading.relay_key),
        signers=_check_content(entries, heading.conversation),
    )


def canonical(value: Any) -> bytes:
    """Compact JSON with sorted keys."""
    return msgspec.json.encode(value, order="sorted")


def _check_chain(lines: list[bytes]) -> tuple[Entry, ...]:
    entries, last = [], ""
    for number, line in enumerate(lines, 1):
        if not line:
            raise Altered(max(1, number - 1), "its line has no proper end.")
        text = line.removesuffix(b",")
        try:
            plain = _plain(text)
            entry = msgspec.json.decode(text, type=Entry)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise Altered(number, "it can't be read.") from error
        if canonical(plain) != text:
            raise Altered(number, "it isn't in its one form.")
        if entry.hash != _hash_of(plain):
            raise Altered(number, "it doesn't fit its hash.")
        if entry.previous != last:
            raise Altered(number, "it doesn't follow the entry before.")
        last = entry.hash
        entries.append(entry)
    return tuple(entries)


def _check_heading(line: bytes, entries: tuple[Entry, ...]) -> Heading:
    if not line.startswith(b"],"):
        runs_on = b'"hash":' in line
        raise Altered(len(entries) + 1 if runs_on else None, "its line has no proper end.")
    text = b"{" + line[2:]
    try:
        plain = msgspec.json.decode(text)
        tail = msgspec.json.decode(text, type=_Tail)
        key = fingerprint(tail.heading.relay_key)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise Altered(None, "it can't be read.") from error
    heading = tail.heading
    if canonical(plain) != text or heading.format != FORMAT or not key:
        raise Altered(None, "it isn't in its one form.")
    if not is_signed(heading.relay_key, _PREFIX + canonical(plain["heading"]), tail.signature):
        raise Altered(None, "its signature doesn't fit.")
    if not entries or (heading.count, heading.last) != (len(entries), entries[-1].hash):
        raise Altered(None, "it speaks of other entries.")
    return heading


def _check_content(entries: tuple[Entry, ...], conversation: str) -> tuple[Signer, ...]:
    """Terms fit their hashes, and who concluded has signed just that."""
    offers: dict[str, Offer] = {}
    companies: dict[str, str] = {}
    signers: list[Signer] = []
    for number, entry in enumerate(entries, 1):
        match entry.body:
            case MandateDeclared(by=by, company=company):
                companies[by] = company
            case OfferMade(offer=offer):
                if offer.id in offers or offer.terms_hash != terms_hash(offer.terms):
                    raise Altered(number, "its terms don't fit their hash.")
                offers[offer.id] = offer
            case OfferAccepted() | OfferConfirmed() as body:
                signed = body.signed
                if signed is None or not _is_concluded(body, signed, offers.get(body.offer), conversation):
                    raise Altered(number, "it isn't signed by whoever concluded.")
                signers.append(Signer(number, entry.party, companies.get(body.by, ""), signed.key))
            case _:
                pass
    return tuple(signers)


def _is_concluded(
    body: OfferAccepted | OfferConfirmed, signed: Signed, offer: Offer | None, conversation: str
) -> bool:
    if offer is None:
        return False
    is_accept = isinstance(body, OfferAccepted)
    if is_accept and signed.quantity is not None and offer.terms.is_divisible:
        assert isinstance(body, OfferAccepted)
        if signed.quantity != body.quantity:
            return False
    statement = Statement(
        kind=SignedKind.ACCEPT if is_accept else SignedKind.CONFIRM,
        conversation=conversation,
        client_act_id=signed.client_act_id,
        offer=offer.id,
        terms_hash=offer.terms_hash,
        quantity=signed.quantity,
    )
    return is_signed(signed.key, statement_bytes(statement), signed.signature)


class _Tail(msgspec.Struct, frozen=True):
    heading: Heading
    signature: str


def _plain(text: bytes) -> dict[str, Any]:
    """Raises msgspec.DecodeError."""
    return msgspec.json.decode(text, type=dict[str, Any])


def _hash_of(plain: dict[str, Any]) -> str:
    return sha256(canonical({key: value for key, value in plain.items() if key != "hash"})).hexdigest()
