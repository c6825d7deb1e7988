"""What must not happen in the whole scene, asked of the services and the pages: refused, and nothing is written."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from svetovod.web.accounts.models import RoleGrant
from svetovod.web.audit.models import LedgerHead
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.selection import services
from svetovod.web.selection.models import Application, Assignment, ScoreSheet, SelectionRound

STAGE = "scoring"
AT = datetime.fromisoformat("2021-11-26T12:00+03:00")


def ledger() -> int:
    return LedgerHead.objects.get(pk=1).size


def cast() -> Any:
    from svetovod.demo.cast import Company
    from svetovod.demo.people import people_make

    return Company(people_make())


def speak_for(person: Any, organisation_id: int) -> None:

    RoleGrant.objects.create(
        person=person, role="participant", scope="organisation", scope_id=str(organisation_id), granted_at=AT
    )


def scored() -> Application:
    row = Application.objects.filter(state="scoring").select_related("round", "project").order_by("serial").first()
    assert row is not None
    return row


GARBAGE = {
    "zero byte in a list": ("organiser", "/projects/?q=a%00b"),
    "zero byte in an address": ("organiser", "/projects/%00/"),
    "year one": ("auditor", "/journal/?since=0001-01-01&until=0001-01-01"),
    "last year": ("auditor", "/journal/?since=9999-12-31&until=9999-12-31"),
    "endless entry": ("auditor", "/journal/" + "9" * 40 + "/"),
    "endless page": ("auditor", "/journal/?page=" + "9" * 5000),
    "endless letter": ("admin", "/outbox/" + "9" * 30 + "/"),
    "day of a subsidy": ("initiator", "/projects/{code}/subsidy/?on=0001-01-01"),
    "endless version": ("initiator", "/projects/{code}/versions/compare/?a=" + "9" * 40 + "&b=1"),
}


@pytest.mark.parametrize(("role", "url"), GARBAGE.values(), ids=GARBAGE)
def test_garbage_is_answered_not_crashed(role: str, url: str, stage: str, enter: Any) -> None:
    """404, 422, or the page without the nonsense; never 500 (the client raises what would be one)."""
    answer = enter(role).get(url.format(code=scored().project.code))
    assert answer.status_code in {200, 404, 422}


def test_an_expert_who_speaks_for_a_party_gets_no_application(stage: str) -> None:
    row = scored()
    free = row.round.panel.exclude(assignments__application=row).select_related("person").first()
    assert free is not None
    speak_for(free.person, row.project.initiator_id)
    before = ledger(), Assignment.objects.count()
    with pytest.raises(Refused) as refusal:
        services.expert_assign(actor=cast().actor("secretary"), application=row, member=free, at=AT)
    assert refusal.value.code.startswith("assignment.conflict")
    assert (ledger(), Assignment.objects.count()) == before


def test_an_expert_who_came_to_speak_for_a_party_writes_no_scores(stage: str) -> None:
    """The role was given after the assignment: the sheet closes all the same."""
    from svetovod.web.accounts.actors import actor_of

    sheet = ScoreSheet.objects.filter(state="submitted").select_related("assignment__member__person").first()
    assert sheet is not None
    given = sheet.assignment
    ScoreSheet.objects.filter(pk=sheet.pk).delete()
    ScoreSheet.objects.create(assignment=given)
    person = given.member.person
    scores: dict[str, Any] = {}
    services.score_save(actor=actor_of(person), assignment=given, scores=scores, at=AT)
    speak_for(person, given.application.project.initiator_id)
    with pytest.raises((Denied, Hidden, Refused)):
        services.score_save(actor=actor_of(person), assignment=given, scores=scores, at=AT)


def test_a_secretary_who_speaks_for_a_party_decides_nothing_about_it(stage: str) -> None:
    company, row = cast(), scored()
    speak_for(company.people["secretary"], row.project.initiator_id)
    secretary, before = company.actor("secretary"), ledger()
    free = row.round.panel.exclude(assignments__application=row).first()
    with pytest.raises(Denied):
        services.application_refuse(actor=secretary, application=row, reason="нет", at=AT)
    with pytest.raises(Denied):
        services.application_admit(actor=secretary, application=row, at=AT)
    with pytest.raises(Denied):
        services.expert_assign(actor=secretary, application=row, member=free, at=AT)
    assert ledger() == before


def test_a_revoked_expert_loses_the_sheets(stage: str, enter: Any) -> None:

    given = Assignment.objects.filter(sheet__state="submitted").select_related("member__person", "application").first()
    assert given is not None
    client, url = (
        enter(given.member.person.email.split("@")[0]),
        f"/selections/2021/my-sheets/{given.application.number}/",
    )
    assert client.get(url).status_code == 200
    RoleGrant.objects.filter(person=given.member.person, role="expert", scope="round").update(revoked_at=AT)
    assert client.get(url).status_code == 404
    assert client.get("/selections/2021/my-sheets/").status_code in {403, 404}


def test_a_remark_to_the_version_of_another_project(stage: str) -> None:
    from svetovod.web.accounts.actors import actor_of
    from svetovod.web.projects.models import ProjectVersion, Remark
    from svetovod.web.projects.services import remark_add

    remark = Remark.objects.select_related("project", "author").order_by("id").first()
    assert remark is not None
    foreign = ProjectVersion.objects.exclude(project=remark.project).first()
    assert foreign is not None
    before = ledger(), Remark.objects.count()
    with pytest.raises(Refused) as refusal:
        remark_add(
            actor=actor_of(remark.author), project=remark.project, version=foreign, section=remark.section,
            severity="advice", text="Чужая версия", occasion=remark.occasion, at=AT,
        )  # fmt: skip
    assert refusal.value.code == "version.foreign"
    assert (ledger(), Remark.objects.count()) == before


@pytest.mark.parametrize("stage", ["opened"], indirect=True)
def test_votes_protocol_and_ranking_keep_their_order(stage: str) -> None:
    company, round_ = cast(), SelectionRound.objects.get(slug="2021")
    secretary, chair, at = company.actor("secretary"), company.actor("chair"), round_.sitting_at
    assert at is not None
    services.ranking_run(actor=secretary, round=round_, at=at)
    round_.votes.all().delete()
    with pytest.raises(Refused):
        services.protocol_issue(actor=secretary, round=round_, at=at)
    assert not round_.protocols.exists()
    with pytest.raises(Refused) as refusal:
        services.round_approve(actor=chair, round=round_, at=at)
    assert refusal.value.code == "vote.quorum"

    member = company.actor("member-1")
    party = Application.objects.filter(round=round_, state="ranked").first()
    assert party is not None
    for choice in ("against", "for"):
        services.vote_cast(actor=member, round=round_, choice=choice, at=at)
    assert list(round_.votes.values_list("choice", flat=True)) == ["for"], "the second vote replaces the first"
    speak_for(company.people["member-1"], party.project.initiator_id)
    with pytest.raises(Refused) as refusal:
        services.vote_cast(actor=company.actor("member-1"), round=round_, choice="for", at=at)
    assert refusal.value.code == "vote.conflict"


@pytest.mark.parametrize("stage", ["opened"], indirect=True)
def test_an_outcome_stays_inside_until_it_is_published(stage: str, enter: Any) -> None:
    """Approved is not published: whoever leads the project, advised on it or organised the session reads no outcome."""
    from svetovod.demo import acts, build_selection

    company, round_ = cast(), SelectionRound.objects.get(slug="2021")
    build_selection.approve(round_, acts.cast(company))
    row = Application.objects.filter(round=round_, state="winner").select_related("project").first()
    assert row is not None
    speak_for(company.people["initiator"], row.project.initiator_id)
    RoleGrant.objects.filter(person=company.people["initiator"], role="participant").update(role="initiator")
    round_url = "/selections/2021/"
    pages = (f"/projects/{row.project.code}/", f"{round_url}apply/", f"{round_url}applications/{row.number}/")
    initiator, word = enter("initiator"), "победитель"

    def told(client: Any, url: str) -> bool:
        answer = client.get(url)
        assert answer.status_code == 200, url
        return word in answer.content.decode().lower()

    assert [url for url in pages if told(initiator, url)] == []
    assert not told(enter("organiser"), pages[0])
    assert told(enter("secretary"), pages[2])
    build_selection.publish(round_, acts.cast(company))
    assert [url for url in pages if told(initiator, url)] == list(pages)


@pytest.mark.parametrize("stage", ["published"], indirect=True)
def test_no_ranking_after_the_approval(stage: str) -> None:
    round_ = SelectionRound.objects.get(slug="2021")
    before = ledger(), round_.runs.count()
    with pytest.raises(Refused):
        services.ranking_run(actor=cast().actor("secretary"), round=round_, at=AT + timedelta(days=30))
    assert (ledger(), round_.runs.count()) == before


@pytest.mark.parametrize("stage", ["intake"], indirect=True)
def test_a_withdrawn_application_is_not_filed_again(stage: str) -> None:
    filed = Application.objects.filter(round__slug="2021", state="filed")
    row = filed.select_related("project__initiator", "round").first()
    assert row is not None
    actor, at = cast().speaking(row.project.initiator), datetime.fromisoformat("2021-11-18T12:00+03:00")
    services.application_withdraw(actor=actor, application=row, at=at)
    before = ledger()
    for act in (services.application_file, services.application_replace):
        with pytest.raises(Refused):
            act(actor=actor, application=row, at=at)
    row.refresh_from_db()
    assert (row.state, ledger()) == ("withdrawn", before)


@pytest.mark.parametrize("stage", ["papers"], indirect=True)
def test_a_stranger_with_a_known_address_learns_nothing(stage: str, enter: Any) -> None:
    """No link, no name, and nothing of the person is changed."""
    from svetovod.web.events.models import ConsentDocument, PracticalSession, Registration

    session = PracticalSession.objects.get(slug="saransk-2021")
    known = Registration.objects.filter(session=session).select_related("person").first()
    assert known is not None
    form = {
        "name": "Чужой Человек", "kind": "enterprise", "region": "RU-MO", "organisation_name": "Завод",
    }  # fmt: skip
    required = {f"consent_{pk}": "on" for pk in ConsentDocument.objects.values_list("pk", flat=True)}

    def seen(email: str) -> tuple[int, str, str]:
        answer = enter().post("/sessions/saransk-2021/register/", form | required | {"email": email})
        page = answer.content.decode().replace(email, "X") if answer.status_code != 302 else ""
        return answer.status_code, answer.get("Location", ""), re.sub(r'value="[A-Za-z0-9]{64}"', "", page)

    assert seen(known.person.email) == seen("new@example.org") == (302, "/sessions/saransk-2021/registered/", "")
    known.person.refresh_from_db()
    assert known.person.name != "Чужой Человек"
