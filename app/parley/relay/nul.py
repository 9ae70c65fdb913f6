"""PostgreSQL can't store U+0000 in a text, so nothing that has one is let in, whatever the database."""

import re

from parley.domain.errors import Refusal

_ESCAPED = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


def check_no_nul(json: bytes) -> None:
    """Raises Refusal if a JSON text has the character somewhere. (Raw it isn't JSON at all.)"""
    if b"\\u0000" in json and _ESCAPED.search(json):
        raise Refusal("text_invalid", "This has characters that can't be stored.")
