"""The guide's own data, read once for all tests of a run; a test that changes something changes a copy."""

from conftest import ROOT

from guide.data import load

DOCS = ROOT / "docs"
GUIDE = load(DOCS / "data")
