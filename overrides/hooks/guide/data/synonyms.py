"""docs/data/synonyms.yml: how people say what the guide says in its own words, for search alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, StringConstraints, ValidationError

from guide.data.base import Localized, Model, Words, localized
from guide.data.problems import Spot, describe_all
from guide.text.once import once
from guide.text.yaml_files import content_of, parse

Character = Annotated[str, StringConstraints(min_length=1, max_length=1)]
PagePath = Annotated[str, StringConstraints(pattern=r"^[a-z0-9/-]+(#[a-z0-9-]+)?$")]  # faq#q-undo: without .html


if TYPE_CHECKING:

    class Lists(Localized):
        """A list of words a language."""

else:
    Lists = localized("Lists", list[Words], [])


class PageWords(Lists):
    """What people type who need this page or section, a list a language."""

    page: PagePath


class Synonyms(Model):
    """All of the file."""

    characters: dict[Character, Character]  # written so → as the guide writes it, besides what OpenCC knows
    stop: dict[str, list[Words]]  # a language → words that say nothing in a question
    whole: dict[str, dict[str, Words]]  # a language → a question of empty words alone → what it is read as
    weak: dict[str, list[Words]]  # a language → words and characters that tell little
    words: dict[str, dict[str, list[Words]]]  # a language → the guide's word → people's words for it
    pages: list[PageWords]
    weights: dict[str, float]  # beginning of a path → what its sections weigh beside others
    ways: Annotated[list[PagePath], Field(min_length=6)]  # shown where nothing is found
    left_out: list[PagePath]  # pages that are tools for others, or lists of what stands elsewhere


@once
def read_synonyms(folder: Path) -> Synonyms:
    """Return the words in synonyms.yml of the data `folder`; ValidationError for anything of another shape."""
    return Synonyms.model_validate(content_of((folder / "synonyms.yml").read_text("utf-8")))


def synonym_problems(path: Path, name: str) -> list[str]:
    """Return one line for each problem of the file, which messages call `name`."""
    content, problems = parse(path, name)
    if content is None and not problems:
        return [f"{name}: the file is empty; bring its words back"]
    if not problems:
        try:
            Synonyms.model_validate(content)
        except ValidationError as error:
            problems = describe_all(Spot(path, name, content), Synonyms, error)
    return problems
