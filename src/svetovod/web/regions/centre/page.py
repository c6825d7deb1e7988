"""The form of a centre's indicators and its log as data for the page and the workbook."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.common.sheets import Tab
from svetovod.web.regions import bridge
from svetovod.web.regions.enums import CentreIndicator
from svetovod.web.regions.registries.selectors import small_or_medium
from svetovod.web.registry import selectors as registry

from . import counting, selectors
from .models import CentreService

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator; `share`: the fact in per cent of the plan; `basis`: what the fact rests on."""

    indicator: CentreIndicator
    planned: Decimal | None
    fact: Decimal | None
    share: Decimal | None
    basis: str


@dataclass(frozen=True, slots=True)
class Centre:
    iso: str
    name: str
    year: int
    years: Sequence[int]
    rows: Sequence[Row]
    services: Sequence[CentreService]
    recipients: int

    @property
    def lacking(self) -> int:
        """Indicators with a plan that is not reached yet; of one that nobody knows nothing is said."""
        return sum(row.share is not None and row.share < HUNDRED for row in self.rows)


def build(iso: str, year: int, today: date) -> Centre:
    logged = list(selectors.services_of(iso, year))
    counted = [each for each in logged if each.withdrawn_at is None]
    return Centre(
        iso=iso,
        name=bridge.region_name(iso, formatting.lang()),
        year=year,
        years=selectors.years(iso, today),
        rows=tuple(_rows(iso, year, counted)),
        services=logged,
        recipients=len({each.organisation_id for each in counted}),
    )


def _rows(iso: str, year: int, services: Collection[CentreService]) -> Iterator[Row]:
    participants = registry.participants_by_inn(counting.clusters_served(services))
    small = small_or_medium(participants.keys())
    planned, facts = selectors.planned(iso, year), counting.facts(services, participants, small or ())
    for indicator in CentreIndicator:
        plan, fact = planned.get(indicator), facts[indicator]
        share = None
        if plan and fact.value is not None:
            share = (fact.value * HUNDRED / plan).quantize(Decimal(1), ROUND_HALF_UP)
        yield Row(indicator, _bare(plan), _bare(fact.value), share, _basis(indicator, fact, known=small is not None))


def _bare(value: Decimal | None) -> Decimal | None:
    """Without kopecks where there are none: most of the indicators are counts."""
    return value if value is None or value % 1 else value.quantize(Decimal(1))


def _basis(indicator: CentreIndicator, fact: counting.Fact, *, known: bool) -> str:
    if indicator == CentreIndicator.REVENUE and not known:
        return _("The registry of small and medium enterprises was not taken in: nobody can be told to be one.")
    if indicator in {CentreIndicator.EMPLOYEES, CentreIndicator.REVENUE}:
        said = _("the newest workbooks of the clusters served; participants with the figure: %(known)s of %(asked)s")
        return said % {"known": fact.known, "asked": fact.asked}
    if indicator == CentreIndicator.CLUSTERS:
        return _("entries of the log that name a cluster, each cluster once")
    if indicator == CentreIndicator.GOODS:
        return _("goods that entries of the log name, each once")
    return _("what recipients paid by the log")


def workbook(found: Centre) -> list[Tab]:
    """Two sheets: the form, and the log behind it."""
    form = (_("Indicators"), [_("Indicator"), _("Planned"), _("Fact"), _("Rests on")],
            [[str(row.indicator.label), row.planned, row.fact, row.basis] for row in found.rows])  # fmt: skip
    heads = [_("Day"), _("Service"), _("INN"), _("Recipient"), _("Cluster"), _("What was done"), _("New goods"),
             _("Paid, RUB"), _("Withdrawn")]  # fmt: skip
    log = [
        [each.given_on, each.get_kind_display(), each.organisation.inn, str(each.organisation), each.cluster or "",
         each.about, each.product, each.paid, each.withdrawn_why]
        for each in found.services
    ]  # fmt: skip
    return [form, (_("Log of services"), heads, log)]
