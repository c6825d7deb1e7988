"""On what ground somebody signs for an organisation, by which certificate, and where it stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Ground(TextChoices):
    CHARTER = "charter", pgettext_lazy("ground of signing", "charter")
    ORDER = "order", pgettext_lazy("ground of signing", "order")
    PROXY = "proxy", pgettext_lazy("ground of signing", "power of attorney")
    MACHINE_PROXY = "machine_proxy", pgettext_lazy("ground of signing", "machine-readable power of attorney")


# issued to one person, with a day and an end
PERSONAL = (Ground.PROXY, Ground.MACHINE_PROXY)


class Certificate(TextChoices):
    """As it is told: no signature is checked here."""

    QUALIFIED = "qualified", _("qualified electronic signature")
    UNQUALIFIED = "unqualified", _("unqualified electronic signature")
    NONE = "none", _("signs on paper")


LOOK = {"ahead": "wait", "holds": "yes", "ending": "warn", "over": "none"}
LABEL = {
    "ahead": pgettext_lazy("state of a right to sign", "not yet"),
    "holds": pgettext_lazy("state of a right to sign", "signs"),
    "ending": pgettext_lazy("state of a right to sign", "ends soon"),
    "over": pgettext_lazy("state of a right to sign", "over"),
}
