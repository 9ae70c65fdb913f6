"""How a relay is to run. The command line makes one; tests make their own."""

from pathlib import Path

import msgspec

from parley.relay.passwords import MEMORY_KIB

DEFAULT_PORT = 8787
BROADCASTS_PER_SECOND = 5.0
"""Gently: 500 customers in less than two minutes, and nobody who talks has to wait."""


class RelayConfiguration(msgspec.Struct, frozen=True, kw_only=True):
    """`data` holds keys, certificate and the SQLite file. `public_url` is what invitations name first."""

    data: Path
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    database_url: str | None = None
    is_plain: bool = False
    certificate: Path | None = None
    key: Path | None = None
    public_url: str | None = None
    has_rate_limits: bool = True
    ping_seconds: float = 10.0
    greeting_seconds: float = 10.0
    drain_seconds: float = 4.0
    broadcasts_per_second: float = BROADCASTS_PER_SECOND
    sockets_per_account: int = 32
    sockets_per_address: int = 1_000
    connections_per_address: int = 1_000
    buffer_limit_bytes: int = 2 * 1024 * 1024
    password_memory_kib: int = MEMORY_KIB
