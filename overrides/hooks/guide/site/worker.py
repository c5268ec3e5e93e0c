"""The worker that keeps the guide on a device, the list of files it compares with, the page for what is not kept."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import minify

from guide.data import Guide
from guide.frame.version import version
from guide.locales import CODES, LOCALES
from guide.render.templates import PARTIALS, templates
from guide.site.built import BuiltSite
from guide.site.csp import with_policy

WORKER = "worker.js"
LIST = "worker-files.json"
TEMPLATE = PARTIALS.parent / WORKER
DIGITS = 16  # of a file's hash: enough to tell versions of one file apart, and half as long to fetch
# what pages never load, or what changes after the list is written
LEFT_OUT = ("data", "download", "feeds", "hosting")
KINDS = {".html", ".css", ".js", ".svg", ".png", ".webp"}
# what is on every device that keeps the guide: what pages look like, and in its reader's language the first pages and
# the lists behind search and plan
SHARED = ("assets/stylesheets/*.css", "assets/javascripts/*.js", "assets/images/favicon.svg")
NOT_SHARED = ("suffixes.js",)  # large, and for one page
PAGES = ("index.html", "plan.html", "faq.html", "take-it-along.html", "stay-safe/index.html")
SEARCH = "search/*.js"
PLAN = "assets/data/plan/*.{}.js"


def write_worker(site: BuiltSite) -> None:
    """Write the worker and its list for a built site."""
    renew(site.folder, site.guide)


def renew(folder: Path, guide: Guide) -> None:
    """Write worker.js, and the list of files it compares with; again whenever one of them changes after the build."""
    files = listed(folder)
    content = {"bytes": sum(size for _, size in files.values()), "files": files}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    (folder / LIST).write_text(text, "utf-8")
    values = {
        "version": digest(text.encode()),
        "commit": version(),
        "core": core(folder),
        "missing": missing_page(guide),
    }
    code = TEMPLATE.read_text("utf-8")
    for name, value in values.items():
        code = code.replace(f'"%{{{name}}}"', json.dumps(value, ensure_ascii=False), 1)
    (folder / WORKER).write_text(minify.string("application/javascript", code), "utf-8")


def listed(folder: Path) -> dict[str, tuple[str, int]]:
    """Return (hash, bytes) of each file that a page or a reader may ask for, by its path."""
    found = {}
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.suffix in KINDS and relative.parts[0] not in LEFT_OUT and relative.name != WORKER:
            content = path.read_bytes()
            found[relative.as_posix()] = (digest(content), len(content))
    return found


def core(folder: Path) -> dict[str, list[str]]:
    """Return the paths that every device gets, under "", and those for readers of each language."""

    def found(*patterns: str) -> list[str]:
        paths = (path for pattern in patterns for path in folder.glob(pattern) if path.name not in NOT_SHARED)
        return sorted(path.relative_to(folder).as_posix() for path in paths)

    own = {code: found(*(LOCALES[code].root + name for name in (*PAGES, SEARCH)), PLAN.format(code)) for code in CODES}
    return {"": found(*SHARED)} | own


def digest(content: bytes) -> str:
    """Return the beginning of a file's SHA-256."""
    return sha256(content).hexdigest()[:DIGITS]


def missing_page(guide: Guide) -> str:
    """Return the page for what is not on the device; %{scope} stands for the guide's address."""

    def label(key: str, code: str) -> str:
        return guide.labels[key][code]

    return with_policy(templates().get_template("pages/missing.html").render(label=label))
