"""What readers see of the data: proof, dates, lists; one changed value changes all of them."""

import json
import re
import time
from html import unescape

import pytest
import yaml
from conftest import build
from html_pages import read, twins
from own_data import GUIDE

from guide import data

BY_PLACE = {"zh": "retention/by-place.html", "en": "en/retention/by-place.html"}
PLACE_PAGE = {"zh": "places/de.html", "en": "en/places/de.html"}


def row(html, place):
    """Return the HTML of a place's row."""
    return re.search(rf'<li id="place-{place}".*?</li>', html, re.S)[0]


def test_every_claim_names_its_source_and_every_source_its_day(site):
    for pair in twins(site):
        for path in pair:
            page = read(path)
            for _tag, values in page.tags:
                if "guide-source" in values.get("class", "").split():
                    assert unescape(values["href"]) in TEXTS or AT_SOURCES.search(values["href"]), path
            html = path.read_text("utf-8")
            for item in re.findall(r'<li id="source-[^"]+".*?</li>', html, re.S):
                assert re.search(r'<time class="guide-checked" datetime="\d{4}-\d{2}-\d{2}" data-due=', item), path


TEXTS = {source.url for source in GUIDE.sources.values() if source.url}
AT_SOURCES = re.compile(rf"about/sources\.html#source-(?:{'|'.join(GUIDE.sources)})$")  # texts without an address
PROOF = re.compile(r'<details class="guide-proof".*?</details>', re.S)
AWAY = re.compile(r'<p class="guide-proven"><a href="([^"#]+)#([^"]+)">')  # the way to proof on a page of its own


def test_proof_is_one_tap_away_and_never_in_the_open(site):
    for path in (path for pair in twins(site) for path in pair):
        html = path.read_text("utf-8").partition("<article")[2]
        assert 'guide-source"' not in PROOF.sub("", html), f"{path}: a source stands in the open"
        for part in re.split(r"(?=<h[23]\b)", html):
            away = AWAY.search(part)
            if away:
                there = (path.parent / away[1]).read_text("utf-8")
                assert re.search(
                    rf'<details class="guide-proof">\s*<summary>.+?</summary>\s*<div id="{away[2]}"', there
                ), away[0]
            elif "data-fact=" in part and "/proof/" not in path.as_posix():
                assert PROOF.search(part), f"{path}: no proof in {part[:80]!r}"
        for fold in PROOF.findall(html):
            if '<div id="not-found">' in fold:  # what was looked for without result has no source
                continue
            assert re.search(r'<a class="guide-source"[^>]* href="[^"]+"', fold), path
            assert re.search(r'<time class="guide-checked" datetime="\d{4}-\d{2}-\d{2}" data-due=', fold), path


def test_heavy_proof_has_a_page_of_its_own(site, page, either):
    for pair in twins(site):
        for path in pair:
            html = path.read_text("utf-8").partition("<article")[2]
            assert not (AWAY.search(html) and PROOF.search(html)), path
    for name in ("steps/close-the-account", "exchanges/okx", "faq"):
        page.goto(f"{either}/en/{name}.html")
        page.evaluate("for (const fold of document.querySelectorAll('article details')) fold.open = true")
        page.locator(".guide-proven a").last.click()
        page.wait_for_selector(".guide-proof[open] a.guide-source")
        assert page.locator(".guide-proof[open]").count() == 1
        page.locator(f"article > p a[href*='{name}.html']").click()
        page.wait_for_url(f"{either}/en/{name}.html*")


def test_overdue_facts_show_themselves_without_a_rebuild(page, either):
    page.clock.install(time="2031-01-01T00:00:00")
    for locale, words in (("zh", GUIDE.labels["overdue"].zh), ("en", GUIDE.labels["overdue"].en)):
        page.goto(f"{either}/{BY_PLACE[locale]}")
        assert words in page.locator(".guide-overdue").first.inner_text()


def test_fresh_facts_carry_no_overdue_mark(page, base):
    page.clock.install(time="2026-11-24T00:00:00")
    page.goto(f"{base}/en/proof/places/de.html")
    assert page.locator("time.guide-checked").count() > 10
    assert page.locator(".guide-overdue").count() == 0


def test_one_changed_value_changes_list_page_and_open_data(later):
    """In the years since, the first period of Germany became 13 years: one line of docs/data/places/de.yml, and its day."""
    for locale, words in (("zh", "13 年"), ("en", "13 years")):
        found = row((later.site / BY_PLACE[locale]).read_text("utf-8"), "de")
        assert words in found and 'width="13"' in found
        page = (later.site / PLACE_PAGE[locale]).read_text("utf-8").partition("<article")[2]
        assert len(re.findall(words, page)) >= 2, "the answer and the period"
    places = json.loads((later.site / "data/places.json").read_text("utf-8"))
    germany = next(place for place in places if place["id"] == "de")
    assert germany["retention"]["clocks"][0]["years"] == 13


def test_list_is_whole_without_scripts(chromium, either):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{either}/{BY_PLACE['zh']}")
    assert page.locator(".guide-places li:visible").count() == len(GUIDE.places)
    assert not page.locator(".guide-filter").is_visible()
    context.close()


def test_mirrors_are_neither_linked_nor_named(site):
    for source in GUIDE.sources.values():
        if source.read_in == "public-copy" and source.kind in ("help", "terms", "privacy"):
            assert not source.opened, source.id
    for exchange in GUIDE.exchanges.values():
        for fact in exchange.facts:
            assert fact.status != "myth" or fact.aspect == "myth", f"{fact.id}: a myth among an exchange's facts"


@pytest.mark.long
def test_ten_times_the_facts_keep_the_build_under_three_times_its_time(copy, tmp_path):
    started = time.perf_counter()
    assert build(copy, tmp_path / "one").returncode == 0
    single = time.perf_counter() - started
    folder = copy / "docs/data"
    facts = [entry for path in data.files_of(folder, "facts") for entry in yaml.safe_load(path.read_text("utf-8"))]
    more = [{**fact, "id": f"{fact['id']}-x{number}"} for fact in facts for number in range(2, 11)]
    (folder / "facts/many.yml").write_text(yaml.safe_dump(more, allow_unicode=True), "utf-8")
    started = time.perf_counter()
    done = build(copy, tmp_path / "ten")
    tenfold = time.perf_counter() - started
    assert done.returncode == 0, done.stderr[-2000:]
    print(f"one: {single:.1f} s, ten times the facts: {tenfold:.1f} s")
    assert tenfold < 3 * single
