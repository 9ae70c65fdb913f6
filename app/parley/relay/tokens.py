"""Opaque secrets: 256 random bits, stored only as SHA-256 (they have too much entropy to need a slow hash)."""

import hashlib
import secrets


def new_token() -> str:
    """A device's token. The prefix lets a scanner recognise a leaked one."""
    return "parley_" + secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
