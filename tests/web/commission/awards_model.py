"""What a model knows of awards and agreements, and the world beside it.

The model knows five words of an offer, what is signed, paid and asked back. It is asked beside the services.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from tests.web.commission.conftest import now
from tests.web.selection.conftest import World

from svetovod.web.commission import services
from svetovod.web.commission.models import AwardOffer, ClawbackClaim, GrantAgreement
from svetovod.web.commission.selectors.agreements import kept_of, live, years_of
from svetovod.web.common.errors import Denied, Hidden, Refused

LIVE = {"asked", "accepted"}


@dataclass
class Offer:
    """What the model knows of an offer; the last day is the product's, which moves it from a day off."""

    place: int
    amount: Decimal
    reserve: bool
    until: datetime
    word: str = "asked"


@dataclass
class Contract:
    """What the model knows of an agreement: its sum, what is kept of what was paid, demands as [sum, word]; an
    ended one is on nothing. `coming` is the sum that both have signed and no count has put in force yet."""

    amount: Decimal
    kept: Decimal = Decimal(0)
    demands: list[list[Any]] = field(default_factory=list)
    ended: bool = False
    coming: Decimal | None = None

    @property
    def most(self) -> Decimal:
        """What may be kept by everything that is signed."""
        return self.amount if self.coming is None else min(self.amount, self.coming)

    def settle(self, amount: Decimal) -> None:
        """The count has come: what is above the sum is asked back."""
        if self.coming == amount != self.amount and self.kept > amount:
            self.demands.append([self.kept - amount, "asked"])
            self.kept = amount
        self.amount, self.coming, self.ended = amount, None, not amount


