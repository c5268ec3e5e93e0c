"""What the watch saw the last time, in a file of its own: it makes requests short, and later looks comparable."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Reading:
    """What a text showed when it was last read: its fingerprint, the days it states, the quotations found in it."""

    print: str
    days: list[str]
    found: dict[str, bool]  # quotation → whether it was there


@dataclass(frozen=True)
class Memory:
    """What is kept of one source between two looks. `base` is the reading a person has seen, on day `base_day`."""

    url: str = ""
    looked: str = ""
    etag: str = ""
    modified: str = ""
    reading: Reading | None = None
    base: Reading | None = None
    base_day: str = ""


@dataclass
class Memories:
    """All of them, by source; `broken` tells why a file could not be used."""

    of: dict[str, Memory] = field(default_factory=dict)
    broken: str = ""


def recall(path: Path | None) -> Memories:
    """Return what the file holds; nothing where there is no file, or where it cannot be read."""
    if path is None or not path.exists():
        return Memories()
    try:
        rows = json.loads(path.read_text("utf-8"))
        return Memories({key: memory_of(row) for key, row in rows.items()})
    except (ValueError, TypeError, AttributeError) as error:
        return Memories(broken=f"{path}: not a state file of this program ({type(error).__name__}): starting anew")


def memory_of(row: dict[str, object]) -> Memory:
    """Return one memory as JSON holds it."""
    readings = {key: Reading(**row[key]) for key in ("reading", "base") if row.get(key)}  # type: ignore[arg-type]
    return Memory(**{**row, **readings})  # type: ignore[arg-type]


def keep(path: Path | None, memories: Memories) -> None:
    """Write the file in one go, so that a run that is stopped leaves a whole one."""
    if path is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = {key: asdict(memory) for key, memory in sorted(memories.of.items())}
    part = path.with_name(f"{path.name}.part")
    part.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
    part.replace(path)
