"""Who can reach the shop's server: tested on this network, and said honestly about the rest of the world."""

import asyncio
import contextlib
import ipaddress
import socket
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

_CONNECT_SECONDS = 3.0


class Outside(Enum):
    """What is known about reaching the server from outside."""

    BEHIND_ROUTER = "behind_router"
    """This computer has only private addresses: nobody outside reaches it until the router forwards the port."""
    UNTESTED = "untested"
    """This computer has a public address. Whether a firewall lets people in can't be tested from here."""
    NO_NETWORK = "no_network"


@dataclass(frozen=True, slots=True)
class Reach:
    """`local` are the addresses on this network that answered; `outside` what is known about the rest."""

    local: tuple[str, ...]
    outside: Outside
    port: int


async def check_reach(url: str) -> Reach:
    """Connects to the server through each of this computer's own network addresses."""
    port = urlsplit(url).port or 443
    addresses = await asyncio.to_thread(own_addresses)
    answers = await asyncio.gather(*(_answers(address, port) for address in addresses))
    local = tuple(address for address, answered in zip(addresses, answers, strict=True) if answered)
    return Reach(local, outside_of(addresses), port)


def outside_of(addresses: tuple[str, ...]) -> Outside:
    """What this computer's own addresses say about reaching it from outside."""
    if not addresses:
        return Outside.NO_NETWORK
    if any(ipaddress.ip_address(address).is_global for address in addresses):
        return Outside.UNTESTED
    return Outside.BEHIND_ROUTER


def own_addresses() -> tuple[str, ...]:
    """This computer's IPv4 addresses on its networks, the one that leads outside first."""
    found: list[str] = []
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        # Connecting a datagram socket sends nothing; it only asks which way packets would leave.
        probe.connect(("192.0.2.1", 9))
        found.append(probe.getsockname()[0])
    with contextlib.suppress(OSError):
        found.extend(
            str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        )
    usable = [a for a in found if not ipaddress.ip_address(a).is_loopback and a != "0.0.0.0"]
    return tuple(dict.fromkeys(usable))


async def _answers(address: str, port: int) -> bool:
    try:
        _, writer = await asyncio.wait_for(asyncio.open_connection(address, port), _CONNECT_SECONDS)
    except (OSError, TimeoutError):
        return False
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
    return True
