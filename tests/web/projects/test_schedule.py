"""The plan-schedule: stages by form and service, what is refused, what the page answers, what a version keeps."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.projects import path, readiness, schedule_page, services
from svetovod.web.projects.changes import readable
from svetovod.web.projects.models import ProjectStage
from svetovod.web.projects.path import Bound
from svetovod.web.projects.selectors import live_content


@pytest.fixture
def add(scene, project, helpers):
    def stage(name, start, end, *after, who=None):
        fields = {
            "name": name, "result": "", "responsible": who or scene.a, "start": date.fromisoformat(start),
            "end": date.fromisoformat(end), "after": list(after),
        }  # fmt: skip
        return services.stage_add(actor=scene.initiator, project=project, fields=fields, at=helpers.AT)

    return stage


@pytest.fixture
def plan(add):
    return (
        add("Drawings", "2021-07-01", "2021-09-30"),
        add("Tools", "2021-10-01", "2021-11-30", 1),
        add("Furnace", "2021-10-01", "2022-01-31", 1),
        add("Batch", "2022-02-01", "2022-06-30", 2, 3),
    )


def form(scene, **fields):
    given = {"name": "Trial", "responsible": scene.a.pk, "start": "2021-08-01", "end": "2021-08-31"}
    return given | fields


def refused(code, call):
    with pytest.raises(Refused) as caught:
        call()
    assert caught.value.code == code


BOUND = Bound("Selection 2021", "/selections/2021/", date(2021, 12, 1), date(2021, 12, 31))


def test_stages_after_the_years_of_the_money_are_named(project, plan):
    found = schedule_page.build(live_content(project), date(2021, 7, 1), [BOUND]).outside
    assert [each.where for each in found] == ["Selection 2021"]
    assert "until 2021; later stages: 3 “Furnace”, 4 “Batch”" in found[0].said


def test_a_plan_over_before_the_intake_closes_promises_nothing(project, plan):
    late = replace(BOUND, closes=date(2022, 7, 1), money_until=None)
    found = schedule_page.build(live_content(project), date(2021, 7, 1), [late]).outside
    assert "The plan ends before the intake closes on" in found[0].said
    on_the_day = replace(late, closes=date(2022, 6, 30))
    assert schedule_page.build(live_content(project), date(2021, 7, 1), [on_the_day]).outside
    before = replace(late, closes=date(2022, 6, 29))
    assert not schedule_page.build(live_content(project), date(2021, 7, 1), [before]).outside


def test_stages_after_the_programme_are_named(project, plan):
    programme = SimpleNamespace(version=2, last_year=2021)
    found = schedule_page.build(live_content(project), date(2021, 7, 1), (), programme).outside
    assert found[0].where == "Development programme, version 2"
    assert "3 “Furnace”, 4 “Batch”" in found[0].said
    assert not schedule_page.build(live_content(project), date(2021, 7, 1), (), replace_year(programme)).outside


def replace_year(programme):
    return SimpleNamespace(version=programme.version, last_year=2022)


def test_the_page_says_what_a_selection_sets(scene, project, plan, signed, monkeypatch):
    monkeypatch.setattr(path, "_bounds", [lambda _project, _at: [BOUND]])
    page = signed(scene.people["partner"]).get(f"/projects/{project.code}/schedule/").content.decode()
    assert '<a href="/selections/2021/">Selection 2021</a>' in page
    assert "data-print" in page


def test_the_page_names_the_path_and_the_days_to_spare(scene, project, plan, signed):
    for who in ("initiator", "partner", "manager"):
        page = signed(scene.people[who]).get(f"/projects/{project.code}/schedule/").content.decode()
        assert "1. Drawings → 3. Furnace → 4. Batch" in page, who
        assert "The plan holds and ends on 30 June 2022" in page
    built = schedule_page.build(live_content(project), date(2021, 7, 1))
    assert [row.slack for row in built.rows] == [0, 62, 0, 0]
    assert [row.state[1] for row in built.rows] == ["no day to spare", "has time", "no day to spare", "no day to spare"]


def test_what_is_past_its_day_and_not_done_is_overdue(scene, project, plan, helpers):
    services.stage_done(actor=scene.initiator, stage=plan[0], on=None, at=helpers.AT)
    later = helpers.AT + timedelta(days=200)
    services.stage_done(actor=scene.initiator, stage=plan[0], on=date(2021, 9, 15), at=later)
    built = schedule_page.build(live_content(project), date(2021, 12, 1))
    assert [row.state[0] for row in built.rows] == ["yes", "no", "now", "now"]
    assert built.answer == "1 stage is overdue"


def test_days_that_disagree_are_said_with_what_to_move(project, plan, add):
    add("Sale", "2022-06-01", "2022-07-10", 4)
    said = schedule_page.conflicts(live_content(project))
    assert said == [
        "Stage 5 “Sale” begins before stage 4 has ended: move it by 30 days.",
        "Stage 5 “Sale” ends 10 days after the project.",
    ]
    items = {item.code: item for item in readiness.items(live_content(project), [], date(2021, 7, 1))}
    assert items["stages"].done
    assert not items["stages_hold"].done
    assert not items["stages_hold"].stands


def test_a_circle_a_stranger_and_a_stage_unknown_are_refused(scene, project, plan, add, helpers):
    def edit(**fields):
        services.stage_edit(actor=scene.initiator, stage=plan[0], fields=fields, at=helpers.AT)

    refused("stage.circle", lambda: edit(after=[4]))
    refused("stage.circle", lambda: edit(after=[1]))
    refused("stage.unknown", lambda: edit(after=[9]))
    refused("stage.backwards", lambda: edit(end=date(2021, 6, 30)))
    refused("stage.responsible", lambda: edit(responsible=scene.c))
    refused("stage.future", lambda: services.stage_done(
        actor=scene.initiator, stage=plan[0], on=helpers.AT.date() + timedelta(days=1), at=helpers.AT))  # fmt: skip
    plan[0].refresh_from_db()
    assert (plan[0].after, plan[0].responsible) == ([], scene.a)


def test_a_stage_taken_out_is_waited_for_no_more(scene, project, plan, helpers):
    services.stage_delete(actor=scene.initiator, stage=plan[1], at=helpers.AT)
    rows = {row.position: row.after for row in ProjectStage.objects.filter(project=project)}
    assert rows == {1: [], 3: [1], 4: [3]}


def test_only_the_initiator_writes(scene, project, plan, helpers):
    for who in ("partner", "manager", "stranger", "expert"):
        for call in (
            lambda actor: services.stage_edit(actor=actor, stage=plan[0], fields={"name": "X"}, at=helpers.AT),
            lambda actor: services.stage_delete(actor=actor, stage=plan[0], at=helpers.AT),
            lambda actor: services.stage_done(actor=actor, stage=plan[0], on=None, at=helpers.AT),
        ):
            with pytest.raises((Denied, Hidden)):
                call(getattr(scene, who))


def test_a_version_keeps_the_plan_and_its_difference_can_be_read(scene, project, plan, helpers):
    before = live_content(project)
    services.stage_edit(
        actor=scene.initiator, stage=plan[2], fields={"end": date(2022, 1, 15), "after": []}, at=helpers.AT
    )
    (row,) = readable(before, live_content(project))
    assert (row.section, row.kind) == ("stages", "changed")
    assert {field.name for field in row.fields} == {"end", "after"}


def test_a_content_without_stages_has_no_such_key(project):
    assert "stages" not in live_content(project)


def test_by_form_with_its_errors_beside_the_fields(scene, project, plan, signed):
    client, url = signed(scene.people["initiator"]), f"/projects/{project.code}/schedule/"
    answer = client.post(url, form(scene, start="2021-09-01"))
    assert answer.status_code == 422
    assert "The end is earlier than the beginning." in answer.content.decode()
    assert client.post(url, form(scene, after=["77"])).status_code == 422
    assert client.post(url, form(scene, responsible=scene.c.pk)).status_code == 422
    assert client.post(url, form(scene, after=["1", "2"])).status_code == 302
    made = ProjectStage.objects.get(project=project, name="Trial")
    assert (made.position, made.after) == (5, [1, 2])
    answer = client.post(f"{url}{made.pk}/", form(scene, name="Trial run"))
    assert answer.status_code == 302
    made.refresh_from_db()
    assert (made.name, made.after) == ("Trial run", [])
    assert client.post(f"{url}{made.pk}/done/", {"on": "x"}).status_code == 302
    assert client.post(f"{url}{made.pk}/delete/").status_code == 302
    assert not ProjectStage.objects.filter(pk=made.pk).exists()


def test_sixty_stages_are_enough(scene, project, helpers):
    ProjectStage.objects.bulk_create(
        ProjectStage(project=project, position=n, name="S", responsible=scene.a, start=helpers.AT, end=helpers.AT)
        for n in range(1, 61)
    )
    fields = {"name": "One more", "responsible": scene.a, "start": helpers.AT.date(), "end": helpers.AT.date()}
    refused("stage.too_many", lambda: services.stage_add(
        actor=scene.initiator, project=project, fields=fields, at=helpers.AT))  # fmt: skip


def test_the_passport_has_the_plan(scene, project, plan, signed):
    answer = signed(scene.people["initiator"]).get(f"/projects/{project.code}/passport.pdf")
    assert answer.content.startswith(b"%PDF")
