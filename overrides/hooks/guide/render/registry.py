"""What pages may call: each macro is a function of the page's context, known by its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

# names that a macro takes: the check of the pages looks each one up among the entries of its kind
FactName = Annotated[str, "facts"]
PlaceName = Annotated[str, "places"]
ExchangeName = Annotated[str, "exchanges"]
AspectName = Annotated[str, "aspects"]  # what facts of exchanges are grouped by

MACROS: dict[str, Callable[..., str]] = {}
FAILURES: list[str] = []  # calls that failed since the last build, one line each
Macro = TypeVar("Macro", bound=Callable[..., str])


def macro(function: Macro) -> Macro:
    """Let pages call `function` by its name; its first argument, the context, is given to it."""
    MACROS[function.__name__] = function
    return function
