"""Work beside the build: the same files and the same errors, whether the system copies a process or not."""

import os
import shutil
from pathlib import Path

import pytest
from after_build import BESIDE
from conftest import ROOT
from own_data import GUIDE

from guide.site import beside
from guide.site.beside import Beside
from guide.site.built import BuiltSite, read_pages

copying = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system makes no copies")


@pytest.fixture(params=[False, pytest.param(True, marks=copying)], ids=["here", "beside"])
def copied(request, monkeypatch):
    """Have the work done here, and in a copy of this process."""
    monkeypatch.setattr(beside, "can_copy", lambda: request.param)


def fail(error: BaseException):
    """Return work that fails with `error`."""

    def work(_: BuiltSite) -> None:
        raise error

    return work


@pytest.mark.parametrize(
    "error", [ValueError("broken: x"), EOFError("cut"), FileNotFoundError(2, "gone", "x.css"), KeyError("a")]
)
def test_an_error_is_the_same(copied, error):
    work = Beside([fail(error)])
    with pytest.raises(type(error)) as caught, work:
        work.start(BuiltSite(Path(), Path(), GUIDE, ""))
        work.wait(BuiltSite(Path(), Path(), GUIDE, ""))
    assert str(caught.value) == str(error)


def test_an_error_that_cannot_be_packed_keeps_its_words():
    class OddError(Exception):
        def __init__(self, one, two):
            super().__init__(f"{one} and {two}")

    assert beside.pickle.loads(beside.packed(OddError("a", "b"))).args == ("OddError: a and b",)


@copying
def test_what_nobody_waits_for_is_stopped(monkeypatch, tmp_path):
    monkeypatch.setattr(beside, "can_copy", lambda: True)
    there, here = os.pipe()
    work = Beside([lambda _: os.read(there, 1)])  # waits for ever
    with pytest.raises(ValueError, match="else"), work:
        work.start(BuiltSite(tmp_path, tmp_path, GUIDE, ""))
        process = work.copies[0][0]
        raise ValueError("something else")
    assert not process.is_alive()
    os.close(here)


@copying
def test_the_files_are_the_same(monkeypatch, site, tmp_path):
    made = []
    for copied in (False, True):
        monkeypatch.setattr(beside, "can_copy", lambda copied=copied: copied)
        folder = tmp_path / str(copied)
        shutil.copytree(site, folder, ignore=shutil.ignore_patterns("go", "search", "data", "download"))
        built = BuiltSite(folder, ROOT / "docs", GUIDE, "")
        read_pages(built)
        with BESIDE:
            BESIDE.start(built)
            assert bool(BESIDE.copies) == copied
            BESIDE.wait(built)
        made.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.js*")})
    assert made[0] == made[1] and Path("data/facts.json") in made[0] and Path("en/search/index.js") in made[0]
