"""Secrets of the accounts on this computer: token, key of the store, key of the device."""

from typing import Protocol

import msgspec


class Credentials(msgspec.Struct, frozen=True, kw_only=True):
    """`store_key` and `device_key` (Ed25519, raw private bytes) are kept as bytes of 32."""

    account: str
    device: str
    token: str
    store_key: bytes
    device_key: bytes


class CredentialStore(Protocol):
    """Where credentials are kept. Calls may block (a keyring may ask the user): run them in a thread."""

    def load(self, account: str) -> Credentials | None:
        """The credentials of an account, or None."""

    def save(self, credentials: Credentials) -> None:
        """Durable when it returns."""

    def remove(self, account: str) -> None:
        """Forgets them; not an error when there are none."""

    def warning(self) -> str | None:
        """A stable code for what the user should know, or None."""
