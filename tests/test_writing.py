"""Copy-editing: the tools find what they should, and nothing in the guide."""

import pytest
from conftest import ROOT
from own_data import GUIDE

from guide.checks import writing


@pytest.mark.parametrize(
    ("locale", "text", "problem"),
    [
        ("zh", "OKX的账户", "Chinese style: 'OKX的账户', AutoCorrect sets 'OKX 的账户'"),
        ("zh", "先注销,再请求", "Chinese style: '先注销,再请求', AutoCorrect sets '先注销，再请求'"),
        ("zh", "注销帳戶", "Traditional characters in Simplified text: 帳戶"),
        (
            "en",
            "What is the “travel rule”?",
            "quotation marks of another language: “ ” in 'What is the “travel rule”?'; write them as its other texts do",
        ),
        (
            "zh",
            '所谓"注销"',
            'quotation marks of another language: " in \'所谓"注销"\'; write them as its other texts do',
        ),
        ("en", "Close teh account", "spelling: 'teh'; if it is right, add it to tests/words.txt"),
    ],
)
def test_fault(locale, text, problem):
    assert list(writing.text_problems(text, locale)) == [problem]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("zh", "OKX 的账户，先注销。"),
        ("zh", "按钮叫「帳戶」"),
        ("en", "Close the account; OKX doesn't charge."),
        ("en", "Write to dpo@binance.com"),
        ("en", 'Ask "why", and note the company\'s answer'),
    ],
)
def test_right_text(locale, text):
    assert list(writing.text_problems(text, locale)) == []


def test_simplified_characters_in_a_traditional_quotation():
    assert writing.simplified("帳戶关闭") == ["关", "闭"]
    assert writing.simplified("帳戶關閉") == []


def test_prose_leaves_code_macros_and_markup_out():
    page = '---\ntitle: x\n---\n\n# 标题 {: #top }\n\n见[下页](a.md)。{{ cite("x") }}\n\n```text\nOKX的\n```\n'
    assert list(writing.prose(page)) == [(5, "标题"), (7, "见下页。")]


def test_the_pages_are_copy_edited():
    found = list(writing.check_pages(ROOT / "docs", GUIDE))
    assert not found, "\n".join(found)


def test_the_data_are_copy_edited():
    found = list(writing.check_data(GUIDE))
    assert not found, "\n".join(found)


def test_the_markdown_linter_has_no_finding():
    found = list(writing.check_markdown(ROOT))
    assert not found, "\n".join(found)


def test_the_markdown_linter_runs(tmp_path):
    for folder in ("docs/zh", "docs/en"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "docs/en/a.md").write_text("# A\n\n\n\ntwo  blank\n* a\n- b\n", "utf-8")
    (tmp_path / "README.md").write_text("# R\n", "utf-8")
    (tmp_path / "docs/zh/a.md").write_text("# A\n", "utf-8")
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8"), "utf-8")
    assert any("MD012" in line for line in writing.check_markdown(tmp_path))
