"""Both languages in step: the guide has no finding, and each fault in a pair gives its exact message."""

import re
import time
from pathlib import Path

import pytest
from conftest import ROOT
from html_pages import read, twins

from guide.checks import confirmed
from guide.checks import twins as pairs

DOCS = ROOT / "docs"
LETTERS = ("special-cases", "stay-safe", "steps")
LETTER = re.compile(r"```text\n(.*?)```", re.DOTALL)
BOTH = "docs/zh/a.md and docs/en/a.md"
ZH = """# 标题 {: #top }

## 步骤 {: #steps }

{{ fact("x-one") }}。

- 一
- 二

| a | b |
|---|---|
| c | d |

!!! note "注意"

    文字

```text
您好
```

![图](../images/a.svg)

见[下一页](b.md#part)。
"""
EN = (
    ZH.replace("下一页", "next")
    .replace("标题", "Title")
    .replace("步骤", "Steps")
    .replace("。", ".")
    .replace("一", "one")
    .replace("二", "two")
    .replace("注意", "Note")
    .replace("文字", "words")
    .replace("您好", "Hello")
    .replace("图", "picture")
    .replace("见", "See ")
)


def page(body):
    """Return an article as built."""
    return f'<html><article><h1 id="top">T</h1><h2 id="steps">S</h2>{body}</article></html>'


MARKDOWN_FAULTS = [
    ("## Steps {: #steps }", "## Steps {: #stepz }", "headings differ: ## steps against ## stepz"),
    ("## Steps {: #steps }", "### Steps {: #steps }", "headings differ: ## steps against ### steps"),
    (
        "## Steps {: #steps }\n",
        "## Steps {: #steps }\n\n## More {: #more }\n",
        "headings differ: nothing against ## more",
    ),
    (
        '{{ fact("x-one") }}',
        '{{ fact("x-two") }}',
        '#steps: facts cited differ: only in zh: fact("x-one"); only in en: fact("x-two")',
    ),
    ('{{ fact("x-one") }}.', "", '#steps: facts cited differ: only in zh: fact("x-one")'),
    ("- two\n", "", "#steps: list items differ: 2 in zh, 1 in en"),
    ("| c | d |\n", "", "#steps: table rows differ: 3 in zh, 2 in en"),
    ("| c | d |", "| c | d | e |", "#steps: table columns differ: 6 in zh, 7 in en"),
    ('!!! note "Note"\n\n    words\n', "words\n", "#steps: notes differ: 1 in zh, 0 in en"),
    ("```text\nHello\n```\n", "Hello\n", "#steps: ready messages differ: 1 in zh, 0 in en"),
    ("a.svg", "b.svg", "#steps: pictures differ: only in zh: ../images/a.svg; only in en: ../images/b.svg"),
    ("(b.md#part)", "(b.md#other)", "#steps: links differ: only in zh: b.md#part; only in en: b.md#other"),
    (
        "[next](b.md#part)",
        "[next](https://law.example/)",
        "#steps: outside addresses differ: only in en: https://law.example/",
    ),
]
BUILT_FAULTS = [
    ("<p>5 年</p>", "<p>6 years</p>", "#steps: figures differ: only in zh: 5; only in en: 6"),
    ("<p>十年</p>", "<p>10 years</p>", "#steps: figures differ: only in en: 10"),
    ("<p>2024-04-04</p>", "<p>2024-04-05</p>", "#steps: figures differ: only in en: 5"),
    ("<p>1,000 元</p>", "<p>100 yuan</p>", "#steps: figures differ: only in zh: 1000; only in en: 100"),
    (
        "<p>写给 a@b.example</p>",
        "<p>write to c@b.example</p>",
        "#steps: emails differ: only in zh: a@b.example; only in en: c@b.example",
    ),
    ("<ul><li>一</li></ul>", "<ul><li>one</li><li>two</li></ul>", "#steps: list items differ: 1 in zh, 2 in en"),
    (
        "<table><tr><td>一</td></tr></table>",
        "<table><tr><td>one</td><td>two</td></tr></table>",
        "#steps: table columns differ: 1 in zh, 2 in en",
    ),
    (
        '<a href="x.html">看</a>',
        '<a href="y.html">see</a>',
        "#steps: links differ: only in zh: x.html; only in en: y.html",
    ),
    (
        '<a href="https://a.example/">看</a>',
        '<a href="https://b.example/">see</a>',
        "#steps: outside addresses differ: only in zh: https://a.example/; only in en: https://b.example/",
    ),
    (
        '<span data-fact="x-one">a</span>',
        '<span data-fact="x-two">a</span>',
        "#steps: facts cited differ: only in zh: x-one; only in en: x-two",
    ),
    ('<div class="admonition note">注</div>', "<p>note</p>", "#steps: notes differ: 1 in zh, 0 in en"),
    ("<pre>您好</pre>", "<p>Hello</p>", "#steps: ready messages differ: 1 in zh, 0 in en"),
    ("<svg></svg>", "<p>picture</p>", "#steps: pictures differ: 1 in zh, 0 in en"),
]


def compared(zh, en):
    """Return the differences between the sections of two twins."""
    return list(pairs.differences(pairs.Page("zh", "docs/zh/a.md", zh), pairs.Page("en", "docs/en/a.md", en)))


