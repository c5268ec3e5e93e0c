"""A strict Content-Security-Policy on every page: files from the site itself, no inline code but the theme's own.

The theme keeps a few short scripts inline; each page's policy lists their hashes, so that an upgrade of the
theme needs no edit here. Only data (application/json, application/ld+json) needs no hash.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)  # on 404.html alone, which can name no file
CHARSET = '<meta charset="utf-8">'
POLICY = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self'{styles}; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'"
)


def with_policy(html: str) -> str:
    """Return `html` with the policy right after the charset; ValueError where there is no charset to put it after."""
    if CHARSET not in html:
        raise ValueError("no <meta charset> to put the policy after")
    styles = dict.fromkeys(sha256(code) for code in STYLE.findall(html))
    policy = POLICY.format(scripts=sources(hashes(html)), styles=sources(styles))
    return html.replace(CHARSET, f'{CHARSET}\n<meta http-equiv="Content-Security-Policy" content="{policy}">', 1)


def sources(found: Iterable[str]) -> str:
    """Return hashes as they stand in a line of the policy."""
    return "".join(f" '{value}'" for value in found)


def hashes(html: str) -> list[str]:
    """Return the CSP hash of each inline script in `html`, once, in order."""
    inline = [
        match["code"]
        for match in SCRIPT.finditer(html)
        if "src=" not in match["attributes"] and "json" not in match["attributes"]
    ]
    return list(dict.fromkeys(sha256(code) for code in inline))


def sha256(code: str) -> str:
    """Return `code`'s hash as the policy writes it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
