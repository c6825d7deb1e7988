"""Words of the dossier: what a change of membership is, where a paper or a requirement stands."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ChangeKind(TextChoices):
    JOINED = "joined", pgettext_lazy("change of membership", "joined")
    LEFT = "left", pgettext_lazy("change of membership", "left")


class Standing(TextChoices):
    """Where a paper with a term stands on a day; the worst comes first."""

    MISSING = "missing", pgettext_lazy("state of a paper", "missing")
    EXPIRED = "expired", pgettext_lazy("state of a paper", "expired")
    EXPIRING = "expiring", pgettext_lazy("state of a paper", "expires soon")
    VALID = "valid", pgettext_lazy("state of a paper", "in force")

    @property
    def look(self) -> str:
        return {"missing": "no", "expired": "no", "expiring": "warn", "valid": "yes"}[self.value]


WORST_FIRST = tuple(Standing)


class Showing(TextChoices):
    """How a requirement stands. What the law is not known to ask is unknown to us, and fails nobody."""

    MET = "met", pgettext_lazy("state of a requirement", "met")
    NOT_MET = "not_met", pgettext_lazy("state of a requirement", "not met")
    NOT_SHOWN = "not_shown", pgettext_lazy("state of a requirement", "not shown")
    UNKNOWN = "unknown", pgettext_lazy("state of a requirement", "not known to us")

    @property
    def look(self) -> str:
        return {"met": "yes", "not_met": "no", "not_shown": "warn", "unknown": "none"}[self.value]


SHOWN = (Showing.MET, Showing.NOT_MET, Showing.NOT_SHOWN)


class Step(TextChoices):
    """How often an indicator is planned and reported."""

    YEAR = "year", _("by years")
    HALF_YEAR = "half_year", _("by half-years")


class Better(TextChoices):
    MORE = "more", _("the more, the better")
    LESS = "less", _("the less, the better")


class Reach(TextChoices):
    """Where an indicator stands in a period."""

    REACHED = "reached", pgettext_lazy("state of an indicator", "reached")
    SHORT = "short", pgettext_lazy("state of an indicator", "not reached")
    AWAITED = "awaited", pgettext_lazy("state of an indicator", "no fact yet")
    OPEN = "open", pgettext_lazy("state of an indicator", "still to come")
    UNPLANNED = "unplanned", pgettext_lazy("state of an indicator", "not planned")

    @property
    def look(self) -> str:
        return {"reached": "yes", "short": "no", "awaited": "warn", "open": "none", "unplanned": "none"}[self.value]


class Doing(TextChoices):
    """Where a measure stands on a day."""

    DONE = "done", pgettext_lazy("state of a measure", "done")
    LATE = "late", pgettext_lazy("state of a measure", "overdue")
    SOON = "soon", pgettext_lazy("state of a measure", "due soon")
    AHEAD = "ahead", pgettext_lazy("state of a measure", "ahead")

    @property
    def look(self) -> str:
        return {"done": "yes", "late": "no", "soon": "warn", "ahead": "none"}[self.value]


class Basis(StrEnum):
    """What an answer on infrastructure stands on: objects both sides agree on, or the workbook's figure, and why."""

    OBJECTS = "objects"
    APART = "apart"
    UNSHOWN = "unshown"
    NONE_KEPT = "none_kept"


class ObjectKind(TextChoices):
    """What an object of infrastructure is. `measure` is what the law counts it as; None is counted by no item."""

    EDUCATION = "education", _("educational organisation")
    TECHNOLOGY_CENTRE = "technology_centre", _("centre of shared equipment or prototyping")
    ENGINEERING_CENTRE = "engineering_centre", _("engineering centre")
    TEST_LABORATORY = "test_laboratory", _("testing laboratory")
    TECHNOPARK = "technopark", _("technopark")
    INDUSTRIAL_PARK = "industrial_park", _("industrial park")
    ENERGY = "energy", _("energy supply")
    LOGISTICS = "logistics", _("logistics and warehouses")
    NONPROFIT = "nonprofit", _("non-profit organisation")
    FINANCIAL = "financial", _("financial organisation")

    @property
    def measure(self) -> str | None:
        """The kind of the workbook: technology is what serves the making of things, not land or supply."""
        return _COUNTED.get(self.value)


_COUNTED = {
    "education": "education", "technology_centre": "technological", "engineering_centre": "technological",
    "test_laboratory": "technological", "technopark": "technological", "nonprofit": "nonprofit",
    "financial": "financial",
}  # fmt: skip
