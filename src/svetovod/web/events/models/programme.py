"""The session as it is announced: its series, dates and their precision, bodies, programme, visits."""

from typing import ClassVar

import pghistory
from django.db import models
from django.utils.translation import gettext

from svetovod.web.events.enums import Attendance, ItemKind, Precision, SessionState, Zone


@pghistory.track()
class SessionSeries(models.Model):
    """Sessions that prepare one selection, in their order."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=300)
    about = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["title", "id"]
        verbose_name_plural = "session series"

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class PracticalSession(models.Model):
    """`selection_*` say where the session leads: a quarter until the order, a day after `selection_known_on`."""

    slug = models.SlugField(max_length=60, unique=True)
    series = models.ForeignKey(SessionSeries, on_delete=models.PROTECT, related_name="sessions", null=True, blank=True)
    ordinal = models.PositiveSmallIntegerField(help_text="which one of the series")
    title = models.CharField(max_length=300)
    place = models.CharField(max_length=200)
    region = models.CharField(max_length=8)
    starts_on = models.DateField()
    ends_on = models.DateField()
    precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)
    registration_until = models.DateTimeField()
    papers_until = models.DateTimeField()
    capacity = models.PositiveIntegerField()
    confirm_hours = models.PositiveSmallIntegerField(
        default=0, help_text="hours in which whoever moves up from the waiting list says that they come; 0: at once"
    )
    attendance = models.CharField(max_length=10, choices=Attendance, default=Attendance.ONSITE)
    zone = models.CharField(max_length=40, choices=Zone, default=Zone.MOSCOW)
    map_url = models.URLField(blank=True)
    online_url = models.URLField(blank=True, help_text="shown to those registered, and to nobody else")
    state = models.CharField(max_length=20, choices=SessionState, default=SessionState.DRAFT)
    about = models.TextField(blank=True)
    pack = models.JSONField(default=list, blank=True, help_text="what the pack of documents contains, in order")
    selection_year = models.PositiveSmallIntegerField(null=True, blank=True)
    selection_quarter = models.PositiveSmallIntegerField(null=True, blank=True)
    selection_opens_on = models.DateField(null=True, blank=True)
    selection_known_on = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="session_days"),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class BodyRole(models.Model):
    """A body and one of its roles; the wording is the organiser's, several roles of one body are several rows."""

    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="bodies")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "id"]

    def __str__(self) -> str:
        return f"{self.name}: {self.role}"


@pghistory.track()
class ProgrammeItem(models.Model):
    """One entry of the programme: a day, from when till when, in which hall."""

    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="items")
    day = models.DateField()
    start = models.TimeField()
    end = models.TimeField()
    hall = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=10, choices=ItemKind)
    title = models.CharField(max_length=300)
    speaker = models.CharField(max_length=200, blank=True, help_text="names of the speakers, or a role")
    speakers = models.ManyToManyField("events.SessionSpeaker", related_name="items", blank=True)
    expected = models.PositiveIntegerField(null=True, blank=True, help_text="people, compared with the hall's seats")

    class Meta:
        ordering: ClassVar[list[str]] = ["day", "start", "hall", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="item_times_in_order"),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class Visit(models.Model):
    """A group that goes to a host enterprise; its places are counted under the lock of the session's row."""

    item = models.ForeignKey(ProgrammeItem, on_delete=models.CASCADE, related_name="visits")
    host = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="hosted_visits")
    subject = models.CharField(max_length=200, blank=True)
    capacity = models.PositiveSmallIntegerField()
    meeting_point = models.CharField(max_length=200, blank=True)
    bus = models.CharField(max_length=120, blank=True, help_text="its number, and when it leaves")
    briefing = models.TextField(blank=True, help_text="rules of the plant, read by whoever goes")
    travel = models.PositiveSmallIntegerField(default=0, help_text="minutes of the ride, one way")

    class Meta:
        ordering: ClassVar[list[str]] = ["item__day", "item__start", "id"]

    def __str__(self) -> str:
        return str(self.host)

    @property
    def public_host(self) -> str:
        """Where it goes, as everybody may read it: who goes there learns the name of a hidden host with the place."""
        return gettext("an enterprise that is not named") if self.host.hidden else self.host.name
