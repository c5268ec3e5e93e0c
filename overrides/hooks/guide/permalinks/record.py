"""Everything that was ever published: docs/data/published.yml, lines are added and never taken out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from guide.data import Guide
from guide.permalinks.registry import published_now
from guide.text.yaml_files import content_of

RECORD = "docs/data/published.yml"
COMMAND = "python overrides/hooks/cli.py record"
REDIRECT = "add it to docs/data/moved.yml with"


def breaks(record: dict[str, Any], guide: Guide, docs: Path) -> Iterator[str]:
    """Yield what was published once and leads nowhere now, and what is new and not recorded, with the remedy."""
    there = published_now(docs, guide)
    for name in record["ids"]:
        if name not in guide.links:
            yield (
                f"{name}: this id was published and is gone from docs/data/links.yml; "
                "put it back with status: retired and a reason, or status: moved and the id it leads to"
            )
    for page, anchors in record["pages"].items():
        if page not in there:
            if page not in guide.moved:
                yield f"{page}: this page was published and is gone; {REDIRECT} the page that replaces it, or a reason"
            continue
        for anchor in anchors:
            if anchor not in there[page] and f"{page}#{anchor}" not in guide.moved:
                gone = f"{page}#{anchor}: this section was published and is gone"
                yield f"{gone}; {REDIRECT} the section that replaces it, or a reason"
    fresh = [name for name in guide.links if name not in record["ids"]]
    for page, anchors in there.items():
        fresh += [f"{page}#{anchor}" for anchor in anchors if anchor not in record["pages"].get(page, ())]
    if fresh:
        yield f"not recorded as published yet: {', '.join(fresh)}; run: {COMMAND}"


def recorded(record: dict[str, Any], guide: Guide, docs: Path) -> dict[str, Any]:
    """Return `record` with everything new added; nothing is ever taken out."""
    pages = {page: list(anchors) for page, anchors in record["pages"].items()}
    for page, anchors in published_now(docs, guide).items():
        pages[page] = list(dict.fromkeys([*pages.get(page, []), *anchors]))
    return {"ids": list(dict.fromkeys([*record["ids"], *guide.links])), "pages": dict(sorted(pages.items()))}


def read_record(path: Path) -> dict[str, Any]:
    """Return what was ever published; empty before the first time."""
    content = (content_of(path.read_text("utf-8")) or {}) if path.exists() else {}
    return {"ids": content.get("ids", []), "pages": content.get("pages", {})}


def write_record(path: Path, record: dict[str, Any]) -> None:
    """Write `record` as read_record() reads it."""
    text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, default_flow_style=None, width=140)
    head = f"# Everything this guide ever gave an address. Lines are added by {COMMAND}, never taken out.\n"
    path.write_text(head + text, "utf-8")
