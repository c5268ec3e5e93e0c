"""Proof in a page of its own, where it weighs more than a reader who only wants the answer should load.

A page says `proof: apart` in its front matter. Each section then has a link in place of its fold, which leads to that
section's fold on proof/PAGE. Without scripts too: a browser opens the fold a link leads into. Pure: text in, text out.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

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
    texts = page_texts(folder, guide).items()
    return {FOLDER + name: beginning(name, text, words) for name, text in texts if is_apart(text)}


def is_apart(markdown: str) -> bool:
    """Return whether the page of this `markdown` has its proof in a page of its own."""
    return meta_of(markdown).get("proof") == APART


def beginning(name: str, markdown: str, words: Words) -> str:
    """Return the front matter, the title and the way back of the proof page of the page `name`."""
    title = words.label("proof-page").replace("%{page}", meta_of(markdown)["title"])
    back = f"[{words.label('proof-back')}]({way_up(FOLDER + name)}{name})"
    told = words.label("proof-page-about")
    front_lines = [
        f"title: {json.dumps(title, ensure_ascii=False)}",
        f"description: {json.dumps(told, ensure_ascii=False)}",
        "hide: [navigation]",  # the way back is the only way on; a column without links would stop the keyboard
    ]
    return "\n".join(["---", *front_lines, "---", "", f"# {title} {{: #top }}", "", f"{told} {back}", ""])


def parted(html: str, context: PageContext, name: str) -> tuple[str, str]:
    """Return a page's `html` with links to its proof, and the folds for the proof page of the page `name`."""
    there = replace(context, root=way_up(FOLDER + name), top=context.top + way_up("x/"))
    address = way_up(name) + (FOLDER + name).replace(".md", ".html")
    # what was not found is a fold already, whose words lead to the glossary from its page
    html = FOLD.sub(lambda fold: NEAR.sub(rf"\g<0>{way_up('x/')}", fold[0]), html)
    html = proven(html, there)
    starts = [0, *(match.start() for match in SECTION.finditer(html)), len(html)]
    parts = [part_of(html[start:end], address, context) for start, end in pairwise(starts)]
    return "".join(part for part, _ in parts), "\n".join(fold for _, fold in parts if fold)


def part_of(part: str, address: str, context: PageContext) -> tuple[str, str]:
    """Return one section with a link for its fold, and that fold under the section's title; as it is without one.

    The names of the facts in it go along with their proof.
    """
    found, heading, title = FOLD.search(part), HEADING.search(part), TITLE.search(part)
    if not found or not heading or not title:
        return part, ""
    anchor = FIRST if heading[1] == "1" else heading[2]  # the proof page has a title of its own
    link = partial("pages/proof-link.html", context, address=f"{address}#{anchor}", words=found[1])
    name = plain(SIGN.sub("", title[0])).strip()
    facts = list(dict.fromkeys(fact for names in NAMED.findall(part) for fact in names.split()))
    told = {"anchor": anchor, "title": name, "facts": facts, "words": found[1], "proof": found[2]}
    left = part[: found.start()] + link + part[found.end() :]
    return NAMED.sub("", MARK.sub("", left)), partial("pages/proof-part.html", context, **told)
