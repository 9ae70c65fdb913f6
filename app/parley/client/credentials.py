"""Secrets of the accounts on this computer: token, key of the store, key of the device.

They lie in the system's keyring. Where there is none they lie in a file that only file permissions protect, and
`warning()` says so; headless, test and demo profiles use that file from the start.
"""

import os
import sys
from pathlib import Path
from typing import Any, Protocol

import msgspec

NO_KEYRING = "no_keyring"
_SERVICE = "Parley"


class Credentials(msgspec.Struct, frozen=True, kw_only=True):
    """`store_key` and `device_key` (Ed25519, raw private bytes) are 32 bytes each."""

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


class FileCredentials:
    """A file of mode 0600 in the profile."""

    def __init__(self, profile: Path) -> None:
        self._path = profile / "credentials.json"

    def load(self, account: str) -> Credentials | None:
        """The credentials of an account, or None."""
        return self._all().get(account)

    def save(self, credentials: Credentials) -> None:
        """Durable when it returns."""
        self._write({**self._all(), credentials.account: credentials})

    def remove(self, account: str) -> None:
        """Forgets them."""
        kept = self._all()
        if kept.pop(account, None) is not None:
            self._write(kept)

    def warning(self) -> str | None:
        """Always "no_keyring"."""
        return NO_KEYRING

    def _all(self) -> dict[str, Credentials]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, Credentials])
        except (FileNotFoundError, msgspec.DecodeError):
            return {}

    def _write(self, credentials: dict[str, Credentials]) -> None:
        write_private(self._path, msgspec.json.encode(credentials))


class KeyringCredentials:
    """The system's keyring, through the one backend that this system needs (importing all costs 300 ms more)."""

    def __init__(self) -> None:
        self._backend = _backend()

    def load(self, account: str) -> Credentials | None:
        """The credentials of an account, or None."""
        text = self._backend.get_password(_SERVICE, account)
        return msgspec.json.decode(text, type=Credentials) if text else None

    def save(self, credentials: Credentials) -> None:
        """Durable when it returns."""
        text = msgspec.json.encode(credentials).decode()
        self._backend.set_password(_SERVICE, credentials.account, text)

    def remove(self, account: str) -> None:
        """Forgets them."""
        if self._backend.get_password(_SERVICE, account) is not None:
            self._backend.delete_password(_SERVICE, account)

    def warning(self) -> str | None:
        """Nothing to warn of."""
        return None


class SystemCredentials:
    """The keyring, or the file where there is none; found out at the first use."""

    def __init__(self, profile: Path) -> None:
        self._profile = profile
        self._chosen: CredentialStore | None = None

    def load(self, account: str) -> Credentials | None:
        """The credentials of an account, or None. A keyring that came later doesn't hide what the file holds."""
        found = self._choose().load(account)
        return found or FileCredentials(self._profile).load(account)

    def save(self, credentials: Credentials) -> None:
        """Durable when it returns."""
        self._choose().save(credentials)
        if self._choose().warning() is None:
            FileCredentials(self._profile).remove(credentials.account)

    def remove(self, account: str) -> None:
        """Forgets them."""
        self._choose().remove(account)
        FileCredentials(self._profile).remove(account)

    def warning(self) -> str | None:
        """ "no_keyring" where there is none."""
        return self._choose().warning()

    def _choose(self) -> CredentialStore:
        if self._chosen is None:
            try:
                self._chosen = KeyringCredentials()
            except Exception:  # each backend fails in its own way; all of them mean "no keyring here"
                self._chosen = FileCredentials(self._profile)
        return self._chosen


def write_private(path: Path, data: bytes) -> None:
    """Replaces a file by one of mode 0600, whole or not at all; durable when it returns."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(path.name + ".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _backend() -> Any:
    """The one backend of this system, tried with a read. Raises whatever it raises where it doesn't work."""
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring as Backend
    elif sys.platform == "darwin":
        from keyring.backends.macOS import Keyring as Backend
    else:
        from keyring.backends.SecretService import Keyring as Backend
    backend: Any = Backend()  # type: ignore[no-untyped-call]
    backend.get_password(_SERVICE, "")
    return backend
