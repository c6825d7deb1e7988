"""Clusters built from a few words, for cases written in TOML."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from svetovod.engine.model import (
    Cluster,
    InfrastructureKind,
    InfrastructureObject,
    Participant,
    ParticipantRole,
    Purchase,
)

YEAR = 2020


def build(
    *,
    participants: int = 10,
    producers: int = 1,
    infrastructure: int = 0,
    special: int = 0,
    inside: str = "20.00",
    outside: str = "80.00",
    idle_newcomers: int = 0,
    joined_on: date | None = None,
    employees: int | None = 10,
    jobs: int | None = 5,
    revenue: str | None = "1000.00",
    blank_for: str | None = None,
    regional: str | None = None,
    education: int = 1,
    technological: int = 2,
) -> Cluster:
    """`participants` rows P0, P1, ... of which the first are producers and the last idle newcomers; P0 buys.

    Everybody but the idle newcomers sells a kopeck to P0 that is not for the final product, so all are linked.
    """
    people = []
    for n in range(participants):
        blank = f"P{n}" == blank_for
        people.append(
            Participant(
                inn=f"P{n}",
                name=f"P{n}",
                role=ParticipantRole.FINAL_PRODUCER if n < producers else ParticipantRole.SUPPLIER,
                region="RU-MO",
                special_territory=n < special,
                employees=None if blank else employees,
                high_performance_jobs=jobs,
                revenue=None if revenue is None else Decimal(revenue),
                joined_on=joined_on,
                newcomer=n >= participants - idle_newcomers,
            )
        )
    bodies = [Participant(f"I{n}", f"I{n}", ParticipantRole.INFRASTRUCTURE, "RU-MO") for n in range(infrastructure)]
    linked = range(1, participants - idle_newcomers)
    purchases = [Purchase("P0", f"P{n}", "27.40", Decimal("0.01"), YEAR, for_final_product=False) for n in linked]
    purchases += [
        Purchase("P0", "P1", "27.40", Decimal(inside), YEAR),
        Purchase("P0", None, "27.40", Decimal(outside), YEAR),
    ]
    objects = [InfrastructureObject(InfrastructureKind.EDUCATION, f"E{n}") for n in range(education)]
    objects += [InfrastructureObject(InfrastructureKind.TECHNOLOGICAL, f"T{n}") for n in range(technological)]
    return Cluster(
        name="К",
        regions=("RU-MO",),
        year=YEAR,
        final_products=("27.40",),
        participants=(*people, *bodies),
        purchases=tuple(purchases),
        infrastructure=tuple(objects),
        regional_productivity=None if regional is None else Decimal(regional),
    )


@pytest.fixture
def make_cluster() -> Callable[..., Cluster]:
    return build
