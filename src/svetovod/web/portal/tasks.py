"""The desk: what needs this person, from every app, the most urgent first. A task goes when the state changes."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.common.fields import without_unseen
from svetovod.web.events.enums import SessionState
from svetovod.web.events.models import PracticalSession
from svetovod.web.figures import selectors as figures
from svetovod.web.figures.enums import ReplyState
from svetovod.web.handover import selectors as handovers
from svetovod.web.projects.enums import ProjectState, RemarkState
from svetovod.web.projects.models import JointProject, ProjectParticipant, Remark
from svetovod.web.projects.path import offers
from svetovod.web.registry.models import Cluster
from svetovod.web.selection import selectors as selection
from svetovod.web.selection.enums import ApplicationState, OfferState, RoundState, SheetState
from svetovod.web.selection.models import Application, Assignment, PlaceOffer, SelectionRound, Vote

from .desks import boards, first
from .desks.agreements import agreements_to_prepare_anew, agreements_to_sign, money_to_give_back, returns_to_note
from .desks.confirmations import appeals_to_hear, applications_to_move
from .desks.editions import dossiers_overtaken
from .desks.numbers import numbers_to_compare, records_to_compare
from .desks.shape import Task, lines
from .desks.signers import signers_to_enter
from .desks.verifications import drafts_to_publish, verifications_to_confirm
from .selectors import HIDDEN_SESSIONS

OWN_AT_MOST = 3  # each asks what sessions and selections offer it
PAPERS_OPEN = (SessionState.PUBLISHED, SessionState.REGISTRATION_CLOSED, SessionState.MOVED_ONLINE)
FAR = datetime.max.replace(tzinfo=UTC)


def context(actor: Any, moment: datetime, *, guided: bool = True) -> dict[str, Any]:
    """Context of `portal/desk.html`; `guided` unless the person has put the first steps away."""
    parts = boards(actor, moment)
    found = [task for source in SOURCES for task in source(actor, moment)]
    found += [task for board in parts for task in board.tasks]
    found.sort(key=lambda task: (task.due or FAR, task.what))
    late = [task for task in found if task.late(moment)]
    steps = first.steps(actor, moment) if guided else []
    begin = next((step for step in steps if step.url and not step.done), None)
    return {"tasks": found, "lines": lines(found, moment), "late": late, "first": found[0] if found else None,
            "boards": parts, "steps": steps, "begin": begin, "guided": guided,
            "capacities": list(dict.fromkeys(grant.said for grant in actor.grants))}  # fmt: skip


def remarks_to_answer(actor: Any, moment: datetime) -> Iterator[Task]:
    own = actor.organisation_ids(Role.INITIATOR, Role.PREPARER)
    if not own:
        return
    rows = Remark.objects.filter(
        project__initiator__in=own, state__in=(RemarkState.NEW, RemarkState.ACCEPTED), created_at__lte=moment
    ).select_related("project")
    for row in rows:
        yield Task(
            _("Answer the remark: %(section)s") % {"section": row.get_section_display()},
            str(row.project), _remarks(row.project.code), _end_of(row.due or row.answer_by),
            many=_("Answer the remarks"),
        )  # fmt: skip


def answers_to_judge(actor: Any, moment: datetime) -> Iterator[Task]:
    if not actor.scope_ids(Scope.SESSION, Role.EXPERT) and not actor.scope_ids(Scope.ROUND, Role.EXPERT):
        return
    answered = (RemarkState.FIXED, RemarkState.DECLINED)
    # the title that the remark was made to: the living one is its team's
    title = KeyTextTransform("title", "version__content")
    rows = Remark.objects.filter(author=actor.person_id, state__in=answered).annotate(read=title)
    for row in rows.select_related("project"):
        yield Task(
            _("Close or return the remark: %(section)s") % {"section": row.get_section_display()},
            f"{row.project.code} {row.read}", _remarks(row.project.code), many=_("Close or return the remarks"),
        )  # fmt: skip


def consents_to_give(actor: Any, moment: datetime) -> Iterator[Task]:
    mine = actor.organisation_ids(Role.INITIATOR, Role.PARTICIPANT)
    if not mine:
        return
    rows = ProjectParticipant.objects.filter(organisation__in=mine, consent_at=None).select_related("project")
    for row in rows:
        yield Task(
            _("Consent to take part in the project"), str(row.project),
            reverse("projects:participants", args=[row.project.code]), many=_("Consent to take part in the projects"),
        )  # fmt: skip


def sheets_to_fill(actor: Any, moment: datetime) -> Iterator[Task]:
    if not actor.scope_ids(Scope.ROUND, Role.EXPERT):
        return
    mine = Assignment.objects.filter(sheet__state=SheetState.DRAFT, member__person=actor.person_id)
    for round_ in SelectionRound.objects.filter(pk__in=mine.values("application__round"), state=RoundState.SCORING):
        for row in selection.my_work(actor, round_):
            if row.sheet.state == SheetState.DRAFT:
                title = row.filed_title  # type: ignore[attr-defined]
                yield Task(
                    _("Fill and submit the score sheet"), f"{row.application.number} · {title}",
                    reverse("selection:my_sheets", args=[round_.slug]), round_.scoring_until,
                    many=_("Fill and submit the score sheets"),
                )  # fmt: skip


def rounds_to_lead(actor: Any, moment: datetime) -> Iterator[Task]:
    """What the secretary and the chair do next with their selections."""
    mine = {int(i) for i in actor.scope_ids(Scope.ROUND, Role.SECRETARY, Role.CHAIR)}
    if not mine:
        return
    led = {int(i) for i in actor.scope_ids(Scope.ROUND, Role.SECRETARY)}
    for row in SelectionRound.objects.filter(pk__in=mine):
        step = _next_step(row, moment) if row.pk in led or row.state not in _SECRETARYS else None
        if step and (row.announced_at is None or row.announced_at <= moment):
            yield Task(step[0], row.title, reverse(f"selection:{step[2]}", args=[row.slug]), step[1])


def _next_step(row: SelectionRound, moment: datetime) -> tuple[str, datetime | None, str] | None:
    """What is to be done, until when, and on which page."""
    if row.state == RoundState.INTAKE_CLOSED and selection.envelopes_wait(row):
        return _("Open the envelopes together"), None, "envelopes"
    step = {
        RoundState.DRAFT: (_("Finish the draft of the selection and announce it"), row.opens_at),
        RoundState.ANNOUNCED: (_("Open the intake"), row.opens_at),
        RoundState.OPEN: (
            _("Close the intake: its term is over")
            if row.closes_at and row.closes_at <= moment
            else _("Close the intake when its term ends"),
            row.closes_at,
        ),
        RoundState.INTAKE_CLOSED: (_("Check the applications"), None),
        RoundState.FORMAL_CHECK: (_("Finish the check and assign experts"), None),
        RoundState.SCORING: (_("Open the scores together"), row.opening_at),
        RoundState.OPENED: (_("Make the ranking"), row.sitting_at),
        RoundState.RANKED: (_("Hold the vote and approve"), row.sitting_at),
        RoundState.APPROVED: (_("Publish the result"), row.publishing_at),
    }.get(RoundState(row.state))
    return (*step, _PLACE.get(RoundState(row.state), "desk")) if step else None


_SECRETARYS = (RoundState.DRAFT, RoundState.ANNOUNCED)
_PLACE = {
    RoundState.DRAFT: "round_draft",
    RoundState.SCORING: "opening",
    RoundState.RANKED: "vote",
    RoundState.APPROVED: "protocols",
}


def clusters_to_check(actor: Any, moment: datetime) -> Iterator[Task]:
    """A cluster in hand that has no workbook yet."""
    clusters = {int(i) for i in actor.scope_ids(Scope.CLUSTER, Role.CLUSTER_MANAGER)}
    managed = actor.organisation_ids(Role.CLUSTER_MANAGER)
    if not (clusters or managed):
        return
    for row in Cluster.objects.filter(Q(pk__in=clusters) | Q(manager__in=managed), sheets=None):
        yield Task(
            _("Upload the workbook of the cluster"), row.name, reverse("registry:upload", args=[row.slug]),
            many=_("Upload the workbooks of the clusters"),
        )  # fmt: skip


def figures_to_give(actor: Any, moment: datetime) -> Iterator[Task]:
    """What one's own enterprise is asked for, and what was typed in for it."""
    for part in figures.to_answer(actor):
        what, many = _("Give the figures of %(year)s"), _("Give the figures")
        if part.state == ReplyState.ANSWERED:
            what = _("Confirm the figures of %(year)s that were typed in for you")
            many = _("Confirm the figures that were typed in for you")
        yield Task(
            what % {"year": part.request.year}, part.request.named,
            reverse("figures:questionnaire", args=[f"{figures.OWN}{part.pk}"]), part.request.due_at, many=many,
        )  # fmt: skip


