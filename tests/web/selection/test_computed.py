"""Computed criteria: a formula is announced, its sources confirmed before the opening, its points ranked, exported."""

from decimal import Decimal
from itertools import count

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from tests.web.keeping import keep

from svetovod.cli.verify_recompute import recompute
from svetovod.demo import build_selection as build
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.selection import services
from svetovod.web.selection.announcement.content import content
from svetovod.web.selection.announcement.faults import faults
from svetovod.web.selection.announcement.library import sets
from svetovod.web.selection.computing.words import formula_said, steps_said
from svetovod.web.selection.export import files_of
from svetovod.web.selection.models import ComputedScore, Criterion, SelectionRound
from svetovod.web.selection.selectors.computed import unconfirmed

from .conftest import AT, SCORED, World

pytestmark = pytest.mark.django_db
NEW = {
    "code": "К8", "name": "Доля собственных средств", "meaning": "", "weight": Decimal(20), "maximum": Decimal(10),
    "kind": "computed", "formula": "own_funds / estimate", "scale": "0.1: 4\n0.5: 10",
}  # fmt: skip
CRITERIA = [*(row | {"weight": row["weight"] * 4 / 5} for row in SCORED), NEW]
SERIAL = count(1)


@pytest.fixture
def computed_world(make_world) -> World:
    """Seven criteria of experts weigh 80, the computed one 20; projects have a quarter of their estimate themselves."""

    def build_world():
        world = make_world(criteria=CRITERIA)
        for project in world.projects:
            project.own_funds = project.requested
            project.save()
        return world.play("filed", "checked")

    return keep("with own funds", build_world)


def confirm(world: World, place: int = 0, *, who: str = "secretary", ground: str = "", **corrected: str):
    return services.computed_confirm(
        actor=world.actor(who), application=world.application(place), ground=ground, at=AT,
        corrected={name: Decimal(value) for name, value in corrected.items()},
    )  # fmt: skip


def test_points_follow_from_what_was_filed(computed_world):
    (row,) = confirm(computed_world)
    assert (row.points, row.result, row.corrected) == (4, "1/4", {})
    assert row.values == {"own_funds": "100000000", "estimate": "400000000"}


def test_a_correction_needs_a_ground_and_keeps_both_figures(computed_world):
    with pytest.raises(Refused) as caught:
        confirm(computed_world, own_funds="200000000")
    assert caught.value.code == "computed.ground"
    (row,) = confirm(computed_world, own_funds="200000000", ground="Выписка банка от 01.11.2021")
    assert (row.points, row.result, row.corrected) == (10, "1/2", {"own_funds": "200000000"})
    assert row.values["own_funds"] == "100000000"


def test_the_figure_of_the_application_typed_again_is_no_correction(computed_world):
    (row,) = confirm(computed_world, own_funds="100000000")
    assert (row.corrected, row.ground) == ({}, "")


def test_a_value_no_formula_names_is_refused(computed_world):
    with pytest.raises(Refused) as caught:
        confirm(computed_world, jobs="5")
    assert caught.value.code == "computed.unknown"


@pytest.mark.parametrize("who", ["chair", "member-1", "expert-1", "auditor", "initiator-1", "stranger", "admin"])
def test_only_the_secretary_confirms(computed_world, who):
    with pytest.raises(Denied):
        confirm(computed_world, who=who)


def test_scores_are_not_opened_while_something_waits(computed_world):
    world = computed_world.play("scored")
    confirm(world)
    with pytest.raises(Refused) as caught:
        build.open_scores(world.round, world.cast)
    assert caught.value.code == "computed.waiting"
    assert world.application(1).number in str(caught.value)
    for place in range(len(world.projects)):
        confirm(world, place)
    build.open_scores(world.round, world.cast)


def ranked(world: World) -> SelectionRound:
    for place in range(len(world.projects)):
        confirm(world, place)
    world.play("scored", "opened", "approved")
    return world.round


