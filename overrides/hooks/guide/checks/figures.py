"""Find what a page states with a number of its own: every figure must come from the data, through a macro.

A page's Markdown in, (line number, claim) out: the numbers of a rendered page then all have
a source mark beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from guide.text.front_matter import front_lines

NOT_PROSE = re.compile(
    r"\{\{.*?\}\}"  # a macro: from the data
    r"|\{:[^}]*\}"  # heading ids and classes
    r"|\]\([^)]*\)"  # link targets
    r"|<[^>]+>"
    r"|^\s*\d+\. "  # the number of a list item
    r"|`[^`]*`"  # code: names of files and settings, commands
    r"|\b100 KB\b"  # the limit that the check of the settings gives itself, guide/host.py
    r"|\bDAC8\b|\b1099-DA\b|\bcode 404\b|代码 404|\bS3\b|\b2FA\b|\bP2P\b|\bWeb3\b|\bCC BY 4\.0\b|\bSHA-256\b"  # names
)
EN_NUMBER = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|"
    r"fifty|sixty|ninety|hundred|half a|a dozen)"
)
CLAIM = re.compile(
    r"\d[\d.,:/-]*\s*(?:%|\w+)?"
    r"|[\w.+-]+@[\w-]+\.[\w.]+"
    rf"|\b{EN_NUMBER}[ -](?:business |working |calendar |more )*"
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|per ?cent)\b"
    r"|[零一二两三四五六七八九十百千半]+\s*(?:个)?(?:工作|自然)?(?:年(?![数限份末度])|月|周|星期|天|日(?!子)|小时|分钟)"
    r"|百分之[零一二三四五六七八九十百]+",
    re.IGNORECASE,
)
# time words that are no figure
HARMLESS = re.compile(
    r"第一个?(?:小时|天|日|年|月|周)|一(?:天|日)(?=比|，|不|中)|同一(?:天|日|年|月)|那一(?:天|日|年)|这一(?:天|日|年)"
    r"|每一(?:天|日|年|月)|[某哪](?:一)?(?:天|日)|一年(?:一|又)|one day\b(?! )",
    re.IGNORECASE,
)


def own_figures(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield (line number, text) for each figure a page states itself, in digits or in words.

    Ready messages (fences marked `text`) count, for readers send them; code for a machine states nothing.
    """
    skipped, code = front_lines(markdown), False
    for number, line in enumerate(markdown.splitlines(), 1):
        if line.startswith("```"):
            code = not code and line.strip() not in ("```", "```text")
        if code:
            continue
        prose = line if number > skipped else description(line)
        prose = HARMLESS.sub(" ", NOT_PROSE.sub(" ", prose))
        for match in CLAIM.finditer(prose):
            yield number, match[0].strip()


def check_figures(docs: Path, pages: Iterable[Path]) -> Iterator[str]:
    """Yield one line for each figure that one of `pages` states itself, with file and line."""
    for path in pages:
        for number, figure in own_figures(path.read_text("utf-8")):
            name = f"docs/{path.relative_to(docs).as_posix()}:{number}"
            yield f"{name}: {figure!r}: a figure of the page's own; take it from the data with fact, value or cite"


def description(line: str) -> str:
    """Return what a front matter line shows to readers: its description or title."""
    return line.partition(":")[2] if line.startswith(("description:", "title:")) else ""
