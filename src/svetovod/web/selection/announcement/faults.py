"""What a draft lacks: everything at once, each fault with the part of the draft where it is mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting
from svetovod.web.rulebook.selectors import act_get, editions_of
from svetovod.web.selection.computing import words as computing
from svetovod.web.selection.enums import Blindness, CriterionKind, Distribution, ThresholdUnit
from svetovod.web.selection.models import SelectionRound
from svetovod.web.selection.phrases import plain
from svetovod.web.selection.selectors import terms
from svetovod.web.selection.selectors.custody import who_may_hold
from svetovod.web.selection.selectors.intake import unsealed_from

from .content import ACT

# C-20: an intake of PP 1492, quoted from memory: told, and stops nobody
USUAL_INTAKE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Fault:
    """`part` is terms, dates, criteria or documents; only `blocking` ones stand before the announcement."""

    part: str
    text: str
    blocking: bool = True


def faults(round_: SelectionRound, at: datetime) -> list[Fault]:
    """In the order of the parts."""
    return [*_terms(round_, at), *_dates(round_, at), *_criteria(round_), *_documents(round_)]


def _terms(row: SelectionRound, at: datetime) -> Iterator[Fault]:
    if not row.order_text:
        yield Fault("terms", _("Name the order: its number and date."))
    if row.limit <= 0:
        yield Fault("terms", _("Say how much money is distributed."))
    parts = sum((Decimal(part) for part in row.years.values()), Decimal(0))
    if row.years and parts != row.limit:
        named = {"parts": formatting.money(parts), "limit": formatting.money(row.limit)}
        yield Fault("terms", _("The parts by year sum to %(parts)s, and the limit is %(limit)s.") % named)
    if row.per_project is not None and row.per_project > row.limit:
        yield Fault("terms", _("The most for one project is more than the whole limit."))
    kept = sum((Decimal(quota["at_least"] or 0) for quota in row.quotas), Decimal(0))
    if kept > row.limit:
        named = {"kept": formatting.money(kept), "limit": formatting.money(row.limit)}
        yield Fault("terms", _("Quotas keep %(kept)s in all, and the limit is %(limit)s.") % named)
    yield from _rarer(row)
    yield from _edition(row, at)
    if row.threshold is None:
        yield Fault("terms", _("No passing score: every scored application can win."), blocking=False)
    needed = max(row.key_needed, row.envelope_needed)
    holders = len(who_may_hold(row)) if needed else 0
    if needed > holders:
        text = _("Codes of %(needed)d holders are needed, and the commission with the secretary has %(all)d so far.")
        yield Fault("terms", text % {"needed": needed, "all": holders}, blocking=False)
    if row.envelope_needed and not row.envelope:
        yield Fault("terms", _("A key of envelopes is announced, and no document that would stand in them."))
    if row.envelope and row.blindness == Blindness.DOUBLE:
        text = _(
            "Experts are not told who applies, and files of envelopes come before them as they are: let applicants "
            "name nobody in them."
        )
        yield Fault("terms", text, blocking=False)
    if row.prolong_days is None:
        text = _("Nothing is said of how an amendment prolongs the intake: amendments will move no date by themselves.")
        yield Fault("terms", text, blocking=False)


def _edition(row: SelectionRound, at: datetime) -> Iterator[Fault]:
    """Dates of editions are days of signing where the day in force was not seen: a newer one is told, not imposed."""
    today = timezone.localtime(row.announced_at or at).date()
    if row.edition is None:
        yield Fault("terms", _("Choose the edition of the Rules by which the selection is held."))
        return
    known = editions_of(act_get(ACT, None), None)
    if row.edition not in known or row.edition > today:
        named = {"edition": formatting.day(row.edition), "today": formatting.day(today)}
        yield Fault("terms", _("The edition of %(edition)s is not in force on %(today)s.") % named)
        return
    newer = [day for day in known if row.edition < day <= today]
    if newer:
        text = _("There is a newer edition, of %(edition)s: check which of them is in force on the day.")
        yield Fault("terms", text % {"edition": formatting.day(newer[-1])}, blocking=False)


def _dates(row: SelectionRound, at: datetime) -> Iterator[Fault]:
    if not (row.opens_at and row.closes_at and row.scoring_until):
        yield Fault("dates", _("Name the dates of the intake and of the scoring."))
        return
    yield from (Fault("dates", text) for text in out_of_order(row))
    if row.closes_at <= at:
        yield Fault("dates", _("The intake ends in the past."))
    if timedelta(0) < row.closes_at - row.opens_at < USUAL_INTAKE:
        text = _("The intake is shorter than 30 days, the term usual for subsidies (from memory, not verified).")
        yield Fault("dates", text, blocking=False)
    opened = unsealed_from(row)
    if opened is not None and opened <= row.opens_at:
        text = _(
            "Sealed applications would be opened on %(opened)s, before the intake begins on %(opens)s: name fewer "
            "working days."
        )
        named = {"opened": formatting.moment(opened), "opens": formatting.moment(row.opens_at)}
        yield Fault("terms", text % named)
    end = terms.named(row.closes_at)
    if end.moved:
        text = _(
            "The intake ends on a day off: applicants may count on %(day)s, the next working day (Civil Code, 193)."
        )
        yield Fault("dates", text % {"day": formatting.day(end.last)}, blocking=False)


def out_of_order(row: Any) -> list[str]:
    """Pairs of dates that stand the wrong way round, in words."""
    named = (
        (_("beginning of the intake"), row.opens_at), (_("end of the intake"), row.closes_at),
        (_("end of the scoring"), row.scoring_until), (_("opening of scores"), row.opening_at),
        (_("sitting of the commission"), row.sitting_at), (_("publication of the result"), row.publishing_at),
    )  # fmt: skip
    given = [(label, moment) for label, moment in named if moment is not None]
    said = []
    for (first, earlier), (second, later) in pairwise(given):
        if later < earlier or (later == earlier and second == _("end of the intake")):
            text = _("%(second)s (%(later)s) comes before %(first)s (%(earlier)s).") % {
                "first": first, "second": second, "earlier": formatting.moment(earlier),
                "later": formatting.moment(later),
            }  # fmt: skip
            said.append(text[:1].upper() + text[1:])
    return said


def _criteria(row: SelectionRound) -> Iterator[Fault]:
    found = list(row.criteria.all())
    if not found:
        yield Fault("criteria", _("There is no criterion: experts would have nothing to score."))
        return
    sums = row.sums_points
    lacking = [each.code for each in found if (each.weight is None and not sums) or each.maximum is None]
    if lacking:
        text = ngettext(
            "%(codes)s has no weight or no maximum.", "These have no weight or no maximum: %(codes)s.", len(lacking)
        )
        yield Fault("criteria", text % {"codes": ", ".join(lacking)})
        return
    total = sum((each.weight for each in found if each.weight is not None), Decimal(0))
    if not sums and total != 100:
        text = _("The weights of the criteria sum to %(total)s, not to 100.")
        yield Fault("criteria", text % {"total": plain(total)})
    if sums:
        yield from _plain_sum(row, found)
    if all(each.kind == CriterionKind.COMPUTED for each in found):
        yield Fault("criteria", _("No criterion is left to the experts: there would be nothing to score."))
    for each in found:
        if each.kind == CriterionKind.COMPUTED:
            yield from (Fault("criteria", text) for text in computing.faults(each))
    if not row.criteria_source:
        text = _("The paper in which the criteria stand is not named: the announcement will say so.")
        yield Fault("criteria", text, blocking=False)


def _plain_sum(row: SelectionRound, found: list[Any]) -> Iterator[Fault]:
    """Of a plain sum a maximum stands where a weight would, and both have their bounds."""
    large = [each.code for each in found if each.maximum > 100]
    if large:
        text = _("Where points are added up a criterion gives at most 100 of them: %(codes)s.")
        yield Fault("criteria", text % {"codes": ", ".join(large)})
    highest = sum((each.maximum for each in found), Decimal(0))
    if row.threshold is not None and row.threshold_unit == ThresholdUnit.POINTS and row.threshold > highest:
        text = _("The passing score is above the highest score there is, %(highest)s.")
        yield Fault("terms", text % {"highest": plain(highest)})


def _rarer(row: SelectionRound) -> Iterator[Fault]:
    """What the rules of an order contradict among themselves."""
    if row.threshold is not None and row.threshold > 100 and not (row.sums_points and row.threshold_unit == "points"):
        yield Fault("terms", _("The passing score is more than 100."))
    if row.distribution == Distribution.PROPORTIONAL and (row.years or row.quotas):
        text = _("Money cut in the same part for all is not divided by years and quotas too: choose one of them.")
        yield Fault("terms", text)
    if row.per_project is not None and row.per_project_least is not None and row.per_project_least > row.per_project:
        yield Fault("terms", _("The least for one project is more than the most."))
    if row.sheets_needed > row.experts_needed:
        yield Fault("terms", _("More sheets are needed for a place than experts for an application."))
    if row.unsealed_days is not None and not row.sealed_intake:
        yield Fault("terms", _("Applications that are not sealed are not opened either."), blocking=False)


def _documents(row: SelectionRound) -> Iterator[Fault]:
    if not row.documents.exists():
        text = _("The list of documents is empty: applicants will not know what to attach.")
        yield Fault("documents", text, blocking=False)
