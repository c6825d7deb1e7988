"""Appeals as a model says they go: walks of chance over everything a person may do, whatever the moment.

The model knows four words of an appeal and one moment, the end of the term, counted by hand. It is asked beside the
services; after each act the states, the journal, the results and the money agree with it, and from wherever a walk has
come every appeal can still be decided.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.db import transaction
from tests.thorough import WHOLE
from tests.web.commission.conftest import now
from tests.web.selection.conftest import World, person

from svetovod.demo.build_selection import moment
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.commission import services
from svetovod.web.commission.models import Appeal
from svetovod.web.commission.services.appeals import appeals_open
from svetovod.web.common.errors import Denied, Hidden, Refused

JUDGES = ("judge-1", "judge-2", "judge-3")
WALKS, STEPS = (2000 if WHOLE else 3), 40

# the result is published on Thursday 9.12.2021; the tenth day is Sunday 19.12, so the term ends with Monday
END = moment("2021-12-21 00:00")


class Walk:
    """The world and the model beside it. An act says by its return whether the model lets it pass."""

    def __init__(self, world: World) -> None:
        self.world, self.at = world, now(world)
        self.judges: set[str] = set()
        # of each application: the words of its appeals, the last one is the one that acts speak of
        self.words: dict[int, list[str]] = {place: [] for place in range(4)}
        self.votes: dict[int, dict[str, bool]] = {}
        self.mends: dict[int, str] = {}
        self.counted: set[tuple[int, int]] = set()
        self.kept: dict[int, Any] = {}

    def word(self, place: int) -> str:
        return self.words[place][-1] if self.words[place] else ""

    def appeal(self, place: int) -> Appeal | None:
        rows = Appeal.objects.select_related("application__round", "application__project", "before")
        return rows.filter(application=self.world.application(place)).order_by("number").last()

    def on(self, place: int) -> bool:
        """The next act of the ordinary way."""
        word = self.word(place)
        if word == "filed":
            return [self.appoint(who) for who in JUDGES[:2]] == [True, True] and self.consider(place)
        if word != "considered":
            return self.recount(place) if self.mends.get(place) in {"sheet", "points"} else self.file(place)
        voted = [self.vote(place, who, uphold=True) for who in sorted(self.judges)]
        return bool(voted) and self.decide(place, min(self.judges), "points")

    @property
    def secretary(self) -> Any:
        return {"actor": self.world.actor("secretary"), "at": self.at}

    def wait(self, hours: int) -> bool:
        self.at += timedelta(hours=hours)
        return True

    def file(self, place: int) -> bool:
        with self.said(expected := self.word(place) in {"filed", "considered"} or self.at < END):
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
        code = appeal.application.assignments.order_by("pk")[0].member.code
        with self.said(expected := who in self.judges and (word in {"upheld", "rejected"} or enough)):
            services.appeal_decide(
                actor=self.world.actor(who), appeal=appeal, decision="По записи заседания", at=self.at,
                set_aside=[code] if mend == "sheet" else [], corrected=f"{code} К1 10" if mend == "points" else "",
            )  # fmt: skip
        if expected and enough:
            self.words[place][-1] = "upheld" if cast.count(True) > cast.count(False) else "rejected"
            self.mends[place] = mend
        return expected

    def recount(self, place: int) -> bool:
        appeal = self.appeal(place)
        if appeal is None:
            return False
        with self.said(expected := self.word(place) == "upheld" and self.mends[place] != "nothing"):
            services.appeal_recount(**self.secretary, appeal=appeal)
        if expected:
            self.counted.add((place, len(self.words[place])))
            self.mends[place] = "counted"
        return expected

    @contextmanager
    def said(self, expected: bool) -> Iterator[None]:
        """Refused where the model does not let it pass, and only there; a refusal leaves nothing behind."""
        refused: Exception | None = None
        try:
            with transaction.atomic():
                yield
        except (Denied, Hidden, Refused) as error:
            refused = error
        assert (refused is None) == expected, f"the model says {expected}, the product {refused!r}"

    def agrees(self) -> None:
        """What is kept says what the model says, and nothing that was said before has changed."""
        for place, words in self.words.items():
            rows = Appeal.objects.filter(application=self.world.application(place)).order_by("number")
            assert [row.state for row in rows] == words
        decided = Appeal.objects.filter(state__in=["upheld", "rejected"])
        assert all(row.decision and row.decided_at for row in decided)
        assert LedgerEntry.objects.filter(action="appeal.decide").count() == decided.count()
        runs = list(self.world.round.runs.order_by("id"))
        assert len(runs) == 1 + len(self.counted)
        protocols = list(self.world.round.protocols.order_by("number"))
        assert len(protocols) == len(runs) and all(each.reason for each in protocols[1:])
        for run in runs:
            assert self.kept.setdefault(run.pk, run.result) == run.result
            shares = [Decimal(place["allocated"]) for place in run.result["ranking"]]
            assert sum(shares) + Decimal(run.result["left"]) == self.world.round.limit
            assert min(shares) >= 0 <= Decimal(run.result["left"])

    def out(self) -> None:
        """No dead end: whatever waits is decided in the ordinary way, and then nothing waits."""
        for who in JUDGES:
            self.release(who)
        for who in JUDGES[:2]:
            self.appoint(who)
        for place in self.words:
            if self.word(place) in {"filed", "considered"}:
                assert self.consider(place)
                assert self.vote(place, "judge-1", uphold=False) and self.vote(place, "judge-2", uphold=False)
                assert self.decide(place, "judge-1", "nothing")
        self.agrees()
        late: datetime = max(self.at, END)
        assert not appeals_open(self.world.round, late)


@pytest.fixture
def scene(make_world: Any) -> World:
    from tests.web.selection.conftest import person

    world: World = make_world(projects=4, experts=4, limit=Decimal(150_000_000), appeal_days=10)
    for name in JUDGES:
        world.people[name] = person(name)
    return world.play("filed", "checked", "scored", "opened", "approved", "published")


def act_of(chance: Random) -> tuple[Any, ...]:
    """Something a person may press; every other time what the ordinary way has next, or no appeal came to its end."""
    place, who = chance.randrange(3), chance.choice(JUDGES)
    strange = [
        ("wait", chance.choice([1, 20, 60])), ("file", place), ("appoint", who), ("release", who), ("consider", place),
        ("vote", place, who, chance.random() < 0.7), ("recount", place),
        ("decide", place, who, chance.choice(["sheet", "points", "nothing"])),
    ]  # fmt: skip
    return chance.choice([("on", place), chance.choice(strange)])


def test_walks_of_chance(scene: World) -> None:
    ran: set[str] = set()
    for seed in range(WALKS):
        chance, acts = Random(seed), []
        with transaction.atomic():
            here = Walk(scene)
            try:
                for _step in range(STEPS):
                    acts.append(act_of(chance))
                    name, *details = acts[-1]
                    if getattr(here, name)(*details):
                        ran.add(name)
                    here.agrees()
                here.out()
            except AssertionError as error:
                raise AssertionError(f"walk {seed}, after {acts}") from error
            transaction.set_rollback(True)
    assert ran == {"on", "wait", "file", "appoint", "release", "consider", "vote", "decide", "recount"}


def test_nobody_looks_through_the_eyes_of_a_judge_of_appeals(make_world):
    from svetovod.web.accounts.access import closed_to_viewing
    from svetovod.web.commission.models import AppealJudge

    world, judge = make_world(projects=1), person("judge_seen")
    assert not closed_to_viewing(judge)
    row = AppealJudge.objects.create(round=world.round, person=judge)
    assert closed_to_viewing(judge)
    row.left_at = world.round.opens_at
    row.save()
    assert not closed_to_viewing(judge)
