"""Passwords: argon2id in a pool of two threads, so that neither the event loop nor the memory suffers.

An unknown sign-in name costs the same time as a wrong password: the try is checked against a dummy hash.
"""

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MEMORY_KIB = 19 * 1024

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def one_time_password() -> str:
    """Twelve characters that can be read out: 59 bits, meant to be changed soon."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


class Verdict(msgspec.Struct, frozen=True):
    """`new_hash` is set when the stored one was made with older parameters and should be replaced."""

    is_right: bool
    new_hash: str | None = None


class Passwords:
    """Hashes and checks. By default OWASP's second choice of parameters: 19 MiB, two rounds."""

    def __init__(self, memory_kib: int = MEMORY_KIB) -> None:
        self._hasher = PasswordHasher(time_cost=2, memory_cost=memory_kib, parallelism=1)
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="parley-passwords")
        self._dummy: str | None = None

    async def hash(self, password: str) -> str:
        """The encoded hash to store."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._hasher.hash, password)

    async def verify(self, stored: str | None, password: str) -> Verdict:
        """Whether the password fits. `stored` None (no such account) takes as long and is never right."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._verify, stored, password)

    def close(self) -> None:
        """Ends the threads."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _verify(self, stored: str | None, password: str) -> Verdict:
        if stored is None:
            self._dummy = self._dummy or self._hasher.hash("nobody's password")
        try:
            self._hasher.verify(stored or self._dummy or "", password)
        except (VerificationError, InvalidHashError):
            return Verdict(False)
        if stored is None:
            return Verdict(False)
        needs = self._hasher.check_needs_rehash(stored)
        return Verdict(True, self._hasher.hash(password) if needs else None)
