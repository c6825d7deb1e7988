"""The moments at which the permission matrix is read: objects brought to a state by services, stage by stage.

A stage is a copy of the scene (conftest.py); a generator below plays on from there inside one transaction and yields a
situation whenever a state worth asking about is reached. `AREAS` names the situations of each table in their order.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from .people import EXPERTS, Ours, grant, seats_take

AREAS: dict[str, tuple[str, ...]] = {
    "project": ("idea", "draft", "archived", "presented", "team_only", "fixed", "filed"),
    "session": ("draft", "published", "foreign_link", "running", "finished"),
    "round": (
        "draft", "announced", "open", "intake_closed", "formal_check", "scoring", "opened", "ranked", "approved",
        "published",
    ),
    "application": (
        "draft", "filed", "withdrawn", "intake_closed", "formal_check", "returned", "not_admitted", "admitted",
        "scoring", "opened", "ranked", "approved", "published",
    ),
    "cluster": ("idea", "registered"),
    "figures": ("letter", "own"),
    "rest": ("any",),
}  # fmt: skip


@dataclass
class Situation:
    """`values` are arguments of addresses, `body` what valid bodies need; `only` narrows to some routes."""

    area: str
    name: str
    values: dict[str, Any]
    body: dict[str, Any] = field(default_factory=dict)
    only: tuple[str, ...] = ()


def area_of(route: Any) -> str:
    """Which table a route stands in: by what its address names."""
    head, _sep, tail = route.path.partition("/")
    arguments = set(route.arguments)
    if "figures" in route.path.split("/") and arguments:
        return "figures"
    if (head == "projects" and "code" in arguments) or route.name == "events:hand_in":
        return "project"
    if head == "selections" and arguments & {"code", "number"} and tail.split("/")[1:2] != ["protocols"]:
        return "application"
    if head in {"sessions", "selections", "clusters"} and "slug" in arguments:
        return {"sessions": "session", "selections": "round", "clusters": "cluster"}[head]
    return "rest"


def actor(people: dict[str, Any], name: str) -> Any:
    from svetovod.web.accounts.actors import actor_of

    return actor_of(people[name])


def clock(moment: datetime) -> None:
    from svetovod.web.audit.models import DomainClock

    DomainClock.objects.filter(pk=1).update(moment=moment, show_future=False)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text + "+03:00")


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back: the situations beside it do not see it."""
    from django.db import transaction

    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


# --- stage "papers" ---------------------------------------------------------------------------------------------
def papers(objects: Ours, people: dict[str, Any]) -> Iterator[Situation]:
    from svetovod.web.projects import services

    lead, now = actor(people, "initiator"), at("2021-06-10T10:00")
    yield from rest(objects, people)
    with undone():
        yield from clusters(objects, people)
    with undone():
        yield from figures(people)
    with undone():
        yield from sessions(objects, people, now)
    with undone():
        idea = services.project_create(
            actor=lead, cluster=objects.cluster, organisation=objects.leader, title="Замысел", at=now
        )
        yield project("idea", idea, objects)
    made = project_made(objects, people, now)
    yield project("draft", made, objects)
    services.project_archive(actor=lead, project=made, at=now)
    yield project("archived", made, objects)


def project_made(objects: Ours, people: dict[str, Any], now: datetime) -> Any:
    """A whole draft of our leader's, with its estimate, its indicators and a co-executor that has not consented."""
    from random import Random

    from svetovod.demo.build_projects import project_build
    from svetovod.demo.project_texts import PRODUCTS
    from svetovod.web.projects.models import ProjectParticipant
    from svetovod.web.registry.models import Organisation

    partner = Organisation.objects.get(pk=objects.ids["partner"])
    made = project_build(
        objects.cluster, objects.leader, [partner], PRODUCTS[0], initiator=lambda _o: actor(people, "initiator"),
        partner=lambda _o: actor(people, "partner"), at=now, chance=Random(1),
    )  # fmt: skip
    ProjectParticipant.objects.filter(project=made, organisation=partner).update(consent_at=None)
    return made


