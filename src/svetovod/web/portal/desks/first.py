"""First steps of whoever is new in a role: three to five, each ticked off by what is there, gone when all are."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding, people_in_role
from svetovod.web.accounts.standing import lacks_second_factor, needs_second_factor
from svetovod.web.events.models import ConsentDocument, PracticalSession
from svetovod.web.matchmaking.selectors import profiles_of
from svetovod.web.projects.enums import ProjectState
from svetovod.web.projects.models import JointProject, Remark
from svetovod.web.regions.selectors import facilities, publications_of
from svetovod.web.registry.models import Cluster, Organisation
from svetovod.web.registry.selectors import numbers_waiting
from svetovod.web.selection.enums import RoundState
from svetovod.web.selection.models import Assignment, ExpertProfile, ScoreSheet, SelectionRound, Vote
from svetovod.web.signing.selectors import without_signer

BEGUN = (ProjectState.IDEA, ProjectState.DRAFT)


@dataclass(frozen=True, slots=True)
class First:
    """`what` begins with a verb; a step without an address waits for the one before it."""

    what: str
    url: str
    done: bool
    why: str = ""


def steps(actor: Any, moment: datetime) -> list[First]:
    """Of the first role in which something is not done yet; none for whoever is past the beginning."""
    for role, source in GUIDES:
        if actor.holds(role):
            found = list(source(actor, moment))
            if not all(step.done for step in found):
                return found
    return []


def administrator(actor: Any, moment: datetime) -> Iterator[First]:
    if needs_second_factor(actor):
        yield First(
            _("Set up the second step of signing in"), reverse("mfa_index"), not lacks_second_factor(actor),
            _("your role works only with it"),
        )  # fmt: skip
    invited = people_in_role(Role.ORGANISER, Role.REGISTRY_OFFICER, Role.SECRETARY)
    yield First(
        _("Invite the organiser and the registry officer"), reverse("accounts:team"), bool(invited),
        _("they enter sessions and clusters; you enter nothing of the domain"),
    )  # fmt: skip
    sends = settings.EMAIL_BACKEND.rsplit(".", 2)[-2] == "smtp"
    yield First(
        _("Name the mail server"), reverse("notices:mail_list"), sends,
        _("until then letters stay in the folder of the installation; SVETOVOD_EMAIL_HOST names it"),
    )  # fmt: skip


def organiser(actor: Any, moment: datetime) -> Iterator[First]:
    held = actor.scope_ids(Scope.SESSION, Role.ORGANISER)
    row = PracticalSession.objects.filter(slug__in=held).annotate(entries=Count("items")).order_by("-pk").first()
    slug = [row.slug] if row else []
    if actor.holds(Role.ORGANISER, Scope.PLATFORM):
        yield First(
            _("Prepare a session: name, days, place"), reverse("events:session_new"), row is not None,
            _("a draft is seen by its organisers alone"),
        )  # fmt: skip
        yield First(
            _("Publish the text of the consent to personal data"), reverse("events:consent_texts"),
            ConsentDocument.objects.filter(required=True).exists(), _("whoever registers is asked for it"),
        )  # fmt: skip
    yield First(
        _("Put the programme together"), reverse("events:programme", args=slug) if slug else "",
        bool(row and row.entries),
    )  # fmt: skip
    yield First(
        _("Publish the session: registration opens by itself"), reverse("events:plan", args=slug) if slug else "",
        bool(row and row.state != "draft"),
    )  # fmt: skip
    team = {each.pk for each in people_holding(Scope.SESSION, held, Role.ORGANISER, Role.EXPERT)}
    yield First(
        _("Invite a second organiser and the experts"), reverse("events:plan", args=slug) + "#team" if slug else "",
        bool(team - {actor.person_id}),
    )  # fmt: skip


def manager(actor: Any, moment: datetime) -> Iterator[First]:
    held = actor.scope_ids(Scope.CLUSTER, Role.CLUSTER_MANAGER)
    mine = Q(pk__in=held) | Q(manager__in=actor.organisation_ids(Role.CLUSTER_MANAGER))
    row = Cluster.objects.filter(mine).annotate(asked=Count("figures_requests"), kept=Count("verdicts")).first()
    slug = [row.slug] if row else []
    yield First(
        _("Fill in the blank of the cluster and send it to the registry or the region"), reverse("registry:blank"),
        row is not None, _("a cluster is entered by its workbook; the blank has an example"),
    )  # fmt: skip
    yield First(
        _("See whether the cluster conforms, and the cheapest way if it does not"),
        reverse("registry:verdict", args=slug) if row and row.kept else "", bool(row and row.kept),
    )  # fmt: skip
    yield First(
        _("Ask the enterprises for their figures"), reverse("figures:request_new", args=slug) if slug else "",
        bool(row and row.asked), _("they answer by a link, without accounts"),
    )  # fmt: skip
    yield First(
        _("Begin the dossier: choose the edition it is prepared under"),
        reverse("dossier:overview", args=slug) if slug else "", bool(row and hasattr(row, "dossier")),
    )  # fmt: skip


def initiator(actor: Any, moment: datetime) -> Iterator[First]:
    own = actor.organisation_ids(Role.INITIATOR)
    agreed = Count("participants", filter=~Q(participants__consent_at=None), distinct=True)
    rows = JointProject.objects.filter(initiator__in=own).annotate(agreed=agreed, paid=Count("costs", distinct=True))
    row = rows.order_by("-changed_at").first()
    code = [row.code] if row else []
    yield First(
        _("Begin a joint project: two answers are enough"), reverse("projects:project_new"), row is not None,
    )  # fmt: skip
    yield First(
        _("Invite another enterprise of the cluster; its own representative consents"),
        reverse("projects:participants", args=code) if code else "", bool(row and row.agreed > 1),
    )  # fmt: skip
    yield First(
        _("Enter the estimate: the subsidy is computed line by line"),
        reverse("projects:estimate", args=code) if code else "", bool(row and row.paid),
    )  # fmt: skip
    yield First(
        _("Go through what readiness still lacks, then hand the project in"),
        reverse("projects:readiness", args=code) if code else "", bool(row and row.state not in BEGUN),
    )  # fmt: skip


def enterprise(actor: Any, moment: datetime) -> Iterator[First]:
    own = actor.organisation_ids(Role.PARTICIPANT)
    for row in Organisation.objects.filter(pk__in=own).order_by("pk")[:1]:
        yield First(
            _("Say who signs for the enterprise"), reverse("signing:signers", args=[row.inn]),
            row.pk not in {found.organisation.pk for found in without_signer(actor, timezone.localdate(moment))},
        )  # fmt: skip
        yield First(
            _("Decide what of the enterprise everybody may see"), reverse("regions:publication", args=[row.inn]),
            bool(publications_of(row)), _("nothing, until you say so"),
        )  # fmt: skip
        yield First(
            _("Say what you offer and look for at the next session"), reverse("events:session_list"),
            any(profiles_of(actor, moment)), _("business meetings are proposed from it"),
        )  # fmt: skip


def expert(actor: Any, moment: datetime) -> Iterator[First]:
    yield First(
        _("Say what you judge and whom you are tied to"), reverse("selection:profile"),
        ExpertProfile.objects.filter(person=actor.person_id).exists(),
        _("projects are matched and conflicts found by it"),
    )  # fmt: skip
    given = Assignment.objects.filter(member__person=actor.person_id).select_related("application__round").first()
    sheets = ScoreSheet.objects.filter(assignment__member__person=actor.person_id).exclude(state="draft")
    said = Remark.objects.filter(author=actor.person_id).exists()
    slug = next(iter(actor.scope_ids(Scope.SESSION, Role.EXPERT)), "")
    if slug:
        yield First(_("Write the first remark to a project"), reverse("events:pitches", args=[slug]), said)
    if given or not slug:
        yield First(
            _("Submit the first score sheet"),
            reverse("selection:my_sheets", args=[given.application.round.slug]) if given else "", sheets.exists(),
            _("it stays sealed until the opening"),
        )  # fmt: skip


def secretary(actor: Any, moment: datetime) -> Iterator[First]:
    held = actor.scope_ids(Scope.ROUND, Role.SECRETARY)
    row = SelectionRound.objects.filter(pk__in=held).annotate(asked=Count("offers")).order_by("-pk").first()
    slug = [row.slug] if row else []
    yield First(_("Begin a selection"), reverse("selection:round_new"), row is not None)
    yield First(
        _("Write in terms, dates and criteria from the order, then announce"),
        reverse("selection:round_draft", args=slug) if slug else "", bool(row and row.state != RoundState.DRAFT),
    )  # fmt: skip
    yield First(
        _("Invite the chair, the members and the experts"), reverse("selection:people", args=slug) if slug else "",
        bool(row and row.asked),
    )  # fmt: skip
    yield First(
        _("Assign the experts once the applications are checked"), reverse("selection:plan", args=slug) if slug else "",
        bool(row and Assignment.objects.filter(application__round=row).exists()),
    )  # fmt: skip


def member(actor: Any, moment: datetime) -> Iterator[First]:
    held = actor.scope_ids(Scope.ROUND, Role.COMMISSION_MEMBER, Role.CHAIR)
    for row in SelectionRound.objects.filter(pk__in=held).order_by("-pk")[:1]:
        yield First(_("Read the rules of the selection"), reverse("selection:round", args=[row.slug]), True)
        yield First(
            _("Vote on the ranking once it is made"),
            reverse("selection:vote", args=[row.slug]) if row.state == RoundState.RANKED else "",
            Vote.objects.filter(seat__person=actor.person_id).exists(), _("a letter will call you to the sitting"),
        )  # fmt: skip


def region(actor: Any, moment: datetime) -> Iterator[First]:
    for iso in sorted(actor.scope_ids(Scope.REGION, Role.REGIONAL_AUTHORITY, Role.CDC_OFFICER))[:1]:
        yield First(
            _("Enter the clusters of the region by their workbooks"), reverse("registry:bulk_list"),
            Cluster.objects.filter(regions__contains=[iso]).exists(),
        )  # fmt: skip
        yield First(
            _("Write down the parks, laboratories and other objects of the region"),
            reverse("regions:facilities", args=[iso]), facilities().filter(region=iso).exists(),
        )  # fmt: skip


def officer(actor: Any, moment: datetime) -> Iterator[First]:
    yield First(
        _("Enter the clusters by their workbooks"), reverse("registry:bulk_list"), Cluster.objects.exists(),
        _("many files at once; nothing is taken over before you say so"),
    )  # fmt: skip
    yield First(
        _("Compare numbers of organisations with the state register"), reverse("registry:numbers"),
        not numbers_waiting(actor),
    )  # fmt: skip


GUIDES: tuple[tuple[Role, Callable[[Any, datetime], Iterator[First]]], ...] = (
    (Role.ADMINISTRATOR, administrator),
    (Role.ORGANISER, organiser),
    (Role.REGISTRY_OFFICER, officer),
    (Role.CLUSTER_MANAGER, manager),
    (Role.REGIONAL_AUTHORITY, region),
    (Role.CDC_OFFICER, region),
    (Role.SECRETARY, secretary),
    (Role.INITIATOR, initiator),
    (Role.PARTICIPANT, enterprise),
    (Role.EXPERT, expert),
    (Role.COMMISSION_MEMBER, member),
    (Role.CHAIR, member),
)
