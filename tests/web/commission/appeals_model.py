"""What a model knows of appeals, and the world beside it: `test_appeals_walk` walks over both, and over awards.

The model knows four words of an appeal and one moment, the end of the term, counted by hand. It is asked beside the
services.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.web.selection.conftest import World

from svetovod.demo.build_selection import moment
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.commission import services
from svetovod.web.commission.models import Appeal
from svetovod.web.commission.selectors.agreements import held_by
from svetovod.web.commission.services.appeals import appeals_open
from svetovod.web.common.errors import Refused
from svetovod.web.selection import services as selections

from .awards_model import Awards

JUDGES = ("judge-1", "judge-2", "judge-3")
# the result is published on Thursday 9.12.2021; the tenth day is Sunday 19.12, so the term ends with Monday
END = moment("2021-12-21 00:00")
OPEN = {"winner", "partial", "reserve", "rejected"}


class Walk(Awards):
    """Appeals, and awards that hang on what they change."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.judges: set[str] = set()
        # of each application: the words of its appeals, the last one is the one that acts speak of
        self.words: dict[int, list[str]] = {place: [] for place in self.keys}
        self.votes: dict[int, dict[str, bool]] = {}
        self.mends: dict[int, str] = {}
        self.counted: set[tuple[int, int]] = set()
        self.kept: dict[int, Any] = {}
        # of each appeal the agreements whose parties have settled on what its count gives
        self.settled: dict[tuple[int, int], set[int]] = {}

    def word(self, place: int) -> str:
        return self.words[place][-1] if self.words[place] else ""

    def appeal(self, place: int) -> Appeal | None:
        rows = Appeal.objects.select_related("application__round", "application__project", "before")
        return rows.filter(application=self.world.application(place)).order_by("number").last()

    def on(self, place: int) -> bool:
        """The next act of the ordinary way."""
        word = self.word(place)
        if word == "filed":
            return [self.do("appoint", who) for who in JUDGES[:2]] == [True, True] and self.do("consider", place)
        if word != "considered":
            if self.mends.get(place) not in {"sheet", "points"}:
                return self.do("file", place)
            return self.do("recount", place) or self.do("settle_sums", place)
        voted = [self.do("vote", place, who, True) for who in sorted(self.judges)]
        return bool(voted) and self.do("decide", place, min(self.judges), "points")

    def file(self, place: int) -> bool:
        waits = self.word(place) in {"filed", "considered"}
        with self.said(expected := waits or (self.at < END and self.standing(place) in OPEN)):
            row = self.world.application(place)
            services.appeal_file(
                actor=self.world.initiator(row.project), application=row, text="Баллы занижены", at=self.at
            )
        if expected and self.word(place) not in {"filed", "considered"}:
            self.words[place].append("filed")
            self.votes[place], self.mends[place] = {}, ""
        return expected

    def appoint(self, who: str) -> bool:
        services.judge_appoint(**self.secretary, round=self.world.round, email=f"{who}@example.org")
        self.judges.add(who)
        return True

    def release(self, who: str) -> bool:
        row = self.world.round.appeal_judges.filter(person=self.world.people[who]).first()
        services.judge_release(**self.secretary, round=self.world.round, judge=row.pk if row else 0)
        self.judges.discard(who)
        return True

    def consider(self, place: int) -> bool:
        word, appeal = self.word(place), self.appeal(place)
        if appeal is None:
            return False
        with self.said(expected := word == "considered" or (word == "filed" and len(self.judges) >= 2)):
            services.appeal_consider(**self.secretary, appeal=appeal, decide_until=self.at + timedelta(days=5))
        if expected:
            self.words[place][-1] = "considered"
        return expected

    def vote(self, place: int, who: str, uphold: bool) -> bool:
        appeal = self.appeal(place)
        if appeal is None:
            return False
        with self.said(expected := who in self.judges and self.word(place) == "considered"):
            services.appeal_vote(
                actor=self.world.actor(who), appeal=appeal, uphold=uphold, ground="Лист неверен", at=self.at
            )
        if expected:
            self.votes[place][who] = uphold
        return expected

    def decide(self, place: int, who: str, mend: str) -> bool:
        word, appeal = self.word(place), self.appeal(place)
        if appeal is None:
            return False
        cast = [uphold for judge, uphold in self.votes[place].items() if judge in self.judges]
        enough = word == "considered" and len(cast) * 2 > len(self.judges)
        codes = [row.member.code for row in appeal.application.assignments.order_by("pk")]
        code, criteria = codes[0], self.world.round.criteria.all()
        points = {"points": [f"{code} К1 10"], "top": [f"{one} {each.code} 10" for one in codes for each in criteria]}
        with self.said(expected := who in self.judges and (word in {"upheld", "rejected"} or enough)):
            services.appeal_decide(
                actor=self.world.actor(who), appeal=appeal, decision="По записи заседания", at=self.at,
                set_aside=[code] if mend == "sheet" else [], corrected="\n".join(points.get(mend, [])),
            )  # fmt: skip
        if expected and enough:
            self.words[place][-1] = "upheld" if cast.count(True) > cast.count(False) else "rejected"
            self.mends[place] = mend
        return expected

    def recount(self, place: int) -> bool:
        appeal = self.appeal(place)
        if appeal is None:
            return False
        expected = self.word(place) == "upheld" and self.mends[place] != "nothing"
        try:
            with self.said(expected, unless="recount.agreement"):
                services.appeal_recount(**self.secretary, appeal=appeal)
        except Refused:
            assert self.signed, "only what is signed holds up a count"
            return False
        if expected and self.mends[place] != "counted":
            self.counted.add(key := (place, len(self.words[place])))
            for one in self.settled.pop(key, set()):
                self.contracts[one][-1].settle(Decimal(self.places()[one]["allocated"]))
            self.mends[place] = "counted"
            self.outdate()
        return expected

    def settle_sums(self, place: int) -> bool:
        """The parties of every agreement that the count of an appeal would change sign what it gives, or its end."""
        appeal, key = self.appeal(place), (place, len(self.words[place]))
        if appeal is None or self.word(place) != "upheld" or key in self.counted:
            return False
        found = held_by(appeal)
        for each in found:
            made = services.amendment_prepare(
                **self.secretary, agreement=each.agreement, appeal=appeal.pk, reason="По жалобе",
                years={"2022": each.counted}, back_by=self.at.date() + timedelta(days=400),
            )  # fmt: skip
            services.amendment_answer(
                actor=self.world.initiator(each.application.project), amendment=made, accept=True, at=self.at
            )
            self.contracts[self.codes[each.application.project.code]][-1].coming = each.counted
        codes = {self.codes[each.application.project.code] for each in found}
        for others in self.settled.values():
            others.difference_update(codes)
        self.settled[key] = codes
        return bool(found)

    def withdraw(self, place: int) -> bool:
        """Whoever does not want it any more declines: what has been decided on is not withdrawn."""
        row = self.world.application(place)
        with self.said(False):
            selections.application_withdraw(actor=self.world.initiator(row.project), application=row, at=self.at)
        return True

    def agrees(self) -> None:
        """What is kept says what the model says, and nothing that was said before has changed."""
        found: dict[int, list[str]] = {key: [] for key in self.keys.values()}
        for key, state in Appeal.objects.order_by("number").values_list("application", "state"):
            found[key].append(state)
        assert found == {self.keys[place]: words for place, words in self.words.items()}
        decided = Appeal.objects.filter(state__in=["upheld", "rejected"])
        assert all(row.decision and row.decided_at for row in decided)
        assert LedgerEntry.objects.filter(action="appeal.decide").count() == decided.count()
        runs = list(self.world.round.runs.order_by("id").only("result"))
        assert len(runs) == 1 + len(self.counted) + self.changes
        reasons = list(self.world.round.protocols.order_by("number").values_list("reason", flat=True))
        assert len(reasons) == 1 + len(self.counted) and all(reasons[1:])
        for run in runs:
            assert self.kept.setdefault(run.pk, run.result) == run.result
            shares = [Decimal(place["allocated"]) for place in run.result["ranking"]]
            assert sum(shares) + Decimal(run.result["left"]) == self.world.round.limit
            assert min(shares) >= 0 <= Decimal(run.result["left"])
        self.awards_agree(runs[-1].result)

    def out(self) -> None:
        """No dead end: whatever waits is decided in the ordinary way, what is upheld is counted, and then nothing
        waits."""
        for who in JUDGES:
            self.release(who)
        for who in JUDGES[:2]:
            self.appoint(who)
        for place in self.words:
            if self.word(place) in {"filed", "considered"}:
                assert self.consider(place)
                assert self.vote(place, "judge-1", uphold=False) and self.vote(place, "judge-2", uphold=False)
                assert self.decide(place, "judge-1", "nothing")
            if self.word(place) == "upheld" and self.mends[place] not in {"nothing", "counted"}:
                self.settle_sums(place)
                assert self.recount(place)
        self.agrees()
        late: datetime = max(self.at, END)
        assert not appeals_open(self.world.round, late)
