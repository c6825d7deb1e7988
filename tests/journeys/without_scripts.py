"""The thread with JavaScript switched off: registering, a project, a remark and its answers, filing and scoring are
plain forms. Steps in their order, each for the day that whoever calls it has moved the clock to.
"""

from typing import Any, ClassVar

from . import test_saransk as thread
from .conftest import Installation, People


class Plain(People):
    """People whose browsers run no scripts; they sign in by the form themselves."""

    signed_in: ClassVar[dict[tuple[str, str], tuple[float, Any]]] = {}

    def visitor(self, **options: Any) -> Any:
        return super().visitor(**({"java_script_enabled": False} | options))


def registered(people: Plain, installation: Installation) -> str:
    """Before the session; the code of the project."""
    thread.visitor_registers(people, installation)
    return thread.initiator_makes_project(people)


def discussed(people: Plain, code: str) -> None:
    thread.expert_remarks(people, code)
    thread.initiator_answers(people, code)
    thread.expert_judges(people, code)


def scored(people: Plain, number: str) -> None:
    thread.experts_score(people, thread.secretary_assigns(people, number), number)
