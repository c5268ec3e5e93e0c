"""One page a place, and the list of all: whole in both languages, true to how sure the data are, short, findable."""

import re
from html import unescape
from types import SimpleNamespace

import brotli
import pytest
from conftest import ROOT
from html_pages import read
from markupsafe import escape
from own_data import GUIDE

from guide.answers.excluded import exclusion
from guide.checks.figures import own_figures
from guide.frame.days import with_days
from guide.locales import CODES, LOCALES, built
from guide.render.pages import drawn_pages, page_names
from guide.render.place_pages import kind_of, page_name, place_pages
from guide.render.place_words import by_region, kept, kept_short, right_of, rights, row_years
from guide.render.places import exits_of, in_general, lived_in, serving
from guide.render.words import Words
from guide.text.html import plain
from guide.text.markdown import HEADING, sections, title_of

PLACES = GUIDE.places
SCREENS = {"zh": 4, "en": 5}  # of 390 × 844, folds closed
WORDS = {"zh": (1500, r"[\u4e00-\u9fff]"), "en": (900, r"[A-Za-z0-9][\w'’.-]*")}
BY_PLACE = {"zh": ("retention/by-place.html", 9), "en": ("en/retention/by-place.html", 11)}


TIP = re.compile(r'<span class="guide-tip".*?</span>')


def article(site, name, locale):
    """Return the HTML of a page's article."""
    return (site / built(name, locale)).read_text("utf-8").partition("<article")[2].partition("</article")[0]


def in_words(html):
    """Return the text of `html` as people read it, without the tips on terms."""
    text = plain(TIP.sub("", html)).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    return re.sub(r"\s+", " ", text.replace("&#39;", "'").replace("&#34;", '"').replace("&quot;", '"'))


def shown(text, locale):
    """Return words of the data as a page shows them, in small letters and without a full stop."""
    return in_words(with_days(str(escape(text)), locale)).lower().rstrip(".。")


# What the templates say -------------------------------------------------------------------------------------


def test_every_place_has_a_page_in_every_language_with_the_same_sections():
    for name in PLACES:
        outlines = [
            [
                (match["level"], match["id"])
                for line in place_pages(GUIDE, code)[page_name(name)].splitlines()
                if (match := HEADING.match(line))
            ]
            for code in CODES
        ]
        assert outlines[0] == outlines[1] and len(outlines[0]) > 2, name
    pages = {page_name(name) for name in PLACES}
    assert pages <= set(drawn_pages(GUIDE, "zh")) and pages <= set(page_names(ROOT / "docs", GUIDE))


@pytest.mark.parametrize("locale", CODES)
def test_title_and_answer_are_sentences_of_the_page(locale):
    words = Words(GUIDE, locale)
    for name, place in PLACES.items():
        text = place_pages(GUIDE, locale)[page_name(name)]
        assert title_of(text) == place.name[locale]
        answer = sections(text)["top"][1]
        assert answer.endswith(LOCALES[locale].stop) and "%{" not in text and "<%" not in text, answer
        if kind_of(place) != "standard":
            assert rights(place, words) in answer.replace("\\", ""), name
        if place.company_place and place.retention.publish is not False:
            assert kept(place, words) in answer.replace("\\", ""), name


@pytest.mark.parametrize("locale", CODES)
def test_templates_state_no_figure_of_their_own(locale):
    text = (ROOT / f"overrides/partials/pages/{locale}/place.md").read_text("utf-8")
    assert not list(own_figures(text))


def test_every_kind_of_place_is_told_apart():
    kinds = {name: kind_of(PLACES[name]) for name in ("hk", "cn", "mo", "ae-vara", "eu", "fatf")}
    assert kinds == {
        "hk": "place",
        "cn": "no-company",
        "mo": "no-company",
        "ae-vara": "zone",
        "eu": "floor",
        "fatf": "standard",
    }


def test_deadlines_are_said_in_their_own_unit():
    zh, en = Words(GUIDE, "zh"), Words(GUIDE, "en")
    assert rights(PLACES["de"], en) == "right to erasure; answer within 1 month"
    assert rights(PLACES["th"], zh) == "有删除权；90 天内完成删除"
    assert rights(PLACES["nz"], en) == "limited right to erasure; answer within 20 business days"
    assert rights(PLACES["hk"], zh) == (
        "没有一般的删除权；不再需要的数据仍可请它删除；可以要一份资料副本，公司要在 40 天内答复"
    )
    assert "not in force" in rights(PLACES["in"], en)