def project(name: str, row: Any, objects: Ours, **more: Any) -> Situation:
    from svetovod.web.projects.models import JointProject

    row = JointProject.objects.get(pk=row.pk)
    partner = row.participants.filter(organisation=objects.ids["partner"]).first()
    first = {"cost": row.costs.first(), "indicator": row.indicators.first(), "participant": partner}
    by_part = {kind: found.pk if found else 10**6 for kind, found in first.items()}
    body = {"project": row, "objects": objects} | more
    return Situation("project", name, {"code": row.code, "slug": "saransk-2021", "by_part": by_part | more}, body)


def sessions(objects: Ours, people: dict[str, Any], now: datetime) -> Iterator[Situation]:
    from svetovod.demo.build_events import session_fields
    from svetovod.web.events import services

    made = services.session_create(actor=actor(people, "organiser"), at=now, **session_fields() | {"slug": "draft-22"})
    for name, role in (("organiser", "organiser"), ("checkin", "check_in"), ("expert-session", "expert")):
        grant(people[name], role, "session", made.slug)
    yield Situation("session", "draft", {"slug": made.slug, "action": "publish", "pk": 10**6, "token": "0" * 40},
                    {"session": objects.session})  # fmt: skip
    row, token = registration(objects)
    yield session("published", objects, row, token, "close_registration")
    yield session("foreign_link", objects, row, "0" * 40, "close_registration")


def registration(objects: Ours) -> tuple[Any, str]:
    from svetovod.web.events import tokens
    from svetovod.web.events.models import Registration

    row = Registration.objects.filter(session=objects.session, state="confirmed").order_by("id")[0]
    return row, tokens.token_for(row.session_id, row.person_id, row.registered_at)


def session(name: str, objects: Ours, row: Any, token: str, action: str) -> Situation:
    only = ("token",) if name == "foreign_link" else ()
    values = {"slug": objects.session.slug, "action": action, "pk": row.pk, "token": token}
    return Situation("session", name, values, {"session": objects.session}, only)


def clusters(objects: Ours, people: dict[str, Any]) -> Iterator[Situation]:
    """An idea is its managing organisation's and the region's; a registered cluster is public, its figures are not."""
    from svetovod.demo import bridge
    from svetovod.web.registry import services
    from svetovod.web.registry.models import Cluster

    day = at("2021-06-10T10:00")
    services.verdict_make(actor=actor(people, "manager"), cluster=objects.cluster, on=day.date(), at=day)
    sheet = objects.cluster.sheets.first()
    book = bridge.likeness("conforming", title="Новая книга", region="RU-MO", first=7000, trades=("Завод",))
    offered = services.cluster_offer(
        actor=actor(people, "manager"), cluster=objects.cluster, file=book, file_name="новая.xlsx", at=day
    )
    assert offered.pending is not None and sheet is not None
    values = {"slug": objects.cluster.slug, "by_part": {"sheets": sheet.pk}}
    body = {"day": "2021-06-09", "sha256": offered.pending.sha256}
    yield Situation("cluster", "registered", values, body)
    Cluster.objects.filter(pk=objects.cluster.pk).update(state="idea")
    yield Situation("cluster", "idea", values, body)


def figures(people: dict[str, Any]) -> Iterator[Situation]:
    """A request half answered: by the link of a letter, and by somebody signed in who speaks for the enterprise."""
    from svetovod.web.figures import phrases, selectors, tokens
    from svetovod.web.figures.models import FiguresContact, FiguresDispute

    dispute = FiguresDispute.objects.select_related("answer__reply__request__cluster").order_by("id")[0]
    part = dispute.answer.reply
    grant(people["manager"], "cluster_manager", "cluster", part.request.cluster_id)
    for name in ("initiator", "preparer", "partner"):
        role = {"partner": "participant"}.get(name, name)
        grant(people[name], role, "organisation", part.organisation_id)
    contact = FiguresContact.objects.get(reply=part)
    answer = selectors.answer_of(selectors.replies(part.request).get(pk=part.pk))
    assert answer is not None
    body = {"number": answer.number, "place": phrases.places_of(answer.content)[0][0]}
    values = {
        "slug": part.request.cluster.slug, "year": part.request.year, "inn": part.organisation.inn,
        "by_part": {"contact": contact.pk, "dispute": dispute.pk},
    }  # fmt: skip
    token = tokens.token_for(part.pk, contact.person_id, contact.issued_at)
    yield Situation("figures", "letter", values | {"token": token}, body)
    yield Situation("figures", "own", values | {"token": f"own-{part.pk}"}, body, ("token",))


