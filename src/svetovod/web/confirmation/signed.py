"""Papers of a confirmation that are signed with a key: the protocol of a decision, the extract from the registry."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common.http import whole
from svetovod.web.registry.access import ACCESS as REGISTRY
from svetovod.web.signatures.attachments import register_subject
from svetovod.web.signatures.seam import Paper, Source, register_source

from . import protocol
from .access import ACCESS
from .models import ConfirmationDecision, RegistryEntry


def decision_of(key: str) -> Paper | None:
    rows = ConfirmationDecision.objects.select_related("application__cluster")
    row = rows.filter(pk=whole(key) or 0).exclude(decided_at=None).first()
    if row is None:
        return None
    number = row.application.number
    return Paper(
        "confirmation-protocol", key, row.application, _("Protocol of the decision on %(number)s") % {"number": number},
        f"{number}-protocol.pdf", made=lambda _at: protocol.protocol_pdf(row),
        url=reverse("confirmation:case", args=[number]),
    )  # fmt: skip


def entry_of(key: str) -> Paper | None:
    row = RegistryEntry.objects.select_related("cluster", "decision").filter(pk=whole(key) or 0).first()
    if row is None:
        return None
    return Paper(
        "registry-extract", key, row, _("Extract from the registry, entry %(number)s") % {"number": row.number},
        f"registry-{row.number}.pdf", made=lambda at: protocol.extract_pdf(row, at),
        url=reverse("confirmation:extract", args=[row.number]),
    )  # fmt: skip


def sees_entry(actor: Any, found: Paper) -> bool:
    """Public, unless the cluster itself is not."""
    return REGISTRY.allows("cluster.view", actor, found.row.cluster) and ACCESS.allows("entry.view", actor, found.row)


def _may(action: str) -> Any:
    return lambda actor, found: ACCESS.allows(action, actor, found.row)


def register() -> None:
    signs, extracts = _may("application.sign"), _may("entry.sign")
    register_source(
        "confirmation-protocol",
        Source(decision_of, _may("application.view"), signs, _may("application.view"), keeps=signs),
    )
    register_source("registry-extract", Source(entry_of, sees_entry, extracts, extracts, keeps=extracts))
    register_subject(
        "confirmation.confirmationapplication",
        inns=lambda row: [row.cluster.manager.inn] if row.cluster.manager else [],
        page=lambda _row: "",  # the applicant has one page of it and an officer another
    )
