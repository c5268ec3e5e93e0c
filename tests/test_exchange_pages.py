"""Exchange pages: every exchange has one in each language, answers first, short enough for a phone, nothing lost."""

import re
from dataclasses import replace

import brotli
import pytest
from conftest import ROOT
from own_data import GUIDE

from guide.locales import CODES, built
from guide.render.exchange_pages import exchange_pages

SCREEN = 844
SCREENS = {"zh": 8, "en": 9}  # phone screens, folds closed
OPEN = {"zh": 1500, "en": 900}  # Chinese characters, English words that stand open
BYTES = 24 * 1024
CARD = ("card-self_service", "card-undo", "card-erased", "card-register_again")


def count(text, locale):
    """Return how much of `text` a reader has to read."""
    return len(re.findall(r"[\u4e00-\u9fff]", text) if locale == "zh" else re.findall(r"[A-Za-z][\w'’-]*", text))


def page_of(exchange, locale):
    return built(f"exchanges/{exchange}.md", locale)


@pytest.fixture(scope="module")
def measured(toured):
    """Each page of an exchange as a phone shows it, folds closed: (exchange, locale) → screens, words, tops."""
    found = {}
    for locale in CODES:
        for exchange in GUIDE.exchanges:
            seen = toured[page_of(exchange, locale)]
            found[exchange, locale] = {
                "screens": seen["end"] / SCREEN,
                "words": count(seen["text"], locale),
                "card": seen["card"],
                "steps": seen["steps"],
            }
    for locale in CODES:
        rows = sorted(((row["screens"], row["words"], name) for (name, code), row in found.items() if code == locale))
        for screens, words, name in rows[:-6:-1]:
            print(f"{locale} {name}: {screens:.1f} screens, {words} open")
    return found


@pytest.mark.parametrize("locale", CODES)
def test_every_page_is_short_enough_for_a_phone(measured, locale):
    rows = {name: row for (name, code), row in measured.items() if code == locale}
    assert set(rows) == set(GUIDE.exchanges)
    long = {name: row for name, row in rows.items() if row["screens"] > SCREENS[locale] or row["words"] > OPEN[locale]}
    assert not long


@pytest.mark.parametrize("locale", CODES)
def test_what_to_do_stands_on_the_first_screen(measured, locale):
    rows = {name: row for (name, code), row in measured.items() if code == locale}
    assert not {name: row["card"] for name, row in rows.items() if row["card"] is None or row["card"] > SCREEN}
    assert not [name for name, row in rows.items() if row["steps"] is None], "no link to the steps"


@pytest.mark.parametrize("locale", CODES)
def test_every_page_is_light(site, locale):
    sizes = {name: len(brotli.compress((site / page_of(name, locale)).read_bytes())) for name in GUIDE.exchanges}
    assert not {name: size for name, size in sizes.items() if size > BYTES}


@pytest.mark.parametrize("locale", CODES)
def test_every_page_begins_with_the_same_four_questions(site, locale):
    for name in GUIDE.exchanges:
        html = (site / page_of(name, locale)).read_text("utf-8")
        card = re.search(r'<dl class="guide-card".*?</dl>', html, re.S)[0]
        asked = re.findall(r"<dt>(.*?)</dt>", card)
        assert asked == [GUIDE.labels[key][locale] for key in CARD], name
        assert f"plan.html#exchange={name}" in html and f"ask-for-erasure.html#exchange={name}" in html, name
        verdicts = re.findall(r'<strong class="guide-verdict[^"]*">(.*?)</strong>', card)
        for verdict in verdicts:
            assert len(verdict) <= 4 if locale == "zh" else len(verdict.split()) <= 4, (name, verdict)


@pytest.mark.parametrize("locale", CODES)
def test_every_fact_of_an_exchange_is_shown_somewhere(site, locale):
    shown = set()
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        if re.search(rf'<html[^>]* lang="{locale}', html):
            shown |= {name for ids in re.findall(r'data-fact="([^"]+)"', html) for name in ids.split()}
    lost = {fact.id for exchange in GUIDE.exchanges.values() for fact in exchange.facts if not fact.unused} - shown
    assert not lost


def test_no_fact_was_lost():
    """Facts are mended, never dropped: every id of the commit before the pages is still there."""
    before = (ROOT / "tests/facts-2026-11-25.txt").read_text("utf-8").split()
    assert not set(before) - set(GUIDE.facts)


@pytest.mark.parametrize("locale", CODES)
def test_a_row_where_you_live_names_one_address_and_who_takes_complaints(site, locale):
    html = (site / page_of("okx", locale)).read_text("utf-8")
    rows = re.findall(
        r'<details[^>]* class="guide-row" id="live-[^"]+".*?</details>|<details name="living".*?</details>', html, re.S
    )
    assert len(rows) > 5
    for row in rows:
        assert row.count(f"<dt>{GUIDE.labels['live-write'][locale]}</dt>") == 1
        assert GUIDE.labels["live-complain"][locale] in row
    europe = next(row for row in rows if 'id="live-eea"' in row)
    assert "OKX Europe Limited" in europe and "places/mt.html" in europe


