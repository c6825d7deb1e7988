"""The intake: public answers that name nobody, outages answered in public, applications sealed until the end."""

import json
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.selection.conftest import person

from svetovod.demo import build_selection as build
from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import Person
from svetovod.web.audit.models import DomainClock, LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.notices.models import Notice
from svetovod.web.projects.models import JointProject, ProjectAudience
from svetovod.web.projects.selectors import as_shown, content_of, versions_of
from svetovod.web.projects.services import audience_add, version_freeze
from svetovod.web.selection import personal, selectors, services
from svetovod.web.selection.export import export_make
from svetovod.web.selection.models import Application, Clarification

from .test_export import parts, shown

DURING = build.moment("2021-11-15 10:00")
MINUTE = timedelta(minutes=1)


def refusal(code: str):
    return pytest.raises(Refused, check=lambda error: error.code == code)


def clock(at):
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": at, "set_at": at})


def asked(world, key="initiator-1", question="Мы, Enterprise 1, спрашиваем: нужна ли копия устава?"):
    return services.clarification_ask(actor=world.actor(key), round=world.round, question=question, at=DURING)


def answered(world, row, key="secretary"):
    return services.clarification_answer(
        actor=world.actor(key), clarification=row, shown="Нужна ли копия устава?", answer="Нет.", at=DURING
    )


def test_an_answer_is_public_and_names_nobody(make_world, client):
    """Neither the page, nor a letter, nor the export tells who asked or how the question was worded."""
    world = make_world()
    world.play("filed")
    row = asked(world)
    clock(DURING)
    url = reverse("selection:questions", args=[world.round.slug])
    assert "копия устава" not in client.get(url).content.decode()
    answered(world, row)
    page = client.get(url).content.decode()
    assert "Нужна ли копия устава?" in page
    assert "Enterprise 1" not in page
    told = Notice.objects.filter(key=f"question:{row.pk}:answered")
    assert {each.person_id for each in told} == {world.people[f"initiator-{n}"].pk for n in (1, 2, 3)}
    assert not told.filter(text__contains="Enterprise").exists()
    waits = told.get(person=world.people["initiator-1"])
    assert waits.topic == "" and set(told.exclude(pk=waits.pk).values_list("topic", flat=True)) == {"answers"}
    data = export_make(actor=world.actor("auditor"), round=world.round, at=DURING)
    published = json.loads(parts(data)["files/selection/clarifications.json"])["clarifications"]
    assert [(each["shown"], each["answer"]) for each in published] == [("Нужна ли копия устава?", "Нет.")]
    acts = {entry["action"] for entry in shown(data)}
    assert "clarification.answer" in acts
    assert "clarification.ask" not in acts
    assert LedgerEntry.objects.filter(action="clarification.ask").count() == 1


def test_the_secretary_answers_without_learning_who_asked(world, client):
    row = asked(world, question="Можно ли заменить заявку?")
    for key in ("chair", "initiator-2", "expert-1"):
        with pytest.raises((Denied, Hidden)):
            answered(world, row, key)
    clock(DURING)
    client.force_login(world.people["secretary"])
    url = reverse("selection:questions", args=[world.round.slug])
    page = client.get(url).content.decode()
    assert "Можно ли заменить заявку?" in page
    assert "initiator-1" not in page
    answer = client.post(f"{url}{row.number}/", {"shown": "Можно ли заменить?", "answer": "Да, до конца приёма."})
    assert answer.status_code == 302
    with transaction.atomic(), pytest.raises((InternalError, ProgrammingError)):
        Clarification.objects.filter(pk=row.pk).update(answer="Нельзя.")


def test_the_same_question_twice_is_one_and_after_the_term_there_is_none(make_world):
    world = make_world(questions_days=3)
    assert asked(world) == asked(world)
    with refusal("clarification.over"):
        services.clarification_ask(
            actor=world.actor("initiator-1"), round=world.round, question="?",
            at=world.round.closes_at - timedelta(days=3),
        )  # fmt: skip


