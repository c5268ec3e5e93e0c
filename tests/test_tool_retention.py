"""The retention calculator: the same days as dateutil for every place, sentences instead of guesses, a calendar file."""

import gzip
import random
from datetime import date

import icalendar
import pytest
from conftest import ROOT
from dateutil.relativedelta import relativedelta
from html_pages import read
from playwright.sync_api import expect

from guide import data

GUIDE = data.load(ROOT / "docs/data")
PLACES = {name: place for name, place in GUIDE.places.items() if name != "fatf"}
PAGES = {"zh": "retention/calculator.html", "en": "en/retention/calculator.html"}
FORM = 'form[data-tool="retention"]'
RECORDS = ("identity", "transaction")
# fills in the form case by case and returns what the answer holds; runs in the page
ASK = """cases => cases.map(([place, closed, last, sent]) => {
  const form = document.querySelector('form[data-tool="retention"]')
  const answer = form.querySelector("output")
  Object.assign(form.elements.place, { value: place })
  form.elements.closed.value = closed
  form.elements.last_transaction.value = last
  form.elements.sent.value = sent || ""
  form.elements.place.dispatchEvent(new Event("change", { bubbles: true }))
  const days = { identity: [], transaction: [] }
  for (const time of answer.querySelectorAll("time")) days[time.dataset.record].push(time.dateTime)
  const alerts = [...form.querySelectorAll("[role=alert]")].map(alert => alert.textContent)
  return { ...days, alerts, text: answer.textContent, files: answer.querySelectorAll("a[download]").length }
})"""


def label(key, locale="en"):
    """Return a text of the tool."""
    return getattr(GUIDE.labels[f"retention-{key}"], locale)


def moves(clock, record):
    """Tell whether a clock counts from the last transaction rather than from the closing."""
    return clock.start in ("transaction", "record-made") or (clock.start == "next-1-january" and record == "transaction")


def expected(place, record, closed, last):
    """Return the days that dateutil gives for a place's clocks for `record`, in the data's order."""
    found = []
    for clock in place.retention.clocks if place.retention.publish is True else ():
        if clock.record not in (record, "all") or clock.start == "not-stated":
            continue
        start = last if moves(clock, record) else closed
        if clock.start == "year-end":
            start = start + relativedelta(month=12, day=31)
        elif clock.start == "next-1-january":
            start = start + relativedelta(years=1, month=1, day=1)
        found.append((start + relativedelta(years=clock.years)).isoformat())
    return found


def some_days(seed, count):
    """Return `count` pairs of days (closing, last transaction), leap days and year ends among them."""
    choice = random.Random(seed)
    span = (date(2100, 12, 31) - date(2000, 1, 1)).days
    edges = [date(2024, 2, 29), date(2000, 2, 29), date(2096, 2, 29), date(2026, 12, 31), date(2027, 1, 1), date(2100, 12, 31), date(2000, 1, 1)]
    pairs = []
    for _ in range(count):
        day = choice.choice(edges) if choice.random() < 0.3 else date.fromordinal(date(2000, 1, 1).toordinal() + choice.randint(0, span))
        pairs.append((day, max(date(2000, 1, 1), day - relativedelta(days=choice.choice((0, 1, 30, 400, 1461))))))
    return pairs


def ask(page, *cases):
    """Return the answers to several cases."""
    return page.evaluate(ASK, [list(case) for case in cases])


@pytest.fixture
def english(page, base):
    """Return the English page, on a known day."""
    page.clock.install(time="2026-11-23T12:00:00")
    page.goto(f"{base}/{PAGES['en']}")
    return page


@pytest.mark.parametrize("locale", PAGES)
def test_every_place_counts_as_dateutil_does(page, base, locale):
    page.goto(f"{base}/{PAGES[locale]}")
    cases = [(name, closed, last) for position, name in enumerate(PLACES) for closed, last in some_days(position, 12)]
    for (name, closed, last), found in zip(cases, ask(page, *[(name, str(closed), str(last)) for name, closed, last in cases])):
        for record in RECORDS:
            assert found[record] == expected(PLACES[name], record, closed, last), (name, closed, last)
        assert found["alerts"] == ["", "", ""], (name, closed, last)
        assert bool(found["files"]) == bool(found["identity"] + found["transaction"])


