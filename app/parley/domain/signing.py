"""What a person signs when they conclude, with the key of the device it was done on.

A signature stands over a *statement*: which offer of which conversation is accepted or confirmed, by the hash of its
terms. The statement isn't sent: everybody makes it anew from what the record says, so that nothing else was signed.
"""

import base64
import binascii
from enum import StrEnum
from hashlib import sha256

import msgspec

from parley.domain.money import DecimalText

_PREFIX = b"parley act 1\n"
"""No other signature of a device can be taken for one of an act."""


class SignedKind(StrEnum):
    """The acts that conclude a deal."""

    ACCEPT = "accept"
    CONFIRM = "confirm"


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """Who signed: the base64 of the device's Ed25519 public key, and of the signature.

    `client_act_id` and `quantity` are as the act had them.
    """

    key: str
    client_act_id: str
    signature: str
    quantity: DecimalText | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What is signed."""

    kind: SignedKind
    conversation: str
    client_act_id: str
    offer: str
    terms_hash: str
    quantity: DecimalText | None = None


def statement_bytes(statement: Statement) -> bytes:
    """The bytes under the signature."""
    return _PREFIX + msgspec.json.encode(statement, order="sorted")


def sign(private_key: bytes, data: bytes) -> str:
    """The base64 of an Ed25519 signature (RFC 8032) by a raw private key of 32 bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return base64.b64encode(Ed25519PrivateKey.from_private_bytes(private_key).sign(data)).decode()


def public_key_of(private_key: bytes) -> str:
    """The base64 of the public half."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    public = Ed25519PrivateKey.from_private_bytes(private_key).public_key()
    return base64.b64encode(public.public_bytes_raw()).decode()


def is_signed(public_key: str, data: bytes, signature: str) -> bool:
    """Whether the signature is of this key over these bytes, both in the one form of their base64."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        raw_key, raw_signature = _unpacked(public_key), _unpacked(signature)
        Ed25519PublicKey.from_public_bytes(raw_key).verify(raw_signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public_key: str) -> str:
    """SHA-256 of the raw public key, in hex: a relay is known by it."""
    return sha256(_unpacked(public_key)).hexdigest()


def _unpacked(text: str) -> bytes:
    """Raises ValueError for what isn't base64, or isn't in its one form (spare bits could hide a change)."""
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if base64.b64encode(raw).decode() != text:
        raise ValueError("not the one form of base64")
    return raw
