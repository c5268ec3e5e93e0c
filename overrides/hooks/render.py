"""Turn data entries into the HTML and Markdown of a page, in one language.

A Writer belongs to one page in one language: it numbers the sources cited so far, so that the marks and the list
at the page's end agree. HTML comes from the templates in overrides/partials/guide. No MkDocs here.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from guide.data import Guide
from letters import TYPED, builder_data, letter, letter_contacts, letter_exchanges, letter_places
from guide.data import Clock, Dated, Exchange, LocalizedText, Place, Retention, Source, TOPICS

HANDS = ("support", "privacy", "legal", "security")  # who takes a customer over, nearest first
FIRST = ("okx", "binance")  # the exchanges the guide treats first
PARTIALS = Path(__file__).parents[1] / "partials/guide"
MARKDOWN = re.compile(r"([\\`*_\[\]])")  # signs Markdown would act on inside a sentence from the data


@lru_cache(maxsize=1)
def templates() -> Environment:
    """Return the environment the partials are rendered with: escaped, and an unknown name is an error."""
    return Environment(
        loader=FileSystemLoader(PARTIALS), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


@dataclass
class Cited:
    """A source cited on a page: its number there, and the earliest day one of its statements is due again."""

    number: int
    source: Source
    due: date


@dataclass
class Writer:
    """Writes the data's share of one page. `root` leads from the page to the language's folder, `top` to the site's."""

    guide: Guide
    locale: str
    root: str = ""
    top: str = ""
    own: str = ""  # the exchange of whoever hosts this copy: first on the home page and in the tools
    cited: dict[str, Cited] = field(default_factory=dict)

    def label(self, key: str) -> str:
        """Return a word of the page frame; an unknown key raises KeyError."""
        return self.say(self.guide.labels[key])

    def say(self, text: LocalizedText) -> str:
        """Return `text` in the page's language."""
        return getattr(text, self.locale)

    def fact(self, name: str) -> str:
        """Return a fact's sentence with its source marks, for use inside a Markdown sentence."""
        fact = self.find("facts", name)
        text = MARKDOWN.sub(r"\\\1", str(escape(fact.text(self.locale))))
        return f'<span class="guide-fact" data-fact="{name}">{text}{self.marks(fact)}</span>'

    def value(self, name: str) -> str:
        """Return a fact's value alone, for a sentence of the page's own; KeyError for a fact without one."""
        fact = self.find("facts", name)
        if fact.value is None:
            raise KeyError(f"fact {name!r} has no value")
        text = MARKDOWN.sub(r"\\\1", str(escape(fact.value)))
        return f'<span class="guide-fact" data-fact="{name}">{text}{self.marks(fact)}</span>'

    def cite(self, *names: str) -> str:
        """Return the source marks of one or more facts, to stand behind a sentence of the page's own."""
        facts = [self.find("facts", name) for name in names]
        return f'<span data-fact="{" ".join(names)}">{self.marks(*facts)}</span>'

    def quote(self, name: str) -> str:
        """Return a fact's short quotation in its own language, with its marks; KeyError where it has none."""
        fact = self.find("facts", name)
        if fact.quote is None:
            raise KeyError(f"fact {name!r} has no quote")
        text = MARKDOWN.sub(r"\\\1", str(escape(fact.quote)))
        return f'<q lang="{fact.quote_lang}" data-fact="{name}">{text}</q>{self.marks(fact)}'

    def find(self, kind: str, name: str) -> Any:
        """Return the entry `name` of `kind`; KeyError naming both where there is none."""
        shelf = getattr(self.guide, kind)
        if name not in shelf:
            raise KeyError(f"no entry {name!r} in {kind}")
        return shelf[name]

    def marks(self, *entries: Any) -> Markup:
        """Return the marks of the entries' sources, each once, and number those that are new on this page."""
        groups: dict[str, dict[Markup, None]] = {}
        for entry in entries:
            due = entry.checked + timedelta(days=entry.recheck_days) if isinstance(entry, Dated) else None
            status = getattr(entry, "status", None)
            group = groups.setdefault(status if status in ("reported", "secondary") else "", {})
            group.update(dict.fromkeys(self.mark(name, due) for name in entry.sources))
        return Markup("").join(Markup("").join(group) + self.badge(status) for status, group in groups.items())

    def badge(self, status: str) -> Markup:
        """Return the word that says how far a statement can be trusted; nothing for one read in the official text."""
        if not status:
            return Markup("")
        return Markup(' <small class="guide-status" data-search-exclude>{}</small>').format(self.label(f"status-{status}"))

    def mark(self, name: str, due: date | None = None) -> Markup:
        """Return one numbered mark that leads to the source in the page's list."""
        source = self.find("sources", name)
        due = due or source.checked + timedelta(days=source.recheck_days)
        entry = self.cited.setdefault(name, Cited(len(self.cited) + 1, source, due))
        entry.due = min(entry.due, due)
        return Markup('<a class="guide-source" data-source="{0}" href="#source-{0}" data-search-exclude>[{1}]</a>').format(name, entry.number)

    def checked(self, entry: Dated, due: date | None = None) -> Markup:
        """Return the day an entry was checked, with the day it is due again for the overdue mark."""
        due = due or entry.checked + timedelta(days=entry.recheck_days)
        return Markup('<time class="guide-checked" datetime="{0}" data-due="{1}" data-overdue="{2}">{0}</time>').format(
            entry.checked, due, self.label("overdue")
        )

    def sources(self) -> str:
        """Return the section that lists the sources cited so far; call it last on a page."""
        if not self.cited:
            raise ValueError("sources() on a page that cites nothing")
        heading = f"## {self.label('sources-title')} {{: #sources data-search-exclude }}\n\n"
        return heading + self.partial("sources.html", cited=self.cited.values())

    def partial(self, name: str, **values: Any) -> str:
        """Return a template filled in, without blank lines, which would end an HTML block in Markdown."""
        html = templates().get_template(name).render(w=self, guide=self.guide, locale=self.locale, **values)
        return "\n".join(line.strip() for line in html.splitlines() if line.strip())

    def period(self, clock: Clock) -> str:
        """Return how long a clock runs, in words: "at least 5 years"."""
        return self.label("at-least" if clock.minimum else "exactly").replace("N", str(clock.years))

    def years(self, place: str, record: str = "identity") -> str:
        """Return the years of a place's clock for `record`, with marks; KeyError where nothing is confirmed."""
        retention = self.find("places", place).retention
        clock = clock_of(retention, record)
        if clock is None:
            raise KeyError(f"place {place!r} has no confirmed period for {record}")
        return f'<span class="guide-fact" data-place="{place}">{clock.years}{self.marks(retention)}</span>'

    def place(self, name: str) -> str:
        """Return one place's periods as a sentence without its full stop, with marks."""
        place = self.find("places", name)
        if place.retention.publish is not True:
            return f"{self.say(place.name)}{self.colon()}{self.label('not-confirmed')}"
        text = self.label("semicolon").join(self.clock(clock) for clock in place.retention.clocks)
        return f'{self.say(place.name)}{self.colon()}<span class="guide-fact" data-place="{name}">{escape(text)}</span>' + str(
            self.marks(place.retention)
        )

    def clock(self, clock: Clock) -> str:
        """Return one clock in words: which records, how long, from when."""
        covers = self.say(clock.covers) if clock.covers else self.label(f"record-{clock.record}")
        return f"{covers}{self.colon()}{self.period(clock)}{self.label('from')}{self.say(clock.starts)}"

    def by_place(self) -> str:
        """Return the table of all places."""
        return self.partial("filter.html") + "\n" + self.partial("places.html", places=self.guide.places.values())

    def places_table(self, *names: str) -> str:
        """Return the table of the named places."""
        return self.partial("places.html", places=[self.find("places", name) for name in names], small=True)

    def chart(self) -> str:
        """Return the bar chart of confirmed periods, longest first."""
        rows = sorted(bars(self.guide), key=lambda bar: (-bar.longest, bar.place.id))
        return self.partial("chart.html", rows=rows, longest=max((bar.longest for bar in rows), default=1))

    def upcoming(self) -> str:
        """Return the table of laws in motion, by date; a change that several places share stands once."""
        found: dict[tuple[str, str], list[Any]] = {}
        for place in self.guide.places.values():
            for change in place.upcoming:
                found.setdefault((change.day, change.what.en), []).append((place, change))
        rows = [([place for place, _ in items], items[0][1]) for _, items in sorted(found.items())]
        return self.partial("upcoming.html", rows=rows)

    def calculator(self) -> str:
        """Return the retention calculator: every place's rules as a list, and the questions a script answers from it."""
        places = [place for place in self.guide.places.values() if place.id != "fatf"]  # a standard binds no company
        return self.partial("calculator.html", places=places)

    def profile(self, exchange: str, *aspects: str) -> str:
        """Return an exchange's facts of the given aspects as a list; ValueError where there are none."""
        facts = [fact for fact in self.find("exchanges", exchange).facts if fact.aspect in aspects]
        if not facts:
            raise ValueError(f"exchange {exchange!r} has no facts on {', '.join(aspects)}")
        return self.partial("facts.html", facts=facts)

    def facts(self, *names: str) -> str:
        """Return the named facts as a list, each with its marks and day of checking."""
        return self.partial("facts.html", facts=[self.find("facts", name) for name in names])

    def paths(self, exchange: str, *positions: int) -> str:
        """Return an exchange's click paths, each with its goal and date: all, or those at `positions` (from 1)."""
        paths = self.find("exchanges", exchange).paths
        return self.partial("paths.html", paths=[paths[position - 1] for position in positions] or paths)

    def dates(self, entry: Any) -> str:
        """Return the own dates of an entry's sources, each once; a word where none shows one."""
        found = [self.find("sources", name).dated for name in entry.sources]
        return self.label("list-comma").join(dict.fromkeys(day for day in found if day)) or self.label("undated")

    def companies(self, exchange: str) -> str:
        """Return the table of an exchange's companies."""
        return self.partial("companies.html", companies=self.find("exchanges", exchange).companies)

    def contacts(self, exchange: str, *purposes: str) -> str:
        """Return the table of an exchange's addresses for the given purposes (all without one)."""
        contacts = self.find("exchanges", exchange).contacts
        chosen = [contact for contact in contacts if not purposes or contact.purpose in purposes]
        return self.partial("contacts.html", contacts=chosen)

    def domains(self, exchange: str) -> str:
        """Return an exchange's own domains as a list."""
        return self.partial("domains.html", domains=self.find("exchanges", exchange).domains)

    def link_check(self) -> str:
        """Return the form that compares a pasted address with the official domains."""
        return self.partial("link-check.html", exchanges=self.checkable())

    def link_signs(self) -> str:
        """Return the list of what the link checker looks for."""
        return self.partial("link-signs.html")

    def link_domains(self) -> str:
        """Return the official domains the link checker compares with, by exchange."""
        return self.partial("link-domains.html", exchanges=self.checkable())

    def checkable(self) -> list[Exchange]:
        """Return the exchanges with a page and an official domain, those the guide treats first in front."""
        found = [exchange for exchange in self.guide.exchanges.values() if exchange.page and exchange.official_domains()]
        return sorted(found, key=self.rank)

    def chooser(self, pages: dict[str, tuple[str, str]]) -> str:
        """Return the path chooser; `pages` gives the address and title of each ending."""
        nodes = self.guide.paths
        return self.partial("path.html", nodes=nodes, start=next(iter(nodes.values())), pages=pages)

    def not_found(self, exchange: str) -> str:
        """Return what was looked for without finding a statement."""
        return self.partial("not-found.html", items=self.find("exchanges", exchange).not_found)

    def comparison(self) -> str:
        """Return the comparison of all exchanges: the first two, then those with a page, then the rest."""
        exchanges = sorted(self.guide.exchanges.values(), key=lambda exchange: (self.rank(exchange), not exchange.page))
        return self.partial("comparison.html", exchanges=exchanges)

    def own_words(self) -> str:
        """Return what each exchange calls closing, disabling and freezing, as a list."""
        return self.partial("own-words.html", exchanges=[e for e in self.guide.exchanges.values() if e.own_words])

    def data_types(self) -> str:
        """Return the table of data types."""
        return self.partial("data-types.html", types=self.guide.data_types.values())

    def all_sources(self, pages: dict[str, list[Any]]) -> str:
        """Return every source by kind, with the pages that cite it; `pages` maps a source to (title, address) pairs."""
        kinds: dict[str, list[Source]] = {}
        for source in self.guide.sources.values():
            kinds.setdefault(source.kind, []).append(source)
        return self.partial("all-sources.html", kinds=kinds, pages=pages)

    def glossary(self) -> str:
        """Return all terms with their meaning, in both languages' words."""
        return self.partial("glossary.html", terms=self.guide.terms.values())

    def changes(self) -> str:
        """Return the guide's own changes, newest first."""
        entries = sorted(self.guide.changes, key=lambda entry: entry.day, reverse=True)
        return self.partial("changes.html", entries=entries)

    def checklist(self) -> str:
        """Return the checklist before closing: items for everybody, then each exchange's own."""
        groups: dict[str | None, list[Any]] = {}
        for item in self.guide.checklist.values():
            groups.setdefault(item.exchange, []).append(item)
        return self.partial("checklist.html", groups=groups)

    def message_builder(self) -> str:
        """Return the message builder, with the letters as they stand without scripts."""
        exchanges = letter_exchanges(self.guide, self.first)
        regions: dict[str, list[Place]] = {}
        for place in letter_places(self.guide):
            regions.setdefault(place.region, []).append(place)
        return self.partial(
            "message.html", exchanges=exchanges, regions=regions, contacts=list(letter_contacts(self.guide, exchanges)),
            content=embedded(builder_data(self.guide, exchanges, self.locale)),
        )

    def blank_letter(self, purpose: str, locale: str) -> Markup:
        """Return a letter with blanks to fill in by hand, as one line of HTML (the partials drop empty lines)."""
        blanks = {name: getattr(self.guide.labels[f"message-blank-{name}"], locale) for name in (*TYPED, "place", "exchange")}
        text = letter(self.guide, purpose, locale, {"right-open", "answer-open", "keep-open"}, blanks)
        return Markup(str(escape(text)).replace("\n", "&#10;"))

    def link_kit(self, answers: list[Any], home: str) -> str:
        """Return the answers by topic; with a site address `home`, a QR code of each permanent address."""
        topics = {topic: [answer for answer in answers if answer.link.topic == topic] for topic in TOPICS}
        codes = {answer.link.id: self.code(f"{home}go/{answer.link.id}.html") for answer in answers if home}
        return self.partial("link-kit.html", topics={topic: found for topic, found in topics.items() if found}, codes=codes, home=home)

    def code(self, address: str) -> Markup:
        """Return the QR code of an address as inline SVG, with its text alternative."""
        words = self.label("kit-qr-of").replace("%{address}", address)
        return Markup(segno.make(address, micro=False).svg_inline(border=2, omitsize=True, svgclass="guide-qr", lineclass=None, title=words))

    def replies(self, answers: list[Any]) -> str:
        """Return the reply texts as Markdown, by who takes over, each with the answer it links to."""
        places = {(answer.link.page, answer.link.anchor): answer for answer in answers}
        parts = []
        for hand in HANDS:
            parts.append(f"## {self.label(f'hand-{hand}')} {{: #hand-{hand} }}")
            for reply in (reply for reply in self.guide.replies.values() if reply.hand == hand):
                page, _, anchor = reply.link.partition("#")
                answer = places[page, anchor or "top"]
                parts.append(templates().get_template("reply.html").render(w=self, reply=reply, answer=answer, locale=self.locale))
        return "\n\n".join(parts)

    def own_exchange(self) -> str:
        """Return a box on the exchange of whoever hosts this copy; nothing where none is set."""
        if not self.own:
            return ""
        exchange = self.find("exchanges", self.own)
        return self.partial("own-exchange.html", exchange=exchange)

    def rank(self, exchange: Exchange) -> int:
        """Return an exchange's place in a list: the host's own, then those the guide treats first, then the others."""
        return self.first.index(exchange.id) if exchange.id in self.first else len(self.first)

    @property
    def first(self) -> tuple[str, ...]:
        """Return the exchanges that come before the others."""
        return tuple(dict.fromkeys(name for name in (self.own, *FIRST) if name))

    def picture(self, name: str) -> str:
        """Return an inline drawing (picture-NAME.html), with its words in the page's language."""
        host = next(iter(self.guide.exchanges[FIRST[0]].official_domains())).host
        return self.partial(f"picture-{name}.html", types=list(self.guide.data_types.values()), host=host)

    def sentence(self, text: LocalizedText) -> str:
        """Return `text` as a sentence of its own: a capital first, a full stop last."""
        words = self.say(text)
        return words[0].upper() + words[1:].rstrip("。.") + self.label("full-stop")

    def colon(self) -> str:
        """Return the colon of the page's language."""
        return "：" if self.locale == "zh" else ": "


def embedded(content: Any) -> Markup:
    """Return `content` as JSON that can stand inside a script element."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


@dataclass(frozen=True)
class Bar:
    """One row of the chart: a place and its years for identity data and for transaction records."""

    place: Place
    identity: Clock
    transaction: Clock

    @property
    def longest(self) -> int:
        """The longer of the two periods, in years."""
        return max(self.identity.years, self.transaction.years)


def clock_of(retention: Any, record: str) -> Clock | None:
    """Return the longest confirmed clock for `record` ("identity" or "transaction"); one for all records counts."""
    if not isinstance(retention, Retention):
        return None
    fitting = [clock for clock in retention.clocks if clock.record in (record, "all")]
    return max(fitting, key=lambda clock: clock.years, default=None)


def bars(guide: Guide) -> list[Bar]:
    """Return the chart's rows: the places with a confirmed period (one kind stands in where only the other is named)."""
    rows = []
    for place in guide.places.values():
        identity, transaction = clock_of(place.retention, "identity"), clock_of(place.retention, "transaction")
        if identity or transaction:
            rows.append(Bar(place, identity or transaction, transaction or identity))
    return rows
