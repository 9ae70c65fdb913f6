"""Invitations and server addresses: what a link names, and how a link is found in pasted text.

Two forms say the same: `https://HOST/i/CODE#relay=FINGERPRINT&cert=SHA256&at=URL` for browsers and
`parley://join?url=URL&code=CODE&relay=FINGERPRINT&cert=SHA256&at=URL` for Parley; `at` repeats.
"""

import re
from collections.abc import Iterable
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import msgspec

from parley.domain.errors import Refusal

_LINK = re.compile(r"(?:parley://join\?|https?://)[^\s<>\"'，。；）】》]+", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z0-9_-]{4,200}\Z")
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_LOOPBACK_V4 = re.compile(r"127(?:\.\d{1,3}){3}\Z")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


URLS_LIMIT = 8
"""Addresses of one server that are remembered; those that were told first stay."""


class ServerAddress(msgspec.Struct, frozen=True):
    """Where a shop's server is reached. `cert_sha256` pins its certificate; `alternates` are further URLs of it."""

    url: str
    cert_sha256: str = ""
    alternates: tuple[str, ...] = ()

    @property
    def urls(self) -> tuple[str, ...]:
        """All URLs, in the order to try them."""
        return (self.url, *self.alternates)

    def with_urls(self, first: Iterable[str], then: Iterable[str] = ()) -> "ServerAddress":
        """The same server under these URLs, then its own, then further ones; those no client may use are left out."""
        usable = [url for url in (*first, *self.urls, *then) if _is_usable(url)]
        kept = list(dict.fromkeys(usable))[:URLS_LIMIT]
        return ServerAddress(kept[0], self.cert_sha256, tuple(kept[1:])) if kept else self


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """An invitation as found in a link. `relay` is the server's fingerprint, or empty."""

    code: str
    address: ServerAddress
    relay: str = ""

    @classmethod
    def parse(cls, text: str) -> "Invitation":
        """The first invitation in a pasted text. Raises Refusal ("invitation_invalid" or "plain_refused")."""
        for link in _LINK.findall(text):
            found = _read_link(link.rstrip(".,;:!?)"))
            if found is not None:
                return found
        raise Refusal(
            "invitation_invalid",
            "There is no invitation in this text.",
            field="invitation",
            next_step="Copy the whole link from the message you got, and paste it here.",
        )


def other_server() -> Refusal:
    """Who answers at an address isn't the server one means."""
    return Refusal(
        "other_server",
        "The server at this address is not the one of the invitation.",
        next_step="Ask for a new invitation.",
    )


def parse_address(text: str) -> ServerAddress:
    """A server's address as typed, or taken from an invitation link. Raises Refusal."""
    text = text.strip()
    match = _LINK.search(text)
    if match:
        found = _read_link(match.group())
        if found is not None:
            return found.address
    url, _hash, facts = text.partition("#")
    named = parse_qs(facts)
    full = url if "://" in url else f"https://{url}"
    return _address(full, _first(named, "cert").lower(), tuple(named.get("at", ())))


def address_link(address: ServerAddress) -> str:
    """What one takes to another computer: the addresses, and how to recognise the server. `parse_address` reads it."""
    urls = [url for url in address.urls if not is_loopback(url)] or [address.url]
    facts = [("cert", address.cert_sha256)] if address.cert_sha256 else []
    facts += [("at", url) for url in urls[1:]]
    return f"{urls[0]}#{urlencode(facts)}" if facts else urls[0]


def is_loopback(url: str) -> bool:
    """Whether a URL never leaves this computer."""
    host = urlsplit(url).hostname or ""
    return host in _LOOPBACK or bool(_LOOPBACK_V4.match(host))


def check_url(url: str) -> str:
    """`scheme://host[:port]` of a URL. Raises Refusal; plain http only ever goes to this computer itself."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.scheme not in ("http", "https"):
        raise Refusal("address_invalid", "This is not the address of a server.", field="address")
    if parts.scheme == "http" and not is_loopback(url):
        raise Refusal(
            "plain_refused",
            "This server's address is not encrypted (http), so Parley doesn't connect to it.",
            field="address",
            next_step="Ask for an address that begins with https.",
        )
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port else "")


def _is_usable(url: str) -> bool:
    try:
        return check_url(url) == url
    except Refusal:
        return False


def _read_link(link: str) -> Invitation | None:
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    if parts.scheme.lower() == "parley":
        named = parse_qs(parts.query)
        url, code = _first(named, "url"), _first(named, "code")
    elif parts.path.startswith("/i/"):
        named = parse_qs(parts.fragment)
        url, code = f"{parts.scheme}://{parts.netloc}", unquote(parts.path[3:].strip("/"))
    else:
        return None
    if not _CODE.match(code) or not url:
        return None
    address = _address(url, _first(named, "cert").lower(), tuple(named.get("at", ())))
    return Invitation(code=code, address=address, relay=_first(named, "relay").lower())


def _address(url: str, cert: str, others: tuple[str, ...]) -> ServerAddress:
    if cert and not _SHA256.match(cert):
        raise Refusal(
            "invitation_invalid", "The certificate in this invitation is not readable.", field="invitation"
        )
    first = check_url(url)
    alternates: list[str] = []
    for other in others:
        try:
            checked = check_url(other)
        except Refusal:
            continue  # an address that this client won't use doesn't spoil the ones it will
        if checked != first and checked not in alternates:
            alternates.append(checked)
    return ServerAddress(first, cert, tuple(alternates))


def _first(named: dict[str, list[str]], name: str) -> str:
    values = named.get(name)
    return values[0] if values else ""
