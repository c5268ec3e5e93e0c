"""What an exchange's first answers say in short. Pure: an exchange in, words of one language out."""

from __future__ import annotations

from guide.data import Cell, Exchange
from guide.render.words import Words

CARD = ("self_service", "undo", "erased", "register_again")


def verdict_of(words: Words, name: str, cell: Cell) -> str:
    """Return the word for one answer."""
    if cell.verdict:
        return words.say(cell.verdict)
    return words.label("verdict-not-found" if cell.kind == "not-found" else f"verdict-{name}-{cell.kind}")


def line_of(words: Words, name: str, cell: Cell) -> str:
    """Return the line beside the word: the entry's own, else the fact's sentence, else what to do without one."""
    fact = words.guide.facts[cell.fact] if cell.fact else None
    if cell.line:
        return words.say(cell.line).replace("{value}", str(fact.value) if fact else "")
    return words.sentence(fact).replace("{value}", str(fact.value)) if fact else words.label(f"unfound-{name}")


def first_answers(words: Words, exchange: Exchange) -> str:
    """Return the questions of the card with their verdicts, as one line."""
    rows = ((name, getattr(exchange.compare, name)) for name in CARD)
    said = (
        words.label("card-answer")
        .replace("%{question}", words.label(f"card-{name}"))
        .replace("%{verdict}", verdict_of(words, name, cell))
        for name, cell in rows
    )
    return words.space().join(said)