def figures_to_collect(actor: Any, moment: datetime) -> Iterator[Task]:
    """Requests for figures of one's clusters: remind, dispute, lock."""
    for row in figures.open_of(actor):
        yield Task(
            _("Collect the figures of %(year)s") % {"year": row.year}, row.named,
            figures.board_of(row), row.due_at, many=_("Collect the figures"),
        )  # fmt: skip


def papers_and_applications(actor: Any, moment: datetime) -> Iterator[Task]:
    """Own projects that a session or a selection waits for."""
    own = actor.organisation_ids(Role.INITIATOR, Role.PREPARER)
    if not own:
        return
    waiting = Q(state__in=(ProjectState.DRAFT, ProjectState.PRESENTED, ProjectState.REWORK, ProjectState.READY))
    returned = Application.objects.filter(project=OuterRef("pk"), state=ApplicationState.RETURNED)
    mine = JointProject.objects.filter(initiator__in=own).annotate(
        waits=ExpressionWrapper(waiting, BooleanField()), returned=Exists(returned)
    )
    found = list(mine.order_by("-returned", "-waits", "number")[:OWN_AT_MOST])
    if not found:
        yield from first_project(moment)
    for project in found:
        for offer in offers(actor, project, moment) if project.waits else ():
            yield Task(f"{offer.text}: {project.code}", offer.where, offer.url, offer.due, many=offer.text)


