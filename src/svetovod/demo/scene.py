"""The scene: loaded up to the eve of the papers' deadline, then played on as the demonstration's clock moves.

Whoever plays the thread by hand does the steps of the leads (manager, initiator, experts, secretary, chair) on the
named days. The other people of the scene act by themselves when the clock reaches their day, each act once; and what
a lead left undone on a day that has passed is done for them, so that the scene can be watched from any day.
"""

from datetime import datetime

from django.utils import timezone

from svetovod.web.audit import services as audit
from svetovod.web.audit.clock import read
from svetovod.web.events import services as events
from svetovod.web.events.models import PracticalSession
from svetovod.web.projects.models import JointProject
from svetovod.web.registry.models import Cluster, Organisation

from . import acts, bridge, joining
from .build_after import after_build
from .build_centre import centre_build
from .build_confirmation import confirmations_build
from .build_dossier import dossier_build
from .build_envelope import envelopes_build
from .build_events import (
    SLUG,
    panel_build,
    press_build,
    registrations,
    saransk_session,
    syktyvkar_session,
    visits_by_wishes,
)
from .build_facilities import facilities_build
from .build_figures import figures_build
from .build_form import form_build, invited_build
from .build_handover import handover_build, leaver_grants
from .build_imports import imports_build
from .build_meetings import meetings_build
from .build_organisations import doubles_build, numbers_build, places_build
from .build_pictures import EARLIER, logos_build, photographs_build
from .build_projects import projects_build
from .build_regions import regions_build
from .build_registries import registries_build
from .build_rulebook import drafts_build
from .build_selection import moment
from .build_seminars import seminars_build
from .build_signing import signing_build
from .build_tables import tables_build
from .build_ties import ties_build
from .cast import Company, grant_host, grant_leads, grant_platform, grant_session
from .clusters import clusters_make, hosts_make
from .people import people_make, write_logins

FOUNDED = moment("2021-05-31 10:00")
FIRST_DAY = moment("2021-06-10 10:00")
LAST_DAY = moment("2021-12-10 12:00")
PRESENTED_EARLY = 19
TIED = 4  # whose project is the applicant that an expert is tied to: none of the thread's own

IN_ENVELOPES = (21, 22)  # not handed in early, and none of the thread's own


def load() -> None:
    """Everything up to 10.06.2021, once; repeated, it only writes the list of logins."""
    if not PracticalSession.objects.filter(slug=SLUG).exists():
        with joining.act():
            _raise_stage()
    write_logins()


def _raise_stage() -> None:
    company = Company(people_make())
    grant_platform(company, FOUNDED)
    clusters = clusters_make(FOUNDED)
    _grant_leads(company, clusters[0])
    organiser = company.actor("organiser")
    session = saransk_session(hosts=hosts_make(FOUNDED), actor=organiser, at=moment("2021-06-02 09:00"))
    press_build(session, actor=organiser, at=moment("2021-06-02 09:20"))
    first = syktyvkar_session(actor=organiser, at=moment("2021-06-02 09:10"))
    after_build(first, actor=organiser, at=moment("2021-04-05 11:00"))
    logos_build(session, actor=organiser, at=moment("2021-06-02 09:25"))
    photographs_build(first, EARLIER, actor=organiser, at=moment("2021-04-06 11:00"))
    grant_session(company, session.slug, session.title, FOUNDED)
    invited_build(session, actor=organiser, at=moment("2021-06-02 09:30"))
    came = registrations(session, n=134, actor=organiser, at=moment("2021-06-02 10:00"))
    form_build(session, came, actor=organiser, at=moment("2021-06-02 09:40"))
    visits_by_wishes(session, people=came, actor=organiser, at=moment("2021-06-03 09:00"))
    grant_host(company, session.slug, session.title, _host(session), FOUNDED)
    projects = projects_build(
        clusters[1:], initiator=company.speaking, partner=company.partner, at=moment("2021-06-03 10:00")
    )
    for project in projects[:PRESENTED_EARLY]:
        hand_in(company, session, project, moment("2021-06-09 12:00"))
    panel_build(session, experts=company.experts, actor=organiser, at=moment("2021-06-09 13:00"))
    seminars_build(company, session)
    confirmations_build(company)
    figures_build(clusters[0], company.actor("manager"))
    dossier_build(clusters[0], company.actor("manager"))
    leaver_grants(company, _initiator(clusters[0]))
    signing_build(company, _initiator(clusters[0]), clusters[0].manager)
    handover_build(company, _initiator(clusters[0]))
    imports_build(company.actor("region"))
    drafts_build(actor=company.actor("officer"), at=moment("2021-06-07 10:00"))
    tables_build(company, FOUNDED)
    doubles_build(actor=company.actor("officer"), at=moment("2021-06-07 11:00"))
    places_build(actor=company.actor("manager"), cluster=clusters[0], at=moment("2021-06-07 11:10"))
    meetings_build(company, session, clusters)
    numbers_build(actor=company.actor("officer"), cluster=clusters[0], at=moment("2021-06-07 11:20"))
    regions_build(company)
    centre_build(company, clusters[0])
    facilities_build(company)
    registries_build(company)
    acts.expect_2021(company)
    envelopes_build(company, acts.cast(company), [projects[number] for number in IN_ENVELOPES])
    ties_build(
        expert=company.actor("expert-8"), officer=company.actor("officer"), applicant=projects[TIED].initiator,
        at=moment("2021-06-07 11:40"),
    )  # fmt: skip
    audit.clock_move(actor=company.actor("admin"), moment=FIRST_DAY, show_future=False)


def _host(session: PracticalSession) -> Organisation:
    """The enterprise of the first group."""
    return session.items.filter(visits__isnull=False).order_by("visits__pk")[0].visits.order_by("pk")[0].host


def _grant_leads(company: Company, cluster: Cluster) -> None:
    grant_leads(company, cluster, _initiator(cluster), _member(cluster, 106), FOUNDED)


def _initiator(cluster: Cluster) -> Organisation:
    return _member(cluster, 101)


def _member(cluster: Cluster, number: int) -> Organisation:
    return (
        cluster.memberships.select_related("organisation")
        .get(organisation__inn=bridge.invented_inn(number))
        .organisation
    )


def hand_in(company: Company, session: PracticalSession, project: JointProject, at: datetime) -> None:
    events.pitch_submit(actor=company.speaking(project.initiator), session=session, project=project, at=at)


def advance(to: datetime | None = None) -> None:
    """Plays every act whose day has come and that was not played yet; without the scene nobody acts."""
    if not PracticalSession.objects.filter(slug=SLUG).exists():
        return
    company = Company(people_make())
    until = to or read(timezone.now()).moment
    for at, act in acts.ACTS:
        if at <= until:
            with joining.act():
                act(company)


def play_to_the_end() -> None:
    """The whole scene, leads included, to the published result."""
    load()
    advance(LAST_DAY)
    audit.clock_move(actor=Company(people_make()).actor("admin"), moment=LAST_DAY, show_future=False)
