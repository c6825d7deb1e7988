"""What people do wrong beside workbooks, through the web: the status, a sentence in Russian, nothing half-written."""

import re
from datetime import timedelta
from typing import Any

import pytest

from svetovod.web.audit.models import LedgerHead
from svetovod.web.selection.models import Application, Assignment, ScoreSheet, SelectionRound

from .conftest import text

RUSSIAN = re.compile(r"[а-яё]{4,}", re.IGNORECASE)


def ledger() -> int:
    return LedgerHead.objects.get(pk=1).size


@pytest.mark.parametrize("stage", ["scoring"], indirect=True)
@pytest.mark.parametrize(
    "path",
    [
        "",
        "estimate/",
        "remarks/",
        "remarks.pdf",
        "passport.pdf",
        "estimate.xlsx",
        "versions/",
        "subsidy/",
        "readiness/",
    ],
)
def test_the_link_of_another_organisation_says_nothing(path: str, stage: str, enter: Any) -> None:
    """A 404 whose body is that of a project which does not exist."""
    rows = Application.objects.filter(round__slug="2021").order_by("serial").select_related("project")
    foreign = rows.first().project.code
    client = enter("partner")

    def seen(code: str) -> tuple[int, str]:
        answer = client.get(f"/projects/{code}/{path}")
        body = answer.content.decode().replace(code, "X").replace(code.lower(), "X")
        body = re.sub(r"[A-Za-z0-9]{64}", "", body)  # the token against forgery
        return answer.status_code, re.sub(r"%D0%9F-\d+", "X", re.sub(r"\b[B-Z]{8}\b", "", body))

    known, unknown = seen(foreign), seen("П-987")
    assert known[0] == unknown[0] == 404
    assert known[1] == unknown[1]


@pytest.mark.parametrize("stage", ["scoring"], indirect=True)
def test_a_score_above_the_maximum_and_a_conflicted_expert(stage: str, enter: Any) -> None:
    round_ = SelectionRound.objects.get(slug="2021")
    stepped_back = ScoreSheet.objects.filter(state="conflict_declared").select_related("assignment__member__person")[0]
    person = stepped_back.assignment.member.person
    code = round_.criteria.first().code
    client = enter(person.email.split("@")[0])
    before = ledger()
    url = f"/selections/2021/my-sheets/{stepped_back.assignment.application.number}/"
    answer = client.post(url, {f"score.{code}": "5", "submit": "1"})
    stepped_back.refresh_from_db()
    assert answer.status_code == 409 and "Вы заявили самоотвод по этой заявке" in text(answer)
    assert stepped_back.state == "conflict_declared" and ledger() == before

    free = Assignment.objects.filter(sheet__state="submitted").select_related("member__person", "application").first()
    ScoreSheet.objects.filter(assignment=free).delete()
    ScoreSheet.objects.create(assignment=free)
    client = enter(free.member.person.email.split("@")[0])
    answer = client.post(
        f"/selections/2021/my-sheets/{free.application.number}/", {f"score.{code}": "11", "submit": "1"}
    )
    assert answer.status_code == 422
    assert "до 10" in text(answer)
    sheet = ScoreSheet.objects.get(assignment=free)
    assert sheet.state == "draft" and sheet.filled == 0 and ledger() == before


@pytest.mark.parametrize("stage", ["intake"], indirect=True)
def test_a_deadline_passed_while_the_form_was_open(stage: str, enter: Any) -> None:
    """The draft stays; filing is refused with the time of the server."""
    from svetovod.demo.cast import Company
    from svetovod.demo.people import people_make
    from svetovod.web.accounts.models import RoleGrant
    from svetovod.web.audit import services as audit
    from svetovod.web.projects.models import JointProject

    round_ = SelectionRound.objects.get(slug="2021")
    project = JointProject.objects.order_by("number").first()
    company = Company(people_make())
    RoleGrant.objects.create(
        person=company.people["background"], role="initiator", scope="organisation", scope_id=str(project.initiator_id),
        granted_at=round_.opens_at,
    )  # fmt: skip
    Application.objects.filter(project=project).update(
        state="draft", version=None, serial=None, number="", filed_at=None
    )
    audit.clock_move(actor=company.actor("admin"), moment=round_.closes_at + timedelta(seconds=1), show_future=False)
    client = enter("background")
    row = Application.objects.get(project=project)
    answer = client.post(
        f"/selections/2021/apply/{project.code}/",
        {"requested": "1 234 567,00", "minimum": "", "revision": row.revision, "file": "1"},
    )
    row.refresh_from_db()
    assert answer.status_code == 422
    assert "МСК" in text(answer)
    assert (row.state, str(row.requested), row.number) == ("draft", "1234567.00", "")


@pytest.mark.parametrize("stage", ["scoring"], indirect=True)
def test_an_expired_session_leads_back_to_the_same_page(stage: str, enter: Any) -> None:
    client = enter("initiator")
    client.cookies.clear()
    answer = client.post("/selections/2021/apply/П-99/", {"requested": "5"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=/selections/2021/apply/")


def test_weights_that_do_not_sum_to_100(stage: str) -> None:
    from svetovod.demo import build_selection as script
    from svetovod.web.accounts.actors import SYSTEM
    from svetovod.web.common.errors import Refused
    from svetovod.web.selection import services

    criteria = [dict(row) for row in script.CRITERIA_2021]
    criteria[0]["weight"] += 1
    before = ledger(), SelectionRound.objects.count()
    with pytest.raises(Refused, match="100") as refusal:
        services.round_create(
            actor=SYSTEM, data=dict(script.ROUND_2021) | {"slug": "x"}, criteria=criteria,
            at=script.ROUND_2021["announced_at"],
        )  # fmt: skip
    assert RUSSIAN.search(str(refusal.value))
    assert (ledger(), SelectionRound.objects.count()) == before
