"""Scripts and style sheets that can be read: what is made of them would stop at a slip without naming its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import minify

from guide.site.assets import GONE, HEAD, JOINED, OWN, RESTING, SCRIPTS, SHEETS
from guide.site.styles import BrokenStyles, parsed

AT = re.compile(r"(?P<reason>.+?) on line (?P<line>\d+) and column \d+", re.DOTALL)
NO_CODE = re.compile(r"/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL)  # comments, strings


def check_assets(overrides: Path) -> Iterator[str]:
    """Yield one line for each script and style sheet below `overrides` that cannot be read, or is not there."""
    needed = [f"{SHEETS}/{name}" for name in OWN] + [f"{SCRIPTS}/{name}" for name in (HEAD, *JOINED, *RESTING, GONE)]
    for name in needed:
        if not (overrides / name).exists():
            yield f"overrides/{name}: no such file; what every page loads is made with it"
    for path in sorted((overrides / "assets").rglob("*.js")):
        for line, problem in script_problems(path.read_text("utf-8")):
            yield f"overrides/{path.relative_to(overrides).as_posix()}:{line}: {problem}"
    for path in sorted((overrides / "assets").rglob("*.css")):
        for line, problem in style_problems(path.read_text("utf-8")):
            yield f"overrides/{path.relative_to(overrides).as_posix()}:{line}: {problem}"


def script_problems(code: str) -> Iterator[tuple[int, str]]:
    """Yield (line, problem) where a script cannot be read."""
    try:
        minify.string("application/javascript", code)
    except minify.MinifyError as error:
        found = AT.match(str(error))
        yield (int(found["line"]), f"script not readable: {found['reason']}") if found else (1, str(error))


def style_problems(css: str) -> Iterator[tuple[int, str]]:
    """Yield (line, problem) where a style sheet cannot be read; an open bracket swallows the sheet after it."""
    bare = NO_CODE.sub(lambda found: "\n" * found[0].count("\n"), css)
    opened: list[int] = []
    for number, line in enumerate(bare.splitlines(), 1):
        for sign in re.findall(r"[{}]", line):
            if sign == "{":
                opened.append(number)
            elif opened:
                opened.pop()
            else:
                yield number, "style sheet: } closes nothing that stands open here"
                return
    if opened:
        yield opened[-1], "style sheet: { opened here and never closed"
        return
    try:
        parsed(css)
    except BrokenStyles as error:
        yield error.line, f"style sheet not readable: {error.reason}"
