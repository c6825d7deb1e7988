"""What stands above the registry and belongs to a cluster: each app says by which link its page opens, what of it
cannot wait, which signed sheets stand behind the figures, what is kept beside a workbook, and what rests on it.

Registered in `AppConfig.ready`, so that a cluster's page leads on without knowing who stands above.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from svetovod.web.common.context import Link

from .models import Cluster, ClusterSheet, Organisation

_sources: list[Callable[[Any, Cluster], Iterable[Link]]] = []

_organisation_doors: list[Callable[[Any, Organisation, datetime], Iterable[Link]]] = []


def register_organisation_doors(source: Callable[[Any, Organisation, datetime], Iterable[Link]]) -> None:
    """`source(actor, organisation, moment)` gives links for the page of an organisation that the actor may open."""
    if source not in _organisation_doors:
        _organisation_doors.append(source)


def organisation_doors(actor: Any, organisation: Organisation, moment: datetime) -> list[Link]:
    return [link for source in _organisation_doors for link in source(actor, organisation, moment)]


@dataclass(frozen=True, slots=True)
class Fact:
    """What somebody else's record says of an organisation, with the record and its day."""

    label: str
    said: str
    source: str


_facts: list[Callable[[Organisation, datetime], Iterable[Fact]]] = []


def register_organisation_facts(source: Callable[[Organisation, datetime], Iterable[Fact]]) -> None:
    """`source(organisation, moment)` gives facts for the page of an organisation, public as the record they are of."""
    if source not in _facts:
        _facts.append(source)


def organisation_facts(organisation: Organisation, moment: datetime) -> list[Fact]:
    return [fact for source in _facts for fact in source(organisation, moment)]


_warnings: list[Callable[[Any, Cluster, datetime], Iterable[Link]]] = []


def register_doors(source: Callable[[Any, Cluster], Iterable[Link]]) -> None:
    """`source(actor, cluster)` gives links that the actor may open."""
    if source not in _sources:
        _sources.append(source)


def doors(actor: Any, cluster: Cluster) -> list[Link]:
    return [link for source in _sources for link in source(actor, cluster)]


def register_warnings(source: Callable[[Any, Cluster, datetime], Iterable[Link]]) -> None:
    """`source(actor, cluster, moment)` gives sentences for the head of the cluster's page, with where they lead."""
    if source not in _warnings:
        _warnings.append(source)


def warnings(actor: Any, cluster: Cluster, moment: datetime) -> list[Link]:
    return [link for source in _warnings for link in source(actor, cluster, moment)]


@dataclass(frozen=True, slots=True)
class SignedSheet:
    """The scan of the sheet that an enterprise signed under its figures: who handed it in, when, its SHA-256.

    `url` is empty for whoever may not open the file: that it is there, and its hash, is said to all.
    """

    inn: str
    by: str
    at: datetime
    sha256: str
    url: str = ""


_signed: list[Callable[[Any, ClusterSheet], Iterable[SignedSheet]]] = []


def register_signed(source: Callable[[Any, ClusterSheet], Iterable[SignedSheet]]) -> None:
    """`source(actor, sheet)` gives the signed sheets behind the figures of a workbook."""
    if source not in _signed:
        _signed.append(source)


def signed(actor: Any, sheet: ClusterSheet) -> dict[str, SignedSheet]:
    """By the INN of the enterprise."""
    return {found.inn: found for source in _signed for found in source(actor, sheet)} if sheet.sources else {}


@dataclass(frozen=True, slots=True)
class Stand:
    """What an answer rests on: an object or a paper, what is known of it, and where it is kept."""

    name: str
    said: str
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is kept of the cluster beside its workbook answers to a rule of a verdict; it changes no verdict.

    `said` tells on what the answer stands, or why it is the workbook's figure; `conflict`: the two disagree, and
    `against` names in what. `look` is the kind of `outcome`.
    """

    key: str
    value: str
    outcome: str
    look: str
    said: str
    conflict: bool
    stands: tuple[Stand, ...]
    against: tuple[str, ...]
    url: str


_answers: list[Callable[[Any, Cluster, Any, ClusterSheet], Iterable[Answer]]] = []


def register_answers(source: Callable[[Any, Cluster, Any, ClusterSheet], Iterable[Answer]]) -> None:
    """`source(actor, cluster, verdict, sheet)` gives what it keeps to the verdict's rules, to those who may read it."""
    if source not in _answers:
        _answers.append(source)


def answers(actor: Any, cluster: Cluster, verdict: Any, sheet: ClusterSheet) -> dict[str, Answer]:
    """By the key of the rule."""
    return {found.key: found for source in _answers for found in source(actor, cluster, verdict, sheet)}


_rests: list[Callable[[ClusterSheet], Iterable[Link]]] = []


def register_rests(source: Callable[[ClusterSheet], Iterable[Link]]) -> None:
    """`source(sheet)` names what was filed or locked with the figures of the workbook, with where it stands."""
    if source not in _rests:
        _rests.append(source)


def rests(sheet: ClusterSheet) -> list[Link]:
    return [link for source in _rests for link in source(sheet)]


_trials: list[Callable[[Any, QuerySet[Cluster]], Iterable[str]]] = []


def register_trials(source: Callable[[Any, QuerySet[Cluster]], Iterable[str]]) -> None:
    """`source(trial, clusters)` says what a draft edition would ask of these clusters beside their verdicts."""
    if source not in _trials:
        _trials.append(source)


def trial_said(trial: Any, clusters: QuerySet[Cluster]) -> list[str]:
    return [said for source in _trials for said in source(trial, clusters)]
