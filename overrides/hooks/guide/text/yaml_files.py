"""Read YAML as a person reads it, and say where it cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the parser in C where there is one: ten times as quick


class StrictLoader(Loader):  # type: ignore[misc, valid-type]
    """YAML as a person reads it: a key given twice is an error, `no` is a word; dates are left to the models."""


def unique_mapping(loader: StrictLoader, node: yaml.MappingNode, deep: bool = True) -> dict[str, Any]:
    """Build a mapping; raise where a key stands twice."""
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=deep)
        if key in mapping:
            raise yaml.MarkedYAMLError(problem=f"key {key!r} stands twice", problem_mark=key_node.start_mark)
        mapping[key] = loader.construct_object(value_node, deep=deep)
    return mapping


StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, unique_mapping)
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


def parse(path: Path, name: str) -> tuple[Any, list[str]]:
    """Return the content of the YAML file `path`, and why it cannot be read, as `name:line:column: reason`."""
    try:
        return yaml.load(path.read_text("utf-8"), Loader=StrictLoader), []
    except UnicodeDecodeError as error:
        return None, [f"{name}: not UTF-8: {error.reason} at byte {error.start}"]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        return None, [f"{where}: not readable as YAML: {error.problem or error.context}"]
    except yaml.YAMLError as error:
        return None, [f"{name}: not readable as YAML: {' '.join(str(error).split())}"]
