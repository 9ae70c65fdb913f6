"""Who this relay is: an Ed25519 key in its data folder. The fingerprint of the public key is the relay's id."""

import hashlib
import os
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FILE_NAME = "identity.pem"


class Identity:
    """The key and its fingerprint (SHA-256 of the raw public key, hex)."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self.key = key
        raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        self.fingerprint = hashlib.sha256(raw).hexdigest()


def load_or_make(folder: Path) -> Identity:
    """The identity of a data folder, made on the first call. Raises OSError or ValueError."""
    path = folder / FILE_NAME
    if path.exists():
        key = serialization.load_pem_private_key(path.read_bytes(), None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError(f"{path} is not an Ed25519 key")
        return Identity(key)
    key = Ed25519PrivateKey.generate()
    write_private(path, private_pem(key))
    return Identity(key)


def private_pem(key: Ed25519PrivateKey) -> bytes:
    """The key as unencrypted PKCS8."""
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def write_private(path: Path, content: bytes) -> None:
    """Writes a file only this user can read, whole or not at all."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
