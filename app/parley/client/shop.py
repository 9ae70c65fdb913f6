"""The shop one works for: staff, invitations, accounts. Customers get empty values."""

from parley.client.core import Core
from parley.domain.people import AccountKind, Profile
from parley.protocol.rest import AccountChange, PasswordReset, ShopChange
from parley.protocol.rest_handing_over import CustomerCount, HandedOverCount, HandOver
from parley.protocol.rest_invites import CreatedInvite, CreateInvite, Invite
from parley.protocol.rest_logs import ShopSnapshot


class Shop:
    """The shop, as its staff see it."""

    def __init__(self, core: Core) -> None:
        self._core = core

    @property
    def name(self) -> str:
        """The shop's name."""
        return self._core.shop.name

    def staff(self) -> dict[str, AccountKind]:
        """The shop's people."""
        return dict(self._core.shop.staff)

    async def create_invite(self, kind: AccountKind, uses: int = 1, valid_days: int = 7) -> CreatedInvite:
        """A new invitation."""
        body = CreateInvite(kind=kind, uses=uses, valid_days=valid_days)
        return await self._core.check_online().send("POST", "/invites", CreatedInvite, body)

    async def invites(self) -> list[Invite]:
        """The shop's invitations."""
        return await self._core.check_online().get("/invites", list[Invite])

    async def revoke_invite(self, invite: str) -> None:
        """Makes an invitation void."""
        await self._core.check_online().call("DELETE", f"/invites/{invite}")

    async def accounts(self) -> list[Profile]:
        """All accounts (owner)."""
        return await self._core.check_online().get("/accounts", list[Profile])

    async def reset_password(self, account: str) -> str:
        """A password to pass on (owner); all devices of the account are signed out."""
        path = f"/accounts/{account}/password"
        return (await self._core.check_online().send("POST", path, PasswordReset)).password

    async def customer_count(self, account: str) -> int:
        """How many customers and partners somebody looks after (owner)."""
        path = f"/accounts/{account}/customers"
        return (await self._core.check_online().get(path, CustomerCount)).customers

    async def hand_over(self, account: str, to: str) -> int:
        """A colleague takes over all customers of another one (owner); how many conversations."""
        path = f"/accounts/{account}/handover"
        rest = self._core.check_online()
        return (await rest.send("POST", path, HandedOverCount, HandOver(to=to))).conversations

    async def set_disabled(self, account: str, on: bool, *, hand_over_to: str | None = None) -> None:
        """Closes or reopens an account (owner); its customers go to a colleague in the same step."""
        body = AccountChange(is_disabled=on, hand_over_to=hand_over_to)
        await self._core.check_online().send("PATCH", f"/accounts/{account}", Profile, body)

    async def rename(self, name: str) -> None:
        """Gives the shop a new name (owner)."""
        core = self._core
        changed = await core.check_online().send("PATCH", "/shop", ShopSnapshot, ShopChange(name=name))
        await core.until(lambda: core.meta.shop_seq >= changed.seq)
