"""Answers of the participants to the cluster as one workbook would describe it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from svetovod.engine.model import Cluster, Participant, Purchase

from .model import Figures


def assemble(passport: Cluster, members: Iterable[Participant], answers: Mapping[str, Figures]) -> Cluster:
    """`passport` gives what no participant is asked (names, products, infrastructure); `members` their roles.

    A member that did not answer has no figures: blank is honest, last year's would be a guess. Sales only serve the
    comparison of both sides: by the act a purchase is the buyer's.
    """
    return replace(
        passport,
        participants=tuple(_participant(member, answers.get(member.inn)) for member in members),
        purchases=tuple(
            Purchase(inn, row.seller, row.okpd2, row.amount, row.year, row.for_final_product)
            for inn, figures in sorted(answers.items())
            for row in figures.purchases
        ),
    )


def _participant(member: Participant, figures: Figures | None) -> Participant:
    if figures is None:
        return member
    return replace(
        member,
        employees=figures.employees,
        high_performance_jobs=figures.high_performance_jobs,
        revenue=figures.revenue,
        cost_of_sales=figures.cost_of_sales,
        joined_on=figures.joined_on or member.joined_on,
        special_territory=figures.special_territory,
    )