def test_a_whole_pair_has_no_difference():
    assert (compared(pairs.markdown_sections(ZH), pairs.markdown_sections(EN))) == []
    assert (compared(pairs.built_sections(page("<p>5 年</p>")), pairs.built_sections(page("<p>5 years</p>")))) == []


@pytest.mark.parametrize(("old", "new", "message"), MARKDOWN_FAULTS)
def test_fault_in_the_markdown(old, new, message):
    assert old in EN, "the fault does not apply"
    found = compared(pairs.markdown_sections(ZH), pairs.markdown_sections(EN.replace(old, new, 1)))
    assert f"{BOTH}: {message}" in found, found


@pytest.mark.parametrize(("zh", "en", "message"), BUILT_FAULTS)
def test_fault_in_the_built_page(zh, en, message):
    found = compared(pairs.built_sections(page(zh)), pairs.built_sections(page(en)))
    assert found == [f"{BOTH}: {message}"]


def test_depth_of_the_language_s_folder_is_no_difference():
    zh, en = page('<a href="../x.html">看</a>'), page('<a href="../../x.html">see</a>')
    assert not (compared(pairs.built_sections(zh), pairs.built_sections(en)))


def test_the_guide_s_pairs_agree(site):
    started = time.perf_counter()
    found = [*pairs.check_markdown(DOCS), *pairs.check_built(site)]
    assert not found, "\n".join(found)
    assert time.perf_counter() - started < 20


def letters(page: Path) -> list[str]:
    """Return the letters a page shows, in whatever language."""
    return sorted(map(str.strip, LETTER.findall(page.read_text("utf-8"))))


def test_letters_say_the_same_on_both_sides():
    """Each side shows a letter in both languages: a concession taken out on one side must not live on on the other."""
    shown = {page: letters(page) for folder in LETTERS for page in (DOCS / "zh" / folder).glob("*.md")}
    assert sum(map(len, shown.values())) > 20
    differ = [
        page.name for page, found in shown.items() if found != letters(DOCS / "en" / page.relative_to(DOCS / "zh"))
    ]
    assert not differ


def test_the_guide_s_pairs_are_confirmed():
    found = list(confirmed.unconfirmed(DOCS))
    assert not found, "\n".join(found)


def test_a_one_sided_change_fails_until_confirmed(tmp_path):
    for locale in ("zh", "en"):
        (tmp_path / locale).mkdir()
        (tmp_path / locale / "a.md").write_text(f"# {locale} {{: #top }}\n", "utf-8")
    (tmp_path / "data").mkdir()
    remedy = f"read both, then run: {confirmed.COMMAND} a.md"
    assert list(confirmed.unconfirmed(tmp_path)) == [
        f"docs/zh/a.md and docs/en/a.md: never confirmed as twins; {remedy}"
    ]
    confirmed.confirm(tmp_path, ["a.md"])
    assert list(confirmed.unconfirmed(tmp_path)) == []
    (tmp_path / "zh/a.md").write_text("# 改了 {: #top }\n", "utf-8")
    assert list(confirmed.unconfirmed(tmp_path)) == [
        f"docs/zh/a.md and docs/en/a.md: only zh changed since the pair was confirmed; {remedy}"
    ]
    (tmp_path / "en/a.md").write_text("# changed {: #top }\n", "utf-8")
    assert list(confirmed.unconfirmed(tmp_path)) == [
        f"docs/zh/a.md and docs/en/a.md: both sides changed since the pair was confirmed; {remedy}"
    ]
    confirmed.confirm(tmp_path, ["a.md"])
    assert list(confirmed.unconfirmed(tmp_path)) == []
    (tmp_path / "zh/alone.md").write_text("# 独 {: #top }\n", "utf-8")
    assert list(confirmed.unconfirmed(tmp_path)) == [], "that a twin is missing is said by another check"
    for locale in ("zh", "en"):
        (tmp_path / locale / "a.md").unlink()
    assert list(confirmed.unconfirmed(tmp_path)) == [
        f"docs/data/pairs.yml: a.md: no such page; run: {confirmed.COMMAND} a.md"
    ]
    assert list(confirmed.cannot_confirm(tmp_path, ["a.md"])) == []
    confirmed.confirm(tmp_path, ["a.md"])
    assert list(confirmed.unconfirmed(tmp_path)) == [], "a page that is gone leaves the record"


def test_a_fault_of_one_page_is_not_said_of_the_pair_too():
    pair = "docs/zh/a.md and docs/en/a.md: #top: facts cited differ: only in en: fact(x)"
    other = "docs/zh/b.md and docs/en/b.md: never confirmed as twins; read both"
    record = "docs/data/pairs.yml: c.md: no such page; run: x c.md"
    faults = ["docs/en/a.md:7: fact: 'x': no such fact", "docs/en/b.md: no other page links to it"]
    assert list(confirmed.sound_twins([pair, other, record], faults)) == [other, record]


def test_same_pages(site):
    chinese = {zh.relative_to(site) for zh, _ in twins(site)}
    english = {path.relative_to(site / "en") for path in (site / "en").rglob("*.html") if read(path).headings}
    assert chinese == english


def test_every_heading_has_an_explicit_ascii_id(site):
    for pair in twins(site):
        for path in pair:
            ids = [name for _, name in read(path).headings]
            assert all(re.fullmatch(r"[a-z][a-z0-9-]*", name) for name in ids), (path, ids)
