"""What a page's tools load: their scripts in one file, and what they work from in another where it is long.

The page's words come first: each file more is one more to share the line with, and data in the page would come before
the words below it. A page opened from disk may not fetch, so a file of data is a classic script: it fills in
`window.guideData`, and tool.js asks for it once the page is there.
"""

from __future__ import annotations

import re
from pathlib import Path

from guide.site.marks import with_mark

DATA = "assets/data"
LONG = 4_000  # characters: what is shorter costs a page less than one more request
TOOL = 'data-tool="'
CONTENT = re.compile(
    rf'<html lang="([\w-]+)".*?{TOOL}([\w-]+)".*?'
    rf'(<script type="application/json">([^<]{{{LONG},}})</script>)',
    re.S,
)
SCRIPT = r'<script defer src="([^"]*/)([\w-]+)\.js"></script>'
SCRIPTS = re.compile(rf"{SCRIPT}(?:\s*{SCRIPT})+")
LISTS = ("suffixes",)  # scripts that are data, and long


def with_data_apart(html: str, top: str, site: Path) -> str:
    """Return a page whose tool finds its long data in a file, written to assets/data/TOOL.LANGUAGE.js below `site`.

    `top` leads from the page to the site's root.
    """
    if TOOL not in html or not (found := CONTENT.search(html)):  # few pages: a quick look before a slow one
        return html
    language, tool, element, content = found.groups()
    path = site / DATA / f"{tool}.{language}.js"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(with_mark(f"guideData={content}\n"), "utf-8")
    return html.replace(element, f'<script type="application/json" data-file="{top}{DATA}/{path.name}"></script>', 1)


def with_scripts_joined(html: str, folder: Path) -> str:
    """Return a page that loads its tools' scripts as one, written to `folder` from theirs; long lists stay apart."""
    found = SCRIPTS.search(html)
    names = [name for _, name in re.findall(SCRIPT, found[0]) if name not in LISTS] if found else []
    if not found or len(names) < 2:
        return html
    path = folder / f"{'-'.join(names)}.js"
    path.write_text(with_mark(";\n".join((folder / f"{name}.js").read_text("utf-8") for name in names)), "utf-8")
    apart = [name for name in LISTS if f"/{name}.js" in found[0]]
    return html.replace(
        found[0], "\n".join(f'<script defer src="{found[1]}{name}.js"></script>' for name in [*apart, path.stem]), 1
    )
