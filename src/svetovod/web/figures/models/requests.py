"""What is asked, of whom, and by whose letters. Names and addresses are in accounts.Person alone."""

from typing import ClassVar

import pghistory
from django.db import models

from svetovod.web.figures.enums import Office, ReplyState, RequestForm, RequestState

LOOK = {ReplyState.SENT: "none", ReplyState.ANSWERED: "yes", ReplyState.DISPUTED: "warn", ReplyState.LOCKED: "lock"}


@pghistory.track()
class FiguresRequest(models.Model):
    """One request for one reporting year. `passport` is what no participant is asked: products, infrastructure.

    The questionnaire of a cluster is one form of it; of a table `columns` say what is asked, and never change once it
    is sent. `parent` is the request that this one passes on, `earlier` the one whose answers it begins with. `office`
    is the role that asks from above; a request passed on has none, it is its asker's.
    """

    form = models.CharField(max_length=10, choices=RequestForm, default=RequestForm.CLUSTER)
    cluster = models.ForeignKey(
        "registry.Cluster", on_delete=models.PROTECT, related_name="figures_requests", null=True, blank=True
    )
    asker = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, related_name="parts", null=True, blank=True)
    earlier = models.ForeignKey("self", on_delete=models.PROTECT, related_name="later", null=True, blank=True)
    office = models.CharField(max_length=20, choices=Office, blank=True)
    title = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=300, blank=True, help_text="why it may be asked: act, order, plan")
    columns = models.JSONField(default=list)
    most_rows = models.PositiveSmallIntegerField(default=1)
    year = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    passport = models.JSONField(default=dict)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    sheet = models.ForeignKey(
        "registry.ClusterSheet", on_delete=models.PROTECT, related_name="figures_requests", null=True, blank=True
    )
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-year", "-opened_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["cluster", "year"], condition=models.Q(form=RequestForm.CLUSTER), name="figures_request_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(form=RequestForm.CLUSTER) | models.Q(cluster__isnull=False),
                name="figures_request_cluster",
            ),
            models.UniqueConstraint(
                fields=["parent", "asker"], condition=models.Q(parent__isnull=False), name="figures_request_passed_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.cluster_id}: {self.year}"

    @property
    def is_table(self) -> bool:
        return self.form == RequestForm.TABLE

    @property
    def named(self) -> str:
        """Whose it is in a letter or a list: the cluster, or the title of the table."""
        return self.cluster.name if self.cluster else self.title


@pghistory.track()
class FiguresReply(models.Model):
    """One enterprise's part. `answer_number` is the answer in force, 0 while there is none."""

    request = models.ForeignKey(FiguresRequest, on_delete=models.CASCADE, related_name="replies")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="figures_replies")
    state = models.CharField(max_length=10, choices=ReplyState, default=ReplyState.SENT)
    answer_number = models.PositiveIntegerField(default=0)
    answered_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["organisation__name_sort", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["request", "organisation"], name="figures_reply_once"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.organisation_id}"

    @property
    def own(self) -> str:
        """In place of the link of a letter, for somebody signed in who speaks for the organisation."""
        return f"own-{self.pk}"

    @property
    def look(self) -> str:
        return LOOK[ReplyState(self.state)]

    @property
    def owed(self) -> bool:
        """Whether whoever is asked still has something to do."""
        return self.state in {ReplyState.SENT, ReplyState.DISPUTED}

    @property
    def late(self) -> bool:
        """Whether the answer in force came after the due date."""
        return bool(self.answered_at and self.answered_at >= self.request.due_at)


class FiguresContact(models.Model):
    """Who answers for an enterprise by a link. `token_hash` proves the link; the token itself is never kept."""

    reply = models.ForeignKey(FiguresReply, on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["issued_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["reply", "person"], condition=models.Q(revoked_at=None), name="figures_contact_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reply_id}: {self.pk}"