def test_rows_of_the_list_are_short_and_say_how_sure_they_are():
    zh, en = Words(GUIDE, "zh"), Words(GUIDE, "en")
    assert row_years(PLACES["kr"], zh) == "身份 5 年 · 交易 15 年"
    assert row_years(PLACES["sg"], en) == "reported: identity ≥5 years · transactions ≥5 years"
    assert row_years(PLACES["cn"], zh) == "这里没有交易所公司"
    assert row_years(PLACES["il"], en) == "period not confirmed"


# Order ------------------------------------------------------------------------------------------------------


def test_chinese_speaking_places_come_first_on_the_chinese_page_in_pinyin_order():
    regions = by_region(PLACES.values(), "zh")
    assert (regions[0][0], [place.id for place in regions[0][1]]) == ("near", ["mo", "my", "tw", "hk", "sg", "cn"])
    americas = [place.name.zh[:2] for place in dict(regions)["americas"]]
    assert americas == ["阿根", "巴哈", "巴西", "加拿", "开曼", "美国", "美国", "美国", "墨西", "英属"]
    assert [name for name, _ in by_region(PLACES.values(), "en")] == [
        "europe",
        "americas",
        "asia-pacific",
        "middle-east-africa",
        "global",
    ]


@pytest.mark.parametrize("locale", CODES)
def test_every_place_stands_in_one_region(locale):
    found = [place.id for _, members in by_region(PLACES.values(), locale) for place in members]
    assert sorted(found) == sorted(PLACES)


def test_names_begin_with_characters_whose_order_is_by_pinyin():
    for place in PLACES.values():
        first = place.name.zh[0]
        assert first.isascii() or b"\xb0\xa1" <= first.encode("gb2312") <= b"\xd7\xf9", place.name.zh


# Who serves a place -----------------------------------------------------------------------------------------


def test_a_company_that_names_the_place_comes_before_one_for_everybody_else():
    homes = {name: lived_in(GUIDE, PLACES[name]) for name in ("hk", "cn", "de", "eu", "ae-vara")}
    found = {
        name: {exchange.id: company for exchange, company in serving(GUIDE, home)}
        for name, home in homes.items()
        if home
    }
    assert [found[name]["okx"].place for name in ("hk", "cn", "de")] == ["hk", "sc", "mt"]
    assert "binance" not in found["de"], "the data say that no company can be named"
    assert in_general(found["cn"]["okx"], homes["cn"]) and not in_general(found["de"]["okx"], homes["de"])
    assert homes["eu"].id == "eea-other" and homes["ae-vara"] is None


@pytest.mark.parametrize("locale", CODES)
def test_pages_name_the_exchanges_that_serve_or_left(site, locale):
    for name, place in PLACES.items():
        html = article(site, page_name(name), locale)
        shown = set(re.findall(r'<li data-exchange="([a-z-]+)"', html))
        home = lived_in(GUIDE, place)
        assert shown == ({exchange.id for exchange, _ in serving(GUIDE, home)} if home else set()), name
    html = article(site, "places/jp.md", locale)
    assert 'data-exit="bybit-jp-2026"' in html and "special-cases/exchange-leaves.html#exit-bybit-jp-2026" in html


# The built pages --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", CODES)
def test_no_page_shows_readers_what_maintainers_have_to_read(site, locale):
    notes = [
        entry.settle[locale]
        for place in PLACES.values()
        for entry in (place.retention, place.erasure)
        if entry.publish is not True
    ]
    assert len(notes) > 15
    kept_back = [shown(note, locale) for note in notes]
    for path in (site / LOCALES[locale].root).rglob("*.html"):
        if path.name == "contributing.html" or (locale == "zh" and path.is_relative_to(site / "en")):
            continue
        text = in_words(path.read_text("utf-8")).lower()
        assert not [note for note in kept_back if note in text], path
    told = in_words(article(site, "about/contributing.md", locale)).lower()
    assert not [note for note in kept_back if note not in told]


@pytest.mark.parametrize("locale", CODES)
def test_how_sure_a_period_is_stands_beside_it(site, locale):
    words = Words(GUIDE, locale)
    for name, place in PLACES.items():
        html = article(site, page_name(name), locale)
        text, half = in_words(html).lower(), place.retention
        said = [in_words(label).lower() for label in re.findall(r'<strong class="guide-open">(.*?)</strong>', html)]
        label = {"reported": "place-reported", False: "place-open"}.get(half.publish)
        assert said == ([words.label(label).lower()] if label else []), name
        if half.publish is not True:
            assert in_words(str(escape(half.ask[locale]))).lower() in text and "places/fatf.html" in html, name
        for clock in getattr(half, "clocks", []):
            assert f"{words.period(clock)}".lower() in text and shown(clock.starts[locale], locale) in text, name


