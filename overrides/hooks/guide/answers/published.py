"""The answers as open data: the shape of an entry of answers.json."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from guide.answers.join import Answer
from guide.answers.retention import Certainty, Kept
from guide.answers.rights import Right
from guide.data import Contact, ExitDays, LocalizedText, Model
from guide.data.base import Slug, Status
from guide.data.places import ClockStart


class PublishedCompany(Model):
    """The company a resident has the contract with."""

    name: str
    place: Slug | None
    status: Status
    checked: date


class PublishedPeriod(Model):
    """How long one kind of record is kept; without years where nothing is confirmed or commonly reported."""

    years: int | None = None
    minimum: bool | None = None  # true: at least so long
    start: ClockStart | None = None
    since: date | None = None  # binds such companies since this day
    label: Certainty


class PublishedRetention(Model):
    """What the law of the company's place makes it keep."""

    place: Slug | None
    identity: PublishedPeriod
    transaction: PublishedPeriod


class PublishedRight(Model):
    """The right to erasure under one law, and how fast requests must be answered."""

    of: Literal["residence", "company"]
    place: Slug | None
    right: Literal["yes", "limited", "none", "unknown"]
    reach: Literal["certain", "possible", "unknown"]
    access_days: int | None = None
    access_months: int | None = None
    access_business_days: int | None = None
    days: int | None = None
    months: int | None = None
    business_days: int | None = None
    deadline_for: Literal["answer", "erasure"] | None = Field(default=None)  # erasure: the data must be gone by then


class PublishedContact(Model):
    """An address for people of this residence."""

    purpose: Literal["support", "privacy", "complaint", "vendor"]
    kind: Literal["form", "email", "page"]
    value: str
    status: Status


class PublishedAuthority(Model):
    """A body to turn to, and what for."""

    subject: Literal["data", "money", "freeze"]
    of: Literal["residence", "company"]
    place: Slug
    name: LocalizedText
    url: str | None = None


class PublishedExit(Model):
    """The exit that concerns the residence."""

    id: Slug
    kind: Literal["left", "leaving", "blocked", "restricted"]
    days: ExitDays


class PublishedAnswer(Model):
    """An entry of answers.json."""

    exchange: Slug
    residence: Slug
    company: PublishedCompany | None
    retention: PublishedRetention
    rights: list[PublishedRight]
    contacts: list[PublishedContact]
    authorities: list[PublishedAuthority]
    exit: PublishedExit | None
    address: str | None = None  # of the plan for both; there once the site has an address of its own


def published(answer: Answer, home: str = "") -> PublishedAnswer:
    """Return an answer as open data, with its plan's whole address where the site has one (`home`)."""
    company, leaving = answer.company, next(iter(answer.exits), None)
    return PublishedAnswer(
        exchange=answer.exchange.id,
        residence=answer.residence.id,
        company=PublishedCompany(**company.model_dump(include={"name", "place", "status", "checked"}))
        if company
        else None,
        retention=PublishedRetention(
            place=answer.place.id if answer.place else None,
            **{record: period(kept) for record, kept in answer.kept.items()},
        ),
        rights=[right(found) for found in answer.rights],
        contacts=[contact(found) for found in answer.contacts],
        authorities=[
            PublishedAuthority(subject=body.subject, of=body.of, place=body.place, name=body.name, url=body.url)
            for body in answer.authorities
            if body.real
        ],
        exit=PublishedExit(id=leaving.id, kind=leaving.kind, days=leaving.days) if leaving else None,
        address=f"{home}go/plan-{answer.exchange.id}.html#residence={answer.residence.id}" if home else None,
    )


def period(kept: Kept) -> PublishedPeriod:
    """Return a period as open data."""
    clock = kept.clock
    if clock is None:
        return PublishedPeriod(label=kept.label)
    return PublishedPeriod(**clock.model_dump(include={"years", "minimum", "start", "since"}), label=kept.label)


def right(found: Right) -> PublishedRight:
    """Return a right as open data; hours of an access deadline as days, rounded up."""
    access, given = found.access, found.deadline
    return PublishedRight(
        of=found.of,
        place=found.place.id if found.place else None,
        right=found.right,
        reach=found.reach,
        access_days=-(-access.hours // 24) if access and access.hours else access.days if access else None,
        access_months=access.months if access else None,
        access_business_days=access.business_days if access else None,
        **given,
        deadline_for=found.erasure.kind_of_deadline if found.erasure and any(given.values()) else None,
    )


def contact(found: Contact) -> PublishedContact:
    """Return an address as open data."""
    return PublishedContact(
        purpose=found.purpose, kind=found.kind, value=str(found.email or found.url), status=found.status
    )
