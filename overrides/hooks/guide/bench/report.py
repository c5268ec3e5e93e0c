"""The figures of a measure as a table, beside those kept last."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from rich.table import Table

Figures = dict[str, float]  # "page home zh: at load, B" → figure

# how many figures after the point, by the unit a name ends with
DIGITS = {"B": 0, "": 0, "ms": 0, "MB": 0, "s": 1, "%": 1, "times": 2}


def unit_of(name: str) -> str:
    """Return the unit a figure's name ends with; empty for a mere number."""
    unit = name.rpartition(", ")[2]
    return unit if unit in DIGITS and ", " in name else ""


def shown(name: str, figure: float | None) -> str:
    """Return a figure as the table shows it; a dash where there is none."""
    return "–" if figure is None else f"{figure:,.{DIGITS[unit_of(name)]}f}"


def change(now: float | None, before: float | None) -> str:
    """Return what share of the figure before came or went."""
    if now is None or not before:
        return ""
    share = 100 * (now - before) / before
    return "=" if abs(share) < 0.5 else f"{share:+.0f} %"


def table_of(figures: Mapping[str, float], before: Mapping[str, float]) -> Table:
    """Return all figures, measured and kept, each with its change; one measured once only stands beside a dash."""
    table = Table("what", title="The guide, measured")
    for head in ("now", "kept", "change"):
        table.add_column(head, justify="right")
    for name in dict.fromkeys((*figures, *before)):
        now, kept = figures.get(name), before.get(name)
        table.add_row(name, shown(name, now), shown(name, kept), change(now, kept))
    return table


def read_figures(path: Path) -> Figures:
    """Return the figures kept at `path`; none before the first time."""
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}


def write_figures(path: Path, figures: Mapping[str, float], before: Mapping[str, float]) -> None:
    """Keep `figures`, a line each, with those of `before` that were not measured this time."""
    kept = {name: round(figure, DIGITS[unit_of(name)]) for name, figure in {**before, **figures}.items()}
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
