"""A third language is a question of words: one entry in locales.py, one in mkdocs.yml, its words in the data and its pages."""

import shutil
import subprocess
import sys

import pytest
import yaml
from conftest import build

from guide.text.yaml_files import StrictLoader

CODE = "en-GB"  # a code with a hyphen; its words are those of English
NAMED_BY_LANGUAGE = ("kit-language-en", "reply-text-en", "message-language-en")  # labels about a language


RECORDS = ("pairs.yml", "published.yml", "texts.yml")  # written by the program


def part(text, start, end):
    """Return the part of `text` from `start` to before `end`."""
    begin = text.index(start)
    return text[begin : text.index(end, begin)]


def rewritten(path, change):
    """Write what `change` makes of a file's text."""
    path.write_text(change(path.read_text("utf-8")), "utf-8")


def with_locale(text):
    """Return locales.py with one more entry."""
    english = part(text, '        Locale(\n            code="en"', "    )\n}\nCODES")
    return text.replace(english, english + english.replace('"en"', f'"{CODE}"').replace("en/", f"{CODE}/"), 1)


def with_language(text):
    """Return mkdocs.yml with one more language."""
    english = part(text, "        - locale: en\n", "\n# Hooks")
    return text.replace(english, english + english.replace("locale: en\n", f"locale: {CODE}\n"), 1)


def in_three(content):
    """Return data with the words of English as those of the third language."""
    if isinstance(content, list):
        return [in_three(item) for item in content]
    if not isinstance(content, dict):
        return content
    found = {key: in_three(value) for key, value in content.items()}
    found |= {key[: -len("en")] + CODE: found[key] for key in NAMED_BY_LANGUAGE if key in found}
    return {**found, CODE: found["en"]} if {"zh", "en"} <= set(found) else found


@pytest.mark.long
def test_a_third_language_changes_nothing_else(copy, tmp_path):
    rewritten(copy / "overrides/hooks/guide/locales.py", with_locale)
    rewritten(copy / "mkdocs.yml", with_language)
    program = [sys.executable, copy / "overrides/hooks/cli.py", "check", "--only", "pages"]
    done = subprocess.run(program, capture_output=True, text=True)
    assert done.returncode == 1 and f".{CODE}: missing" in done.stderr, "what is missing is named"
    for path in (path for path in (copy / "docs/data").rglob("*.yml") if path.name not in RECORDS):
        content = in_three(yaml.load(path.read_text("utf-8"), Loader=StrictLoader))
        path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000), "utf-8")
    shutil.copytree(copy / "docs/en", copy / "docs" / CODE)
    shutil.copytree(copy / "overrides/partials/pages/en", copy / "overrides/partials/pages" / CODE)
    done = subprocess.run(program, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    done = build(copy, tmp_path / "site")
    assert done.returncode == 0, done.stderr[-3000:]
    pages = {path.relative_to(tmp_path / "site/en") for path in (tmp_path / "site/en").rglob("*.html")}
    assert pages == {path.relative_to(tmp_path / "site" / CODE) for path in (tmp_path / "site" / CODE).rglob("*.html")}
    assert f'data-languages="en zh {CODE}"' in (tmp_path / "site/go/okx.html").read_text("utf-8")
    assert f'hreflang="{CODE}"' in (tmp_path / "site/index.html").read_text("utf-8")
