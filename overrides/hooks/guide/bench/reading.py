"""What a browser does with the site: what each page fetches, whether a search finds its page, and how soon."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from guide.bench.weight import Weight, weight_of

FIRST = 3  # results among which the page counts as found
LINK = ".md-search-result__link"
# paste words, wait for the list to change; give the milliseconds this took and the addresses found
ASK = """async words => {
    const field = document.querySelector(".md-search__input"), list = document.querySelector(".md-search-result__list")
    const fill = value => {
        field.value = value
        field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }))
    }
    fill("")
    const from = performance.now()
    const changed = new Promise(done =>
        new MutationObserver(() => list.children.length && done()).observe(list, { childList: true }))
    fill(words)
    await Promise.race([changed, new Promise(done => setTimeout(done, 5000))])
    return [performance.now() - from, [...list.querySelectorAll(".md-search-result__link")].map(a => a.href)]
}"""
# note when a key was pressed, and when the first result was there
CLOCK = """() => {
    const list = document.querySelector(".md-search-result__list")
    document.addEventListener("input", () => (self.typedAt = performance.now(), self.shownAt = undefined), true)
    new MutationObserver(() => (self.shownAt ??= list.children.length ? performance.now() : undefined))
        .observe(list, { childList: true })
}"""
RESTED = "new Promise(done => requestIdleCallback(() => setTimeout(done, 100)))"
SINCE = "self.shownAt - self.typedAt"
# note what holds the page up for more than 50 ms
WATCH = """() => {
    const note = list => (self.longTasks ??= []).push(...list.getEntries().map(entry => entry.duration))
    new PerformanceObserver(note).observe({ type: "longtask" })
}"""


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without writing a log."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve `folder` on a free loopback port; give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def name_in(base: str, url: str) -> str:
    """Return the file of the site at `base` that `url` asks for; empty for anything else."""
    if not url.startswith(f"{base}/"):
        return ""
    path = unquote(urlsplit(url).path).lstrip("/")
    return f"{path}index.html" if path.endswith("/") or not path else path


@contextmanager
def noted(page: Any, base: str) -> Iterator[list[str]]:
    """Note the files of the site that `page` asks for meanwhile."""
    names: list[str] = []

    def note(request: Any) -> None:
        names.append(name_in(base, request.url))

    page.on("request", note)
    try:
        yield names
    finally:
        page.remove_listener("request", note)


def weigh(page: Any, base: str, site: Path, name: str) -> tuple[Weight, Weight]:
    """Open a page; return what it weighs when it has loaded, and at rest."""
    with noted(page, base) as names:
        page.goto(f"{base}/{name}")
        loaded = list(names)
        page.evaluate(RESTED)  # what waits for a quiet moment is asked for then
        page.wait_for_load_state("networkidle")
    return weight_of(site, filter(None, loaded)), weight_of(site, filter(None, names))


@dataclass
class Searches:
    """How the kept searches of a language went."""

    found: int = 0
    missed: dict[str, list[str]] = field(default_factory=dict)  # words → the first addresses
    strangers: list[str] = field(default_factory=list)  # pages of another language
    milliseconds: list[float] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of the searches that found their page."""
        return self.found / max(1, self.found + len(self.missed))

    @property
    def usual(self) -> float:
        """The median of the milliseconds."""
        return median(self.milliseconds or [0.0])


def ask(page: Any, base: str, wanted: Mapping[str, str], own: Callable[[str], bool]) -> Searches:
    """Put each of `wanted` (words → pattern of addresses) into the open search of `page`, as if pasted.

    `own` tells whether an address, below the site's top, is one of the page's language.
    """
    searches = Searches()
    for words, pattern in wanted.items():
        milliseconds, links = page.evaluate(ASK, words)
        links = [link.removeprefix(f"{base}/") for link in links]
        searches.milliseconds.append(milliseconds)
        searches.strangers += [link for link in links if not own(link)]
        if any(re.search(pattern, link) for link in links[:FIRST]):
            searches.found += 1
        else:
            searches.missed[words] = links[:FIRST]
    return searches


def first_search(page: Any, base: str, site: Path, start: str, words: str) -> tuple[Weight, float, list[float]]:
    """Type `words` into the search of the page `start`.

    Return what that fetches, the milliseconds from key to first result, and those of each task that held the page up.
    """
    page.goto(f"{base}/{start}")
    page.wait_for_load_state("networkidle")
    page.evaluate(WATCH)
    with noted(page, base) as names:
        page.keyboard.press("f")
        page.wait_for_load_state("networkidle")
        page.evaluate(CLOCK)
        page.keyboard.type(words)
        page.wait_for_selector(LINK)
        page.wait_for_load_state("networkidle")
    return weight_of(site, filter(None, names)), page.evaluate(SINCE), page.evaluate("self.longTasks || []")
