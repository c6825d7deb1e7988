"""Readers of the journal are told in words, in both languages, what its codes mean."""

import ast
import importlib.util
import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

from svetovod.web.audit import saying, words
from svetovod.web.common.states import StateTable
from svetovod.web.dossier.enums import ChangeKind
from svetovod.web.events.pitch_forms import DEFAULTS
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


@cache
def functions():
    """Each function of the code with its calls of others, by their bare names."""
    return [(node, calls) for _path, _tree, node, calls in read()]


@cache
def read():
    """The same with the file and its whole text. Neither the engine, which knows nothing of the web, nor migrations
    write to the journal."""
    found = []
    for path in SRC.rglob("*.py"):
        if {"engine", "migrations"} & set(path.relative_to(SRC).parts):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        waiting = [(tree, ())]
        while waiting:
            node, around = waiting.pop()
            if isinstance(node, ast.FunctionDef):
                found.append((path, tree, node, calls := []))
                around = (*around, calls)
            elif isinstance(node, ast.Call):
                for calls in around:
                    calls.append((getattr(node.func, "attr", getattr(node.func, "id", "")), node))
            waiting += [(each, around) for each in ast.iter_child_nodes(node)]
    return found


def codes_in(node):
    found = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str))
    return {text for text in found if CODE.fullmatch(text)}


def recorded():
    """Actions of `record`, and the beginnings of those that are put together. Functions that hand their `action` on are
    followed to whoever calls them."""
    every, found, begun = functions(), set(), set()
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


def test_every_action_of_the_code_has_words_and_everything_an_entry_says():
    """In one: two workers would each read all of the code."""
    every_action_has_words()
    everything_an_entry_says_has_words()


def every_action_has_words():
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
    there = {model._meta.label_lower for model in apps.get_models()} | {"secrecy.register", "selection.question", "key"}
    assert not sorted(set(words.held("ru")["kinds"]) - there)


def test_what_has_no_words_is_told_by_its_code():
    assert words.action("gone.away") == "gone.away" and words.kind("gone.thing") == "gone.thing"
    assert words.purpose("protocol saransk-2021") == "протокол отбора saransk-2021"


PARTS = {"actor", "action", "subject", "at"}
# what `**` brings from where the text of the function does not name it, by file, function and what is brought
BROUGHT = {
    ("commission/services/voting.py", "item_close", "row.count"): {
        "for", "against", "abstain", "voters", "cast", "by",
    },
    ("events/services/asking.py", "form_rules_set", "told"): {"answers_until", "later_until"},
    ("events/services/pitching.py", "proposal_start", "settings"): set(DEFAULTS),
    ("events/services/visiting.py", "visits_assign", "result['said']"): {"people", "placed", "worth", "bound"},
    ("quarantine/services.py", "held_add", "hashed"): {"sha256"},
    ("regions/services.py", "survey_upload", "hashes"): {"firms_sha256", "purchases_sha256"},
    ("registry/services/sheets.py", "sheet_keep", "counts"): {"added", "changed", "left", "places"},
    ("selection/services/custody.py", "holders_name", "use.told"): {"purpose"},
    ("selection/services/custody.py", "key_take", "use.told"): {"purpose"},
    ("selection/services/custody.py", "typed_key", "use.told"): {"purpose"},
    ("selection/services/custody.py", "key_confirm", "use.told"): {"purpose"},
    ("selection/services/custody.py", "_make", "use.told"): {"purpose"},
    ("selection/services/unlocking.py", "key_rehearse", "use.told"): {"purpose"},
    ("selection/services/unlocking.py", "key_enter", "use.told"): {"purpose"},
}  # fmt: skip


def keys_of(node):
    """Names that the dictionaries written in an expression have."""
    for each in ast.walk(node):
        if isinstance(each, ast.Dict):
            yield from (key.value for key in each.keys if isinstance(key, ast.Constant) and isinstance(key.value, str))
        elif isinstance(each, ast.DictComp) and isinstance(each.generators[0].iter, ast.Tuple):
            yield from (key.value for key in each.generators[0].iter.elts)


