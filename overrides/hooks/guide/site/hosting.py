"""Settings for web servers and hosting services, beside the pages: one list of headers, types and caching for all.

They go by the site's own address: below a folder where it has one. Nothing else of the guide depends on a server.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from guide.host import Host
from guide.site.built import BuiltSite

FOLDER = "hosting"
NAMED = r"\.[0-9a-f]{8,}\.(?:min\.)?(?:js|css)$"  # files whose name holds a hash of what is in them
FOR_GOOD = "public, max-age=31536000, immutable"
EACH_TIME = "no-cache"  # kept, but asked after each time
# what servers do not know, or serve without saying the encoding
TYPES = {
    "csv": "text/csv",
    "ics": "text/calendar",
    "sha256": "text/plain",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
}
# put in place of worker.js, it ends the worker on every device that has one
WORKER_OFF = """// In place of worker.js: erases what the guide keeps on readers' devices, and ends its worker there.
const end = async () => {
  const own = `guide ${self.registration.scope} `
  for (const name of await caches.keys()) if (name.startsWith(own)) await caches.delete(name)
  await self.registration.unregister()
}
self.addEventListener("install", () => self.skipWaiting())
self.addEventListener("activate", event => event.waitUntil(end()))
"""
EXAMPLE = "guide.example"
WHERE = "/srv/guide"  # the folder on the server that holds the site


def headers(host: Host) -> dict[str, str]:
    """Return the headers of every answer; only a host's own choice lets other sites show pages inside theirs."""
    ancestors = " ".join(host.origins) or "'none'"
    found = {
        "Content-Security-Policy": f"frame-ancestors {ancestors}",  # the rest of the policy stands in the pages
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
        "Strict-Transport-Security": "max-age=31536000",
    }
    return found if host.origins else {**found, "X-Frame-Options": "DENY"}


def write_hosting(site: BuiltSite) -> None:
    """Write hosting/* for servers, and _headers, _redirects and .nojekyll where hosting services look for them."""
    where = urlsplit(site.home)
    name, prefix = where.hostname or EXAMPLE, where.path or "/"
    found = headers(site.host)
    files = {
        f"{FOLDER}/nginx.conf": nginx(found, name, prefix),
        f"{FOLDER}/Caddyfile": caddy(found, name, prefix),
        f"{FOLDER}/cloudfront-headers.json": cloudfront(found),
        f"{FOLDER}/worker-off.js": WORKER_OFF,
        "_headers": service_headers(found),
        "_redirects": service_redirects(),
        ".nojekyll": "",
    }
    for path, text in files.items():
        put(site.folder / path, text)


def put(path: Path, text: str) -> None:
    """Write a text file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def nginx(found: Mapping[str, str], name: str, prefix: str) -> str:
    """Return a server of nginx; the site's folder lies at WHERE + `prefix`."""
    lines = "\n".join(f'    add_header {key} "{value}" always;' for key, value in found.items())
    types = " ".join(f"{kind} {ending};" for ending, kind in TYPES.items() if ending != "xml")
    encoded = " ".join(
        [
            "text/css",
            "text/plain",
            "text/xml",
            *TYPES.values(),
            "application/javascript",
            "application/json",
            "image/svg+xml",
        ]
    )
    encoded = " ".join(dict.fromkeys(encoded.split()))
    return f"""# nginx 1.18 or newer: include this file inside http {{ }}. The guide's folder lies at {WHERE}{prefix}
# TLS is left to you: listen 443 ssl, ssl_certificate, ssl_certificate_key.
map $uri $guide_cache {{
    default "{EACH_TIME}";
    "~{NAMED}" "{FOR_GOOD}";
}}

server {{
    listen 80;
    server_name {name};
    root {WHERE};
    index index.html;
    absolute_redirect off;
    server_tokens off;

    charset utf-8;
    charset_types {encoded};
    include /etc/nginx/mime.types;
    types {{ {types} }}

    # packed twins (NAME.gz) are sent as they are; what has none is packed on the way
    gzip_static on;
    gzip on;
    gzip_vary on;
    gzip_types {encoded};
    # with the brotli module: brotli_static on;

    # all headers stand here: one add_header inside a location would drop these
{lines}
    add_header Cache-Control $guide_cache always;

    error_page 404 {prefix}404.html;
    location {prefix} {{
        try_files $uri $uri/ $uri.html =404;
    }}
}}
"""


def caddy(found: Mapping[str, str], name: str, prefix: str) -> str:
    """Return a site of Caddy 2; the site's folder lies at WHERE + `prefix`."""
    lines = "\n".join(f'        {key} "{value}"' for key, value in found.items())
    types = "\n".join(
        f'    @{ending} path *.{ending}\n    header @{ending} Content-Type "{kind}; charset=utf-8"'
        for ending, kind in TYPES.items()
    )
    return f"""# Caddy 2.6 or newer. The guide's folder lies at {WHERE}{prefix}
{name} {{
    root * {WHERE}
    encode gzip
    header {{
{lines}
        ?Cache-Control "{EACH_TIME}"
    }}
    @named path_regexp {NAMED}
    header @named Cache-Control "{FOR_GOOD}"
{types}
    try_files {{path}} {{path}}/index.html {{path}}.html
    file_server {{
        precompressed br gzip
    }}
    handle_errors {{
        @missing expression {{err.status_code}} == 404
        rewrite @missing {prefix}404.html
        file_server
    }}
}}
"""


def service_headers(found: Mapping[str, str]) -> str:
    """Return _headers, which Netlify and Cloudflare Pages read."""
    lines = [f"  {key}: {value}" for key, value in {**found, "Cache-Control": EACH_TIME}.items()]
    types = [f"/*.{ending}\n  Content-Type: {kind}; charset=utf-8" for ending, kind in TYPES.items()]
    return "\n".join(["/*", *lines, *types]) + "\n"


def service_redirects() -> str:
    """Return _redirects, which Netlify, Cloudflare Pages and IPFS gateways read; only IPFS needs the last line."""
    return "/go/:id /go/:id.html 301\n/* /404.html 404\n"


def cloudfront(found: Mapping[str, str]) -> str:
    """Return a response headers policy for `aws cloudfront create-response-headers-policy`."""
    custom = [
        {"Header": key, "Value": value, "Override": True}
        for key, value in found.items()
        if key in ("Permissions-Policy",)
    ]
    security = {
        "ContentSecurityPolicy": {"Override": True, "ContentSecurityPolicy": found["Content-Security-Policy"]},
        "ContentTypeOptions": {"Override": True},
        "ReferrerPolicy": {"Override": True, "ReferrerPolicy": found["Referrer-Policy"]},
        "StrictTransportSecurity": {"Override": True, "AccessControlMaxAgeSec": 31536000},
    }
    config = {
        "Name": "exchange-exit-guide",
        "SecurityHeadersConfig": security,
        "CustomHeadersConfig": {"Quantity": len(custom), "Items": custom},
    }
    return json.dumps(config, indent=1) + "\n"
