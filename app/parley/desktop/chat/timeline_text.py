"""What a message's text holds: links, and whether it is nothing but emoji. Values only, no Qt."""

import re
import unicodedata
from dataclasses import dataclass

LARGE_EMOJI_LIMIT = 3

# Chinese text runs into an address without a space: it ends at the first sign that can't stand in one.
_URL = re.compile(
    r"(?P<url>(?:https?://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+)"
    r"|(?P<mail>(?:mailto:)?[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+)",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?'\"*_~"
_PAIRS = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class Link:
    """A part of a text that opens something; `start` and `end` in UTF-16 units, as Qt counts."""

    start: int
    end: int
    target: str


def links_of(text: str) -> tuple[Link, ...]:
    """The addresses in a text: http, https and mailto, nothing else."""
    found = []
    for match in _URL.finditer(text):
        address = _trimmed(match.group())
        target = _target(address, is_mail=match.group("mail") is not None)
        if target:
            start = utf16_length(text[: match.start()])
            found.append(Link(start, start + utf16_length(address), target))
    return tuple(found)


def utf16_length(text: str) -> int:
    """How many places Qt counts in a text: signs beyond U+FFFF take two."""
    return len(text) + sum(1 for sign in text if ord(sign) > 0xFFFF)


def utf16_slice(text: str, start: int, end: int) -> str:
    """A part of a text by Qt's counting; half a sign is left out."""
    return text.encode("utf-16-le")[start * 2 : end * 2].decode("utf-16-le", "ignore")


def is_large_emoji(text: str) -> bool:
    """Whether a message is one to three emoji and nothing else: these are shown large."""
    text = text.strip()
    if not text or len(text) > LARGE_EMOJI_LIMIT * 12:
        return False
    count = 0
    joined = False
    flags = 0
    for sign in text:
        code = ord(sign)
        if sign in "\u200d":
            joined = True
            continue
        if sign in "\ufe0f\u20e3" or 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F:
            continue
        if sign.isspace() or not _is_emoji(sign):
            return False
        if 0x1F1E6 <= code <= 0x1F1FF:
            flags += 1
            if flags % 2 == 0:
                continue
        if not joined:
            count += 1
        joined = False
    return 0 < count <= LARGE_EMOJI_LIMIT


def one_line(text: str, limit: int = 160) -> str:
    """A text as one short line, for accessible names."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _trimmed(address: str) -> str:
    while address:
        last = address[-1]
        opening = _PAIRS.get(last)
        if last in _TRAILING or (opening and address.count(last) > address.count(opening)):
            address = address[:-1]
        else:
            break
    return address


def _target(address: str, *, is_mail: bool) -> str:
    lower = address.lower()
    if is_mail:
        return address if lower.startswith("mailto:") else f"mailto:{address}"
    if lower.startswith("www."):
        return f"https://{address}" if lower.count(".") > 1 else ""
    return address if len(address.split("://", 1)[1]) > 0 else ""


def _is_emoji(sign: str) -> bool:
    code = ord(sign)
    if code >= 0x1F000:
        return unicodedata.category(sign) in ("So", "Sk", "Cn")
    return code in _OLD_EMOJI


_OLD_EMOJI = frozenset(
    map(
        ord,
        "☀☁☂☃☄☎☑☔☕☘☝☠☢☣☦☪☮☯☸☹☺♀♂♈♉♊♋♌♍♎♏♐♑♒♓♟♠♣♥♦♨♻♾♿⚒⚓⚔⚕⚖⚗⚙⚛⚜⚠⚡⚪⚫⚰⚱⚽⚾⛄⛅⛈⛎⛏⛑⛓⛔⛩⛪⛰⛱⛲⛳⛴⛵⛷⛸⛹⛺⛽"
        "✂✅✈✉✊✋✌✍✏✒✔✖✝✡✨✳✴❄❇❌❎❓❔❕❗❣❤➕➖➗➡➰➿⤴⤵⬅⬆⬇⬛⬜⭐⭕〰〽㊗㊙⌚⌛⏰⏳⏩⏪",
    )
)
