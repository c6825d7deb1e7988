"""The project itself, who takes part in it and who it was shown to."""

from typing import Any, ClassVar

import pghistory
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property

from svetovod.web.projects.enums import ParticipantRole, ProjectState

MONEY: dict[str, Any] = {"max_digits": 18, "decimal_places": 2}
INVENTED_INN = "00"
# a code of the customs nomenclature: a heading, a subheading, or whole
TNVED = r"^[0-9]{4}([0-9]{2}([0-9]{4})?)?$"


@pghistory.track()
class JointProject(models.Model):
    """`number` gives the code; `revision` grows with every edit, so that nobody overwrites another's words unseen."""

    number = models.PositiveIntegerField(unique=True)
    code = models.CharField(max_length=12, unique=True)
    title = models.CharField(max_length=200)
    cluster = models.ForeignKey("registry.Cluster", on_delete=models.PROTECT, related_name="joint_projects")
    initiator = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="initiated_projects")
    state = models.CharField(max_length=12, choices=ProjectState, default=ProjectState.IDEA)
    replaces = models.TextField(blank=True)
    buyers = models.TextField(blank=True)
    makers = models.TextField(blank=True)
    lacking = models.TextField(blank=True)
    okpd2 = models.CharField(max_length=12, blank=True)
    tnved = models.CharField(max_length=10, blank=True, validators=[RegexValidator(TNVED)])
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    requested = models.DecimalField(**MONEY, null=True, blank=True)
    minimum = models.DecimalField(**MONEY, null=True, blank=True)
    own_funds = models.DecimalField(**MONEY, null=True, blank=True)
    loan_funds = models.DecimalField(**MONEY, null=True, blank=True)
    section_list = models.ForeignKey(
        "projects.SectionList", on_delete=models.PROTECT, related_name="projects", null=True, blank=True
    )
    revision = models.PositiveIntegerField(default=1)
    edit_key = models.CharField(max_length=32, blank=True, help_text="the open form that wrote last")
    estimate_seq = models.PositiveIntegerField(default=0, help_text="writes of the estimate so far")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="project_dates_in_order"),
            models.CheckConstraint(condition=models.Q(requested__gte=0), name="project_requested_not_negative"),
            models.CheckConstraint(
                condition=models.Q(minimum__gte=0) & models.Q(minimum__lte=models.F("requested")),
                name="project_minimum_within_requested",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return self._address

    @cached_property
    def _address(self) -> str:
        """A row of a list leads there twice; the code of a project never changes."""
        return reverse("projects:project_detail", args=[self.code])

    @property
    def demo(self) -> bool:
        """Invented organisations have INNs that begin with 00."""
        return bool(self.initiator.inn.startswith(INVENTED_INN))


@pghistory.track()
class ProjectParticipant(models.Model):
    """An organisation in a project; it takes part once its own person has consented."""

    project = models.ForeignKey(JointProject, on_delete=models.CASCADE, related_name="participants")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="project_roles")
    role = models.CharField(max_length=12, choices=ParticipantRole)
    invited_at = models.DateTimeField()
    consent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["project", "organisation"], name="project_participant_once"),
            models.UniqueConstraint(
                fields=["project"],
                condition=models.Q(role=ParticipantRole.INITIATOR),
                name="project_one_initiator",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.organisation_id} {self.role}"


@pghistory.track()
class ProjectAudience(models.Model):
    """An occasion (`session:<slug>`, `round:<slug>`) whose people may see the project from `version` on."""

    project = models.ForeignKey(JointProject, on_delete=models.CASCADE, related_name="audiences")
    occasion = models.CharField(max_length=80)
    version = models.ForeignKey("projects.ProjectVersion", on_delete=models.PROTECT, related_name="audiences")
    shown_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["project", "occasion"], name="project_audience_once"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} @ {self.occasion}"
