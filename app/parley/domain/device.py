"""Devices as other people may know them: the key each made at its sign-in, since when it holds, and until when.

The name of a device is its owner's alone. Whoever sees a person live is shown the list and every change of it, so that
a sign-in by somebody else doesn't go unnoticed; the keys are what signatures and end-to-end encryption will stand on.
"""

import base64
import binascii
import hashlib
from datetime import datetime

import msgspec

from parley.domain.errors import Refusal

DEVICES_SHOWN = 50
"""Devices in a list: those that are signed in, the newest first, then those that were."""

KEY_LENGTH = 32


class DeviceKey(msgspec.Struct, frozen=True, kw_only=True):
    """One device: the base64 of its Ed25519 public key, its sign-in, and its sign-out once that has come."""

    public_key: str
    since: datetime
    revoked_at: datetime | None = None


def check_public_key(text: str, *, field: str = "device.public_key") -> str:
    """The base64 of an Ed25519 public key (32 bytes, RFC 8032) in its one form. Raises Refusal."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != KEY_LENGTH:
        raise Refusal(
            "device_key_invalid",
            "A device's key is an Ed25519 public key: the base64 of its 32 bytes.",
            field=field,
            next_step="Update the program, or make the device a new key.",
        )
    return base64.b64encode(raw).decode()


def key_fingerprint(public_key: str) -> str:
    """What two people compare aloud: the first 8 bytes of the key's SHA-256, in groups of four digits."""
    digits = hashlib.sha256(base64.b64decode(public_key)).hexdigest()[:16].upper()
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))


def signed_in(devices: tuple[DeviceKey, ...]) -> tuple[DeviceKey, ...]:
    """Those of a list that hold now, the newest first."""
    return tuple(device for device in devices if device.revoked_at is None)
