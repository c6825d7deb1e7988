"""What each stage of the scene plays on to (conftest.py makes the stages)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from tests.web.security.people import Ours, seats_take

from .clusters import clusters, figures
from .confirmations import confirmations
from .projects import project, project_made
from .requests import tables
from .rest import rest
from .selections import (
    application,
    checked,
    decided,
    envelope_came,
    envelope_fill,
    enveloped,
    ours_application,
    round_,
    rounds_before,
    scores,
    sheets_make,
)
from .sessions import floor, held, registration, session, sessions
from .situation import Situation, actor, at, clock, undone


def papers(objects: Ours, people: dict[str, Any]) -> Iterator[Situation]:
    from svetovod.web.projects import services

    lead, now = actor(people, "initiator"), at("2021-06-10T10:00")
    yield from rest(objects, people)
    with undone():
        yield from clusters(objects, people)
    with undone():
        yield from confirmations(objects, people)
    with undone():
        yield from figures(people)
    with undone():
        yield from tables()
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


def running(objects: Ours, people: dict[str, Any]) -> Iterator[Situation]:
    from svetovod.web.projects import services
    from svetovod.web.projects.models import JointProject, ProjectParticipant

    now = at("2021-06-24T10:00")
    yield session("running", objects, *registration(objects), "finish")
    with undone():
        yield from floor(objects, people, now)
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
    words = {"section": "estimate", "severity": "advice", "text": "Шаблон"}
    kept = services.template_keep(actor=writer, **words, at=now)
    yield project("presented", objects.project, objects, remarks=remark.pk, templates=kept.pk)
    with undone():
        hidden = services.remark_add(actor=writer, text="Только команде", visibility="team", **common)
        narrowed = project("team_only", objects.project, objects, remarks=hidden.pk)
        narrowed.only = ("projects:remark_detail",)
        yield narrowed
    lead, row = actor(people, "initiator"), JointProject.objects.get(pk=objects.project.pk)
    services.project_edit(actor=lead, project=row, revision=row.revision, fields={"lacking": "Ничего"}, at=now)
    services.remark_fix(actor=lead, remark=remark, text="Исправлено", at=now)
    yield project("fixed", objects.project, objects, remarks=remark.pk)


def intake(objects: Ours, people: dict[str, Any]) -> Iterator[Situation]:
    from svetovod.web.selection import services

    now, secretary = at("2021-11-18T12:00"), actor(people, "secretary")
    yield session("finished", objects, *registration(objects), "archive")
    with undone():
        yield held(objects)
    yield project("filed", objects.project, objects, remarks=objects.project.remarks.order_by("id")[0].pk)
    with undone():
        yield from rounds_before(objects, people, now)
    seats_take(objects.round, people)
    enveloped(objects)
    row = ours_application(objects)
    envelope_fill(people, row, now)
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
    for name in ("secretary", "chair"):
        services.envelopes_open(actor=actor(people, name), round=objects.round, role=name, at=objects.round.closes_at)
    yield round_("intake_closed", objects, "check")
    yield application("intake_closed", row)
    yield from checked(objects, people, row)


def scoring(objects: Ours, people: dict[str, Any]) -> Iterator[Situation]:
    from svetovod.web.selection import services

    now = at("2021-11-26T12:00")
    seats_take(objects.round, people)
    enveloped(objects)
    row = ours_application(objects)
    given = sheets_make(objects, people, row, now)
    envelope_came(people, row, now)
    yield round_("scoring", objects, "publish")
    yield application("scoring", row)
    services.score_submit(actor=actor(people, "expert"), assignment=given, scores=scores(objects), at=now)
    clock(objects.round.opening_at)
    for name in ("secretary", "chair"):
        services.opening_confirm(actor=actor(people, name), round=objects.round, role=name, at=objects.round.opening_at)
    yield round_("opened", objects, "publish")
    yield application("opened", row)
    yield from decided(objects, people, row)


STORIES = {"papers": papers, "session": running, "intake": intake, "scoring": scoring}
