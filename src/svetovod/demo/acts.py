"""What the people of the scene do by themselves, and on which day. Each act finds its work done when asked again.

A lead's step is done for them only by an act of a later day (`leftover`): arriving at a named day leaves the step of
that day to the player.
"""

from collections.abc import Callable
from datetime import datetime

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.enums import Role
from svetovod.web.events import services as events
from svetovod.web.events.enums import SessionState
from svetovod.web.events.models import Pitch, PracticalSession
from svetovod.web.projects.enums import RemarkState
from svetovod.web.projects.models import JointProject, Remark
from svetovod.web.selection import services as selection
from svetovod.web.selection.enums import RoundState
from svetovod.web.selection.models import SelectionRound

from . import build_changed, build_commission, build_envelope, build_points
from . import build_selection as script
from .build_award import agreements_build, lowerings_build, reports_build
from .build_events import SLUG
from .build_handover import ACCEPTED, PASSED, successor_accepts, work_passes
from .build_intake import clarify
from .build_live import all_heard, hours_give, papers_answered, people_come, talk_begin
from .build_meetings import outcomes_build, schedule_publish
from .build_pictures import LATER, photographs_build, sheets_build
from .build_projects import remarks_answer, remarks_build
from .build_selection import moment
from .build_seminars import seminars_held, seminars_open
from .cast import EXPERT_REGIONS, FOUNDER, Company
from .preparing import prepare

Act = Callable[[Company], None]
PRINTED = moment("2021-06-23 17:00")
ROUND = script.ROUND_2021["slug"]
OCCASION = f"session:{SLUG}"


def cast(company: Company) -> script.Cast:
    return script.Cast(
        admin=FOUNDER,
        secretary=company.people["secretary"],
        chair=company.people["chair"],
        members=company.members,
        experts=[(person, None, region) for person, region in zip(company.experts, EXPERT_REGIONS, strict=True)],
        initiator_of=lambda project: company.speaking(project.initiator),
    )


def expect_2021(company: Company) -> None:
    """The round of 2021 with its dates; pages show of it what is known on the day."""
    if not SelectionRound.objects.filter(slug=ROUND).exists():
        script.round_2021(cast(company))


def _round() -> SelectionRound:
    return SelectionRound.objects.get(slug=ROUND)


def background(company: Company) -> list[JointProject]:
    """Projects of the scene's own people: not those the player's enterprise made."""
    own = company.actor("initiator").organisation_ids(Role.INITIATOR)
    return list(JointProject.objects.exclude(initiator__in=own).select_related("initiator", "cluster"))


def papers(company: Company) -> None:
    """The last papers come in on the day they are due."""
    session = PracticalSession.objects.get(slug=SLUG)
    done = set(Pitch.objects.filter(session=session).values_list("project_id", flat=True))
    for project in background(company):
        if project.pk not in done and session.state == SessionState.PUBLISHED:
            actor = company.speaking(project.initiator)
            events.pitch_submit(actor=actor, session=session, project=project, at=moment("2021-06-11 11:00"))


def _session_to(company: Company, action: str, source: str, at: datetime) -> None:
    session = PracticalSession.objects.get(slug=SLUG)
    if session.state == source:
        events.session_move(actor=company.actor("organiser"), session=session, action=action, at=at)


def registration_closes(company: Company) -> None:
    _session_to(company, "close_registration", SessionState.PUBLISHED, moment("2021-06-18 18:00"))


def session_starts(company: Company) -> None:
    _session_to(company, "start", SessionState.REGISTRATION_CLOSED, moment("2021-06-24 09:00"))


def hall_prepared(company: Company) -> None:
    """Every project has its hour; the first questions are asked."""
    session = PracticalSession.objects.get(slug=SLUG)
    papers_answered(company, session)
    hours_give(company, session)
    talk_begin(company, session)
    seminars_open(company, session)
    sheets_build(session, organiser=company.actor("organiser"), scribe=company.actor("scribe"), at=PRINTED)


def session_ends(company: Company) -> None:
    session = PracticalSession.objects.get(slug=SLUG)
    if session.state == SessionState.RUNNING:
        people_come(company, session)
        seminars_held(company, session)
        all_heard(company, session)
    _session_to(company, "finish", SessionState.RUNNING, moment("2021-06-25 18:00"))
    photographs_build(session, LATER, actor=company.actor("organiser"), at=moment("2021-06-25 18:30"))


def envelopes_close(company: Company) -> None:
    build_envelope.envelopes_close(cast(company))


def envelopes_end(company: Company) -> None:
    build_envelope.envelopes_end(cast(company))


def meetings_scheduled(company: Company) -> None:
    schedule_publish(company, PracticalSession.objects.get(slug=SLUG))


def meetings_held(company: Company) -> None:
    """Before the session ends: outcomes are recorded while it is open."""
    outcomes_build(company, PracticalSession.objects.get(slug=SLUG))


def remarks(company: Company) -> None:
    """Experts question the projects of the others on the first day."""
    if Remark.objects.filter(key__startswith="scene-").exists():
        return
    pitches = Pitch.objects.filter(project__in=background(company)).order_by("id")
    shown = pitches.select_related("version__project__initiator")
    experts = [actor_of(person) for person in company.experts]
    remarks_build([pitch.version for pitch in shown], experts=experts, occasion=OCCASION, at=moment("2021-06-24 11:30"))


def answers(company: Company) -> None:
    """The others answer within two weeks."""
    found = Remark.objects.filter(key__startswith="scene-").order_by("id")
    if found.exclude(state=RemarkState.NEW).exists():
        return
    rows = list(found.select_related("project__initiator", "project__cluster", "version", "author"))
    experts = [actor_of(person) for person in company.experts]
    remarks_answer(rows, initiator=company.speaking, experts=experts, at=moment("2021-07-01 10:00"))


