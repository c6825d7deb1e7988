"""Choices of a commission: how it sits, what it decides, who was there."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Form(TextChoices):
    IN_PERSON = "in_person", _("in person")
    VIDEO = "video", _("by video")
    ABSENTIA = "absentia", _("in absentia, by ballot")


class SittingState(TextChoices):
    PLANNED = "planned", pgettext_lazy("sitting", "planned")
    RUNNING = "running", pgettext_lazy("sitting", "in session")
    CLOSED = "closed", pgettext_lazy("sitting", "closed")
    CANCELLED = "cancelled", pgettext_lazy("sitting", "cancelled")


class ItemKind(TextChoices):
    RANKING = "ranking", _("the ranking and the money")
    APPLICATION = "application", _("a decision that differs from the ranking")
    OTHER = "other", _("another question")


class ItemState(TextChoices):
    WAITING = "waiting", pgettext_lazy("item of an agenda", "not voted yet")
    VOTING = "voting", pgettext_lazy("item of an agenda", "being voted")
    ACCEPTED = "accepted", pgettext_lazy("item of an agenda", "accepted")
    REJECTED = "rejected", pgettext_lazy("item of an agenda", "not accepted")


class Presence(TextChoices):
    PRESENT = "present", pgettext_lazy("attendance", "in the room")
    REMOTE = "remote", pgettext_lazy("attendance", "by video")
    ABSENT = "absent", pgettext_lazy("attendance", "absent")


# what a decision of its own makes of an application
DECIDABLE = ("winner", "partial", "reserve", "rejected")
OPEN_ITEMS = (ItemState.WAITING, ItemState.VOTING)


class AppealState(TextChoices):
    FILED = "filed", pgettext_lazy("appeal", "filed")
    CONSIDERED = "considered", pgettext_lazy("appeal", "being considered")
    UPHELD = "upheld", pgettext_lazy("appeal", "upheld")
    REJECTED = "rejected", pgettext_lazy("appeal", "not upheld")


class OfferState(TextChoices):
    ASKED = "asked", pgettext_lazy("award", "asked, no answer yet")
    ACCEPTED = "accepted", pgettext_lazy("award", "accepted")
    DECLINED = "declined", pgettext_lazy("award", "declined")
    EXPIRED = "expired", pgettext_lazy("award", "not answered in time")
    OUTDATED = "outdated", pgettext_lazy("award", "no longer holds: the sum is another one")


class AmendmentState(TextChoices):
    PREPARED = "prepared", pgettext_lazy("amendment", "waits for the recipient")
    SIGNED = "signed", pgettext_lazy("amendment", "signed by both, waits for the new count")
    IN_FORCE = "in_force", pgettext_lazy("amendment", "in force")
    DROPPED = "dropped", pgettext_lazy("amendment", "did not come into force")


# one that is to change the whole sum and is not in force yet
COMING = (AmendmentState.PREPARED, AmendmentState.SIGNED)


class ClaimState(TextChoices):
    FILED = "filed", pgettext_lazy("claim", "filed")
    PAID = "paid", pgettext_lazy("claim", "paid")
    RETURNED = "returned", pgettext_lazy("claim", "returned")


class ClawbackState(TextChoices):
    ASKED = "asked", pgettext_lazy("clawback", "asked back")
    RETURNED = "returned", pgettext_lazy("clawback", "given back")
    DROPPED = "dropped", pgettext_lazy("clawback", "no longer asked")
