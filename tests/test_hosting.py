"""Under real servers, below a folder: types, encodings, packing, caching, headers, ranges, and a 404 page that leads home."""

import contextlib
import json
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest
from conftest import HOME, ROOT, until
from own_data import GUIDE

from guide.host import Host
from guide.site.built import BuiltSite
from guide.site.hosting import WHERE, headers, write_hosting

SERVERS = [name for name in ("nginx", "caddy") if shutil.which(name)]
PREFIX = urlsplit(HOME).path


@pytest.fixture
def files(tmp_path):
    """Return the folder with the settings for servers, below a folder."""
    write_hosting(BuiltSite(tmp_path, ROOT / "docs", GUIDE, HOME))
    return tmp_path


def test_all_services_say_the_same_headers(files):
    nginx, caddy = (files / "hosting/nginx.conf").read_text(), (files / "hosting/Caddyfile").read_text()
    service, cloudfront = (files / "_headers").read_text(), (files / "hosting/cloudfront-headers.json").read_text()
    for key, value in headers(Host()).items():
        assert (
            f'add_header {key} "{value}" always;' in nginx
            and f'{key} "{value}"' in caddy
            and f"  {key}: {value}" in service
        )
        assert (
            key == "X-Frame-Options"
            or key == "X-Content-Type-Options"
            or json.dumps(value)[1:-1].split(";")[0] in cloudfront
            or "31536000" in cloudfront
        )
    assert len(re.findall("add_header", re.split(r"location ", nginx)[-1])) == 0  # it would drop all the others
    assert f"error_page 404 {PREFIX}404.html" in nginx and f"rewrite @missing {PREFIX}404.html" in caddy


def test_only_a_host_s_own_choice_lets_pages_be_framed(tmp_path):
    assert (
        headers(Host())["Content-Security-Policy"] == "frame-ancestors 'none'"
        and headers(Host())["X-Frame-Options"] == "DENY"
    )
    chosen = headers(Host(embed="https://a.example https://b.example"))
    assert (
        chosen["Content-Security-Policy"] == "frame-ancestors https://a.example https://b.example"
        and "X-Frame-Options" not in chosen
    )


def test_without_an_address_the_settings_are_for_the_top_of_a_site(tmp_path):
    write_hosting(BuiltSite(tmp_path, ROOT / "docs", GUIDE, ""))
    assert "error_page 404 /404.html" in (tmp_path / "hosting/nginx.conf").read_text()


def test_a_missing_page_names_no_file_and_carries_its_own_policy(site, hosted):
    for folder in (site, hosted):
        html = (folder / "404.html").read_text("utf-8")
        assert '<section lang="zh">' in html and '<section lang="en">' in html
        assert not re.search(r'(?:src|href)="(?!https://|#")', html), (
            "a path on 404.html would depend on where it is shown"
        )
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1]
        assert re.search(r"script-src 'self' 'sha256-[^']+'", policy) and re.search(
            r"style-src 'self' 'sha256-[^']+'", policy
        )
    assert f'href="{HOME}index.html"' in html


# Under nginx and Caddy ---------------------------------------------------------------------------------------


