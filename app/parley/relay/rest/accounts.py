"""Joining, signing in and out, and what the owner does to accounts."""

from typing import Any

from litestar import Request, Router, delete, get, patch, post
from litestar.params import JSONBody

from parley.domain.access import ShopAct, check_shop_act
from parley.domain.errors import Forbidden
from parley.domain.people import Profile, check_password
from parley.protocol.rest import AccountChange, DeviceIntro, Join, PasswordReset, Recover, SignedIn, SignIn
from parley.relay.actions import accounts, devices, handing_over, invites
from parley.relay.actions.accounts import Newcomer, SignedInParts
from parley.relay.actions.devices import NewDevice
from parley.relay.passwords import one_time_password
from parley.relay.queries import people
from parley.relay.rate_limits import Act
from parley.relay.rest.calls import Caller, Id, Services, address_of, public, signed_in
from parley.relay.rest.services import RestServices
from parley.relay.storage.database import Transaction
from parley.relay.tokens import new_token, token_hash


@post("/accounts", **public(403, 404, 409, 422))
async def join(request: Request[Any, Any, Any], services: Services, data: JSONBody[Join]) -> SignedIn:
    """A new account by invitation, with this device signed in."""
    services.limits.check(Act.JOIN, address_of(request))
    check_password(data.password)
    now = services.clock.now()
    # Asked before the costly hash; the action asks again, with the invitation locked.
    await services.database.read(lambda tx: invites.invite_info(tx, data.code, now))
    password_hash = await services.passwords.hash(data.password)
    token, device = _new_device(data.device)
    newcomer = Newcomer(
        code=data.code,
        display_name=data.display_name,
        password_hash=password_hash,
        device=device,
        handle=data.handle,
        company=data.company,
        shop_name=data.shop_name,
    )
    parts = await services.database.write(lambda tx: accounts.join(tx, newcomer, services.clock.now()))
    return _signed_in(services, parts, token)


@post("/sessions", **public(403, 422))
async def sign_in(request: Request[Any, Any, Any], services: Services, data: JSONBody[SignIn]) -> SignedIn:
    """Name and password for a token of this device's own."""
    name = f"{address_of(request)} {data.handle[:64].casefold()}"
    services.limits.check(Act.SIGN_IN_ADDRESS, address_of(request))
    services.limits.check(Act.SIGN_IN_NAME, name)
    found = await services.database.read(lambda tx: accounts.find_password_hash(tx, data.handle))
    account, stored = found or ("", None)
    verdict = await services.passwords.verify(stored, data.password)
    if not verdict.is_right:
        raise Forbidden(
            "sign_in_wrong",
            "Sign-in name and password don't match.",
            field="password",
            next_step="Forgot it? The owner of the shop can reset it.",
        )
    services.limits.forgive(Act.SIGN_IN_NAME, name)
    token, device = _new_device(data.device)

    async def action(tx: Transaction) -> SignedInParts:
        if verdict.new_hash is not None:
            await accounts.set_password_hash(tx, account, verdict.new_hash)
        return await accounts.sign_in(tx, account, device, services.clock.now())

    return _signed_in(services, await services.database.write(action), token)


@delete("/sessions/current", **signed_in())
async def sign_out(services: Services, actor: Caller) -> None:
    """Ends this device's token and closes its sockets."""
    now = services.clock.now()
    await services.database.write(lambda tx: devices.sign_out(tx, actor, now))


@post("/recovery", **public(403, 422))
async def recover(request: Request[Any, Any, Any], services: Services, data: JSONBody[Recover]) -> SignedIn:
    """The owner's way back in with the recovery code, which is spent by it."""
    services.limits.check(Act.SIGN_IN_ADDRESS, address_of(request))
    services.limits.check(Act.SIGN_IN_NAME, f"{address_of(request)} recovery")
    check_password(data.new_password)
    password_hash = await services.passwords.hash(data.new_password)
    token, device = _new_device(data.device)
    parts = await services.database.write(
        lambda tx: accounts.recover(
            tx, data.handle, data.recovery_code, password_hash, device, services.clock.now()
        )
    )
    return _signed_in(services, parts, token)


@get("/accounts", **signed_in(403))
async def list_accounts(services: Services, actor: Caller) -> list[Profile]:
    """Everybody on this relay; for the owner."""
    check_shop_act(actor.person, ShopAct.LIST_ACCOUNTS)
    return await services.database.read(people.list_accounts)


@patch("/accounts/{account:str}", **signed_in(403, 404, 409, 422))
async def change_account(
    services: Services, actor: Caller, account: Id, data: JSONBody[AccountChange]
) -> Profile:
    """Closes or opens an account, or gives it another kind, and its customers to a colleague; for the owner."""
    now = services.clock.now()

    async def action(tx: Transaction) -> Profile:
        if data.hand_over_to is not None:
            await handing_over.hand_over_all(tx, actor, account, data.hand_over_to, now)
        if data.kind is not None:
            await accounts.set_kind(tx, actor, account, data.kind, now)
        if data.is_disabled is not None:
            await accounts.set_disabled(tx, actor, account, data.is_disabled, now)
        return await people.get_profile(tx, account)

    return await services.database.write(action)


@post("/accounts/{account:str}/password", status_code=200, **signed_in(403, 404, 409))
async def reset_password(services: Services, actor: Caller, account: Id) -> PasswordReset:
    """A one-time password to pass on; for the owner. All devices of the account are signed out."""
    password = one_time_password()
    password_hash = await services.passwords.hash(password)
    now = services.clock.now()
    await services.database.write(lambda tx: accounts.reset_password(tx, actor, account, password_hash, now))
    return PasswordReset(password=password)


account_routes = Router(
    "/",
    tags=["accounts"],
    route_handlers=[join, sign_in, sign_out, recover, list_accounts, change_account, reset_password],
)


def _new_device(intro: DeviceIntro) -> tuple[str, NewDevice]:
    token = new_token()
    return token, NewDevice(name=intro.name, public_key=intro.public_key, token_hash=token_hash(token))


def _signed_in(services: RestServices, parts: SignedInParts, token: str) -> SignedIn:
    return SignedIn(
        relay=services.relay,
        account=parts.account,
        device=parts.device,
        token=token,
        profile=parts.profile,
        opening=parts.opening,
        recovery_code=parts.recovery_code,
    )
