from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Pace(TextChoices):
    """How letters that may wait come to a person."""

    AT_ONCE = "at_once", _("each at once")
    DAILY = "daily", _("one letter a day with all of them")
    PAGE = "page", _("none: I read them on my page of notices")


class MailState(TextChoices):
    QUEUED = "queued", _("waiting to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("refused by the mail server")
    UNCLEAR = "unclear", _("unclear whether sent")
