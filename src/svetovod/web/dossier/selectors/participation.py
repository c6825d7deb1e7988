"""Who belongs to the cluster on a day, on what ground, by which agreement, until when."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from svetovod.web.dossier import bridge
from svetovod.web.dossier.access import ACCESS, SPEAKING
from svetovod.web.dossier.enums import ChangeKind, Standing
from svetovod.web.dossier.models import Agreement, ClusterFounding, MembershipChange
from svetovod.web.registry import selectors as registry
from svetovod.web.registry.enums import NumberState

from .dossiers import law_day
from .standing import best, standing


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement as it stands on a day."""

    row: Agreement
    standing: Standing

    @classmethod
    def of(cls, row: Agreement, on: date) -> "AgreementLine":
        cancelled = row.cancelled_on is not None and row.cancelled_on <= on
        return cls(row, Standing.EXPIRED if cancelled else standing(row.valid_to, on))


@dataclass(frozen=True, slots=True)
class Participant:
    """One line: the membership with everything the dossier keeps about it.

    `contracts_by` is the last day for a newcomer's contracts, None where no rule sets it; `elsewhere` are other
    clusters it belongs to, of those the actor may see.
    """

    member: Any
    agreements: tuple[AgreementLine, ...]
    changes: dict[str, MembershipChange]
    registered_on: date | None
    contracts_by: date | None
    elsewhere: tuple[Any, ...]
    named: bool
    on: date

    @property
    def name(self) -> str:
        """Whoever asked not to be named is named to its own people, its manager and the ministry alone."""
        return str(self.member.organisation) if self.named else _("a participant that asked not to be named")

    @property
    def inn(self) -> str:
        return self.member.organisation.inn if self.named else ""

    @property
    def present(self) -> bool:
        left = self.member.left_on
        return left is None or left > self.on

    @property
    def place(self) -> Any:
        """The branch by which it takes part; None where it is the organisation as a whole."""
        return self.member.place

    @property
    def place_closed(self) -> bool:
        return self.place is not None and self.place.closed_on is not None and self.place.closed_on <= self.on

    @property
    def region(self) -> str:
        """Where it sits for the cluster: at the branch it takes part by, while that is open."""
        region: str = (self.member.organisation if self.place_closed or not self.place else self.place).region
        return region

    @property
    def unchecked(self) -> bool:
        """Nobody has compared its numbers with the state register."""
        return bool(self.member.organisation.numbers == NumberState.UNCHECKED)

    @property
    def rejected(self) -> bool:
        """Somebody has, and they do not agree."""
        return bool(self.member.organisation.numbers == NumberState.REJECTED)

    @property
    def standing(self) -> Standing:
        return best(line.standing for line in self.agreements)

    @property
    def agreement(self) -> AgreementLine | None:
        """The one that counts: in force and lasting longest, else the last."""
        wanted = [line for line in self.agreements if line.standing == self.standing]
        return max(wanted, key=lambda line: line.row.valid_to or date.max, default=None)

    @property
    def misdated(self) -> bool:
        """The agreement that counts is older than its side: the day of registration was entered after it."""
        counts = self.agreement
        return counts is not None and self.registered_on is not None and counts.row.dated_on < self.registered_on

    @property
    def joined(self) -> MembershipChange | None:
        return self.changes.get(ChangeKind.JOINED)

    @property
    def left(self) -> MembershipChange | None:
        return self.changes.get(ChangeKind.LEFT)

    @property
    def contracts_late(self) -> bool:
        return self.contracts_by is not None and self.contracts_by < self.on


def participants_on(actor: Any, cluster: Any, on: date) -> list[Participant]:
    """Those who belong on the day, by name. Who speaks for a participant sees its own line alone."""
    return [line for line in participants(actor, cluster, on) if line.present]


def participants(actor: Any, cluster: Any, on: date) -> list[Participant]:
    """Everybody who has joined by the day, those who have left too; seven queries, whatever their number."""
    return _lines(actor, cluster, list(_memberships(actor, cluster, on).order_by("organisation__name_sort", "id")), on)


def sides_on(actor: Any, cluster: Any, on: date, day: date, signed: Iterable[Agreement]) -> list[Participant]:
    """Those who belong on the day, with what the list of papers asks of them: agreements and registration, no changes
    and no other clusters. `day` is that of the law, `signed` what `agreements_on` gives."""
    rows = list(_memberships(actor, cluster, on).order_by("organisation__name_sort", "id"))
    return [line for line in _lines(actor, cluster, rows, on, day, signed=signed) if line.present]


