"""Joins: which company, how long, which rights and deadlines, whose addresses; days against dateutil."""

import json
from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from dateutil.rrule import DAILY, FR, MO, rrule
from own_data import GUIDE
from some_days import some_days

from guide import data
from guide.answers import Ending, answer, answers, due_day, ending, later, published, residences
from guide.answers.company import company_of, contacts_for
from guide.answers.days import by_transaction
from guide.answers.leaving import exits_for
from guide.answers.residences import Residence, tier
from guide.answers.retention import kept, longest
from guide.answers.rights import rights_of
from guide.data import Clock, CommonlyReported, Company, Contact, Exit, NextLaw, Place
from guide.locales import CODES

HOMES = {home.id: home for home in residences(GUIDE)}
DAY = {"checked": date(2026, 11, 20), "recheck_days": 90}
T = {"zh": "文", "en": "text"}


def company(name, residents, status="official", checked=date(2026, 11, 20), place="mt"):
    """Return a company."""
    return Company(
        name=name,
        place=place,
        no_place=None if place else "not named",
        serves=T,
        residents=residents,
        sources=["x"],
        status=status,
        checked=checked,
        recheck_days=90,
    )


def contact(email, residents, **more):
    """Return an email address for data requests."""
    return Contact(
        purpose="privacy",
        for_whom=T,
        residents=residents,
        email=email,
        sources=["x"],
        **{"status": "official", **DAY, **more},
    )


def exchange(**parts):
    """Return OKX with other parts."""
    return GUIDE.exchanges["okx"].model_copy(update={"companies": [], "contacts": [], **parts})


def clock(years=5, start="relationship-end", record="all", since=None):
    """Return a clock."""
    return Clock(
        record=record, years=years, minimum=True, start=start, starts=T, since=since, since_note=T if since else None
    )


def place(name="xx", **parts):
    """Return a place with nothing confirmed but `parts`."""
    base = {
        "id": name,
        "name": T,
        "region": "europe",
        "retention": {"publish": False, "settle": T},
        "erasure": {"publish": False, "settle": T},
        "authority": {"name": T},
    }
    return Place.model_validate({**base, **parts})


def confirmed(**parts):
    """Return a confirmed half of a place, as a mapping."""
    return {"publish": True, "law": T, "section": T, "sources": ["x"], "status": "official", **DAY, **parts}


def home(name, eea=False, law=None):
    """Return a residence."""
    return Residence(name, data.LocalizedText(**T), "europe", eea, law)


# Residences --------------------------------------------------------------------------------------------------


def test_residences_are_places_people_live_in_and_two_more():
    lived_in = [place.id for place in GUIDE.places.values() if place.residence]
    assert list(HOMES) == [*lived_in, "eea-other", "other"]
    assert HOMES["eea-other"].law is GUIDE.places["eu"] and HOMES["other"].law is None
    assert HOMES["eea-other"].eea and not HOMES["other"].eea


@pytest.mark.parametrize(
    "named, residence, expected",
    [
        (["hk"], home("hk"), 0),
        (["us"], home("us-ca"), 1),
        (["us-ca"], home("us"), None),
        (["eea"], home("fr", eea=True), 2),
        (["eea"], home("ch"), None),
        (["eea"], home("eea-other", eea=True), 2),
        (["other"], home("ke"), 3),
        (["all"], home("ke"), 4),
        ([], home("ke"), None),
        (["all", "ke"], home("ke"), 0),
        (["ee"], home("eea-other", eea=True), None),
    ],
)
def test_how_closely_residents_fit(named, residence, expected):
    assert tier(named, residence) == expected


# Company and addresses ---------------------------------------------------------------------------------------


def test_the_closest_company_serves():
    house = exchange(
        companies=[
            company("all", ["all"]),
            company("other", ["other"]),
            company("eea", ["eea"]),
            company("de", ["de"]),
            company("former", []),
        ]
    )
    for name, expected in (("de", "de"), ("fr", "eea"), ("eea-other", "eea"), ("hk", "other"), ("other", "other")):
        found = company_of(house, home(name, eea=name in ("de", "fr", "eea-other")))
        assert found.name == expected, name
    assert company_of(exchange(companies=[company("de", ["de"]), company("former", [])]), home("hk")) is None


def test_of_two_that_fit_the_surer_then_the_newer_serves():
    reported, official = company("reported", ["hk"], "reported"), company("official", ["hk"], "official-archive")
    older, newer = (
        company("older", ["hk"], checked=date(2026, 11, 1)),
        company("newer", ["hk"], checked=date(2026, 11, 2)),
    )
    assert company_of(exchange(companies=[reported, official]), home("hk")) is official
    assert company_of(exchange(companies=[older, newer]), home("hk")) is newer


