"""Files of the dossier with signatures beside them: the page they belong to. Whose the signer is stays open, for
regions and partners sign as well."""

from django.urls import reverse

from svetovod.web.signatures.attachments import register_subject

from .models import DossierDocument


def page_of(row: DossierDocument) -> str:
    return reverse("dossier:document", args=[row.cluster.slug, row.code])


def register() -> None:
    register_subject("dossier.dossierdocument", inns=lambda _row: (), page=page_of)
