"""Every point of readiness: what makes it stand, what closes it, and that it leads to where it is mended."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from svetovod.web.projects import phrases, readiness, services
from svetovod.web.projects.enums import Question, RemarkState, Severity
from svetovod.web.projects.filing import ahead as filing_ahead
from svetovod.web.projects.models import FilingPaper
from svetovod.web.projects.pages import page_of
from svetovod.web.projects.path import Bound
from svetovod.web.projects.readiness import BLOCKING, WARNING, WATCHED
from svetovod.web.projects.selectors import live_content
from svetovod.web.projects.selectors import readiness as readiness_of

from .conftest import AT

ON = date(2021, 6, 24)


def remark(severity, state=RemarkState.NEW, answer_by=None):
    return SimpleNamespace(severity=severity, state=state, answer_by=answer_by, due=None)


def found(content, *remarks, **more):
    return {item.code: item for item in readiness.items(content, remarks, ON, **more)}


@pytest.fixture
def content(project):
    return live_content(project)


@pytest.mark.parametrize(
    ("code", "kind", "spoil"),
    [
        ("canvas", WARNING, lambda c: c["canvas"].update(lacking="")),
        ("okpd2", BLOCKING, lambda c: c.update(okpd2="")),
        ("period", BLOCKING, lambda c: c.update(end=None)),
        ("participants", BLOCKING, lambda c: c.update(participants=c["participants"][:1])),
        ("consents", BLOCKING, lambda c: c["participants"][1].update(consent=False)),
        ("estimate", BLOCKING, lambda c: c.update(costs=[])),
        ("evidence", WARNING, lambda c: c["costs"][0].update(evidence="")),
        ("requested", BLOCKING, lambda c: c["money"].update(requested=None)),
        ("within", BLOCKING, lambda c: c["money"].update(requested="900000000.00")),
        ("indicators", BLOCKING, lambda c: c.update(indicators=[])),
        ("plan", BLOCKING, lambda c: c["indicators"][0]["plan"].popitem()),
    ],
)  # fmt: skip
def test_what_the_project_itself_lacks(content, code, kind, spoil):
    assert found(content)[code].done
    spoil(content)
    item = found(content)[code]
    assert (item.kind, item.done, item.stands) == (kind, False, kind == BLOCKING)
    assert phrases.readiness_text(item) and item.section


def test_a_row_whose_kit_does_not_hold_and_one_claimed_elsewhere(content):
    assert "kits" not in found(content), "kits are asked about once one is begun"
    content["costs"][0]["documents"] = [
        {
            "kind": "contract", "number": "1", "on": "2021-06-01", "payer": content["costs"][0]["payer"], "seller": "",
            "seller_name": "", "gross": "1.00", "vat": "0.00", "rate": "none", "key": "d1", "files": [],
        }
    ]  # fmt: skip
    kits = found(content)["kits"]
    assert (kits.done, kits.section, kits.params["rows"]) == (False, "evidence", "1, 2, 3")
    twice = [SimpleNamespace(row=2)]
    assert found(content, doubles=[])["double"].done
    assert (found(content, doubles=twice)["double"].done, found(content, doubles=twice)["double"].kind) == (
        False,
        WARNING,
    )


def test_a_plan_schedule_laid_out_agreeing_and_in_time(content):
    assert not found(content)["stages"].done
    stage = {"position": 1, "start": "2021-07-01", "end": "2021-12-01", "after": [], "done_on": None, "key": "s1"}
    content["stages"] = [stage]
    assert found(content)["stages"].done and found(content)["stages_hold"].done
    content["stages"] = [stage, stage | {"position": 2, "start": "2021-08-01", "after": [1]}]
    assert not found(content)["stages_hold"].done, "begins before what it waits for has ended"
    content["stages"] = [stage | {"start": "2021-01-01", "end": "2021-06-01"}]
    assert not found(content)["stages_late"].done


@pytest.mark.parametrize(
    ("severity", "code", "kind"),
    [(Severity.BLOCKING, "remarks_blocking", BLOCKING), (Severity.IMPORTANT, "remarks_important", WARNING),
     (Severity.ADVICE, "remarks_advice", WARNING)],
)  # fmt: skip
def test_open_remarks_by_severity(content, severity, code, kind):
    assert code not in found(content) or found(content)[code].done
    item = found(content, remark(severity))[code]
    assert (item.kind, item.done, item.section) == (kind, False, "remarks")
    late = found(content, remark(severity, answer_by=date(2021, 6, 1)))
    assert not late["remarks_late"].done
    closed = found(content, remark(severity, RemarkState.CLOSED))
    assert code not in closed or closed[code].done


def test_questions_of_the_law_on_the_day(content):
    rules = [item for item in readiness.items(content, (), ON) if item.rule is not None]
    assert rules and not any(item.stands for item in rules), "not answered warns"
    content["answers"] = dict.fromkeys(Question.values, True)
    assert all(item.done for item in readiness.items(content, (), ON) if item.rule is not None)


def papers(project, day):
    for row in filing_ahead.filing_page.build(live_content(project), {}, day, ON).rows:
        FilingPaper.objects.create(project=project, step=row.key, paper="№ 1", dated_on=day)


def test_status_of_the_applicant_and_signing_are_watched_from_the_first_day(scene, project, content):
    ahead = filing_ahead.of_project(project, content, ON, AT)
    assert ahead.day == ON + filing_ahead.USUAL and ahead.unproven and ahead.unsigned
    watched = found(content, ahead=ahead)
    for code in ("status", "signing"):
        assert (watched[code].kind, watched[code].done, watched[code].section) == (WATCHED, False, "filing")
        assert "23 August 2021" in phrases.readiness_text(watched[code])
    content["answers"] = dict.fromkeys(Question.values, True)
    papers(project, ahead.day)
    done = found(content, ahead=filing_ahead.of_project(project, content, ON, AT))
    assert done["status"].done and done["signing"].done


def test_the_end_of_an_intake_is_watched_until_nothing_obligatory_is_left(project, content, monkeypatch):
    closes = date(2021, 7, 15)
    bound = Bound("Selection", "/selections/x/", closes, None)
    monkeypatch.setattr(filing_ahead.path, "bounds", lambda _project, _at: [bound])
    ahead = filing_ahead.of_project(project, content, ON, AT)
    assert (ahead.day, ahead.closes) == (closes, [("Selection", closes)])
    content["okpd2"] = ""
    item = found(content, ahead=ahead)["deadline"]
    assert not item.done and "21" in phrases.readiness_text(item) and "Selection" in phrases.readiness_text(item)


def test_what_is_watched_weighs_nothing(content):
    ahead = filing_ahead.Ahead(ON, ["a"], ["b"], [("c", ON)])
    plain, more = readiness.items(content, (), ON), readiness.items(content, (), ON, ahead=ahead)
    assert len(more) == len(plain) + 3
    assert readiness.share_done(more) == readiness.share_done(plain) < Decimal(1)


def test_each_point_leads_to_a_page_that_opens(scene, project, signed):
    page = page_of(scene.initiator, project.code, "readiness", AT)
    client = signed(scene.people["initiator"])
    places = {page.url(item.section, item.place) for item in page.items if item.rule is None}
    assert len(places) > 6
    body = client.get(f"/projects/{project.code}/readiness/").content.decode()
    for place in places:
        assert f'href="{place}"' in body and client.get(place).status_code == 200, place


def test_one_page_for_the_head_of_the_enterprise(scene, project, signed):
    answer = signed(scene.people["initiator"]).get(f"/projects/{project.code}/outputs/brief.pdf")
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
    assert answer.content.count(b"/Type/Page\n") + answer.content.count(b"/Type /Page\n") <= 1


def test_a_section_past_its_day_is_told_once_and_only_of_a_draft(scene, project, content):
    keys = [row["key"] for row in content["sections"]]
    content["sections"][0]["text"] = "Written"
    days = dict.fromkeys(keys[:2], date(2021, 6, 23)) | {keys[2]: ON}
    item = found(content, days=days)["sections_late"]
    assert (item.kind, item.done, item.params["count"], item.place) == (WARNING, False, 1, keys[1])
    assert phrases.readiness_text(item) == "1 section is past the day set for it"
    assert "sections_late" not in found(content) and "sections_late" not in found(content, days={keys[0]: ON})
    services.section_plan(
        actor=scene.initiator, project=project, key=keys[1], owner=None, due=date(2021, 6, 1), at=AT
    )  # fmt: skip
    page = page_of(scene.initiator, project.code, "overview", AT)
    late = next(item for item in page.items if item.code == "sections_late")
    assert page.url(late.section, late.place).endswith(f"/sections/{keys[1]}/")
    assert "sections_late" in {item.code for item in readiness_of(project, ON)}