def preparing(company: Company) -> None:
    """Before they file, the others mend what is obligatory; experts agree."""
    filed = set(_round().applications.values_list("project_id", flat=True))
    for project in background(company):
        if project.pk not in filed:
            prepare(project, company, moment("2021-11-05 10:00"))


def questions(company: Company) -> None:
    """Two questions on the announcement, answered in public."""
    clarify(_round(), cast(company))


def filing(company: Company) -> None:
    """The others file from 8 to 18 November."""
    round_ = _round()
    filed = set(round_.applications.values_list("project_id", flat=True))
    rest = [project for project in background(company) if project.pk not in filed]
    if round_.state == RoundState.OPEN:
        script.file_all(round_, cast(company), rest)


def intake_ends(company: Company) -> None:
    if _round().state == RoundState.OPEN:
        selection.intake_close(actor=company.actor("secretary"), round=_round(), at=moment("2021-11-22 18:00"))


def consenting(company: Company) -> None:
    if _round().state == RoundState.PUBLISHED:
        build_changed.consent_build(_round(), company)


def agreements(company: Company) -> None:
    if _round().state == RoundState.PUBLISHED:
        build_changed.grant_build(_round(), company)
    agreements_build(company, ROUND)


def award_changed(company: Company) -> None:
    """An upheld appeal makes the sum of a signed agreement smaller; the money paid above it is given back later."""
    if _round().state == RoundState.PUBLISHED:
        build_changed.sum_changed(_round(), company)


def money_returned(company: Company) -> None:
    build_changed.money_returned(_round(), company)


def award_ended(company: Company) -> None:
    """Another upheld appeal leaves that agreement nothing: it is ended, and all that was paid is given back later."""
    if _round().state == RoundState.PUBLISHED:
        build_changed.award_ended(_round(), company)


def all_returned(company: Company) -> None:
    build_changed.all_returned(_round(), company)


def first_reports(company: Company) -> None:
    for period, at in (("2021H2", "2022-01-24 11:00"), ("2022H1", "2022-07-22 11:00"), ("2022H2", "2023-01-23 11:00")):
        reports_build(company, period, moment(at))
    lowerings_build(company, moment("2023-02-02 11:00"))


def check(company: Company) -> None:
    """The secretary checks the applications of the others; the player's is left to the player."""
    theirs = {project.pk for project in background(company)}
    script.check_all(_round(), cast(company), only=theirs)
    build_points.confirm_all(_round(), cast(company), only=theirs)
    script.second_officer(_round(), cast(company))


def check_leftover(company: Company) -> None:
    script.check_all(_round(), cast(company), only=None)
    build_points.confirm_all(_round(), cast(company))


def scoring(company: Company) -> None:
    """Experts are assigned to the others' applications and score them."""
    theirs = {project.pk for project in background(company)}
    script.assign_all(_round(), cast(company), only=theirs)
    script.score_all(_round(), cast(company), only=theirs)


def scoring_leftover(company: Company) -> None:
    script.assign_all(_round(), cast(company), only=None)
    script.score_all(_round(), cast(company), only=None)


def opening_leftover(company: Company) -> None:
    if _round().state == RoundState.SCORING:
        script.open_scores(_round(), cast(company))


def sitting_leftover(company: Company) -> None:
    if _round().state in {RoundState.OPENED, RoundState.RANKED}:
        build_commission.sit(_round(), cast(company))


def publishing_leftover(company: Company) -> None:
    if _round().state == RoundState.APPROVED:
        script.publish(_round(), cast(company))


def appealing(company: Company) -> None:
    if _round().state == RoundState.PUBLISHED:
        build_commission.appeal(_round(), company)
        build_changed.appeals_build(_round(), company)


ACTS: tuple[tuple[datetime, Act], ...] = (
    (moment("2021-06-11 12:00"), papers),
    (moment("2021-06-18 18:00"), registration_closes),
    (ACCEPTED, successor_accepts),
    (moment("2021-06-24 00:00"), envelopes_close),
    (moment("2021-06-24 00:00"), meetings_scheduled),
    (moment("2021-06-24 00:00"), papers),
    (moment("2021-06-24 00:00"), session_starts),
    (moment("2021-06-24 00:00"), remarks),
    (moment("2021-06-24 00:00"), hall_prepared),
    (moment("2021-06-26 00:00"), meetings_held),
    (moment("2021-06-26 00:00"), session_ends),
    (moment("2021-06-26 00:00"), envelopes_end),
    (PASSED, work_passes),
    (moment("2021-10-19 00:00"), answers),
    (moment("2021-11-18 00:00"), questions),
    (moment("2021-11-18 00:00"), preparing),
    (moment("2021-11-18 00:00"), filing),
    (moment("2021-11-23 00:00"), intake_ends),
    (moment("2021-11-23 00:00"), check),
    (moment("2021-11-24 00:00"), check_leftover),
    (moment("2021-11-24 00:00"), scoring),
    (moment("2021-12-06 00:00"), scoring_leftover),
    (moment("2021-12-08 00:00"), opening_leftover),
    (moment("2021-12-09 00:00"), sitting_leftover),
    (moment("2021-12-10 00:00"), publishing_leftover),
    (moment("2021-12-14 00:00"), consenting),
    (moment("2021-12-17 00:00"), appealing),
    (moment("2021-12-21 00:00"), agreements),
    (moment("2021-12-31 00:00"), award_changed),
    (moment("2022-01-21 00:00"), money_returned),
    (moment("2022-01-29 00:00"), award_ended),
    (moment("2022-02-19 00:00"), all_returned),
    (moment("2023-02-03 00:00"), first_reports),
)
