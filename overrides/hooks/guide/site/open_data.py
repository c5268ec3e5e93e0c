"""The data for other programs: JSON with its schema, beside the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_json

from guide.answers import PublishedAnswer, answers, published
from guide.data import Exchange, Fact, Guide, Place, Source
from guide.site.built import BuiltSite

OPEN_DATA: dict[str, type[BaseModel]] = {
    "facts": Fact,
    "places": Place,
    "exchanges": Exchange,
    "sources": Source,
    "answers": PublishedAnswer,
}


def write_open_data(site: BuiltSite) -> None:
    """Write NAME.json and schema/NAME.json (JSON Schema, draft 2020-12) for each kind of open data."""
    folder = site.folder / "data"
    (folder / "schema").mkdir(parents=True, exist_ok=True)
    for name, model in OPEN_DATA.items():
        left_out = set() if site.home else {"address"}
        found = open_entries(site.guide, name, site.home)
        entries = [entry.model_dump(mode="json", exclude=left_out) for entry in found]
        write_json(folder / f"{name}.json", entries)
        write_json(folder / "schema" / f"{name}.json", schema(model, name))


def open_entries(guide: Guide, name: str, home: str) -> list[BaseModel]:
    """Return the entries of one kind of open data: what the files hold, or the joins made from them."""
    if name == "answers":
        return [published(answer, home) for answer in answers(guide)]
    return list(getattr(guide, name).values())


def schema(model: type[BaseModel], name: str) -> dict[str, Any]:
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
    path.write_bytes(to_json(content, indent=1) + b"\n")
