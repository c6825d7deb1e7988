"""Words kept twice, on both floors, are the same words."""

from dataclasses import fields

from svetovod.engine.model import CostKind as EngineKind
from svetovod.engine.rules.project import ProjectAnswers
from svetovod.web.projects.enums import CostKind, Question


def test_items_of_the_estimate_are_the_engines():
    assert CostKind.values == [kind.value for kind in EngineKind]


def test_questions_are_answers_of_the_engine():
    assert set(Question.values) == {f.name for f in fields(ProjectAnswers)} - {"participants", "indicator_period"}
