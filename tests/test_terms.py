"""One word for one thing: wrong words, terms one twin lacks, and the tips that explain a term where it is first used."""

import re

import pytest
from html_pages import twins
from own_data import GUIDE

from guide import data
from guide.checks.wording import missing_terms, wrong_words
from guide.frame.terms import link_first_uses, tipped


def article(path):
    """Return the article of a built page."""
    return re.search(r"<article.*?</article>", path.read_text("utf-8"), re.S)[0]


def test_the_guide_uses_its_own_words(site):
    found = [
        f"{path.relative_to(site)}: {problem}"
        for pair in twins(site)
        for locale, path in zip(("zh", "en"), pair)
        if path.name != "glossary.html"
        for problem in wrong_words(article(path), GUIDE.terms.values(), locale)
    ]
    assert not found, "\n".join(found)


def test_a_term_of_one_twin_is_in_the_other(site):
    found = [
        f"{zh.relative_to(site)}: {problem}"
        for zh, en in twins(site)
        for problem in missing_terms({"zh": article(zh), "en": article(en)}, GUIDE.terms.values())
    ]
    assert not found, "\n".join(found)


TERM = data.Term.model_validate(
    {
        "id": "close",
        "zh": "注销账户",
        "en": "close an account",
        "meaning": {"zh": "不能再用", "en": "no longer usable"},
        "forms": {"en": ["closing"]},
        "avoid": {"zh": ["删除账户"], "en": ["delete an account"]},
    }
)


@pytest.mark.parametrize(
    ("locale", "html", "found"),
    [
        ("zh", '<h2 id="a">x</h2><p>先删除账户。</p>', ["#a: '删除账户', write '注销账户'"]),
        ("en", '<h2 id="a">x</h2><p>To delete an account</p>', ["#a: 'delete an account', write 'close an account'"]),
        ("zh", '<h2 id="a">x</h2><p>他们说“删除账户”。</p>', []),
        ("zh", '<h2 id="a">x</h2><p>点「删除账户」。</p>', []),
        ("en", '<h2 id="a">x</h2><p><q>delete an account</q> and "delete an account"</p>', []),
        ("en", '<h2 id="a">x</h2><pre>delete an account</pre>', []),
    ],
)
def test_wrong_words(locale, html, found):
    assert list(wrong_words(html, [TERM], locale)) == found


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        ("<p>注销账户</p>", "<p>Closing is final</p>", []),
        ("<p>注销账户</p>", "<p>It is final</p>", ["#a: '注销账户' in zh, no 'close an account' in en"]),
        ("<p>结束</p>", "<p>Close an account</p>", ["#a: 'close an account' in en, no '注销账户' in zh"]),
    ],
)
def test_missing_terms(zh, en, found):
    assert list(missing_terms({"zh": f'<h2 id="a">x</h2>{zh}', "en": f'<h2 id="a">x</h2>{en}'}, [TERM])) == found


def test_first_use_is_linked_once_and_never_in_a_heading():
    html = '<h2 id="a">注销账户</h2><p>先注销账户，再注销账户。</p>'
    linked = link_first_uses(html, tipped([TERM], "zh"), "zh", "../glossary.html")
    assert linked.startswith('<h2 id="a">注销账户</h2><p>先<a class="guide-term" href="../glossary.html#term-close"')
    assert linked.count("guide-term") == 1 and "不能再用" in linked


def test_tips_open_on_focus_and_are_read_aloud(page, either):
    page.goto(f"{either}/en/start/closing-vs-deleting.html")
    term = page.locator("a.guide-term").first
    tip = page.locator(f"#{term.get_attribute('aria-describedby')}")
    assert not tip.is_visible()
    term.focus()
    assert tip.is_visible()
    assert "glossary.html#term-" in term.get_attribute("href")
