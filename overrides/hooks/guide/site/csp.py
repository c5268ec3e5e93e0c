"""A strict Content-Security-Policy on every page: files from the site itself, no inline code but the theme's own.

The theme keeps a few short scripts inline; each page's policy lists their hashes, so that an upgrade of the
theme needs no edit here. Only data (application/json, application/ld+json) needs no hash.
"""

from __future__ import annotations

import base64
import hashlib
import re

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
CHARSET = '<meta charset="utf-8">'
POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'"
)


def with_policy(html: str) -> str:
    """Return `html` with the policy right after the charset; ValueError where there is no charset to put it after."""
    if CHARSET not in html:
        raise ValueError("no <meta charset> to put the policy after")
    policy = POLICY.format(hashes="".join(f" '{value}'" for value in hashes(html)))
    return html.replace(CHARSET, f'{CHARSET}\n<meta http-equiv="Content-Security-Policy" content="{policy}">', 1)


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
