"""The command `due`: list what is to be read again, and write it as a table and a calendar."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from guide.checks.due import as_calendar, as_csv, due, listing, soon
from guide.data import Guide


def days(text: str) -> int:
    """Return a number of days; argparse shows the message of the error."""
    if not text.isascii() or not text.isdigit() or int(text) > 36500:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of days from 0 to 36500")
    return int(text)


def add_due_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `due` to a parser."""
    parser.description = "List dated entries by the day they are to be read again, with pages, sources and quotations."
    parser.add_argument(
        "--within",
        metavar="DAYS",
        type=days,
        default=30,
        help="due within so many days (default %(default)s); overdue entries are always listed",
    )
    parser.add_argument("--csv", metavar="FILE", type=Path, help="also write the list as a table")
    parser.add_argument("--ics", metavar="FILE", type=Path, help="also write the list as a calendar")


def run_due(
    args: argparse.Namespace, guide: Guide, shown: Mapping[int, Iterable[str]], today: date | None = None
) -> int:
    """Print what is due, write the files that `args` names, return the exit code."""
    today = today or date.today()
    rows = soon(due(guide, shown), today, args.within)
    print(listing(rows, today) or f"Nothing is due within {args.within} days.")
    if args.csv:
        args.csv.write_text(as_csv(rows, today), "utf-8", newline="")
    if args.ics:
        args.ics.write_bytes(as_calendar(rows))
    return 0