def test_addresses_are_for_this_residence_only():
    house = exchange(
        companies=[company("hk", ["hk"])],
        contacts=[
            contact("all@x.com", ["all"]),
            contact("eea@x.com", ["eea"]),
            contact("other@x.com", ["other"]),
            contact("hk@x.com", ["hk"]),
        ],
    )

    def emails(name, eea=False):
        return [found.email for found in contacts_for(house, home(name, eea=eea))]

    assert emails("hk") == ["hk@x.com", "all@x.com"]  # hk is named by a company: it is nobody's other
    assert emails("fr", eea=True) == ["eea@x.com", "other@x.com", "all@x.com"]
    assert emails("ke") == ["other@x.com", "all@x.com"]


def test_no_address_and_no_exit_of_another_region():
    for found in answers(GUIDE):
        home = found.residence
        named = {"all", "other", home.id, home.id.split("-")[0], *(["eea"] if home.eea else [])}
        for part in [*found.contacts, *([found.company] if found.company else [])]:
            assert named & set(part.residents), (home.id, part)
        for leaving in found.exits:
            assert named & set(leaving.places) and leaving.exchange == found.exchange.id


def test_the_closest_and_latest_exit_comes_first():
    def leaving(name, places, day):
        return Exit(
            id=name,
            exchange="okx",
            places=places,
            kind="left",
            days={"last_withdrawal": day},
            what=T,
            do=[T],
            sources=["x"],
            status="official",
            **DAY,
        )

    exits = [
        leaving("everywhere", ["all"], date(2026, 1, 1)),
        leaving("old", ["hk"], date(2025, 1, 1)),
        leaving("new", ["hk"], date(2026, 2, 1)),
        leaving("eea", ["eea"], None),
    ]
    guide = data.Guide(exits={entry.id: entry for entry in exits})
    assert [entry.id for entry in exits_for(guide, "okx", home("hk"))] == ["new", "old", "everywhere"]
    assert [entry.id for entry in exits_for(guide, "okx", home("fr", eea=True))] == ["eea", "everywhere"]
    assert exits_for(guide, "kraken", home("hk")) == []


# How long ----------------------------------------------------------------------------------------------------


def test_the_clock_that_ends_last_counts():
    clocks = [
        clock(5, "transaction"),
        clock(5, "relationship-end"),
        clock(15, "transaction", "transaction"),
        clock(5, "not-stated"),
    ]
    assert longest(clocks, "identity") is clocks[1] and longest(clocks, "transaction") is clocks[2]
    assert longest(clocks[2:3], "identity") is None


def test_how_sure_a_period_is():
    clocks = [clock().model_dump()]
    sure = place(retention=confirmed(clocks=clocks, delete_after="no"))
    reported = place(
        retention={"publish": "reported", "clocks": clocks, "sources": ["x"], "ask": T, "settle": T, **DAY}
    )
    assert isinstance(reported.retention, CommonlyReported)
    assert [kept(found, "identity").label for found in (sure, reported, place(), None)] == [
        "confirmed",
        "commonly-reported",
        "not-confirmed",
        "not-confirmed",
    ]
    assert kept(place(), "identity").clock is None and kept(reported, "identity").clock.years == 5


@pytest.mark.parametrize("start", ["relationship-end", "transaction", "record-made", "year-end", "next-1-january"])
def test_periods_end_as_dateutil_says(start):
    for closed, last in some_days(start, 400):
        for years in (1, 5, 10, 15):
            for record in ("identity", "transaction"):
                rule = clock(years, start)
                basis = last if by_transaction(rule, record) else closed
                if start == "year-end":
                    basis = basis + relativedelta(month=12, day=31)
                if start == "next-1-january":
                    basis = basis + relativedelta(years=1, month=1, day=1)
                assert ending(rule, record, closed, last) == Ending(basis + relativedelta(years=years))


KNOWN = [
    # start, years, closing, last transaction, record, the day: read off a calendar by hand
    ("relationship-end", 5, "2024-02-29", "2024-02-29", "identity", "2029-02-28"),
    ("relationship-end", 8, "2024-02-29", "2024-02-29", "identity", "2032-02-29"),
    ("relationship-end", 7, "2024-02-29", "2023-02-28", "transaction", "2031-02-28"),
    ("year-end", 5, "2020-12-31", "2020-12-31", "identity", "2025-12-31"),
    ("year-end", 5, "2021-01-01", "2020-12-31", "identity", "2026-12-31"),
    ("next-1-january", 10, "2026-01-01", "2025-12-31", "identity", "2037-01-01"),
    ("next-1-january", 10, "2026-01-01", "2025-12-31", "transaction", "2036-01-01"),
    ("record-made", 5, "2026-11-22", "2026-06-01", "identity", "2031-06-01"),
]


