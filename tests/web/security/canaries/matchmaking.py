"""Secret and open fields of business meetings."""

from .scene import Canaries

OPEN = {
    "matchmaking.MeetingPlan": "lost",
    "matchmaking.ScheduleRun": "problem progress result greedy",
}
SECRET = {
    "matchmaking.MeetingProfile": {
        "about": "capabilities of an enterprise", "lines": "purchase of an enterprise", "closed": "frozen: numbers",
    },
    "matchmaking.MeetingWish": {"word": "word of an invitation"},
    "matchmaking.Meeting": {
        "sender_note": "note of the inviting side", "receiver_note": "note of the invited side",
    },
}  # fmt: skip


def plant() -> Canaries:
    """All in one meeting of enterprises for which no reader speaks; the organiser reads no note and no sum."""
    from svetovod.web.matchmaking.models import Meeting, MeetingProfile, MeetingWish

    from .scene import first

    speaking = MeetingProfile.objects.filter(organisation__inn__in=["0000001011", "0000001068"]).values("pk")
    far = Meeting.objects.exclude(wish__sender__in=speaking).exclude(wish__receiver__in=speaking).order_by("pk")[0]
    line = {"kind": "buys", "okpd2": "27.32.13", "note": "", "amount": "918273645.00", "abroad": True}
    MeetingProfile.objects.filter(pk=far.wish.sender_id).update(
        about="канарейкамощностей", lines=[line], visible="invited"
    )
    first(MeetingWish, pk=far.wish_id).update(word="канарейкаприглашения")
    first(Meeting, pk=far.pk).update(sender_note="канарейказаметкапервых", receiver_note="канарейказаметкавторых")
    return {
        "capabilities of an enterprise": ("канарейкамощностей", set()),
        "purchase of an enterprise": ("918273645", set()),
        "word of an invitation": ("канарейкаприглашения", set()),
        "note of the inviting side": ("канарейказаметкапервых", set()),
        "note of the invited side": ("канарейказаметкавторых", set()),
    }
