# ruff: noqa: E501 - the commands stand as they are typed
"""What server.py asks of the server it has set up, inside it, with the standard library alone. One line a finding."""

import http.client
import json
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

HOST = "svetovod.example"
TLS = ssl.create_default_context(cafile="/etc/ssl/svetovod/fullchain.pem")
WAIT = 60
failed: list[str] = []


def say(name: str, good: bool, more: object = "") -> None:
    print(f"[{'+' if good else '!'}] {name}{f': {more}' if more != '' else ''}", flush=True)
    if not good:
        failed.append(name)


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


class Browser:
    """A person over HTTPS: keeps cookies, sends what a form of the product sends."""

    def __init__(self) -> None:
        self.jar: SimpleCookie = SimpleCookie()

    def ask(self, path: str, body: bytes | None = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
        line = http.client.HTTPSConnection(HOST, context=TLS, timeout=WAIT)
        sent = {"Cookie": "; ".join(f"{k}={v.value}" for k, v in self.jar.items()), "Referer": f"https://{HOST}{path}"}
        line.request("GET" if body is None else "POST", path, body, sent | headers)
        answer = line.getresponse()
        told = answer.read()
        for value in answer.headers.get_all("Set-Cookie") or []:
            self.jar.load(value)
        line.close()
        return answer.status, {k.lower(): v for k, v in answer.headers.items()}, told

    def token(self, path: str) -> str:
        _, _, page = self.ask(path)
        found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        return found[1].decode() if found else ""

    def post(self, path: str, **fields: str) -> tuple[int, dict[str, str], bytes]:
        data = urlencode({"csrfmiddlewaretoken": self.token(path)} | fields).encode()
        return self.ask(path, data, **{"Content-Type": "application/x-www-form-urlencoded"})

    def upload(self, path: str, field: str, name: str, content: bytes) -> int:
        edge = "edgeoftheform"
        head = f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self.token(path)}\r\n'
        head += f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self.ask(path, body, **{"Content-Type": f"multipart/form-data; boundary={edge}"})[0]


def enter(person: str) -> Browser:
    browser = Browser()
    status, _, _ = browser.post("/accounts/login/", login=f"{person}@demo.svetovod.example", password="saransk-2021")
    say(f"{person} signs in", status == 302 and "__Host-session" in browser.jar, status)
    return browser


def pages() -> None:
    status, headers, page = Browser().ask("/")
    say("the first page over HTTPS", status == 200 and "Световод" in page.decode(), status)
    wanted = ("strict-transport-security", "content-security-policy", "x-content-type-options", "x-frame-options",
              "referrer-policy", "cross-origin-opener-policy", "x-request-id")  # fmt: skip
    say("headers", all(name in headers for name in wanted), [name for name in wanted if name not in headers] or "all 7")
    say("the server does not tell its version", headers.get("server") == "nginx", headers.get("server"))
    style = re.search(rb'href="(/static/css/[^"]+)"', page)
    found, kept, _ = Browser().ask(style[1].decode() if style else "/static/none", **{"Accept-Encoding": "gzip"})
    said = (kept.get("cache-control"), kept.get("content-encoding"), kept.get("x-request-id"))
    good = found == 200 and "immutable" in str(said[0]) and said[1] == "gzip" and said[2] is None
    say("styles come from nginx, packed, for a year", good, said)
    for path, status in (("/health/", 200), ("/health/live/", 200), ("/metrics/", 404), ("/desk/", 302)):
        found = Browser().ask(path)[0]
        say(f"{path}", found == status, found)
    plain = http.client.HTTPConnection(HOST, timeout=WAIT)
    plain.request("GET", "/desk/")
    say("port 80 leads to HTTPS", plain.getresponse().status == 301)


def metrics() -> dict[str, float]:
    line = http.client.HTTPConnection("127.0.0.1", 8000, timeout=WAIT)
    line.request("GET", "/metrics/", headers={"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1",
                                              "Authorization": "Bearer figures-secret"})  # fmt: skip
    rows = [row.rsplit(" ", 1) for row in line.getresponse().read().decode().splitlines() if not row.startswith("#")]
    return {name: float(value) for name, value in rows}


