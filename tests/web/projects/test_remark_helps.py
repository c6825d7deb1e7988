"""Templates, answers to several, what changed since, the hint of statistics, remarks that return, and who is named."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.notices.models import OutgoingMail
from svetovod.web.projects import services
from svetovod.web.projects.enums import Section, Severity
from svetovod.web.projects.models import JointProject, ProjectVersion, Remark, RemarkTemplate
from svetovod.web.projects.remarks import templates
from svetovod.web.projects.remarks.returns import returns
from svetovod.web.projects.remarks.statistics import LEAST, stumble

ROUND = "round:2021"


def test_the_library_is_of_known_sections_in_both_languages():
    for row in templates._library():
        assert row["section"] in Section.values and row["severity"] in Severity.values
        assert row["ru"].strip() and row["en"].strip()


def test_a_template_is_its_experts_alone(scene, presented, helpers, signed):
    keep = {"section": "estimate", "severity": "advice", "text": "Show the contract.", "at": helpers.AT}
    first = services.template_keep(actor=scene.expert, **keep)
    assert services.template_keep(actor=scene.expert, **keep) == first
    url = f"/projects/{presented.code}/remarks/new/"
    page = signed(scene.people["expert"]).get(f"{url}?template=own-{first.pk}")
    assert page.context["form"]["text"].value() == "Show the contract."
    other = signed(scene.people["colleague"])
    assert "Show the contract." not in other.get(f"{url}?template=own-{first.pk}").content.decode()
    assert other.post(f"/projects/{presented.code}/remarks/templates/{first.pk}/delete/").status_code == 404
    with pytest.raises((Denied, Hidden)):
        services.template_drop(actor=scene.colleague, template=first, at=helpers.AT)
    body = {
        "severity": "advice", "section": "product", "text": "Name the import.", "occasion": helpers.OCCASION,
        "keep": "on",
    }  # fmt: skip
    mine = signed(scene.people["expert"])
    assert mine.post(url, body).status_code == 302
    assert set(RemarkTemplate.objects.values_list("text", flat=True)) == {"Show the contract.", "Name the import."}
    assert mine.post(f"/projects/{presented.code}/remarks/templates/{first.pk}/delete/").status_code == 302


@pytest.fixture
def three(scene, presented, helpers):
    return [helpers.add_remark(scene, presented, text=f"Remark {n}", severity="important") for n in range(3)]


@pytest.mark.usefixtures("journal_watched")
def test_several_are_answered_alike_or_none(scene, presented, three, helpers):
    answer = {"actor": scene.initiator, "remarks": three, "at": helpers.AT}
    with pytest.raises(Refused) as caught:
        services.remarks_answer(**answer, action="accept", due=None)
    assert caught.value.code == "remark.due"
    services.remark_decline(actor=scene.initiator, remark=three[2], text="No.", at=helpers.AT)
    helpers.add_cost(scene, presented)
    with pytest.raises(Refused):
        services.remarks_answer(**answer, action="fix")
    assert presented.versions.count() == 1, "nothing is kept where one of them cannot be answered"
    services.remarks_answer(**answer | {"remarks": three[:2]}, action="fix", text="Mended.")
    found = Remark.objects.filter(pk__in=[each.pk for each in three[:2]])
    assert {(each.state, each.fixed_in.number) for each in found.select_related("fixed_in")} == {("fixed", 2)}
    with pytest.raises((Denied, Hidden)):
        services.remarks_answer(actor=scene.expert, remarks=three[:1], action="decline", text="?", at=helpers.AT)


def test_by_the_form(scene, presented, three, helpers, signed):
    client, url = signed(scene.people["initiator"]), f"/projects/{presented.code}/remarks/answer/"
    body = {"row": [three[0].pk, three[1].pk], "do": "decline", "text": ""}
    listed = client.get(f"/projects/{presented.code}/remarks/").content.decode()
    assert f'name="row" value="{three[0].pk}" form="bulk"' in listed
    asked = client.get(url, body).content.decode()
    assert asked.count('name="row"') == 2 and "Decline them" in asked
    assert client.post(url, body).status_code == 422
    assert client.post(url, body | {"row": ["0"], "text": "No."}).status_code == 302  # nothing chosen: back to the list
    assert client.post(url, body | {"do": "burn"}).status_code == 409
    done = client.post(url, body | {"text": "The supplier is bound."}, follow=True)
    assert done.redirect_chain and "Decline, with reasons" in done.content.decode()
    assert Remark.objects.filter(state="declined").count() == 2
    again = client.get(url, body).content.decode()
    assert 'name="row"' not in again, "what cannot be done is said, and has no button"
    assert signed(scene.people["expert"]).post(url, body).status_code == 403


@pytest.mark.usefixtures("journal_watched")
def test_several_are_closed_and_opened_again_by_whoever_wrote_them(scene, presented, three, helpers, signed):
    for remark in three[:2]:
        services.remark_decline(actor=scene.initiator, remark=remark, text="No.", at=helpers.AT)
    client, url = signed(scene.people["expert"]), f"/projects/{presented.code}/remarks/judge/"
    rows = {"row": [each.pk for each in three]}
    assert (
        f'name="row" value="{three[0].pk}" form="bulk"'
        in client.get(f"/projects/{presented.code}/remarks/").content.decode()
    )
    assert client.get(url, rows | {"do": "close"}).content.decode().count('name="row"') == 2
    told = client.post(url, rows | {"do": "close", "text": ""}, follow=True).content.decode()
    assert 'name="do" value="reopen"' in told and 'id="rest"' in told
    assert Remark.objects.filter(state="closed").count() == 2
    back = {"do": "reopen", "row": [each.pk for each in three[:2]]}
    assert client.get(url, back).content.decode().count('name="row"') == 2
    assert client.post(url, back | {"text": ""}).status_code == 422, "not without reasons"
    client.post(url, back | {"text": "The supplier is not bound."})
    assert Remark.objects.filter(state="new", reopened=1).count() == 2
    said = LedgerEntry.objects.filter(action__in=["remark.close", "remark.reopen"])
    assert said.count() == 4, "the journal shows both"
    for other in ("initiator", "colleague"):
        assert signed(scene.people[other]).post(url, back | {"text": "x"}).status_code in {403, 404}


def test_the_expert_reads_what_changed_since(scene, presented, remark, helpers, signed):
    url = f"/projects/{presented.code}/remarks/{remark.pk}/"
    assert "What changed since my remark" not in signed(scene.people["expert"]).get(url).content.decode()
    helpers.add_cost(scene, presented, evidence="Contract 77")
    assert "Contract 77" not in signed(scene.people["expert"]).get(url).content.decode(), "a draft is the team's"
    version = services.version_freeze(actor=scene.initiator, project=presented, purpose="revision", at=helpers.AT)
    page = signed(scene.people["expert"]).get(url).content.decode()
    assert version.number == 2 and "What changed since my remark" in page and "Contract 77" in page
    assert "What changed since my remark" not in signed(scene.people["colleague"]).get(url).content.decode()


def _others(scene, presented, helpers, count):
    version = presented.versions.get()
    for n in range(count):
        project = JointProject.objects.create(
            number=100 + n, code=f"X-{n}", title="Other", cluster=scene.cluster, initiator=scene.c,
            created_at=helpers.AT, changed_at=helpers.AT,
        )  # fmt: skip
        kept = ProjectVersion.objects.create(
            project=project, number=1, content=version.content, sha256=version.sha256, purpose="presentation",
            frozen_at=helpers.AT, frozen_by_id=version.frozen_by_id,
        )  # fmt: skip
        Remark.objects.create(
            project=project, version=kept, section="estimate", severity="blocking" if n else "advice",
            text=f"Secret {n}", author=scene.people["expert"], occasion=helpers.OCCASION, created_at=helpers.AT,
        )  # fmt: skip


def test_the_hint_needs_five_projects_and_tells_numbers_alone(scene, presented, helpers, signed):
    _others(scene, presented, helpers, LEAST - 1)
    client, url = signed(scene.people["initiator"]), f"/projects/{presented.code}/estimate/"
    assert stumble("estimate") is None
    assert 'id="stumble"' not in client.get(url).content.decode()
    helpers.add_remark(scene, presented, severity="advice")
    found = stumble("estimate")
    assert (found.projects, found.blocking) == (5, 3)
    page = client.get(url).content.decode()
    assert "Experts remarked on this part in 5 projects" in page
    assert "Secret" not in page and "X-1" not in page
    assert 'id="stumble"' not in signed(scene.people["partner"]).get(url).content.decode()
    assert stumble("product") is None and stumble("sections", "relevance") is None


def _row(pk, occasion, section="estimate", place="", *, day):
    return SimpleNamespace(pk=pk, occasion=occasion, section=section, place=place, created_at=day)


def test_a_part_remarked_on_again_at_the_selection_returns(helpers):
    days = [helpers.AT + timedelta(days=n) for n in range(5)]
    rows = [
        _row(1, "session:a", day=days[0]), _row(2, "round:b", day=days[1]), _row(3, "round:b", "product", day=days[2]),
        _row(4, "session:c", "indicators", day=days[3]), _row(5, "session:c", day=days[4]),
        _row(6, "session:a", "sections", "relevance", day=days[0]),
        _row(7, "round:b", "sections", "market", day=days[1]),
    ]  # fmt: skip
    assert [(each.section, [r.pk for r in each.before], [r.pk for r in each.after]) for each in returns(rows)] == [
        ("estimate", [1], [2])
    ]


def test_an_expert_of_a_selection_is_not_named_to_the_team(scene, presented, helpers, signed):
    judge = helpers.person("assessor-one", ("expert", "round", "2021"))
    other = helpers.person("assessor-two", ("expert", "round", "2021"))
    helpers.add_remark(scene, presented, text="At the rehearsal")
    blank = {"section": "estimate", "place": "", "severity": "advice"}
    rows = [
        {"author_id": judge.pk, "key": "sheet:1:1", "text": "At the selection", **blank},
        {"author_id": other.pk, "key": "sheet:2:1", "text": "Another", **blank},
    ]
    for _again in range(2):
        services.remarks_arrive(
            actor=SYSTEM, project=presented, version=presented.versions.get(), occasion=ROUND, rows=rows, at=helpers.AT
        )  # fmt: skip
    assert presented.remarks.filter(occasion=ROUND).count() == 2, "arriving twice changes nothing"
    services.remarks_release(at=helpers.AT + timedelta(days=2))
    url = f"/projects/{presented.code}/remarks/?show=all"
    for who, named in (("initiator", False), ("partner", False), ("manager", False)):
        page = signed(scene.people[who]).get(url).content.decode()
        assert ("assessor-one" in page) is named, who
        assert "At the selection" in page and "expert of the selection" in page
        assert "Returned at the selection" in page
    assert "assessor-one" in signed(other).get(url).content.decode()
    assert "At the selection" not in signed(scene.people["expert"]).get(url).content.decode()
    silent = helpers.person("assessor-three", ("expert", "round", "2021"))
    assert signed(silent).get(url).status_code == 404, "an expert who wrote nothing on it sees no project"
    journal = [str(vars(entry)) for entry in LedgerEntry.objects.filter(action="remark.arrive")]
    assert len(journal) == 2 and not any(str(judge.pseudonym) in each for each in journal)
    letters = [f"{row.subject} {row.text} {row.html}" for row in OutgoingMail.objects.all()]
    assert letters and not any("assessor" in each for each in letters)