def agreements_on(cluster: Any, on: date) -> QuerySet[Agreement]:
    """With participants and with authorities of regions, by the day."""
    return Agreement.objects.filter(cluster=cluster, dated_on__lte=on)


def participant_get(actor: Any, cluster: Any, pk: int, on: date) -> Participant | None:
    """One of them, read alone."""
    found = _lines(actor, cluster, list(_memberships(actor, cluster, on).filter(pk=pk)), on)
    return found[0] if found else None


def _memberships(actor: Any, cluster: Any, on: date) -> QuerySet[Any]:
    """Those the actor may see."""
    ACCESS.require("dossier.view", actor, cluster)
    rows = cluster.memberships.select_related("organisation", "place").filter(Q(joined_on=None) | Q(joined_on__lte=on))
    rows = rows.annotate(registered_on=F("organisation__founding__on"))
    if not ACCESS.allows("dossier.read_papers", actor, cluster):
        rows = rows.filter(organisation__in=actor.organisation_ids(*SPEAKING))
    return rows


def _lines(
    actor: Any,
    cluster: Any,
    rows: list[Any],
    on: date,
    day: date | None = None,
    *,
    signed: Iterable[Agreement] | None = None,
) -> list[Participant]:
    """`day`: that of the law, where it is known. Where agreements are read already, for a list of papers, changes and
    other clusters are not asked."""
    organisations = [row.organisation_id for row in rows]
    agreements: dict[int, list[AgreementLine]] = defaultdict(list)
    # an agreement stays with the record it was signed under, and counts for the one that goes on
    earlier = registry.absorbed_by(organisations)
    theirs, papers = {*organisations, *earlier}, signed is not None
    for row in agreements_on(cluster, on).filter(organisation__in=theirs) if signed is None else signed:
        if row.organisation_id is not None and row.organisation_id in theirs:
            agreements[earlier.get(row.organisation_id, row.organisation_id)].append(AgreementLine.of(row, on))
    changes: dict[int, dict[str, MembershipChange]] = defaultdict(dict)
    for change in () if papers else MembershipChange.objects.filter(membership__in=rows):
        changes[change.membership_id][change.kind] = change
    elsewhere = {} if papers else registry.clusters_of(actor, organisations, but=cluster)
    day, all_named = day or law_day(cluster, on), ACCESS.allows("dossier.edit", actor, cluster)
    return [
        Participant(
            member=row,
            agreements=tuple(agreements[row.organisation_id]),
            changes=changes[row.pk],
            registered_on=row.registered_on,
            contracts_by=bridge.contract_deadline(row.joined_on, day) if row.newcomer and row.joined_on else None,
            elsewhere=tuple(elsewhere.get(row.organisation_id, ())),
            named=all_named or registry.named_to(actor, row.organisation),
            on=on,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A region of presence: whether the cluster names it, who sits there, and the agreement with its authority."""

    iso: str
    name: str
    named: bool
    participants: int
    agreements: tuple[AgreementLine, ...]

    @property
    def standing(self) -> Standing:
        return best(line.standing for line in self.agreements)


def regions_of(actor: Any, cluster: Any, on: date) -> list[RegionLine]:
    """Regions the cluster names, and those where participants sit though it does not."""
    ACCESS.require("dossier.read_papers", actor, cluster)
    return _regions(cluster, [line.region for line in participants_on(actor, cluster, on)], on)


def _regions(cluster: Any, seats: list[str], on: date, signed: Iterable[Agreement] | None = None) -> list[RegionLine]:
    agreements: dict[str, list[AgreementLine]] = defaultdict(list)
    for row in agreements_on(cluster, on).filter(organisation=None) if signed is None else signed:
        if row.organisation_id is None:
            agreements[row.region].append(AgreementLine.of(row, on))
    return [
        RegionLine(
            iso=iso,
            name=registry.region_name(iso),
            named=iso in cluster.regions,
            participants=seats.count(iso),
            agreements=tuple(agreements[iso]),
        )
        for iso in dict.fromkeys([*cluster.regions, *sorted(filter(None, seats))])
    ]


def seats_of(
    lines: Iterable[Participant], cluster: Any, on: date, signed: Iterable[Agreement] | None = None
) -> list[RegionLine]:
    """The regions for a page that has the participants already, and the agreements perhaps."""
    return _regions(cluster, [line.region for line in lines], on, signed)


def founding_of(cluster: Any) -> ClusterFounding | None:
    return ClusterFounding.objects.filter(cluster=cluster).first()


def agreement_get(cluster: Any, pk: int) -> Agreement | None:
    return Agreement.objects.select_related("cluster", "organisation").filter(cluster=cluster, pk=pk).first()
