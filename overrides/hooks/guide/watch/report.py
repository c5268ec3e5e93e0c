"""Say what a look at the sources showed: Markdown for people, JSON for machines, an exit code for a scheduled job."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from guide.watch.judge import CHANGED, UNKNOWN, Finding

HEADING = {
    "gone": "Gone",
    "moved": "Moved",
    "quotation": "Quotation no longer there",
    "date": "Date of the text changed",
    "text": "Text changed",
    "unreachable": "Could not be reached",
    "forbidden": "Not read: robots.txt asks robots not to",
    "not-text": "Not text",
}
REMEDY = {
    "gone": "find where the text went, or what replaced it, before anything else",
    "moved": "open the new address, compare the text, then correct `url`",
    "quotation": "read the text again; correct what the guide says, or the quotation",
    "date": "read the new version; correct the facts, `dated` and `checked`",
    "text": "read it again, then set `checked`",
    "unreachable": "open it in a browser",
    "forbidden": "open it in a browser",
    "not-text": "open it in a browser",
}
UNCHANGED, CHANGE, NOT_CHECKED = 0, 1, 2


def exit_code(findings: Sequence[Finding]) -> int:
    """Return 1 if anything changed, else 2 if anything could not be checked, else 0."""
    kinds = {change.kind for finding in findings for change in finding.changes}
    return CHANGE if kinds.intersection(CHANGED) else NOT_CHECKED if kinds else UNCHANGED


def summary(findings: Sequence[Finding]) -> str:
    """Return the figures in one line."""
    kinds = Counter(kind for finding in findings for kind in {change.kind for change in finding.changes})
    parts = [f"{len(findings)} looked at", f"{sum(not finding.changes for finding in findings)} unchanged"]
    return ", ".join(parts + [f"{kinds[kind]} {kind}" for kind in (*CHANGED, *UNKNOWN) if kinds[kind]])


def markdown(findings: Sequence[Finding], day: str) -> str:
    """Return the report for people: what changed first, each with what to do about it."""
    lines = [f"# Sources on {day}", "", f"{summary(findings)}.", ""]
    for kind in (*CHANGED, *UNKNOWN):
        rows = [(finding, change) for finding in findings for change in finding.changes if change.kind == kind]
        if rows:
            lines += [f"## {HEADING[kind]} ({len(rows)})", "", f"What to do: {REMEDY[kind]}.", ""]
            lines += [f"- `{f.target.id}` <{f.target.url}>: {code(change.detail)}" for f, change in rows]
            lines.append("")
    return "\n".join(
        [*lines, "Nothing in the data was changed: `checked` moves only when a person has read the text.", ""]
    )


def code(words: str) -> str:
    """Return words from outside as code, so that no page can write links or call people in a report."""
    return f"`{' '.join(words.replace('`', chr(39)).split())}`"


def as_json(findings: Sequence[Finding], day: str) -> str:
    """Return the report for machines."""
    rows = [
        {
            "id": finding.target.id,
            "url": finding.target.url,
            "unchanged": not finding.changes,
            "changes": [{"kind": change.kind, "detail": change.detail} for change in finding.changes],
        }
        for finding in findings
    ]
    content = {"day": day, "exit_code": exit_code(findings), "summary": summary(findings), "sources": rows}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
