"""Read YAML as a person reads it, and say where it cannot be read."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

WORD, LIST, MAPPING = (f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the parser in C where there is one: ten times as quick


class StrictLoader(Loader):  # type: ignore[misc, valid-type]
    """YAML as a person reads it: a key given twice is an error, `no` is a word; dates are left to the models."""

    def construct_object(self, node: yaml.Node, deep: bool = True) -> Any:
        """Return what `node` stands for: words, lists and mappings at once, which is three times as quick."""
        if node.tag == WORD:
            return node.value
        if node.tag == LIST:
            return [self.construct_object(one) for one in node.value]
        return self.unique_mapping(node) if node.tag == MAPPING else super().construct_object(node, True)

    def unique_mapping(self, node: yaml.Node) -> dict[str, Any]:
        """Build a mapping; raise where a key stands twice."""
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self.construct_object(key_node)
            if key in mapping:
                raise yaml.MarkedYAMLError(problem=f"key {key!r} stands twice", problem_mark=key_node.start_mark)
            mapping[key] = self.construct_object(value_node)
        return mapping


# "no" and "off" stay words (YAML 1.1 would read a country code or an answer as false)
StrictLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in rules
        if not tag.endswith(":timestamp") and (not tag.endswith(":bool") or first in "tTfF")
    ]
    for first, rules in StrictLoader.yaml_implicit_resolvers.items()
}


def content_of(text: str) -> Any:
    """Return what the YAML `text` holds, dates as dates; None where it is empty, YAMLError where it isn't readable."""
    return yaml.load(text, Loader=Loader)


@lru_cache(maxsize=500)  # `serve` and the tests read the same texts again and again, all but one as they were
def content_as_written(text: str) -> Any:
    """Return what the YAML `text` of a data file holds, days as text; YAMLError where it isn't readable.

    Nobody changes what is returned: whoever reads the same text gets the same content.
    """
    return yaml.load(text, Loader=StrictLoader)


CONFLICT = re.compile(r"^(?:<{7}|>{7}|={7}$)", re.MULTILINE)
MERGE = "a conflict mark of a merge: keep what is right of both sides, and take the marks out"
# what the parser says → what a person did
HINTS = {
    "mapping values are not allowed": "a text with a colon and a blank needs quotation marks, or the line is too deep",
    "cannot start any token": "a text that begins with this sign needs quotation marks",
    "did not find expected '-' indicator": "indented otherwise than the lines above",
    "did not find expected key": "indented otherwise than the lines above, or a quotation mark inside a quoted text",
    "found unexpected end of stream": "a quotation mark that begins a text and none that ends it",
    "did not find expected ',' or": "a bracket is not closed, or a text inside it needs quotation marks",
    "could not find expected ':'": "a line without `key: value`, or indented otherwise than the lines above",
}


def conflict(text: str) -> int:
    """Return the number of the first line that a merge left as a mark of two versions; 0 where there is none."""
    found = CONFLICT.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def hint(problem: str, tabbed: bool) -> str:
    """Return what a person probably did, in words to put behind what the parser says; `tabbed`: there is a tab."""
    if tabbed:
        return "; a tab at the start of the line: use spaces"
    return next((f"; {words}" for said, words in HINTS.items() if said in problem), "")


def parse(path: Path, name: str) -> tuple[Any, list[str]]:
    """Return the content of the YAML file `path`, and why it cannot be read, as `name:line:column: reason`."""
    try:
        return content_as_written(path.read_text("utf-8")), []
    except UnicodeDecodeError as error:
        return None, [f"{name}: not UTF-8: {error.reason} at byte {error.start}"]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        text = path.read_text("utf-8")
        if found := conflict(text):
            return None, [f"{name}:{found}:1: not readable as YAML: {MERGE}"]
        problem, line = f"{error.problem or error.context}", mark.line if mark else 0
        tabbed = any(re.match(r" *\t", here) for here in text.splitlines()[line : line + 1])
        return None, [f"{where}: not readable as YAML: {problem}{hint(problem, tabbed)}"]
    except yaml.YAMLError as error:
        return None, [f"{name}: not readable as YAML: {' '.join(str(error).split())}"]
