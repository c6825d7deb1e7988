"""What `deploy/nginx.conf` does with the bodies of requests, asked of nginx itself with an application of our own."""

import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from svetovod.cli.doctor_proxy import HEADER, KEPT, asked

CONF = Path(__file__).parents[2] / "deploy/nginx.conf"
ENVELOPE = "/selections/2021/envelope/%D0%9F-01/"
WRITTEN = "a client request body is buffered to a temporary file"
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"

pytestmark = pytest.mark.skipif(not Path(NGINX).exists(), reason="nginx is not installed")


class Answers(BaseHTTPRequestHandler):
    """The application: says how many bytes came, and gives a receipt larger than the proxy's buffers."""

    def do_POST(self) -> None:
        self.server.asked += 1  # type: ignore[attr-defined]
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            raise AssertionError("a body that is kept until it has come has a length")
        self._say(str(len(self.rfile.read(int(self.headers["Content-Length"])))).encode())

    def do_GET(self) -> None:
        self._say(bytes(4 << 20))

    def _say(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        pass


@dataclass
class Proxy:
    port: int
    folder: Path
    behind: Any

    def written(self) -> int:
        return (self.folder / "error.log").read_text().count(WRITTEN)

    def asks(self, method: str, address: str, **what: Any) -> tuple[int, bytes]:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request(method, address, **what)
            with connection.getresponse() as answer:
                return answer.status, answer.read()


def free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """Our file without TLS and on other ports; all else as it is."""
    folder, port, behind = tmp_path_factory.mktemp("nginx"), free(), ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    behind.asked = 0  # type: ignore[attr-defined]
    threading.Thread(target=behind.serve_forever, daemon=True).start()
    said = CONF.read_text(encoding="utf-8").replace("listen 80;", f"listen 127.0.0.1:{free()};")
    said = said.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    said = said.replace("127.0.0.1:8000", f"127.0.0.1:{behind.server_port}").replace("/var/log/nginx", str(folder))
    said = re.sub(r"^ *(ssl_.*|include .*)\n", "", said, flags=re.MULTILINE)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log warn;\n"
        f"events {{}}\nhttp {{ {temporary}\n{said}}}\n",
        encoding="utf-8",
    )
    run = subprocess.Popen([NGINX, "-p", str(folder), "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"])
    try:
        for _attempt in range(200):
            if run.poll() is not None:
                pytest.fail((folder / "error.log").read_text())
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.05)
        yield Proxy(port, folder, behind)
    finally:
        run.terminate()
        run.wait(30)
        behind.shutdown()
        behind.server_close()


@pytest.mark.parametrize("chunked", [False, True])
def test_the_proxy_writes_no_file_of_an_envelope_to_a_disk(proxy: Proxy, chunked: bool) -> None:
    content = bytes(20 << 20)
    what: dict[str, Any] = {"body": iter([content[: 7 << 20], content[7 << 20 :]]) if chunked else content}
    before = proxy.written()
    assert proxy.asks("POST", ENVELOPE, encode_chunked=chunked, **what) == (200, str(20 << 20).encode())
    assert proxy.written() == before
    assert proxy.asks("POST", "/projects/", body=content)[0] == 200
    assert proxy.written() == before + 1, "else it is not seen here whether one was written"


def test_the_proxy_writes_no_receipt_to_a_disk(proxy: Proxy) -> None:
    """Whatever it writes it writes under a number that it counts up in this folder, and unlinks at once."""
    said = CONF.read_text(encoding="utf-8")
    (place,) = re.findall(r"location ~ \^/selections/\[\^/\]\+/envelope/ \{(.*?)\n    \}", said, re.DOTALL)
    assert "proxy_max_temp_file_size 0;" in place
    assert len(proxy.asks("GET", f"{ENVELOPE}receipt.pdf")[1]) == 4 << 20
    assert "an upstream response is buffered to a temporary file" not in (proxy.folder / "error.log").read_text()


def test_the_proxy_says_so_to_whoever_looks_after_it(proxy: Proxy) -> None:
    """Where it is so, and nowhere else."""
    assert asked(f"http://127.0.0.1:{proxy.port}") == KEPT
    with closing(HTTPConnection("127.0.0.1", proxy.port, timeout=60)) as connection:
        connection.request("GET", "/projects/")
        with connection.getresponse() as answer:
            assert answer.headers[HEADER] is None


def test_slow_bodies_of_envelopes_wait_at_the_proxy_and_one_address_has_few(proxy: Proxy) -> None:
    """None of them has a thread of the product before it has come whole."""
    asked, slow = proxy.behind.asked, []
    try:
        for _one in range(8):
            one = socket.create_connection(("127.0.0.1", proxy.port))
            one.sendall(f"POST {ENVELOPE} HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nbegun".encode())
            slow.append(one)
        for _attempt in range(200):  # until the proxy has read what was sent
            status, _body = proxy.asks("POST", ENVELOPE, body=b"1")
            if status == 429:
                break
            asked += 1
        else:
            pytest.fail("a ninth was let in")
        assert proxy.asks("POST", "/projects/", body=b"1")[0] == 200
        assert proxy.behind.asked == asked + 1
        slow[0].sendall(bytes(100000 - len("begun")))
        assert slow[0].recv(100).startswith(b"HTTP/1.1 200")
    finally:
        for one in slow:
            one.close()
