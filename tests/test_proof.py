"""Proof one tap away: marks leave the sentences, and each section gets one fold with what it rests on."""

import re
from datetime import date
from urllib.parse import urldefrag

import pytest
from conftest import until
from html_pages import read

from guide.data import Fact
from guide.render.proof import Claim, by_sources, claim_of, with_proofs

CLAIMS = {"a": Claim(("law",), "Kept."), "b": Claim(("law",), "Asked."), "c": Claim(("terms", "law"))}


def fold(claims):
    """Return a fold that shows what it was given."""
    return f"<details>{'|'.join(claim.text or '-' for claim in claims)}</details>"


def test_each_section_gets_its_own_fold_and_no_mark_is_left():
    html = (
        '<p>x<i data-proof="a"></i></p><h2 id="s">S</h2><p>y <span data-fact="f"><i data-proof="b c"></i></span>, z<i data-proof="b"></i></p>'
        '<h3 id="t">T</h3><p>plain</p>'
    )
    assert with_proofs(html, CLAIMS, fold) == (
        '<p>x</p>\n<details>Kept.</details>\n<h2 id="s">S</h2><p>y<span data-fact="f"></span>, z</p>\n<details>Asked.|-</details>\n'
        '<h3 id="t">T</h3><p>plain</p>'
    )


def test_an_unknown_key_is_an_error():
    with pytest.raises(KeyError, match="nobody"):
        with_proofs('<p>x<i data-proof="nobody"></i></p>', CLAIMS, fold)


def test_claims_on_the_same_texts_stand_together():
    assert by_sources(CLAIMS.values()) == {("law",): [CLAIMS["a"], CLAIMS["b"]], ("terms", "law"): [CLAIMS["c"]]}


def test_a_fact_brings_its_words_and_the_day_it_is_due():
    fact = Fact(
        id="keeps",
        zh="保存 {value} 年",
        en="kept {value} years",
        value=5,
        sources=["law"],
        status="official",
        quote="for 5 years",
        checked=date(2026, 11, 20),
        recheck_days=10,
    )
    assert claim_of(fact, "en") == Claim(
        ("law",), "kept 5 years", "for 5 years", "en", date(2026, 11, 20), date(2026, 11, 30)
    )


def test_heavy_proof_stands_on_further_pages_and_is_found_from_the_first(site):
    for root in ("", "en/"):
        for page in ("faq", "exchanges/okx", "retention/often-wrong"):
            at = site / root / f"{page}.html"
            first = site / root / f"proof/{page}.html"
            leads = [urldefrag(href) for href, _ in read(at).links if f"proof/{page}" in href]
            pages = {(at.parent / address).resolve() for address, _ in leads}
            assert len(pages) > 1 and first.resolve() in pages
            assert {anchor for _, anchor in leads} <= set(read(first).ids), "old addresses lead on"
            assert all(anchor in read(at.parent / address).ids for address, anchor in leads)
            assert len({re.search(r"<title>.*", path.read_text("utf-8"))[0] for path in pages}) == len(pages)


@pytest.mark.parametrize("root", ["", "en/"])
def test_a_proof_is_seen_with_its_title_and_leads_back_to_what_it_proves(page, site, root):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{(site / root).as_uri()}/proof/faq.html#q-same-word")
    until(page, "scrollY > 0")
    box = page.locator("summary:has(+ #q-same-word)").bounding_box()
    assert box["y"] >= page.locator(".md-header").bounding_box()["height"]
    page.locator("#q-same-word > p:last-child > a").click()
    page.wait_for_url("**/faq.html#q-same-word")
    assert page.locator("#q-same-word").is_visible()
