"""Many infected files at once: one mailing brings the same file from dozens of people."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import bulk, formatting

from . import services
from .access import ACCESS
from .models import HeldFile


@transaction.atomic
def helds_drop(*, actor: Any, helds: Iterable[HeldFile], at: datetime) -> dict[int, str]:
    """By key, files whose bytes stay, and why. Lines of the same bytes are locked with them: they change together."""
    actor = ACCESS.admit("held.drop", actor)
    rows = list(helds)
    bulk.hold(HeldFile.objects.filter(sha256__in=[row.sha256 for row in rows]))
    return bulk.each(rows, lambda row: services.held_drop(actor=actor, held=row.pk, at=at))


def deeds() -> dict[str, bulk.Deed]:
    drop = bulk.Deed(
        "drop", _("Drop the bytes of files"), _("Drop the bytes"), _("Quarantine"), reverse("quarantine:held_list"),
        _("The bytes are deleted from the server; the lines stay. No file is ever let out of the quarantine: whoever "
          "needs it sends a clean one."),
        "danger", after=_("Bytes that were dropped do not come back. The lines with their hashes stay."),
    )  # fmt: skip
    return {drop.do: drop}


def lines(helds: Iterable[HeldFile]) -> Iterable[bulk.Line]:
    """Bytes that several lines name lie here once: what is freed is said beside the first."""
    named = set[str]()
    for row in helds:
        who = str(row.person) if row.person else _("a visitor, or the mailbox of reports")
        why = "" if row.kept else _("The bytes are not kept.")
        sub = f"{row.name or '—'}, {who}, {formatting.moment(row.last_at)}"
        freed = "" if row.sha256 in named else _("%(size)s are freed") % {"size": filesizeformat(row.size)}
        named.add(row.sha256)
        yield bulk.Line(row.pk, row.found, sub, why, freed)
