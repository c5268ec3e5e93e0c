"""Why a value of a data file is refused, and what to write instead: the checker's words in a maintainer's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from guide.data.base import WANTED
from guide.data.shapes import keys_at
from guide.locales import CODES, LOCALES

QUOTED = re.compile(r"'([^']*)'")
TURNED = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")  # a day before its month and year


def meant(name: str, known: Iterable[str]) -> str:
    """Return "; did you mean X?" for the known name closest to `name`, or nothing where none is close."""
    close = get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def reason_of(model: type[BaseModel], item: Mapping[str, Any]) -> str:
    """Return what is wrong by one of pydantic's errors, and what was probably meant."""
    reason = str(item["msg"].removeprefix("Value error, "))
    kind, given = item["type"], item["input"]
    if kind == "extra_forbidden":
        *way, key = item["loc"]
        known = keys_at(model, tuple(way))
        return f"no such key{meant(str(key), known) or '; known are ' + ', '.join(known)}"
    if kind == "literal_error":
        return reason + meant(str(given), QUOTED.findall(item["ctx"]["expected"]))
    if kind == "missing":
        return missing_key(item["loc"][-1], given)
    if kind.startswith("date_"):
        return wanted_day(str(given))
    if given is None:
        return f"no text; write it in {LOCALES[key].name}" if (key := item["loc"][-1]) in CODES else "no value"
    if kind == "string_pattern_mismatch":
        return WANTED.get(item["ctx"]["pattern"], reason)
    if kind == "model_type":
        return wanted_keys(item["ctx"]["class_name"], given)
    return reason


def missing_key(key: object, given: object) -> str:
    """Return what to say of a key that an entry needs; of a text that one language lacks, which one has it."""
    there = [code for code in CODES if isinstance(given, dict) and given.get(code)]
    return f"missing, {' and '.join(there)} is there" if key in CODES and there else "missing; this key is needed"


def wanted_day(given: str) -> str:
    """Return how to write a day that was given in another way."""
    if found := TURNED.fullmatch(given):
        day, month, year = map(int, found.groups())
        if month > 12 >= day:
            day, month = month, day
        given = f"{year:04}-{month:02}-{day:02}"
        return f"write it as {given}" if is_day(given) else "no such day; a day is written as 2026-11-26"
    like = re.fullmatch(r"\d{4}-\d{2}-\d{2}", given)
    return "no such day in the calendar" if like else "no day; a day is written as 2026-11-26"


def is_day(text: str) -> bool:
    """Tell whether a text such as 2026-11-26 is a day."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def wanted_keys(shape: str, given: object) -> str:
    """Return what to write where keys with values were expected."""
    if shape in ("LocalizedText", "Label", "Labels", "Texts"):
        return f"write it in every language: {{{', '.join(f'{code}: …' for code in CODES)}}}"
    return f"expected keys with values, found a {type(given).__name__}"


def without_consequences(model: type[BaseModel], errors: list[Any]) -> list[Any]:
    """Return pydantic's errors without those that a key that is wrongly spelt brings: the right one is missing too."""
    spelt = {
        (*way, close[0])
        for item in errors
        if item["type"] == "extra_forbidden"
        for *way, key in [item["loc"]]
        if (close := get_close_matches(str(key), keys_at(model, tuple(way)), n=1))
    }
    return [item for item in errors if item["type"] != "missing" or tuple(item["loc"]) not in spelt]
