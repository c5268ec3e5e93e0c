"""Python looks for lost objects less often; read first, since reading the program makes many objects too.

A build makes many objects and lets few go: looking as often as usual takes a tenth of its time, and among those that
stayed there are none: the memory is the same.
"""

from __future__ import annotations

import gc

gc.set_threshold(50_000, 20, 1000)


def tidy() -> None:
    """Let go what an earlier build of `serve` made and nobody needs any more."""
    gc.collect()
