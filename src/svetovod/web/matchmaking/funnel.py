"""What came of the meetings: from proposals to joint projects and money. Each step counts the rows of its list."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from svetovod.web.projects import path

from .enums import ListKind, MeetingState, Result, TableState, WishState
from .models import CooperationTable, MeetingWish, Proposal, ProposalOpinion

SERIOUS = (Result.INTENTION, Result.PROJECT)
_PLACED = Q(meeting__isnull=False)
_HELD = Q(meeting__state=MeetingState.HELD)
# of invitations, then of cooperation tables
STEPS: Mapping[str, tuple[Q, Q]] = {
    ListKind.INVITED: (Q(pk__isnull=False), Q(pk__isnull=False)),
    ListKind.AGREED: (Q(state=WishState.ACCEPTED), Q(state=TableState.AGREED)),
    ListKind.HELD: (_HELD, _HELD),
    ListKind.INTENTIONS: (
        Q(meeting__sender_result__in=SERIOUS) | Q(meeting__receiver_result__in=SERIOUS),
        _PLACED & Q(seats__state=WishState.ACCEPTED, seats__result__in=SERIOUS),
    ),
    ListKind.PROJECTS: (Q(meeting__project__isnull=False), _PLACED & Q(project__isnull=False)),
}


@dataclass(frozen=True, slots=True)
class Funnel:
    """`useful` and `refused` are opinions of proposals, in all; `taken` are proposals that led to an invitation.

    `steps` are counted as meetings, so that each number is the length of its list.
    """

    shown: int
    useful: int
    refused: int
    taken: int
    steps: list[tuple[ListKind, int]]


def of(session: Any) -> Funnel:
    shown = proposals(session).aggregate(all=Count("pk"), taken=Count("pk", filter=Q(invited=True)))
    said = ProposalOpinion.objects.filter(profile__session=session).aggregate(
        liked=Count("pk", filter=Q(useful=True)), refused=Count("pk", filter=Q(useful=False))
    )
    counted = [
        rows.aggregate(**{kind: Count("pk", filter=both[place], distinct=True) for kind, both in STEPS.items()})
        for place, rows in enumerate((wishes(session), tables(session)))
    ]
    steps = [(ListKind(kind), sum(each[kind] for each in counted)) for kind in STEPS]
    won = funded(session) if steps[-1][1] else ()
    steps.append((ListKind.FUNDED, sum(len(keys) for keys in won)))
    return Funnel(shown["all"], said["liked"], said["refused"], shown["taken"], steps)


def reached(sessions: Collection[Any], kinds: Collection[ListKind]) -> dict[ListKind, list[tuple[int, int | str]]]:
    """Of many sessions at once: each session with the code of a meeting that came to the step, once or oftener.

    Two questions, however many steps.
    """
    found: dict[ListKind, list[tuple[int, int | str]]] = {kind: [] for kind in kinds}
    for model, place, mark in ((MeetingWish, 0, ""), (CooperationTable, 1, "T")):
        steps = {kind.value: ExpressionWrapper(STEPS[kind][place], BooleanField()) for kind in kinds}
        rows = model.objects.filter(session__in=sessions).annotate(**steps).order_by()
        rows = rows.filter(reduce(or_, (Q(**{step: True}) for step in steps)))
        for session, pk, *came in rows.values_list("session", "pk", *steps):
            for kind, here in zip(kinds, came, strict=True):
                if here:  # no answer is none
                    found[kind].append((session, f"{mark}{pk}" if mark else pk))
    return found


def projects_of(sessions: Collection[Any]) -> Iterator[tuple[int, int]]:
    """Each session with a joint project of one of its meetings."""
    met, sat = STEPS[ListKind.PROJECTS]
    yield from MeetingWish.objects.filter(met, session__in=sessions).values_list("session", "meeting__project")
    yield from CooperationTable.objects.filter(sat, session__in=sessions).values_list("session", "project")


def wishes(session: Any) -> QuerySet[MeetingWish]:
    return MeetingWish.objects.filter(session=session)


def tables(session: Any) -> QuerySet[CooperationTable]:
    return CooperationTable.objects.filter(session=session)


def proposals(session: Any) -> QuerySet[Any]:
    """With `invited`: whether whoever was shown the other has invited it."""
    followed = MeetingWish.objects.filter(sender=OuterRef("profile"), receiver=OuterRef("about"))
    return Proposal.objects.filter(profile__session=session).annotate(invited=Exists(followed))


def funded(session: Any) -> tuple[list[int], list[int]]:
    """Keys of invitations and of tables whose joint project has won money, as everybody may know."""
    met, sat = (both for both in STEPS[ListKind.PROJECTS])
    made: list[Any] = [*wishes(session).filter(met).select_related("meeting__project")]
    pairs = [(each.pk, each.meeting.project) for each in made]
    made = [*tables(session).filter(sat).select_related("project")]
    seated = [(each.pk, each.project) for each in made]
    won = {project.pk for project in {project for _pk, project in pairs + seated} if path.funded(project)}
    first, second = ([pk for pk, project in rows if project.pk in won] for rows in (pairs, seated))
    return first, second
