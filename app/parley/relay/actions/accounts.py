"""Accounts: joining by invitation, passwords and recovery, and what the owner does to them.

Passwords arrive hashed (argon2id runs outside the transaction). The first to join is the owner, who opens the shop with
its log and team room; staff land in the team room, partners and customers in a direct chat with whoever invited them.
"""

from datetime import datetime

import msgspec

from parley.domain import events
from parley.domain.access import ShopAct, check_shop_act
from parley.domain.conversation import TEAM_ROOM_TITLE, ConversationKind, Member, Role
from parley.domain.errors import Conflict, Forbidden, Refusal
from parley.domain.events import LogKind
from parley.domain.people import AccountKind, Profile, check_handle, check_name
from parley.foundation.clock import to_milliseconds
from parley.foundation.ids import new_id
from parley.protocol.rest_invites import Invite
from parley.relay.actions import desk, devices, logs, membership, profile, recovery, staff
from parley.relay.actions.actor import Actor
from parley.relay.actions.conversations import start_direct
from parley.relay.actions.devices import NewDevice, create_device
from parley.relay.actions.invites import check_invite, end_staff_invites, use_invite
from parley.relay.pinyin import handle_from
from parley.relay.queries import people
from parley.relay.queries.shop import find_shop
from parley.relay.storage.database import Ended, RelationsChanged, Transaction


class Newcomer(msgspec.Struct, frozen=True, kw_only=True):
    """Who joins. `handle` is made from the name when empty; `shop_name` is the owner's to give."""

    code: str
    display_name: str
    password_hash: str
    device: NewDevice
    handle: str = ""
    company: str = ""
    shop_name: str = ""


class SignedInParts(msgspec.Struct, frozen=True, kw_only=True):
    """What `SignedIn` needs from the database."""

    account: str
    device: str
    profile: Profile
    opening: str | None = None
    recovery_code: str | None = None


async def join(tx: Transaction, newcomer: Newcomer, now: datetime) -> SignedInParts:
    """A new account with its first device. Raises Refusal, NotFound, Forbidden, Conflict."""
    invite = await check_invite(tx, newcomer.code, now)
    name = check_name(newcomer.display_name)
    company = check_name(newcomer.company, field="company", required=False)
    shop_name = check_name(newcomer.shop_name, field="shop_name", required=invite.kind is AccountKind.OWNER)
    handle = await _free_handle(tx, newcomer.handle, name)
    if invite.kind is AccountKind.OWNER and await find_shop(tx) is not None:
        raise Conflict("shop_exists", "The shop is open already.")
    await use_invite(tx, invite)
    account = new_id(to_milliseconds(now))
    company = company or (shop_name if invite.kind is AccountKind.OWNER else "")
    await _insert_account(tx, account, handle, invite.kind, name, company, newcomer.password_hash, now)
    device = await create_device(tx, account, newcomer.device, now)
    actor = Actor(account, device, invite.kind)
    await profile.refresh(tx, actor, account, now)
    opening, code = await _welcome(tx, actor, invite, shop_name, now)
    return SignedInParts(
        account=account,
        device=device,
        profile=await people.get_profile(tx, account),
        opening=opening,
        recovery_code=code,
    )


async def find_password_hash(tx: Transaction, handle: str) -> tuple[str, str] | None:
    """The account and password hash of a sign-in name; None when unknown or disabled. A query."""
    try:
        handle = check_handle(handle)
    except Refusal:
        return None
    row = await tx.fetch_one(
        "SELECT id, password_hash FROM account WHERE handle = $1 AND is_disabled = 0", handle
    )
    return None if row is None else (row[0], row[1])


async def get_password_hash(tx: Transaction, account: str) -> str:
    """One's own password hash. A query."""
    row = await tx.fetch_one("SELECT password_hash FROM account WHERE id = $1", account)
    return "" if row is None else str(row[0])


