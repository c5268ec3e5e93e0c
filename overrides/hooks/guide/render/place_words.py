"""What a place says in short: how long, from when, which right, how fast."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from guide.data import Clock, CommonlyReported, Erasure, Place, Retention
from guide.data.places import REGIONS
from guide.locales import LOCALES
from guide.render.words import Words

RECORDS = ("identity", "transaction")
UNITS = ("hours", "days", "business_days", "months")
BETWEEN = " · "  # between the periods of a row
REMARK = re.compile(r" ?[(（][^)）]*[)）]")
STANDARD = "fatf"  # the one entry that is neither a place nor a law


def by_region(places: Iterable[Place], locale: str) -> list[tuple[str, list[Place]]]:
    """Return `places` as (region, its places): those readers look for first, then by region and alphabet."""
    found: dict[str, list[Place]] = {name: [] for name in ("near", *REGIONS[1:], REGIONS[0])}
    for place in sorted(places, key=lambda place: place.name[locale].casefold().encode(LOCALES[locale].alphabet)):
        found["near" if locale in place.near else place.region].append(place)
    return [(name, members) for name, members in found.items() if members]


def clock_of(retention: object, record: str) -> Clock | None:
    """Return the longest clock for `record` ("identity" or "transaction"; one for all counts), None if unknown."""
    if not isinstance(retention, (Retention, CommonlyReported)):
        return None
    fitting = [clock for clock in retention.clocks if clock.record in (record, "all")]
    return max(fitting, key=lambda clock: clock.years, default=None)


def clocks_of(place: Place) -> dict[str, Clock]:
    """Return the clock of each kind of record that has one."""
    found = {record: clock_of(place.retention, record) for record in RECORDS}
    return {record: clock for record, clock in found.items() if clock}


def longest(place: Place) -> int:
    """Return the longest period of a place in years; 0 where none is known."""
    return max((clock.years for clock in clocks_of(place).values()), default=0)


def row_years(place: Place, words: Words) -> str:
    """Return the periods of a place as a row of the list says them: "identity ≥5 years · transactions ≥5 years"."""
    if not place.company_place and place.id != STANDARD:
        return words.label("place-row-no-company")
    clocks = clocks_of(place)
    if not clocks:
        return words.label("place-row-open")
    return reported(place, words) + BETWEEN.join(row_parts(clocks, words))


def row_parts(clocks: Mapping[str, Clock], words: Words) -> list[str]:
    """Return each record of a row with its period: "identity 5 years"."""
    return [f"{words.label(f'place-row-{record}')} {row_period(clock, words)}" for record, clock in clocks.items()]


def reported(place: Place, words: Words) -> str:
    """Return the word before periods that are only commonly reported; empty before others."""
    return words.label("place-row-reported") + words.colon() if place.retention.publish == "reported" else ""


def years_from(place: Place, words: Words) -> str:
    """Return row_years() with the day each period starts: "identity 5 years · transactions 5 years, from closing"."""
    clocks = clocks_of(place)
    if not place.company_place or not clocks:
        return row_years(place, words)
    starts = [words.label("comma") + start_of(clock, words) for clock in clocks.values()]
    if len(set(starts)) == 1:
        return row_years(place, words) + starts[0]
    parts = (part + start for part, start in zip(row_parts(clocks, words), starts, strict=True))
    return reported(place, words) + BETWEEN.join(parts)


def short_years(place: Place, words: Words) -> str:
    """Return the periods of a place in fewest words: one figure where all records have the same, else row_years()."""
    clocks = clocks_of(place)
    periods = {row_period(clock, words) for clock in clocks.values()}
    if len(periods) != 1 or len(clocks) != len(RECORDS):
        return row_years(place, words)
    return reported(place, words) + periods.pop()


def row_period(clock: Clock, words: Words) -> str:
    """Return how long a clock runs, in signs: "≥5 years"."""
    return words.label("place-row-at-least" if clock.minimum else "exactly").replace("N", str(clock.years))


def kept(place: Place, words: Words) -> str:
    """Return how long records are kept and from when, as one sentence; empty where no period is known."""
    clocks = clocks_of(place)
    comma = words.label("comma")
    said = {record: f"{words.period(clock)}{comma}{start_of(clock, words)}" for record, clock in clocks.items()}
    if len(set(said.values())) == 1 and len(said) == len(RECORDS):
        said = {"all": said[RECORDS[0]]}
    parts = [beside(words.label(f"record-{record}"), text, words) for record, text in said.items()]
    return words.label("semicolon").join(parts)


def kept_short(place: Place, words: Words) -> str:
    """Return how long records are kept and from when, in fewest words; empty where no period is known."""
    clocks = clocks_of(place)
    said = {
        record: f"{words.period(clock)}{words.label('comma')}{REMARK.sub('', start_of(clock, words))}"
        for record, clock in clocks.items()
    }
    sure = reported(place, words)
    if len(said) == len(RECORDS) and len(set(said.values())) == 1:
        return sure + said[RECORDS[0]]
    parts = [beside(words.label(f"place-row-{record}"), text, words) for record, text in said.items()]
    return sure + words.label("semicolon").join(parts) if parts else ""


def beside(name: str, text: str, words: Words) -> str:
    """Return `name` and what is said of it, with a space where the language or a digit wants one."""
    return name + (words.space() or (" " if text[:1].isdigit() else "")) + text


def start_of(clock: Clock, words: Words) -> str:
    """Return when a clock starts, in few words."""
    return words.label(f"place-start-{clock.start}")


def right_of(place: Place) -> str:
    """Return the right to erasure in a place: yes, limited, none, or unknown."""
    return place.erasure.right if isinstance(place.erasure, Erasure) else "unknown"


def rights(place: Place, words: Words) -> str:
    """Return the right to erasure, how soon the answer is due, and where there is no right the one to a copy."""
    erasure = place.erasure
    if not isinstance(erasure, Erasure) and erasure.note:
        return words.say(erasure.note)
    parts = [words.label(f"place-right-{right_of(place)}")]
    if isinstance(erasure, Erasure):
        if not erasure.in_force:
            parts.append(words.label("place-not-in-force"))
        elif erasure.right != "none":
            parts.append(deadline(erasure, words) or words.label("place-no-days"))
        else:
            parts.append(words.label("place-none-ask"))
        if erasure.access and erasure.right == "none":
            parts.append(words.label("place-copy").replace("%{time}", within(erasure.access, "", words)))
    else:
        parts.append(words.label("place-ask-anyway"))
    return words.label("semicolon").join(parts)


def deadline(erasure: Erasure, words: Words) -> str:
    """Return how soon an erasure request is answered, or the data are erased; empty where no number was read."""
    found = within(erasure, "answer_", words)
    return words.label(f"place-due-{erasure.kind_of_deadline}").replace("%{time}", found) if found else ""


def within(entry: object, prefix: str, words: Words) -> str:
    """Return the deadline that `entry` holds under PREFIX + unit in words: "within 40 days"; empty: it has none."""
    for unit in UNITS:
        number = getattr(entry, prefix + unit, None)
        if number:
            one = "-one" if number == 1 else ""
            return words.label(f"place-within-{unit.replace('_', '-')}{one}").replace("N", str(number))
    return ""
