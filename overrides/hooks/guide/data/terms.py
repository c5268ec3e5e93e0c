"""One word for one thing, in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide.data.base import LocalizedText, Model, Slug, Texts, Words, localized

if TYPE_CHECKING:

    class Forms(Model):
        """Words in each language: the ways a term may be written, or the words to avoid."""

        def __getitem__(self, locale: str) -> list[str]:
            """Return the words in `locale`."""

else:
    Forms = localized("Forms", list[Words], default=[])


class Term(Texts):
    """One word for one thing."""

    id: Slug
    meaning: LocalizedText  # as the glossary explains it
    tip: bool = True  # whether its first use on a page shows the meaning; everyday words need none
    forms: Forms = Forms()  # other ways the term itself may appear: plurals, verb forms, short forms
    avoid: Forms = Forms()  # words not to use for it in the guide's own voice
