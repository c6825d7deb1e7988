"""What this app knows about a person by address: places offered and not taken."""

from typing import Any

from django.db.models import QuerySet

from svetovod.web.accounts.services.erasure import tombstone
from svetovod.web.common.fields import without_unseen

from .models import Clarification, ExpertProfile, PlaceOffer


def erase(person: Any) -> None:
    """The address and the words of a refusal go, and that a question was theirs; places stay under the pseudonym."""
    for offer in _offers(person):
        offer.email, offer.reason = tombstone(), ""
        offer.save(update_fields=["email", "reason"])
    Clarification.objects.filter(asked_by=person).update(asked_by=None)
    ExpertProfile.objects.filter(person=person).delete()


def _offers(person: Any) -> QuerySet[PlaceOffer]:
    """Also where the account has its address as an older version stored it."""
    return PlaceOffer.objects.filter(email__in={person.email, without_unseen(person.email)})


def export_offers(person: Any) -> list[dict[str, Any]]:
    rows = _offers(person).select_related("round")
    return [
        {
            "selection": row.round.title,
            "place": row.kind,
            "state": row.state,
            "reason": row.reason,
            "offered_at": row.offered_at,
            "answered_at": row.answered_at,
        }
        for row in rows
    ]


def export_profile(person: Any) -> list[dict[str, Any]]:
    names = ("speciality", "okpd2", "okved2", "competence", "region", "most", "away", "linked", "inn", "address",
             "changed_at")  # fmt: skip
    return list(ExpertProfile.objects.filter(person=person).values(*names))
