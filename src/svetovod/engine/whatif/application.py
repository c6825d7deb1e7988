"""Steps taken one after the other: the cluster as it would be, and the steps that cannot be taken."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import singledispatch

from svetovod.engine.model import Cluster, Participant, Purchase

from .steps import Alter, Join, Leave, MovePurchases, SetPurchases, Step


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the step at `place` (from 0) was left out."""

    place: int
    code: str
    params: Mapping[str, str | Decimal]


@dataclass(frozen=True, slots=True)
class Trial:
    cluster: Cluster
    refusals: tuple[Refusal, ...]


class _ImpossibleError(Exception):
    def __init__(self, code: str, **params: str | Decimal) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def apply(cluster: Cluster, steps: Iterable[Step], *, on: date) -> Trial:
    """A step that cannot be taken changes nothing, and those after it are still taken. Who joins does so on `on`."""
    now, refusals = cluster, []
    for place, step in enumerate(steps):
        try:
            now = _take(step, now, cluster, on)
        except _ImpossibleError as why:
            refusals.append(Refusal(place, why.code, why.params))
    return Trial(now, tuple(refusals))


@singledispatch
def _take(step: Step, cluster: Cluster, origin: Cluster, on: date) -> Cluster:
    raise TypeError(step)


@_take.register
def _move(step: MovePurchases, cluster: Cluster, origin: Cluster, on: date) -> Cluster:
    """Row by row, the first rows first; a row moved whole leaves nothing behind."""
    _check_amount(step.amount)
    if step.to == step.seller:
        raise _ImpossibleError("same_seller")
    if step.to == step.buyer:
        raise _ImpossibleError("own_seller")
    fits = _fits(step, cluster)
    there = sum((row.amount for row in cluster.purchases if fits(row)), Decimal(0))
    if step.amount > there:
        raise _ImpossibleError("too_much" if there else "nothing_bought", available=there)
    left, rows = step.amount, []
    for row in cluster.purchases:
        part = min(row.amount, left) if fits(row) else Decimal(0)
        left -= part
        if part:
            rows.append(replace(row, seller=step.to, amount=part))
        if row.amount != part or not part:
            rows.append(replace(row, amount=row.amount - part))
    return replace(cluster, purchases=tuple(rows))


@_take.register
def _set(step: SetPurchases, cluster: Cluster, origin: Cluster, on: date) -> Cluster:
    """The first such row carries the sum, where there is none the sheet gets one."""
    if step.amount < 0:
        raise _ImpossibleError("negative")
    if step.seller == step.buyer:
        raise _ImpossibleError("own_seller")
    if step.buyer not in {p.inn for p in cluster.participants}:
        raise _ImpossibleError("unknown_participant", inn=step.buyer)
    fits = _fits(step, cluster)
    rows = list(cluster.purchases)
    place = next((i for i, row in enumerate(rows) if fits(row)), len(rows))
    new = [Purchase(step.buyer, step.seller, step.okpd2, step.amount, cluster.year)] if step.amount else []
    after = [row for row in rows[place:] if not fits(row)]
    return replace(cluster, purchases=(*rows[:place], *new, *after))


@_take.register
def _join(step: Join, cluster: Cluster, origin: Cluster, on: date) -> Cluster:
    present = {p.inn: p for p in cluster.participants}
    if step.inn in present:
        raise _ImpossibleError("already_participant", name=present[step.inn].name)
    before = next((p for p in origin.participants if p.inn == step.inn), None)
    if before is None:
        region = cluster.regions[0] if cluster.regions else ""
        return replace(cluster, participants=(*cluster.participants, _newcomer(step, region, on)))
    present[step.inn] = _back(step, before)
    old = [p.inn for p in origin.participants]
    return replace(
        cluster, participants=tuple(present[inn] for inn in dict.fromkeys([*old, *present]) if inn in present)
    )


def _newcomer(step: Join, region: str, on: date) -> Participant:
    return Participant(
        step.inn, step.name, step.role, region, step.special_territory, step.employees, step.high_performance_jobs,
        step.revenue, on, step.newcomer,
    )  # fmt: skip


def _back(step: Join, before: Participant) -> Participant:
    """As it was, but for what the step says."""
    jobs = step.high_performance_jobs
    return replace(
        before,
        role=step.role,
        special_territory=step.special_territory,
        newcomer=step.newcomer,
        employees=before.employees if step.employees is None else step.employees,
        high_performance_jobs=before.high_performance_jobs if jobs is None else jobs,
        revenue=before.revenue if step.revenue is None else step.revenue,
    )


@_take.register
def _leave(step: Leave, cluster: Cluster, origin: Cluster, on: date) -> Cluster:
    stay = tuple(p for p in cluster.participants if p.inn != step.inn)
    if len(stay) == len(cluster.participants):
        raise _ImpossibleError("unknown_participant", inn=step.inn)
    return replace(cluster, participants=stay)


@_take.register
def _alter(step: Alter, cluster: Cluster, origin: Cluster, on: date) -> Cluster:
    if step.inn not in {p.inn for p in cluster.participants}:
        raise _ImpossibleError("unknown_participant", inn=step.inn)
    people = (
        replace(p, role=step.role, special_territory=step.special_territory, newcomer=step.newcomer)
        if p.inn == step.inn
        else p
        for p in cluster.participants
    )
    return replace(cluster, participants=tuple(people))


def _check_amount(amount: Decimal) -> None:
    if amount < 0:
        raise _ImpossibleError("negative")


def _fits(step: MovePurchases | SetPurchases, cluster: Cluster) -> Callable[[Purchase], bool]:
    what = (step.buyer, step.seller, step.okpd2, cluster.year, True)
    return lambda row: (row.buyer, row.seller, row.okpd2, row.year, row.for_final_product) == what
