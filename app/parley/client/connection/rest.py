"""REST calls, and how their refusals become exceptions. httpx is imported at the first call (it costs 155 ms)."""

import asyncio
import importlib
import ssl
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

import msgspec

from parley.client.connection.trust import Trust
from parley.client.errors import Offline, ServerTrouble, SignedOut, TimedOut
from parley.domain.errors import Conflict, Forbidden, NotFound, ParleyError, Refusal, TooMany
from parley.protocol.codec import encode
from parley.protocol.rest import Problem

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")
_CONNECT_SECONDS = 5.0
_ANSWER_SECONDS = 20.0
_KINDS = {403: Forbidden, 404: NotFound, 409: Conflict}


class Rest:
    """Calls to one server. `base_url` may change (the server has several addresses); so may the token."""

    def __init__(self, base_url: str, trust: Trust, *, token: str = "") -> None:
        self.base_url = base_url
        self.token = token
        self._trust = trust
        self._client: httpx.AsyncClient | None = None

    async def get(self, path: str, result: type[T], **params: str | int | None) -> T:
        """GET with query parameters; None leaves one out."""
        named = {name: value for name, value in params.items() if value is not None}
        return _decode(await self.call("GET", path, params=named), result)

    async def send(self, method: str, path: str, result: type[T], body: object = None) -> T:
        """A call with an answer."""
        return _decode(await self.call(method, path, body=body), result)

    async def upload(self, path: str, content: bytes, content_type: str, result: type[T]) -> T:
        """PUT of bytes as they are."""
        return _decode(await self.call("PUT", path, content=content, content_type=content_type), result)

    async def call(
        self,
        method: str,
        path: str,
        *,
        body: object = None,
        content: bytes | None = None,
        content_type: str = "application/json",
        params: Mapping[str, str | int] | None = None,
    ) -> bytes:
        """The bytes of the answer. Raises Refusal, Offline, TimedOut, SignedOut or ServerTrouble."""
        client = await self._open()
        import httpx

        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        data = encode(body) if body is not None else content
        if data is not None:
            headers["Content-Type"] = content_type
        try:
            response = await client.request(
                method, f"{self.base_url}/api/v1{path}", content=data, params=params, headers=headers
            )
        except (httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise Offline() from error
        except httpx.TimeoutException as error:
            raise TimedOut() from error
        except (httpx.HTTPError, OSError, RuntimeError) as error:
            raise _unreachable(error) from error
        if response.is_success:
            return response.content
        raise problem(response.status_code, response.content, has_token=bool(self.token))

    async def close(self) -> None:
        """Closes kept connections."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def _open(self) -> "httpx.AsyncClient":
        context = await self._trust.context_for(self.base_url)
        httpx = await asyncio.to_thread(importlib.import_module, "httpx") if self._client is None else None
        # Two first calls at once must not make two clients, of which one would never be closed: nothing waits here.
        if self._client is None and httpx is not None:
            # Only the server itself is talked to: proxies of the environment are for the web.
            self._client = httpx.AsyncClient(
                verify=context or False,
                trust_env=False,
                timeout=httpx.Timeout(_ANSWER_SECONDS, connect=_CONNECT_SECONDS),
            )
        assert self._client is not None
        return self._client


def problem(status: int, content: bytes, *, has_token: bool) -> ParleyError:
    """The exception for a problem document."""
    try:
        found = msgspec.json.decode(content, type=Problem)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ServerTrouble(f"The server answered {status}, and nothing more that can be read.")
    if status == 401 and has_token:
        return SignedOut()
    if status >= 500:
        return ServerTrouble(found.detail, next_step=found.next_step)
    if status == 429:
        return TooMany(found.code, found.detail, retry_after=found.retry_after or 1.0, field=found.field)
    kind = _KINDS.get(status, Refusal)
    return kind(found.code, found.detail, field=found.field, next_step=found.next_step)


def _decode(content: bytes, result: type[T]) -> T:
    try:
        return msgspec.json.decode(content, type=result)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ServerTrouble("The server answered something this version can't read.") from error


def _unreachable(error: BaseException) -> ParleyError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY_FAILED" in str(cause):
            return Refusal(
                "certificate_untrusted",
                "This computer can't tell whether the server is the right one.",
                next_step="Sign in with an invitation link from the shop: it says how to recognise its server.",
            )
        cause = cause.__cause__
    return Offline()