async def sign_in(tx: Transaction, account: str, device: NewDevice, now: datetime) -> SignedInParts:
    """A device for an account whose password was verified. Raises Forbidden if it was disabled meanwhile."""
    row = await tx.fetch_one("SELECT is_disabled FROM account WHERE id = $1 FOR UPDATE", account)
    if row is None or row[0]:
        raise Forbidden(
            "account_disabled", "This account has been closed.", next_step="Ask the owner of the shop."
        )
    device_id = await create_device(tx, account, device, now)
    return SignedInParts(account=account, device=device_id, profile=await people.get_profile(tx, account))


async def set_password_hash(tx: Transaction, account: str, password_hash: str) -> None:
    """A rehash of the same password with newer settings."""
    await tx.execute("UPDATE account SET password_hash = $2 WHERE id = $1", account, password_hash)


async def change_password(
    tx: Transaction, actor: Actor, password_hash: str, sign_out_others: bool, now: datetime
) -> None:
    """A new password; the caller has verified the old one."""
    await set_password_hash(tx, actor.account, password_hash)
    if sign_out_others:
        await devices.revoke_all(tx, actor.account, now, but=actor.device)


async def reset_password(
    tx: Transaction, actor: Actor, account: str, password_hash: str, now: datetime
) -> None:
    """The owner gives a colleague or customer a one-time password. Raises Forbidden, NotFound."""
    check_shop_act(actor.person, ShopAct.RESET_PASSWORD)
    await people.get_person(tx, account)
    await set_password_hash(tx, account, password_hash)
    await devices.revoke_all(tx, account, now, but=actor.device)


async def recover(
    tx: Transaction, handle: str, code: str, password_hash: str, device: NewDevice, now: datetime
) -> SignedInParts:
    """The owner's way back in; spends the code, signs all devices out and gives a new code. Raises Forbidden."""
    account = await recovery.check_code(tx, handle, code)
    await set_password_hash(tx, account, password_hash)
    await devices.revoke_all(tx, account, now)
    signed_in = await sign_in(tx, account, device, now)
    return msgspec.structs.replace(signed_in, recovery_code=await recovery.renew_code(tx, account, now))


async def set_disabled(
    tx: Transaction, actor: Actor, account: str, is_disabled: bool, now: datetime
) -> Profile:
    """Closes an account, or opens it again. Raises Forbidden, NotFound, Conflict."""
    check_shop_act(actor.person, ShopAct.DISABLE_ACCOUNT)
    await people.get_person(tx, account)
    await logs.lock(tx, account)
    if account == actor.account and is_disabled:
        raise Conflict("disable_self", "You can't close your own account.", field="account")
    before = await people.get_profile(tx, account)
    if before.is_disabled == is_disabled:
        return before
    await tx.execute("UPDATE account SET is_disabled = $2 WHERE id = $1", account, int(is_disabled))
    if is_disabled:
        await devices.revoke_all(tx, account, now)
        await end_staff_invites(tx, account)
        tx.publish(Ended(account))
    tx.publish(RelationsChanged((account,)))
    return await profile.refresh(tx, actor, account, now)


async def set_kind(tx: Transaction, actor: Actor, account: str, kind: AccountKind, now: datetime) -> Profile:
    """Makes somebody colleague, owner, partner or customer. Raises Forbidden, NotFound, Conflict."""
    check_shop_act(actor.person, ShopAct.DISABLE_ACCOUNT)
    old = (await people.get_person(tx, account)).kind
    await logs.lock(tx, account)
    if old is kind:
        return await people.get_profile(tx, account)
    if old is AccountKind.OWNER and await _is_last_owner(tx, account):
        raise Conflict("last_owner", "The shop needs an owner.", field="kind")
    await tx.execute("UPDATE account SET kind = $2 WHERE id = $1", account, kind)
    if old is AccountKind.OWNER:
        await end_staff_invites(tx, account)
    told = await profile.refresh(tx, actor, account, now)
    shop = await find_shop(tx)
    if shop is not None and kind.is_staff:
        await staff.put(tx, actor, shop, account, kind, now)
    elif shop is not None and old.is_staff:
        await staff.remove(tx, actor, shop, account, now)
    await desk.recount_waiting(tx, account)
    tx.publish(RelationsChanged((account,)))
    return told


