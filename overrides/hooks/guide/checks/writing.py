"""Copy-editing with well-kept tools: AutoCorrect for Chinese, a dictionary for English, OpenCC for the script.

Pure functions over text; `cli.py check` runs them, and the Markdown linter, over the whole guide: the pages' prose and
every text in the data. These are a maintainer's tools: the build does not need them.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from guide.checks.names import proper_words
from guide.data import Guide, LocalizedText, Statement, entries
from guide.locales import CHINESE, CODES, HAN, LOCALES
from guide.text.markdown import LINK, outside_code

WORDS = Path(__file__).parents[4] / "tests/words.txt"
# what Markdown and the macros add to a line; links keep their words
MARKUP = re.compile(r"\{:[^}]*\}|<[^>]+>|\*\*|^#{1,6} |^\s*(?:[-*]|\d+\.) ")
BOX = re.compile(r'^!!! \w+ "(.*)"$')  # a note with a title
MARK = re.compile(r"\s*\{\{ cite\([^}]*\}\}")
# what a macro or code stands for in a sentence
STAND_INS = ((re.compile(r"\{\{.*?\}\}"), "甲"), (re.compile(r"`[^`]*`"), "x"))
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
ADDRESS = re.compile(r"\S+[@.]\S+\.?\w{2,}|\S+/\S+|\S+-\S+\.\S+")
QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"]*\"")
IS_HAN = re.compile(f"[{HAN}]")
TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk")
# characters OpenCC maps although Simplified text uses them as they stand
BOTH_SCRIPTS = set("乾著藉瞭於馀徵摺苧覆讎鍾麽么只")


def prose(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield (line number, words) of a page: without front matter, code, macros and markup."""
    for number, line in outside_code(markdown):
        words = BOX.sub(r"\1", MARKUP.sub("", LINK.sub(r"\2", MARK.sub("", line))).strip())
        for pattern, stand_in in STAND_INS:
            words = pattern.sub(stand_in, words)
        if words:
            yield number, words


def chinese_style(text: str) -> str | None:
    """Return `text` as AutoCorrect would set it (spaces between scripts, full-width punctuation), None if it is so."""
    import autocorrect_py

    if not IS_HAN.search(text):
        return None  # a name
    # a cell border or a gap left by a macro is no matter of style
    plain = re.sub(r"\s*\|\s*", "\n", text)
    wanted = autocorrect_py.format(plain)
    return None if wanted == plain else str(wanted).replace("\n", " | ").strip()


def traditional(text: str) -> list[str]:
    """Return the Traditional characters in a text meant to be Simplified, in order."""
    return [char for char in characters(text) if changes(char, "t2s")]


def simplified(text: str) -> list[str]:
    """Return the Simplified characters in a text meant to be Traditional, in order."""
    return [char for char in characters(text) if changes(char, "s2t") and not changes(char, "t2s")]


def characters(text: str) -> list[str]:
    """Return the Chinese characters of `text` that belong to one script alone, each once, in order."""
    return [char for char in dict.fromkeys(text) if char not in BOTH_SCRIPTS and IS_HAN.match(char)]


@cache  # few characters make many texts
def changes(char: str, way: str) -> bool:
    """Tell whether OpenCC writes `char` otherwise, going `way` ("t2s" or "s2t")."""
    return bool(converter(way).convert(char) != char)


@cache
def converter(way: str) -> Any:
    """Return OpenCC's converter for `way`: "t2s" or "s2t"."""
    from opencc import OpenCC

    return OpenCC(way)


@cache
def dictionary(language: str) -> Any:
    """Return the dictionary of `language` with the guide's own words (tests/words.txt) added."""
    from spellchecker import SpellChecker

    checker = SpellChecker(language=language)
    lines = WORDS.read_text("utf-8").splitlines()
    checker.word_frequency.load_words(line.strip().lower() for line in lines if line.strip())
    return checker


def misspelt(text: str, language: str, names: Collection[str] = ()) -> list[str]:
    """Return the words of a text that neither the dictionary, the guide's own list nor `names` know, in order."""
    words = [match.replace("’", "'") for match in WORD.findall(ADDRESS.sub(" ", text))]
    words = [word.removesuffix("'s") for word in words if word.isascii() and not word.isupper()]
    unknown = dictionary(language).unknown({word.lower() for word in words if len(word) > 2}) - set(names)
    return list(dict.fromkeys(word for word in words if word.lower() in unknown))


def texts(entry: object, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield (key path, locale, text) for every text of a data entry."""
    if isinstance(entry, (LocalizedText, Statement)):
        for locale in CODES:
            yield path, locale, entry.text(locale) if isinstance(entry, Statement) else entry[locale]
    elif isinstance(entry, BaseModel):
        start = f"{path}." if path else ""
        for key, value in entry:
            if isinstance(value, list):
                for position, item in enumerate(value):
                    yield from texts(item, f"{start}{key}.{getattr(item, 'id', position + 1)}")
            else:
                yield from texts(value, start + key)


def text_problems(text: str, locale: str, names: Collection[str] = ()) -> Iterator[str]:
    """Yield what is wrong with one text in `locale`; `names`, in small letters, are no spelling mistakes."""
    language = LOCALES[locale]
    if language.script == CHINESE:
        if found := traditional(QUOTED.sub("", text)):  # a quoted label keeps its own script
            yield f"Traditional characters in Simplified text: {''.join(found)}"
        if (wanted := chinese_style(text)) is not None:
            yield f"Chinese style: {text!r}, AutoCorrect sets {wanted!r}"
    if found := [char for char in language.stray if char in text]:
        yield f"quotation marks of another language: {' '.join(found)} in {text!r}; write them as its other texts do"
    if language.dictionary:
        for word in misspelt(text, language.dictionary, names):
            yield f"spelling: {word!r}; if it is right, add it to tests/words.txt"


def check_pages(docs: Path, guide: Guide) -> Iterator[str]:
    """Yield every problem of the pages' own prose."""
    names = proper_words(guide)
    for locale in CODES:
        for path in sorted((docs / locale).rglob("*.md")):
            for number, words in prose(path.read_text("utf-8")):
                for problem in text_problems(words, locale, names):
                    yield f"docs/{path.relative_to(docs).as_posix()}:{number}: {problem}"


def check_data(guide: Guide) -> Iterator[str]:
    """Yield every problem of the data's texts, and Simplified characters in quotations marked Traditional."""
    names = proper_words(guide)
    for entry, name in entries(guide):
        for key, locale, text in texts(entry):
            for problem in text_problems(text, locale, names):
                yield f"{name}: {entry.id}{'.' if key else ''}{key}: {problem}"
    for fact in guide.facts.values():
        found = simplified(fact.quote) if fact.quote and (fact.quote_lang or "").lower() in TRADITIONAL else []
        if found:
            where = f"{guide.origin[id(fact)]}: {fact.id}.quote"
            yield f"{where}: Simplified characters in Traditional text: {''.join(found)}"


def check_markdown(root: Path) -> Iterator[str]:
    """Yield the Markdown linter's findings; its settings are in pyproject.toml."""
    folders = [f"docs/{locale}" for locale in CODES]
    command = [sys.executable, "-m", "pymarkdown", "--config", "pyproject.toml", "scan", *folders, "README.md"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    yield from (line for line in (done.stdout + done.stderr).splitlines() if line.strip())
