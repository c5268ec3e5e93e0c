"""Which pages show an entry: for the list of what is due, so that a maintainer sees where a change will be read."""

from __future__ import annotations

from pathlib import Path

from guide.checks.due import dated_parts
from guide.data import Guide, named
from guide.render.backlinks import cited_entries
from guide.render.pages import page_texts
from guide.text.calls import calls


def pages_showing(folder: Path, guide: Guide) -> dict[int, list[str]]:
    """Return the pages of a language's `folder` that show an entry or a part of one, or cite it: by its id()."""
    pages: dict[int, list[str]] = {}
    for page, text in page_texts(folder, guide).items():
        shown = [entry for call, names in calls(text) for entry in cited_entries(call, names, guide)]
        parts = [part for entry in shown for _, part in dated_parts(entry)]
        parts += [guide.sources[name] for entry in shown for _, name in named(entry, "sources", "source")]
        for key in {id(part) for part in parts}:
            pages.setdefault(key, []).append(page)
    return pages
