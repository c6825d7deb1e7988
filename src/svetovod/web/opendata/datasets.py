"""The data sets: what each holds, its columns in words, its rows as a visitor may see them at this moment."""

import hashlib
import hmac
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.actors import VISITOR
from svetovod.web.confirmation.selectors import newest_entries
from svetovod.web.events import selectors as events
from svetovod.web.regions import selectors as regions
from svetovod.web.registry import selectors as registry
from svetovod.web.selection import selectors as selection

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_BYTES = 10
Cell = str | int | bool | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """`kind`: text, whole, money, decimal, day, flag."""

    name: str
    kind: str
    said: Any


@dataclass(frozen=True, slots=True)
class Dataset:
    """`key` never changes; the first column of every set is `id`, the same as long as the thing is the same."""

    key: str
    title: Any
    said: Any
    columns: tuple[Column, ...]
    rows: Callable[[datetime, bool], Iterator[tuple[Cell, ...]]]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


def identifier(kind: str, natural: str) -> str:
    """Stable and silent: nobody finds the thing by it, and the removed list of changes names nobody."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"opendata:{kind}:{natural}".encode(), hashlib.sha256).hexdigest()[: 2 * _BYTES]


def _clusters(_moment: datetime, _future: bool) -> Iterator[tuple[Cell, ...]]:
    rows: list[Any] = list(registry.with_members(registry.clusters_visible(VISITOR)).order_by("name_sort", "id"))
    entries = newest_entries([row.pk for row in rows])
    for row in rows:
        entry = entries.get(row.pk)
        manager = row.manager if registry.named_to(VISITOR, row.manager) else None
        yield (
            identifier("cluster", row.slug), row.name, " ".join(row.regions), row.state, row.registry_number or None,
            entry.entered_on if entry else None, entry.valid_until if entry else None,
            manager.inn if manager else None, manager.name if manager else None, row.members, row.is_demo,
            _url("registry:cluster_detail", row.slug),
        )  # fmt: skip


def _enterprises(_moment: datetime, _future: bool) -> Iterator[tuple[Cell, ...]]:
    for each in regions.enterprises():
        makes, imports = (None if codes is None else " ".join(codes) for codes in (each.makes, each.imports))
        yield (identifier("enterprise", each.inn), each.inn, each.name, each.region, makes, imports, each.visits,
               each.is_demo, _url("regions:enterprise", each.inn))  # fmt: skip


def _infrastructure(_moment: datetime, _future: bool) -> Iterator[tuple[Cell, ...]]:
    for row in regions.facilities():
        yield (
            identifier("facility", f"{row.region} {row.kind} {row.name}"), row.region, row.kind, row.name,
            row.oktmo or None, row.area, row.occupied, row.capability or None, row.visits, row.url or None, row.source,
            row.as_of, row.is_demo, _url("regions:region", row.region),
        )  # fmt: skip


def _potential(_moment: datetime, _future: bool) -> Iterator[tuple[Cell, ...]]:
    survey = regions.survey_published()
    if survey is None:
        return
    for each in regions.lines_of(survey):
        yield (
            identifier("potential", f"{each.region} {each.group}"), each.region, each.group,
            regions.group_name(each.group), each.makers, each.sold, each.quotient, each.importers, each.imported,
            each.outside, survey.title, survey.source, survey.is_demo,
        )  # fmt: skip


def _sessions(_moment: datetime, _future: bool) -> Iterator[tuple[Cell, ...]]:
    for row in events.sessions_visible(VISITOR).order_by("starts_on", "id"):
        yield (identifier("session", row.slug), row.title, row.place, row.region, row.starts_on, row.ends_on, row.state,
               row.capacity, row.is_demo, _url("events:session_detail", row.slug))  # fmt: skip


def _rounds(moment: datetime, future: bool) -> Iterator[tuple[Cell, ...]]:
    for view in selection.rounds_visible(VISITOR, moment, show_future=future):
        row = view.round
        if view.announced:
            yield (identifier("round", row.slug), row.title, str(view.state), _day(row.announced_at),
                   _day(row.opens_at), _day(row.closes_at), _url("selection:round", row.slug))  # fmt: skip


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None


def _url(name: str, argument: str) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{reverse(name, args=[argument])}"


ID = Column("id", "text", _("identifier: the same as long as the thing is the same"))
NAME, URL = Column("name", "text", _("name")), Column("url", "text", _("address of the page"))
REGION = Column("region", "text", _("region, ISO 3166-2"))
DEMO = Column("demonstration", "flag", _("yes for invented data"))
DATASETS = (
    Dataset(
        "clusters", _("Industrial clusters"), _("Clusters that are public, with their entry of the registry"),
        (
            ID, NAME, Column("regions", "text", _("regions, ISO 3166-2, with a space between")),
            Column("state", "text", _("state")), Column("registry_number", "text", _("number in the registry")),
            Column("entered_on", "day", _("day of the entry")), Column("valid_until", "day", _("valid until")),
            Column("manager_inn", "text", _("INN of the managing organisation")),
            Column("manager_name", "text", _("managing organisation")),
            Column("participants", "whole", _("number of participants")), DEMO, URL,
        ),
        _clusters,
    ),
    Dataset(
        "enterprises", _("Enterprises that show themselves"), _("What enterprises let everybody see of themselves"),
        (
            ID, Column("inn", "text", _("INN")), NAME, REGION,
            Column("makes", "text", _("groups of products it makes, OKPD2; empty where it does not show them")),
            Column("imports", "text", _("groups of products it buys abroad, OKPD2; empty where it does not show them")),
            Column("visits", "flag", _("yes where it receives visitors")), DEMO, URL,
        ),
        _enterprises,
    ),
    Dataset(
        "infrastructure", _("Technoparks and infrastructure"),
        _("Technoparks, parks, test centres and other objects for industry, as the people of regions tell of them"),
        (
            ID, REGION, Column("kind", "text", _("kind")), NAME, Column("oktmo", "text", _("OKTMO, where it is known")),
            Column("area_m2", "decimal", _("area in square metres, where it is known")),
            Column("occupied_percent", "decimal", _("occupied, per cent, where it is known")),
            Column("capability", "text", _("what it can do")),
            Column("visits", "flag", _("yes where it receives visitors")),
            Column("web_page", "text", _("its own web page")), Column("source", "text", _("source of the facts")),
            Column("as_of", "day", _("day the facts are of")), DEMO, URL,
        ),
        _infrastructure,
    ),
    Dataset(
        "potential", _("Industrial potential of regions"),
        _("What regions make and buy by groups of products; nothing that rests on fewer than three enterprises"),
        (
            ID, REGION, Column("okpd2", "text", _("group of products, OKPD2")), Column("group", "text", _("its name")),
            Column("makers", "whole", _("enterprises that make it")),
            Column("sold_rub", "money", _("sold to known buyers in the country, rubles without VAT")),
            Column("location_quotient", "decimal", _("location quotient by what was sold")),
            Column("importers", "whole", _("enterprises that buy it abroad")),
            Column("imported_rub", "money", _("bought abroad, rubles without VAT")),
            Column("outside_rub", "money", _("bought in other regions, rubles without VAT")),
            Column("survey", "text", _("survey of purchases")), Column("source", "text", _("its source")), DEMO,
        ),
        _potential,
    ),
    Dataset(
        "sessions", _("Practical sessions"), _("Sessions that are announced, with their days and places"),
        (
            ID, NAME, Column("place", "text", _("place")), REGION, Column("starts_on", "day", _("first day")),
            Column("ends_on", "day", _("last day")), Column("state", "text", _("state")),
            Column("capacity", "whole", _("seats")), DEMO, URL,
        ),
        _sessions,
    ),
    Dataset(
        "rounds", _("Announced selections of joint projects"), _("Selections that are announced, with their days"),
        (
            ID, NAME, Column("state", "text", _("state")), Column("announced_on", "day", _("day of the announcement")),
            Column("opens_on", "day", _("first day of the intake")),
            Column("closes_on", "day", _("last day of the intake")), URL,
        ),
        _rounds,
    ),
)  # fmt: skip


def dataset(key: str) -> Dataset | None:
    return next((each for each in DATASETS if each.key == key), None)


def marks(rows: Sequence[tuple[Cell, ...]]) -> dict[str, str]:
    """Identifier to a mark of the whole row: by it a change is seen, and the row is not kept."""
    key = settings.SECRET_KEY.encode()
    return {
        str(row[0]): hmac.new(key, "\x1f".join(map(str, row)).encode(), hashlib.sha256).hexdigest()[: 2 * _BYTES]
        for row in rows
    }
