"""Does a quotation say another number than the entry it stands for? Periods alone: years, months, weeks, days, hours.

In English, Chinese, Japanese and Korean a period is read in figures and in words ("seven years", 五年); in any other
language only its figures are. A quotation without a number says nothing against any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.data.base import THOUSANDS

Periods = dict[str, set[int]]  # unit → numbers

UNITS = ("year", "month", "week", "day", "hour")
ANY = "number"  # the unit of a figure in a language whose words are not read

EN_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
EN_NUMBERS = {word: number for number, word in enumerate(EN_ONES.split(" "))}
EN_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
EN_WORD = rf"(?:(?:{'|'.join(EN_TENS)})(?:[- ](?:{'|'.join(list(EN_NUMBERS)[1:10])}))?|{'|'.join(EN_NUMBERS)})"
EN_NUMBER = rf"(?:\d+|\b{EN_WORD}\b)"
EN_PERIOD = re.compile(
    rf"(?:({EN_NUMBER})(?:\s*(?:–|to|or|and)\s*|(?<=\d)\s*-\s*(?=\d)))?({EN_NUMBER})\)?[ \u00a0-]*"
    rf"(?:(?:full|more|further|consecutive|business|working|calendar|trading|banking)[ -])*({'|'.join(UNITS)})s?\b",
    re.IGNORECASE,
)

HAN_DIGITS = {digit: number for number, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
HAN_NUMBER = r"(?:\d+|[〇零一二两兩三四五六七八九十百]+)"
HAN_UNITS = {
    "year": "周年|年|년",
    "month": "个月|個月|か月|カ月|ヶ月|ケ月|ヵ月|箇月|개월",
    "week": "个星期|星期|周間|週間|周|週|주",
    "day": "天|日|일",
    "hour": "个小时|小时|個小時|小時|時間|시간",
}
HAN_UNIT_OF = {word: unit for unit, words in HAN_UNITS.items() for word in words.split("|")}
HAN_PERIOD = re.compile(
    rf"(第)?(?:({HAN_NUMBER})\s*(?:-|–|至|到|~|～|〜)\s*)?({HAN_NUMBER})\s*(?:个|個)?\s*"
    rf"(?:工作|自然|交易|营业|營業|영업)?({'|'.join(sorted(HAN_UNIT_OF, key=len, reverse=True))})"
)

DATES = re.compile(
    r"\d{4}-\d{2}(?:-\d{2})?"
    r"|\d{4}\s*[年년]\s*(?:\d+\s*[月월]\s*(?:\d+\s*[日일])?)?"
    r"|\d+\s*[月월]\s*\d+\s*[日일]"
)


def periods(text: str, lang: str) -> Periods:
    """Return the periods a text in the language `lang` names; all its figures where that language isn't read."""
    text = DATES.sub(" ", THOUSANDS.sub("", text))
    found: Periods = {}
    read = READ.get(lang.partition("-")[0])
    if read:
        for number, unit in read(text):
            found.setdefault(unit, set()).add(number)
    elif figures := re.findall(r"\d+", text):
        found[ANY] = {int(digits) for digits in figures}
    return found


def english(text: str) -> Iterator[tuple[int, str]]:
    """Yield (number, unit) for each period of an English text."""
    for match in EN_PERIOD.finditer(text):
        for word in match.group(1, 2):
            if word:
                yield english_number(word.lower()), match[3].lower()


def english_number(word: str) -> int:
    """Return the number that figures or an English word below a hundred stand for."""
    if word.isdigit():
        return int(word)
    return sum(EN_TENS.get(part, EN_NUMBERS.get(part, 0)) for part in re.split(r"[- ]", word))


def han(text: str) -> Iterator[tuple[int, str]]:
    """Yield (number, unit) for each period of a Chinese, Japanese or Korean text; 第五日 is no period."""
    for match in HAN_PERIOD.finditer(text):
        for word in match.group(2, 3):
            if word and not match[1]:
                yield han_number(word), HAN_UNIT_OF[match[4]]


def han_number(word: str) -> int:
    """Return the number that figures or Chinese numerals below a thousand stand for."""
    if word.isdigit():
        return int(word)
    total, digit = 0, 0
    for sign in word:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = digit * 10 + HAN_DIGITS[sign]
    return total + digit


READ = {"en": english, "zh": han, "ja": han, "ko": han}


def together(*found: Periods) -> Periods:
    """Return the periods of several texts as one."""
    return {
        unit: set().union(*(one.get(unit, set()) for one in found)) for unit in {key for one in found for key in one}
    }


def contradiction(quote: str, lang: str, says: Periods, value: object = None) -> str:
    """Return how a quotation contradicts an entry that `says` periods; empty where it doesn't.

    It does if it names a period in a unit of the entry, but not the entry's; what the entry says of the `value` counts
    most. Numbers that the entry gives as well, for another matter, say nothing against it.
    """
    quoted = periods(quote, lang)
    if ANY in quoted:
        says = {ANY: set().union(*says.values())} if says else {}
    for unit in quoted.keys() & says.keys():
        wanted = {value} & says[unit] if isinstance(value, int) and value in says[unit] else says[unit]
        if not wanted & quoted[unit] and not quoted[unit] <= says[unit]:
            return f"the quotation says {spelled(quoted[unit], unit)}, the entry {spelled(wanted, unit)}"
    return ""


def spelled(numbers: set[int], unit: str) -> str:
    """Return numbers with their unit, for a message."""
    listed = " and ".join(str(number) for number in sorted(numbers))
    return listed if unit == ANY else f"{listed} {unit}{'' if numbers == {1} else 's'}"


def refuse_other_periods(quote: str | None, lang: str, says: Periods, why: str | None, value: object = None) -> None:
    """Raise ValueError where a quotation contradicts its entry without a reason `why`, or a reason is not needed."""
    other = contradiction(quote, lang, says, value) if quote else ""
    if other and not why:
        raise ValueError(f"{other}; mend one of them, or say why in quote_differs")
    if why and not other:
        raise ValueError("quote_differs: the quotation gives no other period; take this line out")
