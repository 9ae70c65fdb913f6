"""`parley verify`: its exit codes, and what it says."""

import json
from pathlib import Path

import pytest

from domain.test_record import RECORD, RELAY, bodies_of_a_deal, record
from parley.cli.main import main
from parley.client.accounts import KnownAccount
from parley.client.invitation import ServerAddress
from parley.domain.signing import fingerprint, public_key_of
from parley.protocol.codec import encode

KEY = fingerprint(public_key_of(RELAY))


@pytest.fixture
def verify(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Writes a record and runs the command on it, as somebody who has never signed in anywhere."""

    def run(data: bytes, *more: str) -> int:
        file = tmp_path / "deal.json"
        file.write_bytes(data)
        return main(["verify", str(file), "--profile", str(tmp_path), *more])

    return run


def test_a_known_signer(verify, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    spaced = " ".join(KEY[at : at + 4] for at in range(0, 64, 4)).upper()
    assert verify(RECORD, "--trust", spaced) == 0
    said = capsys.readouterr().out
    assert "Intact: 6 entries" in said
    assert KEY in said
    assert "福礼礼品" in said


def test_a_server_one_has_signed_in_to(verify, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    known = KnownAccount(
        account="a", handle="h", display_name="n", shop_name="s", address=ServerAddress("http://x"), relay=KEY
    )
    (tmp_path / "accounts.json").write_bytes(encode([known]))
    assert verify(RECORD) == 0
    assert verify(record(key=b"f" * 32)) == 3


def test_an_intact_record_of_a_server_nobody_knows(verify, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    assert verify(RECORD) == 3
    assert "--trust" in capsys.readouterr().out


def test_a_forgery_signed_anew_by_another_key(verify) -> None:  # type: ignore[no-untyped-def]
    forged = record(bodies_of_a_deal("1", {"lin": b"x" * 32, "wang": b"y" * 32}), b"f" * 32)
    assert verify(forged, "--trust", KEY) == 3


def test_an_altered_record_names_the_entry(verify, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    assert verify(RECORD.replace(b'"252"', b'"25"'), "--trust", KEY, "--json") == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["entry"] == 4
    assert "Entry 4 was altered" in said.err


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(tmp_path / "none.json")]) == 2
    assert "can't be read" in capsys.readouterr().err
