"""Joint projects by the API: a token's owner is told what the pages tell him, and the estimate comes back whole."""

import json
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.web.api.documented import Documented

from svetovod.web.accounts import services as accounts
from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Refused
from svetovod.web.projects import bridge, selectors, services
from svetovod.web.projects.models import CostRow

from .conftest import AT, add_cost

ROOT = "/api/v1/projects/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counted_anew():
    cache.clear()


@pytest.fixture
def documented(client, clock):
    return Documented(client.get("/api/v1/openapi.json").json())


@pytest.fixture
def shown(scene, clock):
    """shown("initiator") -> the header that person's program sends."""

    def make(name, scope="write", projects=()):
        given = {"name": f"{name} {scope}", "scope": scope, "days": 7, "at": AT, "real_now": timezone.now()}
        given["projects"] = projects
        _token, text = accounts.token_create(actor=actor_of(scene.people[name]), **given)
        return {"authorization": f"Bearer {text}"}

    return make


def rows_of(project):
    return [
        (row.kind, row.payer.inn, row.on, row.amount, row.evidence, row.other_support)
        for row in CostRow.objects.filter(project=project).select_related("payer").order_by("position")
    ]


def sent(client, project, headers, costs, match="*"):
    content = costs if isinstance(costs, bytes) else json.dumps({"costs": costs})
    url = f"{ROOT}{project.code}/estimate/import/"
    headers = headers | ({"if-match": match} if match else {})
    return client.post(url, content, content_type="application/json", headers=headers)


def test_a_project_is_told_whole_and_as_documented(client, documented, shown, project, remark):
    headers = shown("initiator", "read")
    for lang in ("ru", "en"):
        line = documented.holds("projects", client.get(f"{ROOT}?lang={lang}", headers=headers))["items"][0]
        found = documented.holds("project", client.get(f"{ROOT}{project.code}/?lang={lang}", headers=headers))
    assert (line["code"], line["requested"], line["remarks"]["obligatory"]) == (project.code, "30000000.00", 1)
    content = selectors.live_content(project)
    assert [row["text"] for row in found["sections"]] == [row["text"] for row in content["sections"]]
    assert [row["amount"] for row in found["costs"]] == ["90000000.00", "20000000.00", "5000000.00"]
    assert (found["costs_total"], found["indicators"][0]["plan"]) == (
        "115000000.00",
        {"2021H2": "1.00", "2022H1": "2.00"},
    )
    assert [(each["text"], each["severity"]["code"]) for each in found["remarks"]] == [(remark.text, "blocking")]
    assert {each["code"] for each in found["readiness"]["items"]} >= {"requested", "consents", "remarks_blocking"}
    assert found["version"] is None


def test_an_expert_is_told_the_version_shown(client, documented, scene, shown, presented):
    CostRow.objects.filter(project=presented).update(amount=77)
    found = documented.holds("project", client.get(f"{ROOT}{presented.code}/", headers=shown("expert")))
    assert (found["version"]["number"], found["costs_total"], found["changed_at"]) == (1, "115000000.00", None)
    rows = documented.holds(
        "project_estimate", client.get(f"{ROOT}{presented.code}/estimate/", headers=shown("expert", "read"))
    )
    assert (rows["revision"], rows["version"]) == (None, 1)
    answer = sent(client, presented, shown("colleague"), [])
    assert documented.holds("project_estimate_import", answer)["status"] == 403


EVERYBODY = (
    "initiator", "partner", "third", "stranger", "manager", "other_manager", "expert", "elsewhere", "administrator",
)  # fmt: skip


@pytest.mark.parametrize("name", EVERYBODY)
def test_rights_are_those_of_the_pages(client, documented, scene, shown, presented, name):
    headers = shown(name)
    by_token = client.get(f"{ROOT}{presented.code}/", headers=headers)
    listed = client.get(ROOT, headers=headers).json()
    client.force_login(scene.people[name])
    by_page = client.get(f"/projects/{presented.code}/").status_code
    client.logout()
    assert by_token.status_code == by_page
    assert bool(listed["count"]) is (by_page == 200)
    documented.holds("project", by_token)


