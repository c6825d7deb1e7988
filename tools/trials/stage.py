"""What every act of the event built from nothing shares: who is let in, what letters arrived, what day it is."""

import re
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

from hands import Hands, Wrong

SESSION = "/sessions/praktika-saransk"
PASSWORD = "lipa u dorogi"
DOMAIN = "stage.example"
LETTER_SECONDS = 60


@dataclass(frozen=True)
class Size:
    """How wide the event is: the first hours are played as it stands here, the trial wide."""

    delegations: int = 2
    each: int = 6
    projects: int = 2
    experts: int = 2
    wishes: int = 2
    """How many people say their wishes for the visits by the link of their letter."""

    @property
    def people(self) -> int:
        """With the visitor who registers alone."""
        return self.delegations * self.each + 1


class Stage:
    def __init__(self, hands: Hands, environ: Mapping[str, str], var: Path, size: Size) -> None:
        self.hands, self.environ, self.var, self.size = hands, environ, var, size
        self.cookies: dict[str, str] = hands.cookies  # type: ignore[assignment]
        self.codes: list[str] = []  # of the projects
        self.inns: dict[str, str] = {}  # of the hosts, by name

    # --- letters ---------------------------------------------------------------------------------------------------
    def link(self, to: str, pattern: str) -> str:
        """The path that a letter to that address leads to."""
        deadline = time.monotonic() + LETTER_SECONDS
        while time.monotonic() < deadline:
            for letter in self.letters(to):
                if found := re.search(rf"https?://[^/\s]+({pattern})", text_of(letter)):
                    return found[1]
            time.sleep(0.2)
        raise Wrong(f"no letter to {to} with {pattern}")

    def letters(self, to: str) -> list[Message]:
        mail = self.var / "mail"
        found = sorted(mail.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True) if mail.exists() else []
        every = [message_from_bytes(part) for file in found for part in parts(file.read_bytes())]
        return [letter for letter in every if to in str(letter["To"])]

    # --- people ----------------------------------------------------------------------------------------------------
    def first_administrator(self) -> None:
        """As the documentation says: a command prints the link of an invitation."""
        said = subprocess.run(
            [sys.executable, "-m", "django", "administrator", address("admin")], env=dict(self.environ), check=True,
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.enter("admin", re.sub(r"^https?://[^/]+", "", said.stdout.strip().splitlines()[-1]), "Администратор")

    def enter(self, who: str, link: str, name: str) -> None:
        """Whoever is invited makes an account by the link of the letter and stays signed in."""
        self.hands.go("", link)
        self.hands.send("form:has([name=password])", name=name, password=PASSWORD)
        kept = self.hands.page.context.cookies(self.hands.url)
        self.cookies[who] = next(each["value"] for each in kept if each["name"] == "sessionid")
        self.hands.who = who

    def let_in(self, by: str, who: str, name: str, *, role: str, elsewhere: str = "", place: str = "platform:") -> None:
        """Invited on the page of people, and in by the letter."""
        self.hands.go(by, "/team/")
        where = {"elsewhere": elsewhere} if elsewhere else {"place": place}
        self.hands.send("form:has([name=email])", email=address(who), role=role, **where)
        self.enter(who, self.link(address(who), "/invitations/[^/]+/"), name)

    def clock(self, day: str) -> None:
        """The day is what an installation for rehearsals shows as its own."""
        self.hands.go("admin", "/clock/")
        self.hands.send("form:has([type=date])", day=day)


def address(who: str) -> str:
    return f"{who}@{DOMAIN}"


def parts(file: bytes) -> list[bytes]:
    """The file backend writes letter after letter with a line of hyphens between."""
    return [part for part in re.split(rb"\n-{70,}\n", file) if part.strip()]


def text_of(letter: Message) -> str:
    plain = [part for part in letter.walk() if part.get_content_type() == "text/plain"]
    return "\n".join(_decoded(part) for part in plain)


def _decoded(part: Any) -> str:
    raw: bytes = part.get_payload(decode=True)
    return raw.decode()
