"""The steps of the exit plan: what each says, and for whom."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from guide.data.base import PAGE, LocalizedText, Model, Slug
from guide.locales import CODES

WISHES = ("stop", "close", "erase", "wait")
CASES = (
    "taken-over-account",
    "frozen-account",
    "p2p-and-bank-freeze",
    "bought-account",
    "my-identity-elsewhere",
    "deceased-holder",
    "lost-access",
    "blocked-closure",
    "exchange-leaves",
    "closed-by-the-exchange",
    "bankrupt-exchange",
    "data-breach",
    "marketing-only",
    "opened-as-a-minor",
    "company-account",
)
SELF = ("yes", "partly", "no", "reported", "not-found")  # can the account be closed by oneself: the comparison's words
FOLLOW = ("lawyer", "court", "state")  # where what we advise after a letter is not to complain at once
EXITS = ("left", "leaving", "blocked", "restricted")
STATES = {
    "exit",
    "contact",
    *(
        f"{kind}-{name}"
        for kind, names in (("wish", WISHES), ("case", CASES), ("self", SELF), ("exit", EXITS), ("follow", FOLLOW))
        for name in names
    ),
}

# "wish-close|wish-erase": either; "!case-frozen-account": not
Condition = Annotated[str, StringConstraints(pattern=r"^!?[a-z0-9-]+(\|[a-z0-9-]+)*$")]
How = Annotated[str, StringConstraints(pattern=f"^(exchange|company|{PAGE}(#[a-z0-9-]+)?)$")]  # exchange: its own page


class PlanStep(Model):
    """One form of a step: the first whose conditions hold is shown; with `add`, a line of its own behind it."""

    id: Slug
    step: Literal["today", "exit", "before", "close", "ask", "no-answer", "period"]
    when: list[Condition] = []  # all must hold
    add: bool = False
    first: bool = False  # stands before an exit's days
    title: LocalizedText
    text: LocalizedText
    how: Annotated[list[How], Field(max_length=2)] = []
    letter: Slug | None = None  # the purpose of the letter that is handed the choices
    shows: list[Literal["exit", "checklist", "self", "contacts", "deadlines", "authorities", "endings"]] = []
    items: list[Slug] = []  # of the checklist; none named: all that fit the exchange
    own: LocalizedText | None = None  # the text where the exchange's data say how, which fills in %{own}
    takes: list[Slug] = []  # facts on how long closing takes, each shown with its own exchange
    facts: list[Slug] = []

    @model_validator(mode="after")
    def nothing_of_its_own(self) -> PlanStep:
        """Refuse a figure, which comes from the data alone, a condition nobody sets, and items without their list."""
        for text in (self.title, self.text, *([self.own] if self.own else [])):
            if any(re.search(r"\d", text[code]) for code in CODES):
                raise ValueError("a step states no figure of its own")
        for condition in self.when:
            for name in condition.removeprefix("!").split("|"):
                if name not in STATES:
                    raise ValueError(f"when: {name!r}: known are {', '.join(sorted(STATES))}")
        if self.items and "checklist" not in self.shows:
            raise ValueError("items come with shows: [checklist]")
        return self

    def holds(self, state: set[str]) -> bool:
        """Tell whether every condition holds in `state`."""
        return all(
            state.isdisjoint(names) if condition.startswith("!") else not state.isdisjoint(names)
            for condition in self.when
            for names in [condition.removeprefix("!").split("|")]
        )
