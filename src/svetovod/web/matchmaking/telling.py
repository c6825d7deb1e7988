"""Business meetings as plain JSON for programs: an enterprise's own profile, invitations and meetings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from svetovod.web.common.errors import Hidden

from . import selectors
from .enums import SPEAKING
from .grid import Slot, slots_of
from .letters import agenda_url
from .models import Meeting, MeetingPlan, MeetingProfile, MeetingWish


def own(actor: Any, session: str = "") -> list[dict[str, Any]]:
    """Of every enterprise the actor speaks for, at all sessions or at one; a number of questions that does not grow."""
    rows = MeetingProfile.objects.filter(organisation__in=actor.organisation_ids(*SPEAKING))
    rows = rows.select_related("organisation", "session").prefetch_related("delegates").order_by("-session_id", "pk")
    profiles = list(rows.filter(session__slug=session) if session else rows)
    sessions = {each.session_id for each in profiles}
    plans = MeetingPlan.objects.select_related("item").filter(session__in=sessions)
    slots = {plan.session_id: {slot.number: slot for slot in slots_of(plan)} for plan in plans}
    wishes, meetings = _wishes(profiles), _meetings(profiles)
    return [
        _profile(each)
        | {
            "invitations": [_wish(wish, each) for wish in wishes[each.pk]],
            "meetings": [_meeting(row, each, slots.get(each.session_id, {})) for row in meetings[each.pk]],
        }
        for each in profiles
    ]


def _wishes(profiles: Iterable[MeetingProfile]) -> Mapping[int, list[MeetingWish]]:
    found: dict[int, list[MeetingWish]] = defaultdict(list)
    mine = {each.pk for each in profiles}
    rows = MeetingWish.objects.filter(Q(sender__in=mine) | Q(receiver__in=mine)).select_related(*selectors.SIDES)
    for row in rows:
        for pk in {row.sender_id, row.receiver_id} & mine:
            found[pk].append(row)
    return found


def _meetings(profiles: Iterable[MeetingProfile]) -> Mapping[int, list[Meeting]]:
    found: dict[int, list[Meeting]] = defaultdict(list)
    mine = {each.pk for each in profiles}
    seated = Q(cooperation__seats__profile__in=mine, cooperation__seats__state="accepted")
    ours = Meeting.objects.filter(Q(wish__sender__in=mine) | Q(wish__receiver__in=mine) | seated)
    for row in selectors.meetings_in(ours.values("pk")):
        for pk in {each.pk for each in row.people} & mine:
            found[pk].append(row)
    return found


def _profile(row: MeetingProfile) -> dict[str, Any]:
    """Sums of purchases with it: they are the enterprise's own."""
    assert row.organisation is not None
    return {
        "session": {"slug": row.session.slug, "title": row.session.title},
        "enterprise": {"inn": row.organisation.inn, "name": str(row.organisation)},
        "about": row.about,
        "visible": _coded(row, "visible"),
        "lines": [
            {name: line[name] for name in ("kind", "okpd2", "note", "amount", "abroad")} for line in row.lines
        ],
        "closed": row.closed,
        "delegation": [{"name": each.name, "closed": each.closed} for each in row.delegates.all()],
        "demonstration": row.session.is_demo,
        "url": agenda_url(row),
    }  # fmt: skip


def _wish(row: MeetingWish, mine: MeetingProfile) -> dict[str, Any]:
    return {
        "id": row.pk,
        "incoming": row.receiver_id == mine.pk,
        "with": row.other(mine).name,
        "word": row.word,
        "priority": _coded(row, "priority"),
        "state": _coded(row, "state"),
        "made_at": row.made_at.isoformat(),
        "expires_at": row.expires_at.isoformat(),
    }


def _meeting(row: Meeting, mine: MeetingProfile, slots: Mapping[int, Slot]) -> dict[str, Any]:
    """What the other side noted of it is not told."""
    slot = slots.get(row.slot)
    result = next((said for profile, said in row.results if profile.pk == mine.pk), "")
    return {
        "id": row.pk,
        "with": [each.name for each in row.people if each.pk != mine.pk],
        "title": row.cooperation.title if row.cooperation else None,
        "slot": row.slot,
        "table": row.table,
        "begins_at": slot.begins_at.isoformat() if slot else None,
        "ends_at": slot.ends_at.isoformat() if slot else None,
        "state": _coded(row, "state"),
        "result": result or None,
    }


def _coded(row: Any, field: str) -> dict[str, str]:
    return {"code": getattr(row, field), "label": str(getattr(row, f"get_{field}_display")())}


def find(actor: Any, session: str) -> list[dict[str, Any]]:
    """At one session; `Hidden` where the actor's enterprises have no profile."""
    found = own(actor, session)
    if not found:
        raise Hidden
    return found
