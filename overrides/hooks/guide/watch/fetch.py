"""Fetch one page at a time, politely: named, slow, within limits, never past robots.txt."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urljoin, urlsplit

import requests
from protego import Protego
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.util import Retry

AGENT = "exchange-exit-guide-watch"
HEADERS = {
    "User-Agent": f"{AGENT}/1 (checks whether the sources of the Exchange Exit Guide still stand)",
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.1",
}
TRY_AGAIN = (429, 500, 502, 503, 504)
LONGEST_WAIT = 30  # seconds a host can ask us to wait
LARGEST_ROBOTS = 500_000  # bytes; RFC 9309 asks for at least 500 KiB
PORTS = {"http": 80, "https": 443}

Outcome = Literal["ok", "same", "gone", "unreachable", "forbidden"]


@dataclass(frozen=True)
class Limits:
    """How long, how much and how often to ask."""

    seconds: float = 30  # for one answer, from the first byte to the last
    size: int = 20_000_000  # bytes, after decompression
    pause: float = 2  # seconds between two requests to one host
    retries: int = 2
    backoff: float = 2  # seconds before the second retry, doubled for each one after it
    redirects: int = 8


@dataclass(frozen=True)
class Fetched:
    """What came back: `url` is where the way ended, `permanent` whether every redirect on it was a lasting one."""

    outcome: Outcome
    url: str
    reason: str = ""
    permanent: bool = True
    content_type: str = ""
    body: bytes = b""
    etag: str = ""
    modified: str = ""


class Refused(Exception):
    """The answer cannot be used; the message says why."""


@dataclass
class Fetcher:
    """Asks one host at a time, and remembers each host's rules and when it was last asked."""

    limits: Limits = field(default_factory=Limits)
    session: requests.Session = field(default_factory=requests.Session)
    rules: dict[str, Protego | str] = field(default_factory=dict)  # a text instead of rules: why there are none
    asked: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Set up retries with backoff, and who asks."""
        retry = Retry(
            total=self.limits.retries,
            backoff_factor=self.limits.backoff,
            status_forcelist=TRY_AGAIN,
            allowed_methods={"GET"},
            raise_on_status=False,
            retry_after_max=LONGEST_WAIT,
        )
        for scheme in ("https://", "http://"):
            self.session.mount(scheme, HTTPAdapter(max_retries=retry))
        self.session.headers.update(HEADERS)
        self.session.auth = lambda request: request  # never a password from the machine's .netrc

    def get(self, url: str, etag: str = "", modified: str = "") -> Fetched:
        """Return what stands at `url`; `etag` and `modified` of the last time make "the same" a short answer."""
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        try:
            return self.follow(url, {key: value for key, value in headers.items() if value})
        except Refused as error:
            return Fetched("unreachable", url, str(error))
        except (requests.RequestException, HTTPError, UnicodeError, ValueError) as error:
            return Fetched("unreachable", url, said(error))

    def follow(self, url: str, headers: dict[str, str]) -> Fetched:
        """Follow redirects from `url`, asking each host's robots.txt first; raise Refused where that cannot end."""
        permanent = True
        for _ in range(self.limits.redirects + 1):
            if problem := self.forbidden(url):
                return Fetched("forbidden" if problem == "robots.txt" else "unreachable", url, problem, permanent)
            with self.open(url, headers) as response:
                target = self.session.get_redirect_target(response)
                if not target:
                    return self.result(response, url, permanent, bool(headers))
            permanent = permanent and response.status_code in (301, 308)
            url = urljoin(url, target)
            if urlsplit(url).scheme not in PORTS:
                raise Refused(f"leads to {url.split(':')[0]}:, which is no web page")
        raise Refused(f"more than {self.limits.redirects} redirects")

    def result(self, response: requests.Response, url: str, permanent: bool, conditional: bool) -> Fetched:
        """Return the answer a way ended with; "not modified" is one only to a conditional request."""
        status, headers = response.status_code, response.headers
        if status == 304 and conditional:
            return Fetched("same", url, permanent=permanent)
        if status in (404, 410):
            return Fetched("gone", url, f"HTTP {status}", permanent)
        if status != 200:
            raise Refused(f"HTTP {status}")
        kind = headers.get("Content-Type", "")
        tags = headers.get("ETag", ""), headers.get("Last-Modified", "")
        return Fetched("ok", url, "", permanent, kind, self.read(response, self.limits.size), *tags)

    def open(self, url: str, headers: dict[str, str]) -> requests.Response:
        """Ask for `url` once its host has had its pause."""
        host = host_of(url)
        rules = self.rules.get(host)
        delay = rules.crawl_delay(AGENT) if isinstance(rules, Protego) else None
        pause = min(max(self.limits.pause, delay or 0), LONGEST_WAIT)
        time.sleep(max(0, self.asked.get(host, 0) + pause - time.monotonic()))
        try:
            return self.session.get(
                url, headers=headers, timeout=self.limits.seconds, stream=True, allow_redirects=False
            )
        finally:
            self.asked[host] = time.monotonic()

    def read(self, response: requests.Response, size: int) -> bytes:
        """Return the body; raise Refused where it is too large, or comes in drops."""
        body = bytearray()
        end = time.monotonic() + self.limits.seconds
        while chunk := response.raw.read1(65536, decode_content=True):
            body += chunk
            if len(body) > size:
                raise Refused(f"larger than {size} bytes")
            if time.monotonic() > end:
                raise Refused(f"not complete after {self.limits.seconds:g} seconds")
        return bytes(body)

    def forbidden(self, url: str) -> str:
        """Return "robots.txt" where the host asks robots not to read `url`, or why its rules could not be read."""
        host = host_of(url)
        if host not in self.rules:
            self.rules[host] = self.read_rules(host)
        rules = self.rules[host]
        if isinstance(rules, str):
            return rules
        return "" if rules.can_fetch(url, AGENT) else "robots.txt"

    def read_rules(self, host: str) -> Protego | str:
        """Return a host's rules; none where it has no file; a text where the host is not to be asked (RFC 9309)."""
        url = f"{host}/robots.txt"
        try:
            for _ in range(6):  # the file itself may have moved, to another host even
                with self.open(url, {}) as response:
                    if target := self.session.get_redirect_target(response):
                        url = urljoin(url, target)
                    elif response.status_code >= 500 or response.status_code == 429:
                        return f"robots.txt: HTTP {response.status_code}"
                    elif response.status_code != 200:
                        return Protego.parse("")
                    else:
                        return Protego.parse(self.read(response, LARGEST_ROBOTS).decode("utf-8-sig", "replace"))
        except (requests.RequestException, HTTPError, Refused, UnicodeError, ValueError) as error:
            return f"robots.txt: {error if isinstance(error, Refused) else said(error)}"
        return Protego.parse("")  # RFC 9309: after five redirects the file counts as missing


def host_of(url: str) -> str:
    """Return scheme and host of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def said(error: Exception) -> str:
    """Return a network error in few words: its own name, without the library's objects and addresses."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    kind = type(reason or error).__name__
    words = {
        "ConnectTimeoutError": "no connection in time",
        "ReadTimeoutError": "no answer in time",
        "NameResolutionError": "the host's name is not known",
        "NewConnectionError": "no connection",
        "ConnectionError": "the connection broke off",
        "ProtocolError": "the connection broke off",
        "SSLError": "no valid certificate",
        "DecodeError": "the compressed body is broken",
    }
    return words.get(kind, kind)
