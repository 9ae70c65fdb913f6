"""Avatars: pictures by the SHA-256 of their PNG."""


class Avatars:
    """Memory, then the store, then the server."""

    def cached(self, sha256: str) -> bytes | None:
        """The PNG if it is in memory."""
        raise NotImplementedError

    async def fetch(self, sha256: str) -> bytes | None:
        """The PNG from the store or the server; None when it can't be had now."""
        raise NotImplementedError
