"""A sitting: who was there, what was asked, how it was voted. What is closed is never changed."""

from typing import TYPE_CHECKING, ClassVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from svetovod.web.commission.enums import Form, ItemKind, ItemState, Presence, SittingState
from svetovod.web.selection.enums import Choice

if TYPE_CHECKING:
    from svetovod.web.selection.models import SelectionRound

ONCE_DECIDED = pgtrigger.Protect(
    name="decided_frozen",
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__state__in=["accepted", "rejected"]),
)
ONCE_CLOSED = pgtrigger.Protect(
    name="closed_frozen",
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__state__in=["closed", "cancelled"]),
)


@pghistory.track()
class Sitting(models.Model):
    """`ballot_until` is the term of a ballot in absentia. `presides`: who leads it and has the casting vote, if the
    commission's regulation gives one (`casting`)."""

    round = models.ForeignKey("selection.SelectionRound", on_delete=models.PROTECT, related_name="sittings")
    number = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=10, choices=Form, default=Form.IN_PERSON)
    starts_at = models.DateTimeField()
    ballot_until = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=300, blank=True)
    casting = models.BooleanField(default=True)
    presides = models.ForeignKey("selection.Seat", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=SittingState, default=SittingState.PLANNED)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    minutes = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "number"], name="sitting_number"),
            models.CheckConstraint(
                condition=~Q(form="absentia") | Q(ballot_until__isnull=False), name="sitting_ballot_term"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [ONCE_CLOSED]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.number}"

    @property
    def absentia(self) -> bool:
        return self.form == Form.ABSENTIA


@pghistory.track()
class AgendaItem(models.Model):
    """A question put to the vote. A decision that differs from the ranking (`kind` application) says which outcome
    and how much money instead, and on what ground."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=ItemKind, default=ItemKind.OTHER)
    title = models.CharField(max_length=300)
    proposal = models.TextField(blank=True)
    secret = models.BooleanField(default=False)
    application = models.ForeignKey("selection.Application", on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=10, blank=True)
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    ground = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.WAITING)
    opened_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    count = models.JSONField(default=dict, blank=True)
    minutes = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["sitting", "position"], name="item_position"),
            models.CheckConstraint(
                condition=~Q(kind="application") | (Q(application__isnull=False) & ~Q(outcome="") & ~Q(ground="")),
                name="item_ground",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [ONCE_DECIDED]

    def __str__(self) -> str:
        return f"{self.sitting_id}.{self.position}"

    @property
    def round(self) -> "SelectionRound":
        return self.sitting.round


@pghistory.track()
class Attendance(models.Model):
    """A seat at a sitting; a substitute `stands_for` the seat of somebody absent."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="attendances")
    seat = models.ForeignKey("selection.Seat", on_delete=models.PROTECT, related_name="+")
    presence = models.CharField(max_length=8, choices=Presence)
    stands_for = models.ForeignKey("selection.Seat", on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    marked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["sitting", "seat"], name="attendance_once"),
            models.UniqueConstraint(
                fields=["sitting", "stands_for"], condition=Q(stands_for__isnull=False), name="attendance_stands_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.presence}"


@pghistory.track()
class Withdrawal(models.Model):
    """A member takes no part in an item: counted for neither result nor quorum."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="withdrawals")
    seat = models.ForeignKey("selection.Seat", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=500)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "seat"], name="withdrawal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}"


@pghistory.track()
class Ballot(models.Model):
    """A named vote on an item; it may be changed while the item is voted."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="ballots")
    seat = models.ForeignKey("selection.Seat", on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=8, choices=Choice)
    opinion = models.TextField(blank=True)
    cast_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "seat"], name="ballot_once"),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.choice}"


class SecretVoter(models.Model):
    """Who has voted in a secret vote. There is no way from here to what was voted, and no history is kept."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="voters")
    seat = models.ForeignKey("selection.Seat", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "seat"], name="secret_voter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}"


class SecretTally(models.Model):
    """How often a choice was made in a secret vote: a number alone, without a time or an order."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="tallies")
    choice = models.CharField(max_length=8, choices=Choice)
    votes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "choice"], name="secret_tally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.choice}: {self.votes}"
