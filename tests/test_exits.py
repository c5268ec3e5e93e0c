"""Markets exchanges leave: told once, the pressing ones first; as open data and as a calendar others can read."""

import json
import re
from datetime import date

import icalendar
import jsonschema
import pytest
from own_data import GUIDE

from guide.data.exits import Exit
from guide.render.exits import events, known_days, main_day, of_exchange
from guide.site.exits_feed import calendar, days_ahead, newest_check, open_exits
from guide.text.html import plain

EXITS = list(GUIDE.exits.values())
PAGES = {"zh": "special-cases/exchange-leaves.html", "en": "en/special-cases/exchange-leaves.html"}


def entry(name, **values):
    """Return an exit with some values of its own."""
    text = {"zh": "停止服务", "en": "The service stops"}
    base = {
        "id": name,
        "exchange": "okx",
        "places": ["hk"],
        "kind": "left",
        "days": {},
        "what": text,
        "do": [text],
        "sources": ["s"],
        "status": "secondary",
        "checked": "2026-01-01",
        "recheck_days": 30,
    }
    return Exit.model_validate(base | values)


def names(item, locale):
    """Return a name that differs by language."""
    return f"{item.exchange}-{locale}"


def ics(exits, after):
    """Return the calendar of `exits`, read back."""
    return icalendar.Calendar.from_ical(calendar(exits, after, names, GUIDE.labels))


def test_what_two_exchanges_share_is_told_once():
    same = [entry("a"), entry("b", exchange="bybit"), entry("c", places=["jp"])]
    found = events(same)
    assert [[item.id for item in event.exits] for event in found] == [["a", "b"], ["c"]]
    assert [event.first.id for event in of_exchange(found, "bybit")] == ["a"]


def test_what_can_still_be_acted_on_stands_first():
    found = events(
        [
            entry("old", days={"last_withdrawal": "2024-01-01"}),
            entry("new", places=["jp"], days={"last_withdrawal": "2025-01-01"}),
            entry("now", places=["kr"], kind="leaving"),
            entry("wall", places=["th"], kind="blocked"),
        ]
    )
    assert [event.first.id for event in found] == ["now", "wall", "new", "old"]


def test_the_day_to_withdraw_goes_before_all_others():
    days = entry(
        "a", days={"announced": "2026-01-02", "last_withdrawal": "2026-03-01", "no_new_orders": "2026-02-01"}
    ).days
    assert main_day(days) == ("last_withdrawal", date(2026, 3, 1))
    assert [name for name, _ in known_days(days)] == ["announced", "no_new_orders", "last_withdrawal"]
    assert main_day(entry("b").days) is None
    assert main_day(entry("c", days={"no_deposits": "2026-02-01"}).days) == ("no_deposits", date(2026, 2, 1))


def test_calendar_holds_the_days_ahead_alone():
    exits = [
        entry("a", days={"no_new_orders": "2026-01-01", "last_withdrawal": "2026-01-02"}),
        entry("b", days={"blocked": "2027-05-05"}),
    ]
    assert [(item.id, name) for item, name, _ in days_ahead(exits, date(2026, 1, 1))] == [
        ("a", "last_withdrawal"),
        ("b", "blocked"),
    ]
    items = ics(exits, date(2026, 1, 1)).walk("VEVENT")
    assert [str(item["uid"]) for item in items] == [
        "a-last-withdrawal@exchange-exit-guide",
        "b-blocked@exchange-exit-guide",
    ]
    assert items[0].decoded("dtstart") == date(2026, 1, 2) and items[0].decoded("dtend") == date(2026, 1, 3)
    assert items[0]["summary"] == "okx-zh：最后提走日：2026年1月2日 / okx-en: last day to withdraw: 2026-01-02"


