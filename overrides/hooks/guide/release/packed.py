"""Zip files whose bytes depend on nothing but their content."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

from guide.site.archive import EPOCH


def write_zip(target: Path, files: Iterable[tuple[str, bytes]], first: tuple[str, bytes] | None = None) -> None:
    """Write `files` into a zip in their order; `first` goes before them and is not compressed."""
    with zipfile.ZipFile(target, "w") as archive:
        for position, (name, content) in enumerate([first, *files] if first else files):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if first and not position else zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on every system
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, compresslevel=9)