EXAMPLES = [
    # place, closing, last transaction, identity, transaction
    ("hk", "2026-11-22", "2026-11-01", ["2031-11-22"], ["2031-11-01", "2031-11-01"]),
    ("hk", "2024-02-29", "2024-02-29", ["2029-02-28"], ["2029-02-28", "2029-02-28"]),
    ("tr", "2024-02-29", "2024-02-29", ["2032-02-29", "2032-02-29"], ["2032-02-29"]),  # a leap year again
    ("de", "2026-01-01", "2025-12-31", ["2031-12-31"], ["2031-12-31"]),
    ("de", "2026-12-31", "2026-12-31", ["2031-12-31"], ["2031-12-31"]),
    ("br", "2026-01-01", "2025-12-31", ["2037-01-01"], ["2036-01-01"]),
    ("br", "2026-12-31", "2026-12-31", ["2037-01-01"], ["2037-01-01"]),
    ("kr", "2026-11-22", "2026-06-01", ["2031-11-22"], ["2041-11-22"]),
    ("ca", "2026-11-22", "2026-06-01", ["2031-11-22", "2031-06-01", "2031-06-01"], ["2031-06-01"]),
    ("mx", "2026-11-22", "2026-06-01", ["2036-06-01"], ["2036-06-01"]),
    ("au", "2026-11-22", "2026-06-01", ["2033-11-22"], ["2033-06-01"]),
    ("eu", "2100-12-31", "2000-01-01", ["2105-12-31"], ["2105-12-31"]),
    ("us", "2026-11-22", "2026-06-01", [], []),
    ("ae-vara", "2026-11-22", "2026-06-01", [], []),
    ("ar", "2026-11-22", "2026-06-01", [], []),
    ("sg", "2026-11-22", "2026-06-01", [], []),
]


def test_known_days(english):
    for case, found in zip(EXAMPLES, ask(english, *[case[:3] for case in EXAMPLES])):
        assert (found["identity"], found["transaction"]) == case[3:], case


@pytest.mark.parametrize("locale", PAGES)
def test_what_is_not_stated_or_not_confirmed_is_said(page, base, locale):
    page.goto(f"{base}/{PAGES[locale]}")
    answers = ask(page, *[(name, "2026-11-22", "2026-06-01") for name in PLACES])
    for place, found in zip(PLACES.values(), answers):
        keep = place.retention
        if keep.publish is not True:
            assert label("no-place", locale) in found["text"] and getattr(GUIDE.labels["not-confirmed"], locale) in found["text"], place.id
            continue
        stated = [clock for clock in keep.clocks if clock.start != "not-stated"]
        assert (label("no-start", locale) in found["text"]) == (len(stated) < len(keep.clocks)), place.id
        for text in (keep.law, keep.section, keep.extension, keep.note, *(clock.starts for clock in keep.clocks)):
            assert text is None or getattr(text, locale)[1:].rstrip("。.") in found["text"], (place.id, text)
        assert getattr(GUIDE.labels[f"delete-{keep.delete_after}"], locale) in found["text"], place.id
        if place.erasure.publish is True and place.erasure.answer:
            assert getattr(place.erasure.answer, locale) in found["text"], place.id


NOT_DAYS = [
    "2026-02-29", "2100-02-29", "2026-02-30", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-5", "26-01-05", "2026/01/05",
    "2026.01.05", "20260105", "05-01-2026", "2026-01-05T00:00", "2026-01-05x", "x2026-01-05", "-2026-01-05", "+2026-01-05", "2026", "2026-05",
    "２０２６-０１-０５", "2026年1月5日", "yesterday", "<b>2026-01-05</b>", "0", "NaN", "2026‐01‐05", "x" * 100_000,
]
OUT_OF_RANGE = ["1999-12-31", "2101-01-01", "0000-01-01", "0001-01-01", "1900-02-28", "9999-12-31"]


@pytest.mark.parametrize("locale", PAGES)
def test_other_input_is_refused_with_a_sentence(page, base, locale):
    page.goto(f"{base}/{PAGES[locale]}")
    refused = [(text, "format") for text in NOT_DAYS] + [(text, "range") for text in OUT_OF_RANGE]
    for (text, why), found in zip(refused, ask(page, *[("fr", text, "2026-06-01", text) for text, _ in refused])):
        assert found["alerts"] == [label(why, locale), "", label(why, locale)], text[:40]
        assert not found["identity"] + found["transaction"] and label("need", locale) in found["text"], text[:40]
    for (text, why), found in zip(refused, ask(page, *[("fr", "2026-11-22", text) for text, _ in refused])):
        assert found["alerts"] == ["", label(why, locale), ""], text[:40]
        assert found["identity"] == ["2031-11-22"] and not found["transaction"], text[:40]
        assert label("wrong-last", locale) in found["text"]


def test_spaces_around_a_day_are_no_mistake(english):
    assert ask(english, ("fr", " 2026-11-22 ", "\t2026-06-01"))[0]["transaction"] == ["2031-06-01"]


