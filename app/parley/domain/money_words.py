"""Amounts in words, as contracts have them: 人民币壹拾贰万叁仟元整 · one hundred twenty-three thousand US dollars only.

The Chinese form follows 《支付结算办法》附一 (People's Bank of China, 1997): digits 零壹贰…玖 with 拾佰仟万亿, one 零
for any run of zeros inside, 整 after 元 or 角 when nothing follows, and 零 before 分 when there is no 角.
"""

from decimal import Decimal

from parley.domain.money import Money, minor_digits, rounded

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿", "亿亿")
_CHINESE_NAMES = {
    "CNY": ("人民币", "元"),
    "USD": ("美元", "元"),
    "EUR": ("欧元", "元"),
    "HKD": ("港币", "元"),
    "JPY": ("日元", "元"),
    "GBP": ("英镑", "元"),
    "KRW": ("韩元", "元"),
    "TWD": ("新台币", "元"),
    "KWD": ("科威特第纳尔", ""),
}
_ENGLISH_NAMES = {
    "CNY": ("Chinese yuan", "fen"),
    "USD": ("US dollars", "cents"),
    "EUR": ("euros", "cents"),
    "HKD": ("Hong Kong dollars", "cents"),
    "JPY": ("Japanese yen", ""),
    "GBP": ("pounds sterling", "pence"),
    "KRW": ("South Korean won", ""),
    "TWD": ("New Taiwan dollars", "cents"),
    "KWD": ("Kuwaiti dinars", "fils"),
}
_ONE_OF_THEM = {
    "US dollars": "US dollar",
    "euros": "euro",
    "Hong Kong dollars": "Hong Kong dollar",
    "pounds sterling": "pound sterling",
    "New Taiwan dollars": "New Taiwan dollar",
    "Kuwaiti dinars": "Kuwaiti dinar",
    "cents": "cent",
    "pence": "penny",
}
_MINOR_NAMES = {2: "hundredths", 3: "thousandths"}
_SMALL_WORDS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
"""
_SMALL = _SMALL_WORDS.split()
_TENS_WORDS = """
    twenty thirty forty fifty sixty seventy eighty ninety
"""
_TENS = _TENS_WORDS.split()
_THOUSANDS = ("", " thousand", " million", " billion", " trillion", " quadrillion")


def in_chinese(money: Money) -> str:
    """The rounded amount in capitals."""
    name, unit = _CHINESE_NAMES.get(money.currency, (money.currency, "元"))
    whole, fraction = _parts(money)
    digits = minor_digits(money.currency)
    if fraction and digits != 2:
        figures = "".join(_DIGITS[int(figure)] for figure in f"{fraction:0{digits}d}".rstrip("0"))
        return f"{name}{_chinese_whole(whole)}点{figures}{unit}"
    words = f"{_chinese_whole(whole)}{unit}" if whole or not fraction else ""
    return f"{name}{words}{_chinese_fraction(whole, fraction)}"


def in_english(money: Money) -> str:
    """The rounded amount in words, closed by "only"."""
    minor_name = _MINOR_NAMES.get(minor_digits(money.currency), "")
    name, minor = _ENGLISH_NAMES.get(money.currency, (money.currency, minor_name))
    whole, fraction = _parts(money)
    parts = [_english_amount(whole, name)] if whole or not fraction else []
    parts += [_english_amount(fraction, minor)] if fraction else []
    return f"{' and '.join(parts)} only"


def _parts(money: Money) -> tuple[int, int]:
    """Whole units, and minor ones."""
    amount = rounded(money.value, money.currency)
    whole = int(amount)
    return whole, int((amount - whole) * Decimal(10) ** minor_digits(money.currency))


def _chinese_whole(number: int) -> str:
    if not number:
        return "零"
    words, needs_zero = "", False
    for power in range(len(_GROUPS) - 1, -1, -1):
        group = number // 10 ** (4 * power) % 10_000
        if not group:
            needs_zero = bool(words)
            continue
        if words and (needs_zero or group < 1_000):
            words += "零"
        words += _chinese_group(group) + _group_word(power, number)
        needs_zero = False
    return words


def _group_word(power: int, number: int) -> str:
    """The word behind a group of four digits; 万 alone when the 亿 of the group below comes anyway."""
    if power == 3 and number // 10**8 % 10_000:
        return "万"
    return _GROUPS[power]


def _chinese_group(group: int) -> str:
    words, needs_zero = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            words += ("零" if needs_zero and words else "") + _DIGITS[digit] + _PLACES[place]
            needs_zero = False
        else:
            needs_zero = True
    return words


def _chinese_fraction(whole: int, fraction: int) -> str:
    """角 and 分."""
    if not fraction:
        return "整"
    tenths, hundredths = divmod(fraction, 10)
    words = f"{_DIGITS[tenths]}角" if tenths else ("零" if whole else "")
    return words + (f"{_DIGITS[hundredths]}分" if hundredths else "整")


def _english_amount(number: int, name: str) -> str:
    return f"{_english_whole(number)} {_ONE_OF_THEM.get(name, name) if number == 1 else name}"


def _english_whole(number: int) -> str:
    if number < 1_000:
        return _english_hundreds(number)
    words: list[str] = []
    power = 0
    while number:
        number, group = divmod(number, 1_000)
        if group:
            words.insert(0, _english_hundreds(group) + _THOUSANDS[power])
        power += 1
    return " ".join(words)


def _english_hundreds(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")
    hundreds, rest = divmod(number, 100)
    return f"{_SMALL[hundreds]} hundred" + (f" {_english_hundreds(rest)}" if rest else "")
