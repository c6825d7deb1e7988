"""Readers of the journal are told in words, in both languages, what its codes mean."""

import ast
import importlib.util
import re
from pathlib import Path

import pytest
from django.apps import apps

from svetovod.web.audit import saying, words
from svetovod.web.common.states import StateTable
from svetovod.web.dossier.enums import ChangeKind
from svetovod.web.events.services import inviting, live, notes

# what a table of states may do to an object is journaled under these
MOVED = {
    "remark": "remark", "practical session": "session", "question to the floor": "question", "edition": "edition",
    "answer to a question of a seminar": "faq", "verification": "verification", "registry_entry": "entry",
    "test of a seminar": "quiz",
}  # fmt: skip
# the other steps that are put together with their noun, each as the services write it
STEPS = {
    "application": {"file", "replace", "correct", "admit", "refuse", "return"}, "cooperation": {"accept", "decline"},
    "dossier": set(ChangeKind.values), "invites": {inviting.SEND, inviting.REMIND}, "note": set(notes.STEPS),
    "pitch": set(live.STEPS), "round": {"open", "close", "check", "cancel"},
    "wish": {"accept", "decline"},
}  # fmt: skip
SRC = Path(words.__file__).resolve().parents[2]
CODE = re.compile(r"[a-z_]+\.[a-z_]+")


def functions():
    """Each function of the code with its calls of others, by their bare names."""
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                calls = [each for each in ast.walk(node) if isinstance(each, ast.Call)]
                yield node, [(getattr(call.func, "attr", getattr(call.func, "id", "")), call) for call in calls]


def codes_in(node):
    found = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str))
    return {text for text in found if CODE.fullmatch(text)}


def recorded():
    """Actions of `record`, and the beginnings of those that are put together. Functions that hand their `action` on are
    followed to whoever calls them."""
    every, found, begun = list(functions()), set(), set()
    carriers = {"record"}
    while True:
        more = {
            node.name for node, calls in every
            if any(arg.arg == "action" for arg in (*node.args.args, *node.args.kwonlyargs))
            and any(name in carriers and _hands_on(call) for name, call in calls)
        }  # fmt: skip
        if more <= carriers:
            break
        carriers |= more
    for node, calls in every:
        if node.name in carriers:
            found |= {code for default in node.args.defaults for code in codes_in(default)}
        for name, call in calls:
            given = [each.value for each in call.keywords if each.arg == "action"] if name == "record" else []
            if name in carriers - {"record"}:
                given = [*call.args, *(each.value for each in call.keywords)]
            for each in given:
                found |= codes_in(each) if name == "record" or isinstance(each, ast.Constant) else set()
                if name == "record" and isinstance(each, ast.JoinedStr):
                    begun.add(each.values[0].value)
                elif name == "record" and isinstance(each, ast.Name):
                    found |= {code for line in ast.walk(node) if isinstance(line, ast.Assign)
                              and getattr(line.targets[0], "id", "") == each.id for code in codes_in(line)}  # fmt: skip
    return found, begun


def _hands_on(call):
    return any(isinstance(each, ast.Name) and each.id == "action" for each in
               (*call.args, *(word.value for word in call.keywords)))  # fmt: skip


def test_every_action_of_the_code_has_words():
    found, begun = recorded()
    assert len(found) > 400 and {"round.announce", "cluster.import_undo", "person.link_identity"} <= found
    assert not sorted(found - set(words.held("ru")["actions"])), "say it in src/svetovod/web/audit/words.toml"
    assert {f"{noun}." for noun in (*MOVED.values(), *STEPS)} == begun, "say which steps it has, here"
    steps = {f"{noun}.{step}" for noun in STEPS for step in STEPS[noun]}
    assert not sorted(steps - set(words.held("ru")["actions"]))


@pytest.mark.parametrize("table", MOVED)
def test_every_step_of_a_table_of_states_has_words(table):
    for app in apps.get_app_configs():
        if importlib.util.find_spec(f"{app.name}.states"):
            importlib.import_module(f"{app.name}.states")
    steps = {f"{MOVED[table]}.{row.action}" for row in StateTable.TABLES[table].transitions}
    assert steps and not sorted(steps - set(words.held("ru")["actions"]))


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_words_are_of_their_language(lang):
    for table in words.held(lang).values():
        assert all(bool(re.search("[а-яё]", said)) == (lang == "ru") for said in table.values())


def test_kinds_are_of_models_that_there_are():
    there = {model._meta.label_lower for model in apps.get_models()} | {"secrecy.register", "selection.question"}
    assert not sorted(set(words.held("ru")["kinds"]) - there)


def test_what_has_no_words_is_told_by_its_code():
    assert words.action("gone.away") == "gone.away" and words.kind("gone.thing") == "gone.thing"
    assert words.purpose("protocol saransk-2021") == "протокол отбора saransk-2021"


def data_recorded():
    """Names of what entries say, where `record` is given them by name."""
    parts = {"actor", "action", "subject", "at"}
    for _node, calls in functions():
        for name, call in calls:
            if name == "record" and parts <= {each.arg for each in call.keywords}:
                yield from (each.arg for each in call.keywords if each.arg and each.arg not in parts)


def test_everything_an_entry_says_has_words():
    found = set(data_recorded())
    assert len(found) > 250 and {"due_on", "sha256"} <= found
    assert not sorted(found - set(words.held("ru")["data"])), "say it in src/svetovod/web/audit/words.toml"
    assert not sorted(set(words.held("ru")["data"]) - found - {"through"}), "nobody says it any more"


@pytest.mark.parametrize(
    ("kind", "name", "told", "shown"),
    [
        ("projects.jointproject", "state", "rework", "дорабатывается"),
        ("accounts.person", "role", "chair", "председатель конкурсной комиссии"),
        ("projects.jointproject", "state", "of-yesterday", "of-yesterday"),
        ("gone.thing", "due_on", "2021-11-22", "22.11.2021"),
        ("gone.thing", "starts_at", "2021-11-22T12:00:00+00:00", "22.11.2021, 15:00 МСК"),
        ("gone.thing", "due_on", "2021-13-45", "2021-13-45"),
        ("gone.thing", "secret", True, "да"), ("gone.thing", "reason", None, "—"), ("gone.thing", "rows", 0, "0"),
        ("gone.thing", "fields", ["title", "due_on"], "название, срок"),
        ("gone.thing", "items", [{"state": "x", "number": 2}], "состояние: x; номер: 2"),
    ],
)  # fmt: skip
def test_what_an_entry_says_is_told_in_words(kind, name, told, shown):
    assert saying.value(kind, name, told).replace("\u00a0", " ") == shown
