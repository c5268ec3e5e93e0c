"""What a newcomer does to a copy of the guide: begins a page pair, an exchange and a place, and fills in each blank."""

from __future__ import annotations

import argparse
import io
import re
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from unittest.mock import patch

import cli

from guide.scaffold import command

TODAY = date.today()
BLANK = re.compile(r"FILL: [^\"\n{}*]*")
# what a newcomer writes, by what the blank asks for; the first pattern that fits
ANSWERS = (
    ("its official address", "https://help.zonda.example/terms"),
    ("its own domain", "zonda.example"),
    ("id of the company's place", "mt"),
    ("its address, or", "privacy@zonda.example"),
    ("true if you read", "true"),
    ("close it without support", "yes"),
    ("or not-found", "not-found"),
    ("whom it serves, as a list", "[all]"),
    ("who may write there", "[other]"),
    ("the one it belongs to", "blocked"),
    ("where you read it", "stored-page"),
    ("the text's own day", "2026-03"),
    ("its language|language of these", "en"),
    ("the day you read", str(TODAY)),
    ("terms, privacy or help", "terms"),
    ("^law$", "law"),
    ("number of years", "5"),
    ("relationship-end", "relationship-end"),
    ("yes, limited", "limited"),
    ("own words", "closed at any time"),
    ("full name of the company", "Zonda Trzbk Kft."),
    ("问题", "丢了卡怎么注销？"),
    ("question", "How do I close it without the card?"),
    ("链接", "先看[客服](../steps/contact-support.md)。"),
    ("as a link", "See [support](../steps/contact-support.md)."),
    ("先做什么", '先挂失。{{ cite("okx-authenticator-sync") }}'),
    ("the first thing", 'Block the card. {{ cite("okx-authenticator-sync") }}'),
    ("^名称$", "Zonda"),
    ("^name$", "Zonda"),
    ("name of the law|law$", "A Law"),
    (r"[\u4e00-\u9fff]", "丢了卡"),
    ("", "A lost card"),
)


def begin(root, *words):
    """Run the command `new` below `root`; return its exit code."""
    parser = argparse.ArgumentParser()
    command.add_new_arguments(parser)
    return command.run_new(parser.parse_args(words), root, TODAY)


def fill(root):
    """Write an answer into every blank, as a person would; return how many there were."""
    count = 0
    for path in [*(root / "docs").rglob("*.md"), *(root / "docs/data").rglob("*.yml")]:
        text = path.read_text("utf-8")
        if "FILL: " not in text:
            continue
        # years, true and lists are no texts: the quotes go with the blank
        text = re.sub(
            r'"FILL: (number of years|true if|whom it serves|who may write)[^"]*"', lambda blank: answer(blank[0]), text
        )
        text, found = BLANK.subn(lambda blank: answer(blank[0]), text)
        count += found
        path.write_text(text, "utf-8")
    return count


def answer(blank):
    """Return what a newcomer writes for a blank."""
    hint = blank.strip('"').removeprefix("FILL: ").strip()
    return next(words for pattern, words in ANSWERS if re.search(pattern, hint))


def program(root, *words):
    """Run the maintainers' program on the copy in `root`; it must have nothing to complain about."""
    said = io.StringIO()
    with patch.multiple(cli, ROOT=root, DOCS=root / "docs"), redirect_stdout(said), redirect_stderr(said):
        code = cli.main([str(word) for word in words])
    assert code == 0, (words, said.getvalue())


def begin_all(root):
    """Begin a page pair, an exchange and a place."""
    program(root, "new", "page", "special-cases/lost-card")
    assert begin(root, "exchange", "zonda") == 0  # although the page's blanks are not filled in yet
    assert begin(root, "place", "xx", "--region", "americas") == 0


def finish(root, *pages):
    """Fill in all blanks, confirm what is new and other `pages`, record it; every check of data, pairs, addresses passes."""
    assert fill(root) > 50
    program(root, "confirm", "special-cases/lost-card", *pages)
    program(root, "record")
    program(root, "check", *(word for part in ("data", "twins", "addresses") for word in ("--only", part)))
