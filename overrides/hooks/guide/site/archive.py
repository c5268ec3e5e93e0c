"""The site as it is handed out: without what it never loads, and packed into one file to take along."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path

from guide.site.built import BuiltSite

ARCHIVE = "download/exchange-exit-guide.zip"
SUMS = "SHA256SUMS"
FOLDER = "exchange-exit-guide"
# of the theme: frame.js does what its script does, and the guide has a search of its own
THEME_SCRIPTS = tuple(f"assets/javascripts/{name}" for name in ("bundle.", "lunr/", "workers/"))
EPOCH = (2020, 1, 1, 0, 0, 0)  # one time for all entries: the same site gives the same bytes


def is_needless(name: str) -> bool:
    """Tell whether a file, by its path below the site, is a source map or a script of the theme."""
    return name.startswith("assets/") and (name.endswith(".map") or name.startswith(THEME_SCRIPTS))


def remove_needless(site: BuiltSite) -> None:
    """Take out what the site never loads."""
    for path in needless(site.folder, bool(site.home)):
        path.unlink()


def needless(site: Path, addressed: bool) -> list[Path]:
    """Return a sitemap packed with the time of day, cards without an address; what the theme brings never came."""
    cards = [] if addressed else (site / "assets/images").glob("card-*.png")
    return [*cards, *site.glob("sitemap.xml.gz")]


def write_archive(site: BuiltSite) -> None:
    """Write the site into a zip, and its SHA-256 beside it: all a reader needs, so no open data but the calendars.

    Inside, SHA256SUMS lists every file, so that an unpacked copy can be checked too.
    """
    folder, target = site.folder, site.folder / ARCHIVE
    target.parent.mkdir(parents=True, exist_ok=True)
    left_out = (f"{target.parent}{os.sep}", f"{folder / 'data'}{os.sep}")
    inside = sorted(
        path
        for path in folder.rglob("*")
        if (path.suffix == ".ics" or not str(path).startswith(left_out)) and path.is_file()
    )
    sums = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in inside:
            name, content = path.relative_to(folder).as_posix(), path.read_bytes()
            put(archive, name, content)
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
        put(archive, SUMS, "".join(sums).encode())
    digest = sha256(target)
    target.with_suffix(".zip.sha256").write_text(f"{digest}  {target.name}\n", "utf-8")


def put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a file to the archive, the same way on every machine."""
    entry = zipfile.ZipInfo(f"{FOLDER}/{name}", EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # the same on every system
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content, compresslevel=9)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, as sha256sum writes it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