class Awards:
    """The world and the model beside it. An act says by its return whether the model lets it pass."""

    def __init__(self, world: World) -> None:
        self.world, self.at = world, now(world)
        rows = [world.application(place) for place in range(4)]
        self.keys = {place: row.pk for place, row in enumerate(rows)}
        self.codes = {row.project.code: place for place, row in enumerate(rows)}
        self.offers: list[Offer] = []
        # agreements one after another; who has refused an award; results by other ways than a count
        self.contracts: dict[int, list[Contract]] = {place: [] for place in self.keys}
        self.refused: set[int] = set()
        self.changes, self.ran = 0, set[str]()

    @property
    def signed(self) -> dict[int, Contract]:
        """Agreements in force."""
        return {place: rows[-1] for place, rows in self.contracts.items() if rows and not rows[-1].ended}

    def do(self, name: str, *details: Any) -> bool:
        done = bool(getattr(self, name)(*details))
        self.ran |= {name} if done else set()
        return done

    def onward(self, word: str) -> bool:
        """The next act of the ordinary way of awards: asked, answered or not, then the reserve list."""
        waiting = next((each for each in self.offers if each.word == "asked"), None)
        if waiting is None:
            return self.do("ask") or self.do("reserve")
        if word == "silence":
            self.wait(60)
        return self.do("answer", waiting.place, word == "accept") or self.do("expire")

    @property
    def secretary(self) -> Any:
        return {"actor": self.world.actor("secretary"), "at": self.at}

    def wait(self, hours: int) -> bool:
        self.at += timedelta(hours=hours)
        return True

    def result(self) -> Any:
        return self.world.round.runs.latest("id").result

    def places(self, result: Any = None) -> dict[int, dict[str, Any]]:
        """Of each application its place in the newest result, best first."""
        ranking = sorted((result or self.result())["ranking"], key=lambda row: row["rank"])
        return {self.codes[row["project"]]: row for row in ranking}

    def standing(self, place: int, places: Any = None) -> str:
        """The word of the application."""
        if place in self.signed or place in self.refused:
            return "agreement" if place in self.signed else "refused_agreement"
        return str((places or self.places())[place]["status"]).replace("below_threshold", "rejected")

    def offer(self, place: int) -> Offer | None:
        return next((each for each in reversed(self.offers) if each.place == place), None)

    def ask(self) -> bool:
        """Winners in part are asked whether they take it."""
        live = {each.place for each in self.offers if each.word in LIVE}
        wanted = [place for place in self.keys if place not in live and self.standing(place) == "partial"]
        made = services.awards_ask(**self.secretary, round=self.world.round, until=self.at + timedelta(hours=10))
        assert [row.application_id for row in made] == [self.keys[place] for place in wanted]
        for place, row in zip(wanted, made, strict=True):
            self.offers.append(Offer(place, Decimal(self.places()[place]["allocated"]), False, row.until))
        return bool(made)

    def reserve(self) -> bool:
        """The next of the list, the whole sum or what is free of it; who has answered once is not asked again."""
        asked = {each.place for each in self.offers if each.reserve and each.word != "outdated"}
        waits = [each.amount for each in self.offers if each.reserve and each.word == "asked"]
        free = Decimal(self.result()["left"]) - sum(waits)
        line = [place for place in self.places() if self.standing(place) == "reserve" and place not in asked]
        row = self.world.application(line[0]) if line else None
        amount = min(row.requested, free) if row else Decimal(0)
        with self.said(expected := row is not None and 0 < amount >= row.minimum):
            made = services.reserve_ask(**self.secretary, round=self.world.round, until=self.at + timedelta(hours=10))
        if expected:
            self.offers.append(Offer(line[0], amount, True, made.until))
            assert made.application_id == self.keys[line[0]] and made.amount == amount
        return expected

    def answer(self, place: int, accept: bool) -> bool:
        found, wanted = self.offer(place), "accepted" if accept else "declined"
        if found is None:
            return False
        row = AwardOffer.objects.select_related("application__round", "application__project")
        offer = row.filter(application=self.world.application(place)).latest("id")
        new = found.word == "asked" and self.at < found.until
        with self.said(found.word == wanted or new):
            services.award_answer(
                actor=self.world.initiator(offer.application.project), offer=offer, accept=accept, reason="Мало",
                at=self.at,
            )  # fmt: skip
        if new:
            self.settle(found, wanted)
        return new

    def expire(self) -> bool:
        over = [each for each in self.offers if each.word == "asked" and each.until <= self.at]
        gone = services.awards_expire(**self.secretary, round=self.world.round)
        assert len(gone) == len(over)
        for each in over:
            self.settle(each, "expired")
        return bool(over)

    def settle(self, offer: Offer, word: str) -> None:
        """A part that is not taken is refused for good; what is taken of the reserve is granted."""
        offer.word = word
        self.changes += offer.reserve == (word == "accepted")
        if word != "accepted" and not offer.reserve:
            self.refused.add(offer.place)

    def sign(self, place: int) -> bool:
        offer, standing = self.offer(place), self.standing(place)
        agreed = standing == "partial" and offer is not None and offer.word == "accepted"
        amount = Decimal(self.places()[place]["allocated"])
        with self.said(expected := standing in {"agreement", "winner"} or agreed):
            services.agreement_sign(
                **self.secretary, application=self.world.application(place), number=f"020-{place}",
                signed_on=self.at.date(), years={"2022": amount},
            )  # fmt: skip
        if expected and place not in self.signed:
            self.contracts[place].append(Contract(amount))
        return expected

    def pay(self, place: int, amount: int) -> bool:
        """Claimed and paid at once, so many millions: as far as everything that is signed allows."""
        agreement = live(application=self.keys[place]).first()
        if agreement is None:
            return False
        contract, sum_ = self.signed[place], Decimal(amount) * 1_000_000
        with self.said(expected := contract.kept + sum_ <= contract.most):
            claim = services.claim_file(
                actor=self.world.initiator(agreement.application.project), agreement=agreement, year=2022, amount=sum_,
                evidence="Акт", at=self.at,
            )  # fmt: skip
            services.claim_decide(**self.secretary, claim=claim, pay=True)
        contract.kept += sum_ if expected else 0
        return expected

    def close(self, place: int, returned: bool) -> bool:
        """Given back, or no longer asked: the latter where no more is kept than what is signed."""
        rows = ClawbackClaim.objects.filter(agreement__application=self.keys[place], state="asked").order_by("pk")
        demand, contracts = rows.first(), self.contracts[place]
        if demand is None:
            return False
        contract = next(each for each in contracts if any(word == "asked" for _sum, word in each.demands))
        found = next(each for each in contract.demands if each[1] == "asked")
        with self.said(expected := returned or contract.kept + found[0] <= contract.most):
            services.clawback_close(**self.secretary, clawback=demand, returned=returned)
        if expected:
            found[1] = "returned" if returned else "dropped"
            contract.kept += 0 if returned else found[0]
        return expected

    def outdate(self) -> None:
        """After a count: whose sum is another one, or whom what is left does not suffice for, is asked anew."""
        left = Decimal(self.result()["left"])
        for each in [each for each in self.offers if each.word in LIVE and each.place not in self.signed]:
            if each.reserve and each.word == "asked":
                holds = self.standing(each.place) == "reserve" and each.amount <= left
                left -= each.amount if holds else 0
            else:
                holds = each.amount == Decimal(self.places()[each.place]["allocated"])
            each.word = each.word if holds else "outdated"

    @contextmanager
    def said(self, expected: bool, unless: str = "") -> Iterator[None]:
        """Refused where the model does not let it pass, and only there; a refusal leaves nothing behind. `unless` is
        the code of a refusal that the model cannot know of."""
        refused: Exception | None = None
        try:
            with transaction.atomic():
                yield
        except (Denied, Hidden, Refused) as error:
            refused = error
            if unless and getattr(error, "code", "") == unless:
                raise
        assert (refused is None) == expected, f"the model says {expected}, the product {refused!r}"

    def awards_agree(self, result: Any) -> None:
        """Offers, states of applications and agreements; what is promised is there."""
        places = self.places(result)
        rows = AwardOffer.objects.filter(application__round=self.world.round).order_by("id")
        assert [(row.state, row.amount, row.reserve) for row in rows] == [
            (each.word, each.amount, each.reserve) for each in self.offers
        ]
        now = dict(self.world.round.applications.values_list("pk", "state"))
        assert now == {self.keys[place]: self.standing(place, places) for place in self.keys}
        self.agreements_agree()
        assert all(Decimal(places[place]["allocated"]) == each.amount for place, each in self.signed.items())
        waits = [each.amount for each in self.offers if each.reserve and each.word == "asked"]
        assert sum(waits) <= Decimal(result["left"])
        assert max(Counter(each.place for each in self.offers if each.word in LIVE).values(), default=0) <= 1

    def agreements_agree(self) -> None:
        """Of each application its agreements with what is kept of the money and what is asked back: never is more kept
        than is signed."""
        found: dict[int, list[Any]] = {place: [] for place in self.keys}
        places = {key: place for place, key in self.keys.items()}
        for row in GrantAgreement.objects.order_by("pk"):
            demands = [[each.amount, each.state] for each in row.clawbacks.order_by("pk")]
            total, kept = (sum(map(Decimal, each.values())) for each in (years_of(row), kept_of(row)))
            found[places[row.application_id]].append((total, kept, demands, row.ended_on is not None))
        assert found == {
            place: [(each.amount, each.kept, each.demands, each.ended) for each in rows]
            for place, rows in self.contracts.items()
        }
        assert all(each.kept <= each.amount for rows in self.contracts.values() for each in rows)
