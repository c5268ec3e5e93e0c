"""Days for tests that count them, the same on each run: leap days, year ends and the day a law takes over among them."""

from __future__ import annotations

import random
from datetime import date, timedelta

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)  # the years the tools read
EDGES = [
    FIRST,
    date(2000, 2, 29),
    date(2024, 2, 29),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2027, 7, 9),
    date(2027, 7, 10),
    date(2096, 2, 29),
    LAST,
]


def some_days(seed, count):
    """Return `count` pairs of days: when an account was closed, and its last transaction."""
    choice = random.Random(seed)
    pairs = []
    for _ in range(count):
        any_day = FIRST + timedelta(days=choice.randint(0, (LAST - FIRST).days))
        day = choice.choice(EDGES) if choice.random() < 0.4 else any_day
        pairs.append((day, max(FIRST, day - timedelta(days=choice.choice((0, 1, 30, 400, 1461))))))
    return pairs