@pytest.mark.parametrize("locale", PAGES)
def test_no_guess_without_a_last_transaction(page, base, locale):
    page.goto(f"{base}/{PAGES[locale]}")
    names = [name for name, place in PLACES.items() if place.retention.publish is True]
    for name, found in zip(names, ask(page, *[(name, "2026-11-22", "") for name in names])):
        clocks = PLACES[name].retention.clocks
        for record in RECORDS:
            fitting = [clock for clock in clocks if clock.record in (record, "all") and clock.start != "not-stated"]
            assert len(found[record]) == sum(not moves(clock, record) for clock in fitting), name
            if any(moves(clock, record) for clock in fitting):
                assert label("no-last", locale) in found["text"], name
        assert (label("by-closing", locale) in found["text"]) == bool(found["transaction"]), name


@pytest.mark.parametrize("locale", PAGES)
def test_a_last_transaction_after_the_closing_gets_a_sentence(page, base, locale):
    page.goto(f"{base}/{PAGES[locale]}")
    for name, found in zip(PLACES, ask(page, *[(name, "2026-11-22", "2026-11-23") for name in PLACES])):
        assert found["alerts"][1] == label("later", locale) and not found["transaction"], name
        fixed = [c for c in (PLACES[name].retention.clocks if PLACES[name].retention.publish is True else ()) if c.record != "transaction" and c.start != "not-stated"]
        assert len(found["identity"]) == sum(not moves(clock, "identity") for clock in fixed), name


def test_a_period_past_a_change_of_law_says_what_changes(english):
    before, same, after = ask(english, ("fr", "2022-07-09", "2022-07-09"), ("fr", "2022-07-10", "2022-07-10"), ("fr", "2022-07-11", "2022-07-01"))
    change = PLACES["fr"].upcoming[0]
    assert str(change.day) == "2027-07-10"
    for found in (before, same):
        assert change.what.en not in found["text"] and label("change-after") not in found["text"]
    assert change.what.en in after["text"] and label("change-after") in after["text"] and "2027-07-11" in after["identity"]
    # a change in force before the period was checked is today's law already
    assert label("change-after") not in ask(english, ("uk", "2026-11-22", "2026-11-22"))[0]["text"]


def test_a_day_that_has_passed_says_ask_now(english):
    past, today, coming = ask(english, ("nl", "2020-01-05", ""), ("nl", "2021-11-23", ""), ("nl", "2021-11-24", ""))
    assert label("passed") in past["text"] and label("passed") in today["text"] and label("passed") not in coming["text"]


def test_deadline_of_a_request(english):
    cases = [("eu", "2027-01-31", "2027-02-28"), ("eu", "2027-12-15", "2028-01-15"), ("kr", "2026-12-28", "2027-01-07"), ("ae-adgm", "2026-12-31", "2027-02-28")]
    for (name, sent, due), found in zip(cases, ask(english, *[(name, "2026-11-22", "2026-11-22", sent) for name, sent, _ in cases])):
        assert label("due").replace("%{sent}", sent).replace("%{day}", due) in found["text"], name
    for name in ("hk", "sc", "ky"):
        assert label("no-due") in ask(english, (name, "2026-11-22", "2026-11-22", "2026-12-01"))[0]["text"], name


def saved(page, target):
    """Click the calendar link and return the file's name and bytes."""
    with page.expect_download() as started:
        page.click(f"{FORM} output a[download]")
    started.value.save_as(target)
    return started.value.suggested_filename, target.read_bytes()


@pytest.mark.parametrize("locale", PAGES)
@pytest.mark.parametrize("name", ["de", "ca", "cn", "kr", "br"])
def test_calendar_file(page, base, locale, name, tmp_path):
    page.goto(f"{base}/{PAGES[locale]}")
    found = ask(page, (name, "2026-11-22", "2026-06-01"))[0]
    file, raw = saved(page, tmp_path / "saved.ics")
    assert file.endswith(".ics")
    lines = raw.split(b"\r\n")
    assert lines[-1] == b"" and b"\n" not in b"".join(lines) and b"\r" not in b"".join(lines), "lines end in CRLF"
    assert all(len(line) <= 75 for line in lines) and all(line.decode("utf-8") for line in lines[:-1])
    calendar = icalendar.Calendar.from_ical(raw)
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"] and not calendar.errors
    events = calendar.walk("VEVENT")
    assert [event["DTSTART"].dt.isoformat() for event in events] == sorted({*found["identity"], *found["transaction"]})
    assert len({event["UID"] for event in events}) == len(events)
    place = PLACES[name]
    for event in events:
        day = event["DTSTART"].dt.isoformat()
        records = [getattr(GUIDE.labels[f"record-{record}"], locale) for record in RECORDS if day in found[record]]
        values = {"records": label("and", locale).join(records), "place": getattr(place.name, locale)}
        assert event["SUMMARY"] == label("event", locale).replace("%{records}", values["records"]).replace("%{place}", values["place"])
        assert getattr(place.retention.law, locale) in event["DESCRIPTION"] and getattr(place.retention.section, locale) in event["DESCRIPTION"]
        assert event["DTSTART"].params["VALUE"] == "DATE" and event["DTSTAMP"].dt.tzinfo is not None and not event.errors
        (alarm,) = event.walk("VALARM")
        assert alarm["ACTION"] == "DISPLAY" and alarm["DESCRIPTION"] == event["SUMMARY"] and alarm["TRIGGER"].dt.total_seconds() == 9 * 3600


