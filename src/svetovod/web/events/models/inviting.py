"""Letters of invitation to heads of organisations, numbered, with the answer to each."""

from typing import ClassVar

from django.db import models

from svetovod.web.events.enums import InviteAnswer, RegistrationKind

from .people import Registration
from .programme import PracticalSession


class SessionInvite(models.Model):
    """A letter with its number; `delegates` are those whom the answer named."""

    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="invites")
    number = models.PositiveIntegerField()
    organisation = models.CharField(max_length=300)
    head = models.CharField(max_length=200)
    position = models.CharField(max_length=200, blank=True)
    email = models.EmailField()
    region = models.CharField(max_length=8, blank=True)
    kind = models.CharField(max_length=20, choices=RegistrationKind, blank=True, help_text="what they are invited as")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=8, choices=InviteAnswer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    delegates = models.ManyToManyField(Registration, related_name="+", blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "number"], name="session_invite_number"),
            models.UniqueConstraint(fields=["session", "email"], name="session_invite_once"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.number}"
