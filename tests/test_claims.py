"""No figure on a page but through the data: figures in digits and in words are found, and the guide has none."""

import pytest
from conftest import ROOT

from guide.checks.figures import check_figures, own_figures
from guide.checks.pages import pages_of


@pytest.mark.parametrize(
    "line",
    [
        "Records stay for 5 years.",
        "Records stay for five years.",
        "within thirty days",
        "up to 10 %",
        "since 2024-04-04",
        "Art. 17(3) applies",
        "write to privacy@company.example",
        "ten business days",
        "资料保存 5 年。",
        "资料保存五年。",
        "三十天内答复",
        "在十个工作日内",
        "百分之十",
        "第 17 条",
        "2027 年 7 月",
        "两个月内",
        "半年后",
    ],
)
def test_a_figure_of_the_page_s_own_is_found(line):
    assert list(own_figures(f"# Title {{: #top }}\n\n{line}\n")), line


@pytest.mark.parametrize(
    "line",
    [
        '{{ fact("x-5-years") }}.',
        "1. First step",
        "## Part {: #part-2 }",
        "[page](a.md#s-3)",
        "Two things differ.",
        "三个条件缺一不可。",
        "Use 2FA.",
        "the Web3 wallet",
        "两件事。",
        "在同一天再问一次。",
        "一步一步来。",
    ],
)
def test_what_is_no_claim_is_left_alone(line):
    assert not list(own_figures(f"---\ntags: [a1]\n---\n{line}\n")), line


def test_a_ready_message_counts_and_code_for_a_machine_does_not():
    page = "# T {: #top }\n\n```yaml\ncron: 5\n```\n\n```text\nwithin 7 days\n```\n\n9 days\n"
    assert list(own_figures(page)) == [(8, "7 days"), (11, "9 days")]


def test_front_matter_shown_to_readers_counts():
    assert list(own_figures("---\ndescription: kept 5 years\n---\n")) == [(2, "5 years")]


def test_no_page_states_a_figure_itself():
    found = list(check_figures(ROOT / "docs", pages_of(ROOT / "docs")))
    assert not found, "\n".join(found)


def test_it_is_told_with_file_and_line(tmp_path):
    path = tmp_path / "en/x.md"
    path.parent.mkdir()
    path.write_text("---\ntitle: X\n---\n\nkept 5 years\n", "utf-8")
    remedy = "a figure of the page's own; take it from the data with fact, value or cite"
    assert list(check_figures(tmp_path, [path])) == [f"docs/en/x.md:5: '5 years': {remedy}"]