def test_calendar_is_the_same_each_time_and_survives_a_change_of_words():
    exits = [entry("a", days={"last_withdrawal": "2026-02-02"})]
    assert calendar(exits, date(2026, 1, 1), names, GUIDE.labels) == calendar(
        exits, date(2026, 1, 1), names, GUIDE.labels
    )
    other = [entry("a", days={"last_withdrawal": "2026-03-03"}, what={"zh": "改期", "en": "Moved"})]
    assert [str(item["uid"]) for item in ics(other, date(2026, 1, 1)).walk("VEVENT")] == [
        "a-last-withdrawal@exchange-exit-guide"
    ]


def test_every_day_of_an_exit_has_its_words():
    later = [item.model_copy(update={"checked": date.min}) for item in EXITS]
    assert len(ics(later, date.min).walk("VEVENT")) == sum(day is not None for item in EXITS for _, day in item.days)


def test_no_exit_rests_on_nothing():
    assert len(EXITS) >= 25
    for item in EXITS:
        assert item.unsure or item.last_day, f"{item.id}: neither a day nor a word on what is open"


def test_an_exit_with_a_last_day_is_not_said_to_lack_one():
    with pytest.raises(ValueError, match="no_last_day"):
        entry("a", days={"last_withdrawal": "2026-02-02"}, no_last_day=True)


@pytest.mark.parametrize(
    ("locale", "positions", "open_end"),
    [
        ("zh", "强制平仓", "最后提走日没查到，今天就试"),
        ("en", "open positions closed by force on", "last day to withdraw not found, try today"),
    ],
)
def test_positions_closed_by_force_are_not_an_account_closed(page, base, locale, positions, open_end):
    """Who still has coins at Bybit in Japan reads so on the list, the home page, the exchange's page and the plan."""
    root = base if locale == "zh" else f"{base}/en"
    for address, row in (
        ("special-cases/exchange-leaves.html", "#exit-bybit-jp-2026 summary"),
        ("index.html", "[data-exit=bybit-jp-2026]"),
        ("exchanges/bybit.html", "[data-exit=bybit-jp-2026]"),
        ("plan.html#exchange=bybit&residence=jp&wish=erase", "output [data-step=exit]"),
    ):
        page.goto(f"{root}/{address}")
        found = page.locator(row)
        found.wait_for(state="attached")
        said = found.text_content()
        assert positions in said and open_end in said and "forced-closing" not in said, (address, said)
        assert "; closed by force on" not in said and "强制关闭" not in said, (address, said)


def test_a_row_reads_as_words_and_says_nothing_twice(site):
    html = (site / PAGES["en"]).read_text("utf-8")
    rows = [plain(row) for row in re.findall(r'<details class="guide-row guide-exit".*?</summary>', html, re.DOTALL)]
    assert len(rows) == len(events(EXITS))
    for row in rows:
        assert row.strip()[0].isupper(), row
        assert not re.search(r"\b(from|on|since|by):|; [A-Z]", row) and row.count("blocked") <= 1, row


def test_open_data_match_their_schema_and_the_entries(site):
    rows = json.loads((site / "data/exits.json").read_text("utf-8"))
    jsonschema.validate(rows, json.loads((site / "data/schema/exits.json").read_text("utf-8")))
    assert [row["id"] for row in rows] == [item.id for item in EXITS] == [item.id for item in open_exits(EXITS)]
    assert all(set(row) == {"id", "exchange", "places", "kind", "days", "status", "sources"} for row in rows)
    assert next(row for row in rows if row["id"] == "bybit-jp-2026")["days"]["positions_closed"] == "2026-07-22"
    built = icalendar.Calendar.from_ical((site / "data/exits.ics").read_bytes())
    assert len(built.walk("VEVENT")) == len(list(days_ahead(EXITS, newest_check(EXITS)))) > 0


@pytest.mark.parametrize("locale", PAGES)
def test_every_exit_stands_on_its_page_with_its_days(site, locale):
    html = (site / PAGES[locale]).read_text("utf-8")
    for event in events(EXITS):
        assert html.count(f'id="exit-{event.first.id}"') == 1, "each market stands once"
        assert event.day is None or f'datetime="{event.day[1]}"' in html
        for item in event.exits:
            name = GUIDE.exchanges[item.exchange].name if item.exchange else item.name
            assert name[locale] in html, item.id
