"""The sum of the subsidy on the page of a project: of every agreement in force, and of none that was rehearsed."""

from tests.web.commission.conftest import day, make_published, now, of
from tests.web.commission.test_additional import MN, answered, consented, prepared, signed
from tests.web.commission.test_recounts import recounted, scored, upheld
from tests.web.selection.conftest import SCORED, World

from svetovod.demo import build_selection as build
from svetovod.web.audit.models import DomainClock
from svetovod.web.commission.models import GrantAgreement
from svetovod.web.projects.award.reading import award_of
from svetovod.web.projects.award.terms import terms_of
from svetovod.web.projects.models import SubsidyAgreement


def test_an_agreement_of_a_rehearsal_gives_no_sum(make_world, browse):
    """The real one is entered with its own, and keeps it when its days are mended."""
    world = make_published(make_world, legal_mode="rehearsal")
    row, _lead = of(world, "winner")
    signed(world, row, 100)
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": now(world, 24 * 30), "set_at": now(world, 8)})
    lead, url = browse(world.people[f"initiator-{row.project.number}"]), f"/projects/{row.project.code}/award/"
    sent = {"number": "020-1", "signed_on": day(world).date().isoformat(), "report_days": "30", "amount": "30000000"}

    def read():
        answer = lead.get(url)
        assert answer.status_code == 200
        return " ".join(answer.content.decode().replace("\u00a0", " ").split())

    assert 'name="amount"' in read()
    for days in ("30", "20"):
        assert lead.post(url, sent | {"report_days": days}).status_code == 302
        assert SubsidyAgreement.objects.get().amount == 30 * MN
        assert "30 000 000" in read() and "100 000 000" not in read()
    SubsidyAgreement.objects.update(amount=None)  # as it was entered while the rehearsed sum was read
    assert 'name="amount"' in read() and award_of(row.project, now(world).date()) is None
    assert lead.post(url, sent).status_code == 302
    assert award_of(row.project, now(world).date()).amount == 30 * MN


def test_agreements_of_two_selections_hold_side_by_side(published, browse):
    """The one signed last is ended: the other goes on, with its sum and its reports."""
    first, cast = published, published.cast
    row, lead = of(first, "partial")
    consented(first, lead)
    one = signed(first, row, 50)
    data = {**build.ROUND_2021, "slug": "again", "limit": first.round.limit, "appeal_days": 10}
    other = World(build.round_2021(cast, data=data, criteria=SCORED), cast, first.projects, first.people)
    other.play("filed", "checked", "scored", "opened", "approved", "published")
    again, lead = of(other, "partial")
    assert again.project == row.project
    last, waits = of(other, "reserve")
    appeal = upheld(other, last, waits, corrected=scored(other, last, 10))
    consented(other, lead)
    two = signed(other, again, 50)

    def terms():
        found = terms_of([row.project_id])[row.project_id]
        return [each.amount / MN for each in found.sums], found.ended_on

    assert terms() == ([50, 100], None)
    SubsidyAgreement.objects.create(
        project=row.project, number=one.number, signed_on=one.signed_on, report_days=30, amount=None
    )
    GrantAgreement.objects.filter(pk=two.pk).update(number="020-2")
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": now(other, 4), "set_at": now(other, 4)})
    reader, url = browse(first.people[f"initiator-{row.project.number}"]), f"/projects/{row.project.code}/award/"

    def noted():
        page = " ".join(reader.get(url).content.decode().replace("\u00a0", " ").split())
        return [number for number in (one.number, "020-2") if f"№ {number}," in page]

    assert noted() == [one.number, "020-2"], "the sum is of both: neither is left out"
    answered(other, prepared(other, two, appeal))
    recounted(other, appeal)
    two.refresh_from_db()
    assert two.ended_on == now(other, 6).date()
    assert terms() == ([50, 100, 50], None)
    papers = [each.paper for each in terms_of([row.project_id])[row.project_id].sums]
    assert [paper.endswith("; все соглашения вместе") for paper in papers] == [False, True, True]
    award = award_of(row.project, two.ended_on)
    assert (award.amount, [due.period for due in award.dues]) == (50 * MN, ["2021H2"])
    assert noted() == [one.number]
