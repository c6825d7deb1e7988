"""Words of the dossier: what a change of membership is, where a paper stands."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class ChangeKind(TextChoices):
    JOINED = "joined", pgettext_lazy("change of membership", "joined")
    LEFT = "left", pgettext_lazy("change of membership", "left")


class Standing(TextChoices):
    """Where a paper with a term stands on a day; the worst comes first."""

    MISSING = "missing", pgettext_lazy("state of a paper", "missing")
    EXPIRED = "expired", pgettext_lazy("state of a paper", "expired")
    EXPIRING = "expiring", pgettext_lazy("state of a paper", "expires soon")
    VALID = "valid", pgettext_lazy("state of a paper", "in force")

    @property
    def look(self) -> str:
        return {"missing": "no", "expired": "no", "expiring": "warn", "valid": "yes"}[self.value]


WORST_FIRST = tuple(Standing)
