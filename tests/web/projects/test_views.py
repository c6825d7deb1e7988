import re
from datetime import date
from decimal import Decimal
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from svetovod.web.projects import bridge, services
from svetovod.web.projects.models import CostRow, JointProject, ProjectAudience
from svetovod.web.projects.selectors import live_content
from svetovod.web.projects.tables import ProjectTable
from svetovod.web.projects.views import listing
from svetovod.web.registry.models import Membership, Organisation
from svetovod.wording.numbers import money

PAGES = ["", "canvas/", "product/", "participants/", "estimate/", "subsidy/", "schedule/", "indicators/", "sections/",
         "sections/market/", "versions/", "readiness/", "remarks/", "remarks.pdf", "passport.pdf",
         "estimate.xlsx"]  # fmt: skip


def url(project, tail=""):
    return f"/projects/{project.code}/{tail}"


@pytest.mark.parametrize("tail", PAGES)
def test_page_works_for_the_team_and_the_panel(scene, remark, presented, signed, tail):
    for who in ("initiator", "partner", "manager", "expert"):
        answer = signed(scene.people[who]).get(url(presented, tail))
        assert answer.status_code == 200, who


@pytest.mark.parametrize("tail", [*PAGES, "remarks/new/", "versions/compare/?from=1"])
def test_page_is_not_there_for_strangers_and_asks_visitors_to_sign_in(scene, presented, signed, client, tail):
    assert client.get(url(presented, tail)).status_code == 302
    assert client.get(url(presented, tail))["Location"].startswith("/accounts/login/")
    for who in ("stranger", "other_manager", "elsewhere", "administrator"):
        assert signed(scene.people[who]).get(url(presented, tail)).status_code == 404, who


def test_unknown_code_and_foreign_rows_are_404(scene, project, signed, helpers):
    other = services.project_create(
        actor=scene.stranger, cluster=scene.cluster, organisation=scene.c, title="Other", at=helpers.AT
    )
    row = project.costs.first()
    client = signed(scene.people["stranger"])
    assert client.get(url(other)).status_code == 200
    for path in ("/projects/П-9999/", url(other, f"estimate/{row.pk}/"), url(other, "remarks/999999/"),
                 url(other, "versions/compare/?from=x"), url(other, "versions/compare/?from=7")):  # fmt: skip
        assert client.get(path).status_code == 404, path
    assert client.post(url(other, f"estimate/{row.pk}/delete/")).status_code == 404
    assert CostRow.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    "tail", ["draft/", "estimate/import/", "ready/", "archive/", "versions/freeze/", "readiness/answer/"]
)
def test_writing_is_by_post_only(scene, project, signed, tail):
    assert signed(scene.people["initiator"]).get(url(project, tail)).status_code == 405


def test_expert_cannot_edit_by_hand_made_post(scene, presented, signed):
    client = signed(scene.people["expert"])
    answer = client.post(url(presented, "archive/"))
    assert answer.status_code == 403
    data = {"kind": "equipment", "payer": scene.a.pk, "on": "2022-01-01", "amount": "5"}
    assert client.post(url(presented, "estimate/"), data).status_code == 403
    presented.refresh_from_db()
    assert (presented.state, presented.costs.count()) == ("presented", 3)


def test_new_project_through_the_form(scene, signed):
    client = signed(scene.people["initiator"])
    seat = f"{scene.cluster.pk}:{scene.a.pk}"
    wrong = client.post("/projects/new/", {"seat": seat, "title": ""})
    assert (wrong.status_code, b"errsum" in wrong.content) == (422, True)
    foreign = client.post("/projects/new/", {"seat": f"{scene.cluster.pk}:{scene.c.pk}", "title": "X"})
    assert foreign.status_code == 422
    made = client.post("/projects/new/", {"seat": seat, "title": "Preform"})
    project = JointProject.objects.get()
    assert (made.status_code, project.title, project.initiator) == (302, "Preform", scene.a)


