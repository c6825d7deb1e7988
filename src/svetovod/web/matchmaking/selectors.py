"""Reading profiles, invitations and schedules: an enterprise sees its own and what others show it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from svetovod.web.registry import selectors as registry

from .access import ACCESS
from .enums import LIVE, SPEAKING, TableState, Visibility, WishState
from .keys import OWN
from .models import (
    CooperationSeat,
    CooperationTable,
    Delegate,
    Meeting,
    MeetingPlan,
    MeetingProfile,
    MeetingWish,
    ScheduleRun,
)

SIDES = (
    "sender__organisation", "sender__registration", "receiver__organisation", "receiver__registration",
    "sender_delegate", "receiver_delegate",
)  # fmt: skip
DELEGATIONS = ("sender__delegates", "receiver__delegates")
BOTH = ("sent", "received")
SEATS = ("seats__profile__organisation", "seats__profile__registration", "seats__profile__delegates", "seats__delegate")
FIRST = ("priority", "made_at", "id")
Agreement = MeetingWish | CooperationTable


def plan_of(session: Any) -> MeetingPlan | None:
    return MeetingPlan.objects.select_related("item", "published", "session").filter(session=session).first()


def key_of(organisation: Any) -> str:
    """In place of a guest's link, for somebody signed in who speaks for the organisation."""
    return f"{OWN}{organisation.pk}"


def profiles(session: Any) -> QuerySet[MeetingProfile]:
    """All of the session, with whose they are. Asks nobody's permission."""
    return MeetingProfile.objects.filter(session=session).select_related("organisation", "registration")


def own_profiles(actor: Any, session: Any) -> list[tuple[Any, MeetingProfile | None]]:
    """Organisations the actor speaks for, each with its profile if it has one."""
    mine = actor.organisation_ids(*SPEAKING)
    if not mine:
        return []
    known = {row.organisation_id: row for row in profiles(session).filter(organisation__in=mine)}
    return [(each, known.get(each.pk)) for each in registry.organisations_of(actor).filter(pk__in=mine)]


def shown_to(profile: MeetingProfile) -> QuerySet[MeetingProfile]:
    """Profiles that the one of `profile` may read: open to the session, or tied to it by an invitation in force."""
    tied = MeetingWish.objects.filter(state__in=LIVE)
    visible = Q(visible=Visibility.SESSION)
    visible |= Q(pk__in=tied.filter(sender=profile).values("receiver"))
    visible |= Q(pk__in=tied.filter(receiver=profile).values("sender"))
    # whoever sits at a table, or is invited to it, sees the others who are
    ours = CooperationSeat.objects.filter(profile=profile, state__in=LIVE).exclude(table__state=TableState.WITHDRAWN)
    visible |= Q(
        pk__in=CooperationSeat.objects.filter(table__in=ours.values("table"), state__in=LIVE).values("profile")
    )
    return profiles(profile.session).filter(visible).exclude(pk=profile.pk)


def wishes_of(profile: MeetingProfile) -> QuerySet[MeetingWish]:
    mine = MeetingWish.objects.filter(Q(sender=profile) | Q(receiver=profile))
    return mine.select_related(*SIDES).order_by("-made_at", "-id")


def opinions_of(profile: MeetingProfile) -> dict[int, bool]:
    """What the enterprise thought of partners proposed to it, by their profiles."""
    return dict(profile.opinions.values_list("about", "useful"))


def wish_of(profile: MeetingProfile, number: int) -> MeetingWish | None:
    return wishes_of(profile).filter(pk=number).first()


def accepted(session: Any) -> QuerySet[MeetingWish]:
    """Agreed invitations, must-meets first."""
    rows = MeetingWish.objects.filter(session=session, state=WishState.ACCEPTED).select_related(*SIDES, "meeting")
    return rows.order_by(*FIRST)


def tables(session: Any) -> QuerySet[CooperationTable]:
    """With whoever is invited to them. Asks nobody's permission."""
    return CooperationTable.objects.filter(session=session).select_related("project").prefetch_related(*SEATS)


def tables_of(profile: MeetingProfile) -> QuerySet[CooperationTable]:
    """Where the enterprise sits or is invited to."""
    mine = CooperationSeat.objects.filter(profile=profile).exclude(state=WishState.WITHDRAWN)
    return tables(profile.session).filter(pk__in=mine.values("table")).order_by("-pk")


@dataclass(frozen=True, slots=True)
class People:
    """Enterprises of a session and those who come for them, by their keys."""

    profiles: dict[int, MeetingProfile]
    delegates: dict[int, Delegate]

    def give(self, wishes: Iterable[MeetingWish], tables: Iterable[CooperationTable]) -> None:
        """One object an enterprise, however many it meets: of 1,500 meetings it is a fifth of the time."""
        for wish in wishes:
            wish.sender, wish.receiver = self.profiles[wish.sender_id], self.profiles[wish.receiver_id]
            wish.sender_delegate = self.delegates.get(wish.sender_delegate_id or 0)
            wish.receiver_delegate = self.delegates.get(wish.receiver_delegate_id or 0)
        for table in tables:
            for seat in table.seats.all():
                seat.profile = self.profiles[seat.profile_id]
                seat.delegate = self.delegates.get(seat.delegate_id or 0)


