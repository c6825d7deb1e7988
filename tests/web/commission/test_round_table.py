"""Who may do what in which state of a selection: every cell of the drawn page against the product.

`docs/reference/round.md` is drawn from the access tables and `steps.py` without a database. Here a selection is in each
of its states with everybody in it, and each cell is asked of the tables on rows that are there; then each service is
called where its step is not, by somebody whom the table allows it elsewhere. Addresses are in `tests/web/security`.
"""

import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction
from tests.web.selection.conftest import AT, World, person

from svetovod.web.accounts.actors import SYSTEM, VISITOR
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.commission import services as commissions
from svetovod.web.commission.models import AppealJudge, AwardOffer
from svetovod.web.commission.steps import STEPS as COMMISSION
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.common.steps import StepTable
from svetovod.web.selection import services
from svetovod.web.selection.custody.uses import ENVELOPES
from svetovod.web.selection.enums import RoundState
from svetovod.web.selection.models import KeyHolder, ScoreSheet, SelectionRound
from svetovod.web.selection.states import ROUND
from svetovod.web.selection.steps import STEPS, WITHOUT_ROUND

ROOT = Path(__file__).resolve().parents[3]
COLUMNS = (
    "visitor", "somebody", "applicant", "rival", "judge", "idler", "secretary", "secretary_party", "chair",
    "chair_party", "member", "appeal_judge", "auditor", "admin", "system",
)  # fmt: skip
STATES = list(RoundState)
# how far the selection is played for a state to have in it what it can have
FAR = {
    **dict.fromkeys(("draft", "announced"), ()),
    **dict.fromkeys(("open", "intake_closed"), ("filed",)),
    **dict.fromkeys(("formal_check", "scoring", "cancelled", "failed"), ("filed", "checked", "scored")),
    **dict.fromkeys(("opened", "ranked", "approved", "published"), ("filed", "checked", "scored", "opened")),
}


