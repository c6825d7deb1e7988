"""Kinds and states of practical sessions; state names are those of the design."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SessionState(TextChoices):
    DRAFT = "draft", pgettext_lazy("state of a session", "draft")
    PUBLISHED = "published", pgettext_lazy("state of a session", "registration is open")
    REGISTRATION_CLOSED = "registration_closed", pgettext_lazy("state of a session", "registration is closed")
    RUNNING = "running", pgettext_lazy("state of a session", "running")
    FINISHED = "finished", pgettext_lazy("state of a session", "finished")
    ARCHIVED = "archived", pgettext_lazy("state of a session", "in the archive")
    POSTPONED = "postponed", pgettext_lazy("state of a session", "postponed")
    MOVED_ONLINE = "moved_online", pgettext_lazy("state of a session", "moved online")
    CANCELLED = "cancelled", pgettext_lazy("state of a session", "cancelled")


class Precision(TextChoices):
    DAY = "day", pgettext_lazy("precision of a date", "day")
    MONTH = "month", pgettext_lazy("precision of a date", "month")
    QUARTER = "quarter", pgettext_lazy("precision of a date", "quarter")


class ItemKind(TextChoices):
    PLENARY = "plenary", _("plenary meeting")
    SEMINAR = "seminar", _("training seminar")
    PITCHES = "pitches", _("presentation of projects")
    VISIT = "visit", _("visit")
    MEETINGS = "meetings", _("business meetings")
    BREAK = "break", _("break")


class RegistrationKind(TextChoices):
    ENTERPRISE = "enterprise", _("enterprise or organisation of a cluster")
    AUTHORITY = "authority", _("authority of a region")
    CDC = "cdc", _("cluster development centre")
    EXPERT = "expert", _("expert")
    PRESS = "press", _("press")
    GUEST = "guest", _("guest")


class RegistrationState(TextChoices):
    DRAFT = "draft", pgettext_lazy("state of a registration", "draft")
    WAITING = "waiting", pgettext_lazy("state of a registration", "on the waiting list")
    CONFIRMED = "confirmed", pgettext_lazy("state of a registration", "confirmed")
    CHECKED_IN = "checked_in", pgettext_lazy("state of a registration", "has come")
    CANCELLED = "cancelled", pgettext_lazy("state of a registration", "cancelled")
    TRANSFERRED = "transferred", pgettext_lazy("state of a registration", "handed over")
    DECLINED = "declined", pgettext_lazy("state of a registration", "taken off the waiting list")


SEATED = (RegistrationState.CONFIRMED, RegistrationState.CHECKED_IN)
LIVE = (RegistrationState.DRAFT, RegistrationState.WAITING, *SEATED)
