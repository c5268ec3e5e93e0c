"""The maintainers' program: python overrides/hooks/cli.py COMMAND, see --help."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from guide.bench.command import add_bench_arguments, run_bench
from guide.bench.searching import add_search_arguments, run_search
from guide.checks.confirmed import cannot_confirm, confirm, sound_twins, unconfirmed
from guide.checks.due_command import add_due_arguments, run_due
from guide.checks.everything import page_faults, readable_faults
from guide.checks.figures import check_figures
from guide.checks.pages import missing_twins, pages_of
from guide.checks.reread import RECORD as CHECKED
from guide.checks.reread import not_reread, record_checked
from guide.checks.showing import pages_showing
from guide.checks.synonyms import dead_synonyms
from guide.checks.twins import check_markdown as check_twins
from guide.checks.ways import lonely_pages
from guide.checks.writing import check_data, check_markdown, check_pages
from guide.checks.written import unreadable
from guide.data import KINDS, DataError, Guide, load
from guide.data.problems import with_line
from guide.locales import DEFAULT
from guide.macros import MACROS
from guide.permalinks.changed import RECORD as TEXTS
from guide.permalinks.changed import read_texts, recorded_texts, stale_texts, text_hashes, write_texts
from guide.permalinks.record import RECORD, breaks, read_record, recorded, write_record
from guide.permalinks.registry import problems
from guide.release.command import add_release_arguments, run_release
from guide.scaffold.command import add_new_arguments, run_new
from guide.watch.report import NOT_CHECKED
from guide.watch.run import add_watch_arguments, run_watch

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PARTS = ("data", "pages", "twins", "addresses", "writing")


def check(arguments: argparse.Namespace, guide: Guide) -> list[str]:
    """Check pages, twins, permanent addresses and writing (the data are checked already); say what there is."""
    parts: dict[str, Callable[[], list[str]]] = {
        "data": list,
        "pages": lambda: [
            *page_faults(DOCS, ROOT / "overrides", guide, MACROS),
            *lonely_pages(DOCS, guide),
            *dead_synonyms(DOCS, guide),
            *check_figures(DOCS, pages_of(DOCS)),
        ],
        "twins": lambda: [*missing_twins(DOCS), *check_twins(DOCS), *unconfirmed(DOCS)],
        "addresses": lambda: list(missing_twins(DOCS)) or addresses(guide),
        "writing": lambda: [*check_pages(DOCS, guide), *check_data(guide), *check_markdown(ROOT)],
    }
    print(", ".join(f"{len(getattr(guide, kind))} {kind}" for kind in KINDS))
    found = {name: part() for name, part in parts.items() if name in (arguments.only or parts)}
    if "pages" in found and "twins" in found:
        found["twins"] = list(sound_twins(found["twins"], found["pages"]))
    return list(dict.fromkeys(line for lines in found.values() for line in lines))


def addresses(guide: Guide) -> list[str]:
    """Say what would break an address, and which answers changed without a record."""
    return [
        *breaks(read_record(ROOT / RECORD), guide, DOCS),
        *stale_texts(read_texts(ROOT / TEXTS), text_hashes(guide, DOCS)),
        *read_again(guide),
    ]


def read_again(guide: Guide) -> list[str]:
    """Say which facts changed without a new day of checking, with file and line."""
    found = not_reread(guide, read_texts(ROOT / CHECKED), date.today())
    return [with_line(line, lambda name: (ROOT / name).read_text("utf-8")) for line in found]


def confirm_pages(arguments: argparse.Namespace, guide: Guide) -> list[str] | int:
    """Record pages as read side by side in every language."""
    if not arguments.page:
        print("confirm: name each page you read in every language, such as steps/contact-support.md", file=sys.stderr)
        return 2
    pages = [page if page.endswith(".md") else f"{page}.md" for page in arguments.page]
    wrong = list(cannot_confirm(DOCS, pages))
    if not wrong:
        confirm(DOCS, pages)
    return wrong or list(check_twins(DOCS))


def record(arguments: argparse.Namespace, guide: Guide) -> list[str]:
    """Add what is new to the records of what was published and of what answers say; say what would break an address.

    While a page has no twin, nothing is recorded: what stands on it would seem to be gone.
    """
    if missing := list(missing_twins(DOCS)):
        return [*missing, "nothing was recorded; add the missing page first, or remove its twin"]
    path = ROOT / RECORD
    write_record(path, recorded(read_record(path), guide, DOCS))
    old = read_texts(ROOT / TEXTS)
    since = {name: link.since for name, link in guide.links.items()}
    new = recorded_texts(old, text_hashes(guide, DOCS), since, date.today())
    write_texts(ROOT / TEXTS, new)
    changed = [name for name in old if new[name] != old[name]]
    if not changed:
        print(
            "no recorded answer says something else; a change elsewhere is named by its page in docs/data/changes.yml"
        )
    for name in changed:
        print(f"changed: {name}; say what in docs/data/changes.yml, answers: [{name}]")
    record_checked(guide, ROOT / CHECKED, date.today())
    return [*read_again(guide), *problems(guide, DOCS), *breaks(read_record(path), guide, DOCS)]


def due(arguments: argparse.Namespace, guide: Guide) -> int:
    """List what is to be read again."""
    return run_due(arguments, guide, pages_showing(DOCS / DEFAULT, guide))


def sbom(arguments: argparse.Namespace, guide: Guide) -> int:
    """Write the bill of materials."""
    from guide.release.sbom import run_sbom  # what it needs is large, and nothing else needs it

    return run_sbom(arguments, guide, ROOT)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole program; each command sets `run`."""
    program = argparse.ArgumentParser(prog="cli.py", description="Commands for maintainers of the guide.")
    program.set_defaults(loads=True, broken=1)
    commands = program.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("check", help="check the data, and everything written from them")
    command.add_argument("--only", action="append", choices=PARTS, help="check this part alone; may be given again")
    command.set_defaults(run=check)
    command = commands.add_parser("confirm", help="record page twins as read side by side")
    command.add_argument(
        "page", nargs="*", metavar="PAGE", help="a path below docs/LANGUAGE, such as steps/contact-support.md"
    )
    command.set_defaults(run=confirm_pages)
    command = commands.add_parser("record", help="record new pages, sections and answers as published")
    command.set_defaults(run=record)
    command = commands.add_parser("new", help="begin a page pair, an exchange or a place")
    add_new_arguments(command)
    command.set_defaults(run=lambda arguments, _: run_new(arguments, ROOT), loads=False)
    command = commands.add_parser("due", help="list what is to be read again")
    add_due_arguments(command)
    command.set_defaults(run=due)
    command = commands.add_parser("release", help="make PDF, EPUB, ZIM and one file of the built site, with sums")
    add_release_arguments(command)
    command.set_defaults(run=lambda arguments, guide: run_release(arguments, guide, ROOT))
    command = commands.add_parser("sbom", help="write the bill of materials (CycloneDX): what ships, what builds it")
    command.add_argument("--out", metavar="FILE", type=Path, help="write it here instead of printing it")
    command.set_defaults(run=sbom)
    command = commands.add_parser("bench", help="measure pages, search and build, and compare with the last figures")
    add_bench_arguments(command)
    command.set_defaults(run=lambda arguments, _: run_bench(arguments, ROOT), loads=False)
    command = commands.add_parser("search", help="try words in the search of the built site")
    add_search_arguments(command)
    command.set_defaults(run=lambda arguments, _: run_search(arguments, ROOT), loads=False)
    command = commands.add_parser("watch", help="ask whether the sources still stand and still say what is quoted")
    add_watch_arguments(command)
    command.set_defaults(run=run_watch, broken=NOT_CHECKED)
    return program


def main(words: list[str]) -> int:
    """Run one command, return its exit code: its own, or 1 after printing each problem it returned on a line.

    `loads` False: the command works while data are unfinished; `broken`: its exit code where they cannot be read.
    """
    arguments = parser().parse_args(words)
    try:
        guide = load(DOCS / "data") if arguments.loads else None
        found: list[str] | int = list(unreadable(DOCS)) if guide else []
        found = found or arguments.run(arguments, guide)
    except DataError as error:
        print(error, file=sys.stderr)
        if arguments.run is check and "pages" in (arguments.only or PARTS):  # all at once
            found = readable_faults(DOCS, ROOT / "overrides", MACROS, error.guide, error.unread)
            print(
                *([f"{len(found)} problem(s) in the pages:"] if found else []),
                *found,
                sep="\n",
                file=sys.stderr,
                end="\n" if found else "",
            )
        return int(arguments.broken)
    if isinstance(found, int):
        return found
    print("\n".join(found), file=sys.stderr, end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
