"""Background jobs of a commission: an award that nobody answered in time counts as refused."""

from procrastinate.contrib.django import app

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit import clock

from . import services
from .enums import OfferState
from .models import AwardOffer


@app.periodic(cron="40 * * * *")
@app.task(name="commission.expire", queueing_lock="commission.expire")
def expire(timestamp: int) -> None:
    at = clock.now()
    overdue = AwardOffer.objects.filter(state=OfferState.ASKED, until__lte=at).select_related("application__round")
    for round_ in {offer.round.pk: offer.round for offer in overdue}.values():
        services.awards_expire(actor=SYSTEM, round=round_, at=at)
