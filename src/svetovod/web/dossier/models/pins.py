from typing import ClassVar

import pgtrigger
from django.db import models

from .dossiers import Dossier


class EditionPin(models.Model):
    """One choice of the edition: at the opening of the dossier (`before` is None), or a move with its reason.

    Written once and never changed: the history of a dossier says under which law each of its papers was prepared.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="pins")
    before = models.DateField(null=True, blank=True)
    edition = models.DateField()
    pinned_at = models.DateTimeField()
    pinned_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    reason = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-pinned_at", "-id"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [pgtrigger.Protect(name="pinned", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.before} → {self.edition}"
