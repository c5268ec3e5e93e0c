"""Finer points of law in the place files that a careless edit would undo."""

from datetime import date

import pytest
from own_data import GUIDE

PLACES = GUIDE.places
EU = [place for place in PLACES.values() if place.eea and place.id != "li"]
REPORTED = {"sg", "sc", "ky", "vg", "bs", "ng", "id", "vn", "mo"}


def since(place, record):
    """Return the days since which the clocks for a kind of record bind."""
    return [clock.since for clock in PLACES[place].retention.clocks if clock.record == record]


def test_no_exchange_company_sits_where_none_can():
    assert {place.id for place in PLACES.values() if not place.company_place} == {"cn", "mo", "fatf"}


def test_nobody_lives_in_a_financial_zone_or_a_standard():
    zones = {"ae-adgm", "ae-difc", "ae-vara", "kz-aifc", "fatf", "eu"}
    assert {place.id for place in PLACES.values() if not place.residence} == zones


@pytest.mark.parametrize("place", EU, ids=lambda place: place.id)
def test_eu_periods_name_the_law_that_takes_over(place):
    following = place.retention.next
    assert following.day == date(2027, 7, 10)
    assert [(clock.years, clock.minimum) for clock in following.clocks] == [(5, False)]


@pytest.mark.parametrize(
    ("place", "record", "day"),
    [
        ("br", "identity", date(2026, 2, 2)),
        ("mx", "all", date(2025, 7, 17)),
        ("kr", "transaction", date(2024, 7, 19)),
        ("hk", "identity", date(2023, 6, 1)),
        ("cn", "identity", date(2025, 1, 1)),
        ("uk", "all", date(2020, 1, 10)),
        ("jp", "identity", date(2017, 4, 1)),
        ("kr", "identity", None),
    ],
)
def test_clocks_know_since_when_they_bind(place, record, day):
    assert set(since(place, record)) == {day}


def test_figures_not_read_in_a_law_are_marked_and_come_with_a_question():
    marked = {place.id: place for place in PLACES.values() if place.retention.publish == "reported"}
    assert set(marked) == REPORTED
    halves = [
        half for place in PLACES.values() for half in (place.retention, place.erasure) if half.publish is not True
    ]
    assert all(half.ask for half in halves)


def test_deadlines_for_the_erasure_and_for_access():
    assert PLACES["th"].erasure.kind_of_deadline == "erasure"
    assert PLACES["hk"].erasure.access.days == 40
    assert PLACES["id"].erasure.access.hours == 72
    assert all(place.erasure.access.months == 1 for place in PLACES.values() if place.eea)


def test_who_takes_complaints_on_data_is_no_licensing_or_laundering_office():
    assert PLACES["us"].authority is None and PLACES["us-il"].authority is None
    names = [place.authority.name.en for place in PLACES.values() if place.authority]
    assert not [name for name in names if "FinCEN" in name or "VARA" in name or "Securities" in name]


def test_nothing_was_about_to_change_that_had_already_happened():
    changes = [(place.id, change) for place in PLACES.values() for change in place.upcoming]
    assert not [
        (name, change.day) for name, change in changes if change.day < change.checked.isoformat()[: len(change.day)]
    ]
