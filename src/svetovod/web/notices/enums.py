from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Pace(TextChoices):
    """How letters that may wait come to a person."""

    AT_ONCE = "at_once", _("each at once")
    DAILY = "daily", _("one letter a day with all of them")
    PAGE = "page", _("no letters")


class Topic(TextChoices):
    """Kinds of letters a reader may do without. A letter of no topic must be received."""

    REMARKS = "remarks", _("Course of remarks: accepted, closed, shown to the whole team")
    RECORDS = "records", _("Numbers and places of an organisation")
    ANSWERS = "answers", _("Answers published to everybody")
    EVENTS = "events", _("Announcements of practical sessions")
    SURVEYS = "surveys", _("Surveys after practical sessions")
    INVITATIONS = "invitations", _("Invitations to practical sessions")
    DIGEST = "digest", _("Letter of the day")


# told on the page of notices as well, and gathered for the letter of the day
GATHERED = (Topic.REMARKS, Topic.RECORDS, Topic.ANSWERS)
# of an address, not of a person: whoever is invited need not be known here
ADDRESSED = (Topic.INVITATIONS,)


LANGUAGES = ("ru", "en")


class MailState(TextChoices):
    QUEUED = "queued", _("waiting to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("refused by the mail server")
    UNCLEAR = "unclear", _("unclear whether sent")
    HELD = "held", _("held: the address does not take letters")
    RETURNED = "returned", _("came back")
    DROPPED = "dropped", _("not sent by decision")


# an operator decides what becomes of these
NEEDS_OPERATOR = (MailState.UNCLEAR, MailState.FAILED, MailState.RETURNED, MailState.HELD)


class BounceOutcome(TextChoices):
    PERMANENT = "permanent", _("the address does not exist or takes nothing")
    REFUSED = "refused", _("this letter was refused, the address stands")
    TEMPORARY = "temporary", _("delayed or put off")
    IGNORED = "ignored", _("ignored")
