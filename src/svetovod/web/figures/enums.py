"""States of a request for figures and of each enterprise's part in it; how an answer came."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RequestForm(TextChoices):
    """What is asked. The questionnaire of a cluster becomes its workbook; a table stays a table."""

    CLUSTER = "cluster", _("questionnaire of a cluster")
    TABLE = "table", _("table")


class RequestState(TextChoices):
    OPEN = "open", pgettext_lazy("state of a request", "answers are taken")
    LOCKED = "locked", pgettext_lazy("state of a request", "locked")


class ReplyState(TextChoices):
    SENT = "sent", pgettext_lazy("state of a reply", "no answer yet")
    ANSWERED = "answered", pgettext_lazy("state of a reply", "answered")
    DISPUTED = "disputed", pgettext_lazy("state of a reply", "disputed")
    LOCKED = "locked", pgettext_lazy("state of a reply", "locked")


class Way(TextChoices):
    """How an answer came. What the manager typed in counts as the enterprise's own once it has confirmed it."""

    LINK = "link", pgettext_lazy("way of an answer", "by the link")
    EMAIL = "email", pgettext_lazy("way of an answer", "typed in from an e-mail")
    PAPER = "paper", pgettext_lazy("way of an answer", "typed in from paper")
    COLLECTED = "collected", pgettext_lazy("way of an answer", "collected from enterprises")


class Outcome(TextChoices):
    """What became of a dispute; empty while it is open."""

    ANSWERED = "answered", _("answered anew")
    WITHDRAWN = "withdrawn", _("withdrawn")


TYPED = (Way.EMAIL, Way.PAPER)


class ColumnKind(TextChoices):
    """What a cell of a table holds."""

    TEXT = "text", pgettext_lazy("kind of a column", "text")
    NUMBER = "number", pgettext_lazy("kind of a column", "number")
    MONEY = "money", pgettext_lazy("kind of a column", "rubles")
    CHOICE = "choice", pgettext_lazy("kind of a column", "one of a list")
    DATE = "date", pgettext_lazy("kind of a column", "date")


class Office(TextChoices):
    """Who asks by a table from above: the holders of one role see the requests of their own office alone."""

    MINISTRY = "registry_officer", pgettext_lazy("who asks", "ministry")
    ASSOCIATION = "organiser", pgettext_lazy("who asks", "association")
