"""A provider of checks to begin with: the interface of docs/reference/signatures.md, answered by our own engine.

`python tools/signature_provider.py 8099`. Whoever has a certified library puts it in the place of `judge`.
"""

import base64
import io
import json
import sys
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from svetovod.engine import signatures

MOST = 80 * 1024 * 1024


def judge(asked: dict[str, Any]) -> dict[str, Any]:
    document = base64.b64decode(asked["document"])
    told = signatures.Document(io.BytesIO(document), len(document), asked["sha256"])
    found = signatures.CmsVerifier().verify(
        told, base64.b64decode(asked["signature"]), inns=asked["inns"], at=datetime.fromisoformat(asked["at"])
    )
    plain = found.to_json()
    signers = [
        each | each["answers"] | {"inn_answer": each["answers"]["inn"], "inn": each["inn"]} for each in plain["signers"]
    ]
    return {
        "schema": 1, "sha256": asked["sha256"], "engine": "example", "version": "1", "report": "no certified library",
        "signers": signers,
    }  # fmt: skip


class Provider(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        try:
            if not 0 < size <= MOST:
                raise ValueError("size")
            body = json.dumps(judge(json.loads(self.rfile.read(size)))).encode()
        except (ValueError, KeyError) as error:
            self.send_error(400, str(error)[:100])
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: Any) -> None:
        """Names of signers belong in no log."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 0), Provider)
    print(server.server_port, flush=True)
    server.serve_forever()
