"""The organiser's own questions to those who register. Answers are in no history: they may be personal."""

from typing import Any, ClassVar

import pghistory
from django.db import models
from django.utils.translation import get_language

from svetovod.web.events.enums import FieldKind, FieldList, FieldStage, RegistrationKind

from .people import Registration
from .programme import PracticalSession


@pghistory.track()
class SessionField(models.Model):
    """A question. `kinds` are the participants it is for, everybody where it is empty; answered, it is only retired."""

    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="fields")
    order = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=8, choices=FieldKind)
    stage = models.CharField(max_length=5, choices=FieldStage, default=FieldStage.FORM)
    label_ru = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200, blank=True)
    help_ru = models.CharField(max_length=500, blank=True)
    help_en = models.CharField(max_length=500, blank=True)
    options = models.JSONField(
        default=list, blank=True, help_text="pairs of Russian and English; answers keep the first"
    )
    required = models.BooleanField(default=False)
    kinds = models.JSONField(default=list, blank=True)
    goes_to = models.CharField(max_length=9, choices=FieldList, blank=True, help_text="whose list it stands in")
    personal = models.BooleanField(default=False, help_text="erased with the person, and after `keep_days`")
    keep_days = models.PositiveSmallIntegerField(null=True, blank=True, help_text="days after the session")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["stage", "order", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["session", "label_ru"], condition=models.Q(retired_at=None), name="session_field_once"
            ),
            models.CheckConstraint(
                condition=models.Q(personal=False) | models.Q(keep_days__isnull=False), name="personal_field_has_term"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self._said(self.label_ru, self.label_en)

    @property
    def help(self) -> str:
        return self._said(self.help_ru, self.help_en)

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(ru, self._said(ru, en)) for ru, en in self.options]

    @property
    def whom(self) -> str:
        """Kinds it is for; empty where it is for everybody."""
        return ", ".join(str(RegistrationKind(kind).label) for kind in self.kinds)

    def asks(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds

    @staticmethod
    def _said(ru: str, en: str) -> str:
        return en if en and (get_language() or "ru").startswith("en") else ru


class FieldAnswer(models.Model):
    """What one person answered: text, an option, options, yes or no, a number or a day as text, the name of a file.

    The file itself is an attachment of the answer."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="answers")
    field = models.ForeignKey(SessionField, on_delete=models.PROTECT, related_name="answers")
    value: Any = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["registration", "field"], name="answered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.field_id}"

    @property
    def session(self) -> PracticalSession:
        return self.registration.session


@pghistory.track()
class FormDesk(models.Model):
    """Until when answers can be changed, and since when the second questions are asked of those who have a place."""

    session = models.OneToOneField(PracticalSession, on_delete=models.CASCADE, related_name="form_desk")
    answers_until = models.DateTimeField()
    later_until = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"form of {self.session_id}"
