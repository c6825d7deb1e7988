"""The round as announced: once it leaves the draft, the database itself refuses to change what was announced."""

import re
from functools import cached_property
from typing import ClassVar

import pghistory
import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext

from svetovod.web.selection.enums import (
    Aggregation,
    Blindness,
    CriterionKind,
    Distribution,
    LegalMode,
    RoundState,
    Scoring,
    ThresholdUnit,
    TieRule,
)

from ._triggers import amended_only

QUARTER = re.compile(r"(?P<quarter>I{1,3}|IV) квартал (?P<year>\d{4})")
# what an amendment may change while applications are taken, and what it may still move afterwards
TERMS = (
    "order_text", "opens_at", "closes_at", "limit", "years", "per_project", "threshold", "distribution", "quorum",
    "experts_needed", "appeal_days", "questions_days", "return_days", "spread", "aggregation", "ties", "quotas",
    "reserve_until", "threshold_unit", "winners", "sheets_needed", "per_project_least", "appeal_working",
)  # fmt: skip
DATES_AHEAD = ("scoring_until", "opening_at", "sitting_at", "publishing_at")
# what nobody changes: another selection is announced instead
SETTLED = (
    "title", "legal_mode", "edition", "criteria_source", "prolong_days", "sealed_intake", "check_officers", "blindness",
    "key_needed", "scoring", "unsealed_days", "envelope", "envelope_needed",
)  # fmt: skip
BEFORE_CLOSING = (RoundState.DRAFT, RoundState.ANNOUNCED, RoundState.OPEN)
CRITERIA_FROZEN = """
    IF (SELECT state FROM selection_selectionround WHERE id = COALESCE(NEW.round_id, OLD.round_id)) <> 'draft' THEN
        RAISE EXCEPTION 'the criteria of an announced selection are frozen';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""
# rows of a round that are written while it is a draft, and never after
DRAFT_ROWS_ONLY = pgtrigger.Trigger(
    name="announced_frozen",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func=CRITERIA_FROZEN,
)


@pghistory.track()
class SelectionRound(models.Model):
    """`expected` is what was known before the order ("III quarter of 2021"); `announced_at` the day of the order.

    `facts` holds what is known of an archive round that was never run here: such a round has no applications.
    `years` are parts of the limit by year (`{"2022": "1000000.00"}`), `per_project` the most one application may ask.
    `quotas` are of regions: `[{"name": "RU-MO", "at_most": "1000000.00", "at_least": null}]`, in rubles; the reserve
    list is valid until `reserve_until`.
    `prolong_days`: after an amendment at least so many days of the intake remain. `version`: of the announcement.
    `questions_days`: questions are taken until so many days before the end of the intake. `sealed_intake`: until the
    intake is closed nobody but its applicant reads an application. `return_days`: the longest term of a correction, 0
    where nothing is returned. `check_officers`: persons who check each application apart from one another.
    `key_needed`: so many holders together have the key of the sheets; 0 where the server keeps it.
    `envelope`: documents put in closed, `[{"name": "Financial model", "required": true}]`, empty where applications
    have no envelope; `envelope_needed`: so many holders together open them, 0 where the server keeps their key.
    `scoring`: weights of 100 or a plain sum, then `threshold` may be of the sum or a per cent of it. `winners`: no more
    get money; `sheets_needed`: with fewer sheets there is no place; `per_project_least`: the least one may ask.
    `appeal_working`: the term of appeals is in working days. `unsealed_days`: a sealed intake is opened so many working
    days before its end, `unsealed_at` is when that was.
    `spread`: points of 100 by which experts may differ before a second opinion is asked for.
    """

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=300)
    expected = models.CharField(max_length=120, blank=True)
    order_text = models.CharField(max_length=400, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    legal_mode = models.CharField(max_length=12, choices=LegalMode, default=LegalMode.SHADOW)
    edition = models.DateField(null=True, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    scoring_until = models.DateTimeField(null=True, blank=True)
    opening_at = models.DateTimeField(null=True, blank=True)
    sitting_at = models.DateTimeField(null=True, blank=True)
    publishing_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    limit = models.DecimalField(max_digits=18, decimal_places=2, validators=[MinValueValidator(0)])
    threshold = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    scoring = models.CharField(max_length=8, choices=Scoring, default=Scoring.WEIGHTS)
    threshold_unit = models.CharField(max_length=8, choices=ThresholdUnit, default=ThresholdUnit.POINTS)
    distribution = models.CharField(max_length=14, choices=Distribution, default=Distribution.STRICT)
    winners = models.PositiveSmallIntegerField(null=True, blank=True)
    sheets_needed = models.PositiveSmallIntegerField(default=0)
    aggregation = models.CharField(max_length=14, choices=Aggregation, default=Aggregation.MEAN)
    ties = models.CharField(max_length=14, choices=TieRule, default=TieRule.REGISTERED_AT)
    quotas = models.JSONField(default=list, blank=True)
    reserve_until = models.DateField(null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(default=50, help_text="per cent of the commission that must take part")
    years = models.JSONField(default=dict, blank=True)
    per_project = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    per_project_least = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    experts_needed = models.PositiveSmallIntegerField(default=3)
    appeal_days = models.PositiveSmallIntegerField(null=True, blank=True)
    appeal_working = models.BooleanField(default=False)
    prolong_days = models.PositiveSmallIntegerField(null=True, blank=True)
    questions_days = models.PositiveSmallIntegerField(null=True, blank=True)
    sealed_intake = models.BooleanField(default=False)
    unsealed_days = models.PositiveSmallIntegerField(null=True, blank=True)
    unsealed_at = models.DateTimeField(null=True, blank=True)
    return_days = models.PositiveSmallIntegerField(null=True, blank=True)
    spread = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    check_officers = models.PositiveSmallIntegerField(default=2)
    blindness = models.CharField(max_length=8, choices=Blindness, default=Blindness.SINGLE)
    key_needed = models.PositiveSmallIntegerField(default=0)
    envelope = models.JSONField(default=list, blank=True)
    envelope_needed = models.PositiveSmallIntegerField(default=0)
    envelopes_opened_at = models.DateTimeField(null=True, blank=True)
    criteria_source = models.CharField(max_length=300, blank=True)
    version = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=16, choices=RoundState, default=RoundState.DRAFT)
    reason = models.TextField(blank=True)
    demo = models.BooleanField(default=False)
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-announced_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(opens_at__lt=F("closes_at")), name="round_dates"
            ),
            models.CheckConstraint(condition=Q(limit__gte=0), name="round_limit"),
            models.CheckConstraint(condition=Q(threshold=None) | Q(threshold__gte=0), name="round_threshold"),
            models.CheckConstraint(condition=Q(winners=None) | Q(winners__gt=0), name="round_winners"),
            models.CheckConstraint(condition=Q(quorum__range=(1, 100)), name="round_quorum"),
            models.CheckConstraint(condition=Q(experts_needed__range=(1, 20)), name="round_experts"),
            models.CheckConstraint(condition=Q(check_officers__range=(1, 2)), name="round_check_officers"),
            models.CheckConstraint(
                condition=Q(key_needed=0) | Q(key_needed__range=(2, 15)), name="round_key_needed_of"
            ),
            models.CheckConstraint(
                condition=Q(envelope_needed=0) | Q(envelope_needed__range=(2, 15)), name="round_envelope_needed"
            ),
            models.CheckConstraint(condition=Q(per_project=None) | Q(per_project__gt=0), name="round_per_project"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [amended_only("announced_frozen", TERMS, DATES_AHEAD, SETTLED)]

    def __str__(self) -> str:
        return self.title

    @property
    def intake_sealed(self) -> bool:
        """Whether applications are still closed to everybody but those who filed them."""
        return self.sealed_intake and self.unsealed_at is None and self.state in BEFORE_CLOSING

    @property
    def expected_said(self) -> str:
        """As typed; a quarter, which is how plans name it, in the reader's language."""
        found = QUARTER.fullmatch(self.expected)
        return pgettext("expected", "quarter %(quarter)s of %(year)s") % found.groupdict() if found else self.expected

    @property
    def sums_points(self) -> bool:
        """The score is a plain sum of points: weights are not asked for."""
        return self.scoring == Scoring.POINTS

    def criteria_of(self, kind: str) -> "list[Criterion]":
        """Those that experts score, or those computed from the application, in their order."""
        return [row for row in self.criteria.all() if row.kind == kind]

    @cached_property
    def computes(self) -> bool:
        """Whether a criterion is computed from applications; a round that `round_get` gave knows."""
        return self.criteria.filter(kind=CriterionKind.COMPUTED).exists()

    @property
    def veils(self) -> bool:
        """Whether experts are not told, as yet, whose applications they judge."""
        return self.blindness == Blindness.DOUBLE and self.state != RoundState.PUBLISHED

    @property
    def archived(self) -> bool:
        """Known from the press, never run here."""
        return bool(self.facts)


