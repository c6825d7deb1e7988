"""What every act of the played selection shares: who acts at the browser, what was typed, and what day it is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hands import Hands, Wrong
from place import world
from ranks import Typed

ROUND = "/selections/play"
PROJECTS, EXPERTS, NEEDED = 24, 8, 4
LIMIT, ASKED, LEAST = 1_050_000_000, 100_000_000, 50_000_000
THRESHOLD = 45
RETURNED, REFUSED, DIFFERING, CORRECTED = 5, 7, 9, 12
FIRST, SECOND = 14, 3
"""Equal scores where the money ends: the first files before the second, though its number is the greater."""
WRONGED, IN_VAIN = 16, 20
"""Who appeal."""
SHARED = 6
"""Its applicant shares a domain of e-mail with the second expert."""
ILL, LATE, SIGNED, BY_BOOK, NEW = "expert-5", "expert-3", "expert-2", "expert-6", "expert-9"
COMMISSION = {"chair": "Председатель комиссии"} | {f"member-{n}": f"Член комиссии {n}" for n in range(1, 5)}


class Play:
    """`typed` is kept outside of the installation: it alone knows what was meant."""

    def __init__(self, hands: Hands, plan: Mapping[str, Any], environ: Mapping[str, str], var: Path) -> None:
        self.hands, self.plan, self.environ, self.var = hands, plan, environ, var
        self.numbers: dict[int, str] = {}  # project -> registration number
        self.codes: dict[str, str] = {}  # expert -> code in the selection
        self.typed = Typed(LIMIT, THRESHOLD, ASKED, LEAST)

    def on(self, moment: str) -> None:
        """The day and hour, Moscow time."""
        world(self.environ, "clock", script="contest.py", moment=f"{moment}+03:00")

    def at(self, number: int, page: str = "") -> str:
        return f"{ROUND}/applications/{self.numbers[number]}/{page}"

    def project(self, number: str) -> int:
        return next(project for project, each in self.numbers.items() if each == number)

    def step(self, name: str) -> None:
        """The secretary's next step in the register of applications."""
        self.hands.go("secretary", f"{ROUND}/desk/")
        self.hands.send(f"form[action='{ROUND}/desk/{name}/']")

    def protocol_says(self, number: int, **money: int) -> None:
        """Places, scores and money of the protocol's page are those of the scores typed; `money` by name of the role
        that a project has in the play."""
        found = self.typed.places()
        mine = {self.numbers[each.project]: each.shown() for each in found}
        page = self.hands.go("", f"{ROUND}/protocols/{number}/")
        rows = [
            [cell.replace("\u00a0", " ").strip() for cell in row.locator("th, td").all_inner_texts()]
            for row in page.locator("#rank tbody tr").all()
        ]
        shown = {row[1]: (row[0], row[3], row[5]) for row in rows if row[0].isdecimal()}
        if shown != mine:
            wrong = {key: (shown.get(key), mine.get(key)) for key in {*shown, *mine} if shown.get(key) != mine.get(key)}
            raise Wrong(f"protocol No. {number}, as shown and as computed here: {wrong}")
        named = {"first": FIRST, "second": SECOND, "wronged": WRONGED}
        given = {each.project: each.money for each in found}
        if wrong := {role: given[named[role]] for role, sum_ in money.items() if given[named[role]] != sum_}:
            raise Wrong(f"protocol No. {number} is not what the play is about: {wrong}")
