"""The maintainers' program: python overrides/hooks/cli.py COMMAND, see --help."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from guide.checks.confirmed import confirm, unconfirmed
from guide.checks.twins import check_markdown as check_twins
from guide.checks.writing import check_data, check_markdown, check_pages
from guide.data import KINDS, DataError, Guide, load
from guide.locales import CODES
from guide.permalinks.record import RECORD, breaks, read_record, recorded, write_record
from guide.permalinks.registry import problems

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PARTS = ("data", "twins", "addresses", "writing")


def check(arguments: argparse.Namespace, guide: Guide) -> list[str]:
    """Check the twins, the permanent addresses and the writing (the data are checked already); say what there is."""
    parts: dict[str, Callable[[], list[str]]] = {
        "data": list,
        "twins": lambda: [*check_twins(DOCS), *unconfirmed(DOCS)],
        "addresses": lambda: [*problems(guide, DOCS), *breaks(read_record(ROOT / RECORD), guide, DOCS)],
        "writing": lambda: [*check_pages(DOCS), *check_data(guide), *check_markdown(ROOT)],
    }
    print(", ".join(f"{len(getattr(guide, kind))} {kind}" for kind in KINDS))
    return [line for name, part in parts.items() if name in (arguments.only or parts) for line in part()]


def confirm_pages(arguments: argparse.Namespace, guide: Guide) -> list[str]:
    """Record pages as read side by side in every language."""
    pages = [page if page.endswith(".md") else f"{page}.md" for page in arguments.page]
    wrong = [
        f"docs/{locale}/{page}: no such file; a page goes by its path below docs/{locale}"
        for page in pages
        for locale in CODES
        if not (DOCS / locale / page).exists()
    ]
    if not wrong:
        confirm(DOCS, pages)
    return wrong or list(check_twins(DOCS))


def record(arguments: argparse.Namespace, guide: Guide) -> list[str]:
    """Add what is new to the record of everything published; say what would break an address."""
    path = ROOT / RECORD
    write_record(path, recorded(read_record(path), guide, DOCS))
    return [*problems(guide, DOCS), *breaks(read_record(path), guide, DOCS)]


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole program; each command sets `run`."""
    program = argparse.ArgumentParser(prog="cli.py", description="Commands for maintainers of the guide.")
    commands = program.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("check", help="check the data, and everything written from them")
    command.add_argument("--only", action="append", choices=PARTS, help="check this part alone; may be given again")
    command.set_defaults(run=check)
    command = commands.add_parser("confirm", help="record page twins as read side by side")
    command.add_argument("page", nargs="*", metavar="PAGE", help="a path below docs/LANGUAGE, such as steps/contact-support.md")
    command.set_defaults(run=confirm_pages)
    command = commands.add_parser("record", help="record new pages, sections and answers as published")
    command.set_defaults(run=record)
    return program


def main(words: list[str]) -> int:
    """Run one command; print each problem on a line and return 1 where there are any."""
    arguments = parser().parse_args(words)
    try:
        found: list[str] = arguments.run(arguments, load(DOCS / "data"))
    except DataError as error:
        found = [str(error)]
    print("\n".join(found), file=sys.stderr, end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
