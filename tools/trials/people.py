"""People at work without a pause over HTTP, and what they were answered, each thing with its moment.

They register, file, replace what they filed, keep drafts, submit sheets and attach files. Whoever gets no answer asks
again, at another server if there is one, as people do behind a proxy. What was answered is kept here, outside of the
installation: `promised` is what its database has to hold.
"""

import hashlib
import http.client
import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from math import inf
from typing import Any

from browsers import Answer, Browser

OK, KEPT, DONE, STALE = 200, 204, 302, 409
APPLICANTS, EXPERTS, READERS, KEEPERS = 60, 8, 8, 2
AGAIN = 4
"""How often an application is replaced before the next one is filed."""
DRAFTS = 24
"""How often a draft is kept before its sheet is submitted."""
KINDS = ("registrations", "applications", "replacements", "drafts", "sheets", "files")


class People:
    """`plan` is what `world.py build` answers; `over` ends their work."""

    def __init__(self, plan: dict[str, Any], ports: Sequence[int]) -> None:
        self.plan, self.ports = plan, ports
        self.kept: list[tuple[float, str, Any]] = []
        self.sent: list[tuple[float, str]] = []
        self.drafts_lost: list[str] = []
        self.refused: list[str] = []
        self.unanswered = 0
        self.over, self.answers = threading.Event(), threading.Event()
        self.failures: list[BaseException] = []

    def takers(self) -> list[Callable[[], None]]:
        """Who works while applications are taken in."""
        parts = [self.plan["applicants"][n::4] for n in range(4)]
        return [
            *(lambda n=n: self.register(n) for n in range(4)),
            *(lambda rows=rows: self.file(rows) for rows in parts),
            *(lambda each=each: self.attach(each) for each in self.plan["keepers"]),
        ]

    def scorers(self, given: dict[str, Any]) -> list[Callable[[], None]]:
        """Who works while applications are scored; `given` is what `world.py scoring` answers."""
        marks = {f"score.{code}": "6" for code in given["criteria"]}
        return [
            *(lambda who=who, rows=rows: self.score(who, rows, marks) for who, rows in given["sheets"].items()),
            *(lambda n=n: self.register(n) for n in range(4, 6)),
            *(lambda each=each: self.attach(each) for each in self.plan["keepers"]),
        ]

    def begin(self, people: Sequence[Callable[[], None]]) -> list[threading.Thread]:
        """A thread for each; what goes wrong in one is found in `failures`."""
        self.over.clear()

        def one(act: Callable[[], None]) -> None:
            try:
                act()
            except BaseException as error:
                self.failures.append(error)

        threads = [threading.Thread(target=one, args=(act,)) for act in people]
        for each in threads:
            each.start()
        return threads

    def end(self, threads: Sequence[threading.Thread]) -> None:
        """People who are never answered would ask for ever."""
        self.over.set()
        for each in threads:
            each.join()
        if self.failures:
            raise self.failures[0]

    def keep(self, kind: str, what: Any) -> None:
        self.kept.append((time.monotonic(), kind, what))

    def filed(self, code: str) -> bool:
        return any(kind == "applications" and what == code for _at, kind, what in self.kept)

    def promised(self, until: float = inf) -> dict[str, Any]:
        """What was answered before that moment, as `world.py count` asks for it."""
        known: dict[str, list[Any]] = {kind: [] for kind in KINDS}
        for at, kind, what in self.kept:
            if at < until:
                known[kind].append(what)
        return {
            "registered": known["registrations"], "filed": known["applications"], "scored": known["sheets"],
            "replaced": Counter(known["replacements"]), "drafts": dict(known["drafts"]), "files": known["files"],
            "sent": Counter(code for at, code in self.sent if at < until),
        }  # fmt: skip

    def answered_in_all(self) -> dict[str, int]:
        known = Counter(kind for _at, kind, _what in self.kept)
        return {kind: known[kind] for kind in KINDS}

    def browser(self, line: int, **cookies: str) -> Browser:
        return Browser(self.ports[line % len(self.ports)], cookies)

    def answered(self, browser: Browser, ask: Callable[[], Answer]) -> Answer | None:
        """What is answered at last, or None when the trial ends before; a server in trouble is left for the other."""
        while True:
            try:
                answer = ask()
            except (OSError, http.client.HTTPException):
                self.unanswered += 1
            else:
                if answer.status < 500:
                    self.answers.set()
                    return answer
                self.unanswered += 1
            if self.over.is_set():
                return None
            browser.turn(next((port for port in self.ports if port != browser.port), browser.port))
            time.sleep(0.2)

    def done(self, answer: Answer, what: str, *wanted: int) -> bool:
        """Whether it was done; what was refused is told in the end."""
        if answer.status in (wanted or (DONE,)):
            return True
        self.refused.append(f"{what}: {answer.status}: {' '.join(answer.text.split())[:1000]}")
        return False

    def register(self, line: int) -> None:
        path = f"/sessions/{self.plan['session']}/register/"
        consents = {f"consent_{pk}": "on" for pk in self.plan["consents"]}
        browser = self.browser(line)
        self.answered(browser, lambda: browser.get("page", path))  # the token of all forms
        for number in itertools.count():
            if self.over.is_set():
                break
            email = f"guest-{line}-{number}@trial.example"
            fields = {"kind": "guest", "name": "Guest", "email": email, "region": "RU-MO", "organisation_name": "Plant"}
            answer = self.answered(
                browser, lambda fields=fields: browser.post("registration", path, **fields, **consents)
            )
            if answer and self.done(answer, "registration"):
                self.keep("registrations", email)
        browser.close()

    def file(self, applicants: Sequence[dict[str, str]]) -> None:
        """Each applicant files and replaces it some times at once; then newer versions, round after round."""
        browsers: dict[str, Browser] = {}
        pages: dict[str, str] = {}
        for line, each in enumerate(itertools.cycle(applicants)):
            code = each["code"]
            browser = browsers.setdefault(code, self.browser(line, sessionid=each["cookie"]))
            path = f"/selections/{self.plan['round']}/apply/{code}/"

            def filing(browser: Browser = browser, path: str = path) -> Answer:
                page = browser.get("page", path)
                if page.status != OK:  # also where it is filed already, though nobody told
                    return page
                revision = page.typed("revision")
                return browser.post(
                    "filing", path, requested="100000000", minimum="50000000", revision=revision, file="1"
                )

            def replacing(browser: Browser = browser, code: str = code) -> Answer:
                self.sent.append((time.monotonic(), code))
                return browser.post("replacement", f"{pages[code]}replace/")

            if not self.filed(code):
                answer = self.answered(browser, filing)
                if answer and self.done(answer, "filing"):
                    pages[code] = answer.location
                    self.keep("applications", code)
            for _ in range(AGAIN if self.filed(code) else 0):
                if self.over.is_set():
                    break
                answer = self.answered(browser, replacing)
                if answer and self.done(answer, "replacement"):
                    self.keep("replacements", code)
            if self.over.is_set():
                break
        for browser in browsers.values():
            browser.close()

    def score(self, who: str, numbers: Sequence[str], marks: dict[str, str]) -> None:
        browser = self.browser(int(who[-1]), sessionid=self.plan["experts"][who])
        for number in numbers:
            path = f"/selections/{self.plan['round']}/my-sheets/{number}/"
            revision = self.draft(browser, f"{who} {number}", path, marks)
            if self.over.is_set():
                break

            def submitting(path: str = path, revision: str = revision) -> Answer:
                return browser.post("sheet", path, **marks, comment=str(DRAFTS), revision=revision, submit="1")

            answer = self.answered(browser, submitting)
            if answer and self.done(answer, "sheet"):
                self.keep("sheets", f"{who} {number}")
        browser.close()

    def draft(self, browser: Browser, what: str, path: str, marks: dict[str, str]) -> str:
        """A draft that grows: each saving says on which kept one it was typed, and is refused where it is lost."""
        page = self.answered(browser, lambda: browser.get("page", path))
        revision = page.typed("revision") if page else ""
        for number in range(1, DRAFTS + 1):
            if self.over.is_set():
                break

            def saving(number: int = number, revision: str = revision) -> Answer:
                return browser.post("draft", path, {"X-Autosave": "1"}, **marks, comment=str(number), revision=revision)

            answer = self.answered(browser, saving)
            if answer and answer.status == STALE:
                self.drafts_lost.append(f"{path} {number}")
                page = self.answered(browser, lambda: browser.get("page", path))
                revision = page.typed("revision") if page else ""
            elif answer and self.done(answer, "draft", KEPT):
                self.keep("drafts", (what, number))
                revision = answer.revision
        return revision

    def attach(self, keeper: dict[str, Any]) -> None:
        """Files of evidence for one row of an estimate, one after another."""
        browser = self.browser(0, sessionid=keeper["cookie"])
        path = f"/projects/{keeper['code']}/estimate/{keeper['cost']}/"
        self.answered(browser, lambda: browser.get("page", path))
        fields = {name: keeper[name] for name in ("kind", "payer", "on", "amount")}
        for number in itertools.count():
            if self.over.is_set():
                break
            content = f"%PDF-1.7\n{keeper['code']} {time.time_ns()} ".encode() + b"x" * (3000 + 997 * (number % 50))
            answer = self.answered(browser, lambda c=content: browser.upload("file", path, "act.pdf", c, **fields))
            if answer and self.done(answer, "file"):
                self.keep("files", hashlib.sha256(content).hexdigest())
        browser.close()


def faults(counted: dict[str, Any]) -> list[str]:
    """What `world.py count` found wrong beside things lost."""
    found = [f"{kind} doubled: {rows}" for kind, rows in counted["doubled"].items() if rows]
    if counted["gaps"] or counted["journal"]:
        found.append(f"gaps in numbers: {counted['gaps']}, faults of the journal: {counted['journal']}")
    if counted["seated"] > counted["places"]:
        found.append(f"places given: {counted['seated']} of {counted['places']}")
    if counted["bare"]:
        found.append(f"rows without their bytes: {counted['bare']}")
    return found
