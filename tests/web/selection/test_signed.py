"""Signatures of a selection's papers: each member in the own place, the announcement by the hash of the journal."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import signature_files as made
from tests.engine.ledger.verifiers import outside

from svetovod.demo.build_selection import STAGES
from svetovod.engine.ledger import verify_export
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.selection.models import Seat
from svetovod.web.signatures import selectors, services
from svetovod.web.signatures.seam import SOURCES, Beside

from .conftest import AT
from .test_export import export_of, parts


@pytest.fixture
def world(make_world):
    return make_world().play(*STAGES[1:])


def sign(world, who, paper, slot="", number=1):
    raw = made.signature(made.issue("ec", number=number), paper.content())
    upload = SimpleUploadedFile("protocol.sig", raw)
    at = world.round.publishing_at
    return services.signature_add(actor=world.actor(who), paper=paper, upload=upload, slot=slot, at=at)


def test_a_protocol_is_signed_place_by_place_and_travels_with_its_signatures(world):
    protocol = world.round.protocols.latest("number")
    key = str(protocol.pk)
    paper = selectors.paper_get(world.actor("secretary"), "protocol", key)
    assert (paper.sha256, len(paper.slots)) == (
        protocol.pdf_sha256,
        world.round.seats.exclude(role="substitute").count(),
    )
    seats = {seat.person_id: f"seat-{seat.pk}" for seat in Seat.objects.filter(round=world.round)}
    mine, chairs = (seats[world.people[who].pk] for who in ("member-1", "chair"))
    sign(world, "member-1", paper, mine)
    with pytest.raises(Refused, match="не ваше"):
        sign(world, "member-1", paper, chairs, number=2)
    sign(world, "secretary", paper, chairs, number=2)
    with pytest.raises(Denied):
        sign(world, "auditor", paper, number=3)
    shown = selectors.signatures_of(world.actor("auditor"), paper)
    assert [each.place.split(":")[0] for each in shown] == [
        "член конкурсной комиссии",
        "председатель конкурсной комиссии",
    ]
    outsider = world.actor("expert-1")
    assert not SOURCES["protocol"].files(outsider, paper)
    with pytest.raises(Denied):
        selectors.archive(outsider, paper)
    data = export_of(world)
    found = {name for name in parts(data) if name.endswith(".sig")}
    assert found == {f"files/selection/protocol-{protocol.number}.pdf{n}.sig" for n in ("", ".2")}
    assert verify_export(data).findings == ()
    _withdrawn(world, paper, shown)
    announcement = world.round.announcements.latest("version")
    text = selectors.paper_get(world.actor("secretary"), "announcement", str(announcement.pk))
    sign(world, "secretary", text)
    assert selectors.signatures_of(world.actor("chair"), text)[0].answers[0].look == "yes"
    _receipt(world)
    _travels(world)


def _withdrawn(world, paper, shown):
    """The secretary keeps the protocol and takes back what a member had put there; the place is free again."""
    beside = Beside(shown[0].row, paper)
    with pytest.raises(Denied):
        services.signature_withdraw(actor=world.actor("chair"), beside=beside, why="Нет", at=AT)
    services.signature_withdraw(actor=world.actor("secretary"), beside=beside, why="Не тот член", at=AT)
    assert [each.counts for each in selectors.signatures_of(world.actor("auditor"), paper)] == [False, True]


def _travels(world):
    """Beside each paper that leaves: announcement, receipt, evidence; the three verifiers agree about it all."""
    row = world.application(0)
    receipt = selectors.paper_get(world.initiator(row.project), "receipt", str(row.pk))
    services.signature_add(
        actor=world.initiator(row.project), paper=receipt, at=AT,
        upload=SimpleUploadedFile("x.sig", made.signature(made.issue("ec", number=4), receipt.content())),
    )  # fmt: skip
    data = export_of(world)
    found = {name.removeprefix("files/selection/") for name in parts(data) if name.endswith(".sig")}
    number = world.round.protocols.latest("number").number
    version = world.round.announcements.latest("version").version
    assert found == {
        f"protocol-{number}.pdf.sig", f"announcement-{version}.json.sig", f"receipts/{row.number}.pdf.sig",
    }  # fmt: skip
    assert {each.removesuffix(".sig") for each in found} <= {
        name.removeprefix("files/selection/") for name in parts(data)
    }
    assert verify_export(data).findings == () and outside(data) is None


def _receipt(world):
    """Drawn anew each time: kept by the applicant, then signed; nobody else's."""
    row, at = world.application(0), world.round.publishing_at
    key, own = str(row.pk), world.initiator(row.project)
    paper = selectors.paper_get(own, "receipt", key)
    assert not paper.is_kept and paper.inns == (row.initiator["inn"],)
    kept = services.paper_keep(actor=own, paper=paper, at=at)
    assert selectors.paper_get(world.actor("secretary"), "receipt", key).sha256 == kept.sha256
    again = selectors.paper_get(own, "receipt", f"{row.pk}-{(row.ledger_index or 0) + 1}")
    assert again.is_gone, "the receipt of another registration is another paper"
    assert selectors.paper_get(own, "receipt", kept.key).sha256 == kept.sha256
    with pytest.raises(Hidden):
        selectors.paper_get(world.initiator(world.application(1).project), "receipt", key)
