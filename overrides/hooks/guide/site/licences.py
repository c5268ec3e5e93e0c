"""licences.txt: under which licences the guide and its parts are handed out, in full, in every copy."""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path

from guide.data import Component
from guide.locales import ALPHABETIC
from guide.site.built import BuiltSite

NAME = "licences.txt"
OWN = "LICENSE"  # of the guide itself, beside its docs
RULE = "\n\n" + "=" * 80 + "\n\n"


def write_licences(site: BuiltSite) -> None:
    """Write the guide's own licence, then that of each part with the text its package brings."""
    own = (site.docs.parent / OWN).read_text("utf-8") if (site.docs.parent / OWN).exists() else ""
    parts = [licence(component) for component in site.guide.components.values()]
    (site.folder / NAME).write_text(RULE.join([own.strip(), *parts]) + "\n", "utf-8", newline="\n")


def licence(component: Component) -> str:
    """Return a part's licence: what it is, whose, and the text; parts without a package have a name alone."""
    head = f"{component.name}: {component.what[ALPHABETIC]}\n{component.licence}, {component.holder}"
    return f"{head}\n\n{licence_text(component)}".strip()


def licence_text(component: Component) -> str:
    """Return the text of a licence as its package brings it; FileNotFoundError where it brings none."""
    if not component.package:
        return ""
    package = distribution(component.package)
    files = [line.split(",")[0] for line in (package.read_text("RECORD") or "").splitlines()]  # quicker than .files
    found = [Path(str(package.locate_file(file))) for file in files if belongs(file, component.text)]
    if not found:
        raise FileNotFoundError(f"{component.package} brings no licence for {component.name}")
    return "\n\n".join(file.read_text("utf-8").strip() for file in sorted(found))


def belongs(path: str, wanted: str) -> bool:
    """Tell whether `path` is the licence wanted; without one, whether it is the package's own."""
    return path == wanted if wanted else ".dist-info/licenses/" in path
