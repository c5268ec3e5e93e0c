"""Files made after the pages: the open data with their schemas, and the copy of the whole site to take along."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

from mkdocs.plugins import event_priority
from pydantic import BaseModel

from guide import data
from guide.data import Guide
from guide.data import Exchange, Fact, Place, Source

OPEN_DATA: dict[str, type[BaseModel]] = {"facts": Fact, "places": Place, "exchanges": Exchange, "sources": Source}
ARCHIVE = "download/exchange-exit-guide.zip"
FOLDER = "exchange-exit-guide"
LUNR = "assets/javascripts/lunr"
LUNR_NEEDED = {"lunr.stemmer.support.min.js", "lunr.multi.min.js", "lunr.zh.min.js"}
EPOCH = (2020, 1, 1, 0, 0, 0)  # one time for all entries: the same site gives the same bytes


@event_priority(-300)  # after the search hook
def on_post_build(config):
    """Write the files, once all languages are built."""
    if config.plugins["i18n"].building:
        return
    site = Path(config.site_dir)
    for path in needless(site, bool(config.site_url)):
        path.unlink()
    write_open_data(site / "data", data.current(Path(config.docs_dir) / "data"))
    write_archive(site, site / ARCHIVE)


def needless(site: Path, addressed: bool) -> list[Path]:
    """Return what this site never loads: source maps, search files of other languages, cards without an address to stand at."""
    lunr = [path for path in (site / LUNR).rglob("*.js") if path.name not in LUNR_NEEDED]
    cards = [] if addressed else (site / "assets/images").glob("card-*.png")
    return [*(site / "assets").rglob("*.map"), *lunr, *cards]


def write_open_data(folder: Path, guide: Guide) -> None:
    """Write NAME.json and schema/NAME.json (JSON Schema, draft 2020-12) for each kind of open data."""
    (folder / "schema").mkdir(parents=True, exist_ok=True)
    for name, model in OPEN_DATA.items():
        entries = [entry.model_dump(mode="json") for entry in getattr(guide, name).values()]
        write_json(folder / f"{name}.json", entries)
        write_json(folder / "schema" / f"{name}.json", schema(model, name))


def schema(model: type[BaseModel], name: str) -> dict:
    """Return the JSON Schema of a list of `model`."""
    entry = model.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions = entry.pop("$defs", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name,
        "type": "array",
        "items": {"$ref": f"#/$defs/{model.__name__}"},
        "$defs": {**definitions, model.__name__: entry},
    }


def write_json(path: Path, content: object) -> None:
    """Write `content` as readable UTF-8 JSON."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


def write_archive(site: Path, target: Path) -> None:
    """Write the site into a zip, and its SHA-256 beside it: all a reader needs, without the open data and itself."""
    target.parent.mkdir(parents=True, exist_ok=True)
    left_out = {target.parent, site / "data"}
    inside = sorted(path for path in site.rglob("*") if path.is_file() and not left_out & set(path.parents))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in inside:
            entry = zipfile.ZipInfo(f"{FOLDER}/{path.relative_to(site).as_posix()}", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes(), compresslevel=9)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    target.with_suffix(".zip.sha256").write_text(f"{digest}  {target.name}\n", "utf-8")
