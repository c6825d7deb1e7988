"""Valid bodies of the workbench. A question is saved here; asking stands behind the same door, and is tested apart."""

from typing import Any

from .body import Bodies, Known

EMPTY = {"workbench:question_copy", "workbench:question_delete"}


def _saved(_known: Known) -> dict[str, Any]:
    return {"save": "1", "sql": "SELECT 1", "title_ru": "Вопрос", "version": "1", "chart": "{}"}


BODIES: Bodies = {
    "workbench:question_new": _saved,
    "workbench:question": _saved,
    "workbench:run_chart": lambda _k: {"mark": "", "x": "n", "y": "n", "colour": "", "aggregate": ""},
}
