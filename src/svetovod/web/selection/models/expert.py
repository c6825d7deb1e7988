"""What an expert says of oneself, and what was decided on signs of a conflict found by the system."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from svetovod.web.selection.enums import SignKind, Speciality

from .application import Application
from .outcome import APPEND_ONLY
from .panel import PanelMember


class ExpertProfile(models.Model):
    """One a person, for all rounds; deleted with the person's data, so no history is kept beside the journal.

    `okpd2` and `okved2` are codes of competence, `linked` INN of organisations the expert founded, owns or leads,
    `away` pairs of days `[["2026-07-01", "2026-07-14"]]`. By the `inn` a namesake is told apart; the `address` is
    compared with those of parties.
    """

    person = models.OneToOneField("accounts.Person", on_delete=models.CASCADE, related_name="+")
    speciality = models.CharField(max_length=12, choices=Speciality)
    okpd2 = models.JSONField(default=list, blank=True)
    okved2 = models.JSONField(default=list, blank=True)
    competence = models.TextField(blank=True)
    region = models.CharField(max_length=10, blank=True)
    most = models.PositiveSmallIntegerField(default=12)
    away = models.JSONField(default=list, blank=True)
    linked = models.JSONField(default=list, blank=True)
    inn = models.CharField(max_length=12, blank=True)
    address = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"profile of {self.person_id}"


class SignDecision(models.Model):
    """The secretary's word on one sign of a conflict: confirmed, or set aside, each with a ground."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="sign_decisions")
    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="sign_decisions")
    kind = models.CharField(max_length=12, choices=SignKind)
    evidence = models.CharField(max_length=500)
    confirmed = models.BooleanField()
    ground = models.TextField()
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application", "member", "kind", "evidence"], name="sign_once"),
            models.CheckConstraint(condition=~Q(ground=""), name="sign_ground"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.member_id} x {self.application_id}: {self.kind}"


class SignAnswer(models.Model):
    """What the expert says of one sign, once; the secretary reads it beside the sign."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="sign_answers")
    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="sign_answers")
    kind = models.CharField(max_length=12, choices=SignKind)
    evidence = models.CharField(max_length=500)
    text = models.TextField()
    said_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application", "member", "kind", "evidence"], name="sign_answer_once"),
            models.CheckConstraint(condition=~Q(text=""), name="sign_answer_said"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.member_id} on {self.application_id}: {self.kind}"
