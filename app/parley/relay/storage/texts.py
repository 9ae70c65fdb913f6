"""Texts no database can hold: they are the caller's fault wherever they turn up, so they are refused."""

from parley.domain.errors import Refusal


def unstorable_text() -> Refusal:
    """For a lone surrogate, or a NUL on PostgreSQL."""
    return Refusal("text_invalid", "This has characters that can't be stored.")
