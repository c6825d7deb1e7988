"""An agreement as it holds: sums by year after its amendments, what is claimed, what is to change its whole sum."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from heapq import merge
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.commission.enums import COMING, AmendmentState, AppealState, ClaimState, ClawbackState
from svetovod.web.commission.models import Amendment, Appeal, ClawbackClaim, GrantAgreement
from svetovod.web.projects.award.terms import Signed, Sum, Terms
from svetovod.web.selection.enums import LegalMode

from .appeals import held_up

NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Held:
    """A signed agreement in the way of a count: the sum it promises, the counted one, what is signed about it."""

    application: Any
    agreement: GrantAgreement
    promised: Decimal
    counted: Decimal
    amendment: Amendment | None

    def is_ready(self, on: date) -> bool:
        """Both parties have signed exactly the counted sum, and what is to be given back can still be in time."""
        found = self.amendment
        if found is None or found.state != AmendmentState.SIGNED:
            return False
        return found.total == self.counted and not stale(found, on)


def stale(amendment: Amendment, on: date) -> bool:
    """The day by which money is to be given back is over before anything is in force."""
    return amendment.back_by is not None and amendment.back_by < on


def held_by(appeal: Appeal) -> list[Held]:
    """Agreements whose sums the count of this decision changes, with the additional ones on their way for it."""
    found = held_up(appeal)
    if not found:
        return []
    keys = [each.application.pk for each in found]
    agreements = {row.application_id: row for row in live(application__in=keys)}
    coming = {row.agreement_id: row for row in appeal.amendments.filter(state__in=COMING)}
    return [
        Held(each.application, agreement, each.promised, each.counted, coming.get(agreement.pk))
        for each in found
        for agreement in [agreements[each.application.pk]]
    ]


def live(**which: Any) -> Any:
    """Agreements that are not ended; of an application there is one at most."""
    return GrantAgreement.objects.filter(ended_on=None, **which)


def newest_of(application: Any) -> GrantAgreement | None:
    """The one in force, else the one ended last."""
    found: GrantAgreement | None = GrantAgreement.objects.filter(application=application).last()
    return found


def award_page(application: Any, agreement: GrantAgreement | None = None) -> str:
    """The address of the award, or of what stands there about one agreement, the former ones too."""
    page = reverse("commission:award", args=[application.round.slug, application.number])
    return f"{page}?agreement={agreement.pk}" if agreement else page


def in_force(agreement: Any) -> Any:
    """Amendments that hold, by their numbers."""
    return agreement.amendments.filter(state=AmendmentState.IN_FORCE).order_by("number")


def years_of(agreement: Any) -> dict[str, str]:
    """Year -> sum, as the last amendment in force has it."""
    last = in_force(agreement).last()
    found: dict[str, str] = last.years if last else agreement.years
    return found


def promised_of(agreement: Any) -> dict[str, str]:
    """The same; of an agreement that is ended, as it was before its end."""
    last = in_force(agreement).exclude(years={}).last()
    found: dict[str, str] = last.years if last else agreement.years
    return found


def paid_of(agreement: Any) -> dict[str, Decimal]:
    """Year -> claimed or paid; a claim that was returned is neither."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for claim in agreement.claims.exclude(state=ClaimState.RETURNED):
        found[str(claim.year)] += claim.amount
    return dict(found)


def kept_of(agreement: Any, but: ClawbackClaim | None = None) -> dict[str, Decimal]:
    """The same without what its additional agreements ask back; `but` is a demand to be left out of account."""
    found = defaultdict(Decimal, paid_of(agreement))
    demands = (
        agreement.clawbacks.exclude(amendment=None).exclude(state=ClawbackState.DROPPED).select_related("amendment")
    )
    for demand in demands:
        if demand != but:
            for year, amount in demand.amendment.back.items():
                found[year] -= Decimal(amount)
    return dict(found)


def asked_of(agreement: Any, but: ClawbackClaim | None = None) -> Decimal:
    """Asked back, given back or not."""
    rows = agreement.clawbacks.exclude(state=ClawbackState.DROPPED).exclude(pk=but.pk if but else None)
    return sum(rows.values_list("amount", flat=True), NONE)


def askable_of(agreement: Any) -> Decimal:
    """How much may be asked back: what is paid and neither asked back nor about to be by what both have signed."""
    signed = agreement.amendments.filter(state=AmendmentState.SIGNED)
    return _unasked_of(agreement) - sum((each.back_total for each in signed), NONE)


def _unasked_of(agreement: Any) -> Decimal:
    paid = sum(agreement.claims.filter(state=ClaimState.PAID).values_list("amount", flat=True), NONE)
    return paid - asked_of(agreement)


def above_of(agreement: Any, total: Decimal) -> Decimal:
    """What is claimed or paid above a whole sum of `total`, however its years are, and asked back by no additional
    agreement."""
    return max(NONE, sum(kept_of(agreement).values(), NONE) - total)


def back_of(agreement: Any, total: Decimal) -> Decimal:
    """What an additional agreement on a whole sum of `total` is to ask back: of what is paid above it the part that is
    not asked back on other grounds. It is prepared in place of any that is on its way."""
    return max(NONE, min(above_of(agreement, total), _unasked_of(agreement)))


