"""States of verifications and of editions: the same in code, interface and journal."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class VerificationState(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("state of a verification", "waits for the second person")
    CONFIRMED = "confirmed", pgettext_lazy("state of a verification", "confirmed by two persons")
    DECLINED = "declined", pgettext_lazy("state of a verification", "declined by the second person")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a verification", "withdrawn")


class EditionState(TextChoices):
    DRAFT = "draft", pgettext_lazy("state of an edition", "draft")
    PUBLISHED = "published", pgettext_lazy("state of an edition", "published")
    DISCARDED = "discarded", pgettext_lazy("state of an edition", "discarded")
