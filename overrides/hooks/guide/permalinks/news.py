"""What a page says of its own changes: the last one, and the feed that tells the next."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from guide.data import Guide
from guide.locales import written_day
from guide.permalinks.changed import changed_days
from guide.permalinks.changes import Change, all_changes, feed_pages, last_change
from guide.permalinks.registry import answers

CHANGES = "about/changes.md"


def news_of(page: str, guide: Guide, docs: Path, locale: str) -> dict[str, Any]:
    """Return the last change of `page` (day, day as written; or None) and the feeds about it, from the root."""
    changes = changes_of(guide, docs)
    # the list of changes changes with each of them
    change = next(iter(changes), None) if page == CHANGES else last_change(changes, page)
    names = ["all"] if page == CHANGES else [name for name, path in feed_pages(guide).items() if f"{path}.md" == page]
    return {
        "last_change": {
            "day": change.day,
            "written": written_day(str(change.day), locale),
        }
        if change
        else None,
        "feeds": [f"feeds/{locale}/{name}.xml" for name in names],
    }


@lru_cache(maxsize=1)
def changes_of(guide: Guide, docs: Path) -> list[Change]:
    """Return all changes, the newest first; worked out once for each reading of the data."""
    return all_changes(guide, answers(guide, docs), changed_days(guide, docs))
