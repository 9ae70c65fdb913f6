"""Search keys from Chinese names, and sign-in names made from any name."""

import re
import unicodedata

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")

_SURNAMES = {
    "曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "区": "ou", "朴": "piao", "覃": "qin",
    "乐": "yue", "盖": "ge", "尹": "yin", "冼": "xian", "缪": "miao", "种": "chong", "折": "she", "召": "shao",
    "重": "chong", "翟": "zhai", "华": "hua", "任": "ren", "祭": "zhai", "黑": "he", "繁": "po", "员": "yun",
}  # fmt: skip
"""Characters that are read differently at the start of a person's name."""


def pinyin_key(*texts: str) -> str:
    """Full spelling and initials of the Chinese runs in the texts, lower case, divided by spaces: 陈明 → chenming cm."""
    words: list[str] = []
    for text in texts:
        for run in _HAN.findall(text):
            plain = _syllables(run)
            for syllables in (_as_name(run, plain), plain):
                words += ["".join(syllables), "".join(s[0] for s in syllables)]
    return " ".join(dict.fromkeys(words))


def syllables_key(*texts: str, limit: int = 60) -> str:
    """The syllables of the first `limit` Chinese characters of each text: 您好，发货 → nin'hao fa'huo."""
    runs: list[str] = []
    for text in texts:
        left = limit
        for run in _HAN.findall(text):
            runs.append("'".join(_syllables(run[:left])))
            left -= len(run)
            if left <= 0:
                break
    return " ".join(dict.fromkeys(run for run in runs if run))


def handle_from(name: str) -> str:
    """A sign-in name like the person's name: 陈明 → chenming, Li Na → lina. 'user' when nothing is left."""
    spelled = _HAN.sub(lambda run: "".join(_as_name(run.group(), _syllables(run.group()))), name)
    plain = unicodedata.normalize("NFKD", spelled).lower()
    return re.sub(r"[^a-z0-9]", "", plain)[:24] or "user"


def search_key(*texts: str) -> str:
    """What a search looks into: full and half width folded, lower case, one text per line."""
    return "\n".join(unicodedata.normalize("NFKC", text).lower() for text in texts if text)


def _as_name(run: str, plain: list[str]) -> list[str]:
    """The reading in names: surnames have their own, and a shop that ends in 行 is a háng."""
    named = list(plain)
    if len(plain) == len(run):
        named[0] = _SURNAMES.get(run[0], named[0])
        if len(run) > 1 and run[-1] == "行":
            named[-1] = "hang"
    return named


def _syllables(run: str) -> list[str]:
    # 57 MB of tables: only a relay that meets a Chinese name pays for them.
    from pypinyin import Style, lazy_pinyin

    found = lazy_pinyin(run, style=Style.NORMAL, errors="ignore")
    return [s.replace("ü", "v") for s in found if s]