@pytest.mark.parametrize("start, years, closed, last, record, expected", KNOWN)
def test_known_days(start, years, closed, last, record, expected):
    assert (
        str(ending(clock(years, start), record, date.fromisoformat(closed), date.fromisoformat(last)).day) == expected
    )


def test_no_day_without_what_it_counts_from():
    closed = date(2026, 11, 22)
    assert ending(clock(start="not-stated"), "identity", closed, closed) == Ending(why="not-stated")
    assert ending(clock(start="transaction"), "identity", closed, None) == Ending(why="no-last")
    assert ending(clock(), "identity", None, closed) == Ending(why="no-closing")


def test_a_law_reaches_no_closing_before_it_bound_the_company():
    since = date(2023, 6, 1)
    assert ending(clock(since=since), "identity", date(2023, 5, 31), None) == Ending(why="before-since")
    assert ending(clock(since=since), "identity", since, None) == Ending(date(2028, 6, 1))
    assert ending(
        clock(start="transaction", since=since), "transaction", date(2024, 1, 1), date(2023, 5, 31)
    ) == Ending(why="before-since")


def test_a_law_that_takes_over_gives_both_days():
    law = NextLaw(day=date(2027, 7, 10), law=T, section=T, clocks=[clock()], sources=["x"], status="official", **DAY)
    then = (law, law.clocks[0])
    now = clock(start="year-end")
    assert ending(now, "identity", date(2022, 1, 1), None, then) == Ending(date(2027, 12, 31), date(2027, 1, 1))
    assert ending(now, "identity", date(2021, 6, 1), None, then) == Ending(date(2026, 12, 31))
    assert ending(now, "identity", date(2027, 7, 10), None, then) == Ending(next_day=date(2032, 7, 10))
    assert ending(clock(start="not-stated"), "identity", date(2026, 1, 1), None, then) == Ending(
        next_day=date(2031, 1, 1), why="not-stated"
    )
    assert ending(clock(since=date(2026, 1, 1)), "identity", date(2025, 1, 1), None, then) == Ending(why="before-since")


def test_the_same_day_years_later():
    assert later(date(2024, 2, 29), 1) == date(2025, 2, 28) and later(date(2024, 2, 29), 4) == date(2028, 2, 29)


# Deadlines ---------------------------------------------------------------------------------------------------


def test_answers_are_due_as_dateutil_says():
    for asked, _ in some_days("due", 300):
        assert due_day(asked, months=1) == asked + relativedelta(months=1)
        assert due_day(asked, months=11) == asked + relativedelta(months=11)
        assert due_day(asked, days=45) == asked + relativedelta(days=45)
        assert due_day(asked, hours=72) == asked + relativedelta(days=3)
        week = rrule(
            DAILY, byweekday=range(MO.weekday, FR.weekday + 1), dtstart=asked + relativedelta(days=1), count=15
        )
        assert due_day(asked, business_days=15) == list(week)[-1].date()
    assert due_day(date(2026, 1, 31), months=1) == date(2026, 2, 28) and due_day(date(2026, 11, 25)) is None


# Rights ------------------------------------------------------------------------------------------------------


def law(right="yes", **parts):
    """Return the erasure half of a place."""
    return confirmed(right=right, answer=T, **parts)


def test_the_law_of_a_company_in_the_eea_protects_everybody():
    malta = place("mt", eea=True, erasure=law(answer_months=1))
    hong_kong = place(
        "hk", erasure=law("none", access={"text": T, "days": 40, "sources": ["x"], "status": "official", **DAY})
    )
    at_home, at_company = rights_of(home("hk", law=hong_kong), malta)
    assert (at_home.of, at_home.right, at_home.reach, at_home.access.days) == ("residence", "none", "possible", 40)
    assert (at_company.of, at_company.right, at_company.reach, at_company.deadline["months"]) == (
        "company",
        "yes",
        "certain",
        1,
    )


def test_the_law_of_an_eea_residence_reaches_companies_elsewhere():
    france, adgm, seychelles = (
        place("fr", eea=True, erasure=law()),
        place("ae-adgm", erasure=law()),
        place("sc", erasure=law("limited")),
    )
    reader = home("fr", eea=True, law=france)
    assert [found.reach for found in rights_of(reader, adgm)] == ["certain", "certain"]
    assert [found.reach for found in rights_of(reader, seychelles)] == ["certain", "possible"]
    assert [found.reach for found in rights_of(home("ke", law=place("ke", erasure=law())), seychelles)] == [
        "possible",
        "possible",
    ]
    assert [
        found.reach for found in rights_of(home("hk", law=place("hk", erasure=law())), place("hk", erasure=law()))
    ] == ["certain", "certain"]


