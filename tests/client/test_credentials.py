"""Where secrets lie, and what the user is told about it."""

import stat
from pathlib import Path

import pytest

from parley.client import credentials
from parley.client.credentials import Credentials, FileCredentials, KeyringCredentials, SystemCredentials


class KeyringInMemory:
    """What a backend of the keyring library offers."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        self.kept[service, name] = secret

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


def some(account: str = "a", token: str = "t") -> Credentials:
    return Credentials(account=account, device="d", token=token, store_key=b"s" * 32, device_key=b"k" * 32)


def test_a_file_keeps_several_accounts_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    kept = FileCredentials(tmp_path / "profile")
    for credential in (some("a"), some("b"), some("a", "newer")):
        kept.save(credential)
    kept.remove("b")
    kept.remove("never there")
    assert FileCredentials(tmp_path / "profile").load("a") == some("a", "newer")
    assert kept.load("b") is None
    assert kept.warning() == "no_keyring"
    (file,) = (tmp_path / "profile").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_with_a_keyring_nothing_lies_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = KeyringInMemory()
    monkeypatch.setattr(credentials, "_backend", lambda: keyring)
    kept = SystemCredentials(tmp_path)
    kept.save(some())
    assert kept.warning() is None
    assert list(tmp_path.iterdir()) == []
    assert KeyringCredentials().load("a") == some()
    kept.remove("a")
    assert keyring.kept == {}


def test_without_a_keyring_the_file_serves_and_the_user_is_warned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none() -> KeyringInMemory:
        raise RuntimeError("no recommended backend")

    monkeypatch.setattr(credentials, "_backend", none)
    kept = SystemCredentials(tmp_path)
    kept.save(some())
    assert kept.warning() == "no_keyring"
    assert SystemCredentials(tmp_path).load("a") == some()


def test_a_keyring_that_came_later_takes_over_what_the_file_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    FileCredentials(tmp_path).save(some())
    keyring = KeyringInMemory()
    monkeypatch.setattr(credentials, "_backend", lambda: keyring)
    kept = SystemCredentials(tmp_path)
    assert kept.load("a") == some()
    kept.save(some(token="newer"))
    assert kept.load("a") == some(token="newer")
    assert FileCredentials(tmp_path).load("a") is None
