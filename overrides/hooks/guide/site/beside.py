"""Work beside the rest, in a copy of this process, where the system makes copies and a second processor is free.

Elsewhere the same work is done at once, here. Either way it writes the same files and fails with the same words.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import sys
import threading
import warnings
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from guide.site.built import BuiltSite


class Beside:
    """What is made beside the rest: start() begins it, wait() ends with it, or with the error that ended it."""

    def __init__(self, makes: Iterable[Callable[[BuiltSite], None]]):
        self.makes = tuple(makes)
        self.copies: list[tuple[BaseProcess, Connection]] = []  # a process at work, and where it says what went wrong

    def __enter__(self) -> Beside:
        return self

    def __exit__(self, *_: object) -> None:
        """Stop what nobody waited for, since something else went wrong."""
        while self.copies:
            process, said = self.copies.pop()
            process.terminate()
            process.join()
            said.close()

    def start(self, site: BuiltSite) -> None:
        """Begin; where no copy can be made, do it all."""
        if not can_copy():
            self.work(site)
            return
        context = multiprocessing.get_context("fork")
        said, says = context.Pipe(duplex=False)
        process = context.Process(target=self.told, args=(site, says))
        with warnings.catch_warnings():
            # threads that Python doesn't know: those of the minifier, asleep, which the copy has no use for
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
        says.close()
        self.copies.append((process, said))

    def work(self, site: BuiltSite) -> None:
        """Make everything, one after the other."""
        for make in self.makes:
            make(site)

    def told(self, site: BuiltSite, says: Connection) -> None:
        """Make everything, and tell the error that ends it."""
        gc.disable()  # it would write to what both processes share until one of them does
        try:
            self.work(site)
        except Exception as error:
            says.send_bytes(packed(error))

    def wait(self, site: BuiltSite) -> None:
        """Wait for what was begun; raise the error that ended it."""
        while self.copies:
            process, said = self.copies.pop()
            with said:
                try:
                    error = said.recv_bytes()
                except EOFError:  # nothing to tell
                    error = b""
            process.join()
            if error:
                raise pickle.loads(error)
            if process.exitcode:
                raise RuntimeError(f"work beside the build ended with {process.exitcode}")


def can_copy() -> bool:
    """Tell whether this process can be copied without harm, and whether there is a processor for the copy."""
    alone = threading.active_count() == 1  # a copy of a process with threads may wait for a lock for ever
    return sys.platform == "linux" and alone and len(os.sched_getaffinity(0)) > 1


def packed(error: Exception) -> bytes:
    """Return an error in bytes; one that can't be packed as its kind and words."""
    try:
        said = pickle.dumps(error)
        pickle.loads(said)
    except Exception:
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return said
