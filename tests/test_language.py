"""Words of the other language carry `lang`; names, code and marked parts are left alone."""

import re

import pytest
from html_pages import read, twins

from guide.checks.wording import wrong_language
from guide.frame.language import mark_foreign


@pytest.mark.parametrize(
    ("locale", "html", "marked"),
    [
        ("zh", "<p>点 Close account 再确认</p>", '<p>点 <span lang="en">Close account</span> 再确认</p>'),
        (
            "zh",
            "<p>OKX 的公司是 OKCoin Europe LTD。</p>",
            '<p>OKX 的公司是 <span lang="en">OKCoin Europe LTD</span>。</p>',
        ),
        ("zh", "<p>OKX 和 KYC</p>", "<p>OKX 和 KYC</p>"),
        ("zh", '<q lang="en">may be kept</q>', '<q lang="en">may be kept</q>'),
        ("zh", "<p>「Profile &amp; Settings」</p>", '<p>「<span lang="en">Profile &amp; Settings</span>」</p>'),
        ("zh", "<p>甲 &amp; 乙 A&#39;s</p>", "<p>甲 &amp; 乙 A&#39;s</p>"),
        ("zh", "<code>dpo at example</code>", "<code>dpo at example</code>"),
        ("zh", "<p>a<br>两行 two words</p>", '<p>a<br>两行 <span lang="en">two words</span></p>'),
        ("zh", "<pre><code>Hello there</code></pre>", '<pre lang="en"><code>Hello there</code></pre>'),
        ("en", "<p>called 注销账户 there</p>", '<p>called <span lang="zh">注销账户</span> there</p>'),
        ("en", "<p>plain words</p>", "<p>plain words</p>"),
        (
            "en",
            "<pre><code>您好，我要注销我的账户，请确认收到</code></pre>",
            '<pre lang="zh"><code>您好，我要注销我的账户，请确认收到</code></pre>',
        ),
    ],
)
def test_marks(locale, html, marked):
    assert mark_foreign(html, locale) == marked


def test_ready_messages_carry_their_language(site):
    zh, en = next(pair for pair in twins(site) if pair[0] == site / "steps/contact-support.html")
    for path, other in ((zh, "en"), (en, "zh")):
        languages = [values.get("lang") for tag, values in read(path).tags if tag == "pre"]
        assert languages.count(other) == languages.count(None) > 0, path


ENGLISH = "This paragraph was left in English by somebody in a hurry today."


@pytest.mark.parametrize(
    ("locale", "html", "found"),
    [
        (
            "zh",
            f"<h2 id='x'>x</h2><h2 id=\"a\">标题标题</h2><p>{ENGLISH}</p><p>{'中' * 40}</p>",
            ["#a: Latin sentence in a page in zh: 'This paragraph was left in English by somebody in a hurry to'"],
        ),
        (
            "zh",
            f'<h2 id="a">标题</h2><ul><li>一项</li><li>{ENGLISH}</li></ul><p>{"中" * 40}</p>',
            ["#a: Latin sentence in a page in zh: 'This paragraph was left in English by somebody in a hurry to'"],
        ),
        (
            "zh",
            f'<h2 id="a">标题</h2><p><span lang="en">{ENGLISH}</span></p><p>{"中" * 40}</p>',
            ["#a: Latin sentence in a page in zh: 'This paragraph was left in English by somebody in a hurry to'"],
        ),
        ("zh", f'<h2 id="a">标题</h2><p>他说：<q lang="en">{ENGLISH}</q></p>', []),
        ("zh", f"<p>“{ENGLISH}”这句话</p>", []),
        ("zh", "<p>公司是 Nest Clearing and Custody Limited 之类的公司</p>", []),
        ("zh", "<p>Close the account now.</p>", ["the page is not in zh: 0 Chinese, 4 Latin"]),
        (
            "en",
            '<h2 id="a">A title here</h2><p>Some words, 然后忘了翻译这一句话，就这样 and more words to read on, so that the page as a whole is English</p>',
            ["#a: Chinese sentence in a page in en: '然后忘了翻译这一句话，就这样'"],
        ),
        ("en", "<p>It is called “注销账户注销账户” there, in the app of the exchange itself, as we read</p>", []),
        ("en", "<p>注销</p>", ["the page is not in en: 0 Latin, 2 Chinese"]),
    ],
)
def test_wrong_language(locale, html, found):
    assert list(wrong_language(html, locale)) == found


def test_every_page_is_in_its_language(site):
    found = []
    for pair in twins(site):
        for locale, path in zip(("zh", "en"), pair):
            article = path.read_text("utf-8").split("<article", 1)[1].split("</article>")[0]
            found += [
                f"{path.relative_to(site)}: {problem}" for problem in wrong_language("<article" + article, locale)
            ]
    assert not found, "\n".join(found)


BLANK = re.compile(r"：[ \u00a0]+[^<\s]|[\u4e00-\u9fff][ \u00a0]+[\u4e00-\u9fff]")
NO_PROSE = re.compile(r"<(script|style|svg|pre)\b.*?</\1>", re.DOTALL)


def test_no_stray_blanks_in_chinese(site):
    # what people search by is a list in the link kit, parted by blanks
    pages = [zh for zh, _ in twins(site) if zh.name != "link-kit.html"]
    found = {page.name: BLANK.findall(NO_PROSE.sub("", page.read_text("utf-8"))) for page in pages}
    assert not {name: blanks for name, blanks in found.items() if blanks}
