"""The maintainers' program: python overrides/hooks/cli.py COMMAND, see --help."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from guide.data import KINDS, DataError, load

ROOT = Path(__file__).parents[2]


def check(arguments: argparse.Namespace) -> int:
    """Check the data; print how many entries there are, or every problem."""
    try:
        guide = load(ROOT / "docs/data")
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    print(", ".join(f"{len(getattr(guide, kind))} {kind}" for kind in KINDS))
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole program; each command sets `run`."""
    program = argparse.ArgumentParser(prog="cli.py", description="Commands for maintainers of the guide.")
    commands = program.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("check", help="check the data")
    command.set_defaults(run=check)
    return program


def main(words: list[str]) -> int:
    """Run one command; return its exit code."""
    arguments = parser().parse_args(words)
    code: int = arguments.run(arguments)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
