"""What the frame does to a page's text: days as the language writes them, folds, letters in the page's language first,
tables that a phone has room for."""

import pytest
from own_data import GUIDE

from guide.frame.days import with_days
from guide.frame.folds import folded
from guide.frame.frame import framed
from guide.frame.letters import own_letters_first
from guide.site.markup import boxed


@pytest.mark.parametrize(
    ("locale", "html", "wanted"),
    [
        ("zh", "<p>自 2026-07-01 起</p>", '<p>自 <span class="guide-day">2026年7月1日</span>起</p>'),
        ("zh", "<p>（2024-05-09）</p>", '<p>（<span class="guide-day">2024年5月9日</span>）</p>'),
        ("zh", "<p>2026-06 的报道</p>", '<p><span class="guide-day">2026年6月</span>的报道</p>'),
        ("zh", "<p>2027年10月25日</p>", '<p><span class="guide-day">2027年10月25日</span></p>'),
        ("zh", '<time datetime="2026-11-23">2026-11-23</time>', '<time datetime="2026-11-23">2026年11月23日</time>'),
        ("en", "<p>since 2026-07-01, yes</p>", '<p>since <span class="guide-day">2026-07-01</span>, yes</p>'),
        ("zh", '<a href="x-2026-07-01.html">看</a>', '<a href="x-2026-07-01.html">看</a>'),
        ("zh", "<code>2026-02-28</code><q>2026-02-28</q>", "<code>2026-02-28</code><q>2026-02-28</q>"),
        ("zh", "<p>2013-14 年度，第 2024-13-01 号</p>", "<p>2013-14 年度，第 2024-13-01 号</p>"),
    ],
)
def test_days_are_written_as_the_language_does(locale, html, wanted):
    assert with_days(html, locale) == wanted


def test_the_word_how_sure_a_sentence_is_never_touches_the_next():
    box = '<small class="guide-status" data-search-exclude>二手来源</small>'
    assert framed(f"<p>先停手。 {box}再看</p>", GUIDE, "zh", "a.md") == f"<p>先停手。 {box} 再看</p>"
    assert framed(f"<p>先停手。<span> {box}</span>再看</p>", GUIDE, "zh", "a.md").endswith("</span> 再看</p>")
    assert framed(f"<p>是域名 {box}。</p>", GUIDE, "zh", "a.md") == f"<p>是域名 {box}。</p>"


PAGE = '<p>a</p><h2 id="one">One</h2><p>1</p><h3 id="in">In</h3><h2 id="two">Two</h2><p>2</p>'


def test_named_sections_are_folded_with_all_below_them():
    html = folded(PAGE, ["one"])
    assert (
        '<details class="guide-fold"><summary><h2 id="one">One</h2></summary>\n<p>1</p><h3 id="in">In</h3>\n</details>'
        in html
    )
    assert html.endswith('<h2 id="two">Two</h2><p>2</p>') and html.startswith("<p>a</p>")


def test_nothing_is_folded_unasked_and_a_wrong_name_is_an_error():
    assert folded(PAGE, []) == PAGE
    with pytest.raises(ValueError, match="no section three"):
        folded(PAGE, ["one", "three"])


ZH, EN = '<div class="highlight"><pre>您好</pre></div>', '<div class="highlight"><pre lang="en">Hello</pre></div>'


def test_a_letter_stands_in_the_page_s_language_first():
    html = own_letters_first(f"{ZH}\n{EN}", "zh", "英文版")
    assert html.index("您好") < html.index("<summary>英文版</summary>") < html.index("Hello")
    chinese, english = ZH.replace("<pre>", '<pre lang="zh">'), EN.replace(' lang="en"', "")
    html = own_letters_first(f"{chinese}\n{english}", "en", "In Chinese")
    assert html.index("Hello") < html.index("<summary>In Chinese</summary>") < html.index("您好")


def test_letters_in_one_language_stay_as_they_are():
    assert own_letters_first(ZH, "zh", "x") == ZH and "<details" not in own_letters_first(f"{ZH}\n{ZH}", "zh", "x")


def table(*rows: list[str]) -> str:
    """Return a plain table, the first row its head."""
    lines = ["".join(f"<{tag}>{cell}</{tag}>" for cell in row) for tag, row in zip(["th", *["td"] * 9], rows)]
    head, *body = (f"<tr>{line}</tr>" for line in lines)
    return f"<table><thead>{head}</thead><tbody>{''.join(body)}</tbody></table>"


def test_a_wide_table_names_each_cell_by_its_column_and_each_row_by_its_first_cell():
    html = boxed(table(["Lost", "<em>First</em>", 'So "then"'], ["Phone", "Ask", "<a href='x'>Write</a>"]))
    assert '<th scope="row">Phone</th><td data-label="First">Ask</td>' in html
    assert """<td data-label="So &quot;then&quot;"><a href='x'>Write</a></td>""" in html
    assert html.startswith('<table class="guide-table">') and '<th scope="col">Lost</th>' in html


def test_a_narrow_or_irregular_table_scrolls_in_a_box():
    for plain in (table(["a", "b"], ["1", "2"]), table(["a", "b", "c"], ["1", "2"])):
        assert boxed(plain) == f'<div class="md-typeset__scrollwrap"><div class="md-typeset__table">{plain}</div></div>'
