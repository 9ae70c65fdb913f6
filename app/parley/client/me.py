"""One's own account: profile, settings, password, devices."""

from typing import Any

from parley.client.changes import SelfChanged
from parley.client.core import Core
from parley.client.pusher import Pusher
from parley.client.storage import pending
from parley.domain.errors import Refusal
from parley.domain.people import AccountKind, Profile, WhoMayWrite
from parley.protocol.rest import Device, PasswordChange, ProfileChange, RecoveryCode


class Me:
    """Oneself."""

    def __init__(self, core: Core, pusher: Pusher, handle: str, display_name: str) -> None:
        self._core = core
        self._pusher = pusher
        self._known = Profile(
            account=core.own, handle=handle, kind=AccountKind.CUSTOMER, display_name=display_name or handle
        )

    @property
    def profile(self) -> Profile:
        """One's own profile; before the first connection what was told at sign-in, or no more than the names."""
        return self._core.state.profile or self._known

    def know(self, profile: Profile) -> None:
        """What the server said at sign-in, until the first connection tells more."""
        self._known = profile

    def setting(self, name: str, default: str = "") -> str:
        """A setting that follows the account."""
        value = (
            self._core.settings.get(name)
            if name in self._core.settings
            else self._core.state.settings.get(name)
        )
        return default if value is None else value

    async def set_setting(self, name: str, value: str | None) -> None:
        """None means the default. Kept on this computer at once, and told to the server when online."""
        if name == "who_may_write" and value is not None and value not in set(WhoMayWrite):
            raise Refusal("setting_invalid", "This setting is either anyone or contacts.", field="value")
        core = self._core
        core.settings[name] = value
        await core.write(lambda db: pending.put(db, pending.SETTING, name, value))
        core.announce([SelfChanged(core.own)])
        self._pusher.push_wishes()

    async def change_profile(self, **fields: Any) -> Profile:
        """Changes fields of `ProfileChange`."""
        rest = self._core.check_online()
        return await self._seen(await rest.send("PATCH", "/me/profile", Profile, ProfileChange(**fields)))

    async def set_avatar(self, data: bytes | None) -> None:
        """A PNG, JPEG or WebP picture, or None for none."""
        rest = self._core.check_online()
        if data is None:
            profile = await rest.send("DELETE", "/me/avatar", Profile)
        else:
            profile = await rest.upload("/me/avatar", data, _picture_type(data), Profile)
        await self._seen(profile)

    async def change_password(self, old: str, new: str, sign_out_others: bool = True) -> None:
        """Changes the password."""
        change = PasswordChange(old_password=old, new_password=new, sign_out_others=sign_out_others)
        await self._core.check_online().call("PUT", "/me/password", body=change)

    async def devices(self) -> list[Device]:
        """One's own devices."""
        return await self._core.check_online().get("/me/devices", list[Device])

    async def revoke_device(self, device: str) -> None:
        """Signs a device out."""
        await self._core.check_online().call("DELETE", f"/me/devices/{device}")

    async def new_recovery_code(self) -> str:
        """A new recovery code (owner); the one before it is void."""
        return (await self._core.check_online().send("POST", "/me/recovery-code", RecoveryCode)).recovery_code

    async def _seen(self, profile: Profile) -> Profile:
        await self._core.until(lambda: self._core.state.profile == profile)
        return profile


def _picture_type(data: bytes) -> str:
    if data.startswith(b"\x89PNG"):
        return "image/png"
    if data.startswith(b"\xff\xd8"):
        return "image/jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return "application/octet-stream"