def test_nobody_touches_a_source_once_the_scores_are_open(computed_world):
    ranked(computed_world)
    with pytest.raises(Refused) as caught:
        confirm(computed_world, ground="поздно", own_funds="1")
    assert caught.value.code == "round.state"
    for change in (
        lambda: ComputedScore.objects.update(points=10),
        lambda: ComputedScore.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="settled before"), transaction.atomic():
            change()


def test_another_version_filed_makes_the_points_wait_again(computed_world):
    confirm(computed_world)
    number = computed_world.application().number
    assert number not in unconfirmed(computed_world.round)
    version = computed_world.application().pinned
    version.pk, version.number = None, version.number + 1
    version.save()
    type(computed_world.application()).objects.filter(number=number).update(version=version)
    assert number in unconfirmed(computed_world.round)


def test_computed_points_enter_the_ranking_once_and_exactly(computed_world):
    run = ranked(computed_world).runs.latest("id")
    given = [score for score in run.input["scores"] if score["expert"] is None]
    assert [(score["criterion"], score["points"]) for score in given] == [("К8", "4.00")] * 3
    said = run.result["why"][given[0]["project"]]["ru"]["score"]
    assert said[-1] == "Доля собственных средств: 20,00 × 4,00 / 10,00 = 8,00"


def test_an_outsider_computes_the_points_from_the_export(computed_world):
    files = files_of(ranked(computed_world))
    done, findings = recompute(files)
    assert findings == []
    assert "files/selection/computed.json" in done


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("selection/computed.json", b'"points":"4.00"', b'"points":"10.00"'),
        ("selection/computed.json", b"own_funds / estimate", b"own_funds / own_funds"),
        ("selection/round.json", b'"points":"4.00"', b'"points":"9.00"'),
    ],
)  # fmt: skip
def test_a_point_changed_in_the_export_is_found(computed_world, name, before, after):
    files = files_of(ranked(computed_world))
    changed = files[name].replace(before, after)
    assert changed != files[name]
    _done, findings = recompute(files | {name: changed})
    assert any(finding.name == "files/selection/computed.json" for finding in findings)


def test_an_export_without_the_computation_is_not_whole(computed_world):
    files = files_of(ranked(computed_world))
    del files["selection/computed.json"]
    _done, findings = recompute(files)
    assert [(finding.name, finding.detail) for finding in findings] == [("files/selection/computed.json", "missing")]


def test_experts_are_asked_for_their_own_criteria_alone(computed_world):
    assignment = computed_world.assignment()
    actor = computed_world.actor(assignment.member.person.name)
    services.conflict_deny(actor=actor, assignment=assignment, at=AT)
    codes = [row["code"] for row in CRITERIA]
    with pytest.raises(Refused) as caught:
        services.score_submit(actor=actor, assignment=assignment, scores=dict.fromkeys(codes, Decimal(5)), at=AT)
    assert caught.value.code == "score.unknown"
    services.score_submit(actor=actor, assignment=assignment, scores=dict.fromkeys(codes[:-1], Decimal(5)), at=AT)


def test_pages_show_sources_and_take_a_correction(computed_world, client):
    world, slug = computed_world, computed_world.round.slug
    client.force_login(world.people["secretary"])
    page = client.get(reverse("selection:computed", args=[slug]))
    assert world.application().number in page.content.decode()
    url = reverse("selection:computed_one", args=[slug, world.application().number])
    shown = client.get(url).content.decode()
    assert "money.own_funds" in shown
    refused = client.post(url, {"value.own_funds": "200 000 000", "ground": ""})
    assert refused.status_code == 422
    answer = client.post(url, {"value.own_funds": "200 000 000", "ground": "Выписка"})
    assert answer.status_code == 302
    assert ComputedScore.objects.get().ground == "Выписка"
    client.force_login(world.people["member-1"])
    assert '<form method="post" data-once data-guard>' not in client.get(url).content.decode()
    assert client.post(url, {"ground": ""}).status_code == 403


def draft(*rows: dict) -> SelectionRound:
    row = SelectionRound.objects.create(slug=f"draft-{next(SERIAL)}", title="Отбор", limit=Decimal(1))
    for place, each in enumerate(rows):
        Criterion.objects.create(round=row, position=place, **each)
    return row


