"""Reading who signs for an organisation: its page, the day of a filing, letters and the desk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.common.errors import Hidden
from svetovod.web.handover.selectors import last_days
from svetovod.web.registry.models import Organisation
from svetovod.web.registry.selectors import managed_by, organisation_by_inn

from . import bridge, phrases
from .access import ACCESS, SPEAKING
from .enums import LABEL, LOOK, Certificate
from .models import SigningAuthority


@dataclass(frozen=True, slots=True)
class Signer:
    """One right to sign as it stands on a day. `last` is its last day, whatever ends it; `leaves` says a handover does.

    `certificate_over`: the certificate ends, or has ended, before the right does.
    """

    row: SigningAuthority
    who: str
    ground: str
    last: date | None
    leaves: bool
    standing: str
    on: date

    @property
    def look(self) -> str:
        return LOOK[self.standing]

    @property
    def state(self) -> str:
        return str(LABEL[self.standing])

    @property
    def certificate(self) -> str:
        return str(Certificate(self.row.certificate).label) if self.row.certificate else ""

    @property
    def certificate_over(self) -> bool:
        """On the day that is asked of."""
        return self.row.certificate_until is not None and self.row.certificate_until < self.on

    @property
    def certificate_short(self) -> bool:
        ends = self.row.certificate_until
        return ends is not None and self.standing != "over" and (self.last is None or ends < self.last)


@dataclass(frozen=True, slots=True)
class Signers:
    """Everybody of one organisation on a day: those who sign or will, those who did, and the first days without any."""

    organisation: Any
    now: tuple[Signer, ...]
    former: tuple[Signer, ...]
    gap: bridge.Gap | None
    last: date | None  # the last day on which somebody signs before the gap; None where nobody did, or nobody ceases to
    on: date

    @property
    def known(self) -> bool:
        return bool(self.now or self.former)

    @property
    def signing(self) -> tuple[Signer, ...]:
        return tuple(each for each in self.now if each.standing != "ahead")

    @property
    def nobody(self) -> str:
        return phrases.nobody(self.organisation, self.gap) if self.gap else ""


def organisation_get(actor: Any, inn: str) -> Organisation:
    found = organisation_by_inn(actor, inn)
    if found is None or not ACCESS.allows("authority.view", actor, found):
        raise Hidden
    return found


def authority_get(actor: Any, inn: str, pk: int) -> SigningAuthority:
    organisation = organisation_get(actor, inn)
    row = SigningAuthority.objects.filter(organisation=organisation, pk=pk).select_related("organisation").first()
    if row is None:
        raise Hidden
    return row


def colleagues(organisation: Any) -> list[Any]:
    """People of the organisation: one of them can sign."""
    return people_of(organisation, *SPEAKING)


def people_of(organisation: Any, *roles: str) -> list[Any]:
    """Who holds one of the roles in it, or leads a cluster it manages."""
    found = people_holding(Scope.ORGANISATION, [organisation.pk], *roles)
    clusters = list(managed_by([organisation.pk]))
    found += people_holding(Scope.CLUSTER, clusters, Role.CLUSTER_MANAGER) if clusters else []
    return list({person.pk: person for person in found}.values())


def signers(actor: Any, organisation: Any, on: date) -> Signers:
    ACCESS.require("authority.view", actor, organisation)
    return signers_by([organisation], on)[organisation.pk]


def signers_or_none(actor: Any, organisation: Any, on: date) -> Signers | None:
    """For pages of other apps, whose readers may know less."""
    return signers(actor, organisation, on) if ACCESS.allows("authority.view", actor, organisation) else None


def signers_by(organisations: Sequence[Any], on: date) -> dict[int, Signers]:
    """By the id of the organisation, in four queries. For letters, which have no actor."""
    return _signers_by(list(_authorities(organisations)), organisations, on)


def _authorities(organisations: Iterable[Any]) -> QuerySet[SigningAuthority]:
    return SigningAuthority.objects.filter(organisation__in=organisations).select_related("person", "ended_by")


def _signers_by(rows: Sequence[SigningAuthority], organisations: Sequence[Any], on: date) -> dict[int, Signers]:
    leaving = _leaving(rows)
    found: dict[int, list[tuple[Signer, Any]]] = {each.pk: [] for each in organisations}
    for row in rows:
        found[row.organisation_id].append(_signer(row, leaving, on))
    return {each.pk: _signers(each, found[each.pk], on) for each in organisations}


def anybody_signs(organisations: Sequence[Any], on: date) -> bool:
    """Whether anybody signs for one of them, be it for a few days more: in one query, and a second about those who
    leave."""
    known = SigningAuthority.objects.filter(organisation__in=organisations).select_related("person")
    rows = [row for row in known if _signs(row, {}, on)]
    leaving = _leaving(rows)
    return any(_signs(row, leaving, on) for row in rows)


def _signs(row: SigningAuthority, leaving: dict[tuple[int, int], date], on: date) -> bool:
    return _signer(row, leaving, on)[0].standing not in {"over", "ahead"}


def _leaving(rows: Sequence[SigningAuthority]) -> dict[tuple[int, int], date]:
    """Last day by person and organisation, where a handover is open: there, or in a cluster that it manages."""
    days = last_days({row.person_id for row in rows if row.person_id})
    if not days:
        return {}
    managers = managed_by({row.organisation_id for row in rows})
    found: dict[tuple[int, int], date] = {}
    for (person, (scope, key)), day in days.items():
        houses = [int(key)] if scope == Scope.ORGANISATION else managers.get(key, []) if scope == Scope.CLUSTER else []
        for house in houses:
            found[person, house] = min(day, found.get((person, house), day))
    return found


def _signer(row: SigningAuthority, leaving: dict[tuple[int, int], date], on: date) -> tuple[Signer, Any]:
    leaves_on = leaving.get((row.person_id, row.organisation_id)) if row.person_id else None
    term = bridge.term(row, leaves_on)
    last = term.last if term else row.ended_on
    standing = str(bridge.standing(term, on)) if term else "over"
    leaves = leaves_on is not None and last == leaves_on
    return Signer(row, phrases.signer(row), phrases.ground(row), last, leaves, standing, on), term


def over(row: SigningAuthority, on: date) -> bool:
    """Whether the right is over on the day by its term, or somebody has ended it, be its last day that very day."""
    return row.ended_at is not None or _signer(row, {}, on)[0].standing == "over"


def _signers(organisation: Any, found: Iterable[tuple[Signer, Any]], on: date) -> Signers:
    rows = [signer for signer, _term in found]
    terms = [term for _signer, term in found if term is not None]
    former = sorted((each for each in rows if each.standing == "over"), key=lambda each: each.row.since, reverse=True)
    gap = bridge.gap_of(terms, on) if rows else None
    before = [term.last for term in terms if term.last and term.last < gap.first] if gap else []
    now = tuple(each for each in rows if each.standing != "over")
    return Signers(organisation, now, tuple(former), gap, max(before, default=None), on)


def without_signer(actor: Any, on: date) -> list[Signers]:
    """Organisations the actor speaks for where somebody signed, and nobody does now or soon will."""
    own = actor.organisation_ids(*SPEAKING)
    clusters = [int(each) for each in actor.scope_ids(Scope.CLUSTER, Role.CLUSTER_MANAGER)]
    if not own and not clusters:
        return []
    mine = Organisation.objects.filter(Q(pk__in=own) | Q(managed_clusters__in=clusters), merged_into=None)
    rows = list(_authorities(mine).select_related("organisation"))
    houses = {row.organisation_id: row.organisation for row in sorted(rows, key=lambda row: row.organisation_id)}
    found = _signers_by(rows, list(houses.values()), on) if rows else {}
    return [each for each in found.values() if each.gap and each.gap.first <= on + bridge.SOON]


def gap_without(organisation: Any, person: Any, since: date) -> bridge.Gap | None:
    """The first days from `since` on which nobody signs, were that person gone."""
    rows = list(SigningAuthority.objects.filter(organisation=organisation).exclude(person=person))
    leaving = _leaving(rows)
    terms = [term for row in rows if (term := _signer(row, leaving, since)[1]) is not None]
    return bridge.gap_of(terms, since)
