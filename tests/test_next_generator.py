"""The next generator, early: ProperDocs, which carries MkDocs on, makes the very same site from the same settings.

It stands in no lock file: the test installs it beside this environment, in one of its own, and fails with the reason where
the package index doesn't have it.
"""

import hashlib
import os
import re
import site as environment
import sys

import pytest
from conftest import ROOT
from html_pages import all_pages
from programs import run

pytestmark = pytest.mark.long
PACKAGE = "properdocs==1.6.7"
IDS = re.compile(r'<[^>]+ id="([^"]+)"')


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """Return the Python of an environment that sees this one's packages and has ProperDocs beside them."""
    folder = tmp_path_factory.mktemp("next") / "env"
    assert run(sys.executable, "-m", "venv", folder).returncode == 0
    found = folder / "bin/python"
    own = run(found, "-c", "import site; print(site.getsitepackages()[0])").stdout.strip()
    (folder / own / "beside.pth").write_text("\n".join(environment.getsitepackages()) + "\n", "utf-8")
    done = run(found, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE)
    assert done.returncode == 0, f"{PACKAGE} could not be installed:\n{done.stderr}"
    return found


@pytest.fixture(scope="module")
def both(python, tmp_path_factory):
    """Return the site by MkDocs and the one by ProperDocs, both built strictly from this folder."""
    folder = tmp_path_factory.mktemp("sites")
    for name in ("mkdocs", "properdocs"):
        words = ("build", "--strict", "--config-file", ROOT / "mkdocs.yml", "--site-dir", folder / name)
        clean = {key: value for key, value in os.environ.items() if not key.startswith("GUIDE_")}
        done = run(python, "-m", name, *words, cwd=ROOT, env={**clean, "NO_MKDOCS_2_WARNING": "1"})
        assert done.returncode == 0, f"{name}:\n{done.stderr[-3000:]}"
    return folder / "mkdocs", folder / "properdocs"


def files(folder):
    """Return name → SHA-256 of the files in a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_pages_with_the_same_ids(both):
    found = [
        {path.relative_to(site).as_posix(): IDS.findall(path.read_text("utf-8")) for path in all_pages(site)}
        for site in both
    ]
    assert len(found[0]) > 200 and found[0] == found[1]


def test_the_same_search_and_every_other_byte(both):
    old, new = map(files, both)
    assert [name for name in old if name.startswith("search/")]
    assert sorted(old) == sorted(new) and not [name for name in old if old[name] != new[name]]
