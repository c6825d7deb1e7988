"""The functional dependence opened up, against the measure itself."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import cycle

from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.model import Cluster, Participant, ParticipantRole, Purchase
from svetovod.engine.rules.dependence import Denominator, contributions, links, participants_of, readings
from svetovod.engine.rules.measures import measure

from .test_properties import clusters

ON = date(2021, 6, 24)


def dependence(cluster: Cluster) -> Fraction | None:
    return measure(cluster, on=ON, contract_years=3)["functional_dependence"].exact


@given(clusters())
def test_the_first_reading_is_the_measure(cluster: Cluster) -> None:
    assert readings(cluster)[0].exact == dependence(cluster)


@given(clusters())
def test_without_a_participant_is_the_cluster_without_its_row(cluster: Cluster) -> None:
    for each in contributions(cluster):
        rest = tuple(p for p in cluster.participants if p != each.participant)
        assert each.without == dependence(replace(cluster, participants=rest))


@given(
    clusters(), st.sampled_from(Denominator), st.lists(st.integers(0, 10**6), min_size=12, max_size=12), st.booleans()
)
def test_by_every_denominator_it_is_the_reading_without_its_row(
    cluster: Cluster, by: Denominator, costs: list[int], blank: bool
) -> None:
    people = tuple(
        replace(p, cost_of_sales=None if blank and not i else Decimal(cost))
        for i, (p, cost) in enumerate(zip(cluster.participants, cycle(costs), strict=False))
    )
    cluster = replace(cluster, participants=people)
    reading = next(each for each in readings(cluster) if each.denominator is by)
    found = contributions(cluster, by)
    assert sum(each.sold for each in found) == reading.inside
    assert sum(link.counted for link in links(cluster, by) if link.seller) == reading.inside
    for each in found:
        rest = tuple(p for p in people if p != each.participant)
        alone = readings(replace(cluster, participants=rest))
        assert each.without == next(other.exact for other in alone if other.denominator is by)


@given(clusters())
def test_what_participants_sold_is_the_numerator(cluster: Cluster) -> None:
    law = readings(cluster)[0]
    found = contributions(cluster)
    assert sum(each.sold for each in found) == sum(each.bought_inside for each in found) == law.inside
    assert sum(each.bought for each in found) == law.total


@given(clusters())
def test_links_hold_every_purchase_of_the_year_once(cluster: Cluster) -> None:
    people = {p.inn for p in participants_of(cluster)}
    bought = [r for r in cluster.purchases if r.year == 2020 and r.buyer in people and r.seller != r.buyer]
    found = links(cluster)
    assert sorted(map(repr, bought)) == sorted(repr(row) for link in found for row in link.purchases)
    inside = sum(link.counted for link in found if link.seller)
    assert inside == readings(cluster)[0].inside


def cluster(cost: Decimal | None = None) -> Cluster:
    people = (
        Participant("1", "Завод", ParticipantRole.FINAL_PRODUCER, "RU-MO", cost_of_sales=cost),
        Participant("2", "Поставщик", ParticipantRole.SUPPLIER, "RU-MO"),
    )
    rows = (
        Purchase("1", "2", "27.31", Decimal(100), 2020),
        Purchase("1", "2", "28.41", Decimal(50), 2020, for_final_product=False),
        Purchase("1", None, "24.10", Decimal(300), 2020),
        Purchase("1", "2", "27.31", Decimal(7), 2019),
    )
    return Cluster("К", ("RU-MO",), 2020, ("27.40",), people, rows)


def test_three_denominators() -> None:
    found = {each.denominator: each.exact for each in readings(cluster(Decimal(1000)))}
    # 100 of 400 for the product; 150 of 450 for whatever purpose; 100 of a cost of 1000
    assert found == {
        Denominator.PRODUCT_PURCHASES: Fraction(1, 4),
        Denominator.ALL_PURCHASES: Fraction(1, 3),
        Denominator.COST_OF_SALES: Fraction(1, 10),
    }


def test_a_blank_cost_of_sales_is_no_data_and_names_the_producer() -> None:
    last = readings(cluster())[2]
    assert (last.exact, last.missing) == (None, ("Завод",))
