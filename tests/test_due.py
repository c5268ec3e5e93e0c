"""What is to be read again: every dated entry once, by day, with its pages, sources and quotation, in three forms."""

import argparse
import csv
import io
from datetime import date, timedelta

import cli
import pytest
from conftest import ROOT
from icalendar import Calendar
from own_data import GUIDE

from guide.checks import due_command
from guide.checks.due import Due, as_calendar, as_csv, due, listing, soon

TODAY = date(2026, 11, 25)

ROW = Due(
    date(2026, 11, 24),
    "exchange.okx.paths.Close, now",
    "docs/data/exchanges/okx.yml",
    date(2026, 8, 26),
    ("steps/a.md",),
    (("law", "https://law.example/"), ("note", "")),
    "=five years",
)
LATER = Due(date(2027, 1, 1), "later", "f", date(2026, 11, 1), (), (), "")


def test_every_dated_entry_is_there_once():
    rows = due(GUIDE, {})
    keys = [row.key for row in rows]
    assert len(keys) == len(set(keys)), sorted(key for key in keys if keys.count(key) > 1)
    named = {f"fact.{name}" for name in GUIDE.facts} | {f"source.{name}" for name in GUIDE.sources}
    assert not named - set(keys)
    files = "".join(path.read_text("utf-8") for path in (ROOT / "docs/data").rglob("*.yml"))
    assert len(keys) == files.count("recheck_days:")
    assert [row.day for row in rows] == sorted(row.day for row in rows)


def test_an_entry_brings_its_pages_source_and_quotation():
    fact = next(fact for fact in GUIDE.facts.values() if fact.quote and GUIDE.sources[fact.sources[0]].url)
    row = next(row for row in due(GUIDE, {id(fact): ["faq.md", "faq.md"]}) if row.key == f"fact.{fact.id}")
    assert row.day == fact.checked + timedelta(days=fact.recheck_days)
    assert (row.pages, row.quote) == (("faq.md",), fact.quote)
    assert row.sources[0] == (fact.sources[0], GUIDE.sources[fact.sources[0]].url)


def test_what_is_due_within_some_days():
    assert soon([ROW, LATER], TODAY, 0) == [ROW]
    assert soon([ROW, LATER], TODAY, 37) == [ROW, LATER]
    assert listing([ROW], TODAY).splitlines() == [
        "2026-11-24 (1 days overdue)  exchange.okx.paths.Close, now  in docs/data/exchanges/okx.yml",
        "    pages: steps/a.md",
        "    source: law https://law.example/",
        "    source: note (no address)",
        "    quotation: “=five years”",
    ]


def test_the_table():
    text = as_csv([ROW, LATER], TODAY)
    assert text.startswith("\ufeff")
    first, second = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert first["quotation"] == "'=five years", "a spreadsheet must not run a quotation"
    assert (first["due"], first["entry"], first["addresses"]) == (
        "2026-11-24",
        "exchange.okx.paths.Close, now",
        "https://law.example/",
    )
    assert second["left"] == "in 37 days"


def test_the_calendar():
    written = as_calendar([ROW, LATER])
    assert written == as_calendar([ROW, LATER]), "the same data give the same bytes"
    assert all(len(line) <= 75 for line in written.split(b"\r\n")) and b"\n" not in written.replace(b"\r\n", b"")
    first, second = Calendar.from_ical(written).walk("VEVENT")
    assert (first.decoded("dtstart"), first.decoded("dtend")) == (date(2026, 11, 24), date(2026, 11, 25))
    assert "quotation: “=five years”" in str(first["description"]) and str(first["url"]) == "https://law.example/"
    assert first["uid"] != second["uid"]
    moved = Due(**{**vars(ROW), "day": date(2027, 2, 1), "checked": date(2026, 11, 25)})
    assert Calendar.from_ical(as_calendar([moved])).walk("VEVENT")[0]["uid"] == first["uid"], "an entry keeps its event"


def test_the_command(tmp_path, capsys):
    parser = argparse.ArgumentParser()
    due_command.add_due_arguments(parser)
    args = parser.parse_args(
        ["--within", "36500", "--csv", str(tmp_path / "due.csv"), "--ics", str(tmp_path / "due.ics")]
    )
    assert due_command.run_due(args, GUIDE, {}, TODAY) == 0
    count = len(due(GUIDE, {}))
    assert sum(" in docs/data/" in line for line in capsys.readouterr().out.splitlines()) == count
    assert len(Calendar.from_ical((tmp_path / "due.ics").read_bytes()).walk("VEVENT")) == count
    assert (tmp_path / "due.csv").read_bytes().startswith(b"\xef\xbb\xbfdue,")
    assert due_command.run_due(parser.parse_args(["--within", "0"]), GUIDE, {}, date(2026, 1, 1)) == 0
    assert capsys.readouterr().out == "Nothing is due within 0 days.\n"


@pytest.mark.parametrize("text", ["-1", "soon", "１０", "99999999999"])
def test_no_number_of_days(text, capsys):
    parser = argparse.ArgumentParser()
    due_command.add_due_arguments(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(["--within", text])
    assert "argument --within" in capsys.readouterr().err


def test_the_program_names_the_pages(capsys):
    assert cli.main(["due", "--within", "36500"]) == 0
    out = capsys.readouterr().out
    for fact in ("okx-authenticator-sync", "okx-wrong-codes-lock"):  # cited on this page
        entry = out.split(f"  fact.{fact}  in ")[1].split("\n    source")[0]
        assert "special-cases/lost-access.md" in entry, entry
    place = out.split("  place.nz.erasure  in ")[1].split("\n    source")[0]
    assert "places/nz.md" in place, place
