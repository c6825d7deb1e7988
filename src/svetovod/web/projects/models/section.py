"""Texts of the application by sections, the lists that ask for them, and who has one open."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models

from .project import JointProject


@pghistory.track()
class SectionList(models.Model):
    """What the occasion (`round:<id>`) asks for. `source` is the paper that says so; without it nothing blocks."""

    occasion = models.CharField(max_length=80, unique=True)
    title_ru = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    source = models.CharField(max_length=300, blank=True)
    sections = models.JSONField()
    written_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.occasion


@pghistory.track()
class ProjectSection(models.Model):
    """One text. Its history holds every revision: two texts are joined on the one both came from.

    `owner` is the organisation in the project whose people write it beside the initiator's.
    """

    project = models.ForeignKey(JointProject, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    owner = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="project_sections", null=True, blank=True
    )
    due = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)
    edit_key = models.CharField(max_length=32, blank=True, help_text="the open form that wrote last")
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["project", "key"], name="section_once"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}.{self.key}"


class SectionPen(models.Model):
    """A form in which somebody has a section open, and the words in it that the section could not take.

    They came from text of revision `base`. A pen says who is here now; it is no part of the project and of no record.
    """

    section = models.ForeignKey(ProjectSection, on_delete=models.CASCADE, related_name="pens")
    edit_key = models.CharField(max_length=32)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    base = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["section", "edit_key"], name="section_pen_once"),
        ]

    def __str__(self) -> str:
        return f"{self.section_id} {self.edit_key}"
