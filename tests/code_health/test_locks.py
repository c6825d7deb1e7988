"""Rows are locked without their keys: a plain FOR UPDATE stops whoever only refers to them, see
docs/explanation/writes.md."""

import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2] / "src/svetovod"
UPDATED = re.compile(r"(?:(\w+)\.objects)?\.update_or_create\(")


def test_a_lock_of_rows_leaves_their_keys_free() -> None:
    plain = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in ROOT.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if "select_for_update(" in line and "no_key=True" not in line
    ]
    assert plain == []


def test_nothing_refers_to_rows_that_django_locks_with_their_keys() -> None:
    """`update_or_create` cannot be told of another lock: it is for tables that no foreign key leads to. A table of
    history has one that the database does not hold against the row."""
    from django.apps import apps

    models: dict[str, list[Any]] = {}  # two apps may have a model of one name: each is asked
    for model in apps.get_models():
        if model.__module__.startswith("svetovod."):
            models.setdefault(model.__name__, []).append(model)
    names = [name for path in ROOT.rglob("*.py") for name in UPDATED.findall(path.read_text(encoding="utf-8"))]
    assert len(names) > 30 and all(names), "each is asked of a model by its name"
    referring = {
        f"{model._meta.label} from {relation.field}"
        for name in names
        for model in models[name]
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and relation.field.db_constraint
    }
    assert referring == set()
