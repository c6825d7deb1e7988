"""States and kinds of the confirmation procedure, the same in code, in the interface and in the API."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ApplicationState(TextChoices):
    DRAFT = "draft", pgettext_lazy("state of an application for confirmation", "being prepared")
    FILED = "filed", pgettext_lazy("state of an application for confirmation", "filed")
    UNDER_REVIEW = "under_review", pgettext_lazy("state of an application for confirmation", "under review")
    RETURNED = "returned", pgettext_lazy("state of an application for confirmation", "returned for completion")
    PREPARED = "prepared", pgettext_lazy("state of an application for confirmation", "decision prepared")
    CONFIRMED = "confirmed", pgettext_lazy("state of an application for confirmation", "conformity confirmed")
    REFUSED = "refused", pgettext_lazy("state of an application for confirmation", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of an application for confirmation", "withdrawn")


class EntryState(TextChoices):
    ACTIVE = "active", pgettext_lazy("state in the registry", "in force")
    EXPIRING = "expiring", pgettext_lazy("state in the registry", "term is ending")
    EXPIRED = "expired", pgettext_lazy("state in the registry", "term is over")
    EXCLUDED = "excluded", pgettext_lazy("state in the registry", "excluded")


class Outcome(TextChoices):
    CONFIRM = "confirm", _("confirm conformity")
    REFUSE = "refuse", _("refuse")


class Mark(TextChoices):
    MET = "met", pgettext_lazy("mark of a checklist", "in order")
    NOT_MET = "not_met", pgettext_lazy("mark of a checklist", "not in order")
    NO_DATA = "no_data", pgettext_lazy("mark of a checklist", "cannot be said")


# papers can be put in and taken out
OPEN = (ApplicationState.DRAFT, ApplicationState.RETURNED)
# nothing more happens by itself
CLOSED = (ApplicationState.CONFIRMED, ApplicationState.REFUSED, ApplicationState.WITHDRAWN)
# what waits for an officer
QUEUE = (
    ApplicationState.FILED, ApplicationState.UNDER_REVIEW, ApplicationState.RETURNED, ApplicationState.PREPARED,
)  # fmt: skip


class ExclusionState(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("state of an exclusion", "prepared")
    TAKEN = "taken", pgettext_lazy("state of an exclusion", "decided")
    DROPPED = "dropped", pgettext_lazy("state of an exclusion", "not taken")
    OVERTURNED = "overturned", pgettext_lazy("state of an exclusion", "overturned")


class AppealState(TextChoices):
    FILED = "filed", pgettext_lazy("state of an appeal", "filed")
    CONSIDERED = "considered", pgettext_lazy("state of an appeal", "considered")
    UPHELD = "upheld", pgettext_lazy("state of an appeal", "upheld")
    REJECTED = "rejected", pgettext_lazy("state of an appeal", "rejected")


class ReportState(TextChoices):
    FILED = "filed", pgettext_lazy("state of a report", "filed")
    ACCEPTED = "accepted", pgettext_lazy("state of a report", "entered")
    DECLINED = "declined", pgettext_lazy("state of a report", "declined")


IN_FORCE = (EntryState.ACTIVE, EntryState.EXPIRING)
PENDING_APPEAL = (AppealState.FILED, AppealState.CONSIDERED)