EXPERT = {"code": "К1", "name": "Эффект", "weight": Decimal(80), "maximum": Decimal(10)}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"formula": "own_fund / estimate"}, "знак 1"),
        ({"formula": ""}, "Напишите формулу"),
        ({"scale": "0.5: 10\n0.1: 4"}, "строка 2"),
        ({"scale": "0.5: 11"}, "больше баллов"),
    ],
)
def test_a_formula_that_cannot_be_read_stands_before_the_announcement(change, said):
    blocking = [fault.text for fault in faults(draft(EXPERT, NEW | change), AT) if fault.blocking]
    assert any(said in text for text in blocking), blocking


def test_something_must_be_left_to_the_experts():
    texts = [fault.text for fault in faults(draft(NEW | {"weight": Decimal(100)}), AT) if fault.blocking]
    assert any("Экспертам" in text for text in texts)


def test_formula_and_scale_are_announced_and_frozen(computed_world):
    said = content(computed_world.round)["criteria"]
    assert said[-1]["formula"] == "own_funds / estimate"
    assert "formula" not in said[0]
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Criterion.objects.filter(code="К8").update(scale="0: 10")


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("own_funds / estimate", "«собственные средства, руб.» / «сумма сметы, руб.»"),
        ("max(2.5*jobs, -regions)", "наибольшее из (2,5×«рабочие места в последнем полугодии»; −«регионы участников»)"),
        ("0.00001 * revenue", "0,00001 × «выручка за годы плана, руб.»"),
        ("0.0000001*1000000", "0,0000001×1\xa0000\xa0000"),
        ("own_fund / estimate", "own_fund / estimate"),
    ],
)
def test_a_formula_is_told_in_words(formula, said):
    assert formula_said(formula) == said


def test_a_step_of_a_scale_is_told_with_all_its_decimals():
    assert steps_said("0: 0\n0.00001: 2.5\n1000: 5") == "от 0: 0; от 0,00001: 2,5; от 1\xa0000: 5"


def test_the_announcement_says_a_formula_in_words_and_keeps_the_code_beside_it(computed_world, client):
    client.force_login(computed_world.people["secretary"])
    page = client.get(reverse("selection:round", args=[computed_world.round.slug])).content.decode()
    _before, words, after = page.partition("«собственные средства, руб.» / «сумма сметы, руб.»")
    assert words and after.lstrip().startswith('<span class="sub"><code>own_funds / estimate</code></span>')


def test_the_draft_page_keeps_a_formula_and_says_where_it_is_wrong(world, client):
    row = services.round_begin(actor=secretary_of_the_platform(world), title="Отбор", slug="next", at=AT)
    client.force_login(world.people["secretary"])
    url = reverse("selection:round_criteria", args=[row.slug])
    body = {"criteria-TOTAL_FORMS": "1", "criteria-INITIAL_FORMS": "0", "source": ""} | {
        f"criteria-0-{name}": str(value) for name, value in NEW.items()
    }
    wrong = client.post(url, body | {"criteria-0-formula": "own_funds ** 2"})
    assert wrong.status_code == 422
    assert "знак 1" in wrong.content.decode()
    assert client.post(url, body | {"criteria-0-scale": "0,1: 4\n0,5: 10"}).status_code == 302
    kept = row.criteria.get()
    assert (kept.kind, kept.formula, kept.scale) == ("computed", "own_funds / estimate", "0.1: 4\n0.5: 10")


def secretary_of_the_platform(world: World):
    RoleGrant.objects.create(
        person=world.people["secretary"], role=Role.SECRETARY, scope=Scope.PLATFORM, scope_id="", granted_at=AT
    )
    return world.actor("secretary")


def test_every_set_of_the_library_can_be_read_and_its_formulas_hold():
    for one in sets():
        rows = [{**row, "weight": row["weight"] or Decimal(1), "maximum": row["maximum"] or Decimal(10)}
                for row in one.criteria("ru")]  # fmt: skip
        texts = [fault.text for fault in faults(draft(*rows), AT)]
        assert not any("Формула" in text or "Шкала" in text for text in texts), one.key
        assert one.source and one.status in {"seen", "secondary", "memory", "illustration"}