def page() -> dict[str, dict[str, set[str]]]:
    """step -> column -> states, as a reader of the page understands it."""
    found = {}
    for line in (ROOT / "docs/reference/round.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == len(COLUMNS) + 3 and cells[2].startswith("`"):
            found[(cells[2].strip("`"), len(found))] = dict(zip(COLUMNS, map(states_of, cells[3:]), strict=True))
    return found


def states_of(cell: str) -> set[str]:
    runs = [[int(number) for number in run.split("–")] for run in re.findall(r"\d+(?:–\d+)?", cell)]
    return {str(state) for run in runs for state in STATES[run[0] - 1 : run[-1]]}


def all_steps() -> list[tuple[StepTable, object]]:
    return [(table, step) for table in (STEPS, COMMISSION) for step in table]


def put(world: World, state: str) -> None:
    announced = None if state == "draft" else world.round.announced_at
    SelectionRound.objects.filter(pk=world.round.pk).update(state=state, announced_at=announced)
    world.round.refresh_from_db()


@pytest.fixture
def crowd(make_world):
    """The selection in one state, and everybody of the page by the name of the column."""

    def build_it(state: str):
        world = make_world(projects=2, experts=6)
        world.play(*FAR[state])
        lead = world.projects[0].initiator_id
        for office, role in (("secretary", Role.SECRETARY), ("chair", Role.CHAIR)):
            party = (Role.PARTICIPANT, Scope.ORGANISATION, lead)
            world.people[f"{office}_party"] = person(f"{office}-party", (role, Scope.ROUND, world.round.pk), party)
        world.people |= {name: person(name) for name in ("somebody", "appeal_judge")}
        held = ("secretary", "secretary_party", "chair", "chair_party", "member-1")
        KeyHolder.objects.bulk_create(KeyHolder(round=world.round, person=world.people[name]) for name in held)
        AppealJudge.objects.create(round=world.round, person=world.people["appeal_judge"])
        if state in ("approved", "published"):
            AwardOffer.objects.create(
                application=world.application(0), amount=Decimal(1), asked_at=AT, until=AT + timedelta(days=3)
            )
        put(world, state)
        return world

    return build_it


def actors_of(world: World) -> dict:
    given = set(world.projects[0].applications.values_list("assignments__member__person__name", flat=True))
    busy = sorted(filter(None, given))
    idler = next(f"expert-{n}" for n in range(1, 7) if f"expert-{n}" not in busy)
    names = {
        "applicant": "initiator-1", "rival": "initiator-2", "judge": busy[0] if busy else "expert-1", "idler": idler,
        "member": "member-1",
    }  # fmt: skip
    if not busy:
        names["idler"] = "expert-2"
    known = {name: world.actor(names.get(name, name)) for name in COLUMNS if name not in ("visitor", "system")}
    return known | {"visitor": VISITOR, "system": SYSTEM}


def object_of(world: World, action: str):
    """A row the action is about; None where the state has none yet."""
    noun = action.split(".", maxsplit=1)[0]
    if noun in ("assignment", "conflict", "paper_sheet", "sheet") and action != "assignment.manage":
        name = actors_of(world)["judge"].name
        rows = ScoreSheet.objects.select_related("assignment__member", "assignment__application__round")
        sheet = rows.filter(
            assignment__application__project=world.projects[0], assignment__member__person__name=name
        ).first()
        return sheet if noun == "sheet" else sheet and sheet.assignment
    if action == "assignment.manage" or noun in ("application", "computed", "discussion", "award", "appeal"):
        return world.application(0) if world.projects[0].applications.exists() else None
    return world.round


def test_every_action_is_a_row_of_the_page():
    told = {step.action for _table, step in all_steps()}
    assert {*STEPS.access, *COMMISSION.access} - told == set(WITHOUT_ROUND)
    assert [name for name, _place in page()] and {n for n, _p in page()} == {step.name for _t, step in all_steps()}


@pytest.mark.parametrize("state", STATES)
def test_every_cell_of_a_state(crowd, state):
    world = crowd(state)
    actors, wrong, asked = actors_of(world), [], 0
    drawn = {(name, place): cells for place, ((name, _), cells) in enumerate(page().items())}
    by_name: dict[str, list] = {}
    for (name, _place), cells in drawn.items():
        by_name.setdefault(name, []).append(cells)
    for table, step in all_steps():
        cells = by_name[step.name].pop(0)
        obj = object_of(world, step.action)
        for column in COLUMNS:
            told = state in cells[column]
            if obj is None:
                # an application that is not begun yet: its applicant alone may begin it, which the page says
                if told and step.name != "application_draft":
                    wrong.append((step.name, column, "told, and there is nothing"))
                continue
            asked += 1
            if told != table.allows(step.name, actors[column], obj, world.round.state):
                wrong.append((step.name, column, told))
    assert wrong == []
    assert asked > 500


# what is done already is answered with what was done
AGAIN = {
    "opened": ("opening_confirm",), "ranked": ("ranking_run",), "approved": ("round_approve",),
    "published": ("round_publish",), "cancelled": ("round_cancel",),
}  # fmt: skip
LATER = AT + timedelta(days=90)


def calls(world: World) -> dict:
    """Each step taken by whoever may take it in its own states."""
    secretary, chair, member = world.actor("secretary"), world.actor("chair"), world.actor("member-1")
    round_, at = world.round, LATER
    of_round = {"round": round_, "at": at}
    row = world.application(0) if world.projects[0].applications.exists() else None
    found = {
        "round_edit": lambda: services.round_edit(actor=secretary, fields={}, **of_round),
        "round_amend": lambda: services.round_amend(actor=secretary, fields={}, reason="x", **of_round),
        "round_open": lambda: services.round_open(actor=secretary, **of_round),
        "intake_close": lambda: services.intake_close(actor=secretary, **of_round),
        "check_start": lambda: services.check_start(actor=secretary, **of_round),
        "scoring_start": lambda: services.scoring_start(actor=secretary, **of_round),
        "round_cancel": lambda: services.round_cancel(actor=secretary, reason="x", failed=False, **of_round),
        "ranking_run": lambda: services.ranking_run(actor=secretary, **of_round),
        "vote_cast": lambda: services.vote_cast(actor=member, choice="for", **of_round),
        "round_approve": lambda: services.round_approve(actor=chair, **of_round),
        "protocol_issue": lambda: services.protocol_issue(actor=secretary, **of_round),
        "round_publish": lambda: services.round_publish(actor=secretary, **of_round),
        "clarification_ask": lambda: services.clarification_ask(actor=secretary, question="x", **of_round),
        "outage_record": lambda: services.outage_record(
            actor=secretary, began=AT, ended=AT, ground="x", closes_at=at, **of_round
        ),
        "panel_add": lambda: services.panel_add(actor=secretary, person=world.people["somebody"], **of_round),
        "seat_add": lambda: services.seat_add(
            actor=secretary, person=world.people["somebody"], role="member", **of_round
        ),
        "seat_offer": lambda: services.place_offer(
            actor=secretary, email="a@b.ru", kind="member", real_now=at, **of_round
        ),
        "expert_release": lambda: services.expert_release(actor=secretary, member=round_.panel.first(), at=at),
        "seat_release": lambda: services.seat_release(actor=secretary, seat=round_.seats.first(), at=at),
        "seat_call": lambda: services.seat_call(actor=secretary, seat=round_.seats.first(), at=at),
        "substitute_name": lambda: services.substitute_name(
            actor=secretary, role="chair", email="somebody@example.org", **of_round
        ),
        "plan_propose": lambda: services.plan_propose(actor=secretary, way="total", **of_round),
        "plan_confirm": lambda: services.plan_confirm(actor=secretary, **of_round),
        "opening_confirm": lambda: services.opening_confirm(actor=secretary, role=Role.SECRETARY, **of_round),
        "envelopes_open": lambda: services.envelopes_open(actor=secretary, role=Role.SECRETARY, **of_round),
        "envelope_holders": lambda: services.holders_name(actor=secretary, people=[], use=ENVELOPES, **of_round),
        "envelope_take": lambda: services.key_take(actor=chair, use=ENVELOPES, **of_round),
        "envelope_enter": lambda: services.key_enter(actor=chair, code="", use=ENVELOPES, **of_round),
        "holders_name": lambda: services.holders_name(actor=secretary, people=[], **of_round),
        "key_take": lambda: services.key_take(actor=chair, **of_round),
        "key_enter": lambda: services.key_enter(actor=chair, code="", **of_round),
        "robustness_open": lambda: services.robustness_open(actor=chair, **of_round),
        "sitting_plan": lambda: commissions.sitting_plan(actor=secretary, form="in_person", starts_at=at, **of_round),
        "awards_ask": lambda: commissions.awards_ask(actor=secretary, until=at + timedelta(days=3), **of_round),
    }
    if row is None:
        return found
    of_row, mine = {"application": row, "at": at}, world.actor("initiator-1")
    found |= {
        "application_file": lambda: services.application_replace(actor=mine, **of_row),
        "envelope_put": lambda: services.envelope_remove(actor=mine, place=1, **of_row),
        "application_withdraw": lambda: services.application_withdraw(actor=mine, **of_row),
        "application_official": lambda: services.application_official(
            actor=secretary, number="1", filed_at=AT, **of_row
        ),
        "check_save": lambda: services.check_save(actor=member, answers={}, **of_row),
        "check_settle": lambda: services.check_settle(actor=chair, key="x", answer="yes", ground="x", **of_row),
        "application_decide": lambda: services.application_admit(actor=secretary, **of_row),
        "computed_confirm": lambda: services.computed_confirm(actor=secretary, corrected={}, ground="", **of_row),
        "result_recount": lambda: services.result_recount(
            actor=secretary, project="x", set_aside=[], corrected=[], ground="x", agreed={}, **of_round
        ),
        "award_change": lambda: services.award_change(
            actor=secretary, action="promote", status="winner", amount=Decimal(1), ground="x", **of_row
        ),
        "award_sign": lambda: services.award_sign(actor=secretary, **of_row),
        "expert_assign": lambda: services.expert_assign(actor=secretary, member=round_.panel.first(), **of_row),
    }
    given = object_of(world, "assignment.view")
    if given is None:
        return found
    judge, of_given = actors_of(world)["judge"], {"assignment": given, "at": at}
    return found | {
        "expert_unassign": lambda: services.expert_unassign(actor=secretary, **of_given),
        "conflict_declare": lambda: services.conflict_declare(actor=judge, reason="x", **of_given),
        "score_submit": lambda: services.score_save(actor=judge, scores={}, **of_given),
        "second_give": lambda: services.second_give(
            actor=judge, sheet=object_of(world, "sheet.view"), scores={}, ground="x", at=at
        ),
        "discussion_say": lambda: services.discussion_say(actor=judge, text="x", **of_row),
    }


@pytest.mark.parametrize("state", STATES)
def test_no_service_takes_a_step_in_a_state_that_is_not_its_own(crowd, state):
    world = crowd(state)
    taken = []
    for name, call in calls(world).items():
        table = STEPS if name in STEPS.steps else COMMISSION
        if state in table.states(name) or name in AGAIN.get(state, ()):
            continue
        try:
            with transaction.atomic():
                call()
        except (Refused, Denied, Hidden):
            continue
        taken.append(name)
    assert taken == []


def test_every_step_is_asked_where_it_is_taken():
    """By its name, or as a move of the state machine; the others only find their object in the states declared."""
    source = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("selection/services", "selection/custody", "commission/services")
        for path in (ROOT / "src/svetovod/web" / folder).glob("*.py")
    )
    moved = {row.who for row in ROUND.transitions}
    implied = {
        "application_draft", "official_act", "minutes_write", "sitting_open", "ballot_cast", "paper_template_keep",
        "appeal_file", "appeal_consider", "appeal_vote", "judge_appoint", "award_answer",
    }  # fmt: skip
    written = [step for _table, step in all_steps() if step.name != step.action]
    silent = [s.name for s in written if f'"{s.name}"' not in source and s.action not in moved]
    assert set(silent) <= implied
