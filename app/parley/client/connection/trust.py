"""Whom to believe at the other end of TLS.

With a pin (the certificate's SHA-256 from an invitation) the server's certificate is fetched once, compared, and
then is the only trust anchor; the host name doesn't matter, because the pin already says who it is. Without a pin
the system's trust decides. Plain http never leaves this computer.
"""

import asyncio
import hashlib
import socket
import ssl
from urllib.parse import urlsplit

from parley.client.errors import Offline
from parley.client.invitation import check_url
from parley.domain.errors import Refusal

_TIMEOUT_SECONDS = 5.0


class Trust:
    """Makes the SSL contexts of one server, and keeps them while the program runs."""

    def __init__(self, cert_sha256: str = "") -> None:
        self._pin = cert_sha256
        self._context: ssl.SSLContext | None = None

    async def context_for(self, url: str) -> ssl.SSLContext | None:
        """The context for a URL, None for plain http. Raises Refusal ("plain_refused", "certificate_changed")."""
        if check_url(url).startswith("http://"):
            return None
        if self._context is None:
            self._context = await asyncio.to_thread(self._make, url)
        return self._context

    def _make(self, url: str) -> ssl.SSLContext:
        if not self._pin:
            return ssl.create_default_context()
        der = _fetch_certificate(url)
        if hashlib.sha256(der).hexdigest() != self._pin:
            raise Refusal(
                "certificate_changed",
                "The server at this address is not the one of the invitation.",
                next_step="Ask for a new invitation, by another way than this network.",
            )
        context = ssl.create_default_context(cadata=ssl.DER_cert_to_PEM_cert(der))
        context.check_hostname = False
        return context


def _fetch_certificate(url: str) -> bytes:
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or 443
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # nothing is sent or believed on this connection
    try:
        with (
            socket.create_connection((host, port), _TIMEOUT_SECONDS) as plain,
            context.wrap_socket(plain, server_hostname=host) as secure,
        ):
            return secure.getpeercert(binary_form=True) or b""
    except OSError as error:
        raise Offline() from error
