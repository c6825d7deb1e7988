"""Visits by wishes: until when one wishes, what one wishes, whom the host lets in, and data for the pass under seal."""

from typing import ClassVar

import pghistory
from django.db import models

from svetovod.web.events.enums import VisitAnswer

from .people import Registration
from .programme import PracticalSession, Visit


@pghistory.track()
class VisitDesk(models.Model):
    """How visits of a session are arranged. `result` says how the last assignment came out."""

    session = models.OneToOneField(PracticalSession, on_delete=models.CASCADE, related_name="visit_desk")
    wishes_until = models.DateTimeField()
    answers_until = models.DateTimeField()
    keep_days = models.PositiveSmallIntegerField(default=10, help_text="after the session data of passes are deleted")
    result = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return f"visits of {self.session_id}"


class VisitWish(models.Model):
    """A group somebody would like to go with; rank 1 is the dearest."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="wishes")
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="wishes")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["rank", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["registration", "rank"], name="wish_rank_once"),
            models.UniqueConstraint(fields=["registration", "visit"], name="wish_visit_once"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.rank}"


class VisitPass(models.Model):
    """What the plant's checkpoint needs of a visitor, encrypted; empty after the days it is kept."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="visit_pass")
    sealed = models.BinaryField(default=b"")
    given_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"pass of {self.registration_id}"


@pghistory.track()
class VisitApproval(models.Model):
    """The host's yes or no to one visitor, without a reason."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="approvals")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="approvals")
    answer = models.CharField(max_length=3, choices=VisitAnswer)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["visit", "registration"], name="visitor_answered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.registration_id} {self.answer}"