def brought(node, tree, word):
    """Names that one `**` of a call in the function brings; empty where its text does not say them."""
    if isinstance(word, ast.Call):
        other = next(each for each in tree.body if getattr(each, "name", "") == word.func.id)
        return {key for line in ast.walk(other) if isinstance(line, ast.Return) for key in keys_of(line)}
    if node.args.kwarg and node.args.kwarg.arg == getattr(word, "id", ""):
        own = {each.arg for each in (*node.args.args, *node.args.kwonlyargs)}
        found = set()
        for caller, calls in functions():
            for each in (word for name, call in calls if name == node.name for word in call.keywords):
                handed_on = each.arg is None and caller.args.kwarg is not None
                found |= brought(caller, tree, each.value) if handed_on else {each.arg}
        return found - own - {None}
    found = set()
    for line in ast.walk(node):
        if isinstance(line, ast.Assign):
            pairs = [(line.targets[0], line.value)]
            if isinstance(line.targets[0], ast.Tuple) and isinstance(line.value, ast.Tuple):
                pairs = list(zip(line.targets[0].elts, line.value.elts, strict=True))
            for target, value in pairs:
                if getattr(target, "id", "") == getattr(word, "id", None):
                    found |= set(keys_of(value))
                    for call in (each for each in ast.walk(value) if isinstance(each, ast.Call)):
                        if getattr(call.func, "id", "") in {each.name for each in tree.body if hasattr(each, "name")}:
                            found |= brought(node, tree, call)
    return found


def data_recorded():
    """Names of what entries say: given to `record` by name or with `**`, and those of the dictionaries inside."""
    for path, tree, node, calls in read():
        for name, call in calls:
            named = {each.arg for each in call.keywords}
            if name != "record" or not named >= PARTS or not isinstance(call.func, ast.Name):
                continue
            yield from named - PARTS - {None}
            for each in call.keywords:
                if each.arg is None:
                    place = (str(path.relative_to(SRC / "web")), node.name, ast.unparse(each.value))
                    found = brought(node, tree, each.value) or BROUGHT.get(place)
                    assert found, f"say in BROUGHT what {place} brings"
                    yield from found
                elif each.arg not in PARTS:
                    yield from keys_of(each.value)


def everything_an_entry_says_has_words():
    found = set(data_recorded())
    assert len(found) > 280 and {"due_on", "sha256", "mathematics", "abstain", "requested", "weight", "ids"} <= found
    assert not sorted(found - set(words.held("ru")["data"])), "say it in src/svetovod/web/audit/words.toml"
    assert not sorted(set(words.held("ru")["data"]) - found - {"through"}), "nobody says it any more"


def test_what_means_another_thing_of_a_kind_is_a_name_of_that_journal():
    kinds, names = set(words.held("ru")["kinds"]), set(words.held("ru")["data"])
    for code in words.held("ru")["data_of"]:
        kind, _dot, name = code.rpartition(".")
        assert kind in kinds and name in names
        assert words.datum(name, kind) != words.datum(name)
    assert words.datum("left", "selection.rankingrun") == "не распределено, руб."
    assert words.datum("left", "gone.thing") == "выбыло"


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
        ("commission.sitting", "items", [{"position": 1, "state": "accepted"}],
         "номер по порядку: 1; состояние: решение принято"),
        ("commission.agendaitem", "by", "casting", "голосом председательствующего"),
        ("signatures.detachedsignature", "mathematics", "bad", "не подтвердилась"),
        ("handover.handover", "moved", [{"work": "drafts"}], "что передаётся: черновики"),
    ],
)  # fmt: skip
def test_what_an_entry_says_is_told_in_words(kind, name, told, shown):
    assert saying.value(kind, name, told).replace("\u00a0", " ") == shown