def first_project(moment: datetime) -> Iterator[Task]:
    """Nothing is begun yet, and a session still takes papers."""
    rows = PracticalSession.objects.filter(state__in=PAPERS_OPEN, papers_until__gt=moment)
    for row in rows.order_by("papers_until")[:1]:
        yield Task(
            _("Create a joint project and hand it in"), row.title, reverse("projects:project_new"), row.papers_until
        )


def presentations_to_read(actor: Any, moment: datetime) -> Iterator[Task]:
    """An expert's sessions on their days; before them the projects that are given to the actor to hear."""
    mine = actor.scope_ids(Scope.SESSION, Role.EXPERT)
    today = timezone.localdate(moment)
    rows = PracticalSession.objects.filter(slug__in=mine, ends_on__gte=today) if mine else ()
    for row in rows:
        if row.starts_on <= today:
            yield Task(
                _("Read the presentations and write remarks"), row.title,
                reverse("events:pitches", args=[row.slug]), _end_of(row.ends_on),
            )  # fmt: skip
        elif row.state not in HIDDEN_SESSIONS:
            yield from _projects_to_hear(actor, row, moment)


def _projects_to_hear(actor: Any, session: PracticalSession, moment: datetime) -> Iterator[Task]:
    """Each until the actor has said something of what was handed in."""
    said = Remark.objects.filter(
        project=OuterRef("project"), author=actor.person_id, created_at__gte=OuterRef("submitted_at")
    )
    given = session.pitches.filter(panel=actor.person_id, submitted_at__lte=moment).exclude(Exists(said))
    for row in given.select_related("project", "version"):
        yield Task(
            _("Read the project before its presentation"), f"{row.project.code} {row.version.content['title']}",
            row.project.get_absolute_url(), row.slot or _end_of(session.starts_on),
            many=_("Read the projects before their presentations"),
        )  # fmt: skip


