"""The three answers, in words. Each has a word and a look of its own; none is a word for all three."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Mathematics(TextChoices):
    OK = "ok", pgettext_lazy("mathematics of a signature", "holds mathematically; validity in law was not checked")
    BAD = "bad", pgettext_lazy("mathematics of a signature", "does not hold")
    UNKNOWN = "unknown", pgettext_lazy("mathematics of a signature", "could not be checked here")


class Chain(TextChoices):
    OK = "ok", pgettext_lazy("chain of a certificate", "leads to a trusted root; revocation was not checked")
    BAD = "bad", pgettext_lazy("chain of a certificate", "leads to no trusted root")
    NOT_CHECKED = "not_checked", pgettext_lazy("chain of a certificate", "not checked")


class Inn(TextChoices):
    MATCHES = "matches", pgettext_lazy("INN of a signer", "the same as the organisation's")
    DIFFERS = "differs", pgettext_lazy("INN of a signer", "of another organisation")
    ABSENT = "absent", pgettext_lazy("INN of a signer", "nothing to compare")


LOOK = {
    Mathematics: {"ok": "yes", "bad": "no", "unknown": "warn"},
    Chain: {"ok": "yes", "bad": "no", "not_checked": "none"},
    Inn: {"matches": "yes", "differs": "no", "absent": "none"},
}