def test_comparison_has_verdicts_alone_and_leads_to_every_exchange(site):
    for locale in CODES:
        html = (site / built("exchanges/index.md", locale)).read_text("utf-8")
        assert {name for name in GUIDE.exchanges if f'id="exchange-{name}"' in html} == set(GUIDE.exchanges)
        for cell in re.findall(r"<td data-label.*?</td>", html, re.S):
            assert len(re.sub(r"<[^>]+>", "", cell).strip()) <= 20, cell


def section(html, anchor):
    """Return what stands below the heading `anchor` of a page, up to the next heading."""
    return re.search(rf'<h[23] id="{anchor}".*?(?=<h[23])', html, re.S)[0]


@pytest.mark.parametrize("locale", CODES)
def test_whoever_reads_chinese_finds_the_own_place_by_name_in_one_row(site, locale):
    places = [place for place in GUIDE.places.values() if "zh" in place.near]
    assert {"cn", "hk", "mo", "my", "sg", "tw"} == {place.id for place in places}
    for name in GUIDE.exchanges:
        html = section((site / page_of(name, locale)).read_text("utf-8"), "companies")
        titles = re.findall(r"<summary><strong>(.*?)</strong>", html)
        for place in places:
            named = [title for title in titles if re.sub(r"\s*[（(].*", "", place.name[locale]) in title]
            assert len(named) == 1, (name, place.id, titles)


@pytest.mark.parametrize("locale", CODES)
def test_where_no_company_is_known_the_floor_and_the_question_stand_there(site, locale):
    question = GUIDE.labels["unknown-retention-ask"][locale]
    floor = str(GUIDE.places["fatf"].retention.clocks[0].years)
    for name, exchange in GUIDE.exchanges.items():
        if name in ("okx", "binance"):
            continue
        html = section((site / page_of(name, locale)).read_text("utf-8"), "retention")
        known = any(company.place and {"other", "all"} & set(company.residents) for company in exchange.companies)
        assert (question in html and floor in html) != known, name


def test_steps_and_sentences_stand_in_the_language_of_the_page(site):
    """Labels and quotations in a third language are left to the proof."""
    other = re.compile(r"[\u0400-\u04ff\u3040-\u30ff\u1ea0-\u1ef9]")
    for locale in CODES:
        for name in GUIDE.exchanges:
            html = (site / page_of(name, locale)).read_text("utf-8")
            article = re.search(r"<article.*?</article>", html, re.S)[0]
            plain = re.sub(r'<details class="guide-proof".*?</details>', "", article, flags=re.S)
            assert not other.findall(re.sub(r"<[^>]+>", "", plain)), (locale, name)


@pytest.mark.parametrize("locale", CODES)
def test_years_of_a_row_say_from_which_day_they_count(site, locale):
    starts = [text[locale] for name, text in GUIDE.labels.items() if name.startswith("place-start-")]
    kept = f"<dt>{GUIDE.labels['live-kept'][locale]}</dt>"
    for name in GUIDE.exchanges:
        html = section((site / page_of(name, locale)).read_text("utf-8"), "companies")
        for row in re.findall(re.escape(kept) + r'<dd><a href="[^"]*places/[^"]*">(.*?)</a>', html):
            assert not re.search(r"\d", row) or any(start in row for start in starts), (name, row)


@pytest.mark.parametrize("locale", CODES)
def test_translated_names_of_buttons_say_so_beside_the_path(site, locale):
    label = GUIDE.labels["names-translated"][locale]
    for name, shown in (("bitget", True), ("okx", True), ("mexc", False)):
        html = (site / page_of(name, locale)).read_text("utf-8")
        path = re.search(r'<div class="guide-path">.*?</div>', html, re.S)[0]
        assert (label in path) == shown, name


@pytest.mark.parametrize("locale", CODES)
def test_where_neither_days_nor_undo_are_known_the_question_stands_at_the_steps(site, locale):
    asks = {"zh": "撤回", "en": "withdraw the request"}[locale]
    for name, exchange in GUIDE.exchanges.items():
        if exchange.compare.undo.kind == "not-found" and name != "upbit":  # whose days are told
            assert asks in section((site / page_of(name, locale)).read_text("utf-8"), "closing"), name


def test_a_contact_for_data_is_no_page_without_a_route():
    """An exchange whose notice gives an address for data, and no more: its page doesn't say there is no route."""
    bybit = GUIDE.exchanges["bybit"]
    assert "data-request" not in {fact.aspect for fact in bybit.facts} and "data-request" not in bybit.notes
    support = GUIDE.exchanges["okx"].contacts[0]
    contact = support.model_copy(update={"purpose": "privacy", "narrow": False})
    told = {}
    for name, contacts in (
        ("with", [contact]),
        ("without", []),
        ("narrow", [contact.model_copy(update={"narrow": True})]),
    ):
        guide = replace(GUIDE, exchanges={"bybit": bybit.model_copy(update={"contacts": contacts})})
        page = exchange_pages(guide, "en")["exchanges/bybit.md"]
        told[name] = page.partition("{: #data-request }")[2].strip().partition("\n")[0]
    assert told["without"].startswith("We found no route of its own")
    assert told["narrow"] == told["without"]
    assert "to its contact for data, named under [where you live](#companies)" in told["with"]
