"""An application: one project in one round, pinned to a frozen version of the project."""

from typing import TYPE_CHECKING, ClassVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from svetovod.web.selection.enums import ApplicationState, CheckAnswer

from ._triggers import frozen_when
from .round import SelectionRound

if TYPE_CHECKING:
    from svetovod.web.projects.models import ProjectVersion

OPINION_FROZEN = """
    IF (SELECT finished_at FROM selection_checkreview WHERE id = NEW.review_id) IS NOT NULL THEN
        RAISE EXCEPTION 'a finished check is not changed';
    END IF;
    RETURN NEW;
"""


@pghistory.track()
class Application(models.Model):
    """`parties` are the organisations as they stood when it was filed: conflicts are judged by them.

    `[{"organisation": id, "name": ..., "inn": ..., "region": ..., "role": "initiator" | "participant"}]`
    """

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="applications")
    project = models.ForeignKey("projects.JointProject", on_delete=models.PROTECT, related_name="applications")
    version = models.ForeignKey(
        "projects.ProjectVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    serial = models.PositiveIntegerField(null=True, blank=True)
    number = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=20, choices=ApplicationState, default=ApplicationState.DRAFT)
    requested = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    minimum = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    parties = models.JSONField(default=list, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)
    filed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ledger_index = models.BigIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)
    correct_until = models.DateTimeField(null=True, blank=True)
    official_number = models.CharField(max_length=80, blank=True)
    official_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["serial", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "project"], name="application_once"),
            models.UniqueConstraint(fields=["round", "serial"], name="application_serial"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "not_submitted"])
                | Q(version__isnull=False, serial__isnull=False, filed_at__isnull=False, requested__isnull=False),
                name="application_complete",
            ),
            models.CheckConstraint(condition=Q(requested=None) | Q(requested__gt=0), name="application_requested"),
            models.CheckConstraint(
                condition=Q(minimum=None) | (Q(minimum__gt=0) & Q(minimum__lte=F("requested"))),
                name="application_minimum",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.round_id}/{self.project_id}"

    @property
    def pinned(self) -> "ProjectVersion":
        """The version filed; the constraint `application_complete` lets only drafts be without one."""
        assert self.version is not None, "a draft has no version yet"
        return self.version

    @property
    def initiator(self) -> dict[str, object]:
        """The applicant among the parties; empty before filing."""
        return next((party for party in self.parties if party["role"] == "initiator"), {})


@pghistory.track()
class FormalCheckItem(models.Model):
    """What the check of an item came to: both officers agreed, or `by` settled their difference for this `ground`."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="checks")
    key = models.CharField(max_length=40)
    answer = models.CharField(max_length=5, choices=CheckAnswer, default=CheckAnswer.NONE)
    comment = models.TextField(blank=True)
    ground = models.TextField(blank=True)
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application", "key"], name="check_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.answer}"


class CheckReview(models.Model):
    """The check of one officer, of the version filed with that `revision`. Others read it once both have finished."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="reviews")
    officer = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application", "officer", "revision"], name="check_review_once"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            frozen_when(
                "finished_frozen", ("officer", "revision", "finished_at"), pgtrigger.Q(old__finished_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.officer_id}"


class CheckOpinion(models.Model):
    """An officer's own answer to one item; never changed once the check is finished."""

    review = models.ForeignKey(CheckReview, on_delete=models.CASCADE, related_name="opinions")
    key = models.CharField(max_length=40)
    answer = models.CharField(max_length=5, choices=CheckAnswer, default=CheckAnswer.NONE)
    comment = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review", "key"], name="check_opinion_once"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Trigger(
                name="finished_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=OPINION_FROZEN,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.answer}"
