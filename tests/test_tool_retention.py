"""The retention calculator: the same days as dateutil for every place, both laws' deadlines, a calendar at the first click."""

import gzip

import icalendar
import minify
import pytest
from conftest import ROOT
from dateutil.relativedelta import relativedelta
from own_data import GUIDE
from some_days import some_days

from guide.answers.residences import residences
from guide.data import CommonlyReported, Retention

PLACES = {name: place for name, place in GUIDE.places.items() if place.company_place}
PAGES = {"zh": "retention/calculator.html", "en": "en/retention/calculator.html"}
FORM = 'form[data-tool="retention"]'
RECORDS = ("identity", "transaction")
# fills in the form case by case and returns what the answer holds; runs in the page
ASK = """cases => cases.map(chosen => {
  const form = document.querySelector('form[data-tool="retention"]')
  const answer = form.querySelector("output")
  for (const name of ["place", "residence", "exchange"]) form.elements[name].value = chosen[name] || ""
  for (const name of ["closed", "last_transaction", "sent"]) form.elements[name].value = chosen[name] || ""
  form.elements.closed.dispatchEvent(new Event("input", { bubbles: true }))
  const days = { identity: [], transaction: [], next: [], deadlines: [], erased: [] }
  for (const time of answer.querySelectorAll("time[data-record]")) days[time.dataset.law || time.dataset.record].push(time.dateTime)
  for (const time of answer.querySelectorAll("time[data-deadline]")) days.deadlines.push([time.dataset.deadline, time.dataset.for, time.dateTime])
  for (const time of answer.querySelectorAll("time[data-erased]")) days.erased.push([time.dataset.erased, time.dateTime])
  return { ...days, text: answer.textContent, links: answer.querySelectorAll("a[download]").length, labels: answer.querySelectorAll("time[data-label]").length }
})"""


def label(key, locale="en"):
    """Return a text of the tool."""
    return GUIDE.labels[f"retention-{key}"][locale]


def moves(clock, record):
    """Tell whether a clock counts from the last transaction rather than from the closing."""
    return clock.start in ("transaction", "record-made") or (
        clock.start == "next-1-january" and record == "transaction"
    )


def counted(clock, start):
    """Return the day on which `clock` ends when it counts from `start`, by dateutil."""
    if clock.start == "year-end":
        start = start + relativedelta(month=12, day=31)
    elif clock.start == "next-1-january":
        start = start + relativedelta(years=1, month=1, day=1)
    return (start + relativedelta(years=clock.years)).isoformat()


def expected(place, record, closed, last):
    """Return the days for a place's clocks for `record`, in the data's order, and those under the law that takes over."""
    half, now, later = place.retention, [], []
    coming = getattr(half, "next", None)
    for clock in half.clocks if isinstance(half, Retention | CommonlyReported) else ():
        if clock.record not in (record, "all"):
            continue
        basis = last if moves(clock, record) else closed
        before = clock.since and basis < clock.since and clock.start != "not-stated"
        day = None if before or clock.start == "not-stated" else counted(clock, basis)
        then = None
        if coming and not before:
            found = max((c for c in coming.clocks if c.record in (record, "all")), key=lambda c: c.years)
            start = last if moves(found, record) else closed
            then = counted(found, start)
            if start >= coming.day:
                day = None
            elif day and day < str(coming.day):
                then = None
        now += [day] if day else []
        later += [then] if then else []
    return now, later


def ask(page, *cases):
    """Return the answers to several cases, each a dictionary of the form's fields."""
    return page.evaluate(ASK, list(cases))


@pytest.fixture
def english(dated, either):
    """Return the English page, on a known day."""
    dated.goto(f"{either}/{PAGES['en']}")
    return dated


def test_every_place_counts_as_dateutil_does(english):
    cases = [(name, closed, last) for position, name in enumerate(PLACES) for closed, last in some_days(position, 14)]
    asked = [{"place": name, "closed": str(closed), "last_transaction": str(last)} for name, closed, last in cases]
    for (name, closed, last), found in zip(cases, ask(english, *asked), strict=True):
        days = {record: expected(PLACES[name], record, closed, last) for record in RECORDS}
        for record in RECORDS:
            assert found[record] == days[record][0], (name, closed, last)
        assert found["next"] == days["identity"][1] + days["transaction"][1], (name, closed, last)
        reported = isinstance(PLACES[name].retention, CommonlyReported)
        shown = sum(map(len, (found["identity"], found["transaction"], found["next"])))
        assert found["labels"] == (shown if reported else 0), name
        assert bool(found["links"]) == (bool(shown) and not reported), name


