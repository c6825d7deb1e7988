"""Words of the dossier: what a change of membership is, where a paper or a requirement stands."""

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


class Showing(TextChoices):
    """How a requirement stands. What the law is not known to ask is unknown to us, and fails nobody."""

    MET = "met", pgettext_lazy("state of a requirement", "met")
    NOT_MET = "not_met", pgettext_lazy("state of a requirement", "not met")
    NOT_SHOWN = "not_shown", pgettext_lazy("state of a requirement", "not shown")
    UNKNOWN = "unknown", pgettext_lazy("state of a requirement", "not known to us")

    @property
    def look(self) -> str:
        return {"met": "yes", "not_met": "no", "not_shown": "warn", "unknown": "none"}[self.value]


SHOWN = (Showing.MET, Showing.NOT_MET, Showing.NOT_SHOWN)
