"""Who comes. Names and addresses are in accounts.Person; here is only what concerns the session."""

from typing import ClassVar

import pghistory
from django.db import models

from svetovod.web.events.enums import LIVE, RegistrationKind, RegistrationState

from .programme import PracticalSession, Visit


class ConsentDocument(models.Model):
    """A text one agrees to, in one version. A new version is a new row; given consents keep theirs."""

    code = models.SlugField(max_length=40)
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    text = models.TextField()
    required = models.BooleanField(default=False)
    in_force_from = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-required", "code", "-in_force_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["code", "version"], name="consent_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


@pghistory.track()
class Registration(models.Model):
    """One person at one session. `token_hash` proves the link of the letter; the token itself is never kept."""

    session = models.ForeignKey(PracticalSession, on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="registrations")
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    organisation_name = models.CharField(max_length=300, blank=True)
    cluster = models.ForeignKey("registry.Cluster", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    region = models.CharField(max_length=8)
    kind = models.CharField(max_length=20, choices=RegistrationKind)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="registrations", null=True, blank=True)
    state = models.CharField(max_length=20, choices=RegistrationState, default=RegistrationState.DRAFT)
    token_hash = models.CharField(max_length=64, unique=True)
    registered_at = models.DateTimeField()
    asked_until = models.DateTimeField(
        null=True, blank=True, help_text="a place held for somebody who moved up, until they say that they come"
    )
    queued_at = models.DateTimeField(
        null=True, blank=True, help_text="at the end of the waiting list since, after a term gone by"
    )
    checked_in_at = models.DateTimeField(null=True, blank=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors")
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["registered_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["session", "person"], condition=models.Q(state__in=LIVE), name="registered_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["session", "state"], name="registration_state")]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.pk}"

    @property
    def asked(self) -> bool:
        """A place is held, and whether they come is not said yet."""
        return self.state == RegistrationState.CONFIRMED and self.asked_until is not None


class RegistrationConsent(models.Model):
    """A consent given with a registration: which text, which version, when."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="consents")
    document = models.ForeignKey(ConsentDocument, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["registration", "document"], name="consent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.document_id}"
