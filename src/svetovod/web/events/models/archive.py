"""What stays of a session to be shown: photographs, materials, and the signs of those who held it."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models

from svetovod.web.events.enums import ArchiveKind, PeopleShown

from .programme import PracticalSession


@pghistory.track()
class ArchiveEntry(models.Model):
    """A photograph or a document. Public from `published_at` on, as a copy without what a camera writes into it."""

    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="archive")
    kind = models.CharField(max_length=10, choices=ArchiveKind)
    title = models.CharField(max_length=300)
    author = models.CharField(max_length=200)
    rights = models.CharField(max_length=300)
    people = models.CharField(max_length=10, choices=PeopleShown, blank=True)
    made_on = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "made_on", "id"]
        verbose_name_plural = "archive entries"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(published_at=None) | ~models.Q(kind=ArchiveKind.PHOTO) | ~models.Q(people=""),
                name="photo_published_with_consent",
            ),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class BodyLogo(models.Model):
    """The sign of a body, by its name: bodies with several roles have one. The picture is an attachment."""

    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="logos")
    name = models.CharField(max_length=200)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "name"], name="body_logo_once"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.name}"
