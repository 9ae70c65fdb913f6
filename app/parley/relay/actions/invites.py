"""Invitations into the relay. The code is shown once and only its hash is kept; it carries the account kind."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from parley.domain.access import ShopAct, check_shop_act
from parley.domain.errors import Conflict, Forbidden, NotFound, Refusal
from parley.domain.people import AccountKind
from parley.foundation.clock import from_milliseconds, to_milliseconds
from parley.foundation.ids import new_id
from parley.protocol.rest_invites import CreateInvite, Invite, InviteInfo
from parley.relay.actions.actor import Actor
from parley.relay.queries.shop import find_shop
from parley.relay.storage.database import Row, Transaction

OWNER_INVITE_DAYS = 30
USES_LIMIT = 1_000
DAYS_LIMIT = 90
INVITES_LISTED = 200

_COLUMNS = "id, kind, uses, used, created_by, created_at, expires_at, is_revoked"


async def create_owner_invite(tx: Transaction, now: datetime) -> str:
    """The code that opens the shop; codes made before are void. Raises Conflict when the shop is open already."""
    if await find_shop(tx) is not None:
        raise Conflict("shop_exists", "The shop is open already.")
    await tx.execute("UPDATE invite SET is_revoked = 1 WHERE kind = $1", AccountKind.OWNER)
    _, code = await _create(tx, None, AccountKind.OWNER, "", 1, OWNER_INVITE_DAYS, now)
    return code


async def create_invite(
    tx: Transaction, actor: Actor, wish: CreateInvite, now: datetime
) -> tuple[Invite, str]:
    """The invitation and its code. Raises Refusal, Forbidden."""
    staff = wish.kind.is_staff
    check_shop_act(actor.person, ShopAct.INVITE_STAFF if staff else ShopAct.INVITE_CUSTOMER)
    if wish.kind is AccountKind.OWNER:
        raise Refusal("kind_invalid", "An owner can't be invited; make a colleague one.", field="kind")
    if not 1 <= wish.uses <= USES_LIMIT:
        raise Refusal("uses_invalid", f"An invitation is for 1 to {USES_LIMIT} people.", field="uses")
    if not 1 <= wish.valid_days <= DAYS_LIMIT:
        raise Refusal(
            "days_invalid", f"An invitation is valid for 1 to {DAYS_LIMIT} days.", field="valid_days"
        )
    shop = await find_shop(tx)
    if shop is None:
        raise Conflict("shop_missing", "The shop isn't open yet.")
    return await _create(tx, shop.id, wish.kind, actor.account, wish.uses, wish.valid_days, now)


async def list_invites(tx: Transaction, actor: Actor) -> list[Invite]:
    """The owner sees all, others their own; the newest first. Raises Forbidden."""
    check_shop_act(actor.person, ShopAct.INVITE_CUSTOMER)
    where = "" if actor.kind is AccountKind.OWNER else "AND created_by = $2"
    args = () if actor.kind is AccountKind.OWNER else (actor.account,)
    rows = await tx.fetch(
        f"SELECT {_COLUMNS} FROM invite WHERE kind <> 'owner' {where} ORDER BY id DESC LIMIT $1",
        INVITES_LISTED,
        *args,
    )
    return [_invite_of(row) for row in rows]


async def revoke_invite(tx: Transaction, actor: Actor, invite: str) -> None:
    """The code stops working. Raises NotFound, Forbidden."""
    check_shop_act(actor.person, ShopAct.INVITE_CUSTOMER)
    row = await tx.fetch_one("SELECT created_by FROM invite WHERE id = $1 AND kind <> 'owner'", invite)
    if row is None or (actor.kind is not AccountKind.OWNER and row[0] != actor.account):
        raise NotFound("no_such_invite", "There is no such invitation.", field="invite")
    await tx.execute("UPDATE invite SET is_revoked = 1 WHERE id = $1", invite)


async def end_staff_invites(tx: Transaction, account: str) -> None:
    """Who no longer owns the shop lets no colleagues in, least of all themselves. Invited customers stay welcome."""
    await tx.execute(
        "UPDATE invite SET is_revoked = 1 WHERE created_by = $1 AND kind = $2", account, AccountKind.STAFF
    )


async def invite_info(tx: Transaction, code: str, now: datetime) -> InviteInfo:
    """What an invitation says before one accepts it. Raises NotFound, or Forbidden when it can't be used any more."""
    invite = _check_usable(await _find(tx, code, ""), now)
    shop = await find_shop(tx)
    row = await tx.fetch_one("SELECT display_name FROM party WHERE id = $1", invite.created_by)
    return InviteInfo(
        shop_name=shop.name if shop else "",
        invited_by=row[0] if row else "",
        kind=invite.kind,
        expires_at=invite.expires_at,
    )


async def check_invite(tx: Transaction, code: str, now: datetime) -> Invite:
    """The invitation of a code that can be used now, locked until the commit. Raises NotFound, Forbidden."""
    return _check_usable(await _find(tx, code, " FOR UPDATE"), now)


async def use_invite(tx: Transaction, invite: Invite) -> None:
    """Counts one use."""
    await tx.execute("UPDATE invite SET used = used + 1 WHERE id = $1", invite.id)


def hash_code(code: str) -> str:
    """Codes have 128 bits of chance, so a plain hash keeps them."""
    return sha256(code.encode("utf-8", "replace")).hexdigest()


async def _find(tx: Transaction, code: str, locking: str) -> Invite | None:
    row = await tx.fetch_one(f"SELECT {_COLUMNS} FROM invite WHERE code_hash = $1{locking}", hash_code(code))
    return None if row is None else _invite_of(row)


def _check_usable(invite: Invite | None, now: datetime) -> Invite:
    if invite is None:
        raise NotFound("invite_unknown", "This invitation isn't known here.", field="code")
    if invite.is_revoked or now >= invite.expires_at or invite.used >= invite.uses:
        raise Forbidden(
            "invite_over",
            "This invitation is used up or no longer valid.",
            field="code",
            next_step="Ask for a new one.",
        )
    return invite


async def _create(
    tx: Transaction, shop: str | None, kind: AccountKind, created_by: str, uses: int, days: int, now: datetime
) -> tuple[Invite, str]:
    code = secrets.token_urlsafe(16)
    invite = Invite(
        id=new_id(to_milliseconds(now)),
        kind=kind,
        uses=uses,
        used=0,
        created_by=created_by,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    await tx.execute(
        "INSERT INTO invite (id, code_hash, shop, kind, uses, created_by, created_at, expires_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        invite.id,
        hash_code(code),
        shop,
        kind,
        uses,
        created_by,
        to_milliseconds(now),
        to_milliseconds(invite.expires_at),
    )
    return invite, code


def _invite_of(row: Row) -> Invite:
    return Invite(
        id=row[0],
        kind=AccountKind(row[1]),
        uses=row[2],
        used=row[3],
        created_by=row[4],
        created_at=from_milliseconds(row[5]),
        expires_at=from_milliseconds(row[6]),
        is_revoked=bool(row[7]),
    )
