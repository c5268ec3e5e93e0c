"""The command `bench`: measure pages, search and build, and compare with the figures kept last."""

from __future__ import annotations

import argparse
import importlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console

from guide.bench.building import TEXTS, Cost, cost_of, grown, plain_project
from guide.bench.lighthouse import lighthouse, marks
from guide.bench.reading import ask, first_search, served, weigh
from guide.bench.report import Figures, read_figures, table_of, write_figures
from guide.bench.weight import KINDS, Weight
from guide.locales import LOCALES, Locale
from guide.text.yaml_files import content_of

KEPT = "tests/bench.json"
SEARCHES = "tests/searches.yml"
WORDS = {"zh": "注销", "en": "erase"}  # typed for the first search
PARTS = ("pages", "search", "lighthouse", "build", "plain", "growth")
USUAL = ("pages", "search", "lighthouse", "build")


def add_bench_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `bench` to a parser."""
    parser.description = (
        "Measure what pages weigh, how search answers and what a build costs; compare with the figures kept last."
    )
    parser.add_argument("--site", metavar="FOLDER", type=Path, help="measure this built site; without it, build one")
    parser.add_argument(
        "--only", action="append", choices=PARTS, help=f"measure this alone; may be given again ({', '.join(USUAL)})"
    )
    parser.add_argument("--kind", action="append", choices=tuple(KINDS), help="measure this kind of page alone")
    parser.add_argument(
        "--times", metavar="N", type=int, action="append", help="for growth: times the pages (2 and 8); may be repeated"
    )
    parser.add_argument("--keep", action="store_true", help=f"keep the figures in {KEPT}")


def run_bench(arguments: argparse.Namespace, root: Path) -> int:
    """Measure, print the table, and keep the figures if asked to."""
    parts = arguments.only or USUAL
    kinds = {kind: KINDS[kind] for kind in arguments.kind or KINDS}
    console = Console()
    before = read_figures(root / KEPT)
    figures: Figures = {}
    with tempfile.TemporaryDirectory(prefix="guide-bench-") as name:
        work = Path(name)
        cost = None
        if not arguments.site or {"build", "plain", "growth"} & set(parts):
            cost = cost_of(root, work / "site", "--strict", **{TEXTS: str(work / "texts")})
        site = arguments.site or work / "site"
        measures: dict[str, Callable[[], Figures]] = {
            "pages": lambda: pages(site, root, kinds),
            "search": lambda: search(site, root),
            "lighthouse": lambda: audits(site, kinds, console),
            "build": lambda: building(cost),
            "plain": lambda: plain(cost, work, root),
            "growth": lambda: growth(cost, work, root, arguments.times or (2, 8)),
        }
        for part in (part for part in PARTS if part in parts):
            console.print(f"measuring: {part}", style="dim")
            figures |= measures[part]()
    console.print(table_of(figures, before))
    if arguments.keep:
        write_figures(root / KEPT, figures, before)
    return 0


@contextmanager
def opened(root: Path) -> Iterator[Any]:
    """Start the browser of the tests."""
    sys.path.insert(0, str(root / "tests"))
    options = importlib.import_module("browser").options()
    playwright = importlib.import_module("playwright.sync_api")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(**options)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def fresh(browser: Any) -> Iterator[Any]:
    """Open a page that has seen nothing yet."""
    context = browser.new_context()
    try:
        yield context.new_page()
    finally:
        context.close()


def weights(name: str, weight: Weight, when: str) -> Figures:
    """Return the figures of a weight."""
    kinds = {f"{name}: {kind} {when}, B": size for kind, size in sorted(weight.kinds.items())}
    return {f"{name}: {when}, B": weight.total, f"{name}: requests {when}": weight.requests, **kinds}


def pages(site: Path, root: Path, kinds: Mapping[str, str]) -> Figures:
    """Return what a page of each kind weighs in each language."""
    figures: Figures = {}
    with served(site) as base, opened(root) as browser:
        for code, locale in LOCALES.items():
            for kind, path in kinds.items():
                with fresh(browser) as page:
                    load, rest = weigh(page, base, site, locale.root + path)
                name = f"page {kind} {code}"
                figures |= weights(name, load, "at load") | {f"{name}: at rest, B": rest.total}
    return figures


def search(site: Path, root: Path) -> Figures:
    """Return what the first search weighs and takes, and how many of the kept searches find their page."""
    figures: Figures = {}
    wanted = content_of((root / SEARCHES).read_text("utf-8"))
    with served(site) as base, opened(root) as browser:
        for code, locale in LOCALES.items():
            step = locale.root + KINDS["step"]
            with fresh(browser) as page:
                weight, milliseconds, held_up = first_search(page, base, site, step, WORDS.get(code, WORDS["en"]))
                went = ask(page, base, wanted.get(code, {}), own(locale))
            name = f"search {code}"
            figures |= {
                f"{name}: first, B": weight.total,
                f"{name}: first, requests": weight.requests,
                f"{name}: key to first result, ms": milliseconds,
                f"{name}: longest task over 50, ms": max(held_up, default=0),
                f"{name}: found, %": 100 * went.share,
                f"{name}: usual wait, ms": went.usual,
            }
    return figures


def own(locale: Locale) -> Callable[[str], bool]:
    """Return what tells whether an address, below the site's top, is one of the language."""
    others = tuple(other.root for other in LOCALES.values() if other.root and other != locale)
    return lambda link: link.startswith(locale.root) and not link.startswith(others)


