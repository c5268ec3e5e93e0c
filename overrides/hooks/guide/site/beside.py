"""Work beside the rest, in a copy of this process, where the system makes copies and a second processor is free.

Elsewhere the same work is done at once, here. Either way it writes the same files and fails with the same words.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterable
from typing import BinaryIO

from guide.site.built import BuiltSite


class Beside:
    """What is made beside the rest: start() begins it, wait() ends with it, or with the error that ended it."""

    def __init__(self, makes: Iterable[Callable[[BuiltSite], None]]):
        self.makes = tuple(makes)
        self.copies: list[tuple[int, BinaryIO]] = []  # a process at work, and where it says what went wrong

    def __enter__(self) -> Beside:
        return self

    def __exit__(self, *_: object) -> None:
        """Stop what nobody waited for, since something else went wrong."""
        for process, there in self.copies:
            there.close()
            os.kill(process, signal.SIGTERM)
            os.waitpid(process, 0)
        self.copies.clear()

    def start(self, site: BuiltSite) -> None:
        """Begin; where no copy can be made, do it all."""
        if not can_copy():
            self.work(site)
            return
        there, here = os.pipe()
        with warnings.catch_warnings():
            # threads that Python doesn't know: those of the minifier, asleep, which the copy has no use for
            warnings.simplefilter("ignore", DeprecationWarning)
            process = os.fork()
        if not process:
            os._exit(self.told(site, here))
        os.close(here)
        self.copies.append((process, os.fdopen(there, "rb")))

    def work(self, site: BuiltSite) -> None:
        """Make everything, one after the other."""
        for make in self.makes:
            make(site)

    def told(self, site: BuiltSite, here: int) -> int:
        """Make everything; write the error that ends it to `here`, and return the number to end with."""
        gc.disable()  # it would write to what both processes share until one of them does
        try:
            self.work(site)
        except BaseException as error:
            with os.fdopen(here, "wb") as out:
                out.write(packed(error))
            return 1
        return 0

    def wait(self, site: BuiltSite) -> None:
        """Wait for what was begun; raise the error that ended it."""
        while self.copies:
            process, there = self.copies.pop()
            with there:
                said = there.read()
            code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
            if said:
                raise pickle.loads(said)
            if code:
                raise RuntimeError(f"work beside the build ended with {code}")


def can_copy() -> bool:
    """Tell whether this process can be copied without harm, and whether there is a processor for the copy."""
    alone = threading.active_count() == 1  # a copy of a process with threads may wait for a lock for ever
    return sys.platform == "linux" and alone and len(os.sched_getaffinity(0)) > 1


def packed(error: BaseException) -> bytes:
    """Return an error in bytes; one that can't be packed as its kind and words."""
    try:
        said = pickle.dumps(error)
        pickle.loads(said)
    except Exception:
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return said
