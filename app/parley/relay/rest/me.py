"""Oneself: profile, picture, password, devices, settings."""

from dataclasses import dataclass
from typing import Annotated, Any

from litestar import Request, Router, delete, get, patch, post, put
from litestar.openapi.spec import (
    OpenAPIFormat,
    OpenAPIMediaType,
    OpenAPIType,
    Operation,
    RequestBody,
    Schema,
)
from litestar.params import JSONBody, PathParameter

from parley.domain.errors import Forbidden, Refusal
from parley.domain.people import Profile, check_password
from parley.domain.presence import Status
from parley.protocol.rest import Device, Me, PasswordChange, ProfileChange, RecoveryCode, SettingValue
from parley.relay.actions import accounts, devices, profile, recovery, settings
from parley.relay.avatars import UPLOAD_LIMIT_BYTES
from parley.relay.queries import people
from parley.relay.queries.shop import find_shop_of
from parley.relay.rate_limits import Act
from parley.relay.rest.calls import Caller, Id, Services, signed_in
from parley.relay.storage.database import Transaction

Name = Annotated[str, PathParameter(pattern=r"^[0-9A-Za-z._~-]{1,64}$", description="The name of a setting.")]


@dataclass
class PictureOperation(Operation):
    """Says in the OpenAPI document that the body is a picture."""

    def __post_init__(self) -> None:
        picture = OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY))
        kinds = ("image/png", "image/jpeg", "image/webp")
        self.request_body = RequestBody(content=dict.fromkeys(kinds, picture), required=True)


@get("/", **signed_in())
async def read_me(services: Services, actor: Caller) -> Me:
    """Who this token belongs to."""

    async def query(tx: Transaction) -> Me:
        return Me(
            profile=await people.get_profile(tx, actor.account),
            device=actor.device,
            account_log=actor.account,
            shop_log=await find_shop_of(tx, actor.account),
        )

    return await services.database.read(query)


@patch("/profile", **signed_in(422))
async def change_profile(services: Services, actor: Caller, data: JSONBody[ProfileChange]) -> Profile:
    """Changes the fields that are given."""
    now = services.clock.now()
    return await services.database.write(lambda tx: profile.change_profile(tx, actor, data, now))


@put(
    "/avatar",
    request_max_body_size=UPLOAD_LIMIT_BYTES,
    operation_class=PictureOperation,
    **signed_in(413, 422),
)
async def put_avatar(request: Request[Any, Any, Any], services: Services, actor: Caller) -> Profile:
    """A picture (PNG, JPEG or WebP, at most 5 MB); kept as a square PNG of 256 pixels."""
    services.limits.check(Act.AVATAR, actor.account)
    avatar = await services.avatars.redraw(await request.body())
    now = services.clock.now()
    return await services.database.write(
        lambda tx: profile.set_avatar(tx, actor, avatar.sha256, avatar.png, now)
    )


@delete("/avatar", status_code=200, **signed_in())
async def clear_avatar(services: Services, actor: Caller) -> Profile:
    """Back to the drawn initials."""
    now = services.clock.now()
    return await services.database.write(lambda tx: profile.clear_avatar(tx, actor, now))


@put("/password", status_code=204, **signed_in(403, 422))
async def change_password(services: Services, actor: Caller, data: JSONBody[PasswordChange]) -> None:
    """A new password for the old one."""
    services.limits.check(Act.SIGN_IN_NAME, actor.account)
    if data.new_password == data.old_password:
        raise Refusal("password_same", "This is the password you have already.", field="new_password")
    try:
        check_password(data.new_password)
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.sentence, field="new_password") from None
    stored = await services.database.read(lambda tx: accounts.get_password_hash(tx, actor.account))
    verdict = await services.passwords.verify(stored, data.old_password)
    if not verdict.is_right:
        raise Forbidden("password_wrong", "This isn't your password.", field="old_password")
    services.limits.forgive(Act.SIGN_IN_NAME, actor.account)
    password_hash = await services.passwords.hash(data.new_password)
    now = services.clock.now()
    await services.database.write(
        lambda tx: accounts.change_password(tx, actor, password_hash, data.sign_out_others, now)
    )


@post("/recovery-code", status_code=200, **signed_in(403))
async def renew_recovery_code(services: Services, actor: Caller) -> RecoveryCode:
    """A new recovery code, shown once; the one before is void. For owners."""
    now = services.clock.now()
    code = await services.database.write(lambda tx: recovery.new_code(tx, actor, now))
    return RecoveryCode(recovery_code=code)


@get("/devices", **signed_in())
async def list_devices(services: Services, actor: Caller) -> list[Device]:
    """One's own devices that are signed in."""
    return await services.database.read(lambda tx: devices.list_devices(tx, actor))


@delete("/devices/{device:str}", **signed_in(404))
async def revoke_device(services: Services, actor: Caller, device: Id) -> None:
    """Signs one of one's own devices out."""
    now = services.clock.now()
    await services.database.write(lambda tx: devices.revoke_device(tx, actor, device, now))


@put("/settings/{name:str}", status_code=204, **signed_in(422))
async def put_setting(services: Services, actor: Caller, name: Name, data: JSONBody[SettingValue]) -> None:
    """A setting that follows the account over its devices."""
    now = services.clock.now()
    await services.database.write(lambda tx: settings.set_setting(tx, actor, name, data.value, now))
    if name == settings.STATUS:
        services.on_status_chosen(actor.account, Status(data.value))


@delete("/settings/{name:str}", **signed_in(422))
async def clear_setting(services: Services, actor: Caller, name: Name) -> None:
    """A setting back to its default."""
    now = services.clock.now()
    await services.database.write(lambda tx: settings.clear_setting(tx, actor, name, now))
    if name == settings.STATUS:
        services.on_status_chosen(actor.account, Status.ONLINE)


me_routes = Router(
    "/me",
    tags=["me"],
    route_handlers=[
        read_me,
        change_profile,
        put_avatar,
        clear_avatar,
        change_password,
        renew_recovery_code,
        list_devices,
        revoke_device,
        put_setting,
        clear_setting,
    ],
)
