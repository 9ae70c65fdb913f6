"""Avatars: pictures by the SHA-256 of their PNG."""

import hashlib
from collections import OrderedDict

from parley.client.core import Core
from parley.client.errors import ClientError, ServerTrouble
from parley.client.storage import avatars
from parley.domain.errors import Refusal

_KEPT = 500


class Avatars:
    """Memory, then the store, then the server."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def cached(self, sha256: str) -> bytes | None:
        """The PNG if it is in memory."""
        png = self._kept.get(sha256)
        if png is not None:
            self._kept.move_to_end(sha256)
        return png

    async def fetch(self, sha256: str) -> bytes | None:
        """The PNG from the store or the server; None when it can't be had now."""
        png = self.cached(sha256) or await self._core.database.read(lambda db: avatars.find(db, sha256))
        if png is None:
            try:
                png = await self._download(sha256)
            except (ClientError, Refusal):
                return None
        self._kept[sha256] = png
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return png

    async def _download(self, sha256: str) -> bytes:
        png = await self._core.check_online().call("GET", f"/avatars/{sha256}")
        if hashlib.sha256(png).hexdigest() != sha256:
            raise ServerTrouble("The server sent another picture than the one asked for.")
        await self._core.write(lambda db: avatars.put(db, sha256, png))
        return png
