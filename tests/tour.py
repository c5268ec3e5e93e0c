"""One tour opens every page of the site once, as large as a phone, and notes all that tests ask of a page as it opens.

Pages are opened in turn from a server and from disk, twins the other way round; the long run opens them both ways.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from html_pages import all_pages, read
from own_data import DOCS, GUIDE

from guide.permalinks.registry import answers

SCREEN = {"width": 390, "height": 844}
# what a reader meets with all folds closed; the second text is without what is no part of the page's own words
MEET = """() => {
  const root = document.documentElement, article = document.querySelector("article")
  const top = selector => { const part = document.querySelector(selector); return part && part.getBoundingClientRect().top + scrollY }
  const found = {
    titles: article.querySelectorAll("h1").length, tall: root.scrollHeight, wide: root.scrollWidth, end: article.getBoundingClientRect().bottom + scrollY,
    border: getComputedStyle(document.querySelector(".guide-impostor")).borderTopWidth,
    card: top(".guide-card"), steps: top('.guide-links a[href="#closing"]'), text: article.innerText,
  }
  const around = ".guide-impostor, .guide-print-id, .guide-progress, .guide-tip, option, optgroup"
  const gaps = [...document.querySelectorAll(`article :is(${around})`)].map(part => [part, document.createComment("")])
  for (const [part, gap] of gaps) part.replaceWith(gap)
  found.own = article.innerText
  for (const [part, gap] of gaps.reverse()) gap.replaceWith(part)
  return found
}"""
# which of the places named can't be seen, although their address opens the folds they stand in
UNSEEN = """async names => {
  const hidden = name => !(document.getElementById(name) || document.querySelector(`[data-state='${name}']`))?.checkVisibility
    || !(document.getElementById(name)?.checkVisibility() ?? true)
  const left = []
  for (const name of names.filter(hidden)) {
    for (const fold of document.querySelectorAll("details[open]")) fold.open = false
    location.hash = name
    await new Promise(done => addEventListener("hashchange", () => setTimeout(done), { once: true }))
    if (hidden(name)) left.push(name)
  }
  return left
}"""


def pages(site: Path) -> list[str]:
    """Return the address of every page below the site's top; 404.html has no place of its own, old addresses lead on."""
    found = (path for path in all_pages(site) if path.name != "404.html" and read(path).headings)
    return [path.relative_to(site).as_posix() for path in found]


def answered() -> dict[str, list[str]]:
    """Return the places where answers stand, by the page's address; choices in a tool are opened by its own tests."""
    found: dict[str, set[str]] = {}
    for answer in answers(GUIDE, DOCS):
        for url in answer.url.values():
            address, _, anchor = url.partition("#")
            if "=" not in anchor:
                found.setdefault(address, set()).add(anchor or "top")
    return {address: sorted(anchors) for address, anchors in found.items()}


def ways(site: Path, served: str, other: bool = False) -> Iterator[tuple[str, str]]:
    """Yield each page's address below the site's top, and the whole one it is opened by; by the `other` way if asked."""
    for name in pages(site):
        twin = name.removeprefix("en/")
        from_server = (len(twin) + (twin != name)) % 2 == other
        yield name, f"{served if from_server else site.as_uri()}/{name}"


def visit(page, address: str, places: list[str]) -> dict:
    """Open a page; return what it takes, what is not seen of it, and what must never happen."""
    page.goto(address)
    found = {**page.evaluate(MEET), "unseen": page.evaluate(UNSEEN, places) if places else []}
    found["problems"], page.watch.problems = page.watch.problems, []
    return found


def faults(found: dict) -> list[str]:
    """Return what is wrong with an open page, whatever it is about."""
    wrong = [
        *found["problems"],
        *(f"#{name} can't be seen, although an address leads there" for name in found["unseen"]),
    ]
    wrong += [] if found["titles"] == 1 else [f"{found['titles']} titles"]
    wrong += [] if found["border"] == "1px" else ["the guide's style sheet did not load"]
    return wrong


def tour(page, site: Path, served: str, other: bool = False) -> dict[str, dict]:
    """Open every page; return what each takes, by its address below the site's top."""
    places = answered()
    lost = sorted(set(places) - set(pages(site)))
    assert not lost, f"answers on pages that are not there: {lost}"
    return {name: visit(page, address, places.get(name, [])) for name, address in ways(site, served, other)}
