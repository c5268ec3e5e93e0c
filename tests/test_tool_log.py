"""The log of what was asked: on the device alone and once used alone, the law's day due, overdue shown, files that read back."""

import csv
import io

import icalendar
import pytest
from own_data import GUIDE

PAGES = {"zh": "steps/after-you-ask.html", "en": "en/steps/after-you-ask.html"}
FORM = 'form[data-tool="log"]'
STORED = "localStorage.getItem('guide-log')"


@pytest.fixture
def page(dated):
    """Return a page on the day that the tests know."""
    return dated


def opened(page, base, locale="en"):
    """Open the page, on the day that `dated` stands at."""
    page.goto(f"{base}/{PAGES[locale]}")
    return page


def add(page, exchange="okx", residence="hk", kind="access", sent="2026-11-25", due=""):
    """Add a line as a person does."""
    for name, value in (("exchange", exchange), ("residence", residence), ("kind", kind)):
        page.select_option(f"{FORM} [name={name}]", value)
    for name, text in (("sent", sent), ("due", due)):
        page.fill(f"{FORM} [name={name}]", "")
        page.locator(f"{FORM} [name={name}]").press_sequentially(text)
    page.click(f"{FORM} button[type=submit]")


def days(page):
    """Return the days that the lines show, as [arrived, due]."""
    return page.eval_on_selector_all(
        f"{FORM} output li", "items => items.map(item => [...item.querySelectorAll('time')].map(time => time.dateTime))"
    )


def test_nothing_is_stored_before_the_first_line(page, base):
    opened(page, base)
    page.fill(f"{FORM} [name=sent]", "2026-11-25")
    page.click(f"{FORM} button[type=submit]")  # without an exchange
    assert page.evaluate("document.activeElement.name") == "exchange" and page.evaluate(STORED) is None
    add(page)
    assert page.evaluate("JSON.parse(localStorage.getItem('guide-log')).length") == 1


@pytest.mark.parametrize("locale", PAGES)
def test_the_laws_day_is_due_the_earlier_of_the_two(page, either, locale):
    opened(page, either, locale)
    cases = {
        ("okx", "hk", "access"): "2027-01-04",
        ("okx", "de", "erase"): "2026-12-25",
        ("bithumb", "kr", "erase"): "2026-12-05",
        ("okx", "other", "frozen"): None,
    }
    for (exchange, home, kind), due in cases.items():
        add(page, exchange, home, kind, "2026年11月25日")
        found = [pair for pair in days(page) if pair[0] == "2026-11-25"]
        assert (["2026-11-25", due] if due else ["2026-11-25"]) in found, (exchange, home, kind, found)
        page.click(f"{FORM} [data-do=erase]")
    add(page, due="1.3.2027")
    assert days(page) == [["2026-11-25", "2027-03-01"]]


def test_overdue_shows_itself_until_it_is_answered(dated, base):
    dated.clock.set_fixed_time("2027-01-04T12:00:00")
    opened(dated, base)
    add(dated)
    assert not dated.locator(f"{FORM} [data-overdue]").count()
    dated.clock.set_fixed_time("2027-01-05T12:00:00")
    dated.reload()
    late = dated.locator(f"{FORM} [data-overdue]")
    assert GUIDE.labels["log-overdue"].en in late.inner_text()
    assert (
        late.locator("a").get_attribute("href")
        == "../steps/ask-for-erasure.html#exchange=okx&place=hk&purpose=deadline"
    )
    late.locator("input").click()
    assert not dated.locator(f"{FORM} [data-overdue]").count()
    dated.reload()
    assert dated.locator(f"{FORM} output input").is_checked()


@pytest.mark.parametrize(("home", "end"), [("cn", "-lawyer"), ("us-il", "-court"), ("hk", "")])
def test_what_is_overdue_says_what_the_place_wants(dated, either, home, end):
    dated.clock.set_fixed_time("2027-01-04T12:00:00")
    opened(dated, either)
    add(dated, residence=home, kind="frozen", due="2027-01-03")
    late = dated.locator(f"{FORM} [data-overdue] strong").nth(1)
    assert late.inner_text() == GUIDE.labels[f"log-overdue{end}"].en
    dated.reload()
    assert late.inner_text() == GUIDE.labels[f"log-overdue{end}"].en


def test_a_state_law_is_named_where_one_may_apply(page, base):
    opened(page, base)
    add(page, "kraken", "us", "erase")
    assert GUIDE.labels["log-no-due-state"].en in page.inner_text(f"{FORM} output")


def test_files_read_back(page, base, tmp_path):
    opened(page, base, "zh")
    add(page)
    add(page, "binance", "fr", "erase", "20261201")
    with page.expect_download() as started:
        page.click(f"{FORM} [data-do=csv]")
    started.value.save_as(tmp_path / "x.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "x.csv").read_text("utf-8-sig"))))
    assert [row[2:4] for row in rows[1:]] == [["2026-11-25", "2027-01-04"], ["2026-12-01", "2027-01-01"]]
    with page.expect_download() as started:
        page.click(f"{FORM} [data-do=ics]")
    started.value.save_as(tmp_path / "x.ics")
    events = icalendar.Calendar.from_ical((tmp_path / "x.ics").read_bytes()).walk("VEVENT")
    assert [event["DTSTART"].dt.isoformat() for event in events] == ["2027-01-04", "2027-01-01"]
    assert len({event["UID"] for event in events}) == 2 and all(page.url in event["DESCRIPTION"] for event in events)


def test_everything_can_be_erased(page, base):
    opened(page, base)
    add(page)
    page.click(f"{FORM} [data-do=erase]")
    assert page.evaluate(STORED) is None and GUIDE.labels["log-erased"].en in page.inner_text(f"{FORM} [role=status]")
    page.reload()
    assert GUIDE.labels["log-empty"].en in page.inner_text(f"{FORM} output")


def test_full_or_forbidden_storage_is_said(page, base):
    opened(page, base)
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }"
    )
    add(page)
    assert GUIDE.labels["log-unkept"].en in page.inner_text(f"{FORM} [role=status]")
    assert days(page) == [["2026-11-25", "2027-01-04"]]


def test_the_letter_hands_over_what_was_asked(page, base):
    page.goto(f"{base}/{PAGES['en']}#exchange=kraken&residence=uk&kind=access")
    values = {name: page.input_value(f"{FORM} [name={name}]") for name in ("exchange", "residence", "kind")}
    assert values == {"exchange": "kraken", "residence": "uk", "kind": "access"} and page.evaluate(STORED) is None


def test_without_scripts_a_sentence_says_what_to_note(chromium, either):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{either}/{PAGES['en']}")
    assert (
        GUIDE.labels["log-no-script"].en in page.inner_text(f"{FORM} output")
        and not page.locator(f"{FORM} fieldset").is_visible()
    )
    context.close()
