"""Draws who may do what in which state of a selection, from the access tables and the steps that the services ask.

Without a database. Predicates are the access tables' own and are called with people and rows made up here; what one
would ask the database is told by `ASKED`. A test plays a selection through all its states and holds every cell of the
pages against what the product answers (`tests/web/commission/test_round_table.py`).
"""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

PAGES = {"en": "round.md", "ru": "round.ru.md"}
HEAD = {
    "en": """# Who may do what in a selection, state by state

A row is a step: what is done with what, and the service that does it (an action alone where something is only looked
at). A column is a person. A cell holds the numbers of the states in which that person may take the step; a dot is
never. In Russian: [round.ru.md](round.ru.md). The rules in words: [roles.md](roles.md).

Assumed: the usual terms (nothing is sealed at the intake, experts read who applies), a filed application, a score sheet
handed in, its applicant asked about the award once the ranking is approved; the secretary, the chair and the member
hold parts of the key of the sheets, where it is split. "Party" is an officer who also speaks for
an applicant. Terms by the clock, interests in single applications and what a step itself refuses come on top.
""",
    "ru": """# Кому что можно в отборе, по состояниям

Строка — шаг: что делают и с чем, и служба, которая это делает (где только смотрят — одно действие). Столбец — человек.
В клетке — номера состояний, в которых этот человек может сделать шаг; точка — никогда. По-английски:
[round.md](round.md). Правила словами: [roles.ru.md](roles.ru.md).

Предполагаются обычные условия (приём ничего не запечатывает, эксперты читают, кто заявитель), поданная заявка, сданный
оценочный лист, заявитель, которого после утверждения спросили о субсидии; секретарь, председатель и член комиссии
хранят части ключа листов, если он разделён. «Сторона» — должностное лицо, которое также
представляет заявителя. Сроки по часам, интерес в отдельной заявке и отказы самого шага действуют сверх того.
""",
}
COLUMNS: Mapping[str, tuple[str, str]] = {
    "visitor": ("visitor", "посетитель"),
    "somebody": ("signed in, no role", "вошёл, без роли"),
    "applicant": ("this applicant", "этот заявитель"),
    "rival": ("another applicant", "другой заявитель"),
    "judge": ("expert of it", "её эксперт"),
    "idler": ("another expert", "другой эксперт"),
    "secretary": ("secretary", "секретарь"),
    "secretary_party": ("secretary, party", "секретарь, сторона"),
    "chair": ("chair", "председатель"),
    "chair_party": ("chair, party", "председатель, сторона"),
    "member": ("member", "член комиссии"),
    "appeal_judge": ("decides appeals", "рассматривает жалобы"),
    "auditor": ("auditor", "аудитор"),
    "admin": ("administrator", "администратор"),
    "system": ("the system", "система"),
}
STATES_HEAD = {"en": "States by number", "ru": "Состояния по номерам"}
TOP = {"en": ("object", "step", "code"), "ru": ("предмет", "шаг", "код")}
# tables are named by their apps; applications exist, and with them parties, from the opening of the intake on
APPS = ("selection", "commission")
WITHOUT_PARTIES = ("draft", "announced")
BEFORE_ASSIGNING = (*WITHOUT_PARTIES, "open", "intake_closed")
PARTIES = ("secretary_party", "chair_party", "applicant", "rival")
JUDGES = ("judge",)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a predicate is asked about: who, in which state, on which object."""

    column: str
    state: str
    noun: str


def _one_application(cell: Cell) -> bool:
    """Whether the object is about one application and not about the whole round."""
    return cell.noun in (
        "application",
        "assignment",
        "sheet",
        "paper_sheet",
        "conflict",
        "computed",
        "discussion",
        "award",
    )


# what the access tables ask the database: of the people and rows the head of the page assumes
ASKED: Mapping[str, Callable[[Cell], bool]] = {
    "assigned": lambda cell: cell.column in JUDGES and cell.state not in BEFORE_ASSIGNING,
    "discusses": lambda cell: cell.column in JUDGES and cell.state in ("opened", "ranked", "approved", "published"),
    "interested": lambda cell: cell.column in PARTIES and cell.state not in WITHOUT_PARTIES,
    "takes_part": lambda cell: (
        cell.column in ("secretary_party", "chair_party", "applicant") and _one_application(cell)
    ),
    "applicant": lambda cell: cell.column in ("applicant", "rival") and cell.state not in WITHOUT_PARTIES,
    "judge": lambda cell: cell.column == "appeal_judge",
    "key_holder": lambda cell: cell.column.removesuffix("_party") in ("secretary", "chair", "member"),
    "offered": lambda _cell: True,
}


def pages(said: Callable[..., str], parse: Callable[..., Any], words: Any) -> dict[str, str]:
    found = [(app, step, cells_of(app, step, parse)) for app in APPS for step in steps_of(app)]
    return {name: page(lang, found, said, words) for lang, name in PAGES.items()}


def steps_of(app: str) -> list[Any]:
    """By noun, as the access table has them."""
    table = importlib.import_module(f"svetovod.web.{app}.steps").STEPS
    order = list(table.access)
    return sorted(table, key=lambda step: order.index(step.action))


def cells_of(app: str, step: Any, parse: Callable[..., Any]) -> dict[str, tuple[str, ...]]:
    from svetovod.web.common.access import AccessTable

    tree = parse(AccessTable.TABLES[app].actions[step.action].name)
    room = importlib.import_module(f"svetovod.web.{app}.access")
    noun = step.action.split(".")[0]
    return {
        column: tuple(state for state in step.states if holds(tree, room, Cell(column, str(state), noun)))
        for column in COLUMNS
    }


def holds(tree: Any, room: Any, cell: Cell) -> bool:
    """An expression of the access table, its leaves asked one by one."""
    if isinstance(tree, str):
        if tree in ASKED:
            return ASKED[tree](cell)
        return bool(leaf(room, tree).test(actor_of(cell.column), subject(cell)))
    sign, parts = tree
    if sign == "not":
        return not holds(parts, room, cell)
    found = [holds(part, room, cell) for part in parts]
    return all(found) if sign == "&" else any(found)


def leaf(room: Any, name: str) -> Any:
    """The predicate: of the app's own table, or of the selection's, which the commission's is composed of."""
    return getattr(room, name, None) or getattr(importlib.import_module("svetovod.web.selection.access"), name)