def rest(objects: Ours, people: dict[str, Any]) -> Iterator[Situation]:
    """People, letters, the journal, files and pages that name no object."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from svetovod.web.accounts.models import Invitation, RoleGrant
    from svetovod.web.audit.models import LedgerEntry
    from svetovod.web.audit.services import root_sign
    from svetovod.web.notices.models import OutgoingMail
    from svetovod.web.projects.services import cost_attach
    from svetovod.web.rulebook.models import Verification

    secretary, now = people["secretary"], at("2021-06-10T10:00")
    place = {"role": "expert", "scope": "round", "scope_id": str(objects.round.pk)}
    invitation = Invitation.objects.create(
        email="invited@matrix.example", invited_by=secretary, invited_at=now, expires_at=at("2099-01-01T00:00"),
        token="matrix-token", **place,
    )  # fmt: skip
    cost = objects.project.costs.first()
    file = SimpleUploadedFile("evidence.pdf", b"%PDF-1.4\n%matrix\n%%EOF\n")
    attachment = cost_attach(actor=actor(people, "initiator"), cost=cost, upload=file, at=now)
    root_sign(purpose="matrix")
    letter = OutgoingMail.objects.create(
        key="matrix", to="a@matrix.example", subject="s", text="t", state="failed", domain_at=now, queued_at=now
    )
    read = Verification.objects.create(
        act="pp779", key="cluster.min_participants", edition="2018-08-02", value="10", point="2", publication="-",
        quote="-", proposed_by=secretary, proposed_at=now,
    )  # fmt: skip
    granted = RoleGrant.objects.get(person=people["expert-panel"], role="expert")
    by_part = {"account": people["stranger"].pk, "roles": granted.pk, "outbox": letter.pk, "files": attachment.pk}
    values = {
        "by_part": by_part | {"invitations": invitation.pk, "verifications": read.pk}, "token": invitation.token,
        "index": LedgerEntry.objects.count() // 2, "kind": "projects.jointproject", "id": objects.project.pk,
        "act": "pp779", "key": "cluster.func_dependence_min",
    }  # fmt: skip
    yield Situation("rest", "any", values, {"objects": objects})


# --- stage "session" --------------------------------------------------------------------------------------------
def running(objects: Ours, people: dict[str, Any]) -> Iterator[Situation]:
    from svetovod.web.projects import services
    from svetovod.web.projects.models import JointProject, ProjectParticipant

    now = at("2021-06-24T10:00")
    yield session("running", objects, *registration(objects), "finish")
    version = objects.project.versions.order_by("-number").first()
    common = {
        "project": objects.project, "version": version, "section": "estimate", "severity": "advice",
        "occasion": f"session:{objects.session.slug}", "at": now,
    }  # fmt: skip
    writer = actor(people, "expert-session")
    remark = services.remark_add(actor=writer, text="Обоснуйте цену", **common)
    ProjectParticipant.objects.filter(project=objects.project, organisation=objects.ids["partner"]).update(
        consent_at=None
    )
    yield project("presented", objects.project, objects, remarks=remark.pk)
    with undone():
        hidden = services.remark_add(actor=writer, text="Только команде", visibility="team", **common)
        narrowed = project("team_only", objects.project, objects, remarks=hidden.pk)
        narrowed.only = ("projects:remark_detail",)
        yield narrowed
    lead, row = actor(people, "initiator"), JointProject.objects.get(pk=objects.project.pk)
    services.project_edit(actor=lead, project=row, revision=row.revision, fields={"lacking": "Ничего"}, at=now)
    services.remark_fix(actor=lead, remark=remark, text="Исправлено", at=now)
    yield project("fixed", objects.project, objects, remarks=remark.pk)


# --- stage "intake" ---------------------------------------------------------------------------------------------
def intake(objects: Ours, people: dict[str, Any]) -> Iterator[Situation]:
    from svetovod.web.selection import services

    now, secretary = at("2021-11-18T12:00"), actor(people, "secretary")
    yield session("finished", objects, *registration(objects), "archive")
    yield project("filed", objects.project, objects, remarks=objects.project.remarks.order_by("id")[0].pk)
    with undone():
        yield from rounds_before(objects, people, now)
    seats_take(objects.round, people)
    row = ours_application(objects)
    with undone():
        made = project_made(objects, people, now)
        services.application_draft(actor=actor(people, "initiator"), round=objects.round, project=made, at=now)
        yield application("draft", row, made.code)
    yield round_("open", objects, "close")
    yield application("filed", row)
    with undone():
        services.application_withdraw(actor=actor(people, "initiator"), application=row, at=now)
        yield application("withdrawn", row)
    clock(objects.round.closes_at + timedelta(hours=1))
    services.intake_close(actor=secretary, round=objects.round, at=objects.round.closes_at)
    yield round_("intake_closed", objects, "check")
    yield application("intake_closed", row)
    yield from checked(objects, people, row)


def rounds_before(objects: Ours, people: dict[str, Any], now: datetime) -> Iterator[Situation]:
    """A selection that is a draft, then announced: its people are those of ours."""
    from svetovod.demo.build_selection import CRITERIA_2021, ROUND_2021
    from svetovod.web.accounts.actors import SYSTEM
    from svetovod.web.selection import services

    later = {name: ROUND_2021[name] + timedelta(days=365) for name in ROUND_2021 if name.endswith(("_at", "_until"))}
    data = dict(ROUND_2021) | later | {"slug": "2022", "announced_at": None}
    made = services.round_create(actor=SYSTEM, data=data, criteria=CRITERIA_2021, at=now)
    for name in (*EXPERTS, "secretary", "secretary-party", "chair", "chair-party", "member", "member-party"):
        role = {"expert": "expert", "member": "commission_member"}.get(name.split("-")[0], name.split("-")[0])
        grant(people[name], role, "round", made.pk)
    grant(people["auditor-round"], "auditor", "round", made.pk)
    values = {"slug": made.slug, "step": "announce"}
    body = {"round": made, "number": "2022-001", "expert": "E1"}
    yield Situation("round", "draft", values, body)
    services.round_announce(actor=actor(people, "secretary"), round=made, at=now)
    seats_take(made, people)
    yield Situation("round", "announced", values | {"step": "open"}, body)


def ours_application(objects: Ours) -> Any:
    from svetovod.web.selection.models import Application

    rows = Application.objects.select_related("round", "project__initiator")
    return rows.get(round=objects.round, project=objects.project)


def application(name: str, row: Any, code: str = "") -> Situation:
    row = type(row).objects.select_related("round", "project").get(pk=row.pk)
    values = {"slug": row.round.slug, "number": row.number, "code": code or row.project.code}
    if code:
        values["number"] = "2021-999"
    return Situation("application", name, values, {"application": row, "round": row.round})


def round_(name: str, objects: Ours, step: str) -> Situation:
    row = ours_application(objects)
    body = {"round": row.round, "number": row.number, "expert": "M-expert-pan"}
    return Situation("round", name, {"slug": row.round.slug, "step": step, "number": 1}, body)


def checked(objects: Ours, people: dict[str, Any], row: Any) -> Iterator[Situation]:
    from svetovod.web.selection import services
    from svetovod.web.selection.phrases import CHECKLIST

    now, secretary = at("2021-11-23T10:00"), actor(people, "secretary")
    clock(now)
    services.check_start(actor=secretary, round=objects.round, at=now)
    common: dict[str, Any] = {"actor": secretary, "application": row, "at": now}
    services.check_save(**common, answers=dict.fromkeys(CHECKLIST, ("yes", "")))
    yield round_("formal_check", objects, "score")
    yield application("formal_check", row)
    with undone():
        services.application_return(**common, reason="Нет подписи", until=now + timedelta(days=3))
        yield application("returned", row)
    with undone():
        services.check_save(**common, answers={"estimate": ("no", "Нет сметы")})
        services.application_refuse(**common, reason="Нет сметы")
        yield application("not_admitted", row)
    services.application_admit(**common)
    yield application("admitted", row)


# --- stage "scoring" --------------------------------------------------------------------------------------------
def scoring(objects: Ours, people: dict[str, Any]) -> Iterator[Situation]:
    from svetovod.web.selection import services

    now = at("2021-11-26T12:00")
    seats_take(objects.round, people)
    row = ours_application(objects)
    given = sheets_make(objects, people, row, now)
    yield round_("scoring", objects, "publish")
    yield application("scoring", row)
    services.score_submit(actor=actor(people, "expert"), assignment=given, scores=scores(objects), at=now)
    clock(objects.round.opening_at)
    for name in ("secretary", "chair"):
        services.opening_confirm(actor=actor(people, name), round=objects.round, role=name, at=objects.round.opening_at)
    yield round_("opened", objects, "publish")
    yield application("opened", row)
    yield from decided(objects, people, row)


def scores(objects: Ours) -> dict[str, Any]:
    from decimal import Decimal

    return {row.code: Decimal(7) for row in objects.round.criteria.all()}


def sheets_make(objects: Ours, people: dict[str, Any], row: Any, now: datetime) -> Any:
    """The sheets of our application as the columns tell; returns the assignment whose sheet is a draft."""
    from svetovod.web.selection import services
    from svetovod.web.selection.models import PanelMember

    secretary, given = actor(people, "secretary"), {}
    partner = people["expert-party"].grants.filter(role="participant")
    scope_id = partner.get().scope_id
    partner.delete()  # the interest comes after the assignment
    for name in ("expert", "expert-sealed", "expert-stepped", "expert-party"):
        who, member = actor(people, name), PanelMember.objects.get(round=objects.round, person=people[name])
        given[name] = services.expert_assign(actor=secretary, application=row, member=member, at=now)
        if name == "expert-stepped":
            services.conflict_declare(actor=who, assignment=given[name], reason="Консультировал", at=now)
            continue
        services.conflict_deny(actor=who, assignment=given[name], at=now)
        keep = services.score_submit if name == "expert-sealed" else services.score_save
        keep(actor=who, assignment=given[name], scores=scores(objects), at=now)
    grant(people["expert-party"], "participant", "organisation", scope_id)
    return given["expert"]


def decided(objects: Ours, people: dict[str, Any], row: Any) -> Iterator[Situation]:
    from svetovod.web.selection import services

    secretary, sitting = actor(people, "secretary"), objects.round.sitting_at
    clock(sitting)
    services.ranking_run(actor=secretary, round=objects.round, at=sitting)
    yield round_("ranked", objects, "publish")
    yield application("ranked", row)
    for seat in objects.round.seats.select_related("person"):
        from svetovod.web.accounts.actors import actor_of

        choice = "recused" if seat.person == people["member-party"] else "for"
        services.vote_cast(actor=actor_of(seat.person), round=objects.round, choice=choice, at=sitting)
    services.round_approve(actor=actor(people, "chair"), round=objects.round, at=sitting)
    services.protocol_issue(actor=secretary, round=objects.round, at=sitting)
    yield round_("approved", objects, "publish")
    yield application("approved", row)
    services.round_publish(actor=secretary, round=objects.round, at=objects.round.publishing_at)
    clock(objects.round.publishing_at + timedelta(hours=1))
    yield round_("published", objects, "publish")
    yield application("published", row)


STORIES = {"papers": papers, "session": running, "intake": intake, "scoring": scoring}
