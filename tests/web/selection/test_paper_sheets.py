"""Sheets on paper: a scan, two readers apart from one another, and a seal only where they read the same."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError

from svetovod.cli.verify_recompute import recompute
from svetovod.demo import build_selection as build
from svetovod.engine.ledger import verify_export
from svetovod.web.audit.models import DomainClock, LedgerEntry
from svetovod.web.commission.papers import KINDS, make
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.notices.models import Notice
from svetovod.web.selection import sealing, selectors, services
from svetovod.web.selection.export import export_make
from svetovod.web.selection.models import Assignment, PaperReading, PaperSheet, ScoreSheet

CODES = [row["code"] for row in build.CRITERIA_2021]
AT = build.moment("2021-11-26 10:00")
SCAN = b"%PDF-1.4\nscan of the sheet\n%%EOF\n"


def refusal(code: str):
    return pytest.raises(Refused, check=lambda error: error.code == code)


@pytest.fixture
def world(make_world):
    made = make_world(projects=1).play("filed", "checked")
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": AT, "set_at": AT})
    return made


@pytest.fixture
def row(world):
    return world.assignment(0)


def bring(world, row, key="secretary", content=SCAN):
    upload = SimpleUploadedFile("scan.pdf", content)
    return services.paper_bring(actor=world.actor(key), assignment=row, upload=upload, at=AT)


def read(world, row, key, points=6, **said):
    known = {"grounds": {}, "comment": "По отчёту", "no_conflict": True} | said
    return services.paper_read(
        actor=world.actor(key), assignment=row, scores=dict.fromkeys(CODES, Decimal(points)), at=AT, **known
    )


def test_an_expert_who_leaves_takes_no_sheet_that_was_handed_in_on_paper(world, row):
    """Signed with a pen and brought, it is read to the end whoever leaves."""
    bring(world, row)
    services.expert_release(actor=world.actor("secretary"), member=row.member, at=AT)
    assert PaperSheet.objects.get().assignment == row
    assert not row.member.assignments.filter(paper_sheet=None).exists()
    services.paper_claim(actor=world.actor("member-1"), assignment=row, at=AT)
    read(world, row, "secretary")
    assert read(world, row, "member-1").sealed_at == AT


def test_an_assignment_whose_sheet_was_brought_on_paper_is_not_taken_away(world, row):
    """Its scan was acknowledged, though nothing is saved on the page: it would have gone with the assignment."""
    bring(world, row)
    with refusal("assignment.begun"):
        services.expert_unassign(actor=world.actor("secretary"), assignment=row, at=AT)
    with pytest.raises(ProtectedError):
        row.delete()
    assert PaperSheet.objects.get().assignment == row


def test_equal_readings_of_two_persons_seal_the_sheet(world, row):
    bring(world, row)
    assert read(world, row, "secretary").sealed_at is None
    services.paper_claim(actor=world.actor("member-1"), assignment=row, at=AT)
    assert read(world, row, "member-1", comment="По  отчёту").sealed_at == AT, "spaces are not a difference"
    sheet = ScoreSheet.objects.get(assignment=row)
    assert (sheet.state, sheet.body) == ("submitted", None)
    row.refresh_from_db()
    assert row.cleared_at == AT
    body = LedgerEntry.objects.get(action="sheet.submit").body
    for key in ("secretary", "member-1"):
        assert str(world.people[key].pseudonym) in body
    assert PaperSheet.objects.get().scan_sha256 in body
    assert Notice.objects.filter(person=row.member.person, key__contains=":paper").count() == 1


def test_readings_that_differ_are_shown_and_nothing_is_sealed(world, row):
    paper = bring(world, row)
    services.paper_claim(actor=world.actor("member-1"), assignment=row, at=AT)
    read(world, row, "secretary", points=6)
    read(world, row, "member-1", points=8, grounds={"К1": "Есть договор"})
    said = selectors.differing(selectors.readings_of(paper))
    assert ("К1", "6", "8") in said
    assert ("К1", "", "Есть договор") in said
    assert ScoreSheet.objects.get(assignment=row).state == "draft"
    read(world, row, "member-1", points=6)
    assert ScoreSheet.objects.get(assignment=row).state == "submitted"


def test_a_scan_is_for_its_readers_alone_and_lies_encrypted(world, row):
    paper = bring(world, row)
    assert selectors.scan_of(world.actor("secretary"), row) == ("pdf", SCAN)
    for key in ("member-1", "chair", "auditor", "admin", row.member.person.name):
        with pytest.raises((Denied, Hidden)):
            selectors.scan_of(world.actor(key), row)
    assert SCAN not in bytes(paper.scan)
    read(world, row, "secretary", comment="тайное слово")
    kept = PaperReading.objects.get()
    assert "тайное слово".encode() not in bytes(kept.sealed)
    with pytest.raises(sealing.SealBrokenError):
        sealing.READINGS.unseal(kept.pk + 1, kept.sealed)


def test_who_may_not_read_and_what_is_not_a_scan(world, row):
    for key in (row.member.person.name, "auditor", "initiator-1", "stranger"):
        with pytest.raises((Denied, Hidden)):
            bring(world, row, key)
    with pytest.raises(Refused):
        bring(world, row, content=b"PK\x03\x04 not a scan")
    bring(world, row)
    with refusal("paper_sheet.brought"):
        bring(world, row, "member-1")
    with pytest.raises(Denied):
        read(world, row, "member-1")
    services.paper_claim(actor=world.actor("member-1"), assignment=row, at=AT)
    with refusal("paper_sheet.two"):
        services.paper_claim(actor=world.actor("member-2"), assignment=row, at=AT)
    with refusal("paper_sheet.conflict"):
        read(world, row, "member-1", no_conflict=False)


def test_a_sheet_is_on_paper_or_on_the_page_never_both(world, row):
    other = Assignment.objects.select_related("member__person", "application__round").exclude(pk=row.pk).first()
    who = world.actor(other.member.person.name)
    services.conflict_deny(actor=who, assignment=other, at=AT)
    services.score_save(actor=who, assignment=other, scores={}, at=AT)
    with refusal("paper_sheet.begun"):
        bring(world, other)
    bring(world, row)
    expert = world.actor(row.member.person.name)
    services.conflict_deny(actor=expert, assignment=row, at=AT)
    with refusal("sheet.paper"):
        services.score_save(actor=expert, assignment=row, scores={}, at=AT)
    with refusal("assignment.begun"):
        services.expert_unassign(actor=world.actor("secretary"), assignment=row, at=AT)


def test_late_scans_are_refused_like_late_sheets(world, row):
    late = world.round.scoring_until
    with refusal("scoring.over"):
        services.paper_bring(
            actor=world.actor("secretary"), assignment=row, upload=SimpleUploadedFile("s.pdf", SCAN), at=late
        )


def test_the_protocol_of_the_opening_names_who_read_and_the_export_verifies(world, row):
    bring(world, row)
    services.paper_claim(actor=world.actor("member-1"), assignment=row, at=AT)
    for key in ("secretary", "member-1"):
        read(world, row, key, grounds={"К1": "Договор № 4"})
    rest = Assignment.objects.select_related("member__person", "application__round").exclude(pk=row.pk)
    for each in rest:
        who = world.actor(each.member.person.name)
        services.conflict_deny(actor=who, assignment=each, at=AT)
        services.score_submit(actor=who, assignment=each, scores=dict.fromkeys(CODES, Decimal(7)), at=AT)
    build.open_scores(world.round, world.cast)
    world.round.refresh_from_db()
    paper = make(KINDS["opening"], world.round, world.round.opening_at)
    said = str([block.rows for block in paper.blocks])
    assert "secretary, 26.11.2021" in said
    assert "member-1, 26.11.2021" in said
    world.play("approved", "published")
    filled = Assignment.objects.select_related("application__project", "application__version", "sheet").get(pk=row.pk)
    assert "Договор № 4" in str(make(KINDS["conclusion"], filled, AT).blocks)
    data = export_make(actor=world.actor("auditor"), round=world.round, at=world.round.publishing_at)
    checked = verify_export(data, recompute=recompute)
    assert checked.findings == ()
    assert checked.recomputed


def test_the_page_leads_two_persons_from_the_scan_to_the_seal(world, row, client):
    address = f"/selections/2021/paper-sheets/{row.application.number}/{row.member.code}/"
    form = {f"score.{code}": "6" for code in CODES} | {"comment": "Вслепую", "no_conflict": "on"}
    client.force_login(world.people["secretary"])
    assert client.post(f"{address}bring/", {"scan": SimpleUploadedFile("s.pdf", SCAN)}).status_code == 302
    assert client.post(address, form).status_code == 302
    client.force_login(world.people["member-1"])
    assert "Вслепую" not in client.get(address).content.decode()
    assert client.get(f"{address}scan/").status_code == 404
    assert client.post(f"{address}claim/").status_code == 302
    assert client.get(f"{address}scan/").content == SCAN
    assert client.post(address, form | {f"score.{CODES[0]}": "7"}).status_code == 302
    assert client.get(address).status_code == 200
    assert client.post(address, form).status_code == 302
    assert ScoreSheet.objects.get(assignment=row).state == "submitted"
    listed = client.get("/selections/2021/paper-sheets/").content.decode()
    assert row.application.number in listed
    client.force_login(row.member.person)
    assert client.get(address).status_code in (403, 404)


def test_the_blank_carries_the_address_of_its_page(world, row):
    blank = make(KINDS["score_sheet"], row, AT)
    assert blank.qr.startswith(("<svg", "<?xml"))