EXAMPLES = [
    # place, closing, last transaction, identity, transaction, next
    ("hk", "2026-11-22", "2026-11-01", ["2031-11-22"], ["2031-11-01", "2031-11-01"], []),
    ("hk", "2020-06-01", "2020-06-01", [], [], []),  # crypto firms are covered since 2023 alone
    ("tr", "2024-02-29", "2024-02-29", ["2032-02-29", "2032-02-29"], ["2032-02-29"], []),
    ("kr", "2018-01-15", "2018-01-15", ["2023-01-15"], [], []),  # the fifteen years bind since 2024
    ("kr", "2026-11-22", "2026-06-01", ["2031-11-22"], ["2041-11-22"], []),
    ("de", "2022-01-01", "2021-12-31", ["2027-12-31"], ["2027-12-31"], ["2027-01-01", "2027-01-01"]),
    ("de", "2020-12-31", "2020-12-31", ["2025-12-31"], ["2025-12-31"], []),
    ("br", "2023-05-01", "2023-04-01", [], [], []),
]


def test_known_days(english):
    asked = [{"place": name, "closed": closed, "last_transaction": last} for name, closed, last, *_ in EXAMPLES]
    for case, found in zip(EXAMPLES, ask(english, *asked), strict=True):
        assert [found["identity"], found["transaction"], found["next"]] == list(case[3:]), case


def test_an_older_account_gets_the_reason_instead_of_a_day(english):
    for name, place in PLACES.items():
        clocks = place.retention.clocks if isinstance(place.retention, Retention) else []
        old = [clock for clock in clocks if clock.since and clock.start != "not-stated"]
        if not old:
            continue
        day = str(min(clock.since for clock in old) - relativedelta(days=1))
        [found] = ask(english, {"place": name, "closed": day, "last_transaction": day})
        assert all(clock.since_note.en.rstrip(".") in found["text"] for clock in old), name


def test_each_act_of_korea_stands_by_its_own_period(english):
    [found] = ask(english, {"place": "kr", "closed": "2026-11-22", "last_transaction": "2026-06-01"})
    identity, transaction = found["text"].split(GUIDE.labels["record-transaction"].en, 1)
    assert "Art. 5-4(1)" in identity and "Virtual Asset Users" not in identity
    assert "Art. 9(1)" in transaction.split(GUIDE.labels["plan-proof"].en)[0].split("Note")[0]


def test_both_laws_deadlines_and_the_earlier_first(english):
    cases = {
        ("ae-adgm", "de"): [
            ["residence", "answer", "2026-12-25"],
            ["residence", "access", "2026-12-25"],
            ["company", "answer", "2027-01-25"],
        ],
        ("hk", "hk"): [["residence", "access", "2027-01-04"]],
        ("mt", "hk"): [
            ["company", "answer", "2026-12-25"],
            ["company", "access", "2026-12-25"],
            ["residence", "access", "2027-01-04"],
        ],
        ("sc", "eea-other"): [["residence", "answer", "2026-12-25"], ["residence", "access", "2026-12-25"]],
        ("kr", ""): [["company", "answer", "2026-12-05"]],
    }
    asked = [{"place": place, "residence": home, "sent": "2026-11-25", "closed": "2026-11-25"} for place, home in cases]
    for case, found in zip(cases, ask(english, *asked), strict=True):
        wanted = list(cases[case])
        assert [item for item in found["deadlines"] if item in wanted] == wanted, (case, found["deadlines"])
        assert [item[2] for item in found["deadlines"]] == sorted(item[2] for item in found["deadlines"])
    [thai] = ask(english, {"place": "sg", "residence": "th", "sent": "2026-11-25", "closed": "2026-11-25"})
    assert thai["erased"] == [["residence", "2027-02-23"]] and not [
        item for item in thai["deadlines"] if item[0] == "residence"
    ]


def test_an_answer_is_due_at_the_end_of_a_shorter_month(english):
    [found] = ask(english, {"place": "mt", "sent": "2027-01-31", "closed": "2026-11-25"})
    assert ["company", "answer", "2027-02-28"] in found["deadlines"]


def test_it_says_when_the_place_may_be_where_the_reader_lives(english):
    warned = [
        ask(english, {"place": "de", "closed": "2026-11-25", **more})[0]["text"]
        for more in ({}, {"residence": "de"}, {"residence": "jp"})
    ]
    assert [label("warning") in text for text in warned] == [True, True, False]
    [other] = ask(english, {"place": "de", "closed": "2026-11-25", "residence": "de", "exchange": "okx"})
    assert GUIDE.places["mt"].name.en in other["text"] and label("warning") not in other["text"]


