"""The tables a question can reach: those of open data as everybody may have them, and for whoever answers for a region
(or for all of them) the rows that person sees on pages as well. Nothing else goes into the process that answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.standing import registry_officer
from svetovod.web.opendata.datasets import DATASETS, Cell, Column, Dataset
from svetovod.web.regions.centre.selectors import services_until
from svetovod.web.regions.page import neighbours
from svetovod.web.registry import selectors as registry

from .access import regions_of

Rows = Iterator[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """`own`: rows of the regions the person answers for, which not everybody may have."""

    name: str
    title: Any
    columns: tuple[Column, ...]
    rows: Callable[[Any, datetime, bool], Rows]
    own: bool = False

    @property
    def said(self) -> str:
        """For the head of its columns."""
        return f"{self.name}: {self.title}"


def tables_for(actor: Any) -> list[Prepared]:
    """The dictionary of what the actor may ask about."""
    return [each for each in TABLES if not each.own or regions_of(actor) or registry_officer.test(actor)]


def _published(each: Dataset) -> Prepared:
    def rows(_actor: Any, moment: datetime, future: bool) -> Rows:
        yield from each.rows(moment, future)

    return Prepared(each.key, each.title, each.columns, rows)


def _regions(_actor: Any, _moment: datetime, _future: bool) -> Rows:
    """Names in both languages, whatever the page speaks: an answer must not change with it."""
    with translation.override("en"):
        english = dict(registry.region_choices())
    with translation.override("ru"):
        for iso, name in registry.region_choices():
            yield iso, name, english[iso]


def _neighbours(_actor: Any, _moment: datetime, _future: bool) -> Rows:
    for iso in registry.region_codes():
        for other in sorted(neighbours(iso)):
            yield iso, other


def _standings(actor: Any, moment: datetime) -> list[registry.Standing]:
    found = registry.standings(actor, _day(moment))
    return sorted(found, key=lambda each: (each.cluster.name_sort, each.cluster.pk))


def _own_clusters(actor: Any, moment: datetime, _future: bool) -> Rows:
    for each in _standings(actor, moment):
        yield (
            each.cluster.slug, each.cluster.name, " ".join(each.cluster.regions), each.cluster.state, each.members,
            each.conclusion or None, each.verdict.on if each.verdict else None, each.outdated,
        )  # fmt: skip


def _own_rules(actor: Any, moment: datetime, _future: bool) -> Rows:
    for each in _standings(actor, moment):
        for rule in each.verdict.result["rules"] if each.verdict else ():
            yield (each.cluster.slug, rule["key"], rule["outcome"], _exact(rule["value"]), _exact(rule["threshold"]),
                   rule["unit"])  # fmt: skip


def _own_participants(actor: Any, moment: datetime, _future: bool) -> Rows:
    standings = _standings(actor, moment)
    members = registry.members_by([each.cluster for each in standings])
    for each in standings:
        for member in members.get(each.cluster.pk, ()):
            row = member.organisation
            if registry.named_to(actor, row):
                yield each.cluster.slug, row.inn, row.name, row.region, member.role, member.joined_on


def _own_services(actor: Any, moment: datetime, _future: bool) -> Rows:
    for row in services_until(actor, regions_of(actor), _day(moment)):
        yield row.region, row.given_on, row.kind, row.organisation.inn, row.organisation.name, row.paid


def _exact(value: Any) -> Decimal | None:
    """As far as four digits: a rule measures people, rubles and shares."""
    if value is None or isinstance(value, bool):
        return None
    return round(Decimal(str(value)), 4)


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


_CLUSTER = Column("cluster", "text", _("cluster, as in the address of its page"))
_NAME, _REGION = Column("name", "text", _("name")), Column("region", "text", _("region, ISO 3166-2"))
TABLES = (
    *(_published(each) for each in DATASETS),
    Prepared(
        "regions", _("All regions"),
        (
            _REGION, Column("name", "text", _("name in Russian")), Column("name_en", "text", _("name in English")),
        ),
        _regions,
    ),
    Prepared(
        "neighbours", _("Regions beside each other"),
        (_REGION, Column("neighbour", "text", _("a region beside it on the map of tiles"))), _neighbours,
    ),
    Prepared(
        "own_clusters", _("Clusters of my region"),
        (
            _CLUSTER, _NAME, Column("regions", "text", _("regions, ISO 3166-2, with a space between")),
            Column("state", "text", _("state")), Column("participants", "whole", _("number of participants")),
            Column("conclusion", "text", _("conclusion kept last, empty for none")),
            Column("concluded_on", "day", _("day for which it was concluded")),
            Column("outdated", "flag", _("yes where a newer workbook or edition is there")),
        ),
        _own_clusters, own=True,
    ),
    Prepared(
        "own_rules", _("What the conclusions on clusters of my region rest on"),
        (
            _CLUSTER, Column("rule", "text", _("rule of the act")),
            Column("outcome", "text", _("met, not_met or no_data")), Column("value", "decimal", _("measured")),
            Column("threshold", "decimal", _("asked by the act")), Column("unit", "text", _("unit of both")),
        ),
        _own_rules, own=True,
    ),
    Prepared(
        "own_participants", _("Participants of clusters of my region"),
        (
            _CLUSTER, Column("inn", "text", _("INN")), _NAME, _REGION, Column("role", "text", _("role in the cluster")),
            Column("joined_on", "day", _("day it joined")),
        ),
        _own_participants, own=True,
    ),
    Prepared(
        "own_services", _("Services of the development centre of my region"),
        (
            _REGION, Column("given_on", "day", _("day of the service")), Column("kind", "text", _("kind of service")),
            Column("inn", "text", _("INN")), _NAME, Column("paid_rub", "money", _("paid by the enterprise, rubles")),
        ),
        _own_services, own=True,
    ),
)  # fmt: skip
