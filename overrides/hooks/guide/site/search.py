"""One search index a language: the i18n plugin merges all languages into one, so that results would mix.

The theme looks for `search/search_index.json` (over HTTP) and `.js` (from disk) below the `base` that
overrides/main.html sets: the site's root for Chinese, `en/` for English.
"""

from __future__ import annotations

import json
from typing import Any

from guide.locales import LOCALES, Locale
from guide.site.built import BuiltSite


def write_indexes(site: BuiltSite) -> None:
    """Replace the merged index by one index for each language."""
    merged = json.loads((site.folder / "search/search_index.json").read_text("utf-8"))
    for locale in LOCALES.values():
        text = json.dumps(part(merged, locale), ensure_ascii=False, separators=(",", ":"))
        folder = site.folder / locale.root / "search"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "search_index.json").write_text(text, "utf-8")
        (folder / "search_index.js").write_text(f"var __index = {text}", "utf-8")


def part(index: dict[str, Any], locale: Locale) -> dict[str, Any]:
    """Return the part of a merged `index` that belongs to `locale`, its locations relative to the language's folder."""
    inner = tuple(other.root for other in LOCALES.values() if other.root and other != locale)
    entries = [
        {**entry, "location": entry["location"].removeprefix(locale.root)}
        for entry in index["docs"]
        if entry["location"].startswith(locale.root) and not entry["location"].startswith(inner)
    ]
    return {"config": {**index["config"], "lang": [locale.code]}, "docs": entries}
