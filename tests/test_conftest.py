"""The tests' own server: calm when a reader leaves, loud about anything else; and pages as good as new."""

import socket
import threading
from functools import partial
from http.server import ThreadingHTTPServer

import pytest
from conftest import QuietHandler, handed_on, opened

MUCH = 30_000_000  # more than the machine keeps for a reader who doesn't listen


class Failing(QuietHandler):
    """Has a fault of its own."""

    def do_GET(self):
        """Fail."""
        raise ValueError("a fault of the server")


@pytest.mark.parametrize(("handler", "said"), [(QuietHandler, ""), (Failing, "a fault of the server")])
def test_a_reader_who_leaves_is_no_fault(tmp_path, capsys, handler, said):
    (tmp_path / "much.bin").write_bytes(bytes(MUCH))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=tmp_path))
    server.daemon_threads = False  # so that closing waits for the answer to end
    threading.Thread(target=server.serve_forever).start()
    with socket.create_connection(server.server_address) as reader:
        reader.sendall(b"GET /much.bin HTTP/1.0\r\n\r\n")
        reader.recv(1)
    server.shutdown()
    server.server_close()
    told = capsys.readouterr().err
    assert said in told and ("Traceback" in told) == bool(said), told


def test_a_page_that_is_handed_on_keeps_nothing(chromium, site):
    spare = {}
    for turn in range(2):
        handed = handed_on(spare, "page", lambda: opened(chromium))
        page = next(handed)
        page.goto((site / "index.html").as_uri())
        assert page.evaluate("[window.left, localStorage.left, window.name, innerWidth].map(String)") == [
            "undefined",
            "undefined",
            "",
            "1280",
        ]
        page.add_init_script("window.left = 1")
        page.route("**/faq.html", lambda route: route.abort())
        page.set_viewport_size({"width": 390, "height": 800})
        page.reload()
        page.evaluate("() => { localStorage.left = 2; window.name = 'x' }")
        assert page.evaluate("window.left") == 1
        if turn:
            page.evaluate("alert('x')")
            with pytest.raises(AssertionError, match="a dialog: x"):
                next(handed, None)
        else:
            assert next(handed, None) is None
    spare["page"].context.close()