def test_passed_is_said_from_the_day_after(english):
    days = ["2020-01-05", "2021-11-24", "2021-11-25", "2021-11-26"]
    found = [ask(english, {"place": "nl", "closed": day})[0]["text"] for day in days]
    assert [GUIDE.labels["plan-passed"].en in text for text in found] == [True, True, False, False]


WRITTEN = [
    "2026-11-22",
    "2026/11/22",
    "20261122",
    "2026年11月22日",
    "２０２６-１１-２２",
    "22.11.2026",
    " 2026-11-22 ",
    "22 Nov 2026",
]
NOT_DAYS = [
    "2026-02-29",
    "2026-13-01",
    "yesterday",
    "<b>2026-01-05</b>",
    "NaN",
    "1999-12-31",
    "2101-01-01",
    "0000-00-00",
    "03/04/2026",
]


@pytest.mark.parametrize("locale", PAGES)
def test_days_are_read_as_people_write_them_and_shown_in_the_pages_style(page, either, locale):
    page.goto(f"{either}/{PAGES[locale]}")
    page.select_option(f"{FORM} [name=place]", "fr")
    for text in WRITTEN:
        page.fill(f"{FORM} [name=closed]", "")
        page.locator(f"{FORM} [name=closed]").press_sequentially(text)
        page.keyboard.press("Tab")
        assert page.input_value(f"{FORM} [name=closed]") == {"zh": "2026年11月22日", "en": "2026-11-22"}[locale], text
        assert page.get_attribute(f"{FORM} output time[data-record=identity]", "datetime") == "2031-11-22"
    for text in NOT_DAYS:
        page.fill(f"{FORM} [name=closed]", text)
        page.keyboard.press("Enter")
        assert page.inner_text("#retention-closed-alert") == GUIDE.labels["plan-no-day"][locale], text
        assert page.evaluate("document.activeElement.name") == "closed"
        assert not page.locator(f"{FORM} output time[data-record]").count()


def test_half_a_day_is_no_mistake_until_a_pause(page, either):
    page.clock.install(time="2026-11-25T12:00:00")
    page.goto(f"{either}/{PAGES['en']}")
    page.select_option(f"{FORM} [name=place]", "fr")
    page.locator(f"{FORM} [name=closed]").press_sequentially("2026-1")
    assert page.inner_text("#retention-closed-alert") == ""
    page.clock.run_for(1000)
    assert page.inner_text("#retention-closed-alert") == GUIDE.labels["plan-no-day"].en
    page.keyboard.type("1-22")
    assert page.inner_text("#retention-closed-alert") == ""


def test_the_result_is_scrolled_to_and_focused(page, either):
    page.set_viewport_size({"width": 1440, "height": 700})
    page.goto(f"{either}/{PAGES['en']}")
    page.click(f"{FORM} button[type=submit]")
    assert page.evaluate("document.activeElement.name") == "place" and page.inner_text(
        "#retention-place-alert"
    ) == label("need-place")
    page.select_option(f"{FORM} [name=place]", "de")
    page.click(f"{FORM} button[type=submit]")
    assert page.evaluate("document.activeElement.name") == "closed"
    assert label("need-place") not in page.inner_text(FORM)
    page.keyboard.type("2026-11-22")
    page.keyboard.press("Enter")
    title = page.locator(f"{FORM} .guide-result__title")
    assert title.evaluate("element => element === document.activeElement")
    assert 0 <= title.bounding_box()["y"] < 400


@pytest.mark.parametrize("locale", PAGES)
def test_the_calendar_is_saved_at_the_first_click_after_typing(page, base, locale, tmp_path):
    page.goto(f"{base}/{PAGES[locale]}")
    page.select_option(f"{FORM} [name=exchange]", "okx")
    page.select_option(f"{FORM} [name=residence]", "de")
    assert page.input_value(f"{FORM} [name=place]") == "mt"
    page.locator(f"{FORM} [name=closed]").press_sequentially("2026/11/22")
    page.locator(f"{FORM} [name=sent]").press_sequentially("20261125")
    with page.expect_download(timeout=5000) as started:
        page.locator(f"{FORM} output a[download]").click()  # the click that ends the typing
    started.value.save_as(tmp_path / "saved.ics")
    raw = (tmp_path / "saved.ics").read_bytes()
    lines = raw.split(b"\r\n")
    assert lines[-1] == b"" and b"\n" not in b"".join(lines) and all(len(line) <= 75 for line in lines)
    calendar = icalendar.Calendar.from_ical(raw)
    events = calendar.walk("VEVENT")
    assert not calendar.errors and not any(event.errors for event in events)
    assert [event["DTSTART"].dt.isoformat() for event in events] == ["2031-11-22", "2026-12-25"]
    assert len({event["UID"] for event in events}) == len(events)
    place = GUIDE.places["mt"]
    for event in events:
        assert "OKX" in event["SUMMARY"] and place.name[locale] in event["SUMMARY"]
        assert page.url.split("#")[0] in event["DESCRIPTION"] and "place=mt" in event["DESCRIPTION"]
        [alarm] = event.walk("VALARM")
        assert alarm["TRIGGER"].dt.total_seconds() == 9 * 3600
    assert place.retention.law[locale] in events[0]["DESCRIPTION"]


