"""Search finds what people type, in their language only, over HTTP and from disk, from any page."""

import json

import pytest

ZH = {
    "注销": "closing-vs-deleting|close-the-account|before-you-close",
    "反洗钱": "retention/|why-so-strict",
    "实名认证": "closing-vs-deleting|identity-check|bought-account",
    "保存期限": "retention/",
    "人脸": "what-happens-to-your-data|identity-check|okx",
    "客服": "contact-support|stay-safe",
    "销户": "closing-vs-deleting|close-the-account",
    "注销实名": "closing-vs-deleting|ask-for-erasure",
}
EN = {
    "erase": "closing-vs-deleting|ask-for-erasure",
    "retention": "retention/",
    "frozen": "frozen-account",
    "selfie": "identity-check|what-happens-to-your-data",
    "support": "contact-support|stay-safe",
    "delete account": "closing-vs-deleting|close-the-account",
}


def results(page, base, start, words):
    """Search for `words` from the page `start`; return the addresses found, best first, below the site's top."""
    page.goto(f"{base}/{start}")
    page.keyboard.press("f")
    page.fill(".md-search__input", words)
    page.keyboard.press("End")  # filling alone raises no key event
    page.wait_for_selector(".md-search-result__link", state="attached", timeout=15000)
    links = page.eval_on_selector_all(".md-search-result__item > .md-search-result__link", "all => all.map(a => a.href)")
    return [link.removeprefix(base + "/").split("?")[0] for link in links]


@pytest.mark.parametrize("start", ["index.html", "retention/by-place.html"])
@pytest.mark.parametrize("words", ZH)
def test_chinese(page, base, words, start):
    found = results(page, base, start, words)
    assert any(name in address for address in found[:3] for name in ZH[words].split("|")), found[:5]
    assert not [address for address in found if address.startswith("en/")], "English pages in Chinese results"


@pytest.mark.parametrize("start", ["en/index.html", "en/retention/by-place.html"])
@pytest.mark.parametrize("words", EN)
def test_english(page, base, words, start):
    found = results(page, base, start, words)
    assert any(name in address for address in found[:3] for name in EN[words].split("|")), found[:5]
    assert all(address.startswith("en/") for address in found), "Chinese pages in English results"


def test_a_word_inside_a_chinese_sentence_is_found(page, base):
    assert results(page, base, "index.html", "冻结")


def test_each_language_has_its_own_index_with_words_cut(site):
    chinese = json.loads((site / "search/search_index.json").read_text("utf-8"))
    english = json.loads((site / "en/search/search_index.json").read_text("utf-8"))
    assert "\u200b" in json.dumps(chinese, ensure_ascii=False), "Chinese text is not cut into words: is jieba there?"
    assert not [entry for entry in chinese["docs"] if entry["location"].startswith("en/")]
    assert english["config"]["lang"] == ["en"] and chinese["config"]["lang"] == ["zh"]
    for folder in ("search", "en/search"):
        script = (site / folder / "search_index.js").read_text("utf-8")
        assert script == "var __index = " + (site / folder / "search_index.json").read_text("utf-8")
    pages = {len({entry["location"].split("#")[0] for entry in index["docs"]}) for index in (chinese, english)}
    assert len(pages) == 1, "one language's index lacks pages"
