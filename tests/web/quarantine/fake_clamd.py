"""A process that speaks as clamd does and knows one sign: the test string of EICAR. `fake_clamd.py SOCKET|PORT`."""

import socket
import socketserver
import struct
import sys

# in two halves, so that scanners of the machine leave this file alone
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD" + rb"-ANTIVIRUS-TEST-FILE!$H+H*"
LIMIT = 1_000_000


class Line(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = self._command()
        if command == b"VERSION":
            self.wfile.write(b"ClamAV 1.0.7/27000/Sun Nov 28 2021\0")
        elif command == b"INSTREAM":
            self.wfile.write(self._scanned() + b"\0")
        else:
            self.wfile.write(b"UNKNOWN COMMAND\0")

    def _command(self) -> bytes:
        got = b""
        while not got.endswith(b"\0"):
            got += self.rfile.read(1)
        return got.strip(b"z\0")

    def _scanned(self) -> bytes:
        content = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
            if len(content) > LIMIT:
                return b"INSTREAM size limit exceeded. ERROR"
        return b"stream: Eicar-Test-Signature FOUND" if EICAR in content else b"stream: OK"


def main(address: str) -> None:
    if address.startswith("/"):
        server: socketserver.BaseServer = socketserver.ThreadingUnixStreamServer(address, Line)
    else:
        server = socketserver.ThreadingTCPServer(("127.0.0.1", int(address)), Line)
    with server:
        assert isinstance(server.socket, socket.socket)
        name = server.socket.getsockname()
        sys.stdout.write(f"{name if isinstance(name, str) else f'{name[0]}:{name[1]}'}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1])
