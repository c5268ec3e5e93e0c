"""The page checks as pure functions: each fault with its exact message."""

import pytest

from guide.checks import pages as checks

KNOWN = {"https://law.example/act"}


@pytest.fixture
def docs(tmp_path):
    """Return a folder with one whole page pair."""
    for locale in ("zh", "en"):
        (tmp_path / locale / "start").mkdir(parents=True)
        (tmp_path / locale / "index.md").write_text("# Title {: #top }\n\n[next](start/page.md#part)\n", "utf-8")
        (tmp_path / locale / "start/page.md").write_text("# Page {: #top }\n\n## Part {: #part }\n", "utf-8")
    return tmp_path


def found(docs):
    """Return all problems of the pages in `docs`."""
    return [*checks.vanishing_folders(docs), *checks.missing_twins(docs), *checks.page_problems(docs, KNOWN)]


def test_a_whole_pair_has_no_problem(docs):
    assert found(docs) == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("## Bare", "docs/en/index.md:4: heading without an id, add {: #name }: ## Bare"),
        ("## 标题", "docs/en/index.md:4: heading without an id, add {: #name }: ## 标题"),
        ("## Old form { #old }", "docs/en/index.md:4: heading without an id, add {: #name }: ## Old form { #old }"),
        (
            "See [x](https://other.example/).",
            "docs/en/index.md:4: address is not in docs/data/sources: https://other.example/",
        ),
        ("http://law.example/act", "docs/en/index.md:4: address is not in docs/data/sources: http://law.example/act"),
        ("[gone](start/gone.md)", "docs/en/index.md:4: link to a page that does not exist: start/gone.md"),
        ("[other](../zh/index.md)", "docs/en/index.md:4: link leads out of the language's folder: ../zh/index.md"),
        ("[part](start/page.md#lost)", "docs/en/index.md:4: no heading #lost in start/page.md"),
        ("[part](#lost)", "docs/en/index.md:4: no heading #lost in index.md"),
    ],
)
def test_fault_in_a_line(docs, line, message):
    with (docs / "en/index.md").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    assert found(docs) == [message]


def test_code_is_left_alone(docs):
    with (docs / "en/index.md").open("a", encoding="utf-8") as file:
        file.write("```text\n# not a heading\nhttps://other.example\n```\n")
    assert found(docs) == []


def test_missing_twins(docs):
    (docs / "zh/start/page.md").unlink()
    (docs / "zh/only.md").write_text("# Only {: #top }\n", "utf-8")
    assert found(docs)[:2] == [
        "docs/zh/only.md: has no twin docs/en/only.md",
        "docs/en/start/page.md: has no twin docs/zh/start/page.md",
    ]


def test_two_letter_folder(docs):
    (docs / "js").mkdir()
    assert found(docs) == ["docs/js: a two-letter folder would be taken for a language and vanish; rename it"]