def sessions_to_lead(actor: Any, moment: datetime) -> Iterator[Task]:
    """What the organiser and the check-in desk do with a session that is not over."""
    held = actor.scope_ids(Scope.SESSION, Role.ORGANISER, Role.CHECK_IN)
    today = timezone.localtime(moment).date()
    for row in PracticalSession.objects.filter(slug__in=held, ends_on__gte=today) if held else ():
        url = reverse("events:registrations", args=[row.slug])
        if today >= row.starts_on:
            yield Task(_("Check in those who come"), row.title, url, _end_of(row.ends_on))
        elif actor.holds(Role.ORGANISER):
            yield Task(_("Look through the registrations"), row.title, url, row.registration_until)


def places_to_answer(actor: Any, moment: datetime) -> Iterator[Task]:
    """Invited to the panel or the commission of a selection."""
    address = without_unseen(actor.email).lower()
    rows = PlaceOffer.objects.filter(email=address, state=OfferState.OFFERED, offered_at__lte=moment)
    for row in rows.select_related("round") if actor.email else ():
        yield Task(
            _("Answer the invitation: %(place)s") % {"place": row.get_kind_display()}, row.round.title,
            reverse("selection:place", args=[row.round.slug]), row.round.scoring_until,
            many=_("Answer the invitations to selections"),
        )  # fmt: skip


def votes_to_cast(actor: Any, moment: datetime) -> Iterator[Task]:
    mine = {int(i) for i in actor.scope_ids(Scope.ROUND, Role.COMMISSION_MEMBER, Role.CHAIR)}
    if not mine:
        return
    rows = SelectionRound.objects.filter(pk__in=mine, state=RoundState.RANKED)
    voted = Vote.objects.filter(seat__person=actor.person_id).values("round")
    for row in rows.exclude(pk__in=voted):
        yield Task(
            _("Vote on the ranking"), row.title, reverse("selection:vote", args=[row.slug]), row.sitting_at,
            many=_("Vote on the rankings"),
        )  # fmt: skip


def exports_to_check(actor: Any, moment: datetime) -> Iterator[Task]:
    """An auditor takes the export of a finished selection and verifies it."""
    if not actor.holds(Role.AUDITOR):
        return
    finished = SelectionRound.objects.filter(state=RoundState.PUBLISHED, published_at__lte=moment)
    if not actor.holds(Role.AUDITOR, Scope.PLATFORM):
        finished = finished.filter(pk__in={int(i) for i in actor.scope_ids(Scope.ROUND, Role.AUDITOR)})
    for row in finished:
        if row.archived:
            continue
        yield Task(
            _("Download the export and verify it"), row.title, reverse("selection:desk", args=[row.slug]) + "#export",
            many=_("Download the exports and verify them"),
        )  # fmt: skip


def work_handed_over(actor: Any, moment: datetime) -> Iterator[Task]:
    for row in handovers.concerning(actor):
        said, whose = _("Accept or decline the work of a colleague who leaves"), str(row.leaver)
        if row.leaver_id == actor.person_id:
            said, whose = _("Look through what you hand over"), ""
        yield Task(said, whose, reverse("handover:handover", args=[row.pk]), _end_of(row.leaves_on))


SOURCES: tuple[Callable[[Any, datetime], Iterator[Task]], ...] = (
    remarks_to_answer,
    papers_and_applications,
    presentations_to_read,
    sessions_to_lead,
    places_to_answer,
    votes_to_cast,
    exports_to_check,
    answers_to_judge,
    consents_to_give,
    sheets_to_fill,
    rounds_to_lead,
    clusters_to_check,
    figures_to_give,
    figures_to_collect,
    verifications_to_confirm,
    numbers_to_compare,
    records_to_compare,
    drafts_to_publish,
    dossiers_overtaken,
    applications_to_move,
    appeals_to_hear,
    work_handed_over,
    signers_to_enter,
    agreements_to_sign,
    agreements_to_prepare_anew,
    money_to_give_back,
    returns_to_note,
)


def _remarks(code: str) -> str:
    return reverse("projects:remark_list", args=[code])


def _end_of(day: Any) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time(23, 59))) if day else None
