"""Sources, and the sentences the guide may print because of them."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, model_validator

from guide.data.base import (
    Dated,
    LocalizedText,
    PartialDate,
    ReadIn,
    Residents,
    Slug,
    Status,
    Texts,
    Url,
    Words,
    refuse_other_numbers,
)
from guide.data.quotations import periods, refuse_other_periods, together
from guide.locales import CODES

MEASURE = re.compile(r"(?P<number>\d[\d.,]*)\s*(?P<unit>[^\W\d_]+|%)")  # a number with its unit


class Source(Dated):
    """A text the guide relies on: the official text, and apart from it where it was read."""

    id: Slug
    title: LocalizedText
    issuer: LocalizedText
    kind: Literal["law", "guidance", "terms", "privacy", "help", "statement", "news", "data", "authority"]
    url: Url | None = None  # the official address; None where none is known or none may be printed
    opened: bool  # True: the page at `url` was read (in a stored copy); False: its text was read elsewhere
    read_in: ReadIn
    read_note: LocalizedText | None = None  # e.g. the name of the archive; never an obscure copy's address
    dated: PartialDate | None = None  # the text's own date
    lang: Words = "en"  # language of the text, for quotes

    @model_validator(mode="after")
    def opened_page_has_address(self) -> Source:
        """A page that was opened has an address; a mirror is never one."""
        if self.opened and self.url is None:
            raise ValueError("opened is true but there is no url")
        return self


class Statement(Texts, Dated):
    """A sentence the guide may print: text in every language, who says so, and how sure that is."""

    value: int | float | str | None = None  # fills {value} in both texts; also used by tables and tools
    sources: Annotated[list[Slug], Field(min_length=1)]
    status: Status
    quote: Words | None = None  # the source's own words, short
    quote_lang: Words = "en"
    quote_differs: Words | None = Field(default=None, exclude=True)  # why they give another period than the texts

    @model_validator(mode="after")
    def texts_agree(self) -> Statement:
        """Both texts use {value} when there is one, and state the same numbers."""
        for locale in CODES:
            if ("{value}" in self[locale]) != (self.value is not None):
                raise ValueError(f"{locale}: {{value}} and the key value must come together")
        refuse_other_numbers({locale: self[locale] for locale in CODES})
        return self

    @model_validator(mode="after")
    def value_is_bare(self) -> Statement:
        """The unit stands in the texts, not in the value too: "36 hours hours"."""
        found = MEASURE.fullmatch(str(self.value))
        if found and any(f"{{value}}{found['unit']}" in self[code].replace(" ", "") for code in CODES):
            raise ValueError(f"value {self.value!r}: write {found['number']}; the unit stands in the texts")
        said = together(*(periods(str(self.value), code) for code in CODES)) if found else {}
        if found and said:
            unit = next(iter(said))
            raise ValueError(
                f"value {self.value!r}: write {found['number']}, and the {unit}s in the texts behind {{value}}"
            )
        return self

    @model_validator(mode="after")
    def quotation_agrees(self) -> Statement:
        """The quotation gives no other period than the texts."""
        says = together(*(periods(self.text(locale), locale) for locale in CODES))
        refuse_other_periods(self.quote, self.quote_lang, says, self.quote_differs, self.value)
        return self

    def text(self, locale: str) -> str:
        """Return the sentence in `locale`, with the value filled in."""
        return self[locale].replace("{value}", str(self.value))


class Fact(Statement):
    """A statement with a permanent id, cited from pages as fact("ID")."""

    id: Slug
    exchange: Slug | None = Field(default=None, exclude=True)  # whose fact it is, where it stands in a file of its own
    scope: LocalizedText | None = None  # whom or which texts it covers, where that limits the answer
    clause: LocalizedText | None = None  # where in the text it stands
    aspect: Slug | None = None  # groups an exchange's facts on its page
    excludes: list[Residents] = Field(default=[], exclude=True)  # whom the exchange's terms don't serve
    unused: Words | None = Field(default=None, exclude=True)  # why no page shows it
