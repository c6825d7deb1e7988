"""Profiles of enterprises at a session, invitations to meet, and what was thought of a proposal."""

from dataclasses import dataclass
from typing import ClassVar

import pghistory
from django.db import models
from django.db.models.functions import Greatest, Least

from svetovod.web.matchmaking.enums import LIVE, Priority, Visibility, WishState


@pghistory.track()
class MeetingProfile(models.Model):
    """One enterprise at one session: of an organisation, or of a guest who registered without an account.

    `lines`: what it makes, buys and looks for, each `{kind, okpd2, note, amount, abroad}`; the amount (rubles a year,
    as text) is read by the enterprise alone. `closed` are numbers of slots in which it cannot meet.
    """

    session = models.ForeignKey("events.PracticalSession", on_delete=models.PROTECT, related_name="meeting_profiles")
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="meeting_profiles", null=True, blank=True
    )
    registration = models.ForeignKey(
        "events.Registration", on_delete=models.PROTECT, related_name="meeting_profiles", null=True, blank=True
    )
    about = models.TextField(blank=True)
    lines = models.JSONField(default=list)
    visible = models.CharField(max_length=10, choices=Visibility, default=Visibility.SESSION)
    closed = models.JSONField(default=list)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "organisation"], name="meeting_profile_once"),
            models.UniqueConstraint(fields=["registration"], name="meeting_profile_of_guest_once"),
            models.CheckConstraint(
                condition=models.Q(organisation=None) ^ models.Q(registration=None), name="meeting_profile_of_one"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        if self.organisation is not None:
            return str(self.organisation)
        return self.registration.organisation_name if self.registration else ""

    @property
    def region(self) -> str:
        holder = self.organisation or self.registration
        return holder.region if holder else ""


@pghistory.track()
class Delegate(models.Model):
    """One who comes for an enterprise that sends several: by position or name, as it is said to those who meet it."""

    profile = models.ForeignKey(MeetingProfile, on_delete=models.CASCADE, related_name="delegates")
    name = models.CharField(max_length=80)
    closed = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["profile", "name"], name="delegate_once"),
        ]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Unit:
    """Whoever can be in one place only: an enterprise that comes together, or one of its representatives."""

    profile: MeetingProfile
    delegate: Delegate | None = None

    @property
    def key(self) -> tuple[int, int]:
        return self.profile.pk, self.delegate.pk if self.delegate else 0

    @property
    def name(self) -> str:
        return f"{self.profile.name} ({self.delegate.name})" if self.delegate else self.profile.name

    @property
    def closed(self) -> set[int]:
        return {*self.profile.closed, *(self.delegate.closed if self.delegate else ())}


def units(profile: MeetingProfile, delegate: Delegate | None) -> list[Unit]:
    """Who comes: the one named, or everybody of the delegation."""
    if delegate is not None:
        return [Unit(profile, delegate)]
    return [Unit(profile, each) for each in profile.delegates.all()] or [Unit(profile)]


@pghistory.track()
class MeetingWish(models.Model):
    """One enterprise invites another, with a word. Two of them have one invitation in force at a time.

    `slot` is the hour asked for beside a published schedule, `fixed` the organiser's word; each side says from which
    slot the meeting can be and after which other one of its own.
    """

    session = models.ForeignKey("events.PracticalSession", on_delete=models.PROTECT, related_name="meeting_wishes")
    sender = models.ForeignKey(MeetingProfile, on_delete=models.PROTECT, related_name="sent")
    receiver = models.ForeignKey(MeetingProfile, on_delete=models.PROTECT, related_name="received")
    word = models.CharField(max_length=300, blank=True)
    priority = models.CharField(max_length=10, choices=Priority, default=Priority.WISH)
    state = models.CharField(max_length=10, choices=WishState, default=WishState.PROPOSED)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    sender_delegate = models.ForeignKey(Delegate, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    receiver_delegate = models.ForeignKey(Delegate, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    slot = models.PositiveSmallIntegerField(null=True, blank=True)
    fixed = models.PositiveSmallIntegerField(null=True, blank=True)
    sender_from = models.PositiveSmallIntegerField(null=True, blank=True)
    receiver_from = models.PositiveSmallIntegerField(null=True, blank=True)
    sender_after = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    receiver_after = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="+", null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["made_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(sender=models.F("receiver")), name="wish_of_two"),
            models.UniqueConstraint(
                Least("sender", "receiver"), Greatest("sender", "receiver"),
                condition=models.Q(state__in=LIVE), name="wish_once",
            ),
        ]  # fmt: skip
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["session", "state"], name="wish_state")]

    def __str__(self) -> str:
        return f"{self.sender_id} -> {self.receiver_id}"

    @property
    def code(self) -> int:
        """Of an agreed meeting; those of tables begin with a letter."""
        return int(self.pk)

    @property
    def must(self) -> bool:
        return self.priority == Priority.MUST

    @property
    def people(self) -> tuple[MeetingProfile, ...]:
        return self.sender, self.receiver

    @property
    def earliest(self) -> int:
        return max(self.sender_from or 1, self.receiver_from or 1)

    @property
    def afters(self) -> set[int]:
        """Invitations whose meetings must be earlier."""
        return {pk for pk in (self.sender_after_id, self.receiver_after_id) if pk is not None}

    def begins(self, profile: MeetingProfile) -> int | None:
        return self.sender_from if self.sender_id == profile.pk else self.receiver_from

    def follows(self, profile: MeetingProfile) -> int | None:
        return self.sender_after_id if self.sender_id == profile.pk else self.receiver_after_id

    @property
    def places(self) -> list[tuple[MeetingProfile, Delegate | None]]:
        """Who meets, and who comes for each: None for everybody."""
        return [(self.sender, self.sender_delegate), (self.receiver, self.receiver_delegate)]

    @property
    def said(self) -> str:
        return " — ".join(Unit(*place).name for place in self.places)

    def mine(self, profile: MeetingProfile) -> Delegate | None:
        return self.sender_delegate if self.sender_id == profile.pk else self.receiver_delegate

    def other(self, profile: MeetingProfile) -> MeetingProfile:
        return self.receiver if self.sender_id == profile.pk else self.sender


class ProposalOpinion(models.Model):
    """What an enterprise thinks of a partner proposed to it; read by itself alone, and by the order of proposals."""

    profile = models.ForeignKey(MeetingProfile, on_delete=models.CASCADE, related_name="opinions")
    about = models.ForeignKey(MeetingProfile, on_delete=models.CASCADE, related_name="+")
    useful = models.BooleanField()
    said_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["profile", "about"], name="opinion_once"),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id}: {self.about_id}"


class Proposal(models.Model):
    """An enterprise was shown another one with reasons to meet it: the first step of what comes of a session.

    That it was shown is kept, and never why: the reasons rest on the reader's own figures.
    """

    profile = models.ForeignKey(MeetingProfile, on_delete=models.CASCADE, related_name="proposals")
    about = models.ForeignKey(MeetingProfile, on_delete=models.CASCADE, related_name="+")
    shown_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["profile", "about"], name="proposal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id}: {self.about_id}"
