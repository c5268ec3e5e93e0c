"""How much a reader meets: phone screens of every page with its folds closed, and the words that stand open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import pytest
from html_pages import twins

WIDTH, SCREEN = 390, 844
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
OPEN_TEXT = """() => {
  const around = ".guide-impostor, .guide-print-id, .guide-progress, .guide-tip, option, optgroup"
  for (const part of document.querySelectorAll(`article :is(${around})`)) part.remove()
  return document.querySelector("article").innerText
}"""


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
def measures(chromium, site) -> list[Measure]:
    """Return every page's screens, and the open words of the pages where they count."""
    context = chromium.new_context(viewport={"width": WIDTH, "height": SCREEN}, reduced_motion="reduce")
    window = context.new_page()
    found = []
    for pair in twins(site):
        page = pair[0].relative_to(site).as_posix()
        for place, (language, path) in enumerate(zip(("zh", "en"), pair, strict=True)):
            found += measured(window, path, page, language, budget_of(page)[place])
    context.close()
    return found


def measured(window, path: Path, page: str, language: str, budget: int) -> list[Measure]:
    """Return what the page at `path` takes."""
    window.goto(path.as_uri())
    height = window.evaluate("document.documentElement.scrollHeight")
    found = [Measure(page, language, "screens", height / SCREEN, budget)]
    if page != COMPARISON and any(fnmatch(page, pattern) for pattern in WORDY):
        count = len(COUNTED[language].findall(window.evaluate(OPEN_TEXT)))
        found.append(
            Measure(page, language, "open characters" if language == "zh" else "open words", count, WORDS[language])
        )
    return found


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