def over_of(agreement: Any, years: Mapping[str, Any], but: ClawbackClaim | None = None) -> dict[str, Decimal]:
    """Year -> claimed or paid above these sums of `years` and asked back by no additional agreement."""
    found = {year: kept - Decimal(years.get(year, 0)) for year, kept in sorted(kept_of(agreement, but).items())}
    return {year: amount for year, amount in found.items() if amount > 0}


def is_owed(agreement: Any, demand: ClawbackClaim) -> bool:
    """Without this demand more would be paid than the sums in force, or signed already, and nothing else asks for
    it."""
    others = agreement.clawbacks.filter(amendment=None).exclude(state=ClawbackState.DROPPED).exclude(pk=demand.pk)
    asked = NONE if demand.amendment_id else sum(others.values_list("amount", flat=True), NONE)
    signed = agreement.amendments.filter(state=AmendmentState.SIGNED)
    terms = [(years_of(agreement), NONE), *((each.years, each.back_total) for each in signed)]
    return any(sum(over_of(agreement, years, demand).values(), NONE) - back > asked for years, back in terms)


def claimable_of(agreement: Any, year: str) -> Decimal:
    """How much of a year may be claimed: by the terms in force, and by those that both parties have signed already."""
    signed = agreement.amendments.filter(state=AmendmentState.SIGNED)
    terms = [years_of(agreement), *(each.years for each in signed)]
    return min(Decimal(years.get(year, 0)) for years in terms) - kept_of(agreement).get(year, NONE)


def coming_of(agreement: Any) -> Amendment | None:
    """The one that is to change the whole sum and is not in force yet."""
    found: Amendment | None = agreement.amendments.filter(state__in=COMING).first()
    return found


def counts_for(agreement: Any) -> list[tuple[Appeal, Decimal]]:
    """Upheld appeals of the round whose counts wait for this agreement, and the sum that each gives it; 0 is none."""
    rows = Appeal.objects.filter(
        application__round=agreement.application.round_id, state=AppealState.UPHELD, after=None
    ).select_related("application__round", "application__project", "before")
    return [
        (row, each.counted) for row in rows for each in held_up(row) if each.application.pk == agreement.application_id
    ]


def demands_of(**which: Any) -> Any:
    """Money asked back and not given back yet, the first due first."""
    rows = ClawbackClaim.objects.filter(state=ClawbackState.ASKED, **which).order_by("due_on", "pk")
    return rows.select_related("agreement__application__round", "agreement__application__project")


def unsigned_of(**which: Any) -> Any:
    """Prepared and not answered by the recipient yet."""
    return coming(state=AmendmentState.PREPARED, **which)


def coming(**which: Any) -> Any:
    """Additional agreements on another sum that are not in force yet."""
    rows = Amendment.objects.filter(state__in=COMING).filter(**which).order_by("pk")
    return rows.select_related("agreement__application__round")


def sums_of(agreement: GrantAgreement) -> Iterator[Sum]:
    """Of the agreement as it was signed, then of each paper that changed the whole sum. Asks for no more
    than `terms_of` has fetched."""
    total = sum(map(Decimal, agreement.years.values()), NONE)
    yield Sum(agreement.signed_on, total, _("agreement No. %(number)s") % {"number": agreement.number})
    for each in agreement.in_force_amendments:  # type: ignore[attr-defined]
        if each.total == total:
            continue
        total = each.total
        since = timezone.localdate(each.appeal.after.made_at) if each.appeal_id else each.signed_on
        name = _("agreement on ending No. %(number)d") if each.ends else _("additional agreement No. %(number)d")
        yield Sum(since, total, name % {"number": each.number})


def _added(agreements: Collection[GrantAgreement]) -> Iterator[Sum]:
    """Of a project: after each paper the sum of all agreements together. Those of one application follow each other,
    for the next is signed when the one before is ended; those of several selections hold side by side."""
    lines: dict[int, list[tuple[int, Sum]]] = defaultdict(list)
    for row in agreements:
        lines[row.application_id] += [(row.application_id, each) for each in sums_of(row)]
    now: dict[int, Decimal] = {}
    for application, each in merge(*lines.values(), key=lambda line: line[1].since):
        now[application] = each.amount
        total = sum(now.values(), NONE)
        paper = each.paper if total == each.amount else _("%(paper)s; all agreements together") % {"paper": each.paper}
        yield Sum(each.since, total, paper)


def terms_of(projects: Collection[int]) -> dict[int, Terms]:
    """For projects: their agreements together, ended when each of them is. A rehearsal gives no money. Two queries."""
    rows = Amendment.objects.filter(state=AmendmentState.IN_FORCE).select_related("appeal__after").order_by("number")
    found = GrantAgreement.objects.filter(application__project__in=projects).select_related("application")
    found = found.exclude(application__round__legal_mode=LegalMode.REHEARSAL)
    agreements = found.prefetch_related(Prefetch("amendments", rows, "in_force_amendments")).order_by("pk")
    by_project: dict[int, list[GrantAgreement]] = defaultdict(list)
    for row in sorted(agreements, key=lambda each: each.ended_on or date.max):  # what is in force stands last
        by_project[row.application.project_id].append(row)
    return {
        project: Terms(list(_added(held)), [Signed(row.number, row.signed_on, row.ended_on) for row in held])
        for project, held in by_project.items()
    }
