"""Attacks on a selection: each is refused, or found out by whoever checks."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError

from svetovod.cli.verify_recompute import recompute
from svetovod.demo import build_selection as build
from svetovod.engine.ledger import verify_export
from svetovod.web.audit.models import DomainClock
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.selection import sealing, selectors, services
from svetovod.web.selection.export import export_make
from svetovod.web.selection.models import Application, Assignment, ScoreSheet, SelectionRound

AT = build.moment("2021-11-25 10:00")
CODES = [row["code"] for row in build.CRITERIA_2021]


def clock(at):
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": at, "set_at": at})


@pytest.fixture
def scored(make_world):
    world = make_world(projects=4).play("filed", "checked", "scored")
    clock(AT)
    return world


def anothers(world):
    """An assignment, and an expert of the round who does not have it."""
    given = Assignment.objects.select_related("application", "member__person", "sheet").first()
    busy = given.application.assignments.values("member")
    return given, world.round.panel.exclude(pk__in=busy).select_related("person").first().person


def test_an_expert_opens_nobody_elses_sheet(scored, client):
    given, other = anothers(scored)
    client.force_login(other)
    for tail in ("", "note/", "second/", "no-conflict/", "conflict/"):
        url = f"/selections/2021/my-sheets/{given.application.number}/{tail}"
        assert client.get(url).status_code in {404, 405}, url
        assert client.post(url, {"reason": "x"}).status_code == 404 or not tail, url
    actor = scored.actor(other.name)
    with pytest.raises(Denied):
        selectors.draft_of(actor, given)
    with pytest.raises((Denied, Hidden)):
        services.score_save(actor=actor, assignment=given, scores={"К1": Decimal(10)}, at=AT)


@pytest.mark.parametrize("key", ["secretary", "chair", "auditor", "admin"])
def test_nobody_reads_scores_before_the_opening(scored, key):
    given, _other = anothers(scored)
    actor = scored.actor(key)
    assert not selectors.opened_sheets(actor, scored.round).exists()
    with pytest.raises(Denied):
        selectors.draft_of(actor, given)
    kept = ScoreSheet.objects.exclude(commitment="").first()
    assert kept.body is None
    assert "представленным".encode() not in bytes(kept.sealed)


def test_a_score_changed_by_sql_is_refused_and_past_the_triggers_the_opening_stops(scored):
    sheet = ScoreSheet.objects.filter(state="submitted").select_related("assignment").first()
    forged = sealing.unseal(sheet.assignment_id, sheet.sealed)
    forged["sheet"]["scores"]["К1"] = "10"
    blob = sealing.seal(sheet.assignment_id, forged)
    with transaction.atomic(), pytest.raises((InternalError, ProgrammingError)):
        ScoreSheet.objects.filter(pk=sheet.pk).update(sealed=blob)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE selection_scoresheet SET sealed = %s WHERE id = %s", [blob, sheet.pk])
        cursor.execute("SET session_replication_role = DEFAULT")
    with pytest.raises(Refused) as caught:
        build.open_scores(scored.round, scored.cast)
    assert caught.value.code == "sheet.changed"


def test_a_score_changed_after_the_opening_is_found_by_verify(make_world):
    world = make_world().play(*build.STAGES[1:])
    sheet = ScoreSheet.objects.filter(state="opened").first()
    body = {**sheet.body, "scores": {**sheet.body["scores"], "К1": "0.5"}}
    with transaction.atomic(), pytest.raises((InternalError, ProgrammingError)):
        ScoreSheet.objects.filter(pk=sheet.pk).update(body=body)
    with connection.cursor() as cursor:
        import json

        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE selection_scoresheet SET body = %s WHERE id = %s", [json.dumps(body), sheet.pk])
        cursor.execute("SET session_replication_role = DEFAULT")
    data = export_make(actor=world.actor("auditor"), round=world.round, at=world.round.publishing_at)
    assert verify_export(data, recompute=recompute).findings


def test_two_sheets_exchanged_do_not_open(scored):
    one, other = ScoreSheet.objects.filter(state="submitted")[:2]
    with pytest.raises(sealing.SealBrokenError):
        sealing.unseal(one.assignment_id, other.sealed)


def test_a_clock_set_back_by_the_client_files_nothing(make_world, client):
    """The time of the server decides, whatever a request says of the time."""
    world = make_world()
    project = world.projects[0]
    draft = services.application_draft(actor=world.initiator(project), round=world.round, project=project, at=AT)
    late = world.round.closes_at
    clock(late)
    client.force_login(world.people["initiator-1"])
    body = {
        "requested": "1000000", "minimum": "", "revision": str(draft.revision), "file": "1",
        "at": "2021-11-20T10:00", "moment": "2021-11-20T10:00",
    }  # fmt: skip
    answer = client.post(
        f"/selections/2021/apply/{project.code}/", body, headers={"Date": "Sat, 20 Nov 2021 10:00:00 GMT"}
    )
    assert answer.status_code == 422
    draft.refresh_from_db()
    assert (draft.number, draft.state) == ("", "draft")
    with pytest.raises(Refused) as caught:
        services.application_file(actor=world.initiator(project), application=draft, at=late)
    assert caught.value.code == "intake.over"
    assert services.application_file(
        actor=world.initiator(project), application=draft, at=late - timedelta(microseconds=1)
    ).number


def test_a_replayed_filing_registers_once(make_world, client):
    world = make_world()
    project = world.projects[0]
    clock(build.moment("2021-11-15 10:00"))
    client.force_login(world.people["initiator-1"])
    body = {"requested": "1000000", "minimum": "", "revision": "0", "file": "1", "idempotency_key": "same"}
    for _ in range(3):
        assert client.post(f"/selections/2021/apply/{project.code}/", body).status_code == 302
    rows = Application.objects.exclude(number="")
    assert [row.number for row in rows] == ["2021-001"]


def test_links_across_rounds_lead_nowhere(make_world, client):
    """Numbers, experts and sheets of one round under the address of another."""
    world = make_world(projects=2).play("filed", "checked")
    other = SelectionRound.objects.create(
        slug="other", title="Other", limit=1, state="formal_check", announced_at=world.round.announced_at
    )
    from svetovod.web.accounts.models import RoleGrant

    for role in ("secretary", "expert"):
        RoleGrant.objects.create(
            person=world.people["stranger"], role=role, scope="round", scope_id=str(other.pk), granted_at=AT
        )
    clock(AT)
    client.force_login(world.people["stranger"])
    given = world.assignment()
    number = given.application.number
    for tail in (f"applications/{number}/", f"applications/{number}/check/", f"my-sheets/{number}/"):
        assert client.get(f"/selections/other/{tail}").status_code == 404, tail
        assert client.get(f"/selections/2021/{tail}").status_code == 404, tail
    body = {"application": number, "expert": given.member.code, "kind": "domain", "evidence": "x|y", "ground": "z"}
    assert client.post("/selections/other/experts/signs/decide/", body).status_code == 404
    assert client.post("/selections/other/experts/assign/", body).status_code == 404
    assert client.post(f"/selections/other/applications/{number}/decide/", {"decision": "admit"}).status_code == 404
    assert Assignment.objects.filter(pk=given.pk).exists()


def test_a_rehearsals_score_enters_no_selection(make_world):
    """The ranking of a round is made of its own sheets: those of a rehearsal stay where they are."""
    from svetovod.web.selection import bridge

    world = make_world(projects=2).play("filed", "checked", "scored")
    rehearsal = SelectionRound.objects.create(
        slug="rehearsal", title="R", limit=1, legal_mode="rehearsal", state="opened"
    )
    given = world.assignment()
    panel = rehearsal.panel.create(person=given.member.person, code="E1")
    copy = Application.objects.create(
        round=rehearsal, project=given.application.project, version=given.application.version, serial=1,
        number="R-001", requested=1, filed_at=AT, state="scoring",
    )  # fmt: skip
    row = Assignment.objects.create(application=copy, member=panel, assigned_at=AT)
    ScoreSheet.objects.create(
        assignment=row, state="opened", commitment="0" * 64, salt="1",
        body={"project": copy.project.code, "expert": "E1", "scores": dict.fromkeys(CODES, "10")},
    )  # fmt: skip
    build.open_scores(world.round, world.cast)
    counted = bridge.to_engine(world.round).scores
    own = ScoreSheet.objects.filter(assignment__application__round=world.round, state="opened").count()
    assert len({(score.project, score.expert) for score in counted}) == own
