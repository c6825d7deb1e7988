"""Who judges: experts with whom they belong to, the commission's seats, assignments and declared conflicts."""

from typing import ClassVar

import pghistory
from django.db import models

from svetovod.web.selection.enums import OfferState, PlaceKind, PlanState, PlanWay, SeatRole

from .application import Application
from .round import SelectionRound

IN_PLACE = models.Q(left_at=None)
# whose votes and presence count
VOTING = IN_PLACE & ~models.Q(role=SeatRole.SUBSTITUTE)


@pghistory.track()
class PanelMember(models.Model):
    """An expert of a round. `code` stands for the person in sheets, rankings and protocols.

    `left_at`: replaced or released; the row stays, for sheets submitted before that count.
    """

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="panel")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=12)
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    region = models.CharField(max_length=10, blank=True)
    capacity = models.PositiveSmallIntegerField(default=12)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "person"], name="panel_person"),
            models.UniqueConstraint(fields=["round", "code"], name="panel_code"),
        ]

    def __str__(self) -> str:
        return self.code


@pghistory.track()
class Seat(models.Model):
    """A seat in the commission. The chair and members vote; a substitute does once called into a seat left empty."""

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=SeatRole, default=SeatRole.MEMBER)
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["role", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "person"], name="seat_person"),
            models.UniqueConstraint(
                fields=["round"], condition=models.Q(role="chair") & IN_PLACE, name="seat_one_chair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"


@pghistory.track()
class Assignment(models.Model):
    """An application given to an expert. `cleared_at`: when the expert signed the statement of impartiality;
    `statement`: the version of its text and the checksum of that version.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="assignments")
    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="assignments")
    assigned_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)
    statement = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application", "member"], name="assignment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} -> {self.member_id}"


class ConflictDeclaration(models.Model):
    """The application is not for this expert, for the whole round: by the expert's own word, or `found` by a sign that
    the secretary confirmed.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="conflicts")
    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="conflicts")
    reason = models.TextField()
    found = models.BooleanField(default=False)
    declared_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application", "member"], name="conflict_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} x {self.application_id}"


class PlaceOffer(models.Model):
    """A place in the panel or the commission offered to an e-mail address, until its holder answers.

    `organisation`, `region` and `capacity` go over to the place; `reason` is the word of whoever declined.
    No history is kept beside the journal: the address is personal and must be erasable.
    """

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="offers")
    kind = models.CharField(max_length=10, choices=PlaceKind)
    email = models.EmailField()
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    region = models.CharField(max_length=10, blank=True)
    capacity = models.PositiveSmallIntegerField(default=12)
    state = models.CharField(max_length=10, choices=OfferState, default=OfferState.OFFERED)
    reason = models.CharField(max_length=500, blank=True)
    offered_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["round", "email"], condition=models.Q(state="offered"), name="offer_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.kind}"


class AssignmentPlan(models.Model):
    """Who might judge what, proposed by the solver and changed by hand, until the secretary confirms or drops it.

    `body`: `{"pairs": [[number, code, fit]], "total", "least", "bound", "missing": [[number, role]], ...}`; `hand` are
    changes by hand with what each cost. `seed` is kept for a drawn one.
    """

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="plans")
    way = models.CharField(max_length=8, choices=PlanWay)
    most_likely = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True)
    seed = models.BigIntegerField(null=True, blank=True)
    body = models.JSONField()
    hand = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.PROPOSED)
    revision = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round"], condition=models.Q(state="proposed"), name="plan_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.way}"
