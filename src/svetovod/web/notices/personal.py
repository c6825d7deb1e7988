"""What the outbox and the notices know about a person, to be given out or forgotten."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q

from .enums import MailState
from .models import AddressHold, Bounce, LetterWish, Notice, OutgoingMail, ProblemReport

GONE = "erased@svetovod.invalid"


def _addresses(person: Any) -> list[str]:
    return [person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)]


def _letters(person: Any) -> Any:
    mine = Q(person=person)
    for address in _addresses(person):
        mine |= Q(to__iexact=address)
    return OutgoingMail.objects.filter(mine)


def _reported(person: Any) -> Q:
    return Q(person=person) | Q(email__iexact=person.email)


def erase(person: Any) -> None:
    """Letters stay as rows without text and address; those that wait are not sent any more."""
    letters = _letters(person)
    addresses = [address.lower() for address in _addresses(person)]
    Bounce.objects.filter(mail__in=letters).update(said="")
    AddressHold.objects.filter(Q(address__in=addresses) | Q(corrected__in=addresses)).delete()
    # a key may be built of the address
    for mail in letters.only("pk"):
        OutgoingMail.objects.filter(pk=mail.pk).update(
            key=f"erased:{mail.pk}", to=GONE, subject="", text="", html="", attachments=[], answer=""
        )
    OutgoingMail.objects.filter(to=GONE).exclude(
        state__in=(MailState.SENT, MailState.RETURNED, MailState.DROPPED)
    ).update(state=MailState.FAILED)
    Notice.objects.filter(person=person).delete()
    LetterWish.objects.filter(_wished(person)).delete()
    ProblemReport.objects.filter(_reported(person)).update(text="", email="", answer="", person=None)


def export_letters(person: Any) -> list[dict[str, Any]]:
    fields = ("to", "subject", "text", "state", "queued_at", "sent_at")
    return list(_letters(person).filter(confidential=False).order_by("id").values(*fields))


def export_notices(person: Any) -> list[dict[str, Any]]:
    rows = Notice.objects.filter(person=person).values("text", "url", "created_at", "read_at")
    return [dict(row) for row in rows]


def _wished(person: Any) -> Q:
    return Q(person=person) | Q(address__in=[address.lower() for address in _addresses(person)])


def export_wish(person: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in LetterWish.objects.filter(_wished(person)).values("topic", "pace")]


def export_problems(person: Any) -> list[dict[str, Any]]:
    rows = ProblemReport.objects.filter(_reported(person)).order_by("id")
    fields = ("code", "page", "text", "email", "reported_at", "answer", "closed_at")
    return [dict(row) for row in rows.values(*fields)]
