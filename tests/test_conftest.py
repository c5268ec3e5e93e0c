"""The tests' own server: calm when a reader leaves, loud about anything else."""

import socket
import threading
from functools import partial
from http.server import ThreadingHTTPServer

import pytest
from conftest import QuietHandler

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
