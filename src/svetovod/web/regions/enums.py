from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SurveyState(TextChoices):
    """waiting -> read | failed; read -> published -> withdrawn -> published."""

    WAITING = "waiting", pgettext_lazy("state of a survey", "being read")
    READ = "read", pgettext_lazy("state of a survey", "ready, not published")
    FAILED = "failed", pgettext_lazy("state of a survey", "could not be read")
    PUBLISHED = "published", pgettext_lazy("state of a survey", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a survey", "withdrawn")


class PublicField(TextChoices):
    """What an enterprise may let everybody see of itself; nothing is shown before it says so."""

    CARD = "card", _("name and region in the list of enterprises")
    PRODUCTS = "products", _("what it makes (groups of products, without sums)")
    IMPORTS = "imports", _("what it buys abroad (groups of products, without sums)")
    VISITS = "visits", _("it receives visitors")
