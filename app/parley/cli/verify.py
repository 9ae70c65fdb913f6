"""`parley verify`: whether the record of a deal is as it was made, and by whose server. Needs no server."""

import argparse
import json
import sys
from pathlib import Path

import msgspec

from parley.client.accounts import KnownAccount
from parley.desktop.options import default_profile
from parley.domain.device import key_fingerprint
from parley.domain.record import Altered, Checked, check_record

KNOWN, ALTERED, USAGE, UNKNOWN = 0, 1, 2, 3


def main(arguments: list[str]) -> int:
    """0: intact, by a known server; 3: intact, by one that isn't known here; 1: altered; 2: wrong usage."""
    asked = _parser().parse_args(arguments)
    try:
        data = Path(asked.file).read_bytes()
    except OSError as error:
        print(f"parley verify: {asked.file} can't be read: {error.strerror}", file=sys.stderr)
        return USAGE
    try:
        checked = check_record(data)
    except Altered as altered:
        if asked.json:
            print(json.dumps({"intact": False, "entry": altered.entry, "reason": str(altered)}))
        print(f"parley verify: {altered}", file=sys.stderr)
        return ALTERED
    is_known = checked.relay in {_digits(key) for key in asked.trust} | pinned_relays(asked.profile)
    print(_as_json(checked, is_known) if asked.json else _as_text(checked, is_known))
    return KNOWN if is_known else UNKNOWN


def pinned_relays(profile: Path | None) -> set[str]:
    """The servers to which somebody signed in on this computer, by the fingerprints of their keys."""
    file = (profile or default_profile()) / "accounts.json"
    try:
        known = msgspec.json.decode(file.read_bytes(), type=list[KnownAccount])
    except (OSError, msgspec.DecodeError):
        return set()
    return {account.relay for account in known}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="parley verify",
        description="Checks the record of a deal. Exit code 0: intact, by a known server; 3: intact, but its server "
        "isn't known here; 1: altered; 2: wrong usage.",
    )
    parser.add_argument("file", metavar="FILE", help="the record (JSON)")
    parser.add_argument(
        "--trust", metavar="KEY", action="append", default=[], help="the fingerprint of a server you know"
    )
    parser.add_argument(
        "--profile", metavar="DIR", type=Path, help="whose servers are known (default: this user's)"
    )
    parser.add_argument("--json", action="store_true", help="for programs")
    return parser


def _as_text(checked: Checked, is_known: bool) -> str:
    heading = checked.heading
    rows = [
        f"Intact: {heading.count} entries, as of {heading.made_at:%Y-%m-%d %H:%M:%S} UTC.",
        f"Server: {checked.relay} ({'known' if is_known else 'not known on this computer'})",
    ]
    rows += [
        f"Signed in entry {one.entry}: {one.company or one.party}, key {key_fingerprint(one.key)}"
        for one in checked.signers
    ]
    if not is_known:
        rows.append(
            "Ask the shop for its server's fingerprint by another way, and run this with --trust FINGERPRINT."
        )
    return "\n".join(rows)


def _as_json(checked: Checked, is_known: bool) -> str:
    signers = [
        {"entry": s.entry, "party": s.party, "company": s.company, "key": s.key} for s in checked.signers
    ]
    return json.dumps({"intact": True, "known": is_known, "relay": checked.relay, "signers": signers})


def _digits(key: str) -> str:
    return "".join(key.split()).replace(":", "").lower()
