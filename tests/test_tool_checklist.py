"""The checklist before closing: counts, keeps, resets and prints the ticks; storage of any kind never breaks it."""

import json
import re

import pytest
from own_data import GUIDE

from guide import data

PAGES = {"zh": "steps/before-you-close.html", "en": "en/steps/before-you-close.html"}
FORM = 'form[data-tool="checklist"]'
BOXES = f"{FORM} input[type=checkbox]"
ALL = len(GUIDE.checklist)
KEY = "guide-checklist"
BROKEN = [
    "",
    "{",
    "null",
    "7",
    '"x"',
    "[]",
    '{"ticks": 5}',
    '{"ticks": [null, {"a": 1}, "no-such-item"]}',
    '{"exchange": "</select>", "ticks": {}}',
    '{"__proto__": {"checked": true}}',
    "<script>alert(1)</script>",
    "\u202e\u0000",
    "x" * 100_000,
    '{"exchange": {"toString": 1}, "ticks": []}',
]


def progress(page):
    """Return what the form says is done."""
    return page.locator(f"{FORM} output").inner_text()


@pytest.mark.parametrize("locale", PAGES)
def test_every_item_has_its_box_its_label_and_its_why_and_how(page, either, locale):
    page.goto(f"{either}/{PAGES[locale]}")
    boxes = page.locator(FORM).aria_snapshot().replace("''", "'")  # as YAML writes an apostrophe
    for item in GUIDE.checklist.values():
        assert boxes.count(f"checkbox {json.dumps(getattr(item.text, locale), ensure_ascii=False)}") == 1, item.id
        box = page.get_by_label(getattr(item.text, locale), exact=True)
        assert box.get_attribute("name") == item.id
        described = page.locator(f"#{box.get_attribute('aria-describedby')}")
        page.locator("details.guide-more").filter(has=described).locator("summary").click()
        assert described.is_visible()
        words = described.inner_text()
        assert getattr(item.why, locale) in words and getattr(item.how, locale) in words
    assert page.locator(BOXES).count() == ALL


def test_progress_counts_and_ticks_stay_on_the_device_in_both_languages(page, base):
    page.goto(f"{base}/{PAGES['en']}")
    assert progress(page) == f"0 of {ALL}"
    page.locator("[name=orders]").check()
    page.locator("[name=wallet]").focus()
    page.keyboard.press("Space")
    assert progress(page) == f"2 of {ALL}"
    page.reload()
    assert progress(page) == f"2 of {ALL}"
    assert json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))["ticks"] == ["orders", "wallet"]
    if base.startswith("http"):  # on disk each file may have a store of its own
        page.goto(f"{base}/{PAGES['zh']}")
        assert progress(page) == f"已完成 2 / {ALL} 项"


def test_reset_clears_everything(page, base):
    page.goto(f"{base}/{PAGES['en']}")
    page.locator("[name=dust]").check()
    page.get_by_role("button", name="Clear all ticks").click()
    assert progress(page) == f"0 of {ALL}"
    page.reload()
    assert progress(page) == f"0 of {ALL}"


def test_an_exchange_shows_the_common_items_and_its_own(page, either):
    page.goto(f"{either}/{PAGES['en']}")
    page.select_option(f"{FORM} [name=exchange]", "okx")
    shown = [item for item in GUIDE.checklist.values() if item.exchange in (None, "okx")]
    assert page.locator(f"{BOXES}:visible").count() == len(shown) < ALL
    assert progress(page) == f"0 of {len(shown)}"
    page.reload()
    assert page.locator(f"{FORM} [name=exchange]").input_value() == "okx"


def test_prints_the_list_with_its_ticks_and_nothing_else(page, either):
    page.goto(f"{either}/{PAGES['en']}")
    page.evaluate("window.print = () => { window.printed = document.body.className }")
    page.locator("[name=export]").check()
    page.get_by_role("button", name="Print the checklist").click()
    assert "guide-print" in page.evaluate("window.printed")
    page.emulate_media(media="print")
    assert page.locator("[name=export]").is_visible() and page.locator("[name=export]").is_checked()
    assert not page.locator("#assets").is_visible() and not page.locator(".guide-answer").is_visible()
    assert not page.get_by_role("button", name="Print the checklist").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#assets").is_visible()


def test_damaged_storage_changes_nothing(page, either):
    page.goto(f"{either}/{PAGES['en']}")
    for content in BROKEN:
        page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, content])
        page.reload()
        assert progress(page) == f"0 of {ALL}", content
        page.locator("[name=orders]").check()
        assert progress(page) == f"1 of {ALL}", content


FORBIDDEN = """
Object.defineProperty(window, "localStorage", {get() { throw new DOMException("denied", "SecurityError") }})
"""
FULL = """
Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") }
"""
NONE = """
Object.defineProperty(window, "localStorage", {value: null})
"""


@pytest.mark.parametrize("storage", [FORBIDDEN, FULL, NONE], ids=["forbidden", "full", "none"])
def test_without_storage_the_list_works_and_says_so(chromium, base, storage):
    context = chromium.new_context()
    page = context.new_page()
    problems = []  # the theme's own scripts stumble over forbidden storage; the checklist does not
    page.on("pageerror", lambda error: problems.append(error.stack or ""))
    page.add_init_script(storage)
    page.goto(f"{base}/{PAGES['en']}")
    page.locator("[name=orders]").check()
    assert progress(page).startswith(f"1 of {ALL}") and "does not keep" in progress(page)
    page.get_by_role("button", name="Clear all ticks").click()
    assert progress(page).startswith(f"0 of {ALL}")
    assert not [stack for stack in problems if "checklist.js" in stack]
    context.close()


@pytest.mark.parametrize("locale", PAGES)
def test_whole_without_scripts(chromium, either, locale):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{either}/{PAGES[locale]}")
    assert page.locator(f"{BOXES}:visible").count() == ALL
    page.locator("[name=orders]").check()
    assert page.locator(f"{FORM} button:visible").count() == 0
    context.close()


def test_items_name_facts_and_exchanges_that_exist(copy):
    path = copy / "docs/data/checklist.yml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("exchange: okx", "exchange: nowhere").replace("facts: [law-which-law]", "facts: [lost]"), "utf-8"
    )
    with pytest.raises(data.DataError) as error:
        data.load(copy / "docs/data")
    said = [re.sub(r"\.yml:\d+:", ".yml:", line) for line in error.value.problems]
    assert "docs/data/checklist.yml: company.facts: 'lost': no such fact" in said
    assert "docs/data/checklist.yml: okx-review.exchange: 'nowhere': no such exchange" in said
