"""The owner's recovery code: the way back in when the password is lost. Shown once, kept as a hash, spent by use."""

import secrets
from base64 import b32encode
from datetime import datetime

from parley.domain.errors import Forbidden, Refusal
from parley.domain.people import AccountKind, check_handle
from parley.foundation.clock import to_milliseconds
from parley.relay.actions.actor import Actor
from parley.relay.actions.invites import hash_code
from parley.relay.storage.database import Transaction


async def new_code(tx: Transaction, actor: Actor, now: datetime) -> str:
    """A new code; the one before is void. Raises Forbidden for all but owners."""
    if actor.kind is not AccountKind.OWNER:
        raise Forbidden("not_allowed", "Your account can't do that.", next_step="Ask the owner of the shop.")
    return await renew_code(tx, actor.account, now)


async def renew_code(tx: Transaction, account: str, now: datetime) -> str:
    """A new code, nobody asked."""
    letters = b32encode(secrets.token_bytes(20)).decode()
    await tx.execute(
        "INSERT INTO recovery (account, code_hash, created_at) VALUES ($1, $2, $3)"
        " ON CONFLICT (account) DO UPDATE SET code_hash = excluded.code_hash, created_at = excluded.created_at",
        account,
        hash_code(letters),
        to_milliseconds(now),
    )
    return "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))


async def check_code(tx: Transaction, handle: str, code: str) -> str:
    """The account the code lets in, while it is an owner's.

    Raises Forbidden with the same words for a wrong name and a wrong code.
    """
    letters = "".join(c for c in code.upper() if c.isalnum())
    try:
        handle = check_handle(handle)
    except Refusal:
        handle = ""
    row = await tx.fetch_one(
        "SELECT a.id FROM recovery r JOIN account a ON a.id = r.account"
        " WHERE a.handle = $1 AND r.code_hash = $2 AND a.is_disabled = 0 AND a.kind = 'owner'",
        handle,
        hash_code(letters),
    )
    if row is None:
        raise Forbidden(
            "recovery_invalid", "Sign-in name and recovery code don't match.", field="recovery_code"
        )
    return str(row[0])
