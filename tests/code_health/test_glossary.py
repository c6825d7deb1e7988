"""The glossary is the one map between the words of the field and the names in code: it leaves no name out."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMED = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")))


def models() -> list[str]:
    from django.apps import apps

    ours = [app for app in apps.get_app_configs() if app.name.startswith("svetovod.")]
    names = [model.__name__ for app in ours for model in app.get_models() if not hasattr(model, "pgh_tracked_model")]
    assert "SelectionRound" in names
    return names


def dataclasses() -> list[str]:
    names = []
    for path in (ROOT / "src/svetovod/engine/model").glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            marked = isinstance(node, ast.ClassDef) and any(
                "dataclass" in ast.dump(each) for each in node.decorator_list
            )
            if isinstance(node, ast.ClassDef) and marked and not node.name.startswith("_"):
                names.append(node.name)
    return names


@pytest.mark.parametrize("kind", [models, dataclasses], ids=["models", "dataclasses"])
def test_every_name_is_in_the_glossary(kind) -> None:  # type: ignore[no-untyped-def]
    names = kind()
    assert len(names) > 5
    assert sorted(set(names) - NAMED) == []
