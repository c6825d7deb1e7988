"""The thread of a selection from the announcement to an export that verifies."""

from svetovod.cli.verify_recompute import recompute
from svetovod.demo.build_selection import STAGES
from svetovod.engine.ledger import verify_export
from svetovod.web.selection.export import export_make


def test_from_announcement_to_export(make_world):
    world = make_world(projects=4)
    world.play(*STAGES[1:])
    assert world.round.state == "published"
    data = export_make(actor=world.actor("auditor"), round=world.round, at=world.round.publishing_at)
    checked = verify_export(data, recompute=recompute)
    assert checked.findings == ()
    assert checked.ok
    assert checked.recomputed
