"""What is not known for a reader, each point with the question that would settle it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from guide.answers.residences import text_of
from guide.answers.retention import RECORDS
from guide.data import CommonlyReported, Guide, LocalizedText, Unconfirmed
from guide.data.base import UNSURE

if TYPE_CHECKING:
    from guide.answers.join import Answer


@dataclass(frozen=True)
class Unknown:
    """An open point: what is not known, and the question to put to the exchange."""

    id: str
    what: LocalizedText
    ask: LocalizedText


def unknowns_of(guide: Guide, answer: Answer) -> list[Unknown]:
    """Return the open points of an answer, in the order a reader meets them."""
    return [
        *company_points(guide, answer),
        *retention_points(guide, answer),
        *right_points(guide, answer),
        *contact_points(guide, answer),
        *exit_points(guide, answer),
    ]


def point(guide: Guide, key: str, ask: LocalizedText | None = None) -> Unknown:
    """Return the open point `key` in the words of the frame; with a question of its own where the data have one."""
    return Unknown(key, text_of(guide, f"unknown-{key}"), ask or text_of(guide, f"unknown-{key}-ask"))


def company_points(guide: Guide, answer: Answer) -> list[Unknown]:
    """Return what is open on the company: none known, known at second hand, or in a place the guide doesn't know."""
    if answer.company is None:
        return [point(guide, "company")]
    if answer.company.status in UNSURE:
        return [point(guide, "company-unsure")]
    return [] if answer.place else [point(guide, "company-place")]


def retention_points(guide: Guide, answer: Answer) -> list[Unknown]:
    """Return what is open on the period: nothing confirmed, a figure only reported, or no start named."""
    if answer.place is None:  # a company in a place the guide lacks is asked the same with its place
        known = answer.company is not None and answer.company.status not in UNSURE
        return [] if known else [point(guide, "retention")]
    half = answer.place.retention
    if isinstance(half, Unconfirmed):
        return [point(guide, "retention", half.ask)]
    if isinstance(half, CommonlyReported):
        return [point(guide, "retention-reported", half.ask)]
    clocks = [kept.clock for kept in (answer.kept[record] for record in RECORDS)]
    if any(clock is None for clock in clocks):
        return [point(guide, "retention")]
    return [point(guide, "retention-start")] if any(clock and clock.start == "not-stated" for clock in clocks) else []


def right_points(guide: Guide, answer: Answer) -> list[Unknown]:
    """Return what is open on the right: unknown under every law that could apply."""
    if any(right.right != "unknown" for right in answer.rights):
        return []
    halves = [right.place.erasure for right in answer.rights if right.place]
    ask = next((half.ask for half in halves if isinstance(half, Unconfirmed) and half.ask), None)
    return [point(guide, "right", ask)]


def contact_points(guide: Guide, answer: Answer) -> list[Unknown]:
    """Return a point where no address for data requests is known for this residence."""
    return [] if any(contact.purpose == "privacy" for contact in answer.contacts) else [point(guide, "contact")]


def exit_points(guide: Guide, answer: Answer) -> list[Unknown]:
    """Return a point for the exit whose days reports disagree on, or whose last day to withdraw we did not find."""
    for leaving in answer.exits[:1]:
        unsure = leaving.unsure or (text_of(guide, "unknown-exit-last-day") if leaving.no_last_day else None)
        if unsure:
            return [Unknown("exit", unsure, text_of(guide, "unknown-exit-ask"))]
    return []
