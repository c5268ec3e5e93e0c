"""Proof in a page of its own, where it weighs more than a reader who only wants the answer should load.

A page says `proof: apart` in its front matter. Each section then has a link in place of its fold, which leads to that
section's fold on proof/PAGE. Without scripts too: a browser opens the fold a link leads into. Where one page of proof
would be heavy too, `proof_from: [ID]` names the sections from which on it stands on proof/PAGE-ID; the first page lists
what stands there, under its old address. Pure: text in, text out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from guide.data import Guide
from guide.locales import way_up
from guide.render.citations import PageContext
from guide.render.folds import proven
from guide.render.pages import page_texts
from guide.render.proof import SECTION
from guide.render.templates import partial
from guide.render.words import Words
from guide.text.front_matter import meta_of
from guide.text.html import HEADING, plain

FOLDER = "proof/"
APART = "apart"
FROM = "proof_from"
FIRST = "first"  # the part of a page before its first section
FOLD = re.compile(r'<details class="guide-proof"[^>]*>\s*<summary>(.*?)</summary>(.*?)</details>', re.DOTALL)
TITLE = re.compile(r"<h[1-6]\b.*?</h[1-6]>", re.DOTALL)
MARK = re.compile(r'<span data-fact="([^"]+)"></span>')  # says what a sentence rests on, to nobody who reads it
NAMED = re.compile(r' data-fact="([^"]+)"')
NEAR = re.compile(r' href="(?![a-z]+:|#)')  # leads to another page of the guide
SIGN = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)


def proof_pages(guide: Guide, folder: Path) -> dict[str, str]:
    """Return the Markdown, still without the proof, of the proof pages of the language whose `folder` it is."""
    words = Words(guide, folder.name)
    return {
        FOLDER + part_name(name, start): beginning(name, text, words, start)
        for name, text in page_texts(folder, guide).items()
        if is_apart(text)
        for start in ("", *meta_of(text).get(FROM, ()))
    }


def part_name(name: str, start: str) -> str:
    """Return the name of the page with the proof of the page `name` from its section `start` on."""
    return name.replace(".md", f"-{start}.md") if start else name


def is_apart(markdown: str) -> bool:
    """Return whether the page of this `markdown` has its proof in a page of its own."""
    return meta_of(markdown).get("proof") == APART


def beginning(name: str, markdown: str, words: Words, start: str) -> str:
    """Return the front matter, the title and the way back of a proof page of the page `name`."""
    page = meta_of(markdown)["title"]
    if start:
        page += f" · {section_title(markdown, start)}"
    title = words.label("proof-page").replace("%{page}", page)
    section = f"#{start}" if start else ""
    back = f"[{words.label('proof-back')}]({way_up(FOLDER + name)}{name}{section}){{: .guide-day }}"
    told = words.label("proof-page-about")
    front_lines = [
        f"title: {json.dumps(title, ensure_ascii=False)}",
        f"description: {json.dumps(told, ensure_ascii=False)}",
        "hide: [navigation]",  # the way back is the only way on; a column without links would stop the keyboard
    ]
    return "\n".join(["---", *front_lines, "---", "", f"# {title} {{: #top }}", "", f"{told} {back}", ""])


def section_title(markdown: str, anchor: str) -> str:
    """Return the title of a section; ValueError where there is none."""
    found = re.search(rf"^#+ (.+?) \{{: #{re.escape(anchor)} \}}$", markdown, re.M)
    if not found:
        raise ValueError(f"{FROM}: no section {anchor}")
    return found[1]


def parted(html: str, context: PageContext, name: str, starts: Sequence[str] = ()) -> tuple[str, dict[str, str]]:
    """Return a page's `html` with links to its proof, and what the proof pages of the page `name` hold, by their names.

    From each section among `starts` on, the proof stands on a further page.
    """
    there = replace(context, root=way_up(FOLDER + name), top=context.top + way_up("x/"))
    # what was not found is a fold already, whose words lead to the glossary from its page
    html = FOLD.sub(lambda fold: NEAR.sub(rf"\g<0>{way_up('x/')}", fold[0]), html)
    html = proven(html, there)
    cuts = [0, *(match.start() for match in SECTION.finditer(html)), len(html)]
    left, current, listed = "", "", ""
    folds = {part_name(name, start): "" for start in ("", *starts)}
    for begin, end in pairwise(cuts):
        heading = HEADING.search(html, begin, end)
        if heading and heading[2] in starts:
            current = heading[2]
        there_name = part_name(name, current)
        part, told = part_of(html[begin:end], way_up(name) + address_of(there_name), context)
        left += part
        if told:
            back = way_up(FOLDER + name) + name.replace(".md", ".html")
            back += f"#{told['anchor']}" if told["anchor"] != FIRST else ""
            folds[there_name] += partial("pages/proof-part.html", context, **told, back=back) + "\n"
            beside = address_of(there_name).rpartition("/")[2]
            listed += partial("pages/proof-moved.html", context, address=beside, **told) if current else ""
    folds[name] += f"<ul>{listed}</ul>" if listed else ""
    return left, folds


def address_of(name: str) -> str:
    """Return the address of the proof page `name`, from the top of its language."""
    return (FOLDER + name).replace(".md", ".html")


def part_of(part: str, address: str, context: PageContext) -> tuple[str, dict[str, Any]]:
    """Return one section with a link for its fold, and what is told of that fold; as it is without one.

    The names of the facts in it go along with their proof.
    """
    found, heading, title = FOLD.search(part), HEADING.search(part), TITLE.search(part)
    if not found or not heading or not title:
        return part, {}
    anchor = FIRST if heading[1] == "1" else heading[2]  # the proof page has a title of its own
    link = partial("pages/proof-link.html", context, address=f"{address}#{anchor}", words=found[1])
    name = plain(SIGN.sub("", title[0])).strip()
    facts = list(dict.fromkeys(fact for names in NAMED.findall(part) for fact in names.split()))
    left = part[: found.start()] + link + part[found.end() :]
    told = {"anchor": anchor, "title": name, "facts": facts, "words": found[1], "proof": found[2]}
    return NAMED.sub("", MARK.sub("", left)), told
