"""uvicorn on sockets we bound ourselves, without its signal handling; refusals of broken HTTP are problem documents."""

import asyncio
import contextlib
import errno
import socket
import ssl
from collections import Counter
from collections.abc import Generator
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from parley.domain.errors import ParleyError
from parley.protocol.codec import encode
from parley.protocol.rest import Problem
from parley.relay.certificate import Tls

BACKLOG = 2048
KEEP_ALIVE_SECONDS = 30
REQUEST_SECONDS = 20.0
"""How long a new connection may take for the head of its first request."""
BODY_SECONDS = 120.0
"""How long a body may take: a picture of 5 MB over a poor line does."""
REFUSED_SECONDS = 5
"""After how long one whose address has too many connections may try again."""
GOODBYE_SECONDS = 0.05
"""Between an idle connection's end and letting go of it."""


class PortTaken(ParleyError):
    """Another program listens there, or the address isn't this machine's."""


class Server(uvicorn.Server):
    """Stopped by `should_exit`; the signals belong to the application."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.has_started = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.has_started.set()

    def stop_listening(self) -> None:
        """Refuses new connections; those that are open go on."""
        for server in self.servers:
            server.close()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


class Crowd:
    """How many HTTP connections each address has; `limit` None counts nothing."""

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._counts: Counter[str] = Counter()

    def enter(self, address: str) -> bool:
        """Counts one more, unless there are too many."""
        if self._limit is None:
            return True
        if self._counts[address] >= self._limit:
            return False
        self._counts[address] += 1
        return True

    def leave(self, address: str) -> None:
        """One that was counted is gone."""
        if self._limit is None:
            return
        self._counts[address] -= 1
        if self._counts[address] <= 0:
            del self._counts[address]


class HttpProtocol(H11Protocol):
    """Answers unreadable requests the way all other refusals are answered, and doesn't wait for ever for one.

    One that comes from an address with too many connections is refused and closed.
    """

    def __init__(self, crowd: Crowd, **named: Any) -> None:
        super().__init__(**named)
        self._crowd = crowd
        self._counted: str | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        peer = transport.get_extra_info("peername")
        address = str(peer[0]) if peer else ""
        if not self._crowd.enter(address):
            self._refuse(
                status=429,
                code="too_many",
                title="Too Many Requests",
                detail="There are too many connections from your address.",
            )
            return
        self._counted = address
        self.loop.call_later(REQUEST_SECONDS, self._close_without_request)
        self.loop.call_later(BODY_SECONDS, self._close_with_endless_body, None)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._uncount()

    def handle_websocket_upgrade(self, event: Any) -> None:
        """From here on the socket is in the gateway's count."""
        self._uncount()
        super().handle_websocket_upgrade(event)

    def _uncount(self) -> None:
        if self._counted is not None:
            self._crowd.leave(self._counted)
            self._counted = None

    def shutdown(self) -> None:
        """The server goes down: ends the connection, after the response under way if there is one."""
        super().shutdown()
        self.loop.call_later(GOODBYE_SECONDS, self._let_go)

    def _let_go(self) -> None:
        """Over TLS a closed connection waits for the other side's goodbye, which nobody reads from an idle one."""
        if not self.transport.is_closing():
            return
        if self.transport.get_write_buffer_size():
            self.loop.call_later(GOODBYE_SECONDS, self._let_go)
        else:
            self.transport.abort()

    def _close_without_request(self) -> None:
        if self._is_ours() and self.cycle is None:
            self.transport.close()

    def _close_with_endless_body(self, seen: Any) -> None:
        """Asked every BODY_SECONDS: a request that was there the last time and still sends is cut."""
        if not self._is_ours():
            return
        if self.cycle is not None and self.cycle is seen and self.cycle.more_body:
            self.transport.close()
        else:
            self.loop.call_later(BODY_SECONDS, self._close_with_endless_body, self.cycle)

    def _is_ours(self) -> bool:
        """Not closing, and not handed over to the WebSocket side."""
        return not self.transport.is_closing() and self.transport.get_protocol() is self

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's words aren't ours
        self._refuse(
            status=400,
            code="http_invalid",
            title="Bad Request",
            detail="This is not an HTTP request we can read.",
        )

    def _refuse(self, *, status: int, code: str, title: str, detail: str) -> None:
        problem = Problem(status=status, code=code, title=title, detail=detail)
        body = encode(problem)
        retry = f"retry-after: {REFUSED_SECONDS}\r\n" if status == 429 else ""
        head = (
            f"HTTP/1.1 {status} {title}\r\ncontent-type: application/problem+json\r\n{retry}"
            f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()


def bind(host: str, port: int) -> socket.socket:
    """A listening socket. Raises PortTaken."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise PortTaken(f"{host} is no address of this computer: {error}") from error
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            # On Windows SO_REUSEADDR would let two programs share the port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6 and host in ("", "::"):
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(f"Port {port} is in use on {host}. Choose another one with --port.") from error
        raise PortTaken(f"Can't listen on {host}, port {port}: {error.strerror}.") from error
    listener.setblocking(False)
    return listener


def make_server(
    app: Any, websocket: Any, tls: Tls | None, *, trusts_proxy: bool, per_address: int | None
) -> Server:
    """The server for an ASGI application and a WebSocket protocol factory.

    `per_address` limits the HTTP connections from one address.
    """
    crowd = Crowd(per_address)

    def http(**named: Any) -> HttpProtocol:
        return HttpProtocol(crowd, **named)

    configuration = uvicorn.Config(
        app,
        http=http,  # type: ignore[arg-type]
        ws=websocket,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=trusts_proxy,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=2,
        h11_max_incomplete_event_size=32 * 1024,
        backlog=BACKLOG,
        ssl_certfile=str(tls.certificate) if tls else None,
        ssl_keyfile=str(tls.key) if tls else None,
    )
    configuration.load()
    if configuration.ssl is not None:
        configuration.ssl.minimum_version = ssl.TLSVersion.TLSv1_2
    return Server(configuration)