def contradictions() -> None:
    """Requests of two lengths, which a proxy and a server may cut differently (ASVS 4.2.1)."""
    heads = {
        "two lengths": "Content-Length: 5\r\nContent-Length: 6\r\n",
        "length and chunks": "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "unknown coding": "Transfer-Encoding: chunked, identity\r\n",
        "length of letters": "Content-Length: 5x\r\n",
        "blank before the colon": "Content-Length : 5\r\n",
    }
    for name, head in heads.items():
        line = TLS.wrap_socket(socket.create_connection((HOST, 443), timeout=WAIT), server_hostname=HOST)
        line.sendall(f"POST /accounts/login/ HTTP/1.1\r\nHost: {HOST}\r\n{head}\r\n0\r\n\r\n".encode())
        status = line.recv(64).decode(errors="replace").split(" ")[1:2]
        say(f"refused: {name}", status in (["400"], ["501"]), status)
        line.close()


def large_file() -> None:
    manager, form = enter("manager"), "/clusters/svetotekhnika-3/upload/"
    status = manager.upload(form, "workbook", "large.xlsx", b"PK\x03\x04" + b"x" * (19 * 1024**2))
    say("a file of 19 MB reaches the product, which says what is wrong with it", status in (200, 302, 409, 422), status)
    status = manager.upload(form, "workbook", "larger.xlsx", b"x" * (26 * 1024**2))
    say("a file of 26 MB is refused by nginx", status == 413, status)


class Load:
    """Steady work of eight: pages, sign-ins and a form, so many times as possible, each answer noted."""

    def __init__(self) -> None:
        self.answers: list[tuple[str, int, float]] = []
        self.broken: list[str] = []
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self.work, args=(n,)) for n in range(8)]

    def work(self, number: int) -> None:
        browser = Browser()
        turn = 0
        while not self.over.is_set():
            turn += 1
            path = ("/", "/clusters/", "/accounts/login/", "/i18n/setlang/")[(number + turn) % 4]
            started = time.monotonic()
            try:
                if path == "/i18n/setlang/":
                    data = {"csrfmiddlewaretoken": browser.token("/accounts/login/"), "language": "ru", "next": "/"}
                    status = browser.ask(path, urlencode(data).encode(),
                                         **{"Content-Type": "application/x-www-form-urlencoded"})[0]  # fmt: skip
                else:
                    status = browser.ask(path)[0]
            except (OSError, http.client.HTTPException) as error:
                self.broken.append(f"{path}: {error!r}")
                continue
            self.answers.append((path, status, time.monotonic() - started))
            time.sleep(0.1)

    def __enter__(self) -> "Load":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()

    def tell(self, name: str) -> None:
        wrong = [f"{path} {status}" for path, status, _ in self.answers if status not in (200, 302)]
        posts = sum(path == "/i18n/setlang/" for path, _, _ in self.answers)
        longest = max((took for _, _, took in self.answers), default=0)
        told = f"{len(self.answers)} answers, {posts} of forms, longest {longest:.1f} s; failed {len(wrong) + len(self.broken)}"
        say(name, not wrong and not self.broken and posts > 0, f"{told} {(wrong + self.broken)[:3] or ''}")


def restarts() -> None:
    with Load() as load:
        time.sleep(2)
        for _ in range(5):
            for number in (1, 2):
                run("systemctl", "restart", f"svetovod-web@{number}")
        time.sleep(2)
    load.tell("5 restarts of both processes, one after another")
    with Load() as load:
        time.sleep(2)
        run("systemctl", "restart", "svetovod-web@1", "svetovod-web@2")
        time.sleep(8)
    load.tell("both restarted at once: connections wait")


def upgrade() -> None:
    """The same wheels as a new version: installed beside, asked for migrations, of which there are none, and put in place."""
    before = Path("/opt/svetovod/.venv").resolve()
    with Load() as load:
        time.sleep(2)
        done = run("svetovod-upgrade", "/root/wheels")
        time.sleep(2)
    changed = Path("/opt/svetovod/.venv").resolve() != before
    say("svetovod-upgrade", done.returncode == 0 and changed, (done.stdout + done.stderr).strip().splitlines()[-1:])
    load.tell("an upgrade under work")


def journal_and_backup() -> None:
    restored = re.findall(r"\b[0-9a-f]{64}\b", Path("/root/restored.txt").read_text())
    say("root of the journal after the restore", bool(restored), restored[:1])
    done = run("systemctl", "start", "svetovod-backup.service")
    files = list(Path("/var/backups/svetovod").glob("*.svb"))
    say("the backup of the timer", done.returncode == 0 and bool(files), [f.name for f in files])
    if files:
        tried = run("svetovod", "backup", "--test", str(files[0]), "--identity", "/tmp/backup-key", "--json")
        try:
            told = json.loads(tried.stdout)
        except ValueError:
            told = {}
        say("the backup restored and compared", tried.returncode == 0, told.get("root", tried.stderr[-300:]))
    timers = run("systemctl", "list-timers", "--no-legend").stdout
    say("timers", "svetovod-backup.timer" in timers and "svetovod-doctor.timer" in timers)


