"""The API between requests and the engine: the law as JSON, tables sent, problems in the shape of the format."""

from datetime import date
from typing import IO, Any

from svetovod.engine import facts as law
from svetovod.engine.facts import BeforeFirstEditionError, Facts
from svetovod.engine.model import Cluster, JointProject, Problem
from svetovod.engine.rules import evaluate
from svetovod.engine.workbooks import (
    Estimate,
    ReadResult,
    pointer,
    read_cluster,
    read_cluster_json,
    read_estimate_json,
    read_project,
)
from svetovod.web.rulebook.selectors import facts
from svetovod.wording import law_json
from svetovod.wording.problems import problem_json
from svetovod.wording.rules import check_json

ACTS = tuple(law.load().acts)
JUDGED_BY = ("pp779",)


def issue(code: str, name: str, value: str, lang: str, **params: Any) -> dict[str, Any]:
    """What is wrong with a parameter of the question, in the shape of every other error."""
    return problem_json(Problem(code, column=name, value=value, params=params), lang)


def acts(lang: str, until: date | None) -> dict[str, Any]:
    return law_json.acts_json(facts(), lang, until)


def act(act_id: str, on: date | None, lang: str, until: date | None) -> dict[str, Any]:
    found: Facts = facts()
    return {**law_json.act_json(found, act_id, on, lang, until), "facts_version": found.version}


def item(key: str, lang: str, until: date | None) -> dict[str, Any]:
    found: Facts = facts()
    known, history = found.items[key], law_json.history_json(found, key, lang, until)
    return {
        "act": known.act,
        **law_json.item_json(known, lang, until),
        "history": history,
        "facts_version": found.version,
    }


def comparison(act_id: str, first: date, second: date, lang: str) -> dict[str, Any]:
    found: Facts = facts()
    return {**law_json.diff_json(found, act_id, first, second, lang), "facts_version": found.version}


def read_workbook(file: IO[bytes]) -> ReadResult[Cluster]:
    return read_cluster(file)


def read_json(text: bytes) -> ReadResult[Cluster]:
    return read_cluster_json(text)


def read_project_workbook(file: IO[bytes]) -> ReadResult[JointProject]:
    return read_project(file)


def read_estimate(text: bytes) -> ReadResult[Estimate]:
    return read_estimate_json(text)


def said(problem: Problem, lang: str, *, in_json: bool) -> dict[str, Any]:
    """An error or a note; of a JSON body with the JSON Pointer of its place."""
    return problem_json(problem, lang) | ({"pointer": pointer(problem)} if in_json else {})


def before_the_act(act_id: str, on: date, lang: str) -> dict[str, Any] | None:
    """What is wrong with a day before the act, None for a good day."""
    try:
        facts().edition_on(act_id, on)
    except BeforeFirstEditionError as error:
        params = {"first": error.first.isoformat(), "act": act_id}
        return issue("date.before_first_edition", "on", on.isoformat(), lang, **params)
    return None


def judged(name: str | None, read: ReadResult[Cluster], on: date, act_id: str, lang: str) -> dict[str, Any]:
    """What `svetovod check --json` prints of the same cluster."""
    assert read.value is not None
    verdict = evaluate(read.value, on=on, facts=facts(), act=act_id)
    return check_json(name, verdict, read.notes, lang)
