"""What an invitation looks like outside: a link for browsers and one that opens in Parley.

    https://HOST:PORT/i/CODE#relay=FINGERPRINT&cert=SHA256&at=URL&at=URL
    parley://join?url=URL&code=CODE&relay=FINGERPRINT&cert=SHA256&at=URL

What stands behind `#` never reaches a server. `cert` is there when the certificate isn't signed by an authority,
`at` repeats for every further address of the relay.
"""

from collections.abc import Sequence
from urllib.parse import quote, urlencode

import msgspec


class RelayAddress(msgspec.Struct, frozen=True):
    """Where the relay is and how it is recognised. `urls` has at least one base URL, best first."""

    relay: str
    urls: tuple[str, ...]
    certificate: str | None = None


def web_link(address: RelayAddress, code: str) -> str:
    """The link one pastes into a chat or an e-mail."""
    facts = _facts(address, address.urls[1:])
    return f"{address.urls[0]}/i/{quote(code, safe='')}#{urlencode(facts)}"


def join_link(address: RelayAddress, code: str) -> str:
    """The link that opens in an installed Parley."""
    facts = [("url", address.urls[0]), ("code", code), *_facts(address, address.urls[1:])]
    return f"parley://join?{urlencode(facts)}"


def _facts(address: RelayAddress, others: Sequence[str]) -> list[tuple[str, str]]:
    facts = [("relay", address.relay)]
    if address.certificate is not None:
        facts.append(("cert", address.certificate))
    return [*facts, *(("at", url) for url in others)]
