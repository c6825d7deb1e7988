"""The organiser's desk of one session: its parts with what fills them, and what is still lacking."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import Invitation, RoleGrant
from svetovod.web.registry import selectors as registry

from . import phrases, selectors
from .access import ACCESS
from .enums import SEATED, RegistrationKind
from .models import PracticalSession
from .services import TEAM


def of(actor: Any, session: PracticalSession, at: datetime) -> dict[str, Any]:
    halls, bodies = list(session.halls.all()), list(session.bodies.all())
    team = _team(session)
    entries = session.items.count()
    programme = reverse("events:programme", args=[session.slug])
    # texts are of all sessions: whoever runs one alone is told what is lacking, and has no page for it
    consents = reverse("events:consent_texts") if ACCESS.allows("session.create", actor) else ""
    over = phrases.phase(session, at) in phrases.ENDED  # what only helps to hold a session is no longer asked for
    obliged = over or _obliged(timezone.localtime(at).date())
    helped = over or sum(row["role"] == Role.ORGANISER for row in team) > 1
    lacking = [
        (words, url)
        for words, url, there in (
            (_("bodies with their roles"), "#bodies", bodies),
            (_("halls"), "#halls", halls),
            (_("the programme"), programme, entries),
            (_("an obligatory text of consent"), consents, obliged),
            (_("a second organiser"), "#team", helped),
        )
        if not there
    ]
    return {
        "days": phrases.days(session), "halls": halls, "bodies": bodies, "team": team, "entries": entries,
        "quotas": _quotas(session), "lacking": lacking, "invited": _invited(session),
        "over": phrases.answer(session, at, 0) if over else "",
        "moves": phrases.moves(session, at), "changes": phrases.changes(session),
        "days_past": phrases.days_past(session, at),
    }  # fmt: skip


def _obliged(on: date) -> bool:
    return any(text.required for text in selectors.consents(on))


def _quotas(session: PracticalSession) -> list[dict[str, Any]]:
    quotas = list(session.quotas.all())
    if not quotas:
        return []
    counted = session.registrations.filter(state__in=SEATED).aggregate(
        **{f"q{row.pk}": Count("pk", filter=_falls(row)) for row in quotas}
    )
    return [
        {
            "quota": row,
            "kind": RegistrationKind(row.kind).label if row.kind else _("anybody"),
            "region": registry.region_name(row.region) if row.region else _("any region"),
            "taken": counted[f"q{row.pk}"],
        }
        for row in quotas
    ]


def _falls(quota: Any) -> Q:
    wanted = Q(kind=quota.kind) if quota.kind else Q()
    return wanted & Q(region=quota.region) if quota.region else wanted


def _team(session: PracticalSession) -> list[dict[str, Any]]:
    held = RoleGrant.objects.filter(scope=Scope.SESSION, scope_id=session.slug, revoked_at=None, role__in=TEAM)
    rows = held.select_related("person").order_by("role", "person__name", "pk")
    return [{"pk": row.pk, "role": row.role, "words": Role(row.role).label, "name": row.person.name} for row in rows]


def _invited(session: PracticalSession) -> list[dict[str, Any]]:
    rows = Invitation.objects.filter(
        scope=Scope.SESSION, scope_id=session.slug, accepted_at=None, revoked_at=None, role__in=TEAM
    )
    return [{"email": row.email, "words": Role(row.role).label} for row in rows.order_by("role", "email")]
