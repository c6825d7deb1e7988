"""Secret and open fields of audit."""

from .scene import NOW, Canaries

OPEN = {
    "audit.LedgerEntry": "actor acting_as action subject_type subject_id leaf",
    "audit.LedgerHead": "frontier root",
    "audit.SignedRoot": "root timestamp public_key key_id signature purpose",
}
SECRET = {
    "audit.LedgerEntry": {"body": "journal"},
}  # fmt: skip


def plant() -> Canaries:
    from django.db import transaction

    from svetovod.web.accounts.actors import SYSTEM
    from svetovod.web.audit.services import record
    from svetovod.web.selection.models import SelectionRound

    round_ = SelectionRound.objects.get(slug="2021")
    with transaction.atomic():
        record(actor=SYSTEM, action="canary.sing", subject=round_, at=NOW, said="канарейкажурнала")
    return {"journal": ("канарейкажурнала", {"auditor", "admin", "secretary", "chair"})}
