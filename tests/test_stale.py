"""Old links and wrong clocks: a part that is gone, and a day that can't be, are said in a sentence, and nothing else moves."""

import pytest
from own_data import GUIDE

from guide.locales import CODES, LOCALES

STEP = "steps/close-the-account.html"
COUNTING = ("plan.html", "retention/calculator.html", "steps/ask-for-erasure.html", "steps/after-you-ask.html")
GONE, CLOCK = ".guide-gone", "p.guide-overdue"


@pytest.mark.parametrize("locale", CODES)
def test_an_old_link_to_a_part_that_is_gone_says_so_below_the_title(page, either, locale):
    address = f"{either}/{LOCALES[locale].root}{STEP}"
    page.goto(address)
    title = page.locator("h1").bounding_box()
    page.goto(f"{either}/{LOCALES[locale].root}index.html")
    page.goto(f"{address}#what-stood-here-once")
    note = page.locator(GONE)
    assert note.inner_text() == GUIDE.labels["part-gone"][locale] and note.get_attribute("role") == "alert"
    assert page.locator("h1").bounding_box() == title
    assert 0 <= note.bounding_box()["y"] - title["y"] - title["height"] < 60
    page.evaluate("location.hash = 'okx'")
    note.wait_for(state="detached")
    page.evaluate("location.hash = '%E0%A4%A'")  # no text at all
    note.wait_for()


@pytest.mark.parametrize(
    "address",
    [
        f"{STEP}#okx",
        f"{STEP}#%6Fkx",
        f"{STEP}#",
        f"{STEP}#top",
        "plan.html#exchange=okx&residence=de&wish=erase",
        "plan.html#exchange=gone",
        "retention/calculator.html#place=hk",
        "start/choose-your-path.html#path-leave",
        "start/choose-your-path.html#path-unknown",
        "steps/before-you-close.html#exchange=okx",
    ],
)
def test_what_is_there_and_what_tools_keep_in_the_address_is_not_called_gone(page, either, address):
    page.goto(f"{either}/{address}")
    page.wait_for_selector(".md-top", state="attached")  # the frame has done its work
    assert page.locator(GONE).count() == 0


@pytest.mark.parametrize("locale", CODES)
@pytest.mark.parametrize("path", COUNTING)
def test_a_clock_far_behind_is_named_beside_what_is_counted(dated, either, path, locale):
    dated.clock.set_fixed_time("2016-02-03T12:00:00")
    dated.goto(f"{either}/{LOCALES[locale].root}{path}")
    note = dated.locator(f"form[data-tool] {CLOCK} + output")
    assert note.count() == 1
    day = {"zh": "2016年2月3日", "en": "2016-02-03"}[locale]
    text = dated.locator(CLOCK).inner_text()
    assert text.startswith(GUIDE.labels["clock-behind"][locale].split("%")[0] + day) and "%" not in text


@pytest.mark.parametrize("hours", [0, -20, 24 * 3650])
def test_a_clock_that_may_be_right_is_not_doubted(dated, either, hours):
    dated.goto(f"{either}/{COUNTING[1]}")
    made = dated.locator(".guide-version").inner_text().split()[1]
    dated.clock.set_fixed_time(dated.evaluate("([day, hours]) => Date.parse(day) + hours * 36e5", [made, hours]))
    dated.reload()
    dated.wait_for_selector("form[data-tool] fieldset:not([hidden])")
    assert dated.locator(CLOCK).count() == 0
