"""The command `search`: put words into the search of a built site, and show the first results."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from guide.bench.command import fresh, opened
from guide.bench.reading import ASK, FIRST, served
from guide.locales import CODES, LOCALES


def add_search_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `search` to a parser."""
    parser.description = (
        f"Put words into the search of the built site and show the results; a kept search counts as found among the "
        f"first {FIRST}."
    )
    parser.add_argument("language", choices=CODES, help="the language of the page they are typed on")
    parser.add_argument("words", nargs="+", metavar="WORDS", help="what people type")
    parser.add_argument("--site", metavar="FOLDER", type=Path, help="the built site (site)")


def run_search(arguments: argparse.Namespace, root: Path) -> int:
    """Print the addresses found, in order; return 1 where nothing is found, 2 where no site is built."""
    site = arguments.site or root / "site"
    if not (site / "index.html").exists():
        print(f"{site}: no built site; run mkdocs build first, or name its folder with --site", file=sys.stderr)
        return 2
    with served(site) as base, opened(root) as browser, fresh(browser) as page:
        page.goto(f"{base}/{LOCALES[arguments.language].root}index.html")
        page.keyboard.press("f")
        page.wait_for_load_state("networkidle")
        _, links = page.evaluate(ASK, " ".join(arguments.words))
    for number, link in enumerate(links, 1):
        print(f"{number:2} {link.removeprefix(f'{base}/')}")
    if not links:
        print("nothing found", file=sys.stderr)
    return 0 if links else 1
