"""The exit plan's form and the forms of its steps, as the script finds them in the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from guide.answers import Residence, residences
from guide.data import Exchange, Guide, PlanStep
from guide.data.plan import CASES, FOLLOW, WISHES
from guide.locales import CODES
from guide.render.backlinks import endings
from guide.render.citations import PageContext
from guide.render.place_words import STANDARD, longest
from guide.render.registry import macro
from guide.render.templates import partial

WAIT = 30  # days until we advise to remind them, where no law sets a day: the labels follow-up-… say so
REGIONS = ("asia-pacific", "europe", "americas", "middle-east-africa", "global")  # where most readers live first
# words of the tool that the script says: a data attribute of the form, and the label it comes from
SPOKEN = (
    *("title", "change", "done", "letter", "proof", "more", "failed", "later", "no-day"),
    *(
        "no-support",
        "asked",
        "earlier",
        "possible",
        "no-due",
        "floor",
        "excluded",
        "close-own",
        "close-path",
        "at-least",
        "exactly",
        "ends",
        "passed",
        "next-too",
        "next-only",
    ),
    *("reported-period", "no-period", "company", "rights", "unknowns", "copy-question", "no-contact"),
    *("calendar", "file", "event-text"),
    *("print", "copy-link", "erase", "link-warning", "erased", "unkept", "copied", "not-copied"),
)
# words the script finds by an id of the joins: dataset.kindemail
JOINED = {
    **{
        f"step{name.replace('-', '')}": f"plan-step-{name}"
        for name in ("today", "exit", "before", "close", "ask", "no-answer", "period")
    },
    **{f"kind{name}": f"plan-kind-{name}" for name in ("email", "form", "page")},
    **{f"body{name}": f"plan-body-{name}" for name in ("data", "money", "freeze")},
    **{f"due{name}": f"plan-due-{name}" for name in ("answer", "access", "both", "erased")},
    **{
        f"right{name}": f"plan-right-{name}"
        for name in ("residence", "company", "both", "yes", "limited", "none", "unknown")
    },
    **{f"event{name}": f"plan-event-{name}" for name in ("answer", "again", "exit", "remind")},
    **{f"why{name}": f"plan-why-{name}" for name in ("notstated", "noclosing", "nolast", "beforesince")},
    **{
        f"day{name.replace('-', '')}": f"exit-day-{name}"
        for name in (
            "announced",
            "no-new-customers",
            "no-new-orders",
            "no-deposits",
            "last-withdrawal",
            "positions-closed",
            "forced-closing",
            "blocked",
        )
    },
    "nolast": "exit-no-last-day",
    **{f"follow{name}": f"follow-up-{name}" for name in ("complain", *FOLLOW)},
    "unanswered-by": "plan-step-no-answer-by",
    "unanswered-advice": "plan-step-no-answer-advice",
    "choose": "plan-need",
    "court": "authority-court",
    "checked": "checked-on",
    "secondary": "status-secondary",
    "reported": "status-reported",
    "identity": "record-identity",
    "transaction": "record-transaction",
    "stop": "full-stop",
    "comma": "comma",
}


@macro
def plan(context: PageContext) -> str:
    """Return the exit plan's form, with every step it can show."""
    values = plan_values(context.guide, context.docs, context.rank)
    spots = {how for step in values["steps"] for how in step.how if ".md" in how}
    pages = endings(spots, context.docs / context.locale, context.root)
    return partial("tools/plan.html", context, **values, pages=pages)


def plan_values(guide: Guide, docs: Path, rank: Callable[[Exchange], int]) -> dict[str, Any]:
    """Return what the form's template needs: exchanges by `rank`, residences by region, cases and steps with a page."""
    cases = [case for case in CASES if all((docs / code / f"special-cases/{case}.md").exists() for code in CODES)]
    regions: dict[str, list[Residence]] = {region: [] for region in REGIONS}
    for home in residences(guide):
        regions[home.region].append(home)
    return {
        "exchanges": sorted(guide.exchanges.values(), key=lambda exchange: (rank(exchange), exchange.id)),
        "regions": {region: homes for region, homes in regions.items() if homes},
        "wishes": WISHES,
        "cases": cases,
        "steps": [step for step in guide.plan.values() if reachable(step, docs)],
        "spoken": SPOKEN,
        "words": JOINED,
        "wait": WAIT,
        "floor": longest(guide.places[STANDARD]),
    }


def reachable(step: PlanStep, docs: Path) -> bool:
    """Tell whether the pages that `step` leads to are there; one for a case without a page is never shown."""
    pages = [how.partition("#")[0] for how in step.how if ".md" in how]
    return all((docs / code / page).exists() for page in pages for code in CODES)
