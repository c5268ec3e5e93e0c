"""version.json: which copy of the guide a site is, for programs that watch for a new one."""

from __future__ import annotations

from guide.frame.version import version
from guide.site.archive import ARCHIVE, sha256
from guide.site.built import BuiltSite
from guide.site.open_data import write_json

NAME = "version.json"


def write_version(site: BuiltSite) -> None:
    """Write version.json: commit, its day, how many answers, and the zip's hash once there is a zip.

    It is written twice: before the zip, which cannot hold its own hash, and after.
    """
    commit, _, day = version().partition(" ")
    content: dict[str, object] = {"commit": commit, "day": day or None, "answers": len(site.guide.links)}
    archive = site.folder / ARCHIVE
    if archive.exists():
        content["zip"] = {"file": ARCHIVE, "sha256": sha256(archive), "bytes": archive.stat().st_size}
    write_json(site.folder / NAME, content)
