"""Values no database can hold: they are the caller's fault wherever they turn up, so they are refused."""

from parley.domain.errors import Refusal


def unstorable(error: BaseException) -> Refusal:
    """For a number beyond 64 bits, a lone surrogate, or a NUL on PostgreSQL."""
    if isinstance(error, OverflowError) or isinstance(error.__cause__, OverflowError):
        return Refusal("number_invalid", "This number is too large.")
    return Refusal("text_invalid", "This has characters that can't be stored.")