def free_port():
    """Return a port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextlib.contextmanager
def running(server, site, folder):
    """Serve `site` below PREFIX with the shipped settings; yield the address of the guide."""
    top, port = folder / server, free_port()
    top.mkdir()
    (top / "www" / PREFIX.strip("/")).parent.mkdir(parents=True)
    (top / "www" / PREFIX.strip("/")).symlink_to(site)
    host = urlsplit(HOME).hostname
    if server == "nginx":
        shipped = (site / "hosting/nginx.conf").read_text().replace("listen 80;", f"listen 127.0.0.1:{port};")
        shipped = shipped.replace(f"server_name {host};", "server_name _;").replace(
            f"root {WHERE};", f"root {top}/www;"
        )
        paths = " ".join(
            f"{kind}_temp_path {top}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (top / "conf").write_text(
            f"worker_processes 1; user root; pid {top}/pid; error_log {top}/log;\nevents {{}}\nhttp {{ {paths} access_log {top}/access;\n{shipped}\n}}\n"
        )
        command = ["nginx", "-c", str(top / "conf"), "-g", "daemon off;"]
    else:
        shipped = (site / "hosting/Caddyfile").read_text().replace(f"\n{host} {{", f"\nhttp://127.0.0.1:{port} {{")
        (top / "conf").write_text(f"{{\n    admin off\n}}\n{shipped.replace(f'root * {WHERE}', f'root * {top}/www')}")
        command = ["caddy", "run", "--config", str(top / "conf"), "--adapter", "caddyfile"]
    with (top / "out").open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.1):
                break
            assert process.poll() is None, (top / "out").read_text()
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}{PREFIX}"
    finally:
        process.terminate()
        process.wait(10)


def ask(address, **wanted):
    """Return (status, headers, body) of a request, headers in small letters."""
    request = urllib.request.Request(address, headers=wanted)
    try:
        answer = urllib.request.urlopen(request, timeout=10)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, {key.lower(): value for key, value in answer.headers.items()}, answer.read()


KINDS = {
    "index.html": "text/html; charset=utf-8",
    "en/faq.html": "text/html; charset=utf-8",
    "links.csv": "text/csv; charset=utf-8",
    "links.json": "application/json",
    "data/days.ics": "text/calendar; charset=utf-8",
    "download/exchange-exit-guide.zip.sha256": "text/plain; charset=utf-8",
    "assets/images/favicon.svg": "image/svg+xml",
    "download/exchange-exit-guide.zip": "application/zip",
    "feeds/en/all.xml": ("text/xml", "application/xml"),
}


@pytest.mark.long
def test_real_servers_serve_it_right(hosted, tmp_path):
    for server in SERVERS:
        with running(server, hosted, tmp_path) as base:
            check_server(server, base, hosted)


def check_server(server, base, site):
    """Check what one server sends."""
    for path, kind in KINDS.items():
        status, said, body = ask(base + path)
        assert status == 200 and said["content-type"].startswith(kind), (server, path, said)
        assert body == (site / path).read_bytes(), (server, path)
        for key, value in headers(Host()).items():
            assert said[key.lower()] == value, (server, path, key)
        assert said["cache-control"] == "no-cache", (server, path)
    for path in ("", "en/", "go/q-dust", "go/q-dust.html"):
        assert ask(base + path)[0] == 200, (server, path)
    for path in site.glob("assets/**/*.[0-9a-f]*.min.css"):
        assert "immutable" in ask(base + path.relative_to(site).as_posix())[1]["cache-control"], (server, path)
    status, said, body = ask(base + "faq.html", **{"Accept-Encoding": "gzip"})
    assert said["content-encoding"] == "gzip" and len(body) < (site / "faq.html").stat().st_size / 3, server
    status, said, body = ask(base + "download/exchange-exit-guide.zip", Range="bytes=100-199")
    assert status == 206 and len(body) == 100, server
    for path in ("nope", "en/nope.html", "a/b/c/d.html", "go/nope.html"):
        status, said, body = ask(base + path)
        assert status == 404 and body == (site / "404.html").read_bytes(), (server, path, status)
        assert said["content-type"].startswith("text/html") and said["x-content-type-options"] == "nosniff", (
            server,
            path,
        )


@pytest.mark.long
def test_every_address_of_every_list_opens_under_real_servers(hosted, tmp_path):
    lists = {
        name: (hosted / name).read_text("utf-8")
        for name in (
            "links.json",
            "links.csv",
            "reply-texts.csv",
            "macros.json",
            "feeds/zh/all.xml",
            "feeds/en/all.xml",
            "sitemap.xml",
        )
    }
    found = sorted(
        {address for text in lists.values() for address in re.findall(re.escape(HOME) + r"[\w./-]*\w", text)}
    )
    assert len(found) > len(GUIDE.links)
    for server in SERVERS:
        with running(server, hosted, tmp_path) as base:
            dead = [address for address in found if ask(base + address.removeprefix(HOME))[0] != 200]
            assert not dead, (server, dead[:10])


@pytest.mark.long
def test_a_missing_page_leads_home_at_any_depth(hosted, site, tmp_path, chromium):
    for server in SERVERS:
        with running(server, hosted, tmp_path) as base:
            page = chromium.new_page()
            for path in ("nope.html", "en/steps/nope.html", "a/b/c/d", "en/en/x/"):
                page.goto(base + path)
                until(page, "root => document.querySelector('a[data-page]').href === root + 'index.html'", arg=base)
            assert page.locator("a[data-page]:visible").count() == 4
            page.close()
