"""The guide's words in one language: labels, texts, sentences, periods."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from guide.data import Clock, Fact, Guide, Localized
from guide.frame.days import days_written
from guide.locales import LOCALES, written_day

BRACKETS = re.compile(r"\s*[（(][^（(]*[）)]$")
ENDED = re.compile(r"[?!？！]$|[.?!。？！][\"”」]$")  # needs no full stop
MARKDOWN = re.compile(r"([\\`*_\[\]])")  # signs Markdown would act on inside a sentence from the data


@dataclass(frozen=True)
class Words:
    """Says what the data say, in one language."""

    guide: Guide
    locale: str

    def label(self, key: str) -> str:
        """Return a word of the page frame; an unknown key raises KeyError."""
        return self.say(self.guide.labels[key])

    def say(self, text: Localized) -> str:
        """Return `text` in the page's language."""
        return text[self.locale]

    def said(self, fact: Fact, owner: str = "") -> str:
        """Return a fact's sentence; away from its exchange's page (`owner`) with whose it is and whom it covers."""
        text, name = fact.text(self.locale), self.guide.owners.get(fact.id, "")
        if name == owner:
            return text
        brand = plain_name(self.guide.exchanges[name].name[self.locale]) if name else ""
        parts = [brand if brand not in text else "", self.say(fact.scope) if fact.scope else ""]
        known = self.label("list-comma").join(part for part in parts if part)
        return f"{text}{self.label('in-brackets').replace('%{text}', known)}" if known else text

    def sentence(self, text: Localized) -> str:
        """Return `text` as a sentence of its own: a capital first, a full stop last if none stands there."""
        said = capital(self.say(text)).rstrip("。.")
        return said if ENDED.search(said) else said + self.label("full-stop")

    def day(self, day: object) -> str:
        """Return a date, or an ISO date that may lack day and month, as the page's language writes it."""
        return written_day(str(day), self.locale)

    def colon(self) -> str:
        """Return the colon of the page's language."""
        return LOCALES[self.locale].colon

    def space(self) -> str:
        """Return what stands between two sentences."""
        return LOCALES[self.locale].space

    def period(self, clock: Clock) -> str:
        """Return how long a clock runs, in words: "at least 5 years"."""
        return self.label("at-least" if clock.minimum else "exactly").replace("N", str(clock.years))

    def covers(self, clock: Clock) -> str:
        """Return which records a clock is about."""
        return self.say(clock.covers) if clock.covers else self.label(f"record-{clock.record}")

    def clock(self, clock: Clock) -> str:
        """Return one clock in words: which records, how long, from when."""
        return f"{self.covers(clock)}{self.colon()}{self.period(clock)}{self.label('from')}{self.say(clock.starts)}"


def capital(text: str) -> str:
    """Return `text` with a capital first."""
    return text[:1].upper() + text[1:]


def with_own_days(content: Any, locale: str) -> Any:
    """Return `content` with the days in its sentences as `locale` writes them; below a language's code, as that does.

    What holds nothing but a day, an id or an address is data and stays.
    """
    if isinstance(content, dict):
        return {key: with_own_days(value, key if key in LOCALES else locale) for key, value in content.items()}
    if isinstance(content, (list, tuple)):
        return [with_own_days(item, locale) for item in content]
    sentence = isinstance(content, str) and LOCALES[locale].script.letter.search(content)
    return days_written(content, locale) if sentence else content


def plain_name(name: str) -> str:
    """Return a name without the remark in brackets behind it."""
    return BRACKETS.sub("", name)


def escaped(text: object) -> str:
    """Return `text` for the middle of a Markdown sentence: no sign in it acts as HTML or Markdown."""
    return MARKDOWN.sub(r"\\\1", str(escape(text)))


def embedded(content: Any) -> Markup:
    """Return `content` as JSON that can stand inside a script element."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def compact(content: Any) -> Any:
    """Return `content` without what says nothing: None, empty texts and lists."""
    if isinstance(content, dict):
        kept_parts = {key: compact(value) for key, value in content.items()}
        return {key: value for key, value in kept_parts.items() if value not in (None, "", [], {})}
    return [compact(item) for item in content] if isinstance(content, (list, tuple)) else content
