"""The guide's own data, read once for all tests of a run; a test that changes something changes a copy."""

from pathlib import Path

from guide.data import load

DOCS = Path(__file__).parents[1] / "docs"
GUIDE = load(DOCS / "data")
