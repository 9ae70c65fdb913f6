"""Under which addresses this machine can be reached."""

import contextlib
import ipaddress
import socket
from collections.abc import Iterable

ANY = ("0.0.0.0", "::", "")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def local_addresses() -> tuple[str, ...]:
    """The machine's own addresses on its networks, the one that leads outside first; no loopback, no link-local."""
    found: dict[str, None] = {}
    for address in (*_outward(), *_of_host_name()):
        ip = ipaddress.ip_address(address)
        if not (ip.is_loopback or ip.is_link_local or ip.is_unspecified or ip.is_multicast):
            found[str(ip)] = None
    return tuple(found)


def reachable_hosts(host: str) -> tuple[str, ...]:
    """The names others put into an address when the relay listens on `host`, best first."""
    if host not in ANY:
        return (host,)
    found = local_addresses()
    if host != "::":
        # Listening on all IPv4 addresses answers on no other.
        found = tuple(address for address in found if ":" not in address)
    return found or ("127.0.0.1",)


def base_urls(hosts: Iterable[str], port: int, *, is_tls: bool) -> tuple[str, ...]:
    """`https://HOST:PORT` for each host; IPv6 in brackets."""
    scheme = "https" if is_tls else "http"
    return tuple(
        f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}" for host in hosts
    )


def _outward() -> list[str]:
    # Connecting a datagram socket sends nothing; it only asks the system which of its addresses it would use.
    found = []
    for family, target in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((target, 9))
            found.append(str(probe.getsockname()[0]))
    return found


def _of_host_name() -> list[str]:
    try:
        entries = socket.getaddrinfo(socket.gethostname(), None, type=socket.SOCK_STREAM)
    except OSError:
        return []
    return [str(entry[4][0]).partition("%")[0] for entry in entries]