async def _welcome(
    tx: Transaction, actor: Actor, invite: Invite, shop_name: str, now: datetime
) -> tuple[str | None, str | None]:
    """The conversation a newcomer lands in, and the owner's recovery code."""
    if actor.kind is AccountKind.OWNER:
        room = await _open_shop(tx, actor, shop_name, now)
        return room, await recovery.renew_code(tx, actor.account, now)
    shop = await find_shop(tx)
    if shop is None:
        raise Conflict("shop_missing", "The shop isn't open yet.")
    if actor.kind.is_staff:
        await staff.put(tx, actor, shop, actor.account, actor.kind, now)
        return shop.team_room, None
    host = await _host(tx, invite.created_by)
    return (await start_direct(tx, actor, host, now) if host else None), None


async def _open_shop(tx: Transaction, actor: Actor, name: str, now: datetime) -> str:
    owner = Member(account=actor.account, role=Role.OWNER, from_seq=1, joined_at=now)
    room = await membership.create_conversation(
        tx, actor, ConversationKind.ROOM, TEAM_ROOM_TITLE, (owner,), now
    )
    shop = new_id(to_milliseconds(now))
    await tx.execute(
        "INSERT INTO shop (id, name, team_room, created_at) VALUES ($1, $2, $3, $4)",
        shop,
        name,
        room,
        to_milliseconds(now),
    )
    await tx.execute("INSERT INTO staff (shop, account) VALUES ($1, $2)", shop, actor.account)
    await logs.create_log(tx, shop, LogKind.SHOP)
    audience = (actor.account,)
    await logs.append(tx, shop, actor, events.ShopOpened(shop=shop, name=name), audience, now)
    joined = events.StaffChanged(account=actor.account, kind=actor.kind)
    await logs.append(tx, shop, actor, joined, audience, now)
    return room


async def _host(tx: Transaction, invited_by: str) -> str | None:
    """Whoever invited, or an owner if they have gone."""
    row = await tx.fetch_one(
        "SELECT id FROM account WHERE is_disabled = 0 AND (id = $1 OR kind = 'owner')"
        " ORDER BY CASE WHEN id = $1 THEN 0 ELSE 1 END, created_at LIMIT 1",
        invited_by,
    )
    return None if row is None else str(row[0])


async def _is_last_owner(tx: Transaction, account: str) -> bool:
    row = await tx.fetch_one(
        "SELECT 1 FROM account WHERE kind = 'owner' AND is_disabled = 0 AND id <> $1 LIMIT 1", account
    )
    return row is None


async def _free_handle(tx: Transaction, wanted: str, name: str) -> str:
    """The handle asked for, or one made from the name. Raises Conflict when the one asked for is taken."""
    if wanted:
        handle = check_handle(wanted)
        if await _is_taken(tx, handle):
            raise Conflict(
                "handle_taken", "This sign-in name is taken.", field="handle", next_step="Choose another."
            )
        return handle
    base = handle_from(name)
    number, handle = 1, base
    while await _is_taken(tx, handle):
        number += 1
        handle = f"{base}{number}"
    return handle


async def _is_taken(tx: Transaction, handle: str) -> bool:
    return await tx.fetch_one("SELECT 1 FROM account WHERE handle = $1", handle) is not None


async def _insert_account(
    tx: Transaction,
    account: str,
    handle: str,
    kind: AccountKind,
    name: str,
    company: str,
    password_hash: str,
    now: datetime,
) -> None:
    await tx.execute(
        "INSERT INTO party (id, kind, display_name, company) VALUES ($1, 'person', $2, $3)",
        account,
        name,
        company,
    )
    await tx.execute(
        "INSERT INTO account (id, handle, kind, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)",
        account,
        handle,
        kind,
        password_hash,
        to_milliseconds(now),
    )
    await logs.create_log(tx, account, LogKind.ACCOUNT)
