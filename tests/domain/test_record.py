"""The record of a deal: every change to it shows, and names its place."""

import base64
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.negotiations_made import BUYER, START, WUYI, terms
from parley.domain.negotiation import Accept, Confirm, DeclareMandate, MakeOffer, decide
from parley.domain.negotiation_direct import statement_of
from parley.domain.negotiation_state import (
    Negotiation,
    NegotiationBody,
    OfferAccepted,
    OfferConfirmed,
    OfferMade,
    SidesSet,
    apply,
)
from parley.domain.offer import terms_hash
from parley.domain.record import Altered, Entry, canonical, check_record, write_record
from parley.domain.signing import Signed, fingerprint, public_key_of, sign, statement_bytes

RELAY = b"r" * 32
DEVICES = {"lin": b"l" * 32, "wang": b"w" * 32}
TALK = "01a20524-b000-7000-8000-000000000001"


def bodies_of_a_deal(price: str = "252", devices: dict[str, bytes] = DEVICES) -> list[NegotiationBody]:
    """An offer that is accepted and then confirmed, all of it signed."""
    made = MakeOffer(offer="o1", thread="wuyi", terms=terms(price=price, needs_our_ok=True))
    acts = (
        ("lin", DeclareMandate(company="武夷茶厂")),
        ("wang", DeclareMandate(company="福礼礼品")),
        ("lin", made),
        ("wang", Accept(offer="o1", terms_hash=terms_hash(made.terms))),
        ("lin", Confirm(offer="o1")),
    )
    bodies: list[NegotiationBody] = [SidesSet(sides=(WUYI, BUYER))]
    state = apply(Negotiation(), bodies[0], START)
    for number, (by, act) in enumerate(acts):
        for body in decide(state, act, by, START):
            if isinstance(body, OfferAccepted | OfferConfirmed):
                assert isinstance(act, Accept | Confirm)
                statement = statement_of(act, TALK, f"act {number}", state)
                assert statement is not None
                signature = sign(devices[by], statement_bytes(statement))
                signed = Signed(
                    key=public_key_of(devices[by]), client_act_id=f"act {number}", signature=signature
                )
                body = msgspec.structs.replace(body, signed=signed)
            state = apply(state, body, START)
            bodies.append(body)
    return bodies


def record(bodies: list[NegotiationBody] | None = None, key: bytes = RELAY) -> bytes:
    entries = [
        Entry(
            seq=number + 3,
            id=f"e{number}",
            at=START + timedelta(seconds=number),
            party=getattr(body, "by", "lin"),
            body=body,
            previous="",
        )
        for number, body in enumerate(bodies or bodies_of_a_deal())
    ]
    return write_record(entries, TALK, START, key, public_key_of(key))


RECORD = record()


def place_of(index: int) -> int | None:
    """The entry that a byte belongs to; None for the heading."""
    line = RECORD.count(b"\n", 0, index)
    return line if 0 < line <= len(bodies_of_a_deal()) else None


def test_an_intact_record_tells_who_signed() -> None:
    checked = check_record(RECORD)
    assert checked.relay == fingerprint(public_key_of(RELAY))
    assert [(one.entry, one.company) for one in checked.signers] == [(5, "福礼礼品"), (6, "武夷茶厂")]
    assert checked.signers[0].key == public_key_of(DEVICES["wang"])


def test_the_file_is_one_json_document() -> None:
    document = msgspec.json.decode(RECORD)
    assert document.keys() == {"entries", "heading", "signature"}
    assert canonical(document) == RECORD.replace(b"\n", b"")


def test_every_byte_counts_and_names_its_entry() -> None:
    for index in range(len(RECORD)):
        altered = bytearray(RECORD)
        altered[index] ^= 1
        with pytest.raises(Altered) as found:
            check_record(bytes(altered))
        assert found.value.entry == place_of(index), f"byte {index}"


@given(st.integers(0, len(RECORD) - 1), st.integers(1, 255))
def test_whatever_a_byte_becomes(index: int, change: int) -> None:
    altered = bytearray(RECORD)
    altered[index] ^= change
    with pytest.raises(Altered) as found:
        check_record(bytes(altered))
    assert found.value.entry == place_of(index)


@given(st.binary(max_size=200))
def test_what_is_no_record_is_refused_calmly(data: bytes) -> None:
    for made in (data, RECORD[: len(data) * 20], b'{"entries":[\n' + data + b"\n],\n"):
        with pytest.raises(Altered):
            check_record(made)


def test_entries_left_out_or_exchanged_show() -> None:
    lines = RECORD.split(b"\n")
    for without in range(1, len(lines) - 2):
        with pytest.raises(Altered):
            check_record(b"\n".join(lines[:without] + lines[without + 1 :]))
    lines[2], lines[3] = lines[3], lines[2]
    with pytest.raises(Altered) as found:
        check_record(b"\n".join(lines))
    assert found.value.entry == 2


def test_a_relay_cannot_change_what_was_signed() -> None:
    """Hashes and the relay's own signature are made anew, but nobody accepted this price."""
    cheaper = terms(price="25.2", needs_our_ok=True)
    bodies = bodies_of_a_deal()
    made = bodies[3]
    assert isinstance(made, OfferMade)
    offer = msgspec.structs.replace(made.offer, terms=cheaper, terms_hash=terms_hash(cheaper))
    bodies[3] = OfferMade(offer=offer)
    with pytest.raises(Altered) as found:
        check_record(record(bodies))
    assert found.value.entry == 5
    bodies[4] = msgspec.structs.replace(bodies[4], signed=None)
    with pytest.raises(Altered) as found:
        check_record(record(bodies))
    assert found.value.entry == 5


def test_a_forgery_made_anew_from_end_to_end_has_another_signer() -> None:
    forged = check_record(record(bodies_of_a_deal("1", {"lin": b"x" * 32, "wang": b"y" * 32}), b"f" * 32))
    true = check_record(RECORD)
    assert forged.relay != true.relay
    assert {one.key for one in forged.signers} & {one.key for one in true.signers} == set()


def test_terms_have_to_fit_their_hash() -> None:
    bodies = bodies_of_a_deal()
    made = bodies[3]
    assert isinstance(made, OfferMade)
    bodies[3] = OfferMade(offer=msgspec.structs.replace(made.offer, terms_hash="0" * 64))
    with pytest.raises(Altered) as found:
        check_record(record(bodies))
    assert found.value.entry == 4


def test_fingerprints_are_those_of_relays() -> None:
    assert len(fingerprint(base64.b64encode(b"k" * 32).decode())) == 64
