"""Asking: one request a cluster and year, a part for every participant, a letter to every contact named."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.figures.access import ACCESS
from svetovod.web.figures.models import FiguresReply, FiguresRequest
from svetovod.web.registry import selectors as registry
from svetovod.web.registry.enums import MemberRole

from .inviting import invite


@dataclass(frozen=True, slots=True)
class Asked:
    """What the manager types. `contacts` is by INN: (name, e-mail)."""

    year: int
    due_at: datetime
    text: str = ""
    final_products: tuple[str, ...] = ()
    regional_productivity: str | None = None
    contacts: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@transaction.atomic
def request_open(*, actor: Any, cluster: Any, asked: Asked, at: datetime) -> FiguresRequest:
    """Asks every participant but infrastructure. Those without an address get a part that others can fill in later."""
    actor = ACCESS.admit("requests.open", actor, cluster)
    if asked.due_at <= at:
        raise Refused("figures.due", _("The due date has passed already. Choose a later day."))
    members = [m for m in registry.members_of(cluster) if m.role != MemberRole.INFRASTRUCTURE]
    if not members:
        raise Refused("figures.nobody", _("The cluster has no participants yet: upload its workbook first."))
    type(cluster).objects.select_for_update(of=("self",), no_key=True).get(pk=cluster.pk)
    if FiguresRequest.objects.filter(cluster=cluster, year=asked.year).exists():
        raise Refused(
            "figures.twice",
            _("The figures of %(year)s are being asked for already. Open that request.") % {"year": asked.year},
        )
    made = FiguresRequest.objects.create(
        cluster=cluster, asker=cluster.manager, year=asked.year, text=asked.text, due_at=asked.due_at, opened_at=at,
        opened_by_id=actor.person_id, passport=_passport(cluster, asked), is_demo=cluster.is_demo,
    )  # fmt: skip
    parts = FiguresReply.objects.bulk_create(FiguresReply(request=made, organisation=m.organisation) for m in members)
    record(
        actor=actor, action="figures.open", subject=made, at=at, cluster=cluster.pk, year=asked.year, parts=len(parts),
        due=asked.due_at.isoformat(),
    )  # fmt: skip
    for part in parts:
        if contact := asked.contacts.get(part.organisation.inn):
            invite(actor, part, name=contact[0], email=contact[1], at=at)
    return made


def _passport(cluster: Any, asked: Asked) -> dict[str, Any]:
    """What the workbook needs and no participant is asked: infrastructure is that of the last workbook."""
    sheet = cluster.sheets.first()
    return {
        "final_products": list(asked.final_products),
        "regional_productivity": asked.regional_productivity,
        "infrastructure": sheet.content["infrastructure"] if sheet else [],
    }