@cache
def actor_of(column: str) -> Any:
    from svetovod.web.accounts.actors import SYSTEM, VISITOR, Actor, Grant
    from svetovod.web.accounts.enums import Role, Scope

    held = {
        "applicant": [(Role.INITIATOR, Scope.ORGANISATION, "1")],
        "rival": [(Role.INITIATOR, Scope.ORGANISATION, "2")],
        "judge": [(Role.EXPERT, Scope.ROUND, "1")],
        "idler": [(Role.EXPERT, Scope.ROUND, "1")],
        "secretary": [(Role.SECRETARY, Scope.ROUND, "1")],
        "chair": [(Role.CHAIR, Scope.ROUND, "1")],
        "member": [(Role.COMMISSION_MEMBER, Scope.ROUND, "1")],
        "auditor": [(Role.AUDITOR, Scope.PLATFORM, "")],
        "admin": [(Role.ADMINISTRATOR, Scope.PLATFORM, "")],
    }
    if column in ("visitor", "system"):
        return VISITOR if column == "visitor" else SYSTEM
    grants = [Grant(place, *row) for place, row in enumerate(held.get(column.removesuffix("_party"), []))]
    return Actor(person_id=list(COLUMNS).index(column) + 1, grants=tuple(grants))


def subject(cell: Cell) -> Any:
    rows = rows_of(cell.state)
    return rows.get(cell.noun, rows["round"])


@cache
def rows_of(state: str) -> dict[str, Any]:
    """By nouns, never saved: a round in that state, an application, a sheet of the expert `judge`."""
    from django.utils import timezone

    from svetovod.web.projects.models import JointProject
    from svetovod.web.selection.enums import SCORES_OPEN
    from svetovod.web.selection.models import Application, Assignment, PanelMember, ScoreSheet, SelectionRound

    row = SelectionRound(pk=1, state=state, announced_at=timezone.now() if state != "draft" else None)
    application = Application(pk=1, round=row, project=JointProject(pk=1, initiator_id=1), state="filed")
    member = PanelMember(pk=1, round=row, person_id=list(COLUMNS).index("judge") + 1)
    assignment = Assignment(pk=1, application=application, member=member)
    sheet = ScoreSheet(pk=1, assignment=assignment, state="opened" if state in SCORES_OPEN else "submitted")
    return {
        "round": row, "application": application, "computed": application, "award": application, "appeal": application,
        "discussion": application, "assignment": assignment, "conflict": assignment, "paper_sheet": assignment,
        "sheet": sheet,
    }  # fmt: skip


def page(lang: str, found: list[Any], said: Callable[..., str], words: Any) -> str:
    from django.utils import translation

    from svetovod.web.selection.enums import RoundState

    place = ("en", "ru").index(lang)
    with translation.override(lang):
        numbered = "; ".join(f"{number} — {state.label}" for number, state in enumerate(RoundState, 1))
    lines = [HEAD[lang], words.DRAWN, f"{STATES_HEAD[lang]}: {numbered}."]
    people = " | ".join(names[place] for names in COLUMNS.values())
    app = last = ""
    for name, step, cells in found:
        noun, verb = step.action.split(".", 1)
        if name != app:
            app, last = name, ""
            lines += ["", f"## {said(words.APPS, app, place)}", "", f"| {' | '.join(TOP[lang])} | {people} |"]
            lines += [f"|{'---|' * (len(COLUMNS) + 3)}"]
        thing, last = ("" if noun == last else said(words.OBJECTS, noun, place)), noun
        row = " | ".join(numbers(cells[column]) for column in COLUMNS)
        what = words.STEPS[step.name][place] if step.name in words.STEPS else said(words.VERBS, verb, place)
        lines.append(f"| {thing} | {what} | `{step.name}` | {row} |")
    return "\n".join(lines) + "\n"


def numbers(states: tuple[str, ...]) -> str:
    """`1–3, 6`; a dot for none."""
    from svetovod.web.selection.enums import RoundState

    taken = [number for number, state in enumerate(RoundState, 1) if state in states]
    runs: list[list[int]] = []
    for number in taken:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs) or "·"
