"""Search keys from Chinese names, and sign-in names made from any name."""

import re
import unicodedata

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")


def pinyin_key(*texts: str) -> str:
    """Full spelling and initials of the Chinese runs in the texts, lower case, divided by spaces: 陈明 → chenming cm."""
    words: list[str] = []
    for text in texts:
        for run in _HAN.findall(text):
            syllables = _syllables(run)
            words += ["".join(syllables), "".join(s[0] for s in syllables)]
    return " ".join(dict.fromkeys(words))


def handle_from(name: str) -> str:
    """A sign-in name like the person's name: 陈明 → chenming, Li Na → lina. 'user' when nothing is left."""
    spelled = _HAN.sub(lambda run: "".join(_syllables(run.group())), name)
    plain = unicodedata.normalize("NFKD", spelled).lower()
    return re.sub(r"[^a-z0-9]", "", plain)[:24] or "user"


def search_key(*texts: str) -> str:
    """What a search looks into: full and half width folded, lower case, one text per line."""
    return "\n".join(unicodedata.normalize("NFKC", text).lower() for text in texts if text)


def _syllables(run: str) -> list[str]:
    # 57 MB of tables: only a relay that meets a Chinese name pays for them.
    from pypinyin import Style, lazy_pinyin

    found = lazy_pinyin(run, style=Style.NORMAL, errors="ignore")
    return [s.replace("ü", "v") for s in found if s]
