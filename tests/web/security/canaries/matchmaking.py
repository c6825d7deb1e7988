"""Secret and open fields of business meetings."""

from typing import Any

from .scene import Canaries

OPEN = {
    "matchmaking.CooperationTable": "title",
    "matchmaking.MeetingPlan": "lost",
    "matchmaking.ScheduleRun": "problem progress result greedy",
}
SECRET = {
    "matchmaking.MeetingProfile": {
        "about": "capabilities of an enterprise", "lines": "purchase of an enterprise", "closed": "frozen: numbers",
    },
    "matchmaking.CooperationTable": {
        "idea": "sketch of a cooperation table", "minutes": "minutes of a cooperation table",
    },
    "matchmaking.CooperationSeat": {"note": "note of a seat"},
    "matchmaking.Delegate": {"name": "representative of an enterprise", "closed": "frozen: numbers"},
    "matchmaking.MeetingWish": {"word": "word of an invitation"},
    "matchmaking.Meeting": {
        "sender_note": "note of the inviting side", "receiver_note": "note of the invited side",
    },
}  # fmt: skip


def seated(wish: Any) -> None:
    """A table of the two and a third enterprise, scheduled and minuted."""
    from svetovod.web.matchmaking.models import CooperationSeat, CooperationTable, Meeting

    made = CooperationTable.objects.create(
        session=wish.session, title="Стол", idea="канарейкаэскиза", minutes="канарейкаитога", state="agreed",
        made_at=wish.made_at,
    )  # fmt: skip
    for profile, role in ((wish.sender, "initiator"), (wish.receiver, "maker")):
        CooperationSeat.objects.create(
            table=made, profile=profile, role=role, state="accepted", made_at=wish.made_at, expires_at=wish.made_at,
            result="contact", note="канарейкаместа",
        )  # fmt: skip
    Meeting.objects.create(session=wish.session, cooperation=made, slot=1, table=98)


def plant() -> Canaries:
    """All in one meeting of enterprises for which no reader speaks; the organiser reads no note and no sum."""
    from svetovod.web.matchmaking.models import Delegate, Meeting, MeetingProfile, MeetingWish

    from .scene import first

    speaking = MeetingProfile.objects.filter(organisation__inn__in=["0000001011", "0000001068"]).values("pk")
    far = (
        Meeting.objects.exclude(wish=None)
        .exclude(wish__sender__in=speaking)
        .exclude(wish__receiver__in=speaking)
        .order_by("pk")[0]
    )
    line = {"kind": "buys", "okpd2": "27.32.13", "note": "", "amount": "918273645.00", "abroad": True}
    MeetingProfile.objects.filter(pk=far.wish.sender_id).update(
        about="канарейкамощностей", lines=[line], visible="invited"
    )
    first(MeetingWish, pk=far.wish_id).update(word="канарейкаприглашения")
    first(Meeting, pk=far.pk).update(sender_note="канарейказаметкапервых", receiver_note="канарейказаметкавторых")
    seated(far.wish)
    Delegate.objects.create(profile=far.wish.sender, name="канарейкадиректора")
    MeetingWish.objects.filter(pk=far.wish_id).update(sender_delegate=far.wish.sender.delegates.get())
    return {
        # who comes stands in what the organiser computes and prints
        "representative of an enterprise": ("канарейкадиректора", {"organiser"}),
        "sketch of a cooperation table": ("канарейкаэскиза", set()),
        "minutes of a cooperation table": ("канарейкаитога", set()),
        "note of a seat": ("канарейкаместа", set()),
        "capabilities of an enterprise": ("канарейкамощностей", set()),
        "purchase of an enterprise": ("918273645", set()),
        "word of an invitation": ("канарейкаприглашения", set()),
        "note of the inviting side": ("канарейказаметкапервых", set()),
        "note of the invited side": ("канарейказаметкавторых", set()),
    }
