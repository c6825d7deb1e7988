"""The days of the scene that the demonstration's clock offers (domain/scene.md); those after 22.11 are illustrative."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

DAYS = (
    (date(2021, 6, 10), _("before the deadlines of registration and papers")),
    (date(2021, 6, 24), _("practical session, first day")),
    (date(2021, 10, 19), _("order that announces the selection")),
    (date(2021, 11, 18), _("applications are filed")),
    (date(2021, 11, 23), _("formal check")),
    (date(2021, 11, 24), _("scoring")),
    (date(2021, 12, 6), _("opening of scores")),
    (date(2021, 12, 8), _("sitting of the commission")),
    (date(2021, 12, 9), _("results are published")),
    (date(2022, 1, 25), _("a sum made smaller by an appeal, money given back")),
    (date(2022, 2, 21), _("that agreement ended after another appeal, all of it given back")),
    (date(2023, 2, 10), _("reports of three half-years after the award")),
)
MORNING = time(10, 0)


def moment_of(day: date) -> datetime:
    """Ten in the morning of that day: offices are open, deadlines of the day have not passed."""
    return timezone.make_aware(datetime.combine(day, MORNING))


def neighbours(today: date) -> tuple[date | None, date | None]:
    """The named days before and after today."""
    before = [day for day, _label in DAYS if day < today]
    after = [day for day, _label in DAYS if day > today]
    return (before[-1] if before else None), (after[0] if after else None)
