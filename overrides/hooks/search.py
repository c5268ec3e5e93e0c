"""One search index a language: the i18n plugin merges all languages into one, so that results would mix.

The theme looks for `search/search_index.json` (over HTTP) and `.js` (from disk) below the `base` that
overrides/main.html sets: the site's root for Chinese, `en/` for English.
"""

import json
from pathlib import Path

from mkdocs.plugins import event_priority

DEFAULT = "zh"
LOCALES = ("zh", "en")


@event_priority(-200)  # after i18n has merged the languages and offline has written its copy, both at -100
def on_post_build(config):
    """Replace the merged index by one index for each language."""
    if config.plugins["i18n"].building:
        return
    site = Path(config.site_dir)
    merged = json.loads((site / "search/search_index.json").read_text("utf-8"))
    for locale in LOCALES:
        text = json.dumps(part(merged, locale), ensure_ascii=False, separators=(",", ":"))
        folder = site / ("" if locale == DEFAULT else locale) / "search"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "search_index.json").write_text(text, "utf-8")
        (folder / "search_index.js").write_text(f"var __index = {text}", "utf-8")


def part(index: dict, locale: str) -> dict:
    """Return the part of a merged `index` that belongs to `locale`, its locations relative to the language's folder."""
    others = tuple(f"{other}/" for other in LOCALES if other != DEFAULT)
    if locale == DEFAULT:
        entries = [entry for entry in index["docs"] if not entry["location"].startswith(others)]
    else:
        prefix = f"{locale}/"
        entries = [
            {**entry, "location": entry["location"].removeprefix(prefix)}
            for entry in index["docs"]
            if entry["location"].startswith(prefix)
        ]
    return {"config": {**index["config"], "lang": [locale]}, "docs": entries}
