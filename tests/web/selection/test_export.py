"""The export of a round shows the round's entries and of all others nothing but their leaf hashes."""

import io
import json
import zipfile

from svetovod.demo.build_selection import STAGES
from svetovod.engine.ledger import leaf_hash, verify_export
from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.accounts.services import person_update
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.audit.services import record
from svetovod.web.selection import services
from svetovod.web.selection.export import export_make
from svetovod.web.selection.extract import own_models, subjects_of
from svetovod.web.selection.models import Application, Assignment, SelectionRound

from .conftest import AT, person

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

    reached = {model for model, _label, _path in own_models()}
    assert set(apps.get_app_config("selection").get_models()) == reached


def test_equal_acts_have_unequal_leaves(db):
    """Otherwise a reader given the hash alone could try actions, people and times until one fits."""
    one, other = (record(actor=SYSTEM, action="a.b", subject=("x.y", "1"), at=AT) for _ in range(2))
    bodies = [json.loads(row.body) for row in (one, other)]
    assert all(len(body["blind"]) == 32 for body in bodies)
    assert bodies[0]["blind"] != bodies[1]["blind"]
    assert leaf_hash(one.body.encode()).hex() == one.leaf
