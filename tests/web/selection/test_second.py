"""Second opinions: only where experts differ by more than announced, after the opening, once; both sheets stay."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from tests.web.keeping import keep

from svetovod.cli.verify_recompute import recompute
from svetovod.demo import build_selection as build
from svetovod.engine.ledger import verify_export
from svetovod.web.audit.models import DomainClock, LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.notices.models import Notice
from svetovod.web.selection import selectors, services
from svetovod.web.selection.export import export_make
from svetovod.web.selection.models import Assignment, ConflictDeclaration
from svetovod.web.selection.selectors.differences import total_of

CODES = [row["code"] for row in build.CRITERIA_2021]
AT = build.moment("2021-12-06 12:00")


def refusal(code: str):
    return pytest.raises(Refused, check=lambda error: error.code == code)


@pytest.fixture
def opened(make_world):
    """Experts of the first application differ by 40 points, of the second by none."""
    return keep("opened apart", lambda: make_opened(make_world))


def make_opened(make_world):
    world = make_world(projects=2, spread=Decimal(20)).play("filed", "checked")
    given = {}
    for place, points in ((0, (9, 5, 5)), (1, (6, 6, 6))):
        rows = Assignment.objects.filter(application=world.application(place)).select_related("member__person")
        for row, score in zip(rows, points, strict=False):
            who, at = world.actor(row.member.person.name), build.moment("2021-11-26 10:00")
            services.conflict_deny(actor=who, assignment=row, at=at)
            services.score_submit(
                actor=who, assignment=row, scores=dict.fromkeys(CODES, Decimal(score)), comment="Отчёт", at=at
            )
            given.setdefault(place, []).append(row)
    before = world.actor("secretary")
    assert selectors.differences_of(before, world.round) == []
    build.open_scores(world.round, world.cast)
    world.round.refresh_from_db()
    return world, given


def give(world, row, points=6, ground="Учтён отчёт об испытаниях"):
    row = Assignment.objects.select_related("member__person", "sheet", "application__round").get(pk=row.pk)
    return services.second_give(
        actor=world.actor(row.member.person.name), sheet=row.sheet, scores=dict.fromkeys(CODES, Decimal(points)),
        ground=ground, at=AT,
    )  # fmt: skip


def test_only_those_who_differ_by_more_than_announced(opened):
    world, given = opened
    found = selectors.differences_of(world.actor("secretary"), world.round)
    assert [(each.application.pk, each.spread) for each in found] == [(world.application(0).pk, Decimal(40))]
    with refusal("second.close"):
        give(world, given[1][0])
    with refusal("second.ground"):
        give(world, given[0][0], ground=" ")


@pytest.mark.parametrize(("scale", "total"), [({"weight": 60}, "45"), ({"weight": 10}, "50")])
def test_the_total_of_a_sheet_is_of_100_also_where_points_are_summed(scale, total):
    """K1 of 10 and K2 of 20 points, half of the one and half of the other; K3 is computed and not of a sheet."""
    criteria = [
        SimpleNamespace(code="К1", weight=Decimal(scale["weight"]), maximum=Decimal(10)),
        SimpleNamespace(code="К2", weight=Decimal(30 if scale["weight"] == 60 else 20), maximum=Decimal(20)),
    ]
    rest = 100 - sum(row.weight for row in criteria) if scale["weight"] == 60 else None
    if rest:
        criteria.append(SimpleNamespace(code="К3", weight=rest, maximum=Decimal(5)))
    round_ = SimpleNamespace(criteria=SimpleNamespace(all=lambda: criteria))
    assert total_of(round_, {"К1": "5", "К2": "10"}) == Decimal(total)


def test_both_sheets_are_kept_the_second_counts_and_the_export_verifies(opened):
    world, given = opened
    first = given[0][0]
    made = give(world, first)
    assert give(world, first, points=10) == made, "given once"
    first.sheet.refresh_from_db()
    assert first.sheet.body["scores"]["К1"] == "9"
    world.play("approved", "published")
    scores = {(s["project"], s["expert"]): s for s in world.round.runs.latest("id").input["scores"]
              if s["criterion"] == "К1"}  # fmt: skip
    assert scores[world.projects[0].code, first.member.code]["points"] == "6"
    data = export_make(actor=world.actor("auditor"), round=world.round, at=world.round.publishing_at)
    checked = verify_export(data, recompute=recompute)
    assert checked.findings == ()
    assert checked.recomputed


def test_nobody_gives_anothers_and_none_after_the_ranking(opened):
    world, given = opened
    row = Assignment.objects.select_related("sheet__assignment__application__round", "sheet__assignment__member").get(
        pk=given[0][0].pk
    )
    for key in ("secretary", "chair", "auditor", given[0][1].member.person.name):
        with pytest.raises((Denied, Hidden)):
            services.second_give(
                actor=world.actor(key), sheet=row.sheet, scores=dict.fromkeys(CODES, Decimal(1)), ground="x", at=AT
            )
    services.ranking_run(actor=world.actor("secretary"), round=world.round, at=AT)
    with refusal("round.state"):
        give(world, given[0][0])


def test_a_form_is_shown_only_while_it_would_be_taken(opened, client):
    world, given = opened
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": AT, "set_at": AT})

    def shown(row):
        client.force_login(row.member.person)
        page = client.get(f"/selections/{world.round.slug}/my-sheets/{row.application.number}/second/")
        assert page.status_code == 200
        return 'name="score.' in page.content.decode(), page.content.decode()

    assert shown(given[0][0])[0]
    there, said = shown(given[1][0])
    assert not there and "расходятся не настолько" in said
    give(world, given[0][0])
    there, said = shown(given[0][0])
    assert not there and "06.12.2021" in said.split("<main")[1]
    services.ranking_run(actor=world.actor("secretary"), round=world.round, at=AT)
    there, said = shown(given[0][1])
    assert not there and "в состоянии" in said


def say(world, key, text="По отчёту испытаний баллов меньше", place=0):
    return services.discussion_say(actor=world.actor(key), application=world.application(place), text=text, at=AT)


def test_experts_who_differ_talk_it_over_by_their_codes(opened):
    world, given = opened
    first, other = (row.member for row in given[0][:2])
    word = say(world, first.person.name)
    assert say(world, first.person.name) == word, "sent twice, said once"
    entry = LedgerEntry.objects.get(action="discussion.say").body
    assert word.commitment in entry
    assert word.text not in entry
    for key in (other.person.name, "chair", "auditor"):
        read = selectors.discussion_of(world.actor(key), world.application(0))
        assert [(said.who, said.text) for said in read] == [(first.code, word.text)]
    letters = Notice.objects.filter(key__contains="discussed").values_list("person__name", flat=True)
    assert set(letters) == {row.member.person.name for row in given[0][1:]}


def test_neither_the_secretary_nor_an_expert_without_a_sheet_reads_or_writes_it(opened):
    world, given = opened
    say(world, given[0][0].member.person.name)
    idle = {f"expert-{n}" for n in range(1, 5)} - {row.member.person.name for row in given[0]}
    for key in ("secretary", "member-1", "initiator-1", *idle):
        assert selectors.discussion_of(world.actor(key), world.application(0)) is None
        with pytest.raises((Denied, Hidden)):
            say(world, key)
    with pytest.raises((Denied, Hidden)):
        say(world, "chair")


def test_nothing_is_said_where_they_do_not_differ_or_once_the_ranking_is_made(opened):
    world, given = opened
    with refusal("discussion.close"):
        say(world, given[1][0].member.person.name, place=1)
    with refusal("discussion.text"):
        say(world, given[0][0].member.person.name, text="  ")
    services.ranking_run(actor=world.actor("secretary"), round=world.round, at=AT)
    with refusal("round.state"):
        say(world, given[0][0].member.person.name)


def test_the_page_has_the_discussion_for_its_experts_and_takes_a_word(opened, client):
    world, given = opened
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": AT, "set_at": AT})
    address = f"/selections/{world.round.slug}/differences/"
    client.force_login(given[0][0].member.person)
    sent = client.post(f"{address}{world.application(0).number}/", {"text": "Прошу посмотреть раздел 4"})
    assert sent.status_code == 302
    client.force_login(given[0][1].member.person)
    assert "Прошу посмотреть раздел 4" in client.get(address).content.decode()
    client.force_login(world.people["secretary"])
    assert "Прошу посмотреть раздел 4" not in client.get(address).content.decode()


def test_an_expert_in_conflict_learns_nothing_of_how_others_judged(opened):
    world, given = opened
    idle = next(m for m in world.round.panel.select_related("person") if m.pk not in {r.member_id for r in given[0]})
    who = world.actor(idle.person.name)
    assert {each.application.pk for each in selectors.differences_of(who, world.round)} == {world.application(0).pk}
    ConflictDeclaration.objects.create(application=world.application(0), member=idle, reason="Родство", declared_at=AT)
    assert selectors.differences_of(who, world.round) == []