def test_no_session_and_no_site_speaks_for_anybody(client, documented, scene, shown, project):
    client.force_login(scene.people["initiator"])
    for headers in (
        {},
        {"authorization": "Basic eDp5"},
        {"authorization": "Bearer"},
        {"authorization": "Bearer svt_x"},
    ):
        answer = client.get(f"{ROOT}{project.code}/", headers=headers)
        documented.holds("project", answer)
        assert answer.status_code == 401 and answer["WWW-Authenticate"].startswith("Bearer")
        assert sent(client, project, headers, []).status_code == 401
    told = client.get(ROOT, headers=shown("initiator"))
    assert "Access-Control-Allow-Origin" not in told and told["Cache-Control"] == "private, no-cache"
    assert "Authorization" in told["Vary"]
    asked = client.options(ROOT, headers={"access-control-request-method": "GET", "origin": "http://a.example"})
    assert asked.status_code == 405 and "Access-Control-Allow-Origin" not in asked


def test_a_token_that_may_only_read_changes_nothing(client, documented, shown, project):
    answer = sent(client, project, shown("initiator", "read"), [])
    assert documented.holds("project_estimate_import", answer)["status"] == 403
    assert "insufficient_scope" in answer["WWW-Authenticate"]
    assert len(rows_of(project)) == 3


def test_an_estimate_comes_back_as_it_was_sent(client, documented, scene, shown, project):
    headers = shown("initiator")
    read = client.get(f"{ROOT}{project.code}/estimate/", headers=headers)
    before, found = rows_of(project), documented.holds("project_estimate", read)
    assert read["ETag"] == f'"{found["revision"]}"'
    costs = [{name: value for name, value in row.items() if name != "position"} for row in found["costs"]]
    answer = documented.holds("project_estimate_import", sent(client, project, headers, costs, read["ETag"]))
    assert rows_of(project) == before and answer["revision"] == found["revision"]
    costs[1] |= {"amount": 1.5, "evidence": None, "other_support": True, "kind": "оснастка"}
    answer = documented.holds("project_estimate_import", sent(client, project, headers, costs, read["ETag"]))
    assert rows_of(project)[1] == ("tooling", scene.b.inn, date(2022, 3, 1), Decimal("1.50"), "", True)
    entry = LedgerEntry.objects.filter(action="estimate.import").latest("index")
    assert entry.actor == str(scene.people["initiator"].pseudonym) and '"through":"token:' in entry.body


def test_what_somebody_changed_meanwhile_is_not_written_over(client, documented, scene, shown, project):
    headers = shown("initiator")
    match = client.get(f"{ROOT}{project.code}/estimate/", headers=headers)["ETag"]
    add_cost(scene, project)
    answer = sent(client, project, headers, [], match)
    assert documented.holds("project_estimate_import", answer)["status"] == 412
    assert documented.holds("project_estimate_import", sent(client, project, headers, [], ""))["status"] == 428
    assert len(rows_of(project)) == 4
    assert sent(client, project, headers, []).status_code == 200 and not rows_of(project)


def test_a_workbook_is_read_as_on_the_page(client, documented, shown, project):
    before = rows_of(project)
    book = bridge.write_workbook(selectors.live_content(project), "ru")
    CostRow.objects.filter(project=project, position=1).update(amount=5)
    url = f"{ROOT}{project.code}/estimate/import/"
    headers = shown("initiator") | {"if-match": "*"}
    answer = client.post(url, {"workbook": SimpleUploadedFile("p.xlsx", book)}, headers=headers)
    documented.holds("project_estimate_import", answer)
    assert rows_of(project) == before
    answer = client.post(url, {"workbook": BytesIO(b"PK junk")}, headers=headers)
    assert documented.holds("project_estimate_import", answer)["status"] == 422