@pytest.mark.parametrize("locale", CODES)
def test_each_claim_of_a_place_has_its_proof(site, locale):
    for name, place in PLACES.items():
        html = article(site, page_name(name), locale)
        if "guide-proven" in html:  # it weighs too much: its proof has a page of its own
            html = article(site, f"proof/{page_name(name)}", locale)
        proof = "".join(re.findall(r'<details class="guide-proof".*?</details>', html, re.S))
        halves = [place.retention, place.erasure, getattr(place.erasure, "access", None), place.tax, *place.upcoming]
        shown = halves if kind_of(place) != "standard" else halves[:1]
        for source in {name for half in shown for name in getattr(half, "sources", ())}:
            address = GUIDE.sources[source].url or f"about/sources.html#source-{source}"
            assert f'{address}"' in unescape(proof), (name, source)


@pytest.mark.parametrize("locale", CODES)
def test_law_exception_and_note_are_there(site, locale):
    for name, place in PLACES.items():
        text = in_words(article(site, page_name(name), locale)).lower()
        for half in (place.retention, place.erasure) if kind_of(place) != "standard" else (place.retention,):
            for key in ("law", "section", "note", "exception", "extension"):
                said = getattr(half, key, None)
                assert not said or shown(said[locale], locale) in text, (name, key)


@pytest.mark.parametrize("locale", CODES)
def test_tools_are_linked_with_the_place_filled_in(site, locale):
    for name, place in PLACES.items():
        links = [href for href, _ in read(site / built(page_name(name), locale)).links]
        assert (f"../retention/calculator.html#place={name}" in links) == place.company_place, name
        assert (f"../steps/ask-for-erasure.html#place={name}" in links) == place.residence, name
        assert "../retention/by-place.html" in links
        home = lived_in(GUIDE, place)
        assert [href for href in links if "plan.html#" in href] == (
            [f"../plan.html#residence={home.id}"] if home else []
        )


def test_every_place_has_a_permanent_address(site):
    for name in PLACES:
        link = GUIDE.links[f"place-{name}"]
        assert (link.page, link.topic, link.status) == (page_name(name), "places", "live")
        html = (site / f"go/place-{name}.html").read_text("utf-8")
        assert all(f'"../{built(page_name(name), code)}"' in html for code in CODES)


def test_drawn_pages_are_in_the_search_index_and_the_sitemap(site, hosted):
    for locale in CODES:
        parts = (site / LOCALES[locale].root / "search").glob("*.js")
        index = "".join(part.read_text("utf-8") for part in parts)
        assert all(f"places/{name}" in index for name in PLACES)
    sitemap = (hosted / "sitemap.xml").read_text("utf-8")
    assert all(f"/{built(page_name(name), code)}</loc>" in sitemap for name in PLACES for code in CODES)


# In a browser -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", CODES)
def test_budgets_of_the_pages(toured, site, locale, capsys):
    limit, word = WORDS[locale]
    found = []
    for name in PLACES:
        address = built(page_name(name), locale)
        size = toured[address]
        assert size["wide"] <= 390, name
        found.append(
            SimpleNamespace(
                name=name,
                screens=size["tall"] / 844,
                words=len(re.findall(word, size["text"])),
                bytes=len(brotli.compress((site / address).read_bytes())),
            )
        )
    address, most = BY_PLACE[locale]
    listed = toured[address]["tall"] / 844
    with capsys.disabled():
        longest = sorted(found, key=lambda item: -item.screens)[:5]
        print(
            f"\n{locale}, longest: "
            + ", ".join(f"{item.name} {item.screens:.2f} screens {item.words} {item.bytes} B" for item in longest)
            + f"; list {listed:.2f}"
        )
    assert not [item for item in found if item.screens > SCREENS[locale] or item.words > limit or item.bytes > 24_000]
    assert listed <= most


@pytest.mark.parametrize(
    ("locale", "typed", "left"),
    [
        ("zh", "xiang", []),
        ("zh", "香港", ["hk"]),
        ("zh", "hong kong", ["hk"]),
        ("en", "UAE: Du", ["ae-difc", "ae-vara"]),
        ("en", "国", None),
    ],
)
def test_typing_filters_the_list(page, either, locale, typed, left):
    page.goto(f"{either}/{BY_PLACE[locale][0]}")
    page.locator(".guide-filter [name=words]").press_sequentially(typed)
    shown = [
        name.removeprefix("place-")
        for name in page.eval_on_selector_all(".guide-places li:not([hidden])", "rows => rows.map(row => row.id)")
    ]
    assert sorted(shown) == left if left is not None else len(shown) > 5
    regions = page.locator(".guide-places section:visible").count()
    assert regions == page.eval_on_selector_all(
        ".guide-places section", "all => all.filter(one => one.querySelector('li:not([hidden])')).length"
    )
    assert str(len(shown)) in page.locator(".guide-filter output").inner_text()
    page.fill(".guide-filter [name=words]", "")
    assert page.locator(".guide-places li:visible").count() == len(PLACES)