def people_of(session: Any) -> People:
    known = {each.pk: each for each in profiles(session).prefetch_related("delegates")}
    return People(known, {person.pk: person for each in known.values() for person in each.delegates.all()})


def agreements(session: Any, people: People | None = None) -> list[Agreement]:
    """All that a schedule must have place for: agreed invitations, must-meets first, and tables that three accepted.

    `people` here and below: where they are at hand.
    """
    rows = MeetingWish.objects.filter(session=session, state=WishState.ACCEPTED).select_related("meeting")
    wishes = list(rows.order_by(*FIRST))
    seated = CooperationTable.objects.filter(session=session, state=TableState.AGREED)
    found = list(seated.select_related("project", "meeting").prefetch_related("seats"))
    (people or people_of(session)).give(wishes, found)
    return [*wishes, *found]


def agreements_in(session: Any, codes: Collection[int | str]) -> list[Agreement]:
    """Invitations and tables by their codes and in that order, agreed or not, each with its meeting and project."""
    numbers = [code for code in codes if isinstance(code, int)]
    rows = MeetingWish.objects.filter(pk__in=numbers).select_related(*SIDES, "meeting__project")
    seated = tables(session).filter(pk__in=[code[1:] for code in codes if isinstance(code, str)])
    found: list[Agreement] = [*rows.prefetch_related(*DELEGATIONS), *seated.select_related("meeting", "project")]
    known = {each.code: each for each in found}
    return [known[code] for code in codes if code in known]


def agreements_of(profile: MeetingProfile) -> list[Agreement]:
    mine = accepted(profile.session).filter(Q(sender=profile) | Q(receiver=profile))
    seated = CooperationSeat.objects.filter(profile=profile, state=WishState.ACCEPTED).values("table")
    return [*mine, *tables(profile.session).filter(pk__in=seated, state=TableState.AGREED)]


def meetings(session: Any) -> QuerySet[Meeting]:
    return meetings_in(Meeting.objects.filter(session=session).values("pk"))


def meetings_all(session: Any, people: People | None = None) -> list[Meeting]:
    """Those of the session with whom it concerns, read once each."""
    rows = Meeting.objects.filter(session=session).select_related("wish", "project", "cooperation__project")
    found = list(rows.prefetch_related("cooperation__seats"))
    wishes = [row.wish for row in found if row.wish is not None]
    tables = [row.cooperation for row in found if row.cooperation is not None]
    (people or people_of(session)).give(wishes, tables)
    return found


def meetings_in(keys: Any) -> QuerySet[Meeting]:
    related = (f"wish__{side}" for side in SIDES)
    rows = Meeting.objects.filter(pk__in=keys).select_related("wish", "project", "cooperation__project", *related)
    more = (*(f"wish__{each}" for each in DELEGATIONS), *(f"cooperation__{seat}" for seat in SEATS))
    return rows.prefetch_related(*more)


def meetings_of(profile: MeetingProfile) -> QuerySet[Meeting]:
    seated = CooperationSeat.objects.filter(profile=profile, state=WishState.ACCEPTED).values("table")
    ours = Q(wish__sender=profile) | Q(wish__receiver=profile) | Q(cooperation__in=seated)
    return meetings(profile.session).filter(ours)


def runs(actor: Any, session: Any) -> QuerySet[ScheduleRun]:
    ACCESS.require("plan.view", actor, session)
    return ScheduleRun.objects.filter(session=session)


def overdue(wish: MeetingWish | CooperationSeat, at: datetime) -> bool:
    """Whether an invitation was not answered in time, also before the hourly job has said so."""
    return wish.state == WishState.PROPOSED and wish.expires_at <= at


def profiles_of(actor: Any, moment: datetime) -> QuerySet[Any]:
    """Profiles of the actor's enterprises at sessions that are not over, with `to_answer`, `agreed` and `placed`."""
    waiting = Q(received__state=WishState.PROPOSED, received__expires_at__gt=moment)
    seated = Q(seats__state=WishState.PROPOSED, seats__expires_at__gt=moment)
    seated &= ~Q(seats__table__state=TableState.WITHDRAWN)
    agreed = {side: Count(side, filter=Q(**{f"{side}__state": WishState.ACCEPTED}), distinct=True) for side in BOTH}
    placed = {side: Count(f"{side}__meeting", distinct=True) for side in BOTH}
    rows = MeetingProfile.objects.filter(
        organisation__in=actor.organisation_ids(*SPEAKING), session__ends_on__gte=timezone.localtime(moment).date()
    )
    return rows.select_related("organisation", "session").annotate(
        to_answer=Count("received", filter=waiting, distinct=True) + Count("seats", filter=seated, distinct=True),
        agreed=agreed["sent"] + agreed["received"],
        placed=placed["sent"] + placed["received"],
    )
