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


class Attendance(TextChoices):
    ONSITE = "onsite", pgettext_lazy("way of taking part", "on the spot")
    HYBRID = "hybrid", pgettext_lazy("way of taking part", "on the spot and online")
    ONLINE = "online", pgettext_lazy("way of taking part", "online")


class Zone(TextChoices):
    """Time zones of Russia, by the name of the tz database; the programme is in the time of the place."""

    KALININGRAD = "Europe/Kaliningrad", _("Kaliningrad time, UTC+2")
    MOSCOW = "Europe/Moscow", _("Moscow time, UTC+3")
    SAMARA = "Europe/Samara", _("Samara time, UTC+4")
    YEKATERINBURG = "Asia/Yekaterinburg", _("Yekaterinburg time, UTC+5")
    OMSK = "Asia/Omsk", _("Omsk time, UTC+6")
    KRASNOYARSK = "Asia/Krasnoyarsk", _("Krasnoyarsk time, UTC+7")
    IRKUTSK = "Asia/Irkutsk", _("Irkutsk time, UTC+8")
    YAKUTSK = "Asia/Yakutsk", _("Yakutsk time, UTC+9")
    VLADIVOSTOK = "Asia/Vladivostok", _("Vladivostok time, UTC+10")
    MAGADAN = "Asia/Magadan", _("Magadan time, UTC+11")
    KAMCHATKA = "Asia/Kamchatka", _("Kamchatka time, UTC+12")


class ItemKind(TextChoices):
    PLENARY = "plenary", _("plenary meeting")
    SEMINAR = "seminar", _("training seminar")
    PITCHES = "pitches", _("presentation of projects")
    VISIT = "visit", _("visit")
    MEETINGS = "meetings", _("business meetings")
    BREAK = "break", _("break")


class VisitAnswer(TextChoices):
    YES = "yes", pgettext_lazy("answer of a host", "let in")
    NO = "no", pgettext_lazy("answer of a host", "refused")


class ProposalState(TextChoices):
    QUEUED = "queued", pgettext_lazy("state of a calculation", "being computed")
    DONE = "done", pgettext_lazy("state of a calculation", "found")
    NOTHING = "nothing", pgettext_lazy("state of a calculation", "nothing was found")


class InviteAnswer(TextChoices):
    COMES = "comes", pgettext_lazy("answer to an invitation", "delegates people")
    DECLINES = "declines", pgettext_lazy("answer to an invitation", "does not come")


class SurveyQuestion(TextChoices):
    """What those who came mark from one to five."""

    PROGRAMME = "programme", _("Programme as a whole")
    SEMINARS = "seminars", _("Seminars")
    REMARKS = "remarks", _("Remarks of experts to projects")
    VISITS = "visits", _("Visits to enterprises")
    MEETINGS = "meetings", _("Business meetings")
    ORDER = "order", _("Organisation")


class NoteState(TextChoices):
    """A remark before it goes to the project."""

    TYPED = "typed", pgettext_lazy("state of a note", "typed by the scribe, not confirmed")
    HELD = "held", pgettext_lazy("state of a note", "kept by the expert")
    READY = "ready", pgettext_lazy("state of a note", "left to the moderator")
    RELEASED = "released", pgettext_lazy("state of a note", "sent to the project")
    DROPPED = "dropped", pgettext_lazy("state of a note", "dropped")


class ScanState(TextChoices):
    QUEUED = "queued", pgettext_lazy("state of a scan", "being read")
    READ = "read", pgettext_lazy("state of a scan", "read")
    BROKEN = "broken", pgettext_lazy("state of a scan", "could not be read")


class ArchiveKind(TextChoices):
    PHOTO = "photo", pgettext_lazy("kind of an entry of the archive", "photograph")
    MATERIAL = "material", pgettext_lazy("kind of an entry of the archive", "material")


class PeopleShown(TextChoices):
    """Why a photograph may be shown (article 152.1 of the Civil Code: an image of a citizen needs a consent)."""

    NOBODY = "nobody", _("nobody can be recognised")
    AGREED = "agreed", _("whoever can be recognised has agreed")
    EVENT = "event", _("a view of a public event, nobody is its main subject")


class QuestionState(TextChoices):
    ASKED = "asked", pgettext_lazy("state of a question", "not looked at yet")
    WAITING = "waiting", pgettext_lazy("state of a question", "waits for its turn")
    SHOWN = "shown", pgettext_lazy("state of a question", "on the screen")
    ANSWERED = "answered", pgettext_lazy("state of a question", "answered")
    DROPPED = "dropped", pgettext_lazy("state of a question", "taken off")


class MaterialAccess(TextChoices):
    """Who may open a material of a seminar once it is published."""

    PUBLIC = "public", pgettext_lazy("access to a material", "everybody")
    REGISTERED = "registered", pgettext_lazy("access to a material", "those registered")
    SPEAKERS = "speakers", pgettext_lazy("access to a material", "speakers and organisers")


class AnswerState(TextChoices):
    """An answer in writing, on its way to the questions about support that everybody reads."""

    HALL = "hall", pgettext_lazy("state of an answer", "read by participants")
    PROPOSED = "proposed", pgettext_lazy("state of an answer", "proposed for everybody")
    PUBLISHED = "published", pgettext_lazy("state of an answer", "published for everybody")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of an answer", "withdrawn")


class QuizState(TextChoices):
    DRAFT = "draft", pgettext_lazy("state of a test", "being prepared")
    OPEN = "open", pgettext_lazy("state of a test", "open")
    CLOSED = "closed", pgettext_lazy("state of a test", "closed")


class PresenceWay(TextChoices):
    DOOR = "door", pgettext_lazy("how presence was taken", "at the door of the hall")
    SCREEN = "screen", pgettext_lazy("how presence was taken", "by the code on the screen")


class RegistrationKind(TextChoices):
    ENTERPRISE = "enterprise", _("enterprise or organisation of a cluster")
    AUTHORITY = "authority", _("authority of a region")
    CDC = "cdc", _("cluster development centre")
    EXPERT = "expert", _("expert")
    PRESS = "press", _("press")
    GUEST = "guest", _("guest")


class FieldKind(TextChoices):
    """How a question of the organiser is answered."""

    SHORT = "short", pgettext_lazy("kind of a question", "a line")
    LONG = "long", pgettext_lazy("kind of a question", "several lines")
    CHOICE = "choice", pgettext_lazy("kind of a question", "one of the options")
    SEVERAL = "several", pgettext_lazy("kind of a question", "several of the options")
    YES_NO = "yes_no", pgettext_lazy("kind of a question", "yes or no")
    NUMBER = "number", pgettext_lazy("kind of a question", "a number")
    DATE = "date", pgettext_lazy("kind of a question", "a day")
    FILE = "file", pgettext_lazy("kind of a question", "a file")


class FieldStage(TextChoices):
    FORM = "form", pgettext_lazy("when a question is asked", "when one registers")
    LATER = "later", pgettext_lazy("when a question is asked", "when one has a place")


class FieldList(TextChoices):
    """Lists that leave the house and carry no needless column."""

    HOTEL = "hotel", _("For the hotel")
    TRANSPORT = "transport", _("For the transport")


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
OPEN_NOTES = (NoteState.TYPED, NoteState.HELD, NoteState.READY)
QUEUED = (QuestionState.WAITING, QuestionState.SHOWN)
TAUGHT = (ItemKind.PLENARY, ItemKind.SEMINAR, ItemKind.PITCHES)
