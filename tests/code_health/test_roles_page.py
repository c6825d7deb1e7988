"""The page "who may do what" is read by people: everything in it has words in both languages."""

import importlib.util
import re
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"
NOT = re.compile(r"~(.\w*)")
SPEC = importlib.util.spec_from_file_location("roles_words", TOOLS / "roles_words.py")
assert SPEC and SPEC.loader
words = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(words)


def tables():
    from django.apps import apps

    from svetovod.web.common.access import AccessTable

    for app in apps.get_app_configs():
        if app.name.startswith("svetovod.") and importlib.util.find_spec(f"{app.name}.access"):
            importlib.import_module(f"{app.name}.access")
    ours = [name for name in AccessTable.TABLES if importlib.util.find_spec(f"svetovod.web.{name}")]
    return {name: AccessTable.TABLES[name] for name in ours}


@pytest.mark.parametrize("kind", ["apps", "objects", "actions", "conditions", "negated"])
def test_everything_has_words(kind):
    found = tables()
    actions = [action for table in found.values() for action in table]
    conditions = {name for t in found.values() for p in t.actions.values() for name in re.findall(r"\w+", p.name)}
    names = {
        "apps": (set(found), words.APPS),
        "objects": ({action.split(".", 1)[0] for action in actions}, words.OBJECTS),
        "actions": ({action.split(".", 1)[1] for action in actions}, words.VERBS),
        "conditions": (conditions, words.CONDITIONS),
        "negated": ({name for t in found.values() for p in t.actions.values() for name in NOT.findall(p.name)},
                    words.NEGATED),
    }  # fmt: skip
    used, known = names[kind]
    assert used <= set(known), "say it in both languages in tools/roles_words.py, then make docs"
    assert all(en and ru and re.search("[а-я]", ru) for en, ru in known.values())


def test_words_of_one_app_are_of_an_object_or_an_action_of_it():
    found = tables()
    own = [name.split(":") for name in (*words.OBJECTS, *words.VERBS) if ":" in name]
    assert own and not [
        each for each in own if not any(a == each[1] or a.split(".")[0] == each[1] for a in found[each[0]])
    ]