def test_row_of_the_estimate_as_people_type_it(scene, project, signed):
    client = signed(scene.people["initiator"])
    data = {"kind": "prototype", "payer": scene.b.pk, "on": "2022-02-01", "amount": "1 234 567,89 ₽"}
    assert client.post(url(project, "estimate/"), data).status_code == 302
    assert project.costs.last().amount == Decimal("1234567.89")
    for amount in ("0", "-5", "many"):
        assert client.post(url(project, "estimate/"), data | {"amount": amount}).status_code == 422
    assert client.post(url(project, "estimate/"), data | {"payer": scene.c.pk}).status_code == 422
    assert project.costs.count() == 4


def test_evidence_is_attached_and_read_by_the_team_only(scene, presented, signed, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    row = presented.costs.first()
    data = {"kind": row.kind, "payer": row.payer_id, "on": row.on.isoformat(), "amount": "90000000", "evidence": ""}
    file = SimpleUploadedFile("contract.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
    client = signed(scene.people["initiator"])
    assert client.post(url(presented, f"estimate/{row.pk}/"), data | {"file": file}).status_code == 302
    row.refresh_from_db()
    assert row.evidence == "contract.pdf"
    page = client.get(url(presented, "estimate/")).content.decode()
    link = page.split('href="/files/')[1].split('"')[0]
    for who in ("initiator", "partner"):
        answer = signed(scene.people[who]).get(f"/files/{link}")
        assert (answer.status_code, b"".join(answer.streaming_content)[:5]) == (200, b"%PDF-")
        for close in answer._resource_closers:  # `answer.close()` would end the test's own connection
            close()
    assert signed(scene.people["expert"]).get(f"/files/{link}").status_code == 404


@pytest.mark.parametrize("on", ["2020-06-01", "2021-06-24", "2023-06-01"])
def test_subsidy_page_equals_the_engine(scene, project, signed, on):
    answer = signed(scene.people["initiator"]).get(url(project, f"subsidy/?on={on}"))
    expected = bridge.subsidy(live_content(project), date.fromisoformat(on))
    assert answer.context["calculation"] == expected
    assert [said[0] for _row, said in answer.context["rows"]] == [row.eligible for row in expected.rows]
    assert money(expected.subsidy_max, "en") in answer.content.decode()


def test_what_if_changes_the_page_and_keeps_nothing(scene, project, signed):
    client, path = signed(scene.people["initiator"]), url(project, "subsidy/")
    page = client.get(f"{path}?on=2021-06-24&rate=50&cap=40000000").content.decode()
    assert money(Decimal("40000000.00"), "en") in page
    assert "instead of" in page
    assert money(Decimal("33000000.00"), "en") in client.get(f"{path}?on=2021-06-24").content.decode()
    for bad in ("rate=101", "rate=x", "cap=-1", "delay=9", "on=31.02.2021"):
        assert client.get(f"{path}?{bad}").status_code == 200, bad


def test_the_need_for_own_money_is_said_with_what_is_lacking(scene, project, signed):
    client, path = signed(scene.people["initiator"]), url(project, "subsidy/")
    assert "Own and borrowed funds are not named yet." in client.get(path).content.decode()
    JointProject.objects.filter(pk=project.pk).update(own_funds=Decimal(100_000_000))
    page = client.get(path).content.decode()
    assert f"{money(Decimal(15_000_000), 'en')} is lacking" in page
    JointProject.objects.filter(pk=project.pk).update(loan_funds=Decimal(15_000_000))
    assert "enough" in client.get(path).content.decode()


def test_subsidy_in_numbers_by_hand(scene, project):
    # equipment 90 mn and tooling 20 mn count, software does not: 30 % of 110 mn
    result = bridge.subsidy(live_content(project), date(2021, 6, 24))
    assert (result.eligible_amount, result.subsidy_max) == (Decimal("110000000.00"), Decimal("33000000.00"))
    assert result.granted_at_most == Decimal("30000000.00")


def test_day_before_the_act_and_no_day_are_said(scene, project, signed):
    client = signed(scene.people["initiator"])
    assert client.get(url(project, "subsidy/?on=2015-01-01")).status_code == 200
    assert client.get(url(project, "subsidy/?on=yesterday")).context["bad_day"]


def test_draft_saves_itself_and_refuses_to_overwrite(scene, project, signed):
    client = signed(scene.people["initiator"])
    form = {"title": "Preform", "replaces": "r", "buyers": "b", "makers": "m", "lacking": "typed"}
    opened = {"revision": project.revision, "edit_key": "one"}
    for text in ("typed", "typed more"):
        assert client.post(url(project, "draft/"), form | opened | {"lacking": text}).status_code == 204
    other = client.post(url(project, "draft/"), form | opened | {"lacking": "other", "edit_key": "two"})
    assert (other.status_code, other["Content-Type"].split(";")[0]) == (409, "text/plain")
    project.refresh_from_db()
    assert project.lacking == "typed more"
    assert client.post(url(project, "draft/"), form | opened | {"title": ""}).status_code == 422
    project.refresh_from_db()
    assert (project.title, project.lacking) == ("Preform", "typed"), "a draft takes the rest"


def test_a_draft_takes_what_it_can_and_names_the_rest(scene, project, signed):
    """One field at fault keeps nobody's other words from being stored; what is judged with it waits."""
    client = signed(scene.people["initiator"])
    opened = {"revision": project.revision, "edit_key": "one", "okpd2": "27.31.12", "start": "2021-09-01"}
    answer = client.post(
        url(project, "draft/"), opened | {"end": "2020-01-01", "own_funds": "1 000,50", "minimum": "x"}
    )
    said = answer.content.decode()
    assert answer.status_code == 422 and re.search("End: |Окончание: ", said), said
    assert "Least acceptable" in said or "Минимально" in said
    project.refresh_from_db()
    assert (project.own_funds, str(project.start), str(project.end)) == (Decimal("1000.50"), "2021-07-01", "2022-06-30")
    assert project.requested == Decimal("30000000.00"), "judged by the least acceptable sum: it waits"
    good = {"end": "2022-12-31", "own_funds": "1 000,50", "requested": "30000000", "minimum": ""}
    assert client.post(url(project, "draft/"), opened | good).status_code == 204
    project.refresh_from_db()
    assert str(project.end) == "2022-12-31"


def test_merge_page_shows_both_texts_and_then_saves(scene, project, signed):
    client = signed(scene.people["initiator"])
    form = {"title": "Preform", "replaces": "r", "buyers": "b", "makers": "m"}
    first = {"revision": project.revision, "edit_key": "one", "lacking": "their words"}
    assert client.post(url(project, "canvas/"), form | first).status_code == 302
    merge = client.post(url(project, "canvas/"), form | first | {"edit_key": "two", "lacking": "my words"})
    text = merge.content.decode()
    assert (merge.status_code, "their words" in text, "my words" in text) == (409, True, True)
    again = {"revision": merge.context["form"].initial["revision"], "edit_key": "two", "lacking": "my words"}
    assert client.post(url(project, "canvas/"), form | again).status_code == 302
    project.refresh_from_db()
    assert project.lacking == "my words"


def test_okpd2_search_forgives_word_forms(scene, project, signed):
    client = signed(scene.people["initiator"])
    found = client.get(url(project, "product/"), {"q": "оптических волокон кабель"}).context["found"]
    assert any(code.startswith("27.31") for code, _name in found)
    bad = {"okpd2": "99.99.99", "revision": project.revision, "edit_key": "x"}
    assert client.post(url(project, "product/"), bad).status_code == 422


def test_plan_of_indicators_is_typed_in_a_grid(scene, project, signed):
    client, indicator = signed(scene.people["initiator"]), project.indicators.get()
    cell = f"p-{indicator.pk}-2021H2"
    assert client.post(url(project, "indicators/"), {cell: "7,5", f"p-{indicator.pk}-2022H1": ""}).status_code == 302
    assert live_content(project)["indicators"][0]["plan"] == {"2021H2": "7.50"}
    assert client.post(url(project, "indicators/"), {cell: "seven"}).status_code == 422


def test_remark_from_a_phone_and_its_answers(scene, presented, signed, helpers):
    data = {"severity": "blocking", "section": "estimate", "text": "Prove it", "occasion": helpers.OCCASION,
            "idempotency_key": "once"}  # fmt: skip
    for _ in range(2):
        assert signed(scene.people["expert"]).post(url(presented, "remarks/new/"), data).status_code == 302
    remark = presented.remarks.get()
    assert signed(scene.people["expert"]).post(url(presented, "remarks/new/"), data | {"text": ""}).status_code == 422
    page = url(presented, f"remarks/{remark.pk}/")
    team = signed(scene.people["initiator"])
    assert team.post(page, {"action": "decline", "text": ""}).status_code == 422
    assert team.post(page, {"action": "close", "text": ""}).status_code == 403
    assert team.post(page, {"action": "accept", "text": "Yes", "due": "2021-07-01"}).status_code == 302
    helpers.add_cost(scene, presented)
    assert team.post(page, {"action": "fix", "text": "There"}).status_code == 302
    expert = signed(scene.people["expert"])
    shown = expert.get(page)
    assert [label for label, _rows in shown.context["changed"]] == ["Estimate"]
    crumbs, rest = shown.content.decode().split('class="crumbs"')[1].split("</nav>", 1)
    assert '/remarks/">Remarks</a>' in crumbs
    article = rest.split('id="remark"')[1].split("<form")[0]
    assert f"/remarks/{remark.pk}/" not in article, "a remark on its own page leads to itself"
    assert expert.post(page, {"action": "close"}).status_code == 302
    remark.refresh_from_db()
    assert remark.state == "closed"


def test_whoever_may_remark_finds_it_among_the_remarks(scene, presented, signed):
    leads = quote(url(presented, "remarks/new/"))
    assert leads in signed(scene.people["expert"]).get(url(presented, "remarks/")).content.decode()
    assert leads not in signed(scene.people["initiator"]).get(url(presented, "remarks/")).content.decode()


def test_remark_page_is_for_experts_of_the_occasion(scene, presented, signed):
    assert signed(scene.people["initiator"]).get(url(presented, "remarks/new/")).status_code == 403


def test_panel_reads_the_version_shown_to_it_not_the_draft(scene, presented, signed, helpers):
    services.project_edit(
        actor=scene.initiator, project=presented, revision=presented.revision, fields={"lacking": "secret draft"},
        at=helpers.AT,
    )  # fmt: skip
    assert b"secret draft" in signed(scene.people["initiator"]).get(url(presented, "canvas/")).content
    assert b"secret draft" not in signed(scene.people["expert"]).get(url(presented, "canvas/")).content
    compared = signed(scene.people["expert"]).get(url(presented, "versions/compare/?from=1"))
    assert compared.context["count"] == 0


def test_a_row_as_it_stands_now_is_not_the_panels(scene, presented, signed, helpers):
    """The panel reads the version shown to it; the page of one row shows the living one."""
    row = presented.costs.first()
    services.cost_edit(actor=scene.initiator, cost=row, fields={"amount": Decimal("777123.45")}, at=helpers.AT)
    page = url(presented, f"estimate/{row.pk}/")
    for who, status in (("initiator", 200), ("partner", 200), ("manager", 200), ("expert", 403), ("organiser", 403)):
        answer = signed(scene.people[who]).get(page)
        assert answer.status_code == status, who
        # the whole sum: three digits occur in a token of the page too
        assert bool(re.search(r"777,?123[.,]45", answer.content.decode())) is (status == 200), who


def test_the_list_tells_a_panel_the_title_and_the_sum_it_was_shown(scene, presented, signed, helpers):
    services.project_edit(
        actor=scene.initiator, project=presented, revision=presented.revision, at=helpers.AT,
        fields={"title": "Secret turn", "requested": Decimal("77000000.00")},
    )  # fmt: skip
    assert "Secret turn" in signed(scene.people["initiator"]).get("/projects/").content.decode()
    for who in ("expert", "organiser"):
        seen = signed(scene.people[who]).get("/projects/").content.decode()
        assert "Secret turn" not in seen and "77" not in seen.split("<tbody>")[1], who
        assert "Preform" in seen and ("30.0" in seen or "30,0" in seen), who


def test_the_list_is_ordered_by_what_is_shown(scene, presented, signed, helpers):
    """Of two projects shown as A (30 mn) and Preform, the living ones are named and asked for the other way round."""
    other = services.project_create(
        actor=scene.initiator, cluster=scene.cluster, organisation=scene.a, title="A", at=helpers.AT,
    )  # fmt: skip
    version = services.version_freeze(actor=scene.initiator, project=other, purpose="presentation", at=helpers.AT)
    ProjectAudience.objects.create(
        project=other, version=version, occasion=presented.audiences.get().occasion, shown_at=helpers.AT
    )
    JointProject.objects.filter(pk=presented.pk).update(title="A living", requested=None)
    JointProject.objects.filter(pk=other.pk).update(title="Z living", requested=Decimal("77000000.00"))

    def order(who, sort):
        page = signed(scene.people[who]).get(f"/projects/?sort={sort}").content.decode().split("<tbody>")[1]
        return page.index(presented.code) < page.index(other.code)

    assert [order("expert", sort) for sort in ("title", "-title", "code,title", "state,-title")] == [
        False, True, True, False
    ]  # fmt: skip
    assert [order("initiator", sort) for sort in ("title", "-title")] == [True, False]
    assert order("expert", "requested") is True and order("initiator", "requested") is False


@pytest.mark.parametrize("column", ProjectTable.base_columns)
def test_equal_projects_are_listed_by_their_numbers(scene, signed, helpers, column, monkeypatch):
    """On whatever column: of two pages each has its own, none is on both or on neither."""
    made = [
        services.project_create(
            actor=scene.initiator, cluster=scene.cluster, organisation=scene.a, title=f"Project {number}", at=helpers.AT
        ).code
        for number in range(4)
    ]
    JointProject.objects.update(title="Alike")
    JointProject.objects.filter(code=made[0]).update(title="Alike")  # stored behind the others now
    monkeypatch.setattr(listing, "PAGE", 1)
    client, sort = signed(scene.people["initiator"]), column if column == "code" else f"-{column}"
    found = [client.get(f"/projects/?sort={sort}&page={page}").content.decode() for page in range(1, 5)]
    bodies = [page.split("<tbody>")[1] for page in found]
    order = made if column == "code" else made[::-1]
    assert [[code for code in made if code in body] for body in bodies] == [[code] for code in order]


@pytest.mark.parametrize(
    "tail", ["canvas/", "draft/", "product/", "participants/", "estimate/", "estimate/import/", "indicators/"]
)
def test_who_may_only_read_is_refused_before_the_form_is_looked_at(scene, presented, signed, tail):
    for who in ("partner", "manager", "expert", "organiser"):
        client = signed(scene.people[who])
        assert client.post(url(presented, tail)).status_code == 403, who
        assert client.post(url(presented, tail), {"title": "Taken over", "revision": "1"}).status_code == 403, who
    assert JointProject.objects.get(pk=presented.pk).title == "Preform"


def test_list_filters_and_says_what_needs_me(scene, remark, presented, signed, helpers):
    services.project_create(
        actor=scene.initiator, cluster=scene.cluster, organisation=scene.a, title="Idea", at=helpers.AT
    )
    client = signed(scene.people["initiator"])
    assert client.get("/projects/").context["count"] == 2
    assert client.get("/projects/?state=idea").context["count"] == 1
    mine = client.get("/projects/?needs_me=on")
    assert (mine.context["count"], mine.context["needs"]) == (1, 1)
    assert signed(scene.people["elsewhere"]).get("/projects/").context["count"] == 0


TABS = ["", "estimate/", "participants/", "indicators/", "remarks/", "readiness/", "versions/", "subsidy/", "product/"]


@pytest.mark.parametrize("tail", TABS)
@pytest.mark.parametrize("who", ["initiator", "expert"])
def test_queries_do_not_grow_with_rows(
    scene, remark, presented, signed, helpers, django_assert_max_num_queries, tail, who
):
    client = signed(scene.people[who])
    client.get("/projects/")  # the first request of a session writes its row
    counts, most = [], 12 if (tail, who) == ("remarks/", "expert") else 18
    for grow in (False, True):
        if grow:
            _grow(scene, presented, helpers)
        with django_assert_max_num_queries(most) as few:
            assert client.get(url(presented, tail)).status_code == 200
        counts.append(len(few))
    assert counts[0] == counts[1]


def _grow(scene, project, helpers):
    for number in range(3):
        helpers.add_cost(scene, project)
        helpers.add_remark(scene, project, text=f"Again {number}")
        services.indicator_add(actor=scene.initiator, project=project, name=f"I{number}", unit="km", at=helpers.AT)
        extra = Organisation.objects.create(inn=f"00000001{number:02d}", name=f"Extra {number}", region="RU-MO")
        Membership.objects.create(cluster=scene.cluster, organisation=extra, role="supplier")
        services.participant_invite(
            actor=scene.initiator, project=project, organisation=extra, role="buyer", at=helpers.AT
        )
    services.version_freeze(actor=scene.initiator, project=project, purpose="revision", at=helpers.AT)


def test_list_queries_do_not_grow(scene, project, signed, helpers, django_assert_max_num_queries):
    client = signed(scene.people["initiator"])
    client.get("/projects/")
    with django_assert_max_num_queries(10) as one:
        client.get("/projects/")
    for _ in range(3):
        services.project_create(
            actor=scene.initiator, cluster=scene.cluster, organisation=scene.a, title="More", at=helpers.AT
        )
    with django_assert_max_num_queries(10) as more:
        client.get("/projects/")
    assert len(one) == len(more)


def test_the_canvas_is_one_page_and_forms_to_add_stay_off_paper(scene, project, signed):
    client = signed(scene.people["initiator"])
    page = client.get(url(project, "canvas/")).content.decode().replace("\u00a0", "")
    assert "30000000,00" in page or "30,000,000.00" in page, "money and time stand beside what is to be made"
    assert 'class="sec no-print' in client.get(url(project, "estimate/")).content.decode()


def test_the_estimate_says_why_a_row_does_not_count_and_versions_their_whole_hash(scene, project, signed, helpers):
    client = signed(scene.people["initiator"])
    helpers.add_cost(scene, project, on=date(2031, 3, 1))
    page = client.get(url(project, "estimate/")).content.decode()
    assert "dated after the end of the project" in page or "затраты после окончания проекта" in page
    version = services.version_freeze(actor=scene.initiator, project=project, purpose="revision", at=helpers.AT)
    assert version.sha256 in client.get(url(project, "versions/")).content.decode()


def test_whoever_has_invited_a_partner_is_led_on_while_the_consent_is_waited_for(scene, project, signed, helpers):
    client = signed(scene.people["initiator"])
    services.participant_invite(
        actor=scene.initiator, project=project, organisation=scene.c, role="buyer", at=helpers.AT
    )
    page = client.get(url(project, "participants/"))
    wording, there = page.context["page"].onward
    assert "/participants/" not in there and wording in page.content.decode()


def test_a_project_without_days_says_so_once(scene, project, signed):
    JointProject.objects.update(start=None, end=None)
    assert "— — —" not in signed(scene.people["initiator"]).get(url(project, "canvas/")).content.decode()