@pytest.mark.parametrize(
    ("change", "place", "code"),
    [
        ({"amount": 0}, "amount", "number.invalid"), ({"amount": -1}, "amount", "number.negative"),
        ({"amount": 10**17}, "amount", "number.invalid"), ({"amount": "1,234"}, "amount", "number.invalid"),
        ({"payer": "7705596339"}, "payer", "payer.unknown"), ({"kind": "yacht"}, "kind", "choice.unknown"),
        ({"on": "2022-02-30"}, "on", "date.invalid"), ({"evidence": "a\x00b"}, "", "file.unreadable"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_place_and_nothing_is_written(
    client, documented, scene, shown, project, change, place, code
):
    good = {"kind": "equipment", "payer": scene.a.inn, "on": "2022-03-01", "amount": "10"}
    answer = sent(client, project, shown("initiator"), [good, good | change])
    found = documented.holds("project_estimate_import", answer)
    assert found["status"] == 422
    assert [(each["pointer"], each["code"]) for each in found["errors"]] == [
        (f"/costs/1/{place}" if place else None, code)
    ]
    assert len(rows_of(project)) == 3


@pytest.mark.parametrize("body", [b"{", b"[]", b"{}", b'{"costs": 5}', b'{"costs": [5]}', b"\xff", b"[" * 10_000])
def test_a_body_that_is_no_estimate(client, documented, shown, project, body):
    assert documented.holds("project_estimate_import", sent(client, project, shown("initiator"), body))["status"] == 422


def test_too_many_rows_and_an_archived_project_are_refused(client, documented, scene, shown, project):
    good = {"kind": "equipment", "payer": scene.a.inn, "on": "2022-03-01", "amount": "10"}
    headers = shown("initiator")
    for costs in ([good] * 2001, [good]):
        answer = sent(client, project, headers, costs)
        assert documented.holds("project_estimate_import", answer)["status"] == 409
        type(project).objects.filter(pk=project.pk).update(state="archived")


def test_many_questions_of_one_person_are_too_many(client, documented, shown, project, monkeypatch):
    from allauth.account import app_settings

    monkeypatch.setattr(app_settings, "RATE_LIMITS", {"api_token": "2/m/key"}, raising=False)
    first, second = shown("initiator"), shown("initiator", "read")
    answers = [client.get(ROOT, headers=headers) for headers in (first, second, first)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    documented.holds("projects", answers[-1])
    assert client.get(ROOT, headers=shown("partner")).status_code == 200


def test_projects_come_page_by_page_and_as_many_queries_as_one(client, shown, project, django_assert_max_num_queries):
    headers = shown("initiator")
    client.get(ROOT, headers=headers)
    with django_assert_max_num_queries(7):
        assert client.get(ROOT, headers=headers).status_code == 200
    with django_assert_max_num_queries(16):
        assert client.get(f"{ROOT}{project.code}/", headers=headers).status_code == 200
    assert client.get(f"{ROOT}?page=2", headers=headers).json()["items"] == []
    assert client.get(f"{ROOT}?state=archived", headers=headers).json()["count"] == 0
    assert client.get(f"{ROOT}?state=strange", headers=headers).status_code == 400


def test_a_token_limited_to_projects_knows_no_other(scene, client, shown, project):
    other = services.project_create(
        actor=scene.initiator, cluster=scene.cluster, organisation=scene.a, title="Another", at=AT
    )
    narrow = shown("initiator", projects=[other.pk])
    assert [row["code"] for row in client.get(ROOT, headers=narrow).json()["items"]] == [other.code]
    assert client.get(f"{ROOT}{other.code}/", headers=narrow).status_code == 200
    for path in ("", "estimate/"):
        assert client.get(f"{ROOT}{project.code}/{path}", headers=narrow).status_code == 404
    before = rows_of(project)
    assert sent(client, project, narrow, []).status_code == 404 and rows_of(project) == before


def test_a_token_is_limited_to_projects_of_ones_own(scene, shown, project):
    with pytest.raises(Refused):
        shown("stranger", projects=[project.pk])
    with pytest.raises(Refused):
        shown("initiator", projects=[project.pk + 1000])