def test_erasure_forgets_whose_question_it_was(world):
    row = asked(world)
    personal.erase(world.people["initiator-1"])
    row.refresh_from_db()
    assert row.asked_by is None


def test_an_outage_at_the_deadline_prolongs_the_intake_in_public(world, client):
    """Announced until 18:00, unreachable 17:00 to 20:00, prolonged at 20:30: who could not file then files."""
    closes, scoring = world.round.closes_at, world.round.scoring_until
    later, late = closes + timedelta(days=1), closes + timedelta(hours=2, minutes=30)
    project = world.projects[0]
    draft = services.application_draft(actor=world.initiator(project), round=world.round, project=project, at=DURING)
    with refusal("intake.over"):
        services.application_file(actor=world.initiator(project), application=draft, at=late)
    made = services.outage_record(
        actor=world.actor("secretary"), round=world.round, began=closes - timedelta(hours=1),
        ended=closes + timedelta(hours=2), ground="Авария на магистрали, справка оператора связи.", closes_at=later,
        at=late,
    )  # fmt: skip
    world.round.refresh_from_db()
    assert (world.round.closes_at, world.round.scoring_until) == (later, scoring + timedelta(days=1))
    assert made.entries == 0
    assert Notice.objects.filter(key=f"round:{world.round.pk}:amended:2", person=world.people["stranger"]).exists()
    filed = services.application_file(actor=world.initiator(project), application=draft, at=late + MINUTE)
    assert filed.number
    clock(late + MINUTE)
    page = client.get(reverse("selection:announcement", args=[world.round.slug])).content.decode()
    assert "справка оператора связи" in page
    assert "23.11.2021" in page
    with refusal("intake.over"):
        services.application_replace(actor=world.initiator(project), application=filed, at=later)


def test_whoever_is_late_or_files_twice_holds_nobody_up(make_world):
    world = make_world(projects=1, experts=2).play("filed")
    row, late = world.application(), world.round.closes_at + MINUTE
    missed = Application(pk=row.pk, round=row.round, project=row.project, state="not_submitted")
    common = {"actor": world.initiator(row.project), "at": late}
    with CaptureQueriesContext(connection) as asked_for:
        assert services.application_file(application=row, **common) == row
        with refusal("intake.over"):
            services.application_replace(application=row, **common)
        with refusal("intake.over"):
            services.application_file(application=missed, **common)
    assert not [each for each in asked_for if "FOR NO KEY UPDATE" in each["sql"]]


@pytest.mark.parametrize(
    ("began", "ended", "closes", "code"),
    [
        (-1, 2, 0.5, "outage.short"),  # one hour was lost, half an hour is given back
        (1, 2, 24, "outage.elsewhere"),  # after the end
        (-1, 5, 24, "outage.times"),  # still going on
    ],
)
def test_an_extension_is_of_the_hours_lost(world, began, ended, closes, code):
    hours = {"began": began, "ended": ended, "closes_at": closes}
    times = {name: world.round.closes_at + timedelta(hours=value) for name, value in hours.items()}
    with refusal(code):
        services.outage_record(
            actor=world.actor("secretary"), round=world.round, ground="Авария", **times,
            at=world.round.closes_at + timedelta(hours=3),
        )  # fmt: skip


def test_the_journal_tells_that_the_server_worked(world):
    """An extension for a friend: entries made in the hours claimed stand beside the claim, in public."""
    asked(world, key="initiator-2", question="Работает ли сервер?")
    made = services.outage_record(
        actor=world.actor("secretary"), round=world.round, began=DURING - MINUTE, ended=DURING + MINUTE,
        ground="Авария", closes_at=world.round.closes_at + timedelta(hours=1), at=DURING + 2 * MINUTE,
    )  # fmt: skip
    assert made.entries == 1


def test_once_the_intake_is_closed_nothing_prolongs_it(world):
    closes = world.round.closes_at
    services.intake_close(actor=world.actor("secretary"), round=world.round, at=closes)
    with refusal("round.state"):
        services.outage_record(
            actor=world.actor("secretary"), round=world.round, began=closes - MINUTE, ended=closes, ground="Авария",
            closes_at=closes + timedelta(days=1), at=closes + MINUTE,
        )  # fmt: skip


