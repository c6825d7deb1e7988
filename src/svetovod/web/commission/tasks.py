"""Background jobs of a commission: an award that nobody answered in time counts as refused, and money that was not
given back in time is told of."""

from django.utils import timezone
from procrastinate.contrib.django import app

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit import clock

from . import letters, services
from .enums import OfferState
from .models import AwardOffer
from .selectors.agreements import demands_of


@app.periodic(cron="40 * * * *")
@app.task(name="commission.expire", queueing_lock="commission.expire")
def expire(timestamp: int) -> None:
    at = clock.now()
    overdue = AwardOffer.objects.filter(state=OfferState.ASKED, until__lte=at).select_related("application__round")
    for round_ in {offer.round.pk: offer.round for offer in overdue}.values():
        services.awards_expire(actor=SYSTEM, round=round_, at=at)


@app.periodic(cron="50 6 * * *")
@app.task(name="commission.overdue", queueing_lock="commission.overdue")
def overdue(timestamp: int) -> None:
    at = clock.now()
    for demand in demands_of(due_on__lt=timezone.localdate(at)):
        letters.demand_overdue(demand, at=at)