def test_a_law_not_in_force_gives_nothing_and_an_unknown_one_is_unknown():
    (waiting,) = rights_of(home("in", law=place("in", erasure=law(in_force=False, answer_days=90))), None)
    assert (waiting.right, waiting.erasure, waiting.deadline["days"]) == ("none", None, None)
    (open_,) = rights_of(home("xx", law=place()), None)
    (elsewhere,) = rights_of(HOMES["other"], None)
    assert open_.right == elsewhere.right == "unknown" and elsewhere.place is None


# The whole ---------------------------------------------------------------------------------------------------


def test_every_exchange_and_residence_has_an_answer_with_its_questions():
    found = answers(GUIDE)
    assert len(found) == len(GUIDE.exchanges) * len(HOMES)
    for entry in found:
        assert entry.rights[0].of == "residence" and {"identity", "transaction"} == set(entry.kept)
        assert any(body.subject == "freeze" for body in entry.authorities)
        ids = [point.id for point in entry.unknowns]
        assert len(ids) == len(set(ids))
        assert (entry.company is None) == ("company" in ids)
        assert ("contact" in ids) != any(contact.purpose == "privacy" for contact in entry.contacts)
        for point in entry.unknowns:
            assert all(point.what[code] and point.ask[code] for code in CODES)
        if entry.place:
            sure = [entry.kept[record].clock for record in ("identity", "transaction")]
            assert all(sure) or "retention" in ids


def test_open_points_of_synthetic_answers():
    house = exchange(companies=[company("reported", ["hk"], "reported", place=None)])
    ids = [point.id for point in answer(GUIDE, house, HOMES["hk"]).unknowns]
    assert ids[:1] == ["company-unsure"] and "contact" in ids and "right" not in ids
    house = exchange(companies=[company("nowhere", ["all"], place=None)], contacts=[contact("a@x.com", ["all"])])
    assert [point.id for point in answer(GUIDE, house, HOMES["other"]).unknowns] == ["company-place", "right"]
    house = exchange(companies=[company("federal", ["us"], place="us")], contacts=[contact("a@x.com", ["us"])])
    assert "retention-start" in [point.id for point in answer(GUIDE, house, HOMES["us-ca"]).unknowns]


def test_authorities_stand_once_and_only_real_ones_are_published():
    house = exchange(companies=[company("mt", ["all"])])
    found = answer(GUIDE, house, HOMES["mt"])
    assert [body.subject for body in found.authorities].count("data") == 1
    for entry in published(found).authorities:
        assert entry.subject == "freeze" or GUIDE.places[entry.place].authority or entry.subject == "money"


def test_published_answers_have_the_promised_fields():
    house = exchange(companies=[company("OKX Europe Limited", ["all"])], contacts=[contact("a@x.com", ["all"])])
    entry = json.loads(published(answer(GUIDE, house, HOMES["de"])).model_dump_json())
    assert list(entry) == [
        "exchange",
        "residence",
        "company",
        "retention",
        "rights",
        "contacts",
        "authorities",
        "exit",
        "address",
    ]
    assert entry["company"] == {
        "name": "OKX Europe Limited",
        "place": "mt",
        "status": "official",
        "checked": "2026-11-20",
    }
    assert entry["retention"]["place"] == "mt"
    assert {"years", "minimum", "start", "since", "label"} == set(entry["retention"]["identity"])
    assert [(right["of"], right["place"], right["right"], right["months"]) for right in entry["rights"]] == [
        ("residence", "de", "yes", 1),
        ("company", "mt", "yes", 1),
    ]
    assert entry["contacts"] == [{"purpose": "privacy", "kind": "email", "value": "a@x.com", "status": "official"}]


def test_each_exchange_and_residence_stands_once_in_the_open_data():
    keys = [(entry.exchange, entry.residence) for entry in map(published, answers(GUIDE))]
    assert len(keys) == len(set(keys)) == len(GUIDE.exchanges) * len(HOMES)


def test_a_company_for_everybody_else_does_not_count_where_nobody_knows():
    homes = {home.id: home for home in residences(GUIDE)}
    binance = GUIDE.exchanges["binance"]
    assert {"eea", "us", "jp"} <= set(binance.not_known)
    assert [company_of(binance, homes[name]) for name in ("de", "eea-other", "us", "us-ca", "jp")] == [None] * 5
    assert company_of(binance, homes["hk"]).place == "ae-adgm"
