"""Words of the other language carry `lang`; names, code and marked parts are left alone."""

import pytest
from html_pages import read, twins
from language import mark_foreign


@pytest.mark.parametrize(
    ("locale", "html", "marked"),
    [
        ("zh", "<p>点 Close account 再确认</p>", '<p>点 <span lang="en">Close account</span> 再确认</p>'),
        ("zh", "<p>OKX 的公司是 OKCoin Europe LTD。</p>", '<p>OKX 的公司是 <span lang="en">OKCoin Europe LTD</span>。</p>'),
        ("zh", "<p>OKX 和 KYC</p>", "<p>OKX 和 KYC</p>"),
        ("zh", '<q lang="en">may be kept</q>', '<q lang="en">may be kept</q>'),
        ("zh", "<p>「Profile &amp; Settings」</p>", '<p>「<span lang="en">Profile &amp; Settings</span>」</p>'),
        ("zh", "<p>甲 &amp; 乙 A&#39;s</p>", "<p>甲 &amp; 乙 A&#39;s</p>"),
        ("zh", "<code>dpo at example</code>", "<code>dpo at example</code>"),
        ("zh", "<p>a<br>两行 two words</p>", '<p>a<br>两行 <span lang="en">two words</span></p>'),
        ("zh", "<pre><code>Hello there</code></pre>", '<pre lang="en"><code>Hello there</code></pre>'),
        ("en", "<p>called 注销账户 there</p>", '<p>called <span lang="zh">注销账户</span> there</p>'),
        ("en", "<p>plain words</p>", "<p>plain words</p>"),
        ("en", "<pre><code>您好，我要注销我的账户，请确认收到</code></pre>", '<pre lang="zh"><code>您好，我要注销我的账户，请确认收到</code></pre>'),
    ],
)
def test_marks(locale, html, marked):
    assert mark_foreign(html, locale) == marked


def test_ready_messages_carry_their_language(site):
    zh, en = next(pair for pair in twins(site) if pair[0].name == "contact-support.html")
    for path, other in ((zh, "en"), (en, "zh")):
        languages = [values.get("lang") for tag, values in read(path).tags if tag == "pre"]
        assert languages.count(other) == languages.count(None) > 0, path
