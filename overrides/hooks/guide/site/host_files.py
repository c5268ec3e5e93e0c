"""What a host's settings add to the site: its logo and its colour."""

from __future__ import annotations

import shutil

from guide.host import stylesheet
from guide.site.built import BuiltSite

STYLESHEET = "assets/stylesheets/host.css"


def write_host(site: BuiltSite) -> None:
    """Write the host's logo and style sheet, where it has any."""
    host = site.host
    if host.logo_file:
        target = site.folder / host.logo_address
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(host.logo_file, target)
    if host.colour:
        target = site.folder / STYLESHEET
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(stylesheet(host.colour), "utf-8")
