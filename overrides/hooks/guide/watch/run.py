"""The command `watch`: look at the sources one after the other, and report."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from guide.watch import memory as memories
from guide.watch.fetch import Fetcher, Limits
from guide.watch.judge import Finding, Target, look, memorable, missing_quotations, quoting, targets
from guide.watch.memory import Memories, Memory
from guide.watch.report import as_json, exit_code, markdown, summary

EPILOG = """exit code: 0 nothing changed · 1 something changed · 2 nothing changed, but something could not be checked
(2 is also what a wrong option gives). Nothing in the data is changed: `checked` moves only when a person has read
a text."""


def add_watch_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `watch` to a parser."""
    parser.description = "Ask whether the texts the guide relies on are still there and still say what it quotes."
    parser.epilog = EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument(
        "--source", metavar="ID", action="append", help="only this source (can be given more than once)"
    )
    parser.add_argument(
        "--since",
        metavar="DAY",
        type=date.fromisoformat,
        help="only sources nobody looked at since DAY (YYYY-MM-DD): neither a person (`checked`) nor the watch",
    )
    parser.add_argument(
        "--state",
        metavar="FILE",
        type=Path,
        help="where to keep what was seen, for short requests and later comparison",
    )
    parser.add_argument(
        "--markdown", metavar="FILE", type=Path, help="write the report for people here instead of printing it"
    )
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the report for machines here")
    limits = Limits()
    parser.add_argument(
        "--seconds",
        metavar="N",
        type=float,
        default=limits.seconds,
        help="longest wait for one page (default %(default)g)",
    )
    parser.add_argument(
        "--pause",
        metavar="N",
        type=float,
        default=limits.pause,
        help="seconds between two requests to one host (default %(default)g)",
    )


def run_watch(args: argparse.Namespace, guide: Any, today: date | None = None) -> int:
    """Look at the sources of `guide` that `args` choose, write the reports, return the exit code."""
    today = today or date.today()
    memory = memories.recall(args.state)
    if memory.broken:
        print(memory.broken, file=sys.stderr)
    try:
        chosen = choose(targets(guide), args.source, args.since, memory)
    except LookupError as error:
        print(error.args[0], file=sys.stderr)
        return 2
    fetcher = Fetcher(Limits(seconds=args.seconds, pause=args.pause))
    try:
        findings = watch(shown(chosen), fetcher, memory, today)
        holders = {key: entry.sources for key, entry in quoting(guide).items()}
        missing_quotations(findings, memory.of, holders)
    finally:
        memories.keep(args.state, memory)  # a run that is stopped goes on from here with --since
    write(args.json, as_json(findings, today.isoformat()))
    write(args.markdown, markdown(findings, today.isoformat())) if args.markdown else print(
        markdown(findings, today.isoformat())
    )
    print(summary(findings), file=sys.stderr)
    return exit_code(findings)


def choose(known: Sequence[Target], ids: Sequence[str] | None, since: date | None, memory: Memories) -> list[Target]:
    """Return the targets to look at; raise LookupError naming ids that no source with an address has."""
    if unknown := sorted(set(ids or ()) - {target.id for target in known}):
        raise LookupError(f"no source with an address has the id: {', '.join(unknown)}")

    def looked(target: Target) -> str:
        return max(target.checked, memory.of.get(target.id, Memory()).looked)

    return [
        target
        for target in known
        if (not ids or target.id in ids) and (since is None or looked(target) < since.isoformat())
    ]


def watch(chosen: Iterable[Target], fetcher: Fetcher, memory: Memories, today: date) -> list[Finding]:
    """Return what a look at each target shows; `memory` is brought up to date on the way."""
    findings = []
    for target in chosen:
        before = memory.of.get(target.id, Memory())
        known = memorable(target, before)
        fetched = fetcher.get(target.url, *((before.etag, before.modified) if known else ("", "")))
        finding, memory.of[target.id] = look(target, fetched, before, today)
        findings.append(finding)
    return findings


def shown(chosen: list[Target]) -> Iterable[Target]:
    """Yield the targets with a progress bar on the error stream; without one where nobody watches."""
    console = Console(stderr=True)
    return track(chosen, "Looking at sources", console=console, disable=not console.is_terminal)


def write(path: Path | None, text: str) -> None:
    """Write a report, if a file was named."""
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
