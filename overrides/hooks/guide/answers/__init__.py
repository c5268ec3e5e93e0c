"""Joins: exchange × residence → company, records kept, rights, deadlines, addresses, authorities, exits."""

from guide.answers.days import Ending, due_day, ending, later
from guide.answers.join import Answer, answer, answers
from guide.answers.published import PublishedAnswer, published
from guide.answers.residences import Residence, residences

__all__ = [
    "Answer",
    "Ending",
    "PublishedAnswer",
    "Residence",
    "answer",
    "answers",
    "due_day",
    "ending",
    "later",
    "published",
    "residences",
]
