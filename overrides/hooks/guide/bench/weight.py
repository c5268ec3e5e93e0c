"""What a page weighs on its way to a reader: requests and packed bytes by kind, at load and at rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import brotli

# a page of each kind, by its name in the table
KINDS = {
    "step": "steps/close-the-account.html",
    "home": "index.html",
    "exchange": "exchanges/okx.html",
    "places": "retention/by-place.html",
    "place": "places/hk.html",
    "plan": "plan.html",
    "calculator": "retention/calculator.html",
    "FAQ": "faq.html",
}
KIND_OF = {".html": "html", "": "html", ".css": "css", ".js": "js"}  # anything else is a picture


def packed(data: bytes) -> int:
    """Return how many bytes `data` take on their way."""
    return len(brotli.compress(data, quality=11))


@dataclass
class Weight:
    """What a page asks for."""

    requests: int = 0
    kinds: dict[str, int] = field(default_factory=dict)  # packed bytes

    @property
    def total(self) -> int:
        """All packed bytes."""
        return sum(self.kinds.values())


def weight_of(site: Path, names: Iterable[str]) -> Weight:
    """Return what the files `names` of a site, once each, weigh together."""
    weight = Weight()
    for name in dict.fromkeys(names):
        kind = KIND_OF.get(Path(name).suffix, "pictures")
        weight.requests += 1
        weight.kinds[kind] = weight.kinds.get(kind, 0) + packed((site / name).read_bytes())
    return weight
