"""What a draft edition would ask of dossiers: its list of documents beside the one in force."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import bridge
from .models import Dossier, DossierDocument


def of(trial: Any, clusters: QuerySet[Any]) -> Iterator[str]:
    """In sentences; nothing where the draft leaves the list as it is."""
    added, gone = bridge.documents_tried(trial.before, trial.after, trial.on)
    if not (added or gone):
        return
    yield _("The list of documents changes no verdict; it changes what a dossier is complete with.")
    opened = Dossier.objects.filter(cluster__in=clusters).count()
    if added:
        yield ngettext(
            "%(count)d open dossier would need %(papers)s once it is moved to this edition.",
            "%(count)d open dossiers would need %(papers)s once they are moved to this edition.", opened,
        ) % {"count": opened, "papers": "; ".join(f"{name}" for _code, name in added)}  # fmt: skip
    if gone:
        held = DossierDocument.objects.filter(
            cluster__in=clusters, withdrawn_on=None, code__in=[code for code, _name in gone]
        )
        count = held.values("cluster").distinct().count()
        yield ngettext(
            "%(count)d cluster has papers that would no longer be asked for: %(papers)s.",
            "%(count)d clusters have papers that would no longer be asked for: %(papers)s.", count,
        ) % {"count": count, "papers": "; ".join(f"{name}" for _code, name in gone)}  # fmt: skip
