"""What support teams get, and what changed in the guide."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from guide.data.base import LocalizedText, Model, Slug, Words, numbers
from guide.data.permalinks import Spot
from guide.locales import DEFAULT


class Reply(Model):
    """A short reply for support teams, with what to check first and what never to say."""

    id: Slug
    situation: LocalizedText
    check: Annotated[list[LocalizedText], Field(min_length=1, max_length=4)]
    reply: LocalizedText
    say: LocalizedText
    never: Annotated[list[LocalizedText], Field(min_length=1, max_length=4)]
    why: LocalizedText
    link: Spot
    hand: Literal["support", "privacy", "legal", "security"]

    @model_validator(mode="after")
    def no_figures(self) -> Reply:
        """Refuse figures: periods and deadlines differ by company, and a reply goes to all of them."""
        if any(
            numbers(text[DEFAULT])
            for text in (self.situation, *self.check, self.reply, self.say, *self.never, self.why)
        ):
            raise ValueError("a reply states no figure")
        return self


class ChangelogEntry(Model):
    """A dated line of the guide's own list of changes."""

    day: date
    what: LocalizedText
    pages: list[Words] = []  # paths below a language's folder, without .md
    answers: list[Slug] = []  # ids of docs/data/links.yml that say something else since