def test_sealed_applications_are_opened_before_the_intake_ends_where_it_says_so(make_world):
    """The intake ends on Monday 22.11.2021: three working days before it is Wednesday 17.11."""
    world = make_world(projects=1, sealed_intake=True, unsealed_days=3).play("filed")
    for at, sealed in (("2021-11-16 23:59", True), ("2021-11-17 00:00", False)):
        services.intake_unseal(actor=build.SYSTEM, round=world.round, at=build.moment(at))
        world.round.refresh_from_db()
        assert world.round.intake_sealed is sealed
    assert LedgerEntry.objects.filter(action="intake.unseal").count() == 1
    with pytest.raises(Denied):
        services.intake_unseal(actor=world.actor("secretary"), round=world.round, at=DURING)


def test_sealed_until_the_intake_is_closed(make_world, client):
    """Selectors, pages, receipt, journal and export: nothing of an application before the end of the intake."""
    world = make_world(sealed_intake=True)
    world.play("filed")
    row = world.application()
    number, title = row.number, world.projects[0].title
    clock(DURING)
    for key in ("secretary", "chair", "auditor", "member-1"):
        actor = world.actor(key)
        assert not selectors.applications_of_round(actor, world.round).exists()
        with pytest.raises(Hidden):
            selectors.application_get(actor, world.round.slug, number)
        client.force_login(world.people[key])
        for name in ("application", "receipt", "check"):
            path = reverse(f"selection:{name}", args=[world.round.slug, number])
            assert client.get(path).status_code == 404, (key, name)
        desk = client.get(reverse("selection:desk", args=[world.round.slug])).content.decode()
        assert number not in desk
        assert title not in desk
    client.force_login(world.people["initiator-1"])
    assert client.get(reverse("selection:application", args=[world.round.slug, number])).status_code == 200
    data = export_make(actor=world.actor("auditor"), round=world.round, at=DURING)
    assert not [name for name in parts(data) if "selection/applications/" in name]
    assert number.encode() not in parts(data)["ledger/entries.jsonl"]
    told = json.loads(LedgerEntry.objects.get(action="application.file", subject_id=row.pk).body)["data"]
    assert set(told) == {"number", "version", "sha256"}
    services.intake_close(actor=world.actor("secretary"), round=world.round, at=world.round.closes_at)
    world.round.refresh_from_db()
    assert selectors.applications_of_round(world.actor("secretary"), world.round).count() == 3
    assert selectors.application_get(world.actor("secretary"), world.round.slug, number) == row


def test_the_seal_of_the_intake_is_settled_at_the_announcement(make_world):
    world = make_world(sealed_intake=True)
    with transaction.atomic(), pytest.raises((InternalError, ProgrammingError)):
        type(world.round).objects.filter(pk=world.round.pk).update(sealed_intake=False)


def test_filed_means_that_the_number_is_in_the_journal(make_world):
    world = make_world()
    world.play("filed")
    for row in Application.objects.exclude(number=""):
        entry = LedgerEntry.objects.get(index=row.ledger_index)
        assert json.loads(entry.body)["data"]["number"] == row.number
        assert entry.domain_at == row.filed_at


def test_a_draft_not_filed_in_time_is_kept_and_explained(world, client):
    project = world.projects[0]
    services.application_draft(
        actor=world.initiator(project), round=world.round, project=project, requested=123456, at=DURING
    )
    services.intake_close(actor=world.actor("secretary"), round=world.round, at=world.round.closes_at)
    clock(world.round.closes_at + MINUTE)
    client.force_login(world.people["initiator-1"])
    page = client.get(reverse("selection:apply", args=[world.round.slug, project.code])).content.decode()
    assert "123\u00a0456,00" in page
    assert "Не подана в срок" in page and "Сохранить черновик" not in page, "a copy to read"


