"""What an agreement on an award leaves to do: sign what changes or ends it, give money back, note that it was."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.commission.selectors.agreements import coming, demands_of, unsigned_of
from svetovod.web.common import formatting

from .shape import Task


def agreements_to_sign(actor: Any, moment: datetime) -> Iterator[Task]:
    own = actor.organisation_ids(Role.INITIATOR)
    for row in unsigned_of(agreement__application__project__initiator__in=own) if own else ():
        said = _("Sign the additional agreement, or say why not")
        if row.ends:
            said = _("Sign the agreement on ending, or say why not")
        where, url = _where(row.application), _award(row.application)
        yield Task(said, where, url, _end(row.back_by), many=_("Sign additional agreements and agreements on ending"))


def agreements_to_prepare_anew(actor: Any, moment: datetime) -> Iterator[Task]:
    """The secretary's: the day to give money back was over before the count, and no count is made by it any more."""
    led = {int(key) for key in actor.scope_ids(Scope.ROUND, Role.SECRETARY)}
    today = timezone.localdate(moment)
    for row in coming(back_by__lt=today, agreement__application__round__in=led) if led else ():
        where, url = _where(row.application), f"{_award(row.application)}#prepare"
        yield Task(_("Prepare an agreement anew: its day to give money back is over"), where, url, _end(row.back_by))


def money_to_give_back(actor: Any, moment: datetime) -> Iterator[Task]:
    own = actor.organisation_ids(Role.INITIATOR)
    for demand in demands_of(agreement__application__project__initiator__in=own) if own else ():
        yield _demand(demand, _("Give back %(sum)s"), _("Give money back"))


def returns_to_note(actor: Any, moment: datetime) -> Iterator[Task]:
    """The secretary's, from the day on which the money is due."""
    led = {int(key) for key in actor.scope_ids(Scope.ROUND, Role.SECRETARY)}
    today = timezone.localdate(moment)
    for demand in demands_of(agreement__application__round__in=led, due_on__lte=today) if led else ():
        yield _demand(demand, _("Note whether %(sum)s is given back"), _("Note whether money is given back"))


def _demand(demand: Any, said: str, many: str) -> Task:
    row = demand.agreement.application
    said %= {"sum": formatting.money(demand.amount)}
    return Task(said, _where(row), f"{_award(row)}#clawback", _end(demand.due_on), many=many)


def _end(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time(23, 59))) if day else None


def _where(row: Any) -> str:
    return f"{row.number} · {row.round.title}"


def _award(row: Any) -> str:
    return reverse("commission:award", args=[row.round.slug, row.number])