def bounce() -> None:
    """A letter of the product that another system takes and cannot deliver: Postfix reports, the pipe gives the report to
    the product."""
    Browser().post("/accounts/password/reset/", email="manager@demo.svetovod.example")
    for _ in range(60):  # of the letters the backup had waiting one may have gone there before
        time.sleep(1)
        if metrics().get("svetovod_addresses_held", 0) > 0:
            break
    log = run("journalctl", "-u", "postfix@-", "-o", "cat", "--no-pager").stdout
    piped = [line for line in log.splitlines() if "relay=svetovod-bounce" in line and "status=sent" in line]
    held = metrics().get("svetovod_addresses_held", 0) > 0
    say("Postfix's own report came through the pipe", held and bool(piped), piped[-1:])


def support_code() -> None:
    """One code on the page of an error, in the line of the log and in the report of a problem."""
    _, headers, _ = Browser().ask("/nothing-here/")
    code = headers["x-request-id"]
    log = run("journalctl", "-u", "svetovod-web@*", "-o", "cat", "--no-pager").stdout
    say("the code of an error page is in the log", f"code={code}" in log, code)


BREAKS: tuple[tuple[str, str, str, str], ...] = (
    ("worker", "systemctl stop svetovod-worker", "systemctl start svetovod-worker; sleep 3", "worker"),
    ("mail", "systemctl stop postfix", "systemctl start postfix", "mail"),
    # of the journal's own there is none before the first signature, and a backup carries none
    ("keys", "install -d -o svetovod -m 700 /var/lib/svetovod/keys; "
     "install -o svetovod -m 644 /dev/null /var/lib/svetovod/keys/tried.pem", "rm /var/lib/svetovod/keys/tried.pem", "keys"),
    ("closed for too long", "svetovod manage maintenance --closed --minutes 1 --begins '2026-01-01 10:00'",
     "svetovod manage maintenance --end", "maintenance"),
    ("journal", "runuser -u postgres -- psql -q svetovod -c 'update audit_ledgerhead set size = size + 1'",
     "runuser -u postgres -- psql -q svetovod -c 'update audit_ledgerhead set size = size - 1'", "journal"),
    ("migrations", "runuser -u postgres -- psql -q svetovod -c \"update django_migrations set name = name || '_x' "
     "where app = 'accounts'\"", "runuser -u postgres -- psql -q svetovod -c \"update django_migrations set name = "
     "left(name, -2) where app = 'accounts'\"", "migrations"),
    ("database", "systemctl stop postgresql", "systemctl start postgresql", "database"),
    ("static", "mv /var/lib/svetovod/static/staticfiles.json /tmp/", "mv /tmp/staticfiles.json /var/lib/svetovod/static/",
     "static"),
    ("disk", "mount -t tmpfs -o size=1g none /var/lib/svetovod/files", "umount /var/lib/svetovod/files", "files disk"),
)  # fmt: skip


def doctor() -> dict[str, str]:
    told = json.loads(run("svetovod", "doctor", "--json", "--lang", "en").stdout)["checks"]
    worst: dict[str, str] = {}
    for check in told:
        if worst.get(check["name"]) != "problem":
            worst[check["name"]] = check["status"]
    return worst


def breaking() -> None:
    plain = run("svetovod", "doctor", "--lang", "en").stdout
    print(plain)
    for name, broken, mended, check in BREAKS:
        before = doctor().get(check)
        run("sh", "-c", broken)
        during = doctor().get(check)
        run("sh", "-c", mended)
        after = doctor().get(check)
        say(f"doctor, {name} broken", during == "problem" and after == before != "problem", (before, during, after))


ALL: tuple[Callable[[], None], ...] = (
    pages, contradictions, large_file, support_code, journal_and_backup, restarts, upgrade, bounce, breaking,
)  # fmt: skip


def chosen() -> Iterator[Callable[[], None]]:
    return (each for each in ALL if not sys.argv[1:] or each.__name__ in sys.argv[1:])


if __name__ == "__main__":
    for each in chosen():
        try:
            each()
        except Exception as error:
            say(each.__name__, False, repr(error))
    print(f"{'all as it should be' if not failed else f'wrong: {failed}'}")
    sys.exit(bool(failed))
