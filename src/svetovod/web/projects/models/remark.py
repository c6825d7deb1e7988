"""Remarks of experts and what was answered: advice that prejudges nothing."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models

from svetovod.web.projects.enums import RemarkAction, RemarkState, Section, Severity, Visibility

from .project import JointProject
from .version import ProjectVersion


@pghistory.track()
class Remark(models.Model):
    """`occasion` is where it was made, as the occasion's own app named it; `reopened` counts returns by the author.

    `answer_by` is the day by which it is to be answered, `due` the one by which the team promised to mend it. The
    initiator's people read it first: until it is `released` the rest of the team does not.
    """

    project = models.ForeignKey(JointProject, on_delete=models.PROTECT, related_name="remarks")
    version = models.ForeignKey(ProjectVersion, on_delete=models.PROTECT, related_name="remarks")
    section = models.CharField(max_length=16, choices=Section)
    place = models.CharField(max_length=40, blank=True, help_text="key of the text it is about")
    severity = models.CharField(max_length=12, choices=Severity)
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="remarks")
    occasion = models.CharField(max_length=80)
    visibility = models.CharField(max_length=8, choices=Visibility, default=Visibility.PANEL)
    state = models.CharField(max_length=10, choices=RemarkState, default=RemarkState.NEW)
    reopened = models.PositiveSmallIntegerField(default=0)
    answer_by = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    released = models.BooleanField(default=False)
    fixed_in = models.ForeignKey(ProjectVersion, on_delete=models.PROTECT, related_name="fixes", null=True, blank=True)
    created_at = models.DateTimeField()
    key = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # a double tap on "send" gives one remark
            models.UniqueConstraint(fields=["author", "key"], condition=~models.Q(key=""), name="remark_sent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}#{self.pk} {self.section} {self.state}"


class RemarkReply(models.Model):
    """One step in the life of a remark; only added to."""

    remark = models.ForeignKey(Remark, on_delete=models.PROTECT, related_name="replies")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    action = models.CharField(max_length=10, choices=RemarkAction)
    text = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    version = models.ForeignKey(ProjectVersion, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.remark_id} {self.action}"


class RemarkTemplate(models.Model):
    """Words an expert keeps for remarks: nobody else reads them."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="remark_templates")
    section = models.CharField(max_length=16, choices=Section)
    severity = models.CharField(max_length=12, choices=Severity)
    text = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-kept_at", "-id"]

    def __str__(self) -> str:
        return f"{self.author_id}: {self.section}"
