"""What all entries share: texts in every language, dates of checking, the kinds of words and numbers allowed."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    create_model,
    field_validator,
    model_validator,
)

from guide.locales import CODES, LOCALES

PAGE = r"[a-z0-9-]+(/[a-z0-9-]+)*\.md"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
URL = r"^https://[a-z0-9.-]+\.[a-z]{2,}(/\S*)?$"
HOST = r"^([a-z0-9-]+\.)+[a-z]{2,}$"
EMAIL = r"^[a-z0-9._-]+@([a-z0-9-]+\.)+[a-z]{2,}$"
RESIDENT = r"^[a-z]{2,}(-[a-z]+)?$"
PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
# what to write instead of a text that is spelt otherwise
WANTED = {
    SLUG: "write small letters, digits and hyphens",
    URL: "write a whole address that begins with https://",
    HOST: "write the host alone, such as www.example.com",
    EMAIL: "write one address in small letters, such as help@example.com",
    RESIDENT: "write a code of docs/data/places, such as hk, or eea, other, all",
    f"^{PAGE}$": "write a page's path below docs/LANGUAGE, such as steps/contact-support.md",
    f"^{PAGE}(#[a-z0-9-]+)?$": "write a page's path below docs/LANGUAGE, such as faq.md or faq.md#q-dust",
    PARTIAL_DATE: "write 2024, 2024-04 or 2024-04-04",
}
Slug = Annotated[str, StringConstraints(pattern=SLUG)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Url = Annotated[str, StringConstraints(pattern=URL)]
Host = Annotated[str, StringConstraints(pattern=HOST)]
Email = Annotated[str, StringConstraints(pattern=EMAIL)]
# a place's id; `eea`: the whole European Economic Area; `other`: everybody no other company of the exchange names
Residents = Annotated[str, StringConstraints(pattern=RESIDENT)]
# 2024, 2024-04 or 2024-04-04: a text's own date is sometimes known to the month or year alone
PartialDate = Annotated[
    str,
    BeforeValidator(str),  # YAML reads a year alone as a number
    StringConstraints(pattern=PARTIAL_DATE),
]

Status = Literal["official", "official-archive", "secondary", "reported", "myth"]
OFFICIAL = ("official", "official-archive")  # an exchange's or an authority's own words
UNSURE = ("secondary", "reported")  # which is said beside what rests on it
ReadIn = Literal["live-page", "stored-page", "archive", "public-copy", "quoted-by", "news", "community"]

NUMBER = re.compile(r"\d+")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
PHONE = re.compile(r"\btel:|\+\d[\d -]{7,17}\d")


class Model(BaseModel):
    """Base of all shapes: no unknown keys, nothing coerced by accident."""

    model_config = ConfigDict(extra="forbid", frozen=True, serialize_by_alias=True)


class Localized(Model):
    """One text in every language of the guide, a field each; read as text["en"]."""

    def __getitem__(self, locale: str) -> str:
        """Return the text in `locale`; KeyError for a language the guide does not have."""
        text: str = getattr(self, LOCALES[locale].field)
        return text


def localized(name: str, kind: Any, default: Any = ...) -> type[Localized]:
    """Return a Localized named `name` with one field a language of the type `kind`, required without a `default`."""
    fields: dict[str, Any] = {locale.field: (kind, Field(default, alias=locale.code)) for locale in LOCALES.values()}
    return create_model(name, __base__=Localized, **fields)


def numbers(text: str) -> list[str]:
    """Return the different runs of digits in `text`, sorted: "25.1" and "第 25 条第 1 款" hold the same."""
    if "," in text:
        text = THOUSANDS.sub("", text)
    return sorted({plain_number(digits) for digits in NUMBER.findall(text)})


def plain_number(digits: str) -> str:
    """Return a run of digits without the zeros some languages put in front: 2026-01-05 and 2026年1月5日 agree."""
    return digits.lstrip("0") or "0"


def refuse_other_numbers(texts: dict[str, str]) -> None:
    """Raise ValueError where the texts' digits differ, and for anything that looks like a phone number."""
    found = {code: numbers(text) for code, text in texts.items()}
    first, *rest = texts
    for code in rest:
        if found[first] != found[code]:
            raise ValueError(f"{first} has the numbers {found[first]}, {code} has {found[code]}")
    for text in texts.values():
        if ("+" in text or "tel:" in text) and PHONE.search(text):
            raise ValueError("looks like a phone number; the guide prints none")


if TYPE_CHECKING:

    class Texts(Localized):
        """One text in every language."""

    class Labels(Localized):
        """One word of the page frame in every language."""

else:
    Texts = localized("Texts", Words)
    # a word of the page frame: unlike in prose, spaces around it count (", ")
    Labels = localized("Labels", Annotated[str, Field(min_length=1)])


class SameNumbers(Localized):
    """Texts that state the same numbers."""

    @model_validator(mode="after")
    def same_numbers(self) -> SameNumbers:
        """Refuse texts whose digits differ, and anything that looks like a phone number."""
        refuse_other_numbers({code: self[code] for code in CODES})
        return self


class LocalizedText(Texts, SameNumbers):
    """One text in every language."""


class Label(Labels, SameNumbers):
    """A word of the page frame."""


class Dated(Model):
    """Something that was checked on a day and is due again after a number of days."""

    checked: date
    recheck_days: Annotated[int, Field(ge=1, le=1100)]

    @field_validator("checked")
    @classmethod
    def not_in_future(cls, checked: date) -> date:
        """Refuse a day of checking that has not come yet."""
        if checked > date.today():
            raise ValueError("a day in the future; write the day you read the source")
        return checked
