"""`parley admin`: looks after a relay's accounts from its own computer, while it runs or not.

It writes to the relay's database as the shop's owner would. A running relay notices within a second who lost the
right to be connected.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from parley.cli.relay import default_data
from parley.domain.errors import NotFound, ParleyError, Refusal
from parley.domain.people import AccountKind, Profile
from parley.foundation.clock import SystemClock
from parley.protocol.rest_invites import CreateInvite
from parley.relay.actions import accounts, devices, invites
from parley.relay.actions.actor import Actor
from parley.relay.data_folder import DATABASE_FILE, RUNNING_FILE
from parley.relay.invite_links import RelayAddress, join_link, web_link
from parley.relay.passwords import Passwords, one_time_password
from parley.relay.queries import people
from parley.relay.storage.database import Database, Transaction
from parley.relay.storage.opening import open_database, sqlite_url

Act = Callable[[Database, argparse.Namespace], Awaitable[Any]]
_KINDS = [kind.value for kind in AccountKind]


def main(argv: list[str]) -> int:
    """Returns 0 when it is done, 1 when it was refused, 2 for wrong usage."""
    try:
        arguments = _parser().parse_args(argv)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2
    try:
        answer = asyncio.run(_run(arguments))
    except (ParleyError, OSError, ValueError) as error:
        print(f"parley admin: {error}", file=sys.stderr)
        return 1
    print(json.dumps(answer, ensure_ascii=False) if arguments.json else _readable(answer))
    return 0


async def _run(arguments: argparse.Namespace) -> Any:
    path = arguments.data / DATABASE_FILE
    if arguments.database is None and not path.exists():
        raise NotFound("no_such_relay", f"There is no relay's data in {arguments.data}.")
    database = await open_database(arguments.database or sqlite_url(path))
    try:
        act: Act = arguments.act
        return await act(database, arguments)
    finally:
        await database.close()


async def _list(database: Database, _: argparse.Namespace) -> Any:
    return [_row(profile) for profile in await database.read(people.list_accounts)]


async def _invite(database: Database, arguments: argparse.Namespace) -> Any:
    address = _address(arguments)
    owner = await _owner(database)
    wish = CreateInvite(kind=AccountKind(arguments.kind), uses=arguments.uses, valid_days=arguments.days)
    now = SystemClock().now()
    invite, code = await database.write(lambda tx: invites.create_invite(tx, owner, wish, now))
    return {
        "kind": invite.kind.value,
        "uses": invite.uses,
        "expires_at": invite.expires_at.isoformat(),
        "link": web_link(address, code),
        "join_link": join_link(address, code),
    }


async def _role(database: Database, arguments: argparse.Namespace) -> Any:
    owner, person = await _owner(database), await _person(database, arguments.handle)
    kind, now = AccountKind(arguments.kind), SystemClock().now()
    return _row(await database.write(lambda tx: accounts.set_kind(tx, owner, person.account, kind, now)))


async def _disable(database: Database, arguments: argparse.Namespace) -> Any:
    return await _set_disabled(database, arguments.handle, True)


async def _enable(database: Database, arguments: argparse.Namespace) -> Any:
    return await _set_disabled(database, arguments.handle, False)


async def _set_disabled(database: Database, handle: str, is_disabled: bool) -> Any:
    owner, person = await _owner(database), await _person(database, handle)
    now = SystemClock().now()
    return _row(
        await database.write(lambda tx: accounts.set_disabled(tx, owner, person.account, is_disabled, now))
    )


async def _reset_password(database: Database, arguments: argparse.Namespace) -> Any:
    owner, person = await _owner(database), await _person(database, arguments.handle)
    passwords = Passwords()
    password = one_time_password()
    password_hash = await passwords.hash(password)
    passwords.close()
    now = SystemClock().now()
    await database.write(lambda tx: accounts.reset_password(tx, owner, person.account, password_hash, now))
    return {"handle": person.handle, "password": password}


async def _revoke(database: Database, arguments: argparse.Namespace) -> Any:
    person = await _person(database, arguments.handle)
    now = SystemClock().now()

    async def action(tx: Transaction) -> None:
        if arguments.device is None:
            await devices.revoke_all(tx, person.account, now)
        else:
            actor = Actor(person.account, "", person.kind)
            await devices.revoke_device(tx, actor, arguments.device, now)

    await database.write(action)
    return {"handle": person.handle, "signed_out": arguments.device or "all devices"}


async def _devices(database: Database, arguments: argparse.Namespace) -> Any:
    person = await _person(database, arguments.handle)
    actor = Actor(person.account, "", person.kind)
    found = await database.read(lambda tx: devices.list_devices(tx, actor))
    return [
        {"id": device.id, "name": device.name, "last_seen_at": device.last_seen_at.isoformat()}
        for device in found
    ]


async def _owner(database: Database) -> Actor:
    for profile in await database.read(people.list_accounts):
        if profile.kind is AccountKind.OWNER and not profile.is_disabled:
            return Actor(profile.account, "", profile.kind)
    raise NotFound("shop_missing", "This relay has no owner yet. Start it and open the invitation it prints.")


async def _person(database: Database, handle: str) -> Profile:
    for profile in await database.read(people.list_accounts):
        if profile.handle == handle.strip().lower():
            return profile
    raise NotFound("no_such_person", f"Nobody here signs in as “{handle}”.")


def _address(arguments: argparse.Namespace) -> RelayAddress:
    note = arguments.data / RUNNING_FILE
    if not note.exists():
        raise Refusal(
            "relay_stopped", "The relay isn't running, so its address isn't known. Start it, then invite."
        )
    said = json.loads(note.read_text(encoding="utf-8"))
    return RelayAddress(relay=said["relay"], urls=tuple(said["urls"]), certificate=said["cert"])


def _row(profile: Profile) -> dict[str, Any]:
    return {
        "handle": profile.handle,
        "name": profile.display_name,
        "kind": profile.kind.value,
        "company": profile.company,
        "state": "disabled" if profile.is_disabled else "active",
    }


def _readable(answer: Any) -> str:
    if isinstance(answer, list):
        return "\n".join("  ".join(str(value) for value in row.values() if value) for row in answer)
    return "\n".join(f"{name}: {value}" for name, value in answer.items() if value)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="parley admin", description="Looks after a relay's accounts.")
    parser.add_argument(
        "--data", type=Path, metavar="DIR", default=default_data(), help="the relay's data folder"
    )
    parser.add_argument("--database", metavar="URL", help="as given to `parley relay`")
    parser.add_argument("--json", action="store_true", help="output for programs")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _command(commands, "list", _list, "all accounts")
    invite = _command(commands, "invite", _invite, "make an invitation; the relay has to be running")
    invite.add_argument("--kind", choices=[k for k in _KINDS if k != AccountKind.OWNER], default="staff")
    invite.add_argument("--uses", type=int, default=1, metavar="N", help="for how many people (default 1)")
    invite.add_argument("--days", type=int, default=7, metavar="N", help="valid for (default 7)")
    role = _command(commands, "role", _role, "give an account another kind")
    role.add_argument("handle")
    role.add_argument("kind", choices=_KINDS)
    for name, act, meaning in (
        ("disable", _disable, "close an account"),
        ("enable", _enable, "open it again"),
        ("reset-password", _reset_password, "a one-time password; signs all devices out"),
        ("devices", _devices, "the devices of an account"),
        ("revoke", _revoke, "sign devices out"),
    ):
        _command(commands, name, act, meaning).add_argument("handle")
    commands.choices["revoke"].add_argument("--device", metavar="ID", help="only this one")
    return parser


def _command(commands: Any, name: str, act: Act, meaning: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=meaning, description=meaning)
    parser.set_defaults(act=act)
    return parser
