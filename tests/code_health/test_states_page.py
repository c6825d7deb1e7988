"""Names of states agree with what they are said of: «заявка подана», «замечание принято», «кластер исключён»."""

import importlib.util
import re
from pathlib import Path

from django.apps import apps
from django.utils import translation

from svetovod.web.common.states import StateTable

TOOLS = Path(__file__).resolve().parents[2] / "tools"
SPEC = importlib.util.spec_from_file_location("states_words", TOOLS / "states_words.py")
assert SPEC and SPEC.loader
words = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(words)
SHORT = re.compile(r"(?:не )?\w*(?:[аяеё]н|[аяиеу]т|готов)(?P<ending>[аоы]?)")
ENDINGS = {"feminine": "а", "masculine": "", "neuter": "о"}


def gender(thing):
    """Of the first noun in the nominative; adjectives before it agree with it."""
    first = thing.split(",")[0].split(" ")[0]
    return {"а": "feminine", "я": "feminine", "е": "neuter", "о": "neuter"}.get(first[-1], "masculine")


def said_of(name):
    for row in StateTable.TABLES[name].transitions:
        yield from (str(row.source.label), str(row.target.label))


def test_a_word_of_one_gender_is_told_from_another():
    assert [gender(each) for each in ("жалоба на отказ", "заседание комиссии", "деловая встреча", "кластер")] == [
        "feminine", "neuter", "feminine", "masculine",
    ]  # fmt: skip
    assert SHORT.fullmatch("не принято")["ending"] == "о" and SHORT.fullmatch("снят")["ending"] == ""
    assert not SHORT.fullmatch("решение принято") and not SHORT.fullmatch("в архиве")


def test_names_of_states_agree_with_their_nouns():
    for app in apps.get_app_configs():
        if app.name.startswith("svetovod.") and importlib.util.find_spec(f"{app.name}.states"):
            importlib.import_module(f"{app.name}.states")
    wrong = []
    with translation.override("ru"):
        for name, thing in words.THINGS.items():
            for label in dict.fromkeys(said_of(name)):
                found = SHORT.fullmatch(label)
                if found and found["ending"] != ENDINGS[gender(thing)]:
                    wrong.append(f"{thing}: {label}")
    assert not wrong
