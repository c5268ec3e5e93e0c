"""The site as it stands once all pages are built, for what is made after them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from guide.data import Guide
from guide.host import NOBODY, Host


@dataclass(frozen=True)
class BuiltSite:
    """The folder of the site, the folder of its pages' sources, its data, its address (empty: none), its host."""

    folder: Path
    docs: Path
    guide: Guide
    home: str
    host: Host = NOBODY
