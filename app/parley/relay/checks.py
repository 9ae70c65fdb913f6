"""What a text has to be to be stored, beyond the rules of names in `domain.people`."""

import re

from parley.domain.errors import Refusal
from parley.foundation.ids import is_id

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def check_text(text: str, *, field: str, limit: int) -> str:
    """The text, of at most `limit` characters. Raises Refusal; PostgreSQL can't store NUL, UTF-8 no surrogates."""
    if len(text) > limit:
        raise Refusal("text_too_long", f"This has {len(text)} characters; at most {limit} fit.", field=field)
    if _UNSTORABLE.search(text):
        raise Refusal("text_invalid", "This has characters that can't be stored.", field=field)
    return text


def check_id(text: str, *, field: str) -> str:
    """An id as clients make them: a UUID, lower case with hyphens. Raises Refusal."""
    if not is_id(text):
        raise Refusal(
            "id_invalid", "This is not an id: a UUID in lower case with hyphens is needed.", field=field
        )
    return text