def test_keyboard_alone(english):
    expect(english.locator(f"{FORM} fieldset")).to_be_visible()
    english.focus("#retention-place")
    english.keyboard.type("Germ")
    for text in ("", "2026-11-22", "2026-11-01", ""):
        english.keyboard.press("Tab")
        english.keyboard.type(text)
    english.keyboard.press("Tab")
    assert english.evaluate("document.activeElement.type") == "submit"
    english.keyboard.press("Enter")
    assert english.locator(f"{FORM} output time").all_inner_texts() == ["2031-12-31", "2031-12-31"]


def test_the_first_faulty_question_takes_the_focus(english):
    english.click(f"{FORM} button[type=submit]")
    assert english.evaluate("document.activeElement.name") == "place"
    english.select_option("[name=place]", "de")
    english.keyboard.press("Tab")
    english.click(f"{FORM} button[type=submit]")
    assert english.evaluate("document.activeElement.name") == "closed"
    english.keyboard.type("2026-02-30")
    english.keyboard.press("Enter")
    expect(english.locator("#retention-closed-alert")).to_have_text(label("format"))
    assert english.evaluate("document.activeElement.name") == "closed"
    assert english.get_attribute("[name=closed]", "aria-invalid") == "true"


def test_half_a_day_is_no_mistake_until_a_pause(english):
    english.focus("[name=closed]")
    english.keyboard.type("2026-1")
    expect(english.locator("#retention-closed-alert")).to_have_text("")
    english.clock.run_for(1000)
    expect(english.locator("#retention-closed-alert")).to_have_text(label("format"))
    english.keyboard.type("1-22")
    expect(english.locator("#retention-closed-alert")).to_have_text("")


def test_questions_have_names_help_and_the_places(english):
    for name in ("place", "closed", "last_transaction", "sent"):
        field = english.locator(f"{FORM} [name={name}]")
        assert field.evaluate("field => field.labels.length") == 1
        ids = field.get_attribute("aria-describedby").split()
        assert all(english.locator(f"#{key}").count() == 1 for key in ids), name
    values = english.eval_on_selector_all("[name=place] option", "options => options.map(option => option.value)")
    assert sorted(filter(None, values)) == sorted(PLACES)
    english.click("#retention-place-help a")
    assert english.url.endswith("/en/start/find-your-company.html")


@pytest.mark.parametrize("locale", PAGES)
def test_readable_without_scripts(chromium, base, locale):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/{PAGES[locale]}")
    assert page.locator(f"{FORM} [data-place]:visible").count() == len(PLACES)
    assert not page.locator(f"{FORM} fieldset").is_visible()
    assert label("no-script", locale) in page.inner_text(f"{FORM} output")
    text = page.inner_text(FORM)
    for place in PLACES.values():
        assert getattr(place.name, locale) in text
        for clock in place.retention.clocks if place.retention.publish is True else ():
            assert getattr(clock.starts, locale) in text, place.id
    context.close()


def test_fits_a_small_screen(chromium, base):
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    for locale in PAGES:
        page.goto(f"{base}/{PAGES[locale]}")
        for case in (("ca", "2026-11-22", "2026-11-23"), ("kr", "2026-11-22", ""), ("eu", "x" * 500, "y" * 500)):
            ask(page, case)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, (locale, case)
    context.close()


def test_answers_at_once_and_keeps_nothing(page, base):
    page.goto(f"{base}/{PAGES['en']}")
    cases = [[name, "2026-11-22", "2026-06-01"] for name in PLACES] * 4
    spent = page.evaluate(f"cases => {{ const start = performance.now(); ({ASK})(cases); return performance.now() - start }}", cases)
    assert spent / len(cases) < 50
    kept = page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href])")
    assert "2026-" not in kept


def test_the_script_is_small_and_holds_no_text(site):
    raw = (site / "assets/javascripts/retention.js").read_bytes()
    assert len(gzip.compress(raw)) <= 4096
    for label_text in GUIDE.labels.values():
        assert len(label_text.en) < 12 or label_text.en.encode() not in raw
    for path in PAGES.values():
        assert any(source.endswith("retention.js") for source in read(site / path).resources)
