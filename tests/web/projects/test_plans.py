"""The plan-schedule and the indicators as workbooks: what goes out comes back the same, faults are named."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from svetovod.web.audit.models import LedgerEntry
from svetovod.web.projects.models import IndicatorValue, ProjectStage
from svetovod.web.projects.selectors import live_content

SCHEDULE = ("№", "Этап", "Начало", "Окончание", "После этапов (№ через ;)", "Ответственный (ИНН)", "Результат этапа")
INDICATORS = ("Показатель", "Единица измерения", "Год", "Полугодие", "План", "Факт")


def workbook(sheet, head, *rows):
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in (head, *rows):
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def own(scene, signed):
    return signed(scene.people["initiator"])


def send(own, project, tab, content):
    sent = {"file": SimpleUploadedFile(f"{tab}.xlsx", content)}
    return own.post(f"/projects/{project.code}/{tab}/import/", sent)


def stages(scene):
    return [
        (1, "Furnace", "01.07.2021", "31.12.2021", None, scene.a.inn, "act"),
        (2, "Trial batch", "01.01.2022", "30.06.2022", "1", scene.b.inn, None),
    ]


def test_a_schedule_comes_back_as_it_went_out(scene, project, own):
    assert send(own, project, "schedule", workbook("План-график", SCHEDULE, *stages(scene))).status_code == 302
    first = live_content(project)["stages"]
    assert [(row["position"], row["name"], row["after"], row["responsible"]) for row in first] == [
        (1, "Furnace", [], scene.a.inn), (2, "Trial batch", [1], scene.b.inn)
    ]  # fmt: skip
    again = own.get(f"/projects/{project.code}/schedule.xlsx").content
    assert send(own, project, "schedule", again).status_code == 302
    assert live_content(project)["stages"] == first
    assert LedgerEntry.objects.filter(action="schedule.import").count() == 2


def test_a_stage_that_was_done_stays_done_and_one_left_out_goes(scene, project, own):
    send(own, project, "schedule", workbook("План-график", SCHEDULE, *stages(scene)))
    ProjectStage.objects.filter(position=1).update(done_on="2021-12-30")
    send(own, project, "schedule", workbook("План-график", SCHEDULE, stages(scene)[0]))
    (kept,) = ProjectStage.objects.all()
    assert (kept.position, kept.done_on.isoformat()) == (1, "2021-12-30")


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (0, 2, "in row 2 already"), (3, "01.06.2021", "before the start"), (5, "0000000040", "is not in the project"),
        (2, "soon", "is not a date"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_its_cell_and_nothing_changes(scene, project, own, place, value, said):
    rows = [list(row) for row in stages(scene)]
    if place == 0:
        rows[0][0] = rows[1][0] = value
    else:
        rows[0][place] = value
    answer = send(own, project, "schedule", workbook("План-график", SCHEDULE, *rows))
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not ProjectStage.objects.exists()


def test_a_circle_of_waiting_is_refused_whole(scene, project, own):
    rows = [list(row) for row in stages(scene)]
    rows[0][4] = "2"
    assert send(own, project, "schedule", workbook("План-график", SCHEDULE, *rows)).status_code == 409
    assert not ProjectStage.objects.exists()


def test_indicators_are_matched_by_name_and_the_rest_stays(scene, project, own):
    out = own.get(f"/projects/{project.code}/indicators.xlsx").content
    before = list(IndicatorValue.objects.order_by("pk").values_list("period", "plan"))
    assert send(own, project, "indicators", out).status_code == 302
    assert list(IndicatorValue.objects.order_by("pk").values_list("period", "plan")) == before
    rows = [("Output", "km", 2021, "I полугодие", 5, None)]
    assert (
        "outside of the project"
        in send(own, project, "indicators", workbook("Показатели", INDICATORS, *rows)).content.decode()
    )
    rows = [("Output", "km", 2021, "II полугодие", 5, None), ("Jobs", "people", 2022, 1, 7, None)]
    assert send(own, project, "indicators", workbook("Показатели", INDICATORS, *rows)).status_code == 302
    found = {row["name"]: row["plan"] for row in live_content(project)["indicators"]}
    assert found["Output"]["2021H2"] == "5.00" and found["Output"]["2022H1"] == "2.00"
    assert found["Jobs"] == {"2022H1": "7.00"}
    assert send(own, project, "indicators", workbook("Показатели", INDICATORS, ("Output", "m", 2022, 1, 1, None))
                ).status_code == 409  # fmt: skip


@pytest.mark.parametrize("tab", ["schedule", "indicators"])
def test_who_may_read_and_who_may_send(scene, presented, signed, tab):
    for who, read, sent in (("partner", 200, 403), ("expert", 200, 403), ("stranger", 404, 404)):
        other = signed(scene.people[who])
        assert other.get(f"/projects/{presented.code}/{tab}.xlsx").status_code == read, who
        assert send(other, presented, tab, b"").status_code == sent, who
