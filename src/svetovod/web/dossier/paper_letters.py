"""A document was taken out of the dossier: whoever else leads the cluster hears of it, since a package may hold it."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.notices.services import tell
from svetovod.web.registry.selectors import people_answering

from . import bridge
from .models import DossierDocument


def taken_out(row: DossierDocument, *, but: Any, at: datetime) -> None:
    def words() -> tuple[str, str]:
        named = {
            "cluster": row.cluster.name, "document": bridge.document_name(row.code),
            "number": row.number or formatting.DASH, "day": formatting.day(row.dated_on),
            "out": formatting.day(row.withdrawn_on),
        }  # fmt: skip
        text = _(
            "%(document)s, No. %(number)s of %(day)s, was taken out of the dossier of the cluster “%(cluster)s” on "
            "%(out)s. It stays among the former ones and no longer counts, in an application for confirmation either: "
            "add the one that replaces it."
        )
        return _("Taken out of the dossier: %(document)s") % named, text % named

    tell(
        people_answering(row.cluster), words, key=f"dossier:document:{row.pk}:out", at=at, but=but,
        url=reverse("dossier:document", args=[row.cluster.slug, row.code]),
    )  # fmt: skip