def audits(site: Path, kinds: Mapping[str, str], console: Console) -> Figures:
    """Return Lighthouse's marks for a page of each kind; say so where it isn't there."""
    program = lighthouse()
    if not program:
        console.print("Lighthouse isn't there: install Node and Lighthouse, or set LIGHTHOUSE to the program")
        return {}
    figures: Figures = {}
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    with served(site) as base:
        for code, locale in LOCALES.items():
            for kind, path in kinds.items():
                found = marks(program, f"{base}/{locale.root}{path}", browser)
                figures |= {f"lighthouse {kind} {code}: {name}": mark for name, mark in found.items()}
    return figures


def building(cost: Cost | None) -> Figures:
    """Return what the strict build cost."""
    if not cost:
        return {}
    return {
        "build: pages": cost.pages,
        "build: processor, s": cost.seconds,
        "build: by the clock, s": cost.elapsed,
        "build: a page, ms": cost.each,
        "build: memory, MB": cost.megabytes,
    }


def plain(cost: Cost | None, work: Path, root: Path) -> Figures:
    """Return what plain Material takes for the same text, and how many times that the guide takes."""
    project = plain_project(work / "texts", (root / "mkdocs.yml").read_text("utf-8"), work / "plain")
    bare = cost_of(project, work / "plain-site")
    figures = {"plain: processor, s": bare.seconds, "plain: by the clock, s": bare.elapsed}
    if cost:
        figures["build: beside plain Material, times"] = cost.seconds / bare.seconds
        figures["build: beside plain Material by the clock, times"] = cost.elapsed / bare.elapsed
    return figures


def growth(cost: Cost | None, work: Path, root: Path, factors: Sequence[int]) -> Figures:
    """Return what a page costs, and the memory, with several times the pages."""
    if not cost:
        return {}
    figures: Figures = {}
    for factor in factors:
        folder = grown(root, work / f"grown-{factor}", factor, cost.pages // len(LOCALES))
        more = cost_of(folder, work / f"grown-site-{factor}")
        figures |= {
            f"growth × {factor}: pages": more.pages,
            f"growth × {factor}: a page, ms": more.each,
            f"growth × {factor}: a page beside now, times": more.each / cost.each,
            f"growth × {factor}: memory, MB": more.megabytes,
        }
        shutil.rmtree(folder)
    return figures
