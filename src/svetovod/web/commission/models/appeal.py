"""An appeal against the result, its panel of persons who did not decide before, its decision."""

from typing import TYPE_CHECKING, ClassVar

import pghistory
import pgtrigger
from django.db import models

from svetovod.web.commission.enums import AppealState
from svetovod.web.selection.models._triggers import frozen_when

if TYPE_CHECKING:
    from svetovod.web.selection.models import SelectionRound

DECIDED_FROZEN = frozen_when(
    "decided_frozen",
    ("state", "decision", "set_aside", "corrected", "decided_at", "text", "filed_at"),
    pgtrigger.Q(old__state__in=["upheld", "rejected"]),
)


@pghistory.track()
class Appeal(models.Model):
    """`before` is the result that is appealed against, `after` the one counted again, if it was upheld; both stay.

    `set_aside` are codes of experts whose sheets on the application are not counted; `corrected` single points:
    `[{"expert": ..., "criterion": ..., "points": ...}]`; of a computed criterion the expert is null.
    """

    application = models.ForeignKey("selection.Application", on_delete=models.PROTECT, related_name="appeals")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    asked = models.TextField(blank=True)
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=AppealState, default=AppealState.FILED)
    decide_until = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.TextField(blank=True)
    set_aside = models.JSONField(default=list, blank=True)
    corrected = models.JSONField(default=list, blank=True)
    before = models.ForeignKey("selection.RankingRun", on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey("selection.RankingRun", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application", "number"], name="appeal_number"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [DECIDED_FROZEN]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.number}"

    @property
    def round(self) -> "SelectionRound":
        return self.application.round


@pghistory.track()
class AppealJudge(models.Model):
    """Somebody who decides appeals of a round and took no part in its result."""

    round = models.ForeignKey("selection.SelectionRound", on_delete=models.PROTECT, related_name="appeal_judges")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "person"], name="appeal_judge_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"


@pghistory.track()
class AppealVote(models.Model):
    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="votes")
    judge = models.ForeignKey(AppealJudge, on_delete=models.PROTECT, related_name="+")
    uphold = models.BooleanField()
    ground = models.TextField()
    cast_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["appeal", "judge"], name="appeal_vote_once"),
        ]

    def __str__(self) -> str:
        return f"{self.judge_id}"