@pghistory.track()
class Criterion(models.Model):
    """`weight` in per cent; the weights of a round sum to 100. `meaning` is what an expert reads beside the field.

    A draft may lack weights and maxima; what is announced has them: of a plain sum the weight is the maximum. `least`:
    with a smaller figure of it a project gets no money. A computed criterion has its `formula` over values
    of the application and its `scale`, a step a line: `0.2: 5`.
    """

    round = models.ForeignKey(SelectionRound, on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    meaning = models.TextField(blank=True)
    kind = models.CharField(max_length=8, choices=CriterionKind, default=CriterionKind.EXPERT)
    formula = models.CharField(max_length=300, blank=True)
    scale = models.TextField(blank=True)
    weight = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    maximum = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    least = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "code"], name="criterion_code"),
            models.CheckConstraint(
                condition=Q(least=None) | (Q(least__gt=0) & Q(least__lte=F("maximum"))), name="criterion_least"
            ),
            models.CheckConstraint(
                condition=Q(weight=None) | (Q(weight__gt=0) & Q(weight__lte=100)), name="criterion_weight"
            ),
            models.CheckConstraint(condition=Q(maximum=None) | Q(maximum__gt=0), name="criterion_maximum"),
            models.CheckConstraint(condition=Q(kind="computed") | Q(formula="", scale=""), name="criterion_kind"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [DRAFT_ROWS_ONLY]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
