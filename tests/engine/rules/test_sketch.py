"""A few figures are judged as the whole cluster would be."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine import facts as law
from svetovod.engine.facts import BeforeFirstEditionError
from svetovod.engine.model import Participant, ParticipantRole, Purchase
from svetovod.engine.rules import Outcome, Sketch, evaluate, evaluate_sketch
from svetovod.engine.workbooks.samples import invented_inn, sample_cluster

FACTS = law.load()
DAYS = st.dates(date(2015, 7, 31), date(2025, 1, 1))


@given(on=DAYS, producers=st.integers(0, 3), suppliers=st.integers(0, 12), special=st.integers(0, 12),
       inside=st.integers(0, 100))  # fmt: skip
def test_it_agrees_with_the_whole_cluster(on, producers, suppliers, special, inside):
    number = producers + suppliers
    people = tuple(
        Participant(invented_inn(i + 1), f"P{i}", _role(i < producers), "RU-MO", special_territory=i < special)
        for i in range(number)
    )
    bought = bool(producers) and suppliers > 0
    purchases = (
        (Purchase(people[0].inn, people[-1].inn, "27.31", Decimal(inside), 2020),
         Purchase(people[0].inn, None, "27.31", Decimal(100 - inside), 2020)) if bought else ()
    )  # fmt: skip
    whole = replace(sample_cluster(), participants=people, purchases=purchases, infrastructure=())
    figures = Sketch(
        participants=number, final_producers=producers, special_territory=min(special, number),
        functional_dependence=Decimal(inside) / 100 if bought else None, education_bodies=0, technological_objects=0,
        newcomers_without_cooperation=0,
    )  # fmt: skip
    full, little = (
        v.rules for v in (evaluate(whole, on=on, facts=FACTS), evaluate_sketch(figures, on=on, facts=FACTS))
    )
    assert [r.key for r in full] == [r.key for r in little]
    for one, other in zip(full, little, strict=True):
        if one.key != "cluster.productivity_above_region":
            assert (one.outcome, one.threshold, one.gap) == (other.outcome, other.threshold, other.gap)


def _role(final):
    return ParticipantRole.FINAL_PRODUCER if final else ParticipantRole.SUPPLIER


@given(on=DAYS)
def test_nothing_said_is_nothing_judged(on):
    assert {rule.outcome for rule in evaluate_sketch(Sketch(), on=on, facts=FACTS).rules} <= {Outcome.NO_DATA}


def test_overdue_newcomers_need_their_days():
    rules = evaluate_sketch(Sketch(newcomers_without_cooperation=2), on=date(2022, 1, 1), facts=FACTS)
    assert rules.rule("cluster.newcomer_contract_years").outcome is Outcome.NO_DATA
    assert rules.rule("cluster.max_newcomers_no_coop").outcome is Outcome.MET


def test_before_the_act_there_is_no_verdict():
    with pytest.raises(BeforeFirstEditionError):
        evaluate_sketch(Sketch(), on=date(2015, 7, 30), facts=FACTS)
