"""The scores that were typed into pages, and what must come of them: plain fractions, nothing of the product."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

BEST = (1, 2, 4, 5, 6, 8, 9, 10, 11, 16)
"""Better than those that are equal at the end of the money; the last one is wronged by one sheet."""
EQUAL = (14, 3)
MISTAKE = 16
WEIGHT = Fraction(25)
CRITERIA = ("К4", "К5")


@dataclass(frozen=True, slots=True)
class Place:
    rank: int
    project: int
    score: Fraction
    money: int

    def shown(self) -> tuple[str, str, str]:
        """Place, score and millions as a protocol prints them."""
        hundredths = int(self.score * 100 + Fraction(1, 2))
        score = f"{hundredths // 100},{hundredths % 100:02}"
        return str(self.rank), score, f"{self.money / 1_000_000:,.2f}".replace(",", " ").replace(".", ",")


@dataclass
class Typed:
    """Sheets as they were typed. `order` of equal ones is that of the filing."""

    limit: int
    threshold: int
    asked: int
    least: int
    sheets: dict[int, dict[str, dict[str, Decimal]]] = field(default_factory=lambda: defaultdict(dict))
    computed: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    mistaken: dict[int, str] = field(default_factory=dict)
    out: set[tuple[int, str]] = field(default_factory=set)
    declined: set[int] = field(default_factory=set)

    def give(self, project: int, expert: str) -> dict[str, Decimal]:
        """What this expert types: equal ones get the same of everybody, the wronged one nothing of his first expert."""
        if project == MISTAKE and project not in self.mistaken:
            self.mistaken[project] = expert
            scores = dict.fromkeys(CRITERIA, Decimal(0))
        elif project in EQUAL:
            scores = dict.fromkeys(CRITERIA, Decimal(7))
        else:
            bent = Decimal(int(expert[-1]) % 5 - 2) / 10
            scores = {"К4": self._worth(project) + bent, "К5": self._worth(project) - bent / 2}
        self.sheets[project][expert] = scores
        return scores

    @staticmethod
    def _worth(project: int) -> Decimal:
        if project in BEST:
            return Decimal("9.5") - Decimal(BEST.index(project)) / 10
        return Decimal("6.2") - Decimal(project) / 10

    def may(self, project: int, expert: str) -> bool:
        """Neither given already nor stepped back from."""
        return expert not in self.sheets[project] and (project, expert) not in self.out

    def take_out(self, project: int, expert: str) -> None:
        del self.sheets[project][expert]
        self.out.add((project, expert))

    def correct(self, project: int, expert: str) -> None:
        self.sheets[project][expert] = dict.fromkeys(CRITERIA, Decimal("8.5"))

    def score(self, project: int) -> Fraction:
        total = sum((Fraction(weight) * Fraction(points) / 10 for weight, points in self.computed[project]), Fraction())
        given = self.sheets[project].values()
        for code in CRITERIA:
            total += WEIGHT * sum(Fraction(each[code]) for each in given) / len(given) / 10
        return total

    def places(self) -> list[Place]:
        """Strictly in order: whole sums, a part where it is enough, and nothing after the first that gets nothing."""
        ranked = sorted(self.sheets, key=lambda project: (-self.score(project), project not in EQUAL[:1], project))
        left, stopped, found = self.limit, False, []
        for rank, project in enumerate(ranked, 1):
            score, money = self.score(project), 0
            if score >= self.threshold and not stopped and project not in self.declined:
                money = self.asked if self.asked <= left else left if left >= self.least else 0
                stopped = money == 0
            left -= money
            found.append(Place(rank, project, score, money))
        return found
