"""The guide in one language as a book: chapters in reading order, and the proof at its end."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from selectolax.lexbor import LexborNode

from guide.data import Guide
from guide.locales import LOCALES, written_day
from guide.release.markup import Rules, written
from guide.release.pages import HOME, OUTSIDE, Page, page_of, pages_of, resolved
from guide.release.proofs import Proof, Proofs

PROOFS = "proof"  # the chapter at the end
WISHES = "ul.guide-choices"  # on the home page


@dataclass(frozen=True)
class Chapter:
    """A chapter: the page it is made from, its title, its text as XHTML, the title of the part it opens, if any."""

    name: str
    title: str
    html: str
    opens: str


@dataclass(frozen=True)
class Book:
    """What a form needs to know of the guide in one language."""

    guide: Guide
    language: str
    version: str
    day: date
    chapters: tuple[Chapter, ...]
    proofs: tuple[Proof, ...]
    wishes: str

    def label(self, name: str) -> str:
        """Return a word of the frame in the book's language."""
        return self.guide.labels[name][self.language]

    @property
    def written(self) -> str:
        """The day of the version, as the language writes it."""
        return written_day(str(self.day), self.language)

    @property
    def parts(self) -> list[tuple[str, list[Chapter]]]:
        """The parts: a title, and its chapters."""
        parts: list[tuple[str, list[Chapter]]] = []
        for chapter in self.chapters:
            if chapter.opens:
                parts.append((chapter.opens, []))
            parts[-1][1].append(chapter)
        return parts


@dataclass(frozen=True)
class Form:
    """How a form of the book writes addresses: `place` those of an id in a chapter (empty: its top), `named` an id."""

    place: Callable[[str, str], str]
    named: Callable[[str, str], str]
    deeper: int = 0  # levels by which the headings of a page go down


def book_of(site: Path, config: Path, guide: Guide, language: str, form: Form, only: Sequence[str] = ("",)) -> Book:
    """Return the book in one language, its addresses as `form` writes them, with the pages that begin with `only`."""
    parts, pages = pages_of(site, config, language, only)
    proofs = Proofs(lambda node, name: written(node, rules(name)))
    label = guide.labels["release-proof"][language]

    def rules(name: str) -> Rules:
        return Rules(
            href=lambda address: leads(pages, form, name, address),
            named=lambda id_: form.named(name, id_),
            proven=lambda address: proven(site / LOCALES[language].root, name, address),
            proof=lambda fold: marks(proofs.of(fold, name), name, form, label),
            deeper=form.deeper,
        )

    chapters = [
        Chapter(name, pages[name].title, written(pages[name].article, rules(name)), "" if place else part.title)
        for part in parts
        for place, name in enumerate(part.pages)
    ]
    home = page_of(site / LOCALES[language].root, HOME)
    wishes = home.article.css_first(WISHES)
    version, day = version_of(site, guide)
    return Book(
        guide,
        language,
        version,
        day,
        tuple(chapters),
        tuple(proofs.found.values()),
        written(wishes, rules(HOME)) if wishes else "",
    )


def proven(folder: Path, name: str, address: str) -> LexborNode:
    """Return the proof on a page of its own that `address` leads to; ValueError where there is none."""
    target, anchor = resolved(name, address)
    found = proof_page(folder, target).css_first(f"[id='{anchor}']")
    if found is None:
        raise ValueError(f"{target}.html: no proof with the id {anchor}, which {name}.html names")
    return found


@lru_cache(maxsize=32)
def proof_page(folder: Path, name: str) -> LexborNode:
    """Return the article of a page that holds proof."""
    return page_of(folder, name).article


def leads(pages: dict[str, Page], form: Form, name: str, address: str) -> str | None:
    """Return where a link of the page `name` leads in the book; None for what is not in it."""
    if OUTSIDE.match(address):
        return address
    target, anchor = resolved(name, address)
    if target not in pages:
        return None
    return form.place(target, anchor if anchor in pages[target].ids else "")


def marks(found: list[tuple[Proof, bool]], name: str, form: Form, label: str) -> str:
    """Return the line that stands for a fold of proof: its numbers as links; the first of each can be led back to."""
    links = []
    for proof, new in found:
        own = f' id="{form.named(name, proof.first)}"' if new else ""
        links.append(f'<a{own} href="{form.place(PROOFS, proof.first)}">{proof.number}</a>')
    return f'<p class="guide-book-proof">{label}{", ".join(links)}</p>'


def version_of(site: Path, guide: Guide) -> tuple[str, date]:
    """Return the commit a site was built from and its day; without one the newest day of checking in the data."""
    found = json.loads((site / "version.json").read_text("utf-8"))
    newest = max(source.checked for source in guide.sources.values())
    return found["commit"], date.fromisoformat(found["day"]) if found["day"] else newest


def one_document(deeper: int = 1) -> Form:
    """Return the form of a book in one document: every chapter's ids begin with its name."""

    def named(name: str, anchor: str) -> str:
        return ".".join(part for part in (name.replace("/", "."), anchor) if part)

    return Form(lambda name, anchor: f"#{named(name, anchor)}", named, deeper)
