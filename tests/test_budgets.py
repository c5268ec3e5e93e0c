"""How much a reader meets: phone screens of every page with its folds closed, and the words that stand open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatch

import pytest
from tour import SCREEN

# phone screens a page may take, zh and en; the first pattern that fits counts
SCREENS = {
    "index.html": (5, 6),
    "plan.html": (3, 3),
    "retention/by-place.html": (9, 11),
    "retention/calculator.html": (7, 8),
    "steps/ask-for-erasure.html": (7, 8),
    "steps/before-you-close.html": (7, 8),
    "exchanges/index.html": (12, 14),
    "exchanges/*": (8, 9),
    "places/*": (4, 5),
    "faq.html": (12, 14),
    "start/what-happens-to-your-data.html": (12, 14),
    "support-teams/link-kit.html": (12, 12),
    "support-teams/reply-texts.html": (12, 12),
    "about/*": (12, 14),
    "*": (8, 9),
}
WORDY = ("exchanges/*", "places/*", "steps/*", "special-cases/*")  # pages whose open words are counted
COMPARISON = "exchanges/index.html"
WORDS = {"zh": 1500, "en": 900}
COUNTED = {"zh": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]"), "en": re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")}


@dataclass(frozen=True)
class Measure:
    """What one page takes, beside what it may."""

    page: str
    language: str
    kind: str
    found: float
    budget: float

    @property
    def share(self) -> float:
        """How much of its budget the page takes."""
        return self.found / self.budget

    def __str__(self) -> str:
        return f"{self.language} {self.page}: {self.found:.1f} of {self.budget} {self.kind}"


def budget_of(page: str) -> tuple[int, int]:
    """Return the phone screens that `page`, a path below a language's folder, may take in Chinese and in English."""
    return next(screens for pattern, screens in SCREENS.items() if fnmatch(page, pattern))


@pytest.fixture(scope="module")
def measures(toured) -> list[Measure]:
    """Return every page's screens, and the open words of the pages where they count."""
    return [measure for name, found in toured.items() for measure in measured(name, found)]


def measured(name: str, found: dict) -> list[Measure]:
    """Return what a page takes of what it may."""
    page = name.removeprefix("en/")
    language = "zh" if page == name else "en"
    measures = [Measure(page, language, "screens", found["tall"] / SCREEN["height"], budget_of(page)[page != name])]
    if page != COMPARISON and any(fnmatch(page, pattern) for pattern in WORDY):
        count = len(COUNTED[language].findall(found["own"]))
        kind = "open characters" if language == "zh" else "open words"
        measures.append(Measure(page, language, kind, count, WORDS[language]))
    return measures


def test_every_page_keeps_its_budget(measures, capsys):
    longest = sorted(measures, key=lambda measure: -measure.share)
    with capsys.disabled():
        print("\nlongest beside their budget: " + "; ".join(map(str, longest[:5])))
    over = [str(measure) for measure in longest if measure.share > 1]
    assert not over, "\n".join(over)


@pytest.mark.parametrize(
    ("page", "budget"),
    [
        ("index.html", (5, 6)),
        ("exchanges/okx.html", (8, 9)),
        ("exchanges/index.html", (12, 14)),
        ("start/alternatives.html", (8, 9)),
    ],
)
def test_a_page_has_the_budget_of_its_kind(page, budget):
    assert budget_of(page) == budget
