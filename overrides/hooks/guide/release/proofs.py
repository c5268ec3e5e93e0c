"""The proof of a book: each text once, numbered in reading order; in the chapters numbers stand for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode


@dataclass(frozen=True)
class Proof:
    """One entry of the proof: its number, what texts say and the texts, the chapter and the id that name it first."""

    number: int
    html: str
    chapter: str
    first: str


@dataclass
class Proofs:
    """Collects the proof of all chapters; `write` turns an element of a chapter into XHTML."""

    write: Callable[[LexborNode, str], str]
    found: dict[str, Proof] = field(default_factory=dict)

    def of(self, fold: LexborNode, chapter: str) -> list[tuple[Proof, bool]]:
        """Return what a fold of proof holds, and of each whether it is here for the first time."""
        marks = []
        for html in self.groups(fold, chapter):
            new = html not in self.found
            if new:
                number = len(self.found) + 1
                self.found[html] = Proof(number, html, chapter, f"n{number}")
            marks.append((self.found[html], new))
        return marks

    def groups(self, fold: LexborNode, chapter: str) -> list[str]:
        """Return the groups of a fold: what texts say, then the list of these texts."""
        groups, said = [], ""
        for part in fold.iter():
            if part.tag != "summary":
                said += self.write(part, chapter)
                if part.tag == "ul":
                    groups.append(said)
                    said = ""
        return groups