def test_two_accounts_in_one_place_are_two_entries(page, base, tmp_path):
    seen = set()
    for turn in range(2):
        page.goto(f"{base}/{PAGES['en']}?{turn}")
        page.select_option(f"{FORM} [name=place]", "mt")
        page.locator(f"{FORM} [name=closed]").press_sequentially("2026-11-22")
        with page.expect_download() as started:
            page.click(f"{FORM} output a[download]")
        started.value.save_as(tmp_path / "saved.ics")
        seen |= {
            event["UID"] for event in icalendar.Calendar.from_ical((tmp_path / "saved.ics").read_bytes()).walk("VEVENT")
        }
    assert len(seen) == 2


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"])
def test_days_are_the_readers_own_east_and_west(chromium, either, zone):
    context = chromium.new_context(timezone_id=zone)
    page = context.new_page()
    page.goto(f"{either}/{PAGES['en']}")
    [found] = ask(page, {"place": "fr", "closed": "2024-02-29", "last_transaction": "2024-02-29", "sent": "2026-12-31"})
    assert found["identity"] == ["2029-02-28"] and ["company", "answer", "2027-01-31"] in found["deadlines"]
    context.close()


def test_choices_are_handed_on_and_taken(dated, base):
    dated.goto(f"{base}/{PAGES['en']}#place=mt&residence=hk&exchange=okx&closed=2026-01-01")
    dated.reload()
    values = {name: dated.input_value(f"{FORM} [name={name}]") for name in ("place", "residence", "exchange", "closed")}
    assert values == {"place": "mt", "residence": "hk", "exchange": "okx", "closed": ""}
    dated.locator(f"{FORM} [name=closed]").press_sequentially("2026-11-22")
    dated.keyboard.press("Enter")
    assert "2026" not in dated.evaluate("location.hash") and "place=mt" in dated.evaluate("location.hash")
    letter = dated.locator(f'{FORM} output a[href*="ask-for-erasure"]').get_attribute("href")
    assert letter.endswith("#exchange=okx&place=hk&company_place=mt&purpose=erase")


def test_the_fields_are_those_others_rely_on(page, either):
    page.goto(f"{either}/{PAGES['en']}")
    values = "field => [...field.options].map(option => option.value).filter(Boolean).sort()"
    assert page.eval_on_selector(f"{FORM} [name=place]", values) == sorted(PLACES)
    assert not {"fatf", "cn", "mo"} & set(PLACES)
    assert page.eval_on_selector(f"{FORM} [name=residence]", values) == sorted(home.id for home in residences(GUIDE))
    for name in ("closed", "last_transaction", "sent"):
        assert page.get_attribute(f"{FORM} [name={name}]", "inputmode") == "numeric"


def test_nothing_typed_is_kept(page, base):
    page.goto(f"{base}/{PAGES['en']}")
    page.select_option(f"{FORM} [name=place]", "fr")
    page.locator(f"{FORM} [name=closed]").press_sequentially("2026-11-22")
    page.keyboard.press("Enter")
    assert "2026-" not in page.evaluate(
        "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href])"
    )


@pytest.mark.parametrize("locale", PAGES)
def test_without_scripts_the_places_are_a_list_of_links(chromium, either, locale):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{either}/{PAGES[locale]}")
    assert (
        label("no-script", locale) in page.inner_text(f"{FORM} output")
        and not page.locator(f"{FORM} fieldset").is_visible()
    )
    assert page.locator(f"{FORM} .guide-rules a").count() == len(PLACES)
    context.close()


def test_the_script_is_small_and_holds_no_text():
    code = (ROOT / "overrides/assets/javascripts/retention.js").read_text("utf-8")
    raw = minify.string("application/javascript", code).encode()
    assert len(gzip.compress(raw)) <= 5120
    for text in GUIDE.labels.values():
        assert len(text.en) < 12 or text.en.encode() not in raw


@pytest.mark.parametrize(
    ("home", "place", "kind"), [("us", "us", "state"), ("us-il", "us", "court"), ("", "sc", "complain")]
)
def test_what_we_advise_is_what_the_place_wants(english, home, place, kind):
    [found] = ask(english, {"residence": home, "place": place, "sent": "2026-11-25"})
    assert GUIDE.labels[f"follow-up-{kind}"].en in found["text"]
