"""Two hundred readers at once on a real server, for a minute: everything is answered, whole, and soon.

python -m pytest -m long tests/test_load.py --capture no
"""

import asyncio
import random
import time
from urllib.parse import urlsplit

import pytest
from conftest import HOME
from html_pages import all_pages
from test_hosting import PREFIX, running

READERS, SECONDS = 200, 60
SLOWEST = 2.0  # seconds that one answer of a hundred may take, on a busy machine too


async def read(address, paths: dict[bytes, int], end: float, waits: list[float], faults: list) -> None:
    """Read pages one after the other on one connection until `end`; note how long each took and what was wrong."""
    where, chance = urlsplit(address), random.Random(len(waits))
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    while time.monotonic() < end:
        path, size = chance.choice(list(paths.items()))
        started = time.monotonic()
        writer.write(b"GET %s HTTP/1.1\r\nHost: guide.example\r\nConnection: keep-alive\r\n\r\n" % path)
        try:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
            length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            body = await asyncio.wait_for(reader.readexactly(length), 30)
        except (OSError, asyncio.IncompleteReadError, TimeoutError, IndexError) as error:
            faults.append((path, repr(error)))
            return
        if not head.startswith(b"HTTP/1.1 200") or len(body) != size:
            faults.append((path, head[:15], len(body)))
        waits.append(time.monotonic() - started)
    writer.close()


async def crowd(address, paths):
    """Let all readers read; return how long each answer took, and what was wrong."""
    waits, faults = [], []
    end = time.monotonic() + SECONDS
    await asyncio.gather(*(read(address, paths, end, waits, faults) for _ in range(READERS)))
    return sorted(waits), faults


@pytest.mark.long
def test_two_hundred_readers_for_a_minute(hosted, tmp_path):
    pages = [*all_pages(hosted), *hosted.glob("assets/**/*.*"), *hosted.glob("search/*.js")]
    pages = [path for path in pages if path.suffix not in (".br", ".gz")]
    paths = {(PREFIX + path.relative_to(hosted).as_posix()).encode(): path.stat().st_size for path in pages}
    with running("nginx", hosted, tmp_path) as base:
        waits, faults = asyncio.run(crowd(base, paths))
    middle, late = waits[len(waits) // 2], waits[len(waits) * 99 // 100]
    print(
        f"{READERS} readers, {SECONDS} s at {HOME}: {len(waits)} answers, {len(faults)} faults, middle {middle * 1000:.0f} ms, 99th {late * 1000:.0f} ms, longest {waits[-1] * 1000:.0f} ms"
    )
    assert not faults and late < SLOWEST
