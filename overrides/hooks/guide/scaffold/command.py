"""The command `new`: write a new page pair, exchange or place with its blanks marked."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from guide.scaffold import Refused, new_exchange, new_page, new_place

REGIONS = ("europe", "americas", "asia-pacific", "middle-east-africa")
NEXT = {
    "page": "fill in the blanks, move its line in mkdocs.yml to where it belongs, link to it from another page on both "
    "sides, add a line to docs/data/changes.yml, then run: cli.py confirm {name}.md and each page that links to it, "
    "cli.py record, cli.py check",
    "exchange": "fill in the blanks, add a line to docs/data/changes.yml, then run: cli.py record, cli.py check",
    "place": "fill in the blanks, add a line to docs/data/changes.yml, then run: cli.py record, cli.py check",
}


def add_new_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `new` to a parser."""
    parser.description = (
        "Begin a page pair, an exchange or a place: every key is there, what you have to write is marked FILL."
    )
    parser.add_argument("kind", choices=tuple(NEXT), help="what to begin")
    parser.add_argument(
        "name",
        metavar="NAME",
        help="a page: FOLDER/NAME, such as special-cases/lost-card; else its id, such as kraken or nz",
    )
    parser.add_argument("--region", choices=REGIONS, default=REGIONS[0], help="of a place (default %(default)s)")


def run_new(args: argparse.Namespace, root: Path, today: date | None = None) -> int:
    """Write the files below `root`, say what comes next, return the exit code."""
    today = today or date.today()

    def read(path: str) -> str | None:
        return (root / path).read_text("utf-8") if (root / path).exists() else None

    try:
        if args.kind == "page":
            files = new_page(args.name, read, today)
        elif args.kind == "exchange":
            files = new_exchange(args.name, read, today)
        else:
            files = new_place(args.name, read, today, args.region)
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    for path, text in files.items():
        print(f"{'changed' if (root / path).exists() else 'written'}: {path}")
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    print(f"Next: {NEXT[args.kind].format(name=args.name.removesuffix('.md'))}")
    return 0