def test_nobody_looks_at_a_sealed_application_through_the_eyes_of_its_applicant(make_world):
    from svetovod.web.accounts.access import closed_to_viewing

    world = make_world(projects=1, sealed_intake=True, unsealed_days=3).play("filed")
    holder = Person.objects.get(pk=world.initiator(world.application().project).person_id)
    stranger = person("unconcerned")
    assert closed_to_viewing(holder) and not closed_to_viewing(stranger)
    type(world.round).objects.filter(pk=world.round.pk).update(unsealed_at=world.round.opens_at)
    assert not closed_to_viewing(holder)


def test_whoever_saw_the_project_at_a_session_does_not_see_what_was_filed(make_world):
    """An expert of the session may sit on the selection too. What was replaced stays as closed as what replaced it."""
    world = make_world(projects=1, sealed_intake=True)
    project, who = world.projects[0], actor_of(person("panel", (Role.EXPERT, Scope.SESSION, "autumn")))
    common = {"actor": world.initiator(project), "project": project, "at": world.round.opens_at - timedelta(days=9)}
    shown = version_freeze(purpose="presentation", **common)
    audience_add(version=shown, occasion="session:autumn", **common)
    for title in ("Filed first", "Filed in its place"):
        JointProject.objects.filter(pk=project.pk).update(title=title)
        if title == "Filed first":
            world.play("filed")
        else:
            services.application_replace(actor=world.initiator(project), application=world.application(), at=DURING)

    def seen():
        row = JointProject.objects.select_related("cluster").get(pk=project.pk)
        listed = JointProject.objects.get(pk=project.pk)
        as_shown(who, [listed])
        return listed.title, content_of(who, row)[1].number, [version.number for version in versions_of(who, row)]

    assert seen() == ("Project 1", 1, [1])
    # kept once more, word for word as it was filed: by its own page, or by "fixed" beside a remark
    version_freeze(purpose="revision", **common | {"at": DURING + MINUTE})
    assert seen() == ("Project 1", 1, [1])
    services.intake_close(actor=world.actor("secretary"), round=world.round, at=world.round.closes_at)
    assert seen() == ("Filed in its place", 4, [4, 3, 2, 1])


def test_what_a_panel_could_read_before_the_filing_it_goes_on_reading(make_world):
    """Another round's version, a draft for a sealed one, and a version that is filed again unchanged."""
    world = make_world(projects=1, sealed_intake=True)
    project, who = world.projects[0], actor_of(person("panel", (Role.EXPERT, Scope.SESSION, "autumn")))
    common = {"actor": world.initiator(project), "project": project}
    elsewhere = version_freeze(purpose="application", at=world.round.opens_at + MINUTE, **common)
    audience_add(version=elsewhere, occasion="session:autumn", at=world.round.opens_at + MINUTE, **common)
    services.application_draft(requested=project.requested, round=world.round, at=DURING, **common)
    read = JointProject.objects.select_related("cluster")
    assert content_of(who, read.get(pk=project.pk))[1] == elsewhere
    world.play("filed")
    assert world.application().version == elsewhere
    assert content_of(who, read.get(pk=project.pk))[1] == elsewhere


def test_where_nothing_can_be_read_as_yet_a_list_tells_neither_title_nor_sum(make_world):
    world = make_world(projects=1, sealed_intake=True).play("filed")
    project, who = world.projects[0], actor_of(person("panel", (Role.EXPERT, Scope.SESSION, "autumn")))
    older = version_freeze(actor=world.initiator(project), project=project, purpose="revision", at=DURING)
    ProjectAudience.objects.create(project=project, version=older, occasion="session:autumn", shown_at=DURING)
    listed = JointProject.objects.get(pk=project.pk)
    as_shown(who, [listed])
    assert (listed.title, listed.requested) == (project.title, project.requested), "shown at a session on purpose"
    ProjectAudience.objects.all().delete()
    as_shown(who, [listed])
    assert (listed.title, listed.requested) == ("", None)
