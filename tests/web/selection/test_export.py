"""The export of a round shows the round's entries and of all others nothing but their leaf hashes."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import signature_files
from tests.engine.ledger.verifiers import outside

from svetovod.cli.verify_recompute import recompute
from svetovod.demo.build_selection import STAGES
from svetovod.engine.ledger import leaf_hash, verify_export
from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.accounts.services import person_update
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.audit.services import record
from svetovod.web.projects.services import cost_attach, version_freeze
from svetovod.web.selection import evidence, services
from svetovod.web.selection.export import export_make
from svetovod.web.selection.extract import own_models, subjects_of
from svetovod.web.selection.models import Application, Assignment, ExpertProfile, SelectionRound
from svetovod.web.signatures.seam import Beside, paper_of
from svetovod.web.signatures.services import signature_add, signature_withdraw

from .conftest import AT, person

FAULTS = {"changed": "не тот, что сохранён с версией", "missing": "файл утрачен"}
SECRET = "canary-of-another-selection"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def shown(data: bytes) -> list[dict]:
    """The entries in full."""
    lines = parts(data)["ledger/entries.jsonl"].decode().splitlines()
    return [entry for line in lines if isinstance(entry := json.loads(line), dict)]


def export_of(world) -> bytes:
    return export_make(actor=world.actor("auditor"), round=world.round, at=world.round.publishing_at)


def test_others_entries_are_hashes_alone(make_world):
    world = make_world()
    world.play(*STAGES[1:])
    other = SelectionRound.objects.create(slug="other", title="Other", limit=1)
    record(actor=SYSTEM, action="round.update", subject=other, at=AT, title=SECRET)
    stranger = person("somebody")
    record(actor=SYSTEM, action="person.update", subject=stranger, at=AT, fields=[SECRET])
    person_update(actor=world.actor("chair"), person=world.people["chair"], name="Chair", phone="1", at=AT)
    data = export_of(world)
    checked = verify_export(data)
    assert checked.findings == ()
    assert 0 < checked.shown < checked.size
    assert SECRET.encode() not in data
    kinds = {entry["subject"].split(":")[0] for entry in shown(data)}
    assert not {kind for kind in kinds if not kind.startswith("selection.")} - {
        "projects.projectversion", "accounts.rolegrant", "accounts.invitation", "documents.attachment",
    }  # fmt: skip
    hidden = LedgerEntry.objects.filter(subject_type="accounts.person").values_list("leaf", flat=True)
    assert hidden
    for leaf in hidden:
        assert leaf.encode() in parts(data)["ledger/leaves.txt"]


def test_the_rounds_entries_are_all_there(make_world):
    """Whatever was done in the round, by what is known apart from the code: its slug, numbers and subjects."""
    world = make_world()
    world.play(*STAGES[1:])
    seen = {entry["index"] for entry in shown(export_of(world))}
    wanted = LedgerEntry.objects.filter(subject_type__startswith="selection.")
    assert {row.index for row in wanted} <= seen
    assert {row.index for row in LedgerEntry.objects.filter(action="version.freeze")} <= seen
    assert {row.index for row in LedgerEntry.objects.filter(body__contains='"scope":"round"')} <= seen


def test_what_was_deleted_since_stays_the_rounds(make_world):
    """An assignment taken back is gone from its table; both entries are in the export."""
    world = make_world()
    world.play("filed", "checked")
    secretary = world.actor("secretary")
    sheet = Assignment.objects.filter(application__round=world.round, sheet__saved_at=None).first()
    assert sheet is not None
    number = str(sheet.pk)
    services.expert_unassign(actor=secretary, assignment=sheet, at=world.round.scoring_until)
    assert not Assignment.objects.filter(pk=number).exists()
    told = [e["action"] for e in shown(export_of(world)) if e["subject"] == f"selection.assignment:{number}"]
    assert told == ["assignment.add", "assignment.remove"]


def test_a_draft_never_filed_stays_its_authors(make_world):
    world = make_world()
    project = world.projects[0]
    draft = services.application_draft(
        actor=world.initiator(project), round=world.round, project=project, at=world.round.opens_at
    )
    assert Application.objects.get(pk=draft.pk).state == "draft"
    assert draft.pk not in subjects_of(world.round)["selection.application"]
    assert project.code.encode() not in parts(export_of(world))["ledger/entries.jsonl"]


def test_every_table_of_selections_leads_to_its_round(db):
    from django.apps import apps

    from svetovod.web.selection.mandate import parts as apps_of

    reached = {model for model, _label, _path in own_models()}
    own = {model for label in apps_of() for model in apps.get_app_config(label).get_models()}
    of_a_person = {ExpertProfile}  # deleted with the person's data, no round's
    assert own - of_a_person == reached


def test_equal_acts_have_unequal_leaves(db):
    """Otherwise a reader given the hash alone could try actions, people and times until one fits."""
    one, other = (record(actor=SYSTEM, action="a.b", subject=("x.y", "1"), at=AT) for _ in range(2))
    bodies = [json.loads(row.body) for row in (one, other)]
    assert all(len(body["blind"]) == 32 for body in bodies)
    assert bodies[0]["blind"] != bodies[1]["blind"]
    assert leaf_hash(one.body.encode()).hex() == one.leaf


def with_evidence(world, content: bytes = b"%PDF-1.7\n1 0 obj contract"):
    """The first project, before filing, with a file to its estimate."""
    project = world.projects[0]
    upload = SimpleUploadedFile("Договор 1.pdf", content)
    return cost_attach(actor=world.initiator(project), cost=project.costs.get(), upload=upload, at=AT)


def signed(world, kept):
    """A signature beside the evidence, and one that was withdrawn and travels no more."""
    actor = world.initiator(world.projects[0])
    paper = paper_of("attachment", str(kept.pk))
    raws = [signature_files.signature(signature_files.issue("ec", number=n), paper.content()) for n in (1, 2)]
    rows = [
        signature_add(actor=actor, paper=paper, upload=SimpleUploadedFile("a.sig", raw), at=AT) for raw in raws
    ]  # fmt: skip
    signature_withdraw(actor=actor, beside=Beside(rows[1], paper), why="Дважды", at=AT)
    return raws[0]


def test_a_filed_version_names_its_files_and_the_export_holds_them(make_world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    world = make_world()
    bare = version_freeze(
        actor=world.initiator(world.projects[0]), project=world.projects[0], purpose="revision", at=AT
    )
    kept = with_evidence(world)
    world.play(*STAGES[1:])
    row = world.application()
    assert row.pinned.content["costs"][0]["files"] == [
        {"name": "Договор 1.pdf", "sha256": kept.sha256, "size": kept.size}
    ]
    assert "files" not in bare.content["costs"][0]
    assert row.pinned.sha256 != bare.sha256
    beside = signed(world, kept)
    data = export_of(world)
    checked = verify_export(data, recompute=recompute)
    assert checked.findings == () and outside(data) is None
    assert {n: text for n, text in parts(data).items() if n.endswith(".sig")} == {
        f"files/selection/files/{kept.sha256}.sig": beside
    }
    assert parts(data)[f"files/selection/files/{kept.sha256}"] == kept.path.read_bytes()
    assert f"documents.attachment:{kept.pk}" in {entry["subject"] for entry in shown(data)}


@pytest.mark.parametrize("fault", ["changed", "missing"])
def test_a_file_exchanged_after_filing_is_found_by_verify_and_on_the_pages(
    make_world, settings, tmp_path, client, fault
):
    settings.MEDIA_ROOT = tmp_path
    world = make_world()
    kept = with_evidence(world)
    world.play(*STAGES[1:])
    client.force_login(world.people["secretary"])
    page = f"/selections/2021/applications/{world.application().number}/"
    assert FAULTS[fault] not in client.get(page).content.decode()
    kept.path.unlink()
    if fault == "changed":
        kept.path.write_bytes(b"%PDF-1.7\n1 0 obj contracT")
    finding = verify_export(export_of(world)).findings
    assert [(f.kind, f.name, f.detail) for f in finding] == [("file", f"files/selection/files/{kept.sha256}", fault)]
    assert FAULTS[fault] in client.get(page).content.decode()
    client.force_login(world.people["initiator-1"])
    assert FAULTS[fault] in client.get(f"/projects/{world.projects[0].code}/versions/").content.decode()


def test_files_that_do_not_fit_are_named_and_left_out(make_world, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(evidence, "MAX_BYTES", 3)
    world = make_world()
    kept = with_evidence(world)
    world.play(*STAGES[1:])
    data = export_of(world)
    assert verify_export(data).findings == ()
    left_out = json.loads(parts(data)["files/selection/left-out.json"])["files"]
    assert left_out == [{"sha256": kept.sha256, "size": kept.size, "why": "size"}]