@pytest.mark.parametrize("locale", CODES)
def test_old_addresses_of_rows_lead_on(page, chromium, base, locale):
    page.goto(f"{base}/{BY_PLACE[locale][0]}#place-hk")
    page.wait_for_url(f"{base}/{built('places/hk.md', locale)}")
    context = chromium.new_context(java_script_enabled=False)
    still = context.new_page()
    still.goto(f"{base}/{BY_PLACE[locale][0]}#place-hk")
    row = still.locator("#place-hk")
    assert row.is_visible() and row.locator("a").first.get_attribute("href") == "../places/hk.html"
    context.close()


@pytest.mark.parametrize(("old", "new"), [("years", "top"), ("in-motion", "in-motion"), ("old-numbers", "old-figures")])
def test_the_years_that_stood_among_the_myths_are_found_from_there(page, base, old, new):
    page.goto(f"{base}/en/about/myths.html#{old}")
    page.wait_for_url(f"{base}/en/retention/often-wrong.html{'' if new == 'top' else f'#{new}'}")
    assert page.locator(f"#{new}").is_visible()


def test_who_left_a_place_long_ago_is_not_told_again_with_its_region():
    """Binance left the Netherlands in 2023 and the EEA later: one status a reader there."""
    told = [entry.id for event in exits_of(GUIDE, lived_in(GUIDE, PLACES["nl"])) for entry in event.exits]
    assert "binance-nl-2023" in told and "binance-eea-2026" not in told
    assert "binance-eea-2026" in [
        entry.id for event in exits_of(GUIDE, lived_in(GUIDE, PLACES["de"])) for entry in event.exits
    ]


# Traps of readers --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", CODES)
def test_the_period_of_a_place_is_that_of_companies_there_and_of_nobody_else(site, locale):
    """A German reader of a Maltese company took the years of Germany for theirs."""
    only = {"zh": "只有与您签约的公司在德国", "en": "Only if your company is here (Germany)"}
    assert only[locale] in article(site, "places/de.md", locale)
    html = article(site, "places/de.md", locale)
    row = re.search(r'<li data-exchange="okx">.*?</li>', html, re.DOTALL)[0]
    words = Words(GUIDE, locale)
    assert "OKX Europe Limited" in row and kept_short(PLACES["mt"], words) in re.sub("<[^>]*>", "", row)
    own = re.search(r'<li data-exchange="okx">.*?</li>', article(site, "places/hk.md", locale), re.DOTALL)[0]
    assert "data-kept" not in own  # the company is here: the page's own period


@pytest.mark.parametrize("locale", CODES)
def test_pages_list_the_exchanges_whose_terms_exclude_the_place(site, locale):
    for name in ("hk", "cn", "my", "tw", "de", "li"):
        html = article(site, page_name(name), locale)
        listed = re.search(r'<span class="guide-place-excluded">(.*?)</p>', html, re.DOTALL)
        shown = set(re.findall(r'data-exchange="([a-z-]+)"', listed[1])) if listed else set()
        home = lived_in(GUIDE, PLACES[name])
        assert shown == {found.id for found in GUIDE.exchanges.values() if exclusion(found, home)}, name
    assert exclusion(GUIDE.exchanges["kucoin"], lived_in(GUIDE, PLACES["hk"])).id == "kucoin-restricted-2026"
    assert exclusion(GUIDE.exchanges["kucoin"], lived_in(GUIDE, PLACES["tw"])) is None


@pytest.mark.parametrize(("name", "kind"), [("cn", "lawyer"), ("us", "state"), ("us-il", "court"), ("hk", "complain")])
def test_what_we_advise_fits_the_place(site, name, kind):
    for locale in CODES:
        text = re.sub("<[^>]*>", "", article(site, page_name(name), locale))
        assert GUIDE.labels[f"follow-up-{kind}"][locale] in text
    if kind in ("lawyer", "court"):
        assert "and complain" not in GUIDE.labels[f"follow-up-{kind}"].en


def test_where_nobody_can_demand_erasure_asking_still_helps():
    for place in PLACES.values():
        if right_of(place) == "none" and place.erasure.in_force:
            said = rights(place, Words(GUIDE, "en"))
            assert said.startswith("no general right to erasure; you can still ask"), place.id
