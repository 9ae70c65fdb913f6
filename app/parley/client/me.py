"""One's own account: profile, settings, password, devices."""

from typing import Any

from parley.domain.people import Profile
from parley.protocol.rest import Device


class Me:
    """Oneself."""

    @property
    def profile(self) -> Profile:
        """One's own profile."""
        raise NotImplementedError

    def setting(self, name: str, default: str = "") -> str:
        """A setting that follows the account."""
        raise NotImplementedError

    async def set_setting(self, name: str, value: str | None) -> None:
        """None means the default. Kept on this computer at once, and told to the server when online."""
        raise NotImplementedError

    async def change_profile(self, **fields: Any) -> Profile:
        """Changes fields of `ProfileChange`."""
        raise NotImplementedError

    async def set_avatar(self, data: bytes | None) -> None:
        """A PNG, JPEG or WebP picture, or None for none."""
        raise NotImplementedError

    async def change_password(self, old: str, new: str, sign_out_others: bool = True) -> None:
        """Changes the password."""
        raise NotImplementedError

    async def devices(self) -> list[Device]:
        """One's own devices."""
        raise NotImplementedError

    async def revoke_device(self, device: str) -> None:
        """Signs a device out."""
        raise NotImplementedError

    async def new_recovery_code(self) -> str:
        """A new recovery code (owner); the one before it is void."""
        raise NotImplementedError
