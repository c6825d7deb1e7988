"""The receipt of an application for confirmation: when it was registered, the checksum of what was filed, its entry."""

import json

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from svetovod.web.audit.selectors import entries
from svetovod.web.common import formatting
from svetovod.web.documents import papers
from svetovod.web.documents.papers import Paper
from svetovod.web.documents.typesetting import qr_svg

from .models import ConfirmationApplication, ConfirmationVersion
from .papers import LANG


def receipt_pdf(row: ConfirmationApplication) -> bytes:
    """Of what was filed last: each completion has a receipt of its own. The QR code leads to the applicant's page."""
    version = row.versions.first()
    assert version is not None, "a receipt is for what was filed"
    url = settings.BASE_URL.rstrip("/") + reverse("confirmation:package", args=[row.cluster.slug])
    with override(LANG):
        paper = Paper(
            title=_("Receipt of the application for confirmation"), kicker=row.cluster.name, demo=row.cluster.is_demo,
            facts=[
                [_("Application for confirmation"), str(row.number)],
                [_("Managing organisation"), f"{row.cluster.manager.name}, {_('INN')} {row.cluster.manager.inn}"],
                [_("Registered by the server's clock"), formatting.moment(version.filed_at)],
                [_("Version of the papers"), str(version.number)],
                [_("Checksum of what was filed (SHA-256)"), version.sha256],
                [_("Entry of the journal"), f"№ {_entry(version)}"],
                [_("Page"), url],
            ],
            blocks=[], qr=qr_svg(url),
            note=_(
                "Keep it: the entry of the journal holds this checksum, and nothing else passes for what was filed."
            ),
        )  # fmt: skip
        return papers.pdf(paper, version.filed_at)


def _entry(version: ConfirmationVersion) -> int:
    row = version.application
    told = entries(action="confirmation.file", subject=f"{row._meta.label_lower}:{row.pk}").order_by("-index")
    return next(entry.index for entry in told if json.loads(entry.body)["data"]["version"] == version.number)
